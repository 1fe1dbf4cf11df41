package partnership

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Deal is an amount in which several parties have a part: an order that one has found and
// another has delivered.
type Deal struct {
	Name string `json:"name"`
	// Amount is the whole of it, in the currency of the answer that it is in.
	Amount decimal.Decimal `json:"amount"`
	// Shares are the parts of the parties, at most 100 percent together.
	Shares []Share `json:"shares,omitempty"`
}

// Share is the part of a party, in percent.
type Share struct {
	Party   string          `json:"party"`
	Percent decimal.Decimal `json:"percent"`
}

var hundred = decimal.NewFromInt(100)

// ShareOf is the part of a party by what is said of all: the one that is named, or what the
// others leave.
func ShareOf(party string, shares []Share) decimal.Decimal {
	rest := hundred
	for _, s := range shares {
		if s.Party == party {
			return s.Percent
		}
		rest = rest.Sub(s.Percent)
	}
	return rest
}

// Own is what a party has of the deal.
func (d Deal) Own(party string) decimal.Decimal {
	return d.Amount.Mul(ShareOf(party, d.Shares)).Shift(-2)
}

// Equal reports whether two deals say the same.
func (d Deal) Equal(o Deal) bool {
	return DealKey(d.Name) == DealKey(o.Name) && d.Amount.Equal(o.Amount) && slices.EqualFunc(d.Shares, o.Shares, func(a, b Share) bool {
		return a.Party == b.Party && a.Percent.Equal(b.Percent)
	})
}

// DealKey is by what deals of several mails are the same, however their names were typed.
func DealKey(name string) string {
	name = strings.Map(func(r rune) rune {
		switch r {
		case '"', '\'', '«', '»', '“', '”', '„', '’', '‘':
			return ' '
		case 'ё', 'Ё':
			return 'е'
		}
		return r
	}, name)
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}
