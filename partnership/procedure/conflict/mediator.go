package conflict

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// sends takes a side's word that the mediator may be written to. Nobody writes to a
// mediator whom not both want, or one of them and the other has let their time
// pass.
func (s *step) sends(in Inquiry, given partnership.Answers) {
	yes, said := given.YesNo(QuestionYes)
	if !said {
		return
	}
	s.Sides[in.Side].Sends = yes
	s.supersede(inquirySend, in.Side)
	switch {
	case s.Sides[0].Sends && s.Sides[1].Sends:
		s.writeMediator()
	case !yes:
		s.newsTo(1-in.Side, "no-mediator", nil)
	case s.pending(inquirySend, 1-in.Side) == nil && !s.Sides[1-in.Side].Sends && s.closedSilently(1-in.Side):
		s.writeMediator()
	}
}

// closedSilently reports whether a side has let the question about the mediator
// pass.
func (c *Conflict) closedSilently(side int) bool {
	for _, in := range c.Inquiries {
		if in.Kind == inquirySend && in.Side == side && in.Circle.Closed() && len(in.Circle.Asks) > 0 && !in.Circle.Asks[0].Complete() {
			return true
		}
	}
	return false
}

// sendsAlone is the end of the time for that word.
func (s *step) sendsAlone(in *Inquiry) {
	side := in.Side
	s.conclude(in)
	if s.Sides[1-side].Sends {
		s.writeMediator()
	}
}

// writeMediator sends the ready letter to the mediator, who answers both sides.
func (s *step) writeMediator() {
	l := s.letter(TemplateMediator, 0, s.Sides[0].Speaker)
	l.Ask = s.mediatorAsk()
	l.Reader = &procedure.Reader{Name: s.level().Contact, Email: s.level().Contact, Guest: true}
	l.Writings = s.readByBoth()
	s.out.Add(procedure.Send{Letter: l})
	s.note(procedure.EntryPhase, "", "The mediator was written to")
	s.tellBoth("mediator-written")
}

func (c *Conflict) mediatorAsk() string { return procedure.AskID(c.Workflow, "mediator", c.level().ID) }

// mediatorWrote takes a text that the mediator proposes; whatever else they write
// both sides can only read from them directly.
func (s *step) mediatorWrote(r procedure.Reply) {
	if !s.Seen.Add(r.ID) || r.Class != procedure.ReplyAnswer {
		return
	}
	for i, c := range r.Commands {
		if c.Writes() && (c.Name == partnership.CommandProposal || c.Name == partnership.CommandAgreed) {
			s.propose(r, Proposal{Mediator: true, Text: procedure.Writing{Ask: r.Ask, Question: r.CommandQuestion(i), By: Mediator}})
			return
		}
	}
	s.note(procedure.EntryReply, "", "The mediator wrote")
	s.tellBoth("mediator-wrote")
}

// Mediator is who wrote what the mediator did.
const Mediator = "mediator"
