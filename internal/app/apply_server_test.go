//go:build !slim

package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/partnership"
)

// results collects what applying reports.
type results struct {
	mu   sync.Mutex
	list []Applied
}

func (r *results) add(a Applied) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, a)
}

func (r *results) count(want Result) int {
	n := 0
	for _, a := range r.list {
		if a.Result == want {
			n++
		}
	}
	return n
}

// planned plans or ends the test.
func planned(t *testing.T, p *Planner, specs []partnership.Spec, o PlanOptions) Plan {
	t.Helper()
	plan, err := p.Plan(t.Context(), specs, o)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// TestNewPartnershipsNeedNoWorker starts many at once from two sides; each is
// started once, and the plan is empty the moment that this is done.
func TestNewPartnershipsNeedNoWorker(t *testing.T) {
	t.Parallel()
	const many = batch + 20
	p, specs := idlePlanner(t), pairs(t, many)
	p.worked = false
	plan := planned(t, p, specs, PlanOptions{})
	if plan.Count(Create) != many || plan.Touched() != many {
		t.Fatalf("planned %d of %d", plan.Count(Create), many)
	}
	var got results
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if err := p.Apply(t.Context(), plan, got.add); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if got.count(Started) != many || got.count(NoChange) != many {
		t.Errorf("%d started and %d found as they should be, want %d of both", got.count(Started), got.count(NoChange), many)
	}
	if again := planned(t, p, specs, PlanOptions{}); !again.Empty() || again.Count(Unchanged) != many {
		t.Errorf("afterwards %d are left to do", again.Touched())
	}
	slugs, err := p.store.Slugs(t.Context())
	if err != nil || len(slugs) != many {
		t.Errorf("the store knows %d partnerships (%v), want %d", len(slugs), err, many)
	}
}

// TestNobodyWorks wants a change to be refused as a whole rather than to wait.
func TestNobodyWorks(t *testing.T) {
	t.Parallel()
	p, specs := idlePlanner(t), pairs(t, 2)
	p.worked = false
	if err := p.Apply(t.Context(), planned(t, p, specs[:1], PlanOptions{}), func(Applied) {}); err != nil {
		t.Fatal(err)
	}
	specs[0].Title = "Another title"
	err := p.Apply(t.Context(), planned(t, p, specs, PlanOptions{}), func(a Applied) { t.Errorf("%s was %s", a.Slug, a.Result) })
	var nobody NoWorkerError
	if !errors.As(err, &nobody) {
		t.Errorf("got %v, want that no worker runs", err)
	}
}

// TestInterruptedApply stops after the first; what was begun is finished and
// told, and the same again does the rest.
func TestInterruptedApply(t *testing.T) {
	t.Parallel()
	p, specs := idlePlanner(t), pairs(t, 60)
	plan := planned(t, p, specs, PlanOptions{})
	ctx, interrupt := context.WithCancel(t.Context())
	var first results
	err := p.Apply(ctx, plan, func(a Applied) { first.add(a); interrupt() })
	if !errors.Is(err, ctx.Err()) || ctx.Err() == nil {
		t.Errorf("got %v, want that it was interrupted", err)
	}
	if n := first.count(Started); n == 0 || n > callsAtOnce || n != len(first.list) {
		t.Errorf("%d started before the interruption was heard: %v", n, first.list)
	}
	if left := planned(t, p, specs, PlanOptions{}).Count(Create); left != len(specs)-len(first.list) {
		t.Errorf("%d are left, but %d of %d were told", left, len(first.list), len(specs))
	}
	var second results
	if err := p.Apply(t.Context(), plan, second.add); err != nil {
		t.Fatal(err)
	}
	if second.count(Started)+first.count(Started) != len(specs) || second.count(NoChange) != first.count(Started) {
		t.Errorf("after %d of %d, %d started and %d were as they should be", len(first.list), len(specs), second.count(Started), second.count(NoChange))
	}
	if !planned(t, p, specs, PlanOptions{}).Empty() {
		t.Error("something is left to do")
	}
}

// TestOvertaken starts a partnership that somebody else has started otherwise
// since the plan was made: theirs stays, and the others are started.
func TestOvertaken(t *testing.T) {
	t.Parallel()
	p, specs := idlePlanner(t), pairs(t, 3)
	plan := planned(t, p, specs, PlanOptions{})
	theirs := clone(t, specs[1])
	theirs.Title = "Theirs"
	if err := p.Apply(t.Context(), planned(t, p, []partnership.Spec{theirs}, PlanOptions{}), func(Applied) {}); err != nil {
		t.Fatal(err)
	}
	var moved *MovedError
	if err := p.Unmoved(t.Context(), plan); !errors.As(err, &moved) || !slices.Equal(moved.Slugs, []string{specs[1].Slug}) {
		t.Errorf("got %v, want that %s moved", err, specs[1].Slug)
	}
	var got results
	if err := p.Apply(t.Context(), plan, got.add); err != nil {
		t.Fatal(err)
	}
	if got.count(Started) != 2 || got.count(Refused) != 1 {
		t.Errorf("got %v, want two started and one refused", got.list)
	}
	found, err := p.look(t.Context(), theirs.Slug)
	if err != nil || found.digest != theirs.Digest() {
		t.Errorf("theirs did not stay: %+v, %v", found, err)
	}
	plan.Installation = "elsewhere"
	if err := p.Unmoved(t.Context(), plan); !errors.Is(err, ErrOtherInstallation) {
		t.Errorf("got %v, want that it was made for another installation", err)
	}
}

// TestForeignWorkflow finds another program's workflow under a slug.
func TestForeignWorkflow(t *testing.T) {
	t.Parallel()
	p, specs := idlePlanner(t), pairs(t, 1)
	_, err := p.client.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: specs[0].Slug, TaskQueue: "theirs"}, "Theirs")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Plan(t.Context(), specs, PlanOptions{}); err == nil {
		t.Error("it was taken for a partnership")
	} else {
		t.Logf("refused: %v", err)
	}
}

// TestSavedPlan reads back what it wrote and nothing else.
func TestSavedPlan(t *testing.T) {
	t.Parallel()
	specs := pairs(t, 2)
	item := func(s partnership.Spec) Item {
		return Item{Slug: s.Slug, Action: Create, Digest: s.Digest(), Spec: &s}
	}
	plan := Plan{FormatVersion: PlanVersion, Installation: "here", Items: []Item{item(specs[0]), item(specs[1])}}
	for name, c := range map[string]struct {
		spoil func(*Plan)
		taken bool
	}{
		"as it was":              {func(*Plan) {}, true},
		"another spec":           {func(p *Plan) { p.Items[1].Spec.Title = "Altered" }, false},
		"no spec":                {func(p *Plan) { p.Items[1].Spec = nil }, false},
		"a spec of another slug": {func(p *Plan) { p.Items[1].Slug = "other" }, false},
		"an action of tomorrow":  {func(p *Plan) { p.Items[1].Action = "merge" }, false},
		"the format of tomorrow": {func(p *Plan) { p.FormatVersion++ }, false},
		"no installation named":  {func(p *Plan) { p.Installation = "" }, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spoilt, path := plan, filepath.Join(t.TempDir(), "plan")
			spec := specs[1]
			spoilt.Items = []Item{plan.Items[0], plan.Items[1]}
			spoilt.Items[1].Spec = &spec
			c.spoil(&spoilt)
			if err := WritePlan(path, spoilt); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the file is %v (%v), want it for its owner only", info.Mode(), err)
			}
			got, err := ReadPlan(path)
			if c.taken && (err != nil || got.Items[1].Spec.Digest() != specs[1].Digest()) {
				t.Errorf("got %v", err)
			}
			if !c.taken && !errors.Is(err, ErrNoPlan) {
				t.Errorf("got %v, want it refused", err)
			}
		})
	}
}
