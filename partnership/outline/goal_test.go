package outline_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
)

func oneKPI(k partnership.KPI) string {
	return printed(partnership.Spec{Goals: []partnership.Goal{{KPIs: []partnership.KPI{k}}}})
}

// TestImpliedFigures shows which figures of a KPI its direction implies.
func TestImpliedFigures(t *testing.T) {
	t.Parallel()
	number := decimal.NewFromInt
	low := number(4)
	for _, c := range []struct {
		name string
		kpi  partnership.KPI
		want string // the attributes with figures that appear
	}{
		{"a figure that grows says both", partnership.KPI{Direction: partnership.Increase, Target: number(9)}, "baseline target"},
		{"a figure that falls to nothing", partnership.KPI{Direction: partnership.Decrease, Baseline: number(9)}, "baseline target"},
		{"a kept figure starts where it is kept", partnership.KPI{Direction: partnership.MaintainMin, Baseline: number(4), Target: number(4)}, "target"},
		{"a kept figure that starts elsewhere", partnership.KPI{Direction: partnership.MaintainMax, Baseline: number(3), Target: number(4)}, "baseline target"},
		{"a sum starts at nothing", partnership.KPI{Direction: partnership.Cumulative, Target: number(9)}, "target"},
		{"a yes needs no figures", partnership.KPI{Direction: partnership.Binary, Target: number(1)}, ""},
		{"a range starts at its bound", partnership.KPI{Direction: partnership.InRange, Baseline: low, Low: &low}, "low"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, name := range []string{"baseline", "target", "low"} {
				if strings.Contains(oneKPI(c.kpi), name+" ") {
					got = append(got, name)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("the outline says %q, want %q:\n%s", s, c.want, oneKPI(c.kpi))
			}
		})
	}
}

// TestImpliedFiguresLoseNothing draws two KPIs from few figures: their outlines
// are equal only when they are.
func TestImpliedFiguresLoseNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawKPI(t, "a"), drawKPI(t, "b")
		ja, _ := json.Marshal(a)
		jb, _ := json.Marshal(b)
		if same := string(ja) == string(jb); same != (oneKPI(a) == oneKPI(b)) {
			t.Fatalf("%s and %s are the same: %t, their outlines:\n%s%s", ja, jb, same, oneKPI(a), oneKPI(b))
		}
	})
}

func drawKPI(t *rapid.T, name string) partnership.KPI {
	figure := func(what string) decimal.Decimal {
		return decimal.NewFromInt(rapid.Int64Range(0, 2).Draw(t, name+" "+what))
	}
	low, high := figure("low"), figure("high")
	return partnership.KPI{
		Direction: rapid.SampledFrom(partnership.Directions()).Draw(t, name+" direction"),
		Baseline:  figure("baseline"), Target: figure("target"), Low: &low, High: &high,
	}
}
