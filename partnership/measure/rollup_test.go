package measure_test

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// kpi is a standing with the figures that a roll-up reads.
func kpi(weight, progress, expected string, rag measure.RAG, critical bool) measure.KPIStanding {
	s := measure.KPIStanding{Weight: dec(weight), Expected: measure.Some(dec(expected)), RAG: rag, Critical: critical}
	if progress != "" {
		s.Progress = measure.Some(dec(progress))
	}
	return s
}

func TestRollUp(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		kpis []measure.KPIStanding
		want string // progress, coverage, pace, RAG, verdict
	}{
		{"no KPI", nil, "n/a n/a n/a unknown not measured"},
		{"weighted", []measure.KPIStanding{
			kpi("3", "0.4", "0.5", measure.Amber, false), kpi("1", "0.8", "0.5", measure.Green, false),
		}, "0.5 1 1 green on track"},
		{"one that does too well hides nothing", []measure.KPIStanding{
			kpi("1", "0.2", "0.5", measure.Red, false), kpi("1", "7", "0.5", measure.Green, false),
		}, "0.6 1 1.2 green on track"},
		{"one that lost ground counts as nought", []measure.KPIStanding{
			kpi("1", "-3", "0.5", measure.Red, false), kpi("1", "0.8", "0.5", measure.Green, false),
		}, "0.4 1 0.8 amber at risk"},
		{"a critical red one", []measure.KPIStanding{
			kpi("1", "0.2", "0.5", measure.Red, true), kpi("1", "1", "0.5", measure.Green, false),
		}, "0.6 1 1.2 red off track"},
		{"a critical red one with little else measured", []measure.KPIStanding{
			kpi("1", "0.2", "0.5", measure.Red, true), kpi("9", "", "0.5", measure.Unknown, false),
		}, "0.2 0.1 0.4 red off track"},
		{"half of it measured", []measure.KPIStanding{
			kpi("1", "0.5", "0.5", measure.Green, false), kpi("1", "", "0.5", measure.Unknown, false),
		}, "0.5 0.5 1 green on track"},
		{"too little measured", []measure.KPIStanding{
			kpi("0.49", "0.5", "0.5", measure.Green, false), kpi("0.51", "", "0.5", measure.Unknown, false),
		}, "0.5 0.49 1 unknown too little measured"},
		{"too early", []measure.KPIStanding{kpi("1", "0.01", "0.05", measure.Unknown, false)}, "0.01 1 n/a unknown too early to tell"},
		{"a kept bound beside a way to go", []measure.KPIStanding{
			kpi("1", "0.5", "0.5", measure.Green, false), kpi("1", "1", "1", measure.Green, false),
		}, "0.75 1 1 green on track"},
		{"without weights", []measure.KPIStanding{kpi("0", "0.5", "0.5", measure.Green, false)}, "n/a n/a n/a unknown not measured"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := measure.RollUp(dec("0.6"), tt.kpis)
			got := g.Progress.String() + " " + g.Coverage.String() + " " + g.Pace.String() + " " + string(g.RAG) + " " + g.Verdict()
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// bound is a standing of a figure that is to stay where it is.
func bound(weight, progress string, rag measure.RAG) measure.KPIStanding {
	s := kpi(weight, progress, "1", rag, false)
	s.Bound = true
	return s
}

func TestAKeptBoundIsNoProgressAndABrokenOneIsAmberAtBest(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		kpis []measure.KPIStanding
		want string // progress, RAG
	}{
		{"at the baseline, bound kept", []measure.KPIStanding{kpi("1", "0", "0.5", measure.Red, false), bound("1", "1", measure.Green)}, "0 red"},
		{"on the way, bound kept", []measure.KPIStanding{kpi("1", "0.5", "0.5", measure.Green, false), bound("9", "1", measure.Green)}, "0.5 green"},
		{"on the way, bound broken", []measure.KPIStanding{kpi("1", "0.5", "0.5", measure.Green, false), bound("1", "0", measure.Red)}, "0.5 amber"},
		{"on the way, bound within its tolerance", []measure.KPIStanding{kpi("1", "0.5", "0.5", measure.Green, false), bound("1", "0.5", measure.Amber)}, "0.5 green"},
		{"behind, bound broken", []measure.KPIStanding{kpi("1", "0.1", "0.5", measure.Red, false), bound("1", "0", measure.Red)}, "0.1 red"},
		{"only bounds, one broken", []measure.KPIStanding{bound("1", "1", measure.Green), bound("1", "0", measure.Red)}, "0.5 red"},
		{"only bounds, kept", []measure.KPIStanding{bound("1", "1", measure.Green), bound("1", "1", measure.Green)}, "1 green"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := measure.RollUp(dec("1"), tt.kpis)
			if got := g.Progress.String() + " " + string(g.RAG); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOverallLeavesOutGoalsWithoutData(t *testing.T) {
	t.Parallel()
	goal := func(weight, progress string) measure.GoalStanding {
		return measure.RollUp(dec(weight), []measure.KPIStanding{kpi("1", progress, "0.5", measure.Green, false)})
	}
	if got := measure.Overall([]measure.GoalStanding{goal("0.6", "0.5"), goal("0.2", "0.9"), goal("0.2", "")}).String(); got != "0.6" {
		t.Errorf("overall progress %s, want 0.6", got)
	}
	if got := measure.Overall([]measure.GoalStanding{goal("1", "")}).String(); got != "n/a" {
		t.Errorf("overall progress %s without data, want n/a", got)
	}
}
