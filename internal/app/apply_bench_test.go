//go:build !slim

package app

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
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

// crowd is how many partnerships are started or planned at once: a thousand, or
// what RAPPORT_BENCH_PARTNERSHIPS says.
func crowd(b *testing.B) int {
	b.Helper()
	text := os.Getenv("RAPPORT_BENCH_PARTNERSHIPS")
	if text == "" {
		return 1000
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkApply starts a crowd of new partnerships, with everything that
// `rapport apply` does, and as many of the smallest workflows that there can be
// on the same server, half of them before and half after, and reports the rates and their ratio.
// No worker runs: starting is all that is measured.
//
//	go test ./internal/app -run - -bench 'Apply$' -benchtime 1x
func BenchmarkApply(b *testing.B) { benchApply(b, pairs) }

// BenchmarkApplyToSign does the same with partnerships that each ask two signatories before
// anything runs.
//
//	go test ./internal/app -run - -bench 'ApplyToSign$' -benchtime 1x
func BenchmarkApplyToSign(b *testing.B) {
	benchApply(b, func(b testing.TB, n int) []partnership.Spec {
		specs := pairs(b, n)
		for i := range specs {
			asked := partnership.UsualAgreement()
			specs[i].Agreement = &asked
			if signers := specs[i].Signers(); len(signers) != 2 || !specs[i].SignsByMail() {
				b.Fatalf("%s asks %v", specs[i].Slug, signers)
			}
		}
		return specs
	})
}

func benchApply(b *testing.B, declare func(testing.TB, int) []partnership.Spec) {
	b.Helper()
	n := crowd(b)
	var planning, applying, bare time.Duration
	for i := range b.N {
		planner := idlePlanner(b)
		specs := declare(b, n)
		bare += startBare(b, planner.client, fmt.Sprintf("before-%d", i), n/2)
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
		bare += startBare(b, planner.client, fmt.Sprintf("after-%d", i), n-n/2)
	}
	rate := func(d time.Duration) float64 { return float64(n*b.N) / d.Seconds() }
	b.ReportMetric(rate(bare), "bare-starts/s")
	b.ReportMetric(rate(applying), "applied/s")
	b.ReportMetric(rate(applying+planning), "planned-and-applied/s")
	b.ReportMetric(100*bare.Seconds()/applying.Seconds(), "%-of-bare")
	b.ReportMetric(100*bare.Seconds()/(applying+planning).Seconds(), "%-of-bare-with-plan")
}

// startBare starts the smallest workflows, as many at a time as applying does.
func startBare(b *testing.B, c client.Client, name string, n int) time.Duration {
	b.Helper()
	begun := time.Now()
	err := inParallel(b.Context(), n, func(ctx context.Context, i int) error {
		_, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: fmt.Sprintf("%s-%d", name, i), TaskQueue: workflows.TaskQueue}, "Bare")
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(begun)
}

// BenchmarkPlan plans a crowd of partnerships that a server runs already, of
// which every tenth has changed, and reports where the time goes: waiting for
// the server's answers, or comparing, which is to compute each declared
// spec's digest and what each changed one consists of.
//
//	go test ./internal/app -run - -bench 'Plan$' -benchtime 5x -cpuprofile plan.prof
//	go tool pprof -top -cum plan.prof
//
// The profile holds the embedded server too, which answers in this process.
func BenchmarkPlan(b *testing.B) {
	n := crowd(b)
	planner, specs := idlePlanner(b), pairs(b, n)
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
	var all, comparing time.Duration
	for b.Loop() {
		begun := time.Now()
		plan, err := planner.Plan(b.Context(), specs, PlanOptions{Now: begun})
		if err != nil {
			b.Fatal(err)
		}
		all += time.Since(begun)
		if changes := plan.Count(Change); changes != (n+9)/10 || plan.Count(Unchanged) != n-changes {
			b.Fatalf("planned %d changes and %d unchanged", changes, plan.Count(Unchanged))
		}
		// The same work again, without the server.
		begun = time.Now()
		err = inParallel(b.Context(), n, func(_ context.Context, i int) error {
			_, err := declaredItem(specs[i], sight{alive: true}, begun)
			return err
		})
		if err == nil {
			err = planner.compare(b.Context(), &plan)
		}
		if err != nil {
			b.Fatal(err)
		}
		comparing += time.Since(begun)
	}
	b.ReportMetric(float64(n*b.N)/all.Seconds(), "planned/s")
	b.ReportMetric(100*(all-comparing).Seconds()/all.Seconds(), "%-asking-the-server")
	b.ReportMetric(100*comparing.Seconds()/all.Seconds(), "%-comparing")
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
