package measure_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

func drawFigure(t *rapid.T, label string) decimal.Decimal {
	return decimal.New(rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, label), -2)
}

// drawWay draws a target that differs from its baseline.
func drawWay(t *rapid.T) measure.Target {
	baseline, target := drawFigure(t, "baseline"), drawFigure(t, "target")
	if target.Equal(baseline) {
		target = target.Add(dec("1"))
	}
	return way(baseline.String(), target.String())
}

func TestProgressIgnoresUnitAndSign(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		target, actual := drawWay(t), drawFigure(t, "actual")
		factor := decimal.New(rapid.Int64Range(1, 100_000).Draw(t, "factor"), -3)
		if rapid.Bool().Draw(t, "negated") {
			factor = factor.Neg()
		}
		scaled := target
		scaled.Baseline, scaled.Target = target.Baseline.Mul(factor), target.Target.Mul(factor)

		want, got := measure.Progress(target, actual), measure.Progress(scaled, actual.Mul(factor))
		if !want.Value.Equal(got.Value) {
			t.Fatalf("progress %s becomes %s in another unit", want, got)
		}
	})
}

func TestProgressRunsFromBaselineToTarget(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		target := drawWay(t)
		if p := measure.Progress(target, target.Baseline); !p.OK || !p.Value.IsZero() {
			t.Fatalf("progress %s at the baseline", p)
		}
		if p := measure.Progress(target, target.Target); !p.OK || !p.Value.Equal(dec("1")) {
			t.Fatalf("progress %s at the target", p)
		}
	})
}

func TestExpectedGrowsFromNoughtToOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start := cadence.Date{Year: 2026, Month: time.January, Day: 1}
		w := measure.Window{Start: start, Due: start.AddDays(rapid.IntRange(2, 1500).Draw(t, "length"))}
		if rapid.Bool().Draw(t, "bent") {
			middle := start.AddDays(rapid.IntRange(1, start.DaysUntil(w.Due)-1).Draw(t, "middle"))
			w.Curve = []measure.Point{{Date: middle, Fraction: decimal.New(rapid.Int64Range(0, 100).Draw(t, "planned"), -2)}}
		}
		day := start.AddDays(rapid.IntRange(-10, 1600).Draw(t, "day"))
		today, tomorrow := w.Expected(day), w.Expected(day.AddDays(1))
		if today.IsNegative() || tomorrow.GreaterThan(dec("1")) || tomorrow.LessThan(today) {
			t.Fatalf("expected %s on %s and %s the day after", today, day, tomorrow)
		}
	})
}

func TestLessFavourableNeverFlatters(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		target := drawWay(t)
		readings := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) measure.Reading {
			return measure.Reading{
				Period:   rapid.SampledFrom([]string{"2026-12-01", "2026-12-15"}).Draw(t, "period"),
				Reporter: rapid.SampledFrom([]string{"sofie", "tom", "lars"}).Draw(t, "reporter"),
				Value:    drawFigure(t, "value"),
				At:       time.Unix(rapid.Int64Range(0, 1_000_000_000).Draw(t, "at"), 0),
			}
		}), 1, 8).Draw(t, "readings")
		current, _, ok := measure.Current(readings, target)
		if !ok {
			t.Fatal("no current reading")
		}
		latest := map[string]measure.Reading{}
		for _, r := range readings {
			if r.Period == current.Period && !r.At.Before(latest[r.Reporter].At) {
				latest[r.Reporter] = r
			}
		}
		for _, r := range latest {
			if measure.Progress(target, current.Value).Value.GreaterThan(measure.Progress(target, r.Value).Value) {
				t.Fatalf("%s counts, but %s of %s is less favourable", current.Value, r.Value, r.Reporter)
			}
		}
	})
}

func TestRollUpStaysAmongItsKPIs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kpis := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) measure.KPIStanding {
			s := kpi("1", "", "0.5", measure.Unknown, false)
			s.Weight = decimal.New(rapid.Int64Range(1, 100).Draw(t, "weight"), -2)
			if rapid.Bool().Draw(t, "measured") {
				s.Progress = measure.Some(decimal.New(rapid.Int64Range(-200, 300).Draw(t, "progress"), -2))
			}
			return s
		}), 1, 6).Draw(t, "kpis")
		g := measure.RollUp(dec("1"), kpis)

		lowest, highest, measured := dec("1"), dec("0"), 0
		doubled := make([]measure.KPIStanding, len(kpis))
		for i, k := range kpis {
			doubled[i] = k
			doubled[i].Weight = k.Weight.Mul(dec("2"))
			if p := k.Progress.Clamped(); p.OK {
				lowest, highest = decimal.Min(lowest, p.Value), decimal.Max(highest, p.Value)
				measured++
			}
		}
		switch {
		case g.Progress.OK != (measured > 0):
			t.Fatalf("progress %s of %d measured KPIs", g.Progress, measured)
		case measured > 0 && (g.Progress.Value.Round(12).LessThan(lowest) || g.Progress.Value.Round(12).GreaterThan(highest)):
			t.Fatalf("progress %s outside %s to %s", g.Progress, lowest, highest)
		case !measure.RollUp(dec("1"), doubled).Progress.Value.Equal(g.Progress.Value):
			t.Fatal("doubling every weight changes the progress")
		}
	})
}
