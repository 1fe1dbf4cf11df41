package standing

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Past is what a KPI stood at when it was reported, and what was planned for that day.
type Past struct {
	Day   cadence.Date
	Value decimal.Decimal
	// Planned is what the figure should have come to (F2), or the bound that it had to
	// keep; Most is the upper one of a range.
	Planned decimal.Decimal
	Most    *decimal.Decimal
}

// Before are the readings that were there at a moment.
func Before(readings []measure.Reading, at time.Time) []measure.Reading {
	var before []measure.Reading
	for _, r := range readings {
		if !r.At.After(at) {
			before = append(before, r)
		}
	}
	return before
}

// History is how a KPI of a goal went, the earliest day first. Each period counts as it
// would have been judged when it was the latest one: of a cumulative figure that is its
// total so far.
func History(goal partnership.Goal, k partnership.KPI, readings []measure.Reading) []Past {
	t, w := Target(k), window(goal, k)
	of := Of(readings, k.ID)
	slices.SortStableFunc(of, func(a, b measure.Reading) int { return cmp.Compare(a.Period, b.Period) })
	var past []Past
	for from := 0; from < len(of); {
		until := from
		for until < len(of) && of[until].Period == of[from].Period {
			until++
		}
		if p, ok := pastOf(t, w, of[from:until], of[:until]); ok {
			past = append(past, p)
		}
		from = until
	}
	return past
}

// pastOf is what a period came to, given its readings and all up to it.
func pastOf(t measure.Target, w measure.Window, period, before []measure.Reading) (Past, bool) {
	current, _, _ := measure.Current(period, t)
	day, err := cadence.ParseDate(current.Period)
	if err != nil {
		return Past{}, false
	}
	p := Past{Day: day, Value: current.Value, Planned: t.Target}
	if t.Direction == measure.Cumulative {
		total, _, ok := measure.Total(before, t, w, day)
		if !ok {
			return Past{}, false
		}
		p.Value = total.Round(totalDigits)
	}
	switch t.Direction {
	case measure.MaintainMin, measure.MaintainMax:
	case measure.InRange:
		p.Planned, p.Most = t.Low, &t.High
	case measure.Binary:
		p.Planned = w.Expected(day)
	case measure.Increase, measure.Decrease, measure.Cumulative:
		p.Planned = t.Baseline.Add(t.Target.Sub(t.Baseline).Mul(w.Expected(day))).Round(totalDigits)
	}
	return p, true
}
