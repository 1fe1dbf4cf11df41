//go:build !slim

package app

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/report"
	"github.com/rapport-engine/rapport/store"
)

// TestAFleetHidesNothingBehindWhatCannotBeRead has a partnership whose state is broken among
// others: it is named with the reason, and the others are read.
func TestAFleetHidesNothingBehindWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	r := newReported(t)
	other := r.spec
	other.Slug = "other"
	r.ok(r.store.PutSpec(t.Context(), other))
	r.keep(r.spec.Slug, procedure.Partnership, "", lifecycle.Partnership{Rules: procedure.Rules, Declared: r.spec, Digest: r.spec.Digest(), Phase: lifecycle.PhaseActive})
	r.ok(r.store.PutProcedure(t.Context(), store.ProcedureRow{Workflow: "other", Slug: "other", Kind: string(procedure.Partnership), State: []byte(`{"digest": "gone"}`), UpdatedAt: r.now}))
	f, err := ReadFleet(t.Context(), r.store, r.now)
	r.ok(err)
	if len(f.Reports) != 1 || f.Reports[0].Spec.Slug != r.spec.Slug || f.Reports[0].Phase != report.PhaseRuns {
		t.Errorf("%d are read", len(f.Reports))
	}
	if len(f.Unread) != 1 || f.Unread[0].Slug != "other" || !strings.Contains(f.Unread[0].Why, "gone") {
		t.Errorf("not read are %+v", f.Unread)
	}
	if _, err := ReadReport(t.Context(), r.store, "other", r.now); err == nil || strings.Contains(err.Error(), "ever applied") {
		t.Errorf("one that was applied and cannot be read: %v", err)
	}
	if _, err := ReadReport(t.Context(), r.store, "ohter", r.now); err == nil || !strings.Contains(err.Error(), `did you mean "other"?`) {
		t.Errorf("a mistyped name: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ReadFleet(ctx, r.store, r.now); err == nil {
		t.Error("what was stopped is taken for a report")
	}
}

// dealersFor keeps the 200 dealers of the example as they would be after some weeks of
// reporting.
func dealersFor(tb testing.TB, s *store.Store, weeks int) (now time.Time) {
	tb.Helper()
	result := config.Load(os.DirFS("../../examples/dealers"), config.Options{})
	if result.Diagnostics.HasErrors() || len(result.Specs) < 200 {
		tb.Fatalf("%d dealers", len(result.Specs))
	}
	if err := s.PutSpecs(tb.Context(), result.Specs); err != nil {
		tb.Fatal(err)
	}
	for _, spec := range result.Specs {
		start := spec.Start
		var readings []measure.Reading
		for week := range weeks {
			day := start.AddDays(7 * week)
			now = time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC)
			readings = append(readings, weekly(spec, day.String(), now, week)...)
		}
		if err := s.Commit(tb.Context(), store.Record{Slug: spec.Slug, Readings: readings}); err != nil {
			tb.Fatal(err)
		}
		keep := lifecycle.Partnership{Rules: procedure.Rules, Declared: spec, Digest: spec.Digest(), Phase: lifecycle.PhaseActive, Readings: readings}
		body := procedure.Encode(keep)
		if err := s.PutProcedure(tb.Context(), store.ProcedureRow{Workflow: spec.Slug, Slug: spec.Slug, Kind: string(procedure.Partnership), State: body, UpdatedAt: now}); err != nil {
			tb.Fatal(err)
		}
	}
	return now
}

// weekly is what is reported of every figure in a week.
func weekly(spec partnership.Spec, day string, at time.Time, week int) []measure.Reading {
	var list []measure.Reading
	for _, g := range spec.Goals {
		for _, k := range g.KPIs {
			for _, by := range k.Reporters {
				list = append(list, measure.Reading{
					ID: fmt.Sprint(spec.Slug, k.ID, day, by), KPI: k.ID, Period: day, Value: k.Baseline.Add(decimal.NewFromInt(int64(week))), Reporter: by, At: at,
				})
			}
		}
	}
	return list
}

// BenchmarkFleet reads and writes the page on 200 dealers after a year of weekly figures.
func BenchmarkFleet(b *testing.B) {
	s, err := store.Open(b.Context(), "sqlite:"+b.TempDir()+"/"+storeFile, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	now := dealersFor(b, s, 52)
	var bytesWritten int
	for b.Loop() {
		f, err := ReadFleet(b.Context(), s, now)
		if err != nil || len(f.Unread) > 0 {
			b.Fatalf("%v, %+v", err, f.Unread[:min(1, len(f.Unread))])
		}
		var page bytes.Buffer
		if err := report.WriteFleet(&page, f, ""); err != nil {
			b.Fatal(err)
		}
		bytesWritten = page.Len()
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/fleet")
	b.ReportMetric(float64(bytesWritten), "bytes/page")
}

// TestThePageOfAFleetIsOfASizeToMail keeps the page on 200 dealers below two megabytes.
func TestThePageOfAFleetIsOfASizeToMail(t *testing.T) {
	t.Parallel()
	s, err := store.Open(t.Context(), "sqlite:"+t.TempDir()+"/"+storeFile, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	f, err := ReadFleet(t.Context(), s, dealersFor(t, s, 3))
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := report.WriteFleet(&page, f, "ru"); err != nil {
		t.Fatal(err)
	}
	const most = 2_000_000
	if len(f.Reports) < 200 || len(f.Unread) > 0 || page.Len() > most {
		t.Errorf("%d partnerships, %d not read, on %d bytes", len(f.Reports), len(f.Unread), page.Len())
	}
}
