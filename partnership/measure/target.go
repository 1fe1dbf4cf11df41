package measure

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Direction says which way a KPI should move.
type Direction string

// The directions of formulas F1 and F3.
const (
	Increase    Direction = "increase"
	Decrease    Direction = "decrease"
	MaintainMin Direction = "maintain_min" // keep at or above the target
	MaintainMax Direction = "maintain_max" // keep at or below the target
	InRange     Direction = "range"        // keep between Low and High
	Binary      Direction = "binary"       // no (0) becomes yes (1)
	Cumulative  Direction = "cumulative"   // the total of the periods reaches the target
)

// Target is what a KPI is measured against.
type Target struct {
	Direction Direction
	Baseline  decimal.Decimal
	Target    decimal.Decimal
	// Low and High bound a figure of the direction InRange, which has no target.
	Low, High decimal.Decimal
	// Tolerance is how far a maintained figure may miss its bound and still be
	// amber; without one every miss is red.
	Tolerance *decimal.Decimal
	// Rolling is the period over which a cumulative figure is totalled; absent it
	// is the time that the goal has.
	Rolling cadence.Period
	// Thresholds judge the pace; nil means DefaultThresholds.
	Thresholds *Thresholds
	// Critical makes the goal red when the KPI is.
	Critical bool
	// Weight is the KPI's share in its goal, relative to the other weights.
	Weight decimal.Decimal
}

// maintained reports whether the KPI is a bound to keep, not a way to go.
func (t Target) maintained() bool {
	return t.Direction == MaintainMin || t.Direction == MaintainMax || t.Direction == InRange
}

// ends are where the way to the target begins and where it ends.
func (t Target) ends() (from, to decimal.Decimal) {
	if t.Direction == Binary {
		return decimal.Zero, one()
	}
	return t.Baseline, t.Target
}

// falls reports whether less is better on the way to the target.
func (t Target) falls() bool {
	return t.Direction == Decrease || t.Direction == Cumulative && t.Target.LessThan(t.Baseline)
}

// breach is how far a value lies on the wrong side of a maintained bound;
// zero or less means that the bound is kept.
func (t Target) breach(actual decimal.Decimal) decimal.Decimal {
	switch t.Direction {
	case InRange:
		return decimal.Max(t.Low.Sub(actual), actual.Sub(t.High))
	case MaintainMax:
		return actual.Sub(t.Target)
	default:
		return t.Target.Sub(actual)
	}
}

// lessFavourable reports whether a is worse news than b.
func (t Target) lessFavourable(a, b decimal.Decimal) bool {
	switch {
	case t.maintained():
		return t.breach(a).GreaterThan(t.breach(b))
	case t.falls():
		return a.GreaterThan(b)
	default:
		return a.LessThan(b)
	}
}
