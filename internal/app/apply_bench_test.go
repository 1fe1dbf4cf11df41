//go:build !slim

package app

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// crowd is how many partnerships are started or planned at once.
const crowd = 1000

// BenchmarkApply starts a thousand new partnerships, with everything that
// `rapport apply` does, and as many of the smallest workflows that there can be
// on the same server before and after, and reports the rates and their ratio.
// No worker runs: starting is all that is measured.
//
//	go test ./internal/app -run - -bench 'Apply$' -benchtime 1x
func BenchmarkApply(b *testing.B) {
	var planning, applying, bare time.Duration
	for i := range b.N {
		planner := idlePlanner(b)
		specs := pairs(b, crowd)
		bare += startBare(b, planner.client, fmt.Sprintf("before-%d", i))
		begun := time.Now()
		plan, err := planner.Plan(b.Context(), specs, PlanOptions{Now: begun})
		if err != nil {
			b.Fatal(err)
		}
		planning += time.Since(begun)
		begun = time.Now()
		err = planner.Apply(b.Context(), plan, func(a Applied) {
			if a.Result != Started {
				b.Errorf("%s was %s: %v", a.Slug, a.Result, a.Err)
			}
		})
		if err != nil {
			b.Fatal(err)
		}
		applying += time.Since(begun)
		bare += startBare(b, planner.client, fmt.Sprintf("after-%d", i))
	}
	rate := func(n int, d time.Duration) float64 { return float64(n*b.N) / d.Seconds() }
	b.ReportMetric(rate(2*crowd, bare), "bare-starts/s")
	b.ReportMetric(rate(crowd, applying), "applied/s")
	b.ReportMetric(rate(crowd, applying+planning), "planned-and-applied/s")
	b.ReportMetric(100*bare.Seconds()/2/applying.Seconds(), "%-of-bare")
	b.ReportMetric(100*bare.Seconds()/2/(applying+planning).Seconds(), "%-of-bare-with-plan")
}

// startBare starts the smallest workflows, as many at a time as applying does.
func startBare(b *testing.B, c client.Client, name string) time.Duration {
	b.Helper()
	begun := time.Now()
	err := inParallel(b.Context(), crowd, func(ctx context.Context, i int) error {
		_, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: fmt.Sprintf("%s-%d", name, i), TaskQueue: workflows.TaskQueue}, "Bare")
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(begun)
}

// BenchmarkPlan plans a thousand partnerships that a server runs already, of
// which every tenth has changed, and reports where the time goes: waiting for
// the server's answers, or comparing.
//
//	go test ./internal/app -run - -bench 'Plan$' -benchtime 5x -cpuprofile plan.prof
//	go tool pprof -top -cum plan.prof
//
// The profile holds the embedded server too, which answers in this process.
func BenchmarkPlan(b *testing.B) {
	planner := idlePlanner(b)
	specs := pairs(b, crowd)
	plan, err := planner.Plan(b.Context(), specs, PlanOptions{Now: time.Now()})
	if err == nil {
		err = planner.Apply(b.Context(), plan, func(Applied) {})
	}
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; i < len(specs); i += 10 {
		specs[i].Goals[0].KPIs[0].Target = specs[i].Goals[0].KPIs[0].Target.Add(specs[i].Goals[0].KPIs[0].Target)
		specs[i].CheckIns[0].Rule.At.Hour++
	}
	var waiting, comparing time.Duration
	for b.Loop() {
		begun := time.Now()
		plan, err := planner.survey(b.Context(), specs, PlanOptions{Now: begun})
		if err != nil {
			b.Fatal(err)
		}
		waiting += time.Since(begun)
		begun = time.Now()
		if err := planner.compare(b.Context(), &plan); err != nil {
			b.Fatal(err)
		}
		comparing += time.Since(begun)
		if plan.Count(Change) != crowd/10 || plan.Count(Unchanged) != crowd-crowd/10 {
			b.Fatalf("planned %d changes and %d unchanged", plan.Count(Change), plan.Count(Unchanged))
		}
	}
	b.ReportMetric(float64(crowd*b.N)/(waiting+comparing).Seconds(), "planned/s")
	b.ReportMetric(100*waiting.Seconds()/(waiting+comparing).Seconds(), "%-asking-the-server")
	b.ReportMetric(100*comparing.Seconds()/(waiting+comparing).Seconds(), "%-comparing")
}

// idlePlanner is a planner for a server whose files are on disk, as `up` has it,
// and that no worker works for.
func idlePlanner(b testing.TB) *Planner {
	b.Helper()
	server := temporalkit.Start(b, func(o *devserver.Options) {
		o.Dir, o.SearchAttributes = filepath.Join(b.TempDir(), "temporal"), searchAttributes()
	})
	opened, err := store.Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), storeFile), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = opened.Close() })
	return &Planner{client: temporalkit.Dial(b, server), store: opened, namespace: server.Namespace(), worked: true}
}

// pairs are partnerships of an ordinary size under slugs of their own.
func pairs(b testing.TB, n int) []partnership.Spec {
	b.Helper()
	result := config.Load(os.DirFS("../../examples/quickstart"), config.Options{})
	if len(result.Specs) == 0 {
		b.Fatal("the example declares nothing")
	}
	specs := make([]partnership.Spec, n)
	for i := range specs {
		specs[i] = clone(b, result.Specs[0])
		specs[i].Slug = fmt.Sprintf("pair-%04d", i)
	}
	return specs
}

// clone copies a spec with everything in it.
func clone(b testing.TB, spec partnership.Spec) (copied partnership.Spec) {
	b.Helper()
	text, err := json.Marshal(spec)
	if err == nil {
		err = json.Unmarshal(text, &copied)
	}
	if err != nil {
		b.Fatal(err)
	}
	return copied
}
