//go:build !slim

package app

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// recordEnd has the store know that a partnership has ended.
func recordEnd(t *testing.T, p *Planner, slug string, at time.Time) {
	t.Helper()
	err := p.store.PutProcedure(t.Context(), store.ProcedureRow{
		Workflow: workflows.PartnershipID(slug), Slug: slug, Kind: string(procedure.Partnership),
		State: json.RawMessage(`{}`), Outcome: string(procedure.OutcomeCompleted), UpdatedAt: at,
	})
	if err != nil {
		t.Fatal(err)
	}
}

// starts lists what the server runs under the slugs of specs.
func starts(t *testing.T, p *Planner, specs []partnership.Spec) (slugs []string) {
	t.Helper()
	for _, spec := range specs {
		if _, err := p.client.DescribeWorkflowExecution(t.Context(), workflows.PartnershipID(spec.Slug), ""); err == nil {
			slugs = append(slugs, spec.Slug)
		}
	}
	return slugs
}

// TestEndedStaysEndedWhenTheServerForgets plans, applies and brings what a
// server knows no more, as after its retention: the store remembers.
func TestEndedStaysEndedWhenTheServerForgets(t *testing.T) {
	t.Parallel()
	p, specs := idlePlanner(t), pairs(t, 2)
	specs[0].Zone = "Europe/Oslo"
	before := planned(t, p, specs, PlanOptions{Now: time.Now()})
	recordEnd(t, p, specs[0].Slug, time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC)) // in Oslo it is the 2nd

	plan := planned(t, p, specs, PlanOptions{Now: time.Now()})
	const want = "ended on 2026-03-02 (completed): it cannot be started again; give its successor another slug"
	if got := plan.Items[0]; got.Action != EndedBefore || got.Why() != want {
		t.Errorf("%s %s, want that it %s", got.Action, got.Why(), want)
	}
	if plan.Count(Create) != 1 {
		t.Errorf("%d are to be started, want the other one", plan.Count(Create))
	}
	var moved *MovedError
	if err := p.Unmoved(t.Context(), before); !errors.As(err, &moved) || !slices.Equal(moved.Slugs, []string{specs[0].Slug}) {
		t.Errorf("a plan from before the end: got %v, want that %s moved", err, specs[0].Slug)
	}
	all, err := p.bring(t.Context(), specs, nil)
	if err != nil || all[0].Result != StayEnded || all[0].Note != "It "+want+"." || all[1].Result != Started {
		t.Errorf("brought %+v, %v", all, err)
	}
	if got := starts(t, p, specs); !slices.Equal(got, []string{specs[1].Slug}) {
		t.Errorf("%v run", got)
	}
}

// TestTheServersWordOfAnEnd tells of a partnership that was ended where the
// store did not hear of it.
func TestTheServersWordOfAnEnd(t *testing.T) {
	t.Parallel()
	p, specs := idlePlanner(t), pairs(t, 1)
	if _, err := p.bring(t.Context(), specs, nil); err != nil {
		t.Fatal(err)
	}
	if err := p.client.TerminateWorkflow(t.Context(), specs[0].Slug, "", "a test ends it"); err != nil {
		t.Fatal(err)
	}
	got := planned(t, p, specs, PlanOptions{Now: time.Now()}).Items[0]
	today, err := todayOf(specs[0], time.Now())
	if err != nil || got.Ended == nil || got.Ended.Outcome != "terminated" || got.Ended.On != today {
		t.Errorf("planned %+v (%v)", got, err)
	}
}

// TestPastIsNotStarted declares a partnership whose last day was yesterday
// beside one whose last day is today.
func TestPastIsNotStarted(t *testing.T) {
	t.Parallel()
	p, specs := idlePlanner(t), pairs(t, 2)
	today, err := todayOf(specs[0], time.Now())
	if err != nil {
		t.Fatal(err)
	}
	// The day may change while the test runs.
	specs[0].End, specs[1].End = today.AddDays(-1), today.AddDays(1)
	plan := planned(t, p, specs, PlanOptions{Now: time.Now()})
	if got := plan.Items[0]; got.Action != Past || got.Why() != "had its last day on "+specs[0].End.String()+": it is not started" {
		t.Errorf("%s, as it %s", got.Action, got.Why())
	}
	all, err := p.bring(t.Context(), specs, nil)
	if err != nil || all[0].Result != NotBegun || all[0].Note == "" || all[1].Result != Started {
		t.Errorf("brought %+v, %v", all, err)
	}
	if again := planned(t, p, specs, PlanOptions{Now: time.Now()}); !again.Empty() {
		t.Errorf("%d are left to do", again.Touched())
	}
}

// TestPlanOlderThanTheLastDay applies a plan that was saved while there was
// time.
func TestPlanOlderThanTheLastDay(t *testing.T) {
	t.Parallel()
	p, specs := idlePlanner(t), pairs(t, 1)
	specs[0].End = cadence.Date{Year: 2026, Month: 1, Day: 31}
	plan := planned(t, p, specs, PlanOptions{Now: time.Date(2026, 1, 30, 12, 0, 0, 0, time.UTC)})
	if plan.Count(Create) != 1 {
		t.Fatalf("planned %+v", plan.Items)
	}
	var got results
	if err := p.Apply(t.Context(), plan, got.add); err != nil || got.count(NotBegun) != 1 {
		t.Errorf("got %+v, %v", got.list, err)
	}
	if run := starts(t, p, specs); len(run) > 0 {
		t.Errorf("%v run", run)
	}
}
