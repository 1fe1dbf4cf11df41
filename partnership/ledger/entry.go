// Package ledger is the account that partners keep of what each puts into a partnership
// and gets out of it: entries in decimals that nobody changes, corrected by further
// entries, and what they come to (domain 4.4, F9 and F10).
package ledger

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Kind says what an entry is about. Values are written into histories.
type Kind string

// The kinds: what a party puts in, what it gets out, and what it pays to the others or
// gets from them, which cancels out in totals.
const (
	Money    Kind = "money"
	Hours    Kind = "hours"
	InKind   Kind = "in_kind"
	Revenue  Kind = "revenue"
	Savings  Kind = "savings"
	Benefit  Kind = "benefit"
	Paid     Kind = "paid"
	Received Kind = "received"
)

// Kinds lists the kinds in the order in which people are asked for them.
func Kinds() []Kind {
	return []Kind{Money, Hours, InKind, Revenue, Savings, Benefit, Paid, Received}
}

// Entry is a line of the ledger: an amount of one party in one period.
type Entry struct {
	ID    string       `json:"id"`
	Party string       `json:"party"`
	Kind  Kind         `json:"kind"`
	From  cadence.Date `json:"from"` // the first day of the period
	Until cadence.Date `json:"until"`
	// Amount is in Currency, or in hours.
	Amount   decimal.Decimal `json:"amount"`
	Currency string          `json:"currency,omitempty"` // ISO 4217; none for hours
	// Rate is what one of Currency was worth in the partnership's currency, where that is
	// another one, on RateOn.
	Rate   *decimal.Decimal `json:"rate,omitempty"`
	RateOn cadence.Date     `json:"rate_on,omitzero"`
	// Deal names what the amount comes from, if several parties have a part in it, and Shares
	// are their parts by what the party says: its own counts for it.
	Deal   string              `json:"deal,omitempty"`
	Shares []partnership.Share `json:"shares,omitempty"`
	// Readers are those whom the mail that asked named; nothing is the party's own people.
	Readers partnership.Readers `json:"readers,omitempty"`
	By      string              `json:"by"` // who said so, a person or an admin
	At      time.Time           `json:"at"`
	Source  string              `json:"source,omitempty"` // the mail that said so
	// Corrects is the ID of the entry that does not count any more, and Reason says why.
	Corrects string `json:"corrects,omitempty"`
	Reason   string `json:"reason,omitempty"`
}

// Priced reports whether the amount can be told in a currency: it is in it, or it has
// a rate. Hours can always be counted.
func (e Entry) Priced(currency string) bool {
	return e.Kind == Hours || e.Rate != nil || e.Currency == "" || e.Currency == currency
}

// Value is the amount in the partnership's currency, if it is Priced in it; hours are
// worth nothing by themselves.
func (e Entry) Value() decimal.Decimal {
	switch {
	case e.Kind == Hours:
		return decimal.Zero
	case e.Rate != nil:
		return e.Amount.Mul(*e.Rate)
	default:
		return e.Amount
	}
}

// Current lists the entries that count: those that no other one corrects. Of several
// that correct the same, the last counts.
func Current(entries []Entry) []Entry {
	last := map[string]Entry{} // by what it corrects
	for _, e := range entries {
		if e.Corrects == "" {
			continue
		}
		if known, ok := last[e.Corrects]; !ok || later(e, known) {
			last[e.Corrects] = e
		}
	}
	list := make([]Entry, 0, len(entries))
	for _, e := range entries {
		_, corrected := last[e.ID]
		if !corrected && (e.Corrects == "" || last[e.Corrects].ID == e.ID) {
			list = append(list, e)
		}
	}
	return list
}

// later reports whether an entry was made after another one.
func later(a, b Entry) bool {
	if a.At.Equal(b.At) {
		return a.ID > b.ID
	}
	return a.At.After(b.At)
}
