package measure

import "github.com/shopspring/decimal"

// Direction says which way a KPI should move.
type Direction string

// The directions of formulas F1 and F3.
const (
	Increase    Direction = "increase"
	Decrease    Direction = "decrease"
	MaintainMin Direction = "maintain_min" // keep at or above the target
	MaintainMax Direction = "maintain_max" // keep at or below the target
)

// Target is what a KPI is measured against.
type Target struct {
	Direction Direction
	Baseline  decimal.Decimal
	Target    decimal.Decimal
	// Tolerance is how far a maintained figure may miss its bound and still be
	// amber; without one every miss is red.
	Tolerance *decimal.Decimal
	// Critical makes the goal red when the KPI is.
	Critical bool
	// Weight is the KPI's share in its goal, relative to the other weights.
	Weight decimal.Decimal
}

// maintained reports whether the KPI is a bound to keep, not a way to go.
func (t Target) maintained() bool {
	return t.Direction == MaintainMin || t.Direction == MaintainMax
}

// breach is how far a value lies on the wrong side of a maintained bound;
// zero or less means that the bound is kept.
func (t Target) breach(actual decimal.Decimal) decimal.Decimal {
	if t.Direction == MaintainMax {
		return actual.Sub(t.Target)
	}
	return t.Target.Sub(actual)
}

// lessFavourable reports whether a is worse news than b.
func (t Target) lessFavourable(a, b decimal.Decimal) bool {
	if t.Direction == Decrease || t.Direction == MaintainMax {
		return a.GreaterThan(b)
	}
	return a.LessThan(b)
}
