package conflict

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

func keyLook(i int) string { return fmt.Sprintf("look/%d", i) }

var forwardParts = []string{QuestionDo, QuestionSign, QuestionHabit}

// undertook takes what a side does from now on.
func (s *step) undertook(in Inquiry, a *asking.Ask) {
	side := &s.Sides[in.Side]
	side.Part, side.Day = in.writings(forwardParts...), partnership.Answers(a.Answers()).Day(QuestionDay)
	side.Rule, _ = partnership.Answers(a.Answers()).YesNo(QuestionRule)
	s.supersede(inquiryForward, in.Side)
	s.note(procedure.EntryReply, side.Speaker, "What one side does from now on was written")
	if s.pending(inquiryForward, 0) == nil && s.pending(inquiryForward, 1) == nil {
		s.goForward()
	}
}

// takeParts takes what each side does as far as it is written, and looks forward.
func (s *step) takeParts() {
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		switch {
		case in.Kind != inquiryForward || in.Over:
		case len(in.Circle.Asks) > 0:
			s.undertook(*in, &in.Circle.Asks[0])
		default: // its time is being reckoned
			s.conclude(in)
		}
	}
	if s.Stage == Forward {
		s.goForward()
	}
}

// goForward shows both what each does, and has it kept like whatever else is owed.
func (s *step) goForward() {
	shows := append([]procedure.Writing{s.proposal(s.Accepted).Text}, s.Sides[0].Part...)
	shows = append(shows, s.Sides[1].Part...)
	for i := range s.Sides {
		s.newsTo(i, "settled", shows, func(c *Content) {
			c.Days = [2]string{s.Sides[0].Day, s.Sides[1].Day}
			c.Rule, c.OneRule = s.ruled(), s.Sides[0].Rule != s.Sides[1].Rule
		})
		if item, ok := s.item(i); ok {
			s.items = append(s.items, item)
		}
	}
	if s.ruled() {
		s.propound(false)
	}
	s.tellBefore("settled-by-others")
	s.enter(FollowUp)
	if len(s.LookAt) == 0 {
		s.end(procedure.OutcomeResolved)
	}
}

// item is a side's part as something owed. Its words stay where they are: others
// read the list of what is owed.
func (s *step) item(place int) (procedure.Item, bool) {
	side, other := s.Sides[place], s.Sides[1-place]
	if side.Day == "" || !slices.ContainsFunc(side.Part, func(w procedure.Writing) bool { return w.Part == QuestionDo }) {
		return procedure.Item{}, false
	}
	words := wording.In(s.person(side.Speaker).Language).Conflict
	return procedure.Item{
		ID: fmt.Sprintf("conflict-%d-%s", s.Dispute.Number, side.Party), What: fmt.Sprintf(words.Part, s.Dispute.Number),
		Owner: side.Speaker, For: other.Speaker, Due: side.Day, By: side.Speaker,
	}, true
}

// lookBack asks both whether it holds, each time that its day has come, and ends
// when the last has been answered or passed.
func (s *step) lookBack() {
	if s.Looked < len(s.LookAt) && !s.LookAt[s.Looked].IsZero() && !s.now.Before(s.LookAt[s.Looked]) {
		s.settle(inquiryLook)
		s.Looked++
		for i := range s.Sides {
			s.ask(inquiryLook, i, TemplateFollowUp, once(businessWeek), []procedure.Writing{s.proposal(s.Accepted).Text}, func(c *Content) { c.Look = s.Looked })
		}
		return
	}
	waiting := slices.ContainsFunc(s.Inquiries, func(in Inquiry) bool {
		return !in.Over && (in.Kind == inquiryLook || in.Kind == inquiryReopen)
	})
	if s.Looked == len(s.LookAt) && !waiting {
		s.tellBoth("resolved", func(c *Content) { c.Confirmed = [2]bool{s.Sides[0].Held > 0, s.Sides[1].Held > 0} })
		s.end(procedure.OutcomeResolved)
	}
}

// lookedBack takes whether it holds for one side. A no asks first what slipped.
func (s *step) lookedBack(in Inquiry, a *asking.Ask) {
	yes, said := partnership.Answers(a.Answers()).YesNo(QuestionYes)
	if !said {
		return
	}
	s.supersede(inquiryLook, in.Side)
	if yes {
		s.Sides[in.Side].Held++
		return
	}
	s.ask(inquiryReopen, in.Side, TemplateFollowUp, once(businessWeek), []procedure.Writing{s.proposal(s.Accepted).Text}, func(c *Content) { c.Look, c.Slipped = s.Looked, true })
}

// slipped opens it again, if whoever says that it does not hold wants that.
func (s *step) slipped(i int, given partnership.Answers) {
	in := s.Inquiries[i]
	yes, said := given.YesNo(QuestionYes)
	words := in.writings(QuestionSlipped)
	switch {
	case !said:
	case !yes:
		s.conclude(&s.Inquiries[i])
		s.newsTo(1-in.Side, "slipped", words)
	case len(words) > 0:
		s.reopen(in.Side, words)
	}
}

// reopen goes on where it ended, one level higher if there is one.
func (s *step) reopen(by int, words []procedure.Writing) {
	for i := range s.Inquiries {
		s.conclude(&s.Inquiries[i])
	}
	s.note(procedure.EntryPhase, s.Sides[by].Speaker, "It is open again: what was agreed does not hold")
	if s.ruled() {
		s.propound(true)
	}
	s.proposal(s.Accepted).Gone = true
	s.Accepted, s.LookAt, s.Looked = 0, nil, 0
	for i := range s.Sides {
		side := &s.Sides[i]
		side.Explored, side.Part, side.Day, side.Held, side.Rule = nil, nil, "", 0, false
	}
	s.newsTo(1-by, "reopened", words)
	if next, ok := s.nextLevel(); ok && len(s.Levels[next-1].People) > 0 {
		s.rise(next)
		return
	}
	s.startClock()
	s.explore()
}
