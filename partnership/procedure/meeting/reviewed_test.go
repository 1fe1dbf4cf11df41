package meeting_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
)

// quarterly is a partnership without meetings but those for its review.
func quarterly(s *partnership.Spec) {
	s.Meetings = nil
	s.Reviews = []partnership.Review{{
		ID: "quarter", Method: partnership.ReviewProgress, Rule: specs.Rule("quarter", "third thursday", "14:00"), Window: specs.Span("5bd"),
		Ask: []string{"lars", "sofie", "tom"}, Chair: "lars", Duration: specs.Span("75m"), Place: "The hall", Agenda: []string{"Value and balance"},
	}}
}

func TestPeopleAreInvitedToAReviewForWhichTheyMeetAndNobodyIsAskedForMinutes(t *testing.T) {
	t.Parallel()
	p := call(t, meets(quarterly), "2026-12-20").comes(true, "lars", "tom")
	if m := p.state(); !m.Review || m.Place != "The hall" || m.Ends.Sub(m.Starts).Minutes() != 75 || !slices.Equal(m.Lines, []string{"Value and balance"}) {
		t.Errorf("the meeting is %+v", m)
	}
	p.Until("2027-04-30 10:00")
	p.wants(meeting.TemplateInvitation, "lars", "sofie", "tom").wants(meeting.TemplateWanted)
	p.ends(procedure.OutcomeHeld)
}

func TestAReviewHearsWhenItsMeetingMoves(t *testing.T) {
	t.Parallel()
	p := call(t, meets(quarterly), "2026-12-20")
	starts := p.state().Starts
	p.command("lars", partnership.CommandMove, starts.AddDate(0, 0, 4).Format("2006-01-02")+" 10:00")
	want := p.state().Starts.Add(75 * time.Minute)
	told := slices.ContainsFunc(p.Told, func(m procedure.Tell) bool {
		return slices.ContainsFunc(m.Message.Facts, func(f procedure.Fact) bool { return f.Kind == procedure.FactMoved && f.At.Equal(want) })
	})
	if !told || p.state().Starts.Equal(starts) {
		t.Errorf("the partnership is told %+v, want that it is over at %s", p.Told, want)
	}
}
