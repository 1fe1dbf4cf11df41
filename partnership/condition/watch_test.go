package condition_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/condition"
)

// look is one look at a condition about x: the figure, or "?" for n/a.
type look struct {
	day     string
	figure  string
	checkIn bool
}

func figureOf(s, asOf string) condition.Figure {
	if s == "?" {
		return condition.Figure{}
	}
	if d, err := decimal.NewFromString(s); err == nil {
		return condition.Figure{Known: true, Number: d, AsOf: asOf}
	}
	return condition.Figure{Known: true, Word: s, AsOf: asOf}
}

func parsed(t *testing.T, text string) condition.Condition {
	t.Helper()
	c, err := condition.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestWhatAWatchSays plays looks and says at which the verdict rose (+), fell (-)
// and stayed (.).
func TestWhatAWatchSays(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, when string
		looks      []look
		want       string
	}{
		{"fires once", "kpi.x < 120", []look{{"01-01", "110", false}, {"01-02", "100", false}, {"01-03", "119", false}}, "+.."},
		{"again after false", "kpi.x < 120", []look{{"01-01", "110", false}, {"01-02", "120", false}, {"01-03", "119", false}}, "+-+"},
		{"n/a keeps true", "kpi.x < 120", []look{{"01-01", "110", false}, {"01-02", "?", false}, {"01-03", "110", false}}, "+.."},
		{"n/a keeps false", "kpi.x < 120", []look{{"01-01", "130", false}, {"01-02", "?", false}, {"01-03", "?", false}}, "..."},
		{"n/a from the start is no verdict", "kpi.x != 120", []look{{"01-01", "?", false}, {"01-02", "?", false}}, ".."},
		{"a word", "kpi.x = red", []look{{"01-01", "amber", false}, {"01-02", "red", false}, {"01-03", "green", false}}, ".+-"},
		{"not a word", "kpi.x != green", []look{{"01-01", "green", false}, {"01-02", "red", false}}, ".+"},
		{"a share in percent", "progress < 70%", []look{{"01-01", "0.7", false}, {"01-02", "0.69", false}}, ".+"},
		{"a share as one", "progress >= 0.7", []look{{"01-01", "0.7", false}}, "+"},
		{"two check-ins", "kpi.x < 120 for 2 check_ins", []look{{"01-01", "110", true}, {"01-03", "110", false}, {"01-08", "110", true}, {"01-15", "130", true}}, "..+-"},
		{"two check-ins in a row", "kpi.x < 120 for 2 check_ins", []look{{"01-01", "110", true}, {"01-08", "130", true}, {"01-15", "110", true}, {"01-22", "110", true}}, "...+"},
		{"a check-in without a new figure does not count", "kpi.x < 120 for 2 check_ins", []look{{"01-01", "110", true}, {"01-01", "110", true}}, ".."},
		{"n/a at a check-in neither counts nor ends the row", "kpi.x < 120 for 2 check_ins", []look{{"01-01", "110", true}, {"01-08", "?", true}, {"01-15", "110", true}}, "..+"},
		{"no review yet", "kpi.x < 120 for 1 review", []look{{"01-01", "110", true}, {"06-08", "110", true}}, ".."},
		{"days", "kpi.x < 120 for 10 days", []look{{"01-01", "110", false}, {"01-10", "110", false}, {"01-11", "110", false}}, "..+"},
		{"weeks", "kpi.x < 120 for 1 week", []look{{"01-01", "110", false}, {"01-08", "110", false}}, ".+"},
		{"months", "kpi.x < 120 for 2 months", []look{{"01-15", "110", false}, {"03-14", "110", false}, {"03-15", "110", false}}, "..+"},
		{"quarters, with a break", "kpi.x < 120 for 1 quarter", []look{{"01-01", "110", false}, {"03-01", "130", false}, {"03-02", "110", false}, {"05-01", "110", false}, {"06-02", "110", false}}, "....+"},
		{"and", "kpi.x < 120 and kpi.x > 100", []look{{"01-01", "99", false}, {"01-02", "110", false}, {"01-03", "120", false}}, ".+-"},
		{"or", "kpi.x < 100 or kpi.x > 200", []look{{"01-01", "99", false}, {"01-02", "201", false}, {"01-03", "150", false}}, "+.-"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := parsed(t, tc.when)
			var w condition.Watch
			var got strings.Builder
			for _, l := range tc.looks {
				at, _ := time.Parse(time.DateOnly, "2027-"+l.day)
				change := w.Look(c, condition.Moment{Now: at, CheckIn: l.checkIn}, func(condition.Metric) condition.Figure { return figureOf(l.figure, l.day) })
				got.WriteString(map[condition.Change]string{condition.Same: ".", condition.Rose: "+", condition.Fell: "-"}[change])
			}
			if got.String() != tc.want {
				t.Errorf("the verdict went %s, want %s", got.String(), tc.want)
			}
		})
	}
}

func TestAChangedConditionBeginsAnew(t *testing.T) {
	t.Parallel()
	var w condition.Watch
	at := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	ten := func(condition.Metric) condition.Figure { return figureOf("10", "a") }
	w.Look(parsed(t, "kpi.x < 20"), condition.Moment{Now: at}, ten)
	if change := w.Look(parsed(t, "kpi.x < 15"), condition.Moment{Now: at}, ten); change != condition.Rose {
		t.Errorf("the changed condition says %v", change)
	}
}

func TestReasonsSaySinceWhen(t *testing.T) {
	t.Parallel()
	c := parsed(t, "kpi.y > 5 or kpi.x < 120 for 2 check_ins and kpi.y < 3")
	var w condition.Watch
	begin := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for n, asOf := range []string{"a", "b"} {
		w.Look(c, condition.Moment{Now: begin.AddDate(0, 0, 7*n), CheckIn: true}, func(m condition.Metric) condition.Figure {
			if m.Name == "y" {
				return figureOf("1", asOf)
			}
			return figureOf("110", asOf)
		})
	}
	reasons := w.Reasons(c)
	if len(reasons) != 2 || reasons[0].Metric.Name != "x" || reasons[0].Count != 2 || !reasons[0].Since.Equal(begin) || reasons[1].Metric.Name != "y" {
		t.Errorf("the reasons are %+v", reasons)
	}
}

// TestAWatchRisesAndFallsInTurn plays random looks: no verdict rises twice without
// falling in between, and what is n/a changes nothing.
func TestAWatchRisesAndFallsInTurn(t *testing.T) {
	t.Parallel()
	conditions := []string{
		"kpi.x < 120", "kpi.x < 120 for 2 check_ins", "kpi.x < 120 for 9 days and kpi.y > 3", "kpi.x = red or kpi.y < 2 for 1 week",
	}
	rapid.Check(t, func(t *rapid.T) {
		c, err := condition.Parse(rapid.SampledFrom(conditions).Draw(t, "condition"))
		if err != nil {
			t.Fatal(err)
		}
		var w condition.Watch
		at := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
		last := condition.Fell
		for n := range rapid.IntRange(1, 30).Draw(t, "looks") {
			at = at.AddDate(0, 0, rapid.IntRange(0, 5).Draw(t, "days"))
			values := map[string]string{}
			for _, name := range []string{"x", "y"} {
				values[name] = rapid.SampledFrom([]string{"?", "1", "4", "110", "130", "red"}).Draw(t, name)
			}
			change := w.Look(c, condition.Moment{Now: at, CheckIn: rapid.Bool().Draw(t, "check-in")}, func(m condition.Metric) condition.Figure {
				return figureOf(values[m.Name], at.Format(time.DateOnly))
			})
			if change != condition.Same && change == last {
				t.Fatalf("look %d: %v twice in a row", n, change)
			}
			if values["x"] == "?" && values["y"] == "?" && change != condition.Same && c.Metrics()[0].Name == "x" && !strings.Contains(c.String(), "for") {
				t.Fatalf("look %d: without any figure the verdict changed", n)
			}
			if change != condition.Same {
				last = change
			}
		}
	})
}
