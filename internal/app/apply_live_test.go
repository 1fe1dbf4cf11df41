//go:build !slim

package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
)

// planner connects to a running world from outside, as `rapport apply` does.
func (w world) planner() *app.Planner {
	w.t.Helper()
	p, err := app.OpenPlanner(w.t.Context(), app.PlannerSettings{Data: w.Endpoints().Data})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = p.Close() })
	return p
}

// plan compares a declaration with what runs.
func plan(t *testing.T, p *app.Planner, declared []partnership.Spec, o app.PlanOptions) app.Plan {
	t.Helper()
	o.Now = time.Now()
	planned, err := p.Plan(t.Context(), declared, o)
	if err != nil {
		t.Fatal(err)
	}
	return planned
}

// apply carries out a plan and returns what became of each partnership.
func apply(t *testing.T, p *app.Planner, planned app.Plan) map[string]app.Applied {
	t.Helper()
	got := map[string]app.Applied{}
	if err := p.Apply(t.Context(), planned, func(a app.Applied) { got[a.Slug] = a }); err != nil {
		t.Fatal(err)
	}
	return got
}

func replaced(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(tea) }

// TestChangeWhileAnAskIsOpen changes a figure and a rhythm while one of two
// answers is in. The plan shows exactly that; the answer that is in, the ask
// that is open and the timer survive; and the open ask's answer still counts.
func TestChangeWhileAnAskIsOpen(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	w.mails(boris, 1)
	w.post(w.answer(ada, "1) 150"))
	w.eventually("reading", func() bool { return len(w.state().Readings) == 1 })

	p := w.planner()
	changed := specs(t, replaced("target    = 300", "target    = 200", `on      = "tuesday"`, `on      = "thursday"`))
	planned := plan(t, p, changed, app.PlanOptions{Consent: "agreed on the phone"})
	var paths []string
	for _, c := range planned.Items[0].Changes {
		paths = append(paths, string(c.Path))
	}
	if want := []string{"goal.leads/kpi.mql/target", "check_in.weekly/on"}; !slices.Equal(paths, want) {
		t.Errorf("planned changes of %v, want %v", paths, want)
	}
	for _, m := range planned.Items[0].Moves {
		if day := m.New.Next.Weekday(); day != time.Thursday || m.Old.Next.Weekday() != time.Tuesday {
			t.Errorf("%s of %s moves from %s to %s", m.Path, m.Person, m.Old.Next, m.New.Next)
		}
	}
	if n := len(planned.Items[0].Moves); n != 2 {
		t.Errorf("%d mails move, want those to ada and boris", n)
	}

	if got := apply(t, p, planned)[slug]; got.Result != app.Changed {
		t.Fatalf("the change was %s: %v", got.Result, got.Err)
	}
	if again := plan(t, p, changed, app.PlanOptions{}); !again.Empty() || again.Count(app.Unchanged) != 1 {
		t.Errorf("the plan is not empty afterwards: %+v", again.Items)
	}
	state := w.state()
	if len(state.Readings) != 1 || len(state.Running) != 1 || state.Running[0].Shown.Open[0].Person != "boris" {
		t.Errorf("readings %v and open asks %v did not survive", state.Readings, state.Running)
	}
	if next := state.Agenda.Occasions[0].At; next.Weekday() != time.Thursday || !state.WakeAt.Equal(next) {
		t.Errorf("the next round is at %s, and the timer goes off at %s", next, state.WakeAt)
	}
	if n := w.openTimers(); n != 1 {
		t.Errorf("%d timers are set, want one", n)
	}

	w.post(w.answer(boris, "1) 150"))
	w.eventually("the second reading", func() bool { return len(w.state().Readings) == 2 })
	if got := len(w.mails(boris, 2)); got != 2 {
		t.Errorf("boris has %d mails, want an ask and a receipt", got)
	}
}

// openTimers counts the timers that the partnership's history has begun and not
// ended.
func (w world) openTimers() int {
	w.t.Helper()
	n := 0
	events := w.Client().GetWorkflowHistory(w.t.Context(), slug, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		if err != nil {
			w.t.Fatal(err)
		}
		switch event.GetEventType() {
		case enumspb.EVENT_TYPE_TIMER_STARTED:
			n++
		case enumspb.EVENT_TYPE_TIMER_FIRED, enumspb.EVENT_TYPE_TIMER_CANCELED:
			n--
		}
	}
	return n
}

// TestTwoChangesOfOnePlan has two people change the same partnership: the
// second is told that their plan is out of date, and the first one's change
// stays, on the server and in the store.
func TestTwoChangesOfOnePlan(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	p := w.planner()
	first, second := specs(t, replaced("target    = 300", "target    = 200")), specs(t, replaced("target    = 300", "target    = 400"))
	phone := app.PlanOptions{Consent: "agreed on the phone"}
	mine, yours := plan(t, p, first, phone), plan(t, p, second, phone)
	if got := apply(t, p, mine)[slug]; got.Result != app.Changed {
		t.Fatalf("the first change was %s: %v", got.Result, got.Err)
	}
	got := apply(t, p, yours)[slug]
	if got.Result != app.Refused || !strings.Contains(got.Err.Error(), "changed since the plan was made") {
		t.Errorf("the second change was %s: %v", got.Result, got.Err)
	}
	latest, err := w.Store().LatestSpec(t.Context(), slug)
	if err != nil || latest.Digest() != first[0].Digest() {
		t.Errorf("the store's latest spec is %v (%v), want the first change", latest.Goals, err)
	}
	if !plan(t, p, first, app.PlanOptions{}).Empty() {
		t.Error("the first change did not stay")
	}
}

// TestPrune ends what is no longer declared, for a reason that the journal
// keeps, and only then.
func TestPrune(t *testing.T) {
	t.Parallel()
	const successor = "tea-kettle-2"
	w := start(t, settings(t, t.TempDir(), tea+strings.ReplaceAll(tea, slug, successor)))
	w.mails(ada, 2)
	p := w.planner()
	declared := specs(t, strings.ReplaceAll(tea, slug, successor))
	// The list of what runs is an index that lags behind.
	w.eventually("both in the index", func() bool { return plan(t, p, declared, app.PlanOptions{}).Count(app.Undeclared) == 1 })
	if left := plan(t, p, declared, app.PlanOptions{}); !left.Empty() {
		t.Errorf("without prune there is something to do: %+v", left.Items)
	}
	ending := plan(t, p, declared, app.PlanOptions{Prune: true, Reason: "the kettle broke"})
	if got := apply(t, p, ending); len(got) != 1 || got[slug].Result != app.EndedNow {
		t.Errorf("got %v", got)
	}
	if after := plan(t, p, declared, app.PlanOptions{Prune: true, Reason: "the kettle broke"}); !after.Empty() || len(after.Items) != 1 {
		t.Errorf("there is something left: %+v", after.Items)
	}
	w.eventually("the reason in the journal", func() bool { return strings.Contains(w.journal(slug), "the kettle broke") })
	if got := apply(t, p, ending); got[slug].Result != app.EndedNow {
		t.Errorf("ending it again: %v", got)
	}
	back := plan(t, p, specs(t, tea+strings.ReplaceAll(tea, slug, successor)), app.PlanOptions{})
	if back.Count(app.EndedBefore) != 1 || !back.Empty() {
		t.Errorf("declared again: %+v, want it told that it has ended", back.Items)
	}
}
