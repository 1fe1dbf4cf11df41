package standing

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Target is what the formulas need to know of a KPI.
func Target(k partnership.KPI) measure.Target {
	t := measure.Target{
		Direction: measure.Direction(k.Direction), Baseline: k.Baseline, Target: k.Target,
		Low: orZero(k.Low), High: orZero(k.High), Tolerance: k.Tolerance,
		Critical: k.Critical, Weight: k.Weight,
	}
	if k.Thresholds != nil {
		t.Thresholds = &measure.Thresholds{Green: k.Thresholds.Green, Amber: k.Thresholds.Amber}
	}
	// Checked when the spec was loaded; without a period the goal's own time is one.
	t.Rolling, _ = cadence.ParsePeriod(k.Window)
	return t
}

func orZero(d *decimal.Decimal) decimal.Decimal {
	if d == nil {
		return decimal.Zero
	}
	return *d
}

// window is the time that a KPI has, bent by its curve. A yes cannot be half
// reached, so nothing of a binary figure is expected before its goal is due,
// unless its goal's milestones plan otherwise.
func window(goal partnership.Goal, k partnership.KPI) measure.Window {
	w := measure.Window{Start: goal.Start, Due: goal.Due}
	switch {
	case k.Curve == partnership.MilestoneCurve:
		w.Curve = plannedShares(goal)
		return w
	case k.Curve == partnership.StepCurve, k.Direction == partnership.Binary:
		return w.Stepped()
	default:
		return w
	}
}

// plannedShares lists what the goal's milestones plan to have reached, by date.
func plannedShares(goal partnership.Goal) []measure.Point {
	var points []measure.Point
	for _, m := range goal.Milestones {
		if m.Planned != nil && !m.Due.Before(goal.Start) && !goal.Due.Before(m.Due) {
			points = append(points, measure.Point{Date: m.Due, Fraction: *m.Planned})
		}
	}
	slices.SortStableFunc(points, func(a, b measure.Point) int {
		if d := a.Date.Compare(b.Date); d != 0 {
			return d
		}
		return a.Fraction.Cmp(b.Fraction)
	})
	return points
}
