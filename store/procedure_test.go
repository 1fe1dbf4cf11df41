package store

import (
	"encoding/json"
	"errors"
	"testing"
	"time"
)

func dayNoon(day int) time.Time { return time.Date(2026, 12, day, 12, 0, 0, 0, time.UTC) }

func TestProcedureIsReplacedByLaterSteps(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	row := ProcedureRow{Workflow: "acme", Slug: "acme", Kind: "Partnership", State: json.RawMessage(`{"step":1}`), UpdatedAt: dayNoon(2)}
	check(t, s.PutProcedure(t.Context(), row))
	diff(t, row, must[ProcedureRow](t)(s.Procedure(t.Context(), "acme")))

	row.State, row.Outcome, row.UpdatedAt = json.RawMessage(`{"step":2}`), "completed", dayNoon(3)
	check(t, s.PutProcedure(t.Context(), row))
	check(t, s.PutProcedure(t.Context(), row)) // a repeated commit
	diff(t, row, must[ProcedureRow](t)(s.Procedure(t.Context(), "acme")))

	earlier := row
	earlier.State, earlier.Outcome, earlier.UpdatedAt = json.RawMessage(`{"step":1}`), "", dayNoon(2)
	check(t, s.PutProcedure(t.Context(), earlier))
	diff(t, row, must[ProcedureRow](t)(s.Procedure(t.Context(), "acme")))
}

// TestProceduresAreThoseOfOneKind lists them beside others, and those of another
// partnership.
func TestProceduresAreThoseOfOneKind(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	row := func(workflow, slug, kind string, day int) ProcedureRow {
		r := ProcedureRow{Workflow: workflow, Slug: slug, Kind: kind, State: json.RawMessage(`{}`), UpdatedAt: dayNoon(day)}
		check(t, s.PutProcedure(t.Context(), r))
		return r
	}
	first, second := row("acme/review/a", "acme", "Review", 2), row("acme/review/b", "acme", "Review", 3)
	row("acme", "acme", "Partnership", 4)
	row("tea/review/a", "tea", "Review", 4)
	diff(t, []ProcedureRow{second, first}, must[[]ProcedureRow](t)(s.Procedures(t.Context(), "acme", "Review")))
}

func TestProcedureStateIsJSON(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	if err := s.PutProcedure(t.Context(), ProcedureRow{Workflow: "acme", State: json.RawMessage(`{`)}); err == nil {
		t.Error("half a state was recorded")
	}
	if _, err := s.Procedure(t.Context(), "acme"); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}

// TestEndedTellsPartnershipsOnly has a check-in that ended in a partnership that
// runs, one that ended, and one that nobody knows.
func TestEndedTellsPartnershipsOnly(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, row := range []ProcedureRow{
		{Workflow: "runs", Slug: "runs", Kind: "Partnership", UpdatedAt: dayNoon(5)},
		{Workflow: "runs/check-in/weekly/2026-12-01", Slug: "runs", Kind: "CheckIn", Outcome: "answered", UpdatedAt: dayNoon(4)},
		{Workflow: "over", Slug: "over", Kind: "Partnership", Outcome: "completed", UpdatedAt: dayNoon(3)},
		{Workflow: "bought", Slug: "bought", Kind: "Partnership", Outcome: "ended", UpdatedAt: dayNoon(2)},
	} {
		row.State = json.RawMessage(`{}`)
		check(t, s.PutProcedure(t.Context(), row))
	}
	got := must[map[string]Ending](t)(s.Ended(t.Context(), []string{"unknown", "over", "runs"}))
	diff(t, map[string]Ending{"over": {Outcome: "completed", At: dayNoon(3)}}, got)
}
