package milestone

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Hear takes a mail about the milestone: an answer to what was asked, a command,
// or both. What has no effect is explained.
func (s *step) Hear(r procedure.Reply) {
	in := s.inquiryOf(r.Ask)
	if r.Class != procedure.ReplyAnswer {
		if in != nil && !in.Over {
			s.pass(in, procedure.Event{Kind: procedure.Replied, Reply: &r})
		}
		return
	}
	commands := r.Commands
	r.Commands = slices.DeleteFunc(slices.Clone(commands), partnership.Command.OfItem)
	for i, c := range commands {
		if !c.OfItem() {
			continue
		}
		one := r
		one.ID, one.Answers, one.Problems, one.Commands = fmt.Sprintf("%s/%d", r.ID, i), nil, nil, nil
		if s.Seen.Add(one.ID + "/command") {
			s.item(c, one)
		}
		if s.Ended {
			return
		}
	}
	if len(commands) > len(r.Commands) && len(r.Answers)+len(r.Commands) == 0 {
		return // the command was all that the mail had to say
	}
	s.reply(r)
}

// reply takes answers.
func (s *step) reply(r procedure.Reply) {
	in := s.inquiryOf(r.Ask)
	switch {
	case in == nil || in.Over && len(r.Commands) == 0:
		s.late(in, r)
	case in.Kind == inquiryAcceptance && s.person(r.Person).Party == s.person(s.Owner).Party:
		if s.Seen.Add(r.ID) {
			s.explain(r, procedure.Explanation{Why: "accept-own-side", Person: s.Acceptor})
		}
	default:
		s.pass(in, procedure.Event{Kind: procedure.Replied, Reply: &r})
	}
}

// late takes a mail that answers nothing that is still asked. A no to what was
// settled within the last day opens it again: everybody may correct themselves.
func (s *step) late(in *Inquiry, r procedure.Reply) {
	if !s.Seen.Add(r.ID) {
		return
	}
	s.note(procedure.Entry{Kind: procedure.EntryReply, Actor: r.Person, Text: r.Person + " wrote about " + s.name(), Source: r.Source}, r.ID)
	if yes, said := partnership.Answers(r.Answers).YesNo(QuestionAccept); in == nil && said && !yes && r.Person == s.Acceptor && r.Of != "" {
		s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: r.Person, Text: s.name() + " is open again"}, "reopened", r.ID)
		s.askAgain(func(c *Content) {
			c.Refused = procedure.Words{By: r.Person, Text: partnership.Answers(r.Answers).Text(QuestionMissing)}
		})
		return
	}
	s.obeyCommands(r)
	switch {
	case len(r.Answers) > 0:
		s.explain(r, procedure.Explanation{Why: "step-passed", Person: s.holder()})
	case len(r.Problems) > 0:
		s.explain(r, procedure.Explanation{Why: "nothing-asked", Person: s.holder()})
	}
}

// obeyCommands deals with the commands of a mail that answers no open question.
func (s *step) obeyCommands(r procedure.Reply) {
	draft := func(t procedure.Template) procedure.Letter { return s.answer(r, t) }
	s.ObeyCommands(s.out, r, draft, func(reactions []procedure.Reaction) procedure.Letter {
		l := s.answer(r, procedure.TemplateReceipt)
		l.Reactions, l.Complete = reactions, true
		return l
	})
}

// holder is who has to act now.
func (m *Milestone) holder() string {
	if m.Claim != nil {
		return m.Acceptor
	}
	return m.Owner
}

// item carries out DONE and EXTEND.
func (s *step) item(c partnership.Command, r procedure.Reply) {
	switch mine := s.acts(r.Person); {
	case s.Claim != nil && mine:
		s.explain(r, procedure.Explanation{Why: "done-already", Day: s.Claim.At.In(s.AskAt.Location()).Format("2006-01-02"), Person: s.Acceptor})
	case c.Name == partnership.CommandDone && !mine && s.Claim != nil && r.Person == s.Acceptor && s.FollowsUp():
		s.explain(r, procedure.Explanation{Why: "done-accept-you"})
	case c.Name == partnership.CommandDone && !mine && s.Claim != nil:
		s.explain(r, procedure.Explanation{Why: "done-accept", Person: s.Acceptor})
	case c.Name == partnership.CommandDone && !mine:
		s.explain(r, procedure.Explanation{Why: "done-not-yours", Person: s.Owner})
	case !mine:
		s.explain(r, procedure.Explanation{Why: "extend-not-yours", Person: s.Owner})
	case c.Name == partnership.CommandDone:
		s.done(c, r)
	default:
		s.extendBy(c, r)
	}
}

// acts reports whether somebody may speak for the owner: they, whoever was asked in
// their place, and who speaks for their side.
func (s *step) acts(person string) bool {
	if head, ok := s.headOf(s.Owner); person == s.Owner || ok && person == head {
		return true
	}
	for _, in := range s.Inquiries {
		for _, a := range in.Circle.Asks {
			if in.Kind == inquiryDue && a.Person == person && a.Subject() == s.Owner {
				return true
			}
		}
	}
	return false
}

// done is the word of a command that it is done; it is answered like any other.
func (s *step) done(c partnership.Command, r procedure.Reply) {
	r.Answers = []partnership.Answer{{Question: QuestionDone, Value: partnership.BoolValue(true), Raw: string(c.Name)}}
	if words := strings.TrimSpace(c.Argument); words != "" {
		s.Said = procedure.Words{By: r.Person, Text: words}
		if s.Evidence {
			r.Answers = append(r.Answers, partnership.Answer{Question: QuestionEvidence, Value: partnership.TextValue(words), Raw: words})
		}
	}
	if in := s.inquiryOf(r.Ask); in != nil && in.Kind == inquiryDue && !in.Over {
		s.pass(in, procedure.Event{Kind: procedure.Replied, Reply: &r})
		if s.Claim != nil || s.Ended {
			return
		}
	}
	s.receipt(r)
	s.claim(r.Person, strings.TrimSpace(c.Argument))
}

// extendBy is the wish of a command for another day.
func (s *step) extendBy(c partnership.Command, r procedure.Reply) {
	day := asking.Extended(c.Argument, s.Occasion.Date, s.today())
	if e, ok := s.impossible(day); ok {
		s.explain(r, e)
		return
	}
	value, err := cadence.ParseDate(day)
	if err != nil {
		s.explain(r, procedure.Explanation{Why: "extend-no-day"})
		return
	}
	r.Answers = []partnership.Answer{{Question: QuestionDay, Value: partnership.DateValue(value), Raw: c.Argument}}
	s.receipt(r)
	s.extend(r.Person, day, s.Said.Text, r)
}

// explain says what was understood, why it has no effect, and what would.
func (s *step) explain(r procedure.Reply, e procedure.Explanation) {
	if e.Why == whyBeyond && s.FollowsUp() {
		s.propose(e.Day, r.Person)
	}
	s.note(procedure.Entry{Kind: procedure.EntryReply, Actor: r.Person, Text: r.Person + " was told why their mail about " + s.name() + " has no effect: " + e.Why, Source: r.Source}, r.ID, e.Why)
	l := s.answer(r, procedure.TemplateReceipt)
	l.Key = fmt.Sprintf("explained-%s/%s", e.Why, r.ID)
	l.Explained = []procedure.Explanation{e}
	s.out.Add(procedure.Send{Letter: l})
}

// receipt says back what was understood of a command.
func (s *step) receipt(r procedure.Reply) {
	s.note(procedure.Entry{Kind: procedure.EntryReply, Actor: r.Person, Text: r.Person + " wrote about " + s.name(), Source: r.Source}, r.ID)
	l := s.answer(r, procedure.TemplateReceipt)
	l.Understood, l.Complete = r.Answers, true
	s.out.Add(procedure.Send{Letter: l})
}

// answer is a letter that answers a mail which belongs to no open question.
func (s *step) answer(r procedure.Reply, template procedure.Template) procedure.Letter {
	l := s.letter(template, r.Person, procedure.FormReceipt, s.about(TemplateDue))
	l.Key, l.Phrases, l.Urgent, l.InReplyTo = fmt.Sprintf("%s/%s", template, r.ID), TemplateDue, r.By == "", r.Source
	if r.Ask != "" {
		l.Ask = r.Ask
	}
	if in := s.inquiryOf(r.Ask); in != nil {
		for _, a := range in.Circle.Asks {
			if a.ID == r.Ask {
				l.Questions = a.Questions
			}
		}
	}
	l.By, l.Reason = r.By, r.Reason
	return l
}

// Typed reads what an admin answers in a person's place. Nobody consents for
// another.
func (m *Milestone) Typed(cmd procedure.Command) (procedure.Reply, error) {
	var asked []string
	for i := range m.Inquiries {
		in := &m.Inquiries[i]
		if in.Over {
			continue
		}
		for _, a := range in.Circle.Asks {
			if a.Person != cmd.Person && a.Subject() != cmd.Person {
				asked = append(asked, a.Subject())
				continue
			}
			if in.Kind == inquiryExtension {
				return procedure.Reply{}, fmt.Errorf("answer for %s: nobody consents for another; use reschedule on the partnership %q", cmd.Person, m.Slug)
			}
			return in.Circle.Typed(cmd)
		}
	}
	return procedure.Reply{}, fmt.Errorf("answer for %q: asked are %s", cmd.Person, strings.Join(append(asked, "nobody else"), ", "))
}

func (m *Milestone) check(cmd procedure.Command) error {
	switch {
	case cmd.Name != procedure.AnswerFor:
		return fmt.Errorf("%s milestone: a milestone takes only %s; send %s to the partnership %q", cmd.Name, procedure.AnswerFor, cmd.Name, m.Slug)
	case m.Ended:
		return fmt.Errorf("answer for %s: this milestone has ended", cmd.Person)
	}
	_, err := m.Typed(cmd)
	return err
}
