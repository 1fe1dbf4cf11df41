package ledger

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Amounts beyond these are slips of the fingers.
const (
	mostDigits = 12 // before the point
	mostPlaces = 6
)

// ReadAmount reads an amount as people type numbers for programs: 130 or 4150.5. Only
// what was gained can be less than nothing. Its errors quote the text.
func ReadAmount(text string, kind Kind) (decimal.Decimal, error) {
	amount, err := decimal.NewFromString(text)
	switch {
	case err != nil:
		return decimal.Zero, fmt.Errorf("%q is not a number; write it like 130 or 4150.5", text)
	// Exponents first: a number of a million digits is not to be written out.
	case amount.Exponent() < -mostPlaces, int(amount.Exponent())+amount.NumDigits() > mostDigits:
		return decimal.Zero, fmt.Errorf("%q is out of range; at most %d digits before the point and %d after it", text, mostDigits, mostPlaces)
	case amount.IsNegative() && kind != Revenue && kind != Savings && kind != Benefit:
		return decimal.Zero, fmt.Errorf("%q is less than nothing, which only a gain can be", text)
	default:
		return amount, nil
	}
}
