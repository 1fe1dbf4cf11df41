package activities

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// Partnerships finds the partnerships that people write to first.
type Partnerships interface {
	// InForce returns the spec that a partnership goes by, or ErrNoSpec.
	InForce(ctx context.Context, slug string) (partnership.Spec, error)
	// Knowing lists the partnerships that go on and whose spec knows an address.
	Knowing(ctx context.Context, address string) ([]partnership.Spec, error)
}

// Heard is what was understood of a mail that answers no question of ours.
type Heard struct {
	// Ask is the open ask whose questions the mail answers all the same; without
	// one it is for the partnership.
	Ask Ask
	// Among are the asks to which it may be an answer: one, or several.
	Among []Ask
	Understanding
}

// Hear reads a mail whose writer was not asked anything in particular. What it
// answers of the open asks counts if it is clear which: what names its questions,
// and those of one ask only. A promise to answer is none about nothing.
func Hear(mail Mail, c ReplyContext, open []OpenAsk) Heard {
	c.Unasked = true
	about := c.Workflow
	var heard Heard
	for _, ask := range open {
		c.Questions, c.Phrases, c.Workflow = ask.Questions, ask.Phrases, ask.Workflow
		if u := mail.Understand(c); len(u.Answers) > 0 {
			u.Promise, u.Until = false, ""
			heard.Ask, heard.Understanding, heard.Among = ask.Ask, u, append(heard.Among, ask.Ask)
		}
	}
	if len(heard.Among) == 1 {
		return heard
	}
	c.Questions, c.Phrases, c.Workflow = nil, nil, about
	return Heard{Among: heard.Among, Understanding: Understanding{Commands: mail.Understand(c).Commands}}
}

// unasked takes a mail that answers none of ours: it was sent to a partnership's
// own address, or to the engine's by somebody whom one partnership knows.
func (in *Intake) unasked(ctx context.Context, a arrival) (Verdict, error) {
	stray := a.quarantined(Ask{}, "it answers no mail of ours")
	if len(a.env.Tokens) > 0 {
		stray.Reason = "its reply token is not one of ours"
	}
	if a.env.Class != MailReply || a.env.From == "" {
		return stray, nil
	}
	spec, doubt, err := in.addressed(ctx, a.env)
	if err != nil || doubt != "" || spec.Slug == "" {
		if doubt != "" {
			stray.Reason = doubt
		}
		return stray, err
	}
	writer, known := spec.PersonAt(a.env.From)
	if !known {
		return a.quarantined(Ask{}, "it was sent to a partnership that does not know its sender"), nil
	}
	return in.hearOpen(ctx, a, unaskedAsk(spec, writer), writer)
}

// unaskedAsk is the ask that a mail belongs to whose writer was asked nothing.
func unaskedAsk(spec partnership.Spec, writer partnership.Person) Ask {
	return Ask{
		ID: lifecycle.UnaskedAsk(spec.Slug, writer.ID), Slug: spec.Slug, Workflow: spec.Slug, Person: writer.ID,
		Locale: writer.Language, Spec: spec.Digest(),
	}
}

// addressed finds the partnership that a mail was sent to; no slug for none.
func (in *Intake) addressed(ctx context.Context, env Envelope) (spec partnership.Spec, doubt string, err error) {
	anybody := false
	for _, slug := range env.Partnerships {
		if slug == "" {
			anybody = true
			continue
		}
		spec, err := in.Partnerships.InForce(ctx, slug)
		if err == nil || !errors.Is(err, ErrNoSpec) {
			return spec, "", err
		}
	}
	if !anybody {
		return spec, "", nil
	}
	knowing, err := in.Partnerships.Knowing(ctx, env.From)
	switch {
	case err != nil || len(knowing) == 0:
		return spec, "", err
	case len(knowing) > 1:
		return spec, "several partnerships know its sender, and it names none", nil
	default:
		return knowing[0], "", nil
	}
}

// hearOpen takes what somebody wrote first, which may answer what they are asked.
func (in *Intake) hearOpen(ctx context.Context, a arrival, answered Ask, writer partnership.Person) (Verdict, error) {
	open, err := in.open(ctx, answered.Slug, writer.ID)
	if err != nil {
		return Verdict{}, err
	}
	return in.hear(ctx, a, answered, writer, open)
}

// open lists the asks of a person that still take answers.
func (in *Intake) open(ctx context.Context, slug, person string) ([]Ask, error) {
	asks, err := in.Inbox.Asked(ctx, slug, person)
	if err != nil {
		return nil, err
	}
	var open []Ask
	for _, ask := range asks {
		if ask.Workflow == slug {
			continue // the partnership's own, such as "was this you?"
		}
		running, err := in.Procedures.Running(ctx, ask.Workflow)
		if err != nil {
			return nil, err
		}
		if running {
			open = append(open, ask)
		}
	}
	return open, nil
}

// around is what is known of a mail of ours that somebody refers to who was not answering a
// question of it, and of those that may be answered all the same.
func (in *Intake) around(ctx context.Context, answered Ask, open []Ask) (c ReplyContext, spoken []OpenAsk, err error) {
	c.Sent, c.Workflow = answered.Text, answered.Workflow
	if c.SentHTML, err = in.Inbox.SentHTML(ctx, answered.MessageID); err != nil {
		return c, nil, err
	}
	if c.Parties, c.Own, err = in.sharing(ctx, open...); err != nil {
		return c, nil, err
	}
	spoken, err = in.spoken(ctx, open)
	return c, spoken, err
}

// hear takes what somebody wrote who was not answering a question of ours: what
// answers one all the same goes to whoever asked it, and everything else to the
// partnership. Answered is the mail of ours that it refers to, if there is one.
func (in *Intake) hear(ctx context.Context, a arrival, answered Ask, writer partnership.Person, open []Ask) (Verdict, error) {
	at := InZone(a.received.At, writer)
	if answered.Sealed { // what is said there is no answer to what everybody may know
		open = slices.DeleteFunc(open, func(ask Ask) bool { return !ask.Sealed })
	}
	c, spoken, err := in.around(ctx, answered, open)
	if err != nil {
		return Verdict{}, err
	}
	c.Locale, c.At = writer.Language, at
	heard := Hear(a.mail, c, spoken)
	for _, ask := range heard.Among { // also of a mail that does not count
		a.stand(ask)
	}
	a.conceal(answered.Slug, heard.Commands)
	mine := answered.Person == writer.ID
	if proven := mine && answered.MessageID != ""; !proven && !a.vouched() {
		return in.hold(ctx, a, answered, writer, cmp.Or(a.env.Doubt, "nobody vouches for its sender, who wrote first"))
	}
	if a.received.TooLarge {
		return a.quarantined(answered, "it is too large to read"), nil
	}
	if reason := a.tooWeak(heard.Commands, false); reason != "" {
		return in.hold(ctx, a, answered, writer, reason)
	}
	ask := heard.Ask
	item := ask.ID == "" && mine && slices.ContainsFunc(heard.Commands, partnership.Command.OfItem)
	switch {
	case item: // DONE in answer to a mail that told of something, and asked nothing
		ask = answered
	case ask.ID == "":
		spec, err := in.Partnerships.InForce(ctx, answered.Slug)
		if err != nil {
			return Verdict{}, err
		}
		ask = unaskedAsk(spec, writer)
	}
	reply := a.reply(ask)
	reply.Unasked = !item
	if err := in.fill(ctx, &reply, heard.Understanding, ask, at, ask.Sealed || answered.Sealed); err != nil {
		return Verdict{}, err
	}
	return in.deliver(ctx, a, ask, reply)
}

// reads reports whether a mail comes from where the one went that it answers: from
// whoever reads the person's mail, or the person at their address of then; what is
// sealed only a mediator answers from there, whom it was for.
func reads(env Envelope, ask Ask, spec partnership.Spec) bool {
	there := env.From != "" && env.From == strings.ToLower(ask.Recipient)
	return there && (!ask.Sealed || spec.Mediates(env.From))
}

// writer is who wrote a mail that answers one of ours, if they are known: as a
// rule the person asked, from the address that the mail went to. Who is not known
// may be the person asked, from another address of their organisation.
func (in *Intake) writer(ctx context.Context, a arrival, ask Ask) (person partnership.Person, known bool, err error) {
	env := a.env
	spec, err := in.Specs.Spec(ctx, ask.Spec)
	if err != nil {
		return person, false, err
	}
	person, known = spec.Person(ask.Person)
	if known && (person.Has(env.From) || reads(env, ask, spec) || a.confirmed == person.ID) {
		return person, true, nil
	}
	spec, err = in.Partnerships.InForce(ctx, ask.Slug)
	if errors.Is(err, ErrNoSpec) {
		return partnership.Person{}, false, nil
	}
	if err != nil {
		return person, false, err
	}
	if person, known = spec.Person(ask.Person); known && person.Has(env.From) {
		return person, true, nil // the address is new
	}
	if other, known := spec.PersonAt(env.From); known {
		return other, true, nil
	}
	if party, _ := spec.PartyOf(ask.Person); !party.Owns(env.From) {
		return partnership.Person{}, false, nil
	}
	person, _ = spec.Person(ask.Person)
	return person, false, nil
}
