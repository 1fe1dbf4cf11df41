package lifecycle_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// A review is begun with what has become of milestones and of the review before it, with
// what surveys have found, and with how many promises between the sides are late; nothing
// else is begun with that.
func TestAReviewLooksBackOnTheOneBefore(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns = nil
	swot := partnership.Review{ID: "swot", Method: partnership.ReviewSWOT, Rule: specs.Rule("month", "first tuesday", "10:00"), Window: specs.Span("3bd"), Ask: []string{"lars", "tom"}}
	other := swot
	other.ID = "other"
	spec.Reviews = []partnership.Review{other, swot}
	l := begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), review.Kind()).until("2027-01-05 11:00")
	const first = "duo/review/swot/2027-01-05"
	kept := json.RawMessage(`{"date":"2027-01-05"}`)
	l.report(first, procedure.Message{
		Shown:  &procedure.Shown{Stage: "decided", Outcome: procedure.OutcomeDecided},
		Course: &procedure.Course{Type: procedure.Review, Name: "swot", Outcome: procedure.OutcomeDecided, At: l.Now, Kept: kept},
		Items:  []procedure.Item{{ID: "review-swot-2027-01-05-so", What: "A stand", Owner: "lars", For: "tom", By: "lars", Due: "2027-01-10"}},
	})
	found := json.RawMessage(`{"rated":[{"dimension":"trust","index":"82"}]}`)
	l.report("duo/survey/pulse/2027-01-05", procedure.Message{
		Course: &procedure.Course{Type: procedure.Survey, Name: "pulse", Outcome: procedure.OutcomePublished, At: l.Now, Kept: found},
	})
	keeper := l.Begun[len(l.Begun)-1].Brief
	if keeper.Occasion.Type != procedure.Commitments {
		t.Fatalf("what was decided is kept by %s", keeper.Workflow)
	}
	l.report(keeper.Workflow, procedure.Message{Shown: &procedure.Shown{Stage: "open", Owed: []procedure.Owed{
		{ID: "a", Owner: "lars", For: "tom", Stage: procedure.ItemOverdue},
		{ID: "b", Owner: "tom", For: "lars", Stage: procedure.ItemOpen},
		{ID: "c", Owner: "lars", For: "sofie", Stage: procedure.ItemOverdue},
	}}})
	l.until("2027-02-02 11:00")
	begun := 0
	for _, b := range l.Begun {
		var kept []string
		for _, c := range b.Brief.Courses {
			kept = append(kept, string(c.Type)+" "+c.Name+" "+string(c.Kept))
		}
		want, late := []string(nil), 0
		switch b.Brief.Workflow {
		case "duo/review/swot/2027-02-02":
			begun++
			want, late = []string{`Review swot {"date":"2027-01-05"}`, "Survey pulse " + string(found)}, 1
		case "duo/review/other/2027-02-02":
			begun++
			want, late = []string{"Survey pulse " + string(found)}, 1
		}
		if diff := cmp.Diff(want, kept); diff != "" || b.Brief.Overdue != late {
			t.Errorf("%s looks back on %d promises that are late, and (-want +got):\n%s", b.Brief.Workflow, b.Brief.Overdue, diff)
		}
	}
	if begun != 2 {
		t.Errorf("%d reviews have begun, want two", begun)
	}
	for _, r := range l.partnership().Running {
		if r.Workflow == first && r.Until.After(l.Now) {
			t.Error("a review that is decided is still waited for")
		}
	}
}
