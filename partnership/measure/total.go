package measure

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Total is what a cumulative figure stands at on a day (F1: a = Σ of the
// periods' values): the sum of the periods that the target's rolling period,
// ending on that day, covers. Of each period the reading counts that Current
// picks. It reports false when no period is covered.
//
// A rule of this project, not of F1: the days of the rolling period that lie
// before the goal's start have no readings, and count as the baseline pro rata.
// So a total of 12 months is comparable with its target from the first month
// on: it is the baseline on the eve of the goal, and the bare sum once the goal
// is as old as the period. Without a rolling period the goal's own time is one;
// with a baseline of 0 every total is a bare sum.
func Total(readings []Reading, t Target, w Window, asOf cadence.Date) (total decimal.Decimal, disputed, ok bool) {
	from := t.rollsFrom(w, asOf)
	for _, period := range periods(readings) {
		day, err := cadence.ParseDate(period)
		if err != nil || day.Before(from) || day.Before(w.Start) || asOf.Before(day) {
			continue
		}
		current, differ, _ := Current(inPeriod(readings, period), t)
		total, disputed, ok = total.Add(current.Value), disputed || differ, true
	}
	days := from.DaysUntil(asOf.AddDays(1))
	if before := min(from.DaysUntil(w.Start), days); before > 0 {
		total = total.Add(t.Baseline.Mul(whole(before)).Div(whole(days)))
	}
	return total, disputed, ok
}

// rollsFrom is the first day of the rolling period that ends on a day. The
// goal's own time counts its first and its last day.
func (t Target) rollsFrom(w Window, asOf cadence.Date) cadence.Date {
	if t.Rolling.IsZero() {
		return asOf.AddDays(-w.Start.DaysUntil(w.Due))
	}
	return t.Rolling.SubtractFrom(asOf).AddDays(1)
}

// periods lists the periods of the readings, oldest first.
func periods(readings []Reading) []string {
	var list []string
	for _, r := range readings {
		list = append(list, r.Period)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func inPeriod(readings []Reading, period string) []Reading {
	var in []Reading
	for _, r := range readings {
		if r.Period == period {
			in = append(in, r)
		}
	}
	return in
}
