package conflict

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Hear takes a mail about the conflict: an answer to what was asked, a command, or
// both. What has no effect is explained.
func (s *step) Hear(r procedure.Reply) {
	if s.Dispute.Level > 0 && s.byMediator(r.Ask) {
		s.mediatorWrote(r)
		return
	}
	place := slices.IndexFunc(s.Inquiries, func(in Inquiry) bool { return in.Circle.Holds(r.Ask) })
	if r.Class != procedure.ReplyAnswer {
		if place >= 0 && !s.Inquiries[place].Over {
			s.pass(place, procedure.Event{Kind: procedure.Replied, Reply: &r})
		}
		return
	}
	commands := r.Commands
	r.Commands = slices.DeleteFunc(slices.Clone(commands), s.takes)
	if place >= 0 && s.Inquiries[place].Kind == inquiryEntry && !s.Inquiries[place].Over && len(r.Answers) > 0 {
		s.reply(place, r) // GO stands behind what it needs
		s.receipted = true
		r.Answers, r.Problems, r.Commands = nil, nil, nil
	}
	for i, c := range commands {
		if s.takes(c) && s.Seen.Add(fmt.Sprintf("%s/%d/command", r.ID, i)) {
			s.command(place, i, c, r)
		}
		if s.Ended {
			return
		}
	}
	if len(commands) > len(r.Commands) && len(r.Answers)+len(r.Commands) == 0 {
		return // the command was all that the mail had to say
	}
	s.reply(place, r)
}

// takes reports whether a command is one of a conflict's.
func (s *step) takes(c partnership.Command) bool {
	return slices.Contains(items(), c.Name) || c.Name == partnership.CommandDelegate && s.Dispute.Level > 0
}

// reply takes answers.
func (s *step) reply(place int, r procedure.Reply) {
	if place >= 0 && !s.Inquiries[place].Over {
		s.pass(place, procedure.Event{Kind: procedure.Replied, Reply: &r})
		return
	}
	if !s.Seen.Add(r.ID) {
		return
	}
	s.obeyCommands(r)
	switch {
	case place >= 0 && s.acceptsGone(s.Inquiries[place], r):
	case len(r.Answers) > 0:
		s.explain(r, procedure.Explanation{Why: "step-passed"})
	case len(r.Problems) > 0:
		s.explain(r, procedure.Explanation{Why: "nothing-asked"})
	}
}

// acceptsGone takes a yes to a text that has been changed meanwhile: it is no
// agreement, and both hear of it.
func (s *step) acceptsGone(in Inquiry, r procedure.Reply) bool {
	yes, said := partnership.Answers(r.Answers).YesNo(QuestionYes)
	if in.Kind != inquiryProposal || !said || !yes || s.Accepted == in.Content.Proposal {
		return false
	}
	p := s.proposal(in.Content.Proposal)
	s.explain(r, procedure.Explanation{Why: "proposal-gone", Item: fmt.Sprint(p.Number)})
	if !p.Mediator {
		s.newsTo(p.By, "accepted-gone", nil, func(c *Content) { c.Proposal = p.Number })
	}
	return true
}

// command carries out what somebody asks for.
func (s *step) command(place, i int, c partnership.Command, r procedure.Reply) {
	side, speaks := s.sideOf(r.Person)
	switch {
	case c.Name == partnership.CommandWithdraw:
		s.wantsOut(r)
	case !speaks:
		s.explain(r, procedure.Explanation{Why: "not-yours", Person: s.speakerFor(r.Person)})
	case c.Name == partnership.CommandGo && side == 0:
		s.goAhead(r)
	case c.Name == partnership.CommandWait && side == 0:
		s.wait(c, r)
	case s.Dispute.Level == 0 || c.Name == partnership.CommandGo || c.Name == partnership.CommandWait:
		s.explain(r, procedure.Explanation{Why: "not-begun"})
	default:
		s.spoken(place, i, side, c, r)
	}
}

// spoken carries out what whoever speaks for a side asks for once it has begun.
func (s *step) spoken(place, i, side int, c partnership.Command, r procedure.Reply) {
	written := procedure.Writing{Ask: r.Ask, Question: r.CommandQuestion(i), By: r.Person}
	switch {
	case c.Name == partnership.CommandUp && s.Accepted > 0:
		s.explain(r, procedure.Explanation{Why: "agreed-already"})
	case c.Name == partnership.CommandUp:
		s.wantsUp(side, r)
	case c.Name == partnership.CommandExtend:
		s.longer(side, c, r)
	case c.Name == partnership.CommandDelegate:
		s.handOver(side, c.Argument, r)
	case c.Argument == "":
		s.explain(r, procedure.Explanation{Why: "no-words", Item: string(c.Name)})
	case c.Name == partnership.CommandNotQuite:
		s.quiteNot(place, side, written, r)
	default:
		if s.propose(r, Proposal{By: side, Text: written, Spoken: c.Name == partnership.CommandAgreed}) {
			l := s.done(r, "proposed", "")
			l.Writings = []procedure.Writing{s.Proposals[len(s.Proposals)-1].Text} // as it was understood
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

// quiteNot takes what is not quite right about how the other side has put it.
func (s *step) quiteNot(place, side int, w procedure.Writing, r procedure.Reply) {
	if place < 0 || s.Inquiries[place].Over || s.Inquiries[place].Kind != inquiryConfirm || s.Inquiries[place].Side != side {
		s.explain(r, procedure.Explanation{Why: "nothing-restated"})
		return
	}
	s.receipt(r, "not-quite")
	s.notQuite(place, w)
}

// wantsOut is the raiser's wish to end it. What the other side has written is not
// lost by it: they may carry on.
func (s *step) wantsOut(r procedure.Reply) {
	switch {
	case r.Person != s.Dispute.Raiser && r.Person != s.Sides[0].Speaker:
		s.explain(r, procedure.Explanation{Why: "withdraw-not-yours", Person: s.Dispute.Raiser})
	case s.Accepted > 0:
		s.explain(r, procedure.Explanation{Why: "agreed-already"})
	case s.Sides[1].StatedAt.IsZero():
		s.receipt(r, "withdrawn")
		s.withdraw()
	case s.pending(inquiryCarryOn, 1) == nil:
		s.receipt(r, "withdrawing")
		s.ask(inquiryCarryOn, 1, TemplateWithdrawn, once(businessWeek), nil)
	}
}

// withdraw ends it by the raiser's wish.
func (s *step) withdraw() {
	if s.Dispute.Level > 0 {
		s.newsTo(1, "withdrawn", nil)
	}
	s.end(procedure.OutcomeWithdrawn)
}

// carriesOn takes whether the other side wants it to go on.
func (s *step) carriesOn(in Inquiry, given partnership.Answers) {
	yes, said := given.YesNo(QuestionYes)
	switch {
	case !said:
	case yes:
		s.supersede(inquiryCarryOn, in.Side)
		s.Dispute.Raiser = s.Sides[in.Side].Person
		s.Sides[0], s.Sides[1] = s.Sides[1], s.Sides[0]
		for i := range s.Inquiries {
			s.Inquiries[i].Side = 1 - s.Inquiries[i].Side
		}
		for i := range s.Proposals {
			p := &s.Proposals[i]
			p.By, p.Yes[0], p.Yes[1] = 1-p.By, p.Yes[1], p.Yes[0]
		}
		s.newsTo(1, "carried-on", nil)
	default:
		s.withdraw()
	}
}

// speakerFor is who speaks for somebody's side.
func (s *step) speakerFor(person string) string {
	for _, side := range s.Sides {
		if side.Party == s.person(person).Party {
			return side.Speaker
		}
	}
	return s.Sides[0].Speaker
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

// explain says what was understood, why it has no effect, and what would.
func (s *step) explain(r procedure.Reply, e procedure.Explanation) {
	add := func(l *procedure.Letter) { l.Explained = append(l.Explained, e) }
	if s.receipted && s.out.Reword("receipt/"+r.ID, add) { // one mail answers one mail
		return
	}
	s.out.Add(procedure.Send{Letter: s.explained(r, e)})
}

func (s *step) explained(r procedure.Reply, e procedure.Explanation) procedure.Letter {
	l := s.answer(r, procedure.TemplateReceipt)
	l.Key = fmt.Sprintf("explained-%s/%s", e.Why, r.ID)
	l.Explained = []procedure.Explanation{e}
	return l
}

// again says why an answer counts for nothing; its question is open again.
func (s *step) again(in *Inquiry, a *asking.Ask, why string) {
	r := procedure.Reply{ID: fmt.Sprintf("%s-%s-%d", a.ID, why, len(in.Written)), Ask: a.ID, Person: a.Person}
	l := s.explained(r, procedure.Explanation{Why: why})
	l.Due = a.Due
	for _, q := range a.Questions {
		l.Open = append(l.Open, q.ID)
	}
	s.out.Add(procedure.Send{Letter: l})
}

// receipt says what a command has come to.
func (s *step) receipt(r procedure.Reply, done string) { s.receiptOn(r, done, "") }

func (s *step) receiptOn(r procedure.Reply, done, day string) {
	s.out.Add(procedure.Send{Letter: s.done(r, done, day)})
}

func (s *step) done(r procedure.Reply, done, day string) procedure.Letter {
	l := s.answer(r, procedure.TemplateReceipt)
	l.Key = fmt.Sprintf("done-%s/%s", done, r.ID)
	l.Explained, l.Complete = []procedure.Explanation{{Why: done, Day: day}}, true
	return l
}

// answer is a letter that answers a mail at once.
func (s *step) answer(r procedure.Reply, template procedure.Template) procedure.Letter {
	side, _ := s.sideOf(r.Person)
	l := s.letter(template, side, r.Person)
	l.Form, l.Key, l.Phrases, l.Urgent, l.InReplyTo = procedure.FormReceipt, fmt.Sprintf("%s/%s", template, r.ID), TemplateEntry, r.By == "", r.Source
	if r.Ask != "" {
		l.Ask = r.Ask
	}
	if in := s.inquiryOf(r.Ask); in != nil && len(in.Circle.Asks) > 0 {
		l.Questions = in.Circle.Asks[0].Questions
		if in.Kind == inquirySpeaker { // its reader hears nothing of what it is about
			l.About, l.Content = in.Content.Title, in.Content.encode()
		}
	}
	return l
}

// local is the time on somebody's clock, as far as their asks show it.
func (s *step) local(person string) time.Time {
	for _, in := range s.Inquiries {
		for _, a := range in.Circle.Asks {
			if a.Person == person {
				return s.now.In(a.Due.Location())
			}
		}
	}
	return s.now
}

// Typed refuses: nobody speaks for another in a conflict.
func (c *Conflict) Typed(cmd procedure.Command) (procedure.Reply, error) {
	return procedure.Reply{}, fmt.Errorf("%s for %q: nobody speaks for another in a conflict", cmd.Name, cmd.Person)
}

// Check refuses whatever an admin sends here; what they can do they send to the
// partnership.
func (c *Conflict) Check(cmd procedure.Command, _ time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	return fmt.Errorf("%s conflict: send move-conflict, record-external or close-conflict to the partnership %q", cmd.Name, c.Slug)
}
