package ledger

import (
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// PartyStanding is how the account of one party stands.
type PartyStanding struct {
	Party   string          `json:"party"`
	Account measure.Account `json:"account"`
	// Unrated says that hours were given for which the party declares no rate, so that
	// they count for no money.
	Unrated bool `json:"unrated,omitempty"`
	// Promised is what the party was to put in by the day, and HoursPromised the hours
	// of it; Expected is what it was to gain. All are the elapsed share of the term.
	Promised      decimal.Decimal `json:"promised"`
	HoursPromised decimal.Decimal `json:"hours_promised"`
	Expected      decimal.Decimal `json:"expected"`
	CostVariance  measure.Ratio   `json:"cost_variance"`
	GainVariance  measure.Ratio   `json:"gain_variance"`
	CostVerdict   measure.RAG     `json:"cost_verdict"`
	GainVerdict   measure.RAG     `json:"gain_verdict"`
	// Part and EffortPart are the party's x in Balance and in Effort: above 1 it has
	// gained more, or worked more, than its part.
	Part       measure.Ratio    `json:"part"`
	EffortPart measure.Ratio    `json:"effort_part"`
	Paid       decimal.Decimal  `json:"paid"`
	Received   decimal.Decimal  `json:"received"`
	Periods    []PeriodStanding `json:"periods,omitempty"` // the earliest first
	// Payback is the last day of the first period after which the party has gained what
	// it has put in; nil: there is none yet.
	Payback *cadence.Date `json:"payback,omitempty"`
	Trend   Trend         `json:"trend"`
	// NPV is what the party's nets are worth on the day that the standing names.
	NPV measure.Ratio `json:"npv,omitzero"`
}

// PeriodStanding is what one party put in and gained in one period.
type PeriodStanding struct {
	From     cadence.Date    `json:"from"`
	Until    cadence.Date    `json:"until"`
	Account  measure.Account `json:"account"`
	Net      decimal.Decimal `json:"net"`
	Paid     decimal.Decimal `json:"paid"`
	Received decimal.Decimal `json:"received"`
}

// Trend is how the net of a party moves, in money a period (F9).
type Trend struct {
	Slope  measure.Ratio `json:"slope"`  // over the last four periods
	Change measure.Ratio `json:"change"` // from the period before
	// YearChange is the change from the same period a year before.
	YearChange measure.Ratio `json:"year_change"`
}

// standOf is the account of one party when some share of the term has passed.
func standOf(party partnership.Party, entries []Entry, elapsed decimal.Decimal) PartyStanding {
	promise := promised(party)
	p := PartyStanding{
		Party: party.ID, Account: measure.Account{Rate: promise.Rate},
		Promised: promise.Cost().Mul(elapsed), HoursPromised: promise.Hours.Mul(elapsed), Expected: expected(party).Mul(elapsed),
	}
	for period := range periods(entries, func(e *Entry) bool { return e.Party == party.ID }) {
		in := PeriodStanding{From: period[0].From, Until: period[0].Until, Account: measure.Account{Rate: promise.Rate}}
		for _, e := range period {
			in.add(*e)
		}
		in.Net = in.Account.Net()
		p.Account = p.Account.Plus(in.Account)
		p.Paid, p.Received = p.Paid.Add(in.Paid), p.Received.Add(in.Received)
		p.Periods = append(p.Periods, in)
	}
	p.Unrated = p.Account.Hours.IsPositive() && p.Account.Rate.IsZero()
	p.CostVariance = measure.Variance(p.Account.Cost(), p.Promised)
	p.GainVariance = measure.Variance(p.Account.Gain(), p.Expected)
	p.CostVerdict = measure.DefaultBands().Judge(p.CostVariance, measure.Cost)
	p.GainVerdict = measure.DefaultBands().Judge(p.GainVariance, measure.Income)
	p.follow()
	return p
}

// promised is what a party puts in over the whole term. Its rate is that of its
// contributions, weighted by their hours; those without a rate have no say in it.
func promised(party partnership.Party) measure.Account {
	var sum measure.Account
	unrated := decimal.Zero
	for _, c := range party.Contributes {
		one := measure.Account{Cash: value(c.Money), Hours: value(c.Hours), Rate: value(c.Rate), InKind: value(c.InKind)}
		if c.Rate == nil {
			unrated, one.Hours = unrated.Add(one.Hours), decimal.Zero
		}
		sum = sum.Plus(one)
	}
	sum.Hours = sum.Hours.Add(unrated)
	return sum
}

// expected is what a party hopes to gain over the whole term.
func expected(party partnership.Party) decimal.Decimal {
	sum := decimal.Zero
	for _, b := range party.Expects {
		sum = sum.Add(value(b.Amount))
	}
	return sum
}

func value(d *decimal.Decimal) decimal.Decimal {
	if d == nil {
		return decimal.Zero
	}
	return *d
}

// periods goes through those of the entries that are meant, period by period, the earliest
// first.
func periods(entries []Entry, meant func(*Entry) bool) iter.Seq[[]*Entry] {
	var list []*Entry
	for i := range entries {
		if e := &entries[i]; meant(e) {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b *Entry) int { return byPeriod(*a, *b) })
	return func(yield func([]*Entry) bool) {
		for rest := list; len(rest) > 0; {
			n := slices.IndexFunc(rest, func(e *Entry) bool { return !e.sameTime(*rest[0]) })
			if n < 0 {
				n = len(rest)
			}
			if !yield(rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// sameTime reports whether two entries are about the same period.
func (e Entry) sameTime(o Entry) bool { return e.From == o.From && e.Until == o.Until }

// add counts an entry in.
func (p *PeriodStanding) add(e Entry) {
	var into *decimal.Decimal
	amount := e.Value()
	switch e.Kind {
	case Money:
		into = &p.Account.Cash
	case Hours:
		into, amount = &p.Account.Hours, e.Amount
	case InKind:
		into = &p.Account.InKind
	case Revenue:
		into = &p.Account.Revenue
	case Savings:
		into = &p.Account.Savings
	case Benefit:
		into = &p.Account.Benefits
	case Paid:
		into = &p.Paid
	case Received:
		into = &p.Received
	default:
		return
	}
	*into = into.Add(amount)
}

// follow works out how the party's net has moved from period to period.
func (p *PartyStanding) follow() {
	if len(p.Periods) == 0 {
		return
	}
	var nets []decimal.Decimal
	for _, period := range p.Periods {
		nets = append(nets, period.Net)
	}
	if i, ok := measure.Payback(nets); ok {
		until := p.Periods[i].Until
		p.Payback = &until
	}
	p.Trend.Slope = measure.Slope(nets)
	last := p.Periods[len(p.Periods)-1]
	if n := len(nets); n > 1 {
		p.Trend.Change = measure.Some(last.Net.Sub(nets[n-2]))
	}
	year := cadence.Period{Months: 12}
	for _, period := range p.Periods {
		// The day after the last one knows no short months.
		if period.From == year.SubtractFrom(last.From) && period.Until.AddDays(1) == year.SubtractFrom(last.Until.AddDays(1)) {
			p.Trend.YearChange = measure.Some(last.Net.Sub(period.Net))
		}
	}
}
