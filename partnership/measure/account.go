package measure

import "github.com/shopspring/decimal"

// Account is what one party put in and what it gained in some time, all in one
// currency. Transfers between the parties are no part of it: they cancel out in
// totals.
type Account struct {
	Cash     decimal.Decimal `json:"cash"`
	Hours    decimal.Decimal `json:"hours"`
	Rate     decimal.Decimal `json:"rate"`    // money per hour
	InKind   decimal.Decimal `json:"in_kind"` // value of things given
	Revenue  decimal.Decimal `json:"revenue"`
	Savings  decimal.Decimal `json:"savings"`
	Benefits decimal.Decimal `json:"benefits"` // value of what is no money
	Variable decimal.Decimal `json:"variable"` // the part of the cost that grows with revenue
}

// Plus adds another account up with this one. Its rate is what their hours are worth
// on the average, so that the costs add up as well.
func (a Account) Plus(b Account) Account {
	return Account{
		Cash: a.Cash.Add(b.Cash), Hours: a.Hours.Add(b.Hours), Rate: meanRate(a, b), InKind: a.InKind.Add(b.InKind),
		Revenue: a.Revenue.Add(b.Revenue), Savings: a.Savings.Add(b.Savings), Benefits: a.Benefits.Add(b.Benefits),
		Variable: a.Variable.Add(b.Variable),
	}
}

func meanRate(a, b Account) decimal.Decimal {
	hours := a.Hours.Add(b.Hours)
	switch {
	case b.Hours.IsZero() || a.Rate.Equal(b.Rate):
		return a.Rate
	case a.Hours.IsZero() || hours.IsZero():
		return b.Rate
	default:
		return a.Hours.Mul(a.Rate).Add(b.Hours.Mul(b.Rate)).DivRound(hours, rootDigits)
	}
}

// Cost is formula F9: C = cash + hours·rate + in kind.
func (a Account) Cost() decimal.Decimal { return a.Cash.Add(a.Hours.Mul(a.Rate)).Add(a.InKind) }

// Gain is formula F9: R = revenue + savings + valued benefits.
func (a Account) Gain() decimal.Decimal { return a.Revenue.Add(a.Savings).Add(a.Benefits) }

// Net is formula F9: N = R − C.
func (a Account) Net() decimal.Decimal { return a.Gain().Sub(a.Cost()) }

// ROI is formula F9: N/C, n/a without cost.
func (a Account) ROI() Ratio { return quotient(a.Net(), a.Cost()) }

// BCR is the benefit-cost ratio of formula F9: R/C, n/a without cost.
func (a Account) BCR() Ratio { return quotient(a.Gain(), a.Cost()) }

// Margin is formula F9: (R − variable C)/R, n/a without gain.
func (a Account) Margin() Ratio { return quotient(a.Gain().Sub(a.Variable), a.Gain()) }

// quotient is n/a when there is nothing to divide by.
func quotient(a, b decimal.Decimal) Ratio {
	if !b.IsPositive() {
		return Ratio{}
	}
	return Some(a.Div(b))
}

// Payback is formula F9: the first period, counted from 0, after which the nets
// so far are not negative together. It reports false when there is none yet.
func Payback(nets []decimal.Decimal) (period int, ok bool) {
	sum := decimal.Zero
	for i, n := range nets {
		if sum = sum.Add(n); !sum.IsNegative() {
			return i, true
		}
	}
	return 0, false
}

// NPV is the net present value of formula F9: Σ N_t/(1+r)^t over periods counted
// from 0, of which perYear make a year. The rate is yearly and compounds within
// the year; 0.12 is 12 %. It is n/a unless 1+r is positive.
func NPV(nets []decimal.Decimal, rate decimal.Decimal, perYear int) Ratio {
	growth := one().Add(rate)
	if !growth.IsPositive() || perYear < 1 {
		return Ratio{}
	}
	step := root(growth, perYear)
	value, factor := decimal.Zero, one()
	for _, n := range nets {
		value = value.Add(n.DivRound(factor, rootDigits))
		factor = factor.Mul(step).Round(rootDigits)
	}
	return Some(value)
}

// Burn is formula F9: the share of the budget that is spent over the share of
// the term that has passed. Above 1 the money goes faster than the time. It is
// n/a without a budget and on the first day.
func Burn(spent, budget decimal.Decimal, elapsed, term int) Ratio {
	if elapsed <= 0 || term <= 0 {
		return Ratio{}
	}
	return quotient(spent.Mul(whole(term)), budget.Mul(whole(elapsed)))
}
