package conflict

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// crossing is how long after an agreement a change that was written meanwhile
// still stops it, also for whoever has read of it.
const crossing = 30 * time.Minute

// propose puts a text before the other side. A side's newer text takes the place
// of its older one. It reports whether there is anything to propose yet.
func (s *step) propose(r procedure.Reply, p Proposal) bool {
	if s.Accepted > 0 && !s.cross(r, p.By) {
		return false
	}
	for i := range s.Proposals {
		if old := &s.Proposals[i]; old.Mediator == p.Mediator && (p.Mediator || old.By == p.By) {
			old.Gone = true
		}
	}
	p.Number = len(s.Proposals) + 1
	p.Text.Number, p.Text.Part = p.Number, "proposal"
	if !p.Mediator {
		p.Yes[p.By] = true
	}
	s.Proposals = append(s.Proposals, p)
	s.note(procedure.EntryReply, p.Text.By, "A proposal was written")
	for i := range s.Sides {
		if !p.Yes[i] {
			s.ask(inquiryProposal, i, TemplateProposal, once(part(s.level().Within, 30)), []procedure.Writing{p.Text}, func(c *Content) {
				c.Proposal, c.By, c.Spoken = p.Number, p.Text.By, p.Spoken
			})
		}
		s.toBeside(i, "proposal", []procedure.Writing{p.Text}, func(c *Content) { c.Proposal, c.By, c.Spoken = p.Number, p.Text.By, p.Spoken })
	}
	return true
}

// cross stops an agreement that a change has crossed on its way: nobody has agreed
// to a text that was being changed. Once both have read of it, it stands.
func (s *step) cross(r procedure.Reply, side int) bool {
	in := s.pending(inquiryForward, side)
	read := in == nil
	if in != nil && len(in.Circle.Asks) > 0 && in.Circle.Asks[0].Arrived() {
		read = s.now.Sub(in.Circle.Asks[0].SentAt) > crossing
	}
	if read || s.Stage != Forward {
		s.explain(r, procedure.Explanation{Why: "agreed-already"})
		return false
	}
	number := s.Accepted
	s.Accepted, s.LookAt = 0, nil
	s.proposal(number).Gone = true
	s.settle(inquiryForward)
	s.enter(Proposed)
	s.note(procedure.EntryPhase, "", "A text was accepted while it was being changed, so nothing is agreed")
	s.tellBoth("crossed", func(c *Content) { c.Proposal = number })
	return true
}

// judged takes what the other side says to a text.
func (s *step) judged(i int, a *asking.Ask) {
	yes, said := partnership.Answers(a.Answers()).YesNo(QuestionYes)
	in := s.Inquiries[i]
	p := s.proposal(in.Content.Proposal)
	switch {
	case !said || p == nil:
	case yes:
		p.Yes[in.Side] = true
		s.conclude(&s.Inquiries[i])
		if p.Yes[0] && p.Yes[1] {
			s.agree(p)
		}
	default:
		p.Gone = true
		shows := in.writings(QuestionMissing)
		s.settle(inquiryProposal)
		s.note(procedure.EntryReply, a.Person, "A proposal was not accepted")
		number := p.Number
		for side := range s.Sides {
			if side != in.Side {
				s.newsTo(side, "declined", shows, func(c *Content) { c.Proposal, c.By = number, a.Person })
			}
		}
	}
}

// agree is the moment at which both have said yes to the same text. What both do
// from now on is asked at once.
func (s *step) agree(p *Proposal) {
	for i := range s.Inquiries {
		s.conclude(&s.Inquiries[i])
	}
	s.Accepted, s.Dispute.Frozen = p.Number, time.Time{}
	s.enter(Agreed)
	s.enter(Forward)
	r := procedure.Reckon{Spec: s.Spec}
	for i, after := range s.Looks {
		r.Instants = append(r.Instants, procedure.Instant{Key: keyLook(i), Person: s.Sides[0].Speaker, From: s.now, Span: after})
	}
	s.LookAt, s.Looked = make([]time.Time, len(s.Looks)), 0
	s.out.Add(r)
	shows := []procedure.Writing{p.Text}
	for i := range s.Sides {
		s.ask(inquiryForward, i, TemplateForward, once(businessWeek), shows)
	}
}
