package measure

import "github.com/shopspring/decimal"

// trendPeriods is how many periods the slope of formula F9 looks at.
const trendPeriods = 4

// Slope is the trend of formula F9: by how much a figure grows from one period to the
// next, as the straight line through the last four periods has it (least squares). It
// is n/a with fewer of them.
func Slope(values []decimal.Decimal) Ratio {
	if len(values) < trendPeriods {
		return Ratio{}
	}
	// With periods counted from the middle, in halves, the x sum to nought, and
	// the slope is Σxy/Σx².
	products, squares := decimal.Zero, decimal.Zero
	for i, y := range values[len(values)-trendPeriods:] {
		x := whole(2*i + 1 - trendPeriods)
		products, squares = products.Add(x.Mul(y)), squares.Add(x.Mul(x))
	}
	return Some(products.Mul(whole(2)).Div(squares))
}
