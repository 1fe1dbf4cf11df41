package measure_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

func period(t testing.TB, s string) cadence.Period {
	t.Helper()
	p, err := cadence.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// monthly is one reading of 4 on the last day of each month from the first on.
func monthly(first time.Month, year, count int) []measure.Reading {
	var readings []measure.Reading
	for i := range count {
		last := cadence.DateOf(time.Date(year, first+time.Month(i)+1, 0, 12, 0, 0, 0, time.UTC))
		readings = append(readings, measure.Reading{KPI: "sales", Period: last.String(), Value: dec("4"), Reporter: "lia"})
	}
	return readings
}

func TestTotal(t *testing.T) {
	t.Parallel()
	year := term{start: "2026-02-01", due: "2027-01-31"}.window(t)
	rolling := measure.Target{Direction: measure.Cumulative, Baseline: dec("48"), Target: dec("57.6"), Rolling: period(t, "12 months")}
	bare := measure.Target{Direction: measure.Cumulative, Target: dec("48")}
	own := measure.Target{Direction: measure.Cumulative, Baseline: dec("48"), Target: dec("57.6")}
	for _, tt := range []struct {
		name     string
		target   measure.Target
		readings []measure.Reading
		asOf     string
		want     string
	}{
		{"nothing reported", rolling, nil, "2026-08-01", "n/a"},
		// 184 of 365 days lie before the goal: 24 + 48·184/365.
		{"half way through the first year", rolling, monthly(time.February, 2026, 6), "2026-07-31", "48.1973"},
		{"a whole year", rolling, monthly(time.February, 2026, 12), "2027-01-31", "48"},
		{"the oldest month has left the period", rolling, monthly(time.February, 2026, 14), "2027-03-31", "48"},
		{"what lies in the future does not count", rolling, monthly(time.February, 2026, 12), "2026-07-31", "48.1973"},
		{"what lies before the goal does not count", rolling, monthly(time.October, 2025, 10), "2026-07-31", "48.1973"},
		{"the goal's own time is a period", own, monthly(time.February, 2026, 6), "2026-07-31", "48.1973"},
		{"with a baseline of nought it is the sum", bare, monthly(time.February, 2026, 6), "2026-07-31", "24"},
		{"and without a period it does not roll", bare, monthly(time.February, 2026, 12), "2027-01-31", "48"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			total, _, ok := measure.Total(tt.readings, tt.target, year, date(t, tt.asOf))
			got := "n/a"
			if ok {
				got = total.Round(4).String()
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestATotalTakesTheCurrentReadingOfEachPeriod(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	readings := []measure.Reading{
		{Period: "2026-02-28", Value: dec("40"), Reporter: "lia", At: at},
		{Period: "2026-02-28", Value: dec("4"), Reporter: "lia", At: at.Add(time.Hour)}, // a correction
		{Period: "2026-03-31", Value: dec("5"), Reporter: "lia", At: at},
		{Period: "2026-03-31", Value: dec("3"), Reporter: "vera", At: at}, // a dispute
	}
	target := measure.Target{Direction: measure.Cumulative, Target: dec("48")}
	total, disputed, ok := measure.Total(readings, target, term{start: "2026-02-01", due: "2027-01-31"}.window(t), date(t, "2026-04-01"))
	if !ok || !disputed || !total.Equal(dec("7")) {
		t.Errorf("got %s, disputed %v", total, disputed)
	}
}

func TestATotalOfNoughtBaselineIsTheSumOfItsPeriods(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start := cadence.Date{Year: 2026, Month: time.January, Day: 1}
		w := measure.Window{Start: start, Due: start.AddDays(rapid.IntRange(30, 800).Draw(t, "length"))}
		sum, readings := decimal.Zero, []measure.Reading(nil)
		for day := start; day.Before(w.Due); day = day.AddDays(rapid.IntRange(1, 60).Draw(t, "gap")) {
			value := drawFigure(t, "value")
			sum = sum.Add(value)
			readings = append(readings, measure.Reading{Period: day.String(), Value: value, Reporter: "lia"})
		}
		target := measure.Target{Direction: measure.Cumulative, Target: dec("1000")}
		total, _, ok := measure.Total(rapid.Permutation(readings).Draw(t, "order"), target, w, w.Due)
		if !ok || !total.Equal(sum) {
			t.Fatalf("total %s, want %s", total, sum)
		}
	})
}
