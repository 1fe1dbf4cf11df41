package activities

import (
	"context"
	"errors"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// attend takes what a calendar answers to the entry for a meeting: from whoever is invited, by
// an address that the receiving server vouches for like that of any answer. It is not taken,
// and read as any other mail, if no calendar answers or the entry is none of ours.
func (in *Intake) attend(ctx context.Context, a arrival) (v Verdict, taken bool, err error) {
	answer, ok := a.mail.Calendar()
	if !ok {
		return Verdict{}, false, nil
	}
	nobody := func(ask string) (string, bool) { return "", ask == procedure.EntryAsk(answer.Workflow) }
	if _, ours := in.Tokens.Verify(answer.Signed, nobody); !ours {
		return Verdict{}, false, nil
	}
	slug := procedure.SlugOf(answer.Workflow)
	spec, err := in.Partnerships.InForce(ctx, slug)
	if errors.Is(err, ErrNoSpec) {
		return Verdict{}, false, nil
	}
	if err != nil {
		return Verdict{}, true, err
	}
	writers := peopleAt(spec, a.env.From)
	if len(writers) == 0 {
		return a.quarantined(Ask{Slug: slug, Workflow: answer.Workflow}, "a calendar answers an invitation from an address that nobody invited has"), true, nil
	}
	comes, said := answer.of(writers[0])
	if !said {
		return a.quarantined(Ask{Slug: slug, Workflow: answer.Workflow, Person: writers[0].ID}, "a calendar answers an invitation and does not say for whom"), true, nil
	}
	for _, writer := range writers {
		invited, found, err := in.invited(ctx, slug, answer.Workflow, writer)
		if err != nil {
			return Verdict{}, true, err
		}
		if !found {
			continue
		}
		if !a.believed(false) {
			a.env.Class = MailReply
			v, err := in.hold(ctx, a, invited, writer, a.env.Doubt)
			return v, true, err
		}
		reply := a.reply(invited)
		reply.Class, reply.Until, reply.Entry = procedure.ReplyAnswer, "", &answer.Entry
		reply.Answers = []partnership.Answer{{Question: procedure.QuestionAttend, Value: comes}}
		a.env.Class = MailReply
		if v, err = in.deliverTo(ctx, a, invited, reply); err != nil {
			return Verdict{}, true, err
		}
	}
	if v.State == "" {
		return a.quarantined(Ask{Slug: slug, Workflow: answer.Workflow, Person: writers[0].ID}, "a calendar answers an invitation that its sender did not get"), true, nil
	}
	return v, true, nil
}

// peopleAt are all who have an address: two people can share one.
func peopleAt(spec partnership.Spec, address string) []partnership.Person {
	var list []partnership.Person
	for _, party := range spec.Parties {
		for _, p := range party.People {
			if address != "" && p.Has(address) {
				list = append(list, p)
			}
		}
	}
	return list
}

// of is what is said for a person: under one of their addresses, or by whoever is the only one
// of whom it speaks.
func (c CalendarAnswer) of(p partnership.Person) (comes partnership.Value, said bool) {
	i := slices.IndexFunc(c.Attendees, func(a CalendarAttendee) bool { return p.Has(a.Address) })
	switch {
	case i >= 0:
		return c.Attendees[i].Comes, true
	case len(c.Attendees) == 1:
		return c.Attendees[0].Comes, true
	default:
		return comes, false
	}
}

// invited finds the ask with which somebody was invited to a meeting.
func (in *Intake) invited(ctx context.Context, slug, workflow string, p partnership.Person) (Ask, bool, error) {
	asks, err := in.Inbox.Asked(ctx, slug, p.ID)
	if err != nil {
		return Ask{}, false, err
	}
	for _, ask := range asks {
		attends := func(q partnership.Question) bool { return q.ID == procedure.QuestionAttend }
		if ask.Workflow == workflow && slices.ContainsFunc(ask.Questions, attends) {
			return ask, true, nil
		}
	}
	return Ask{}, false, nil
}
