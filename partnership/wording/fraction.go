package wording

import "github.com/shopspring/decimal"

// mostPieces is into how many equal pieces people part a vote: two thirds, three quarters.
const mostPieces = 5

// Fraction writes a part of the votes as a fraction that people say, else in percent.
func (l Language) Fraction(d decimal.Decimal) string {
	near := decimal.New(5, -4) // two thirds are declared with some digits
	for pieces := int64(2); pieces <= mostPieces; pieces++ {
		all := decimal.NewFromInt(pieces)
		some := d.Mul(all).Round(0)
		if some.IsPositive() && some.LessThan(all) && d.Sub(some.Div(all)).Abs().LessThan(near) {
			return some.String() + "/" + all.String()
		}
	}
	return l.Percent(d)
}
