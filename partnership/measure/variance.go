package measure

import "github.com/shopspring/decimal"

// Flow says whether more of an amount is bad or good news.
type Flow string

// The flows.
const (
	Cost   Flow = "cost"
	Income Flow = "income"
)

// Variance is formula F9: (actual−budget)/|budget|, n/a without a budget.
func Variance(actual, budget decimal.Decimal) Ratio {
	return quotient(actual.Sub(budget), budget.Abs())
}

// Attainment is how far a plan was reached, from 0 to 1; n/a without a plan.
func Attainment(actual, plan decimal.Decimal) Ratio {
	r := quotient(actual, plan)
	r.Value = decimal.Max(decimal.Zero, decimal.Min(one(), r.Value))
	return r
}

// Bands are the largest adverse variances that count as green and as amber.
type Bands struct{ Green, Amber decimal.Decimal }

// DefaultBands are those of formula F9: 5 % and 10 %.
func DefaultBands() Bands { return Bands{Green: decimal.New(5, -2), Amber: decimal.New(10, -2)} }

// Judge gives the verdict on a variance: only what is adverse, more cost or less
// income, counts against it.
func (b Bands) Judge(variance Ratio, flow Flow) RAG {
	adverse := variance.Value.Round(4)
	if flow == Income {
		adverse = adverse.Neg()
	}
	switch {
	case !variance.OK:
		return Unknown
	case adverse.LessThanOrEqual(b.Green):
		return Green
	case adverse.LessThanOrEqual(b.Amber):
		return Amber
	default:
		return Red
	}
}
