package conflict

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// mostLoops is how often a restatement can be not quite right: then both read the
// correction beside it, and the way goes on.
const mostLoops = 2

// understand has each side say in its own words what the other means.
func (s *step) understand() {
	s.settle(inquiryBegin, inquiryStatement, inquiryCheck)
	s.enter(Understood)
	if s.Dispute.Matter.Goal != "" && !s.Sides[0].StatedAt.IsZero() && !s.Sides[1].StatedAt.IsZero() {
		s.Dispute.Frozen = s.Clock.Ends
	}
	for i := range s.Sides {
		other := &s.Sides[1-i]
		if other.StatedAt.IsZero() {
			s.Sides[i].Heard = true // there is nothing to understand
			continue
		}
		other.Passed = true
		s.askRestate(i)
	}
}

// window of one of the two steps in which they come to understand each other.
func (s *step) understanding() procedure.Window { return once(part(s.level().Within, 15)) }

func (s *step) askRestate(side int) {
	shows := append(append([]procedure.Writing(nil), s.Sides[1-side].Statement...), s.Sides[side].Mended...)
	s.ask(inquiryRestate, side, TemplateRestate, s.understanding(), shows, func(c *Content) { c.Loops = len(s.Sides[side].Mended) })
}

// restated has what was put in other words looked at before its author reads it.
func (s *step) restated(in Inquiry) {
	s.out.Add(procedure.Examine{Of: in.writings(QuestionRestated), Against: s.Sides[1-in.Side].Statement})
}

// restatementExamined asks whoever is meant whether it is right. Somebody who has
// copied it is asked once for words of their own.
func (s *step) restatementExamined(i int, a *asking.Ask, e procedure.Examined) {
	side := &s.Sides[s.Inquiries[i].Side]
	if e.Blank || e.Copied && !side.Copied {
		why := "restate-blank"
		if e.Copied {
			side.Copied, why = true, "restate-copied"
		}
		a.Forget(QuestionRestated)
		s.again(&s.Inquiries[i], a, why)
		return
	}
	place := s.Inquiries[i].Side
	s.conclude(&s.Inquiries[i])
	side.Restated = s.Inquiries[i].writings(QuestionRestated)
	s.ask(inquiryConfirm, 1-place, TemplateConfirm, s.understanding(), side.Restated, func(c *Content) { c.Loops = len(side.Mended) })
}

// confirmed takes whether somebody feels understood.
func (s *step) confirmed(i int, a *asking.Ask) {
	yes, answered := partnership.Answers(a.Answers()).YesNo(QuestionYes)
	mended := s.Inquiries[i].writings(QuestionMissing)
	switch {
	case answered && yes:
		s.understood(i, true)
	case len(mended) > 0:
		s.notQuite(i, mended[0])
	}
}

// notQuite takes what is not quite right about a restatement.
func (s *step) notQuite(i int, w procedure.Writing) {
	side := &s.Sides[1-s.Inquiries[i].Side]
	w.Part = PartMended
	s.Dispute.Loops++
	side.Mended = append(side.Mended, w)
	if len(side.Mended) >= mostLoops {
		s.understood(i, false)
		return
	}
	place := s.Inquiries[i].Side
	s.conclude(&s.Inquiries[i])
	s.askRestate(1 - place)
}

// understood ends the restating of one side.
func (s *step) understood(i int, confirmed bool) {
	place := 1 - s.Inquiries[i].Side
	s.conclude(&s.Inquiries[i])
	s.Sides[place].Confirmed, s.Sides[place].Heard = confirmed, true
	text := "What the other side means was confirmed"
	if !confirmed {
		text = "What the other side means was not confirmed"
	}
	s.note(procedure.EntryReply, s.Sides[1-place].Speaker, text)
}

// lookAtUnderstanding goes on when both have been heard, or their time is over.
func (s *step) lookAtUnderstanding() {
	over := !s.Clock.Understanding.IsZero() && !s.now.Before(s.Clock.Understanding)
	if over || s.Sides[0].Heard && s.Sides[1].Heard {
		s.explore()
	}
}
