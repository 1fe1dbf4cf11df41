package measure

import (
	"slices"

	"github.com/shopspring/decimal"
)

// GoalStanding is how a goal does on a day.
type GoalStanding struct {
	Progress Ratio `json:"progress"` // of the KPIs with data
	Expected Ratio `json:"expected"` // of the same KPIs
	Pace     Ratio `json:"pace"`
	// Coverage is the share of the KPIs, by weight, that have data.
	Coverage Ratio           `json:"coverage"`
	RAG      RAG             `json:"rag"`
	TooEarly bool            `json:"too_early,omitempty"`
	Weight   decimal.Decimal `json:"weight"`
}

// RollUp is formula F5: the weighted mean of the KPIs' progress, each limited to
// 0 to 1 so that one that does too well cannot hide one that fails. The verdict
// is red when a critical KPI is red, unknown while less than half of the weight
// has data, and otherwise follows the pace of the mean.
//
// A rule of this project, not of F5: a bound that is kept is no progress towards
// another target, so where a goal has both, the mean is of the KPIs that have a
// way to go. A broken bound shows in the verdict: amber at best.
func RollUp(weight decimal.Decimal, kpis []KPIStanding) GoalStanding {
	var progress, expected, coverage mean
	onlyBounds := !slices.ContainsFunc(kpis, func(k KPIStanding) bool { return !k.Bound })
	critical, broken := false, false
	for _, k := range kpis {
		coverage.add(k.Weight, Some(share(k.Progress.OK)))
		critical = critical || k.Critical && k.RAG == Red
		broken = broken || k.Bound && k.RAG == Red
		if k.Bound && !onlyBounds {
			continue
		}
		progress.add(k.Weight, k.Progress.Clamped())
		if k.Progress.OK {
			expected.add(k.Weight, k.Expected)
		}
	}
	g := GoalStanding{
		Progress: progress.ratio(), Expected: expected.ratio(), Coverage: coverage.ratio(),
		RAG: Unknown, Weight: weight,
	}
	if g.Expected.OK {
		g.Pace, g.TooEarly = Pace(g.Progress, g.Expected.Value)
	}
	if g.covered() {
		g.RAG = DefaultThresholds().Judge(g.Pace)
	}
	switch {
	case critical:
		g.RAG = Red
	case broken && g.RAG == Green:
		g.RAG = Amber
	}
	return g
}

func (g GoalStanding) covered() bool {
	return g.Coverage.OK && g.Coverage.Value.GreaterThanOrEqual(decimal.New(5, -1))
}

// Verdict says the RAG in words, and why there is none.
func (g GoalStanding) Verdict() string {
	switch {
	case g.RAG != Unknown:
		return g.RAG.Word()
	case !g.Progress.OK:
		return "not measured"
	case !g.covered():
		return "too little measured"
	case g.TooEarly:
		return "too early to tell"
	default:
		return g.RAG.Word()
	}
}

// Overall is the progress of a partnership: the weighted mean over its goals
// with data.
func Overall(goals []GoalStanding) Ratio {
	var m mean
	for _, g := range goals {
		m.add(g.Weight, g.Progress)
	}
	return m.ratio()
}

// mean collects a weighted mean; what is n/a is left out, weight and all.
type mean struct{ sum, weights decimal.Decimal }

func (m *mean) add(weight decimal.Decimal, r Ratio) {
	if r.OK {
		m.sum = m.sum.Add(weight.Mul(r.Value))
		m.weights = m.weights.Add(weight)
	}
}

func (m *mean) ratio() Ratio {
	if m.weights.IsZero() {
		return Ratio{}
	}
	return Some(m.sum.Div(m.weights))
}

func share(all bool) decimal.Decimal {
	if all {
		return one()
	}
	return decimal.Zero
}
