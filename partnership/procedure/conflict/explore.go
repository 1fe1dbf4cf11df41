package conflict

import (
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// explore asks each side for its interests, options and fair criteria. Both read
// what was restated, and what is not quite right about it.
func (s *step) explore() {
	s.settle(inquiryRestate, inquiryConfirm)
	s.enter(Exploring)
	for i := range s.Sides {
		s.ask(inquiryExplore, i, TemplateExplore, once(part(s.level().Within, 20)), s.understoodSoFar(), func(c *Content) {
			c.Confirmed = [2]bool{s.Sides[0].Confirmed, s.Sides[1].Confirmed}
		})
	}
}

// understoodSoFar are the restatements with what was said about them.
func (c *Conflict) understoodSoFar() []procedure.Writing {
	var list []procedure.Writing
	for _, side := range c.Sides {
		list = append(list, side.Restated...)
		if len(side.Restated) > 0 && !side.Confirmed {
			list = append(list, side.Mended...)
		}
	}
	return list
}

var exploreParts = []string{QuestionInterest, QuestionOption, QuestionAnother, QuestionCriteria}

func (s *step) explored(in Inquiry) {
	s.Sides[in.Side].Explored = in.writings(exploreParts...)
}

// lookAtOptions shows both sets to both, when both are there or their time is over.
func (s *step) lookAtOptions() {
	over := !s.Clock.Exploring.IsZero() && !s.now.Before(s.Clock.Exploring)
	if !over && (len(s.Sides[0].Explored) == 0 || len(s.Sides[1].Explored) == 0) {
		return
	}
	s.showOptions()
}

// showOptions shows both sets to both, as they are.
func (s *step) showOptions() {
	for i := range s.Inquiries {
		if in := s.Inquiries[i]; in.Kind == inquiryExplore && !in.Over && len(in.Circle.Asks) > 0 {
			if parts := in.writings(exploreParts...); len(parts) > 0 {
				s.Sides[in.Side].Explored = parts
			}
		}
	}
	s.settle(inquiryExplore)
	s.enter(Proposed)
	for i, side := range s.Sides {
		l := s.letter(TemplateOptions, i, side.Speaker)
		l.Writings = append(append([]procedure.Writing(nil), s.Sides[0].Explored...), s.Sides[1].Explored...)
		s.write(l)
	}
}
