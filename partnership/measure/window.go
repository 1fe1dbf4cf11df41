package measure

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Window is the time that a goal has.
type Window struct {
	Start cadence.Date
	Due   cadence.Date
	// Curve bends the expectation; without one it grows evenly. Ascending, from
	// the start to the due day.
	Curve []Point
}

// Point is the part of a goal that is planned to be reached on a day.
type Point struct {
	Date     cadence.Date
	Fraction decimal.Decimal
}

// Stepped returns the window with a step for a curve: nothing is expected
// before the due day.
func (w Window) Stepped() Window {
	w.Curve = []Point{{Date: w.Due, Fraction: decimal.Zero}}
	return w
}

// Expected is formula F2: the progress to be expected on a day, from 0 at the
// start to 1 when the goal is due, by elapsed days and in straight lines
// through the points of the curve.
func (w Window) Expected(now cadence.Date) decimal.Decimal {
	if !now.Before(w.Due) {
		return one()
	}
	from := Point{Date: w.Start}
	for _, to := range append(w.Curve[:len(w.Curve):len(w.Curve)], Point{w.Due, one()}) {
		if now.Before(to.Date) {
			return between(from, to, now)
		}
		from = to
	}
	return from.Fraction
}

// between interpolates; before the first point nothing is expected yet.
func between(from, to Point, now cadence.Date) decimal.Decimal {
	elapsed, total := from.Date.DaysUntil(now), from.Date.DaysUntil(to.Date)
	if elapsed <= 0 || total <= 0 {
		return from.Fraction
	}
	rise := to.Fraction.Sub(from.Fraction)
	return from.Fraction.Add(rise.Mul(whole(elapsed)).Div(whole(total)))
}

// whole makes a count a decimal.
func whole(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }
