//go:build !slim

package examples_test

import (
	"cmp"
	"log/slog"
	"os"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
)

// TestRun starts every partnership of every example on one embedded server, the
// fleet of two hundred among them, and finds nothing left to do: what a plan
// compares is what runs.
func TestRun(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts a Temporal server")
	}
	var specs []partnership.Spec
	for _, name := range examples() {
		specs = append(specs, load(t, os.DirFS(name)).Specs...)
	}
	slices.SortFunc(specs, func(a, b partnership.Spec) int { return cmp.Compare(a.Slug, b.Slug) })
	data := t.TempDir()
	running, err := app.Up(t.Context(), app.UpSettings{
		SpecDir: "examples", Specs: specs, Data: data,
		Logger: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := running.Stop(); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	results := map[app.Result]int{}
	for _, a := range running.Applied() {
		results[a.Result]++
	}
	if diff := gocmp.Diff(map[app.Result]int{app.Started: len(specs)}, results); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	plan := planAgain(t, data, specs)
	if !plan.Empty() || len(plan.Items) != len(specs) {
		t.Errorf("a plan of what was just started has %d things to do with %d partnerships, want none with %d",
			plan.Touched(), len(plan.Items), len(specs))
	}
}

// planAgain plans as another process would.
func planAgain(t *testing.T, data string, specs []partnership.Spec) app.Plan {
	t.Helper()
	planner, err := app.OpenPlanner(t.Context(), app.PlannerSettings{Data: data, LookupEnv: os.LookupEnv})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := planner.Close(); err != nil {
			t.Errorf("close planner: %v", err)
		}
	}()
	plan, err := planner.Plan(t.Context(), specs, app.PlanOptions{Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}
