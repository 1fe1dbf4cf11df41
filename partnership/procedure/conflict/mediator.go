package conflict

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Mediation is how far it is with a mediator.
type Mediation struct {
	// Alternate says that it is the second one whose turn it is.
	Alternate bool `json:"alternate,omitempty"`
	Written   bool `json:"written,omitempty"`
	Heard     bool `json:"heard,omitempty"` // they have written
	// Until is when they have had time to answer.
	Until time.Time `json:"until,omitzero"`
}

// mediatorShare is how much of the level's time a mediator has for a first word, in
// percent.
const mediatorShare = 25

const keyMediator = "mediator"

// askMediator asks both sides whether a mediator may be written to.
func (s *step) askMediator(contact string, change ...func(*Content)) {
	w := once(businessWeek)
	if respond := s.level().Respond; !respond.IsZero() {
		w = once(respond)
	}
	for i := range s.Sides {
		s.Sides[i].Sends = false
		s.ask(inquirySend, i, TemplateBrief, w, s.readByBoth(), append(change, func(c *Content) { c.Contact = contact })...)
	}
}

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

// closedSilently reports whether a side has let the latest question about a mediator
// pass.
func (c *Conflict) closedSilently(side int) bool {
	for _, in := range slices.Backward(c.Inquiries) {
		if in.Kind == inquirySend && in.Side == side {
			return in.Circle.Closed() && len(in.Circle.Asks) > 0 && !in.Circle.Asks[0].Complete()
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

// contact is the mediator whose turn it is.
func (c *Conflict) contact() string {
	if c.Mediator.Alternate {
		return c.level().Alternate
	}
	return c.level().Contact
}

// writeMediator sends the ready letter to the mediator, who answers both sides.
func (s *step) writeMediator() {
	l := s.letter(TemplateMediator, 0, s.Sides[0].Speaker)
	l.Ask = s.mediatorAsk(s.Mediator.Alternate)
	l.Reader = &procedure.Reader{Name: s.contact(), Email: s.contact(), Guest: true}
	l.Writings = s.readByBoth()
	s.out.Add(procedure.Send{Letter: l})
	s.Mediator.Written = true
	s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{
		Key: keyMediator, Person: s.Sides[0].Speaker, From: s.now, Span: part(s.level().Within, mediatorShare),
	}}})
	s.note(procedure.EntryPhase, "", "The mediator was written to")
	s.tellBoth("mediator-written")
}

// mediatorAsk is what a mediator answers.
func (c *Conflict) mediatorAsk(alternate bool) string {
	stage := "mediator"
	if alternate {
		stage = "alternate"
	}
	return procedure.AskID(c.Workflow, stage, c.level().ID)
}

// byMediator reports whether a mail answers the letter to a mediator.
func (c *Conflict) byMediator(ask string) bool {
	return ask == c.mediatorAsk(false) || ask == c.mediatorAsk(true)
}

// lookAtMediator goes on when a mediator has had time to answer and has not.
func (s *step) lookAtMediator() {
	if !s.Mediator.Until.IsZero() && !s.now.Before(s.Mediator.Until) {
		s.mediatorSilent()
	}
}

// mediatorSilent goes on without a mediator who does not answer or whom no mail
// reaches: the second one is proposed in their place.
func (s *step) mediatorSilent() {
	s.Mediator.Until = time.Time{}
	silent, l := s.contact(), s.level()
	if l.Alternate == "" || s.Mediator.Alternate {
		s.tellBoth("mediator-silent", func(c *Content) { c.Before = silent })
		return
	}
	s.note(procedure.EntryPhase, "", "The mediator has not answered; the second one is proposed")
	s.Mediator = Mediation{Alternate: true}
	s.askMediator(l.Alternate, func(c *Content) { c.Before = silent })
}

// mediatorWrote takes a text that the mediator proposes; whatever else they write
// both sides can only read from them directly. A late word counts like any other.
func (s *step) mediatorWrote(r procedure.Reply) {
	if !s.Seen.Add(r.ID) {
		return
	}
	current := r.Ask == s.mediatorAsk(s.Mediator.Alternate)
	if r.Class == procedure.ReplyBounce && current && s.Mediator.Written && !s.Mediator.Heard {
		s.mediatorSilent()
	}
	if r.Class != procedure.ReplyAnswer {
		return
	}
	if current {
		s.Mediator.Heard, s.Mediator.Until = true, time.Time{}
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
