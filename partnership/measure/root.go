package measure

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// rootDigits is how many decimals a root has. It is more than Div gives, so
// that a root of a root loses nothing that anybody sees.
const rootDigits = 24

// root is the n-th root of a number that is not negative, rounded down.
func root(d decimal.Decimal, n int) decimal.Decimal {
	scaled := d.Shift(int32(n * rootDigits)).BigInt()
	return decimal.NewFromBigInt(integerRoot(scaled, n), -rootDigits)
}

// integerRoot is the largest whole number whose n-th power is not above x
// (Newton's method, from above).
func integerRoot(x *big.Int, n int) *big.Int {
	if x.Sign() <= 0 {
		return new(big.Int)
	}
	less, degree := big.NewInt(int64(n-1)), big.NewInt(int64(n))
	guess := new(big.Int).Lsh(big.NewInt(1), uint(x.BitLen()/n+1))
	for {
		power := new(big.Int).Exp(guess, less, nil)
		next := new(big.Int).Mul(guess, less)
		next.Add(next, power.Quo(x, power)).Quo(next, degree)
		if next.Cmp(guess) >= 0 {
			return guess
		}
		guess = next
	}
}
