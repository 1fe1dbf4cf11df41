package ledger

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

const monthsAYear = 12

// discount works out what the nets of all are worth on the last day of the earliest period
// (formula F9), at a rate in percent a year. Without a rate it is n/a: later gains are worth
// as much as early ones, and their sum is the net.
func (s *Standing) discount(rate *decimal.Decimal) {
	if rate == nil {
		return
	}
	var all []PeriodStanding
	for _, p := range s.Parties {
		all = append(all, p.Periods...)
	}
	if len(all) == 0 {
		return
	}
	first := slices.MinFunc(all, func(a, b PeriodStanding) int { return a.Until.Compare(b.Until) }).Until
	yearly := rate.Shift(-2)
	s.NPV, s.NPVOn = presentValue(all, first, yearly), first
	for i := range s.Parties {
		if p := &s.Parties[i]; len(p.Periods) > 0 {
			p.NPV = presentValue(p.Periods, first, yearly)
		}
	}
}

// presentValue is what the nets of some periods are worth on a day. Each counts from the
// last day of its period on, in whole months.
func presentValue(periods []PeriodStanding, on cadence.Date, yearly decimal.Decimal) measure.Ratio {
	var nets []decimal.Decimal
	for _, p := range periods {
		month := months(on, p.Until)
		for len(nets) <= month {
			nets = append(nets, decimal.Zero)
		}
		nets[month] = nets[month].Add(p.Net)
	}
	return measure.NPV(nets, yearly, monthsAYear)
}

// months counts the months between the ends of two days: the day after the last of a month
// is the first of the next.
func months(from, to cadence.Date) int {
	from, to = from.AddDays(1), to.AddDays(1)
	n := (to.Year-from.Year)*monthsAYear + int(to.Month) - int(from.Month)
	if to.Day < from.Day {
		n--
	}
	return max(n, 0)
}
