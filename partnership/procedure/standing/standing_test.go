package standing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func ptr[T any](v T) *T { return &v }

// measured is the smallest partnership with other KPIs.
func measured(kpis ...partnership.KPI) partnership.Spec {
	spec := specs.Duo()
	spec.Goals[0].KPIs = nil
	for i, k := range kpis {
		k.Weight = dec("1")
		if k.ID == "" {
			k.ID = fmt.Sprintf("k%d", i)
		}
		spec.Goals[0].KPIs = append(spec.Goals[0].KPIs, k)
	}
	return spec
}

func reading(kpi, period, value, who string) measure.Reading {
	return measure.Reading{ID: kpi + period + value + who, KPI: kpi, Period: period, Value: dec(value), Reporter: who}
}

// halfway is after 182 of 364 days.
var halfway = specs.Date("2027-06-01")

func TestStandFollowsCurvesRangesAndThresholds(t *testing.T) {
	t.Parallel()
	planned := []partnership.Milestone{
		{ID: "late", Due: specs.Date("2027-09-01"), Planned: ptr(dec("0.7"))},
		{ID: "early", Due: specs.Date("2027-03-01"), Planned: ptr(dec("0.1"))},
		{ID: "unplanned", Due: specs.Date("2027-04-01")},
	}
	way := partnership.KPI{Direction: partnership.Increase, Target: dec("100")}
	for _, tt := range []struct {
		name   string
		change func(*partnership.KPI)
		value  string
		want   string // progress, expected, RAG
	}{
		{"linear", func(*partnership.KPI) {}, "40", "0.4 0.5 amber"},
		{"through the milestones", func(k *partnership.KPI) { k.Curve = partnership.MilestoneCurve }, "40", "0.4 0.4 green"},
		{"a step", func(k *partnership.KPI) { k.Curve = partnership.StepCurve }, "0", "0 0 unknown"},
		{"yes or no", func(k *partnership.KPI) { k.Direction = partnership.Binary }, "0", "0 0 unknown"},
		{"thresholds", func(k *partnership.KPI) {
			k.Thresholds = &partnership.Thresholds{Green: dec("0.8"), Amber: dec("0.5")}
		}, "40", "0.4 0.5 green"},
		{"inside a range", func(k *partnership.KPI) {
			k.Direction, k.Low, k.High = partnership.InRange, ptr(dec("4")), ptr(dec("6"))
		}, "6", "1 1 green"},
		{"outside a range", func(k *partnership.KPI) {
			k.Direction, k.Low, k.High, k.Tolerance = partnership.InRange, ptr(dec("4")), ptr(dec("6")), ptr(dec("2"))
		}, "7", "0.5 1 amber"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k := way
			tt.change(&k)
			spec := measured(k)
			spec.Goals[0].Milestones = planned
			stand := standing.Stand(spec, []measure.Reading{reading("k0", halfway.String(), tt.value, "lars")}, halfway)
			got := stand.Goals[0].KPIs[0]
			if s := fmt.Sprint(got.Progress, " ", got.Expected, " ", got.RAG); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

func TestAGoalAtItsBaselineWithAKeptBoundIsNowhere(t *testing.T) {
	t.Parallel()
	way := partnership.KPI{ID: "mql", Direction: partnership.Increase, Baseline: dec("120"), Target: dec("300")}
	bound := partnership.KPI{ID: "price", Direction: partnership.MaintainMax, Target: dec("50")}
	at := func(mql, price string) standing.Standing {
		return standing.Stand(measured(way, bound), []measure.Reading{
			reading("mql", "2027-06-01", mql, "lars"), reading("price", "2027-06-01", price, "lars"),
		}, halfway)
	}
	for _, tc := range []struct{ name, mql, price, want string }{
		{"at the baseline, bound kept", "120", "40", "0 red"},
		{"on the way, bound kept", "210", "40", "0.5 green"},
		{"on the way, bound broken", "210", "60", "0.5 amber"},
		{"behind, bound broken", "120", "60", "0 red"},
	} {
		s := at(tc.mql, tc.price)
		if got := fmt.Sprint(s.Progress, " ", s.RAG); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestDifferingFiguresAreShownWithWhoSaysThem(t *testing.T) {
	t.Parallel()
	spec := measured(partnership.KPI{ID: "mql", Direction: partnership.Increase, Target: dec("300")})
	old := reading("mql", "2026-12-01", "99", "tom")
	differ := []measure.Reading{old, reading("mql", "2026-12-15", "150", "lars"), reading("mql", "2026-12-15", "140", "tom")}
	k := standing.Stand(spec, differ, halfway).Goals[0].KPIs[0]
	if !k.Disputed || k.Recorded || k.Actual.String() != "140" || len(k.Claims) != 2 || k.Claims[0].Reporter != "lars" || k.AsOf != "2026-12-15" {
		t.Errorf("disputed figures stand as %+v", k)
	}
	settled := append(differ, reading("mql", "2026-12-15", "160", measure.Arbiter))
	k = standing.Stand(spec, settled, halfway).Goals[0].KPIs[0]
	if k.Disputed || !k.Recorded || k.Actual.String() != "160" || k.Claims != nil {
		t.Errorf("a recorded figure stands as %+v", k)
	}
	agree := []measure.Reading{reading("mql", "2026-12-15", "150", "lars"), reading("mql", "2026-12-15", "150", "tom")}
	if k = standing.Stand(spec, agree, halfway).Goals[0].KPIs[0]; k.Disputed || k.Claims != nil {
		t.Errorf("equal figures stand as %+v", k)
	}
}

func TestAFigureDoesNotTurnRedOnlyBecauseTimePasses(t *testing.T) {
	t.Parallel()
	spec := measured(partnership.KPI{ID: "mql", Direction: partnership.Increase, Target: dec("100")})
	readings := []measure.Reading{reading("mql", halfway.String(), "50", "lars")}
	for _, today := range []int{0, 13, 100} {
		if k := standing.Stand(spec, readings, halfway.AddDays(today)).Goals[0].KPIs[0]; k.RAG != measure.Green || k.Expected.String() != "0.5" {
			t.Errorf("%d days later: %s of %s, %s", today, k.Progress, k.Expected, k.RAG)
		}
	}
	if k := standing.Stand(spec, readings, halfway.AddDays(-91)).Goals[0].KPIs[0]; k.Expected.String() != "0.25" {
		t.Errorf("a reading from the future expects %s", k.Expected)
	}
}

func TestWithoutReadingsNothingIsKnownAndNobodyAlarmed(t *testing.T) {
	t.Parallel()
	s := standing.Stand(specs.Duo(), nil, halfway)
	k := s.Goals[0].KPIs[0]
	if s.RAG != measure.Unknown || s.Progress.OK || k.Actual != nil || k.AsOf != "" || k.Verdict() != "not measured" {
		t.Errorf("nothing measured stands as %+v", s)
	}
}

func TestThePartnershipStandsAsItsWorstGoal(t *testing.T) {
	t.Parallel()
	spec := measured(partnership.KPI{ID: "a", Direction: partnership.Increase, Target: dec("100")})
	other := measured(partnership.KPI{ID: "b", Direction: partnership.Increase, Target: dec("100")}).Goals[0]
	other.ID = "other"
	unmeasured := measured(partnership.KPI{ID: "c", Direction: partnership.Increase, Target: dec("100")}).Goals[0]
	spec.Goals = append(spec.Goals, other, unmeasured)
	for value, want := range map[string]measure.RAG{"50": measure.Green, "40": measure.Amber, "10": measure.Red} {
		s := standing.Stand(spec, []measure.Reading{reading("a", "2027-06-01", "50", "lars"), reading("b", "2027-06-01", value, "lars")}, halfway)
		if s.RAG != want {
			t.Errorf("with %s it stands %s, want %s", value, s.RAG, want)
		}
	}
}

func TestATotalIsShownWithoutEndlessDigits(t *testing.T) {
	t.Parallel()
	spec := measured(partnership.KPI{ID: "sales", Direction: partnership.Cumulative, Baseline: dec("100"), Target: dec("260"), Window: "8 weeks"})
	k := standing.Stand(spec, []measure.Reading{reading("sales", "2026-12-10", "20", "lars")}, specs.Date("2026-12-10")).Goals[0].KPIs[0]
	if k.Actual == nil || k.Actual.Exponent() < -4 {
		t.Errorf("the total is %v", k.Actual)
	}
}

func TestAnAnswerIsMeasuredIfItIsAFigure(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		value partnership.Value
		want  string
		ok    bool
	}{
		{partnership.NumberValue(dec("1.5")), "1.5", true},
		{partnership.BoolValue(true), "1", true},
		{partnership.BoolValue(false), "0", true},
		{partnership.TextValue("2"), "0", false},
		{partnership.UnknownValue(), "0", false},
		{partnership.DateValue(halfway), "0", false},
	} {
		if got, ok := standing.Measured(tc.value); got.String() != tc.want || ok != tc.ok {
			t.Errorf("%s is measured as %s, %t", tc.value, got, ok)
		}
	}
}

func TestAGoalIsGradedWhenItsLastDayHasPassed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind  partnership.GoalKind
		value string
		day   string
		want  measure.Grade
	}{
		{partnership.Committed, "100", "2027-11-30", ""}, // there is time
		{partnership.Committed, "95", "2027-12-01", measure.Achieved},
		{partnership.Committed, "80", "2027-12-01", measure.Partially},
		{partnership.Committed, "70", "2027-12-01", measure.Missed},
		{partnership.Aspirational, "70", "2027-12-01", measure.Achieved},
		{partnership.Aspirational, "40", "2027-12-01", measure.Partially},
		{partnership.Aspirational, "", "2027-12-01", measure.Ungraded},
	} {
		spec := measured(partnership.KPI{Direction: partnership.Increase, Target: dec("100")})
		spec.Goals[0].Kind = tt.kind
		var readings []measure.Reading
		if tt.value != "" {
			readings = append(readings, reading("k0", "2027-11-30", tt.value, "lars"))
		}
		if got := standing.Stand(spec, readings, specs.Date(tt.day)).Goals[0].Grade; got != tt.want {
			t.Errorf("%s of 100 of a %s goal on %s is %q, want %q", tt.value, tt.kind, tt.day, got, tt.want)
		}
	}
}
