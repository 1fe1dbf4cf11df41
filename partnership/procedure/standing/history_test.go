package standing_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// hundredDays is a goal of a hundred days from the first of January on.
func hundredDays(k partnership.KPI) (partnership.Goal, partnership.KPI) {
	start := cadence.Date{Year: 2027, Month: 1, Day: 1}
	k.ID = "figure"
	return partnership.Goal{ID: "goal", Start: start, Due: start.AddDays(100), KPIs: []partnership.KPI{k}}, k
}

// told is a reading of some day of those, made later the further down it stands in a test.
func told(n, day int, by, value string) measure.Reading {
	start := cadence.Date{Year: 2027, Month: 1, Day: 1}
	return measure.Reading{
		ID: fmt.Sprint(n), KPI: "figure", Period: start.AddDays(day).String(), Value: decimal.RequireFromString(value), Reporter: by,
		At: time.Date(2027, 1, 1, 12, 0, n, 0, time.UTC),
	}
}

func TestTheHistoryOfAFigureStandsBesideItsPlan(t *testing.T) {
	t.Parallel()
	dec := decimal.RequireFromString
	low, high := dec("2"), dec("4")
	for _, c := range []struct {
		name     string
		kpi      partnership.KPI
		readings []measure.Reading
		want     string
	}{
		{
			"growing evenly, whatever the order in which it was told",
			partnership.KPI{Direction: partnership.Increase, Baseline: dec("100"), Target: dec("300")},
			[]measure.Reading{told(1, 50, "a", "180"), told(2, 25, "a", "160")},
			"2027-01-26 160/150; 2027-02-20 180/200",
		},
		{
			"of those who differ the less favourable counts, and a correction replaces",
			partnership.KPI{Direction: partnership.Increase, Target: dec("100")},
			[]measure.Reading{told(1, 10, "a", "9"), told(2, 10, "b", "7"), told(3, 10, "b", "8")},
			"2027-01-11 8/10",
		},
		{
			"a total grows",
			partnership.KPI{Direction: partnership.Cumulative, Target: dec("100")},
			[]measure.Reading{told(1, 10, "a", "5"), told(2, 20, "a", "6"), told(3, 30, "a", "7")},
			"2027-01-11 5/10; 2027-01-21 11/20; 2027-01-31 18/30",
		},
		{
			"nothing of a yes is expected before its day",
			partnership.KPI{Direction: partnership.Binary},
			[]measure.Reading{told(1, 10, "a", "0"), told(2, 100, "a", "1")},
			"2027-01-11 0/0; 2027-04-11 1/1",
		},
		{
			"a bound stays where it is",
			partnership.KPI{Direction: partnership.MaintainMax, Target: dec("3")},
			[]measure.Reading{told(1, 10, "a", "2")},
			"2027-01-11 2/3",
		},
		{
			"a range has two",
			partnership.KPI{Direction: partnership.InRange, Low: &low, High: &high},
			[]measure.Reading{told(1, 10, "a", "5")},
			"2027-01-11 5/2 to 4",
		},
		{"nothing was measured", partnership.KPI{Direction: partnership.Increase, Target: dec("1")}, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			goal, k := hundredDays(c.kpi)
			var got []string
			for _, p := range standing.History(goal, k, c.readings) {
				line := fmt.Sprintf("%s %s/%s", p.Day, p.Value, p.Planned)
				if p.Most != nil {
					line += " to " + p.Most.String()
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestTheLastOfAHistoryIsWhatTheFigureStandsAt compares it with what is judged.
func TestTheLastOfAHistoryIsWhatTheFigureStandsAt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		goal, k := hundredDays(partnership.KPI{
			Direction: rapid.SampledFrom([]partnership.Direction{partnership.Increase, partnership.Decrease, partnership.Cumulative, partnership.MaintainMin}).Draw(t, "direction"),
			Target:    decimal.NewFromInt(rapid.Int64Range(1, 100).Draw(t, "target")), Weight: decimal.NewFromInt(1),
		})
		goal.KPIs[0] = k
		var readings []measure.Reading
		for i := range rapid.IntRange(1, 12).Draw(t, "readings") {
			by := rapid.SampledFrom([]string{"a", "b", measure.Arbiter}).Draw(t, "by")
			readings = append(readings, told(i, rapid.IntRange(0, 9).Draw(t, "week")*7, by, fmt.Sprint(rapid.IntRange(0, 50).Draw(t, "value"))))
		}
		past := standing.History(goal, k, readings)
		now := standing.Stand(partnership.Spec{Goals: []partnership.Goal{goal}}, readings, goal.Due).Goals[0].KPIs[0]
		if last := past[len(past)-1]; now.Actual == nil || !last.Value.Equal(*now.Actual) || last.Day.String() != now.AsOf {
			t.Fatalf("the history ends with %s on %s, and the figure stands at %s on %s", last.Value, last.Day, now.Actual, now.AsOf)
		}
	})
}
