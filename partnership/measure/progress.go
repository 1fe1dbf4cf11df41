package measure

import "github.com/shopspring/decimal"

// Progress is formula F1: the part of the way from baseline to target that a
// value has gone, (a−b)/(t−b), below 0 and above 1 as well. The way of a binary
// figure runs from 0 to 1. A maintained figure has 1 while it keeps its bound
// and loses the part of the tolerance that it misses it by, down to 0. It is n/a
// when baseline and target are the same.
func Progress(t Target, actual decimal.Decimal) Ratio {
	if t.maintained() {
		return Some(t.kept(actual))
	}
	from, to := t.ends()
	way := to.Sub(from)
	if way.IsZero() {
		return Ratio{}
	}
	return Some(actual.Sub(from).Div(way))
}

// kept is 1 inside the bound and 0 where the tolerance ends.
func (t Target) kept(actual decimal.Decimal) decimal.Decimal {
	breach := t.breach(actual)
	switch {
	case !breach.IsPositive():
		return one()
	case t.Tolerance == nil || !t.Tolerance.IsPositive():
		return decimal.Zero
	default:
		return clamp(one().Sub(breach.Div(*t.Tolerance)))
	}
}

// RelativeTarget makes a relative target absolute, t = b + x·|b|: a change of
// 0.2 on 48 gives 57.6. It reports false for a baseline of 0, of which there is
// no share.
func RelativeTarget(baseline, change decimal.Decimal) (decimal.Decimal, bool) {
	if baseline.IsZero() {
		return decimal.Zero, false
	}
	return baseline.Add(change.Mul(baseline.Abs())), true
}

func one() decimal.Decimal { return decimal.NewFromInt(1) }
