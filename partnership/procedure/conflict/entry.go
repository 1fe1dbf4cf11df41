package conflict

import (
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// askEntry asks whoever raised it what it is about. Nobody else hears of it before
// their GO.
func (s *step) askEntry() {
	s.ask(inquiryEntry, 0, TemplateEntry, once(businessWeek), nil)
}

// entered notes with whom it is, and about what.
func (s *step) entered(h asking.Happening) {
	a := h.Ask
	if p, ok := called(a, QuestionWith, s.others()); ok {
		s.face(p.ID)
	}
	if i, ok := chosen(a, QuestionAbout); ok {
		s.Dispute.Matter = procedure.Matter{}
		if i < len(s.Matters) {
			s.Dispute.Matter = s.Matters[i]
		}
	}
	yes, said := partnership.Answers(h.Answers).YesNo(QuestionGo)
	if said {
		a.Forget(QuestionGo) // it counts once all is there, and a no may become a yes
	}
	if said && yes {
		s.receipted = true
		s.goAhead(*h.Reply)
	}
}

// entry is what the raiser was asked last.
func (c *Conflict) entry() *asking.Ask {
	for i := len(c.Inquiries) - 1; i >= 0; i-- {
		if in := &c.Inquiries[i]; in.Kind == inquiryEntry && len(in.Circle.Asks) > 0 {
			return &in.Circle.Asks[0]
		}
	}
	return nil
}

// lookAtEntry asks again when the time to think is over.
func (s *step) lookAtEntry() {
	if s.WaitsUntil.IsZero() || s.now.Before(s.WaitsUntil) {
		return
	}
	s.WaitsUntil = time.Time{}
	s.askEntry()
}

// goAhead has the other side hear of it.
func (s *step) goAhead(r procedure.Reply) {
	switch {
	case s.Stage != Raised:
		s.explain(r, procedure.Explanation{Why: "go-already"})
	case s.Dispute.With == "":
		s.explain(r, procedure.Explanation{Why: "go-with"})
	case s.unchosen():
		s.explain(r, procedure.Explanation{Why: "go-about"})
	case s.openAlready():
		s.explain(r, procedure.Explanation{Why: "open-already", Person: s.Dispute.With})
		s.end(procedure.OutcomeWithdrawn)
	case s.pending(inquirySame, 0) != nil: // one question is left
	default:
		if earlier, again := s.earlier(); again {
			s.settle(inquiryEntry)
			s.ask(inquirySame, 0, TemplateEntry, procedure.Window{Span: span(2, cadence.BusinessDays)}, nil, func(c *Content) { c.Follows, c.Again = earlier.Number, true })
			return
		}
		s.begin(s.firstLevel())
		s.receiptBegun(r)
	}
}

// receiptBegun says that it has begun: on the receipt for the answers beside the GO, if
// there were some.
func (s *step) receiptBegun(r procedure.Reply) {
	begun := func(l *procedure.Letter) { l.Content, l.Open, l.Complete = s.about(0).encode(), nil, true }
	if !s.receipted || !s.out.Reword("receipt/"+r.ID, begun) {
		s.receipt(r, "begun")
	}
}

// earlier is the latest conflict of the same sides about the same that has ended.
func (s *step) earlier() (procedure.Dispute, bool) {
	for i := len(s.Others) - 1; i >= 0; i-- {
		if o := s.Others[i]; o.Outcome != "" && o.Matter.Same(s.Dispute.Matter) && s.between(o) {
			return o, true
		}
	}
	return procedure.Dispute{}, false
}

// isSame begins one level higher what has come again.
func (s *step) isSame(i int, given partnership.Answers) {
	yes, said := given.YesNo(QuestionYes)
	if !said {
		return
	}
	if earlier, ok := s.earlier(); ok && yes {
		s.Dispute.Follows, s.Dispute.Above = earlier.Number, earlier.Level
	}
	s.conclude(&s.Inquiries[i])
	s.begin(s.firstLevel())
}

// between reports whether another conflict is between the same two sides.
func (s *step) between(o procedure.Dispute) bool {
	other := s.Sides[1].Party
	return s.person(o.With).Party == other || s.person(o.Raiser).Party == other
}

// unchosen reports whether the matter is still open.
func (s *step) unchosen() bool {
	return s.Dispute.Matter.Title == "" && !slices.ContainsFunc(s.Inquiries, func(in Inquiry) bool {
		if in.Kind != inquiryEntry || len(in.Circle.Asks) == 0 {
			return false
		}
		_, ok := chosen(&in.Circle.Asks[0], QuestionAbout)
		return ok
	})
}

// openAlready reports whether the two sides settle the same already.
func (s *step) openAlready() bool {
	return slices.ContainsFunc(s.Others, func(o procedure.Dispute) bool {
		return o.Level > 0 && o.Outcome == "" && o.Matter.Same(s.Dispute.Matter) && s.between(o)
	})
}

// firstLevel is where it begins: at the bottom, or above where somebody does not
// talk any more, threatens, or where the same comes again.
func (s *step) firstLevel() int {
	level := 1
	if a := s.entry(); a != nil {
		if p, ok := called(a, QuestionSpeaker, s.colleagues()); ok {
			s.Sides[0].Person = p.ID
		}
		switch i, _ := chosen(a, QuestionHeat); i {
		case 1: // refuses to talk
			level = 2
		case 2, 3: // threatens to leave, or to go to law
			level = max(2, 1+slices.IndexFunc(s.Levels, func(l Level) bool { return l.Above }))
		}
	}
	if s.Dispute.Follows > 0 {
		level = max(level, s.Dispute.Above+1)
	}
	for ; level > 1; level-- { // as high as there is somebody of the partnership
		if level <= len(s.Levels) && !s.Levels[level-1].External && s.Levels[level-1].Contact == "" {
			if _, both, _ := s.seat(s.Levels[level-1]); both {
				break
			}
		}
	}
	return level
}

// wait gives the raiser time, once.
func (s *step) wait(c partnership.Command, r procedure.Reply) {
	today := cadence.DateOf(s.local(s.Dispute.Raiser)).String()
	day := asking.Extended(strings.TrimSpace(c.Argument), today, today)
	switch {
	case s.Stage != Raised:
		s.explain(r, procedure.Explanation{Why: "go-already"})
	case s.Waited:
		s.explain(r, procedure.Explanation{Why: "wait-once"})
	case day == "" || day <= today:
		s.explain(r, procedure.Explanation{Why: "wait-until"})
	default:
		s.Waited = true
		s.settle(inquiryEntry)
		s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{Key: keyWait, Person: s.Dispute.Raiser, From: s.now, Day: day}}})
		s.receiptOn(r, "waits", day)
	}
}

const keyWait = "wait"

// neverBegan ends what was raised and never begun. Nobody else ever hears of it.
func (s *step) neverBegan() {
	if s.Stage != Raised {
		return
	}
	s.news(s.Dispute.Raiser, "never-begun")
	s.end(procedure.OutcomeWithdrawn)
}

// begin opens the conflict on a level: the other side hears of it, and both are
// asked to write.
func (s *step) begin(level int) {
	s.settle(inquiryEntry)
	s.Dispute.Level, s.Dispute.OpenedAt = level, s.now
	if speakers, both, _ := s.seat(s.level()); both {
		for i := range s.Sides {
			s.Sides[i].Speaker = speakers[i]
		}
	}
	s.startClock()
	s.frame()
}
