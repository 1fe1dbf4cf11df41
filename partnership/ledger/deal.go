package ledger

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

var hundred = decimal.NewFromInt(100)

// Percent is the part of the amount that is the party's own.
func (e Entry) Percent() decimal.Decimal {
	if e.Deal == "" {
		return hundred
	}
	return partnership.ShareOf(e.Party, e.Shares)
}

// Own is the party's own part of the value.
func (e Entry) Own() decimal.Decimal { return e.Value().Mul(e.Percent()).Shift(-2) }

// Says reports whether an entry says the same as another one.
func (e Entry) Says(o Entry) bool {
	deal := func(e Entry) partnership.Deal {
		return partnership.Deal{Name: e.Deal, Amount: e.Amount, Shares: e.Shares}
	}
	return deal(e).Equal(deal(o))
}

// sameDeal reports whether two entries are about one deal, at times that overlap.
func (e Entry) sameDeal(o Entry) bool {
	return e.Kind == o.Kind && partnership.DealKey(e.Deal) == partnership.DealKey(o.Deal) && !e.Until.Before(o.From) && !o.Until.Before(e.From)
}

// Counted is the part of the amount that counts for the party, in percent. Where the parties
// claim more of a deal than there is, each counts in proportion until they agree, so that
// it never counts for more than the whole. Entries of one party about one deal claim no more
// than the largest of them.
func (e Entry) Counted(entries []Entry) decimal.Decimal {
	own := e.Percent()
	if claimed := e.claimed(entries); claimed.GreaterThan(hundred) {
		return own.Mul(hundred).DivRound(claimed, percentPlaces).Truncate(percentPlaces - 1)
	}
	return own
}

// percentPlaces are enough for a cent of a billion. The last is cut off, so that rounding up
// never makes a whole of more than 100 percent.
const percentPlaces = 13

// claimed is what all parties claim of the entry's deal, in percent.
func (e Entry) claimed(entries []Entry) decimal.Decimal {
	var claims []partnership.Share
	for _, o := range entries {
		if o.Deal == "" || o.Party == e.Party || !e.sameDeal(o) {
			continue
		}
		i := slices.IndexFunc(claims, func(s partnership.Share) bool { return s.Party == o.Party })
		switch p := o.Percent(); {
		case i < 0:
			claims = append(claims, partnership.Share{Party: o.Party, Percent: p})
		case p.GreaterThan(claims[i].Percent):
			claims[i].Percent = p
		}
	}
	sum := e.Percent()
	for _, s := range claims {
		sum = sum.Add(s.Percent)
	}
	return sum
}

// attributed leaves of each amount what counts for its party.
func attributed(entries []Entry) []Entry {
	if !slices.ContainsFunc(entries, func(e Entry) bool { return e.Deal != "" }) {
		return entries
	}
	list := slices.Clone(entries)
	for i, e := range entries {
		if e.Deal != "" {
			list[i].Amount = e.Amount.Mul(e.Counted(entries)).Shift(-2)
		}
	}
	return list
}

// DealStanding is what the parties say of a deal that they share.
type DealStanding struct {
	Kind   Kind         `json:"kind"`
	Deal   string       `json:"deal"`
	From   cadence.Date `json:"from"`
	Until  cadence.Date `json:"until"`
	Claims []DealClaim  `json:"claims"`
	// Claimed is what they claim together, in percent; above 100 they have not agreed.
	Claimed decimal.Decimal `json:"claimed"`
	// Left are the parts of parties that have not spoken of the deal, by what the others say.
	// They count for nobody before those do.
	Left []partnership.Share `json:"left,omitempty"`
}

// DealClaim is the part that a party claims, and what of it counts, in percent.
type DealClaim struct {
	Party   string          `json:"party"`
	Percent decimal.Decimal `json:"percent"`
	Counted decimal.Decimal `json:"counted"`
}

// Over reports whether the parties claim more than there is.
func (d DealStanding) Over() bool { return d.Claimed.GreaterThan(hundred) }

// Concerns reports whether a party claims a part, or others leave it one.
func (d DealStanding) Concerns(party string) bool {
	return slices.ContainsFunc(d.Claims, func(c DealClaim) bool { return c.Party == party }) ||
		slices.ContainsFunc(d.Left, func(s partnership.Share) bool { return s.Party == party })
}

// deals lists the deals of which more than one party has a part: one for all entries about it
// whose times overlap. One that a party claims whole, and nobody else, is its own affair.
func deals(entries []Entry) []DealStanding {
	var of []Entry
	for _, e := range entries {
		if e.Deal != "" {
			of = append(of, e)
		}
	}
	slices.SortFunc(of, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(partnership.DealKey(a.Deal), partnership.DealKey(b.Deal)), byPeriod(a, b))
	})
	var list []DealStanding
	for len(of) > 0 {
		same := []Entry{of[0]}
		for _, e := range of[1:] {
			if slices.ContainsFunc(same, e.sameDeal) {
				same = append(same, e)
			}
		}
		of = slices.DeleteFunc(of, func(e Entry) bool { return slices.ContainsFunc(same, func(s Entry) bool { return s.ID == e.ID }) })
		if d := dealOf(same, entries); len(d.Claims)+len(d.Left) > 1 {
			list = append(list, d)
		}
	}
	return list
}

// dealOf is how one deal stands by the entries about it.
func dealOf(same, all []Entry) DealStanding {
	d := DealStanding{Kind: same[0].Kind, Deal: same[0].Deal, From: same[0].From, Until: same[0].Until}
	for _, e := range same {
		if e.From.Before(d.From) {
			d.From = e.From
		}
		if d.Until.Before(e.Until) {
			d.Until = e.Until
		}
		c := DealClaim{Party: e.Party, Percent: e.Percent(), Counted: e.Counted(all)}
		i := slices.IndexFunc(d.Claims, func(o DealClaim) bool { return o.Party == e.Party })
		switch {
		case i < 0:
			d.Claims = append(d.Claims, c)
		case c.Percent.GreaterThan(d.Claims[i].Percent):
			d.Claims[i] = c
		}
	}
	for _, c := range d.Claims {
		d.Claimed = d.Claimed.Add(c.Percent)
	}
	for _, e := range same {
		for _, s := range e.Shares {
			if s.Percent.IsPositive() && !d.Concerns(s.Party) {
				d.Left = append(d.Left, s)
			}
		}
	}
	return d
}

// CountedParts says of each entry that counts how much of it is its party's own, in percent,
// by its ID.
func CountedParts(entries []Entry) map[string]decimal.Decimal {
	current := Current(entries)
	parts := make(map[string]decimal.Decimal, len(current))
	for _, e := range current {
		parts[e.ID] = hundred
		if e.Deal != "" {
			parts[e.ID] = e.Counted(current)
		}
	}
	return parts
}
