package standing

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// Measured is an answer as a number: a yes is 1 and a no is 0.
func Measured(v partnership.Value) (decimal.Decimal, bool) {
	switch {
	case v.Number != nil:
		return *v.Number, true
	case v.Bool != nil && *v.Bool:
		return decimal.NewFromInt(1), true
	default:
		return decimal.Zero, v.Bool != nil
	}
}
