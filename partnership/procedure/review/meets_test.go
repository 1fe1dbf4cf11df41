package review_test

import (
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// together is a review for which people meet, for an hour and a quarter at 14:00.
func together(s *partnership.Spec) { s.Reviews[0].Duration = specs.Span("75m") }

func TestTheChairIsAskedWhatWasDecidedWhenPeopleHaveMet(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly(together))
	day := p.state().Occasion.Parts[2]
	p.Until(day.Add(-1).Format("2006-01-02 15:04"))
	if got := p.gets(review.TemplateDecisions, procedure.FormAsk); len(got) != 0 {
		t.Errorf("%v are asked before people have met", got)
	}
	if clock := day.Format("15:04"); clock != "15:15" {
		t.Errorf("the chair is asked at %s, and the meeting is over at 15:15", clock)
	}
}

func TestAReviewThatMeetsAnotherDayAsksTheChairAfterThatOne(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly(together)).said("lars", "nora", "tom", "sofie", "quinn")
	day := p.state().Occasion.Parts[2]
	later := day.AddDate(0, 0, 5)
	p.Until(day.AddDate(0, 0, -2).Format("2006-01-02 15:04"))
	p.Order(procedure.Order{Kind: procedure.OrderMove, Day: later.Format("2006-01-02T15:04:05Z07:00")})
	p.Until(later.AddDate(0, 0, -1).Format("2006-01-02 15:04"))
	if got := p.gets(review.TemplateDecisions, procedure.FormAsk); len(got) != 0 {
		t.Errorf("%v are asked on the day on which nobody met", got)
	}
	p.Until(later.Add(3600e9).Format("2006-01-02 15:04"))
	if got := p.gets(review.TemplateDecisions, procedure.FormAsk); len(got) != 1 {
		t.Errorf("%v are asked after the meeting, want the chair", got)
	}
}
