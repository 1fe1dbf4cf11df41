package measure_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// TestGoldenVectors holds Judge to figures that were worked out by hand for
// five partnerships: a co-marketing year, a reseller, a research consortium, a
// water programme and a haulier.
func TestGoldenVectors(t *testing.T) {
	t.Parallel()
	marketing := term{"2026-01-01", "2026-12-31", "2026-07-01"}
	reseller := term{"2026-02-01", "2027-01-31", "2026-08-01"}
	research := term{"2026-03-01", "2029-02-28", "2027-03-01"}
	water := term{"2026-04-01", "2029-03-31", "2027-10-01"}
	haulage := term{"2026-01-01", "2026-12-31", "2026-07-01"}
	for _, tt := range []struct {
		name                          string
		term                          term
		baseline, target, actual      string
		progress, expected, pace, eta string
		rag                           measure.RAG
	}{
		{"marketing leads", marketing, "120", "300", "198", "0.4333", "0.4973", "0.8715", "2027-02-22", measure.Amber},
		{"cost per lead", marketing, "85", "60", "70", "0.6", "0.4973", "1.2066", "2026-10-29", measure.Green},
		{"sales", reseller, "48", "57.6", "52.1", "0.4271", "0.4973", "0.8589", "2027-03-31", measure.Amber},
		{"registered deals", reseller, "55", "85", "72", "0.5667", "0.4973", "1.1396", "2026-12-17", measure.Green},
		{"days to deploy", reseller, "72", "48", "63", "0.375", "0.4973", "0.7541", "2027-05-29", measure.Amber},
		{"permeability", research, "1.2", "2.0", "1.5", "0.375", "0.3333", "1.125", "2028-10-29", measure.Green},
		{"papers, on the boundary", research, "0", "4", "1", "0.25", "0.3333", "0.75", "2030-02-28", measure.Amber},
		{"vacancy", research, "120", "75", "110", "0.2222", "0.3333", "0.6667", "2030-08-29", measure.Red},
		{"households", water, "18000", "42000", "28800", "0.45", "0.5005", "0.8992", "2029-07-31", measure.Amber},
		{"lost water", water, "38", "25", "33", "0.3846", "0.5005", "0.7685", "2030-02-23", measure.Amber},
		{"repair time", water, "96", "36", "60", "0.6", "0.5005", "1.1989", "2028-09-30", measure.Green},
		{"on time in full", haulage, "91.5", "97", "94.8", "0.6", "0.4973", "1.2066", "2026-10-29", measure.Green},
		{"temperature, target nought", haulage, "12", "0", "4", "0.6667", "0.4973", "1.3407", "2026-09-29", measure.Green},
		{"roubles a ton", haulage, "4150", "3900", "4085", "0.26", "0.4973", "0.5229", "2027-11-28", measure.Red},
		{"claims", haulage, "72", "24", "66", "0.125", "0.4973", "0.2514", "2029-12-19", measure.Red},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			target := way(tt.baseline, tt.target)
			actual := dec(tt.actual)
			s := measure.Judge(target, tt.term.window(t), &actual, date(t, tt.term.now))
			if s.ETA == nil {
				t.Fatal("no ETA")
			}
			got := []string{s.Progress.String(), s.Expected.String(), s.Pace.String(), s.ETA.String(), string(s.RAG)}
			want := []string{tt.progress, tt.expected, tt.pace, tt.eta, string(tt.rag)}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if late := date(t, tt.term.due).DaysUntil(*s.ETA); s.DaysLate != late {
				t.Errorf("%d days late, want %d", s.DaysLate, late)
			}
		})
	}
}

// term is when a goal starts, is due and is looked at.
type term struct{ start, due, now string }

func (m term) window(t testing.TB) measure.Window {
	t.Helper()
	return measure.Window{Start: date(t, m.start), Due: date(t, m.due)}
}

// way is a target to move to, in the direction that it lies in.
func way(baseline, target string) measure.Target {
	t := measure.Target{Direction: measure.Increase, Baseline: dec(baseline), Target: dec(target), Weight: dec("1")}
	if t.Target.LessThan(t.Baseline) {
		t.Direction = measure.Decrease
	}
	return t
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func date(t testing.TB, s string) cadence.Date {
	t.Helper()
	d, err := cadence.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
