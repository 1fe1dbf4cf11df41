package review

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Claim is what one person says of an amount of their side.
type Claim struct {
	Person string          `json:"person"`
	Party  string          `json:"party"`
	Kind   ledger.Kind     `json:"kind"`
	Amount decimal.Decimal `json:"amount"`
	// Currency is another one than the partnership's, which the amount is in.
	Currency string `json:"currency,omitempty"`
	// Deals are the parts of the amount in which others have a part, too.
	Deals []partnership.Deal `json:"deals,omitempty"`
	At    time.Time          `json:"at"`
}

// claim takes what the people of a circle have said; a later word of the same person, or of
// somebody in their place, takes the place of an earlier one.
func (s *step) claim(c *asking.Circle) {
	for _, kind := range askedFor() {
		for _, a := range c.Asks {
			for _, g := range a.Given {
				if g.Question != string(kind) || g.Value.Number == nil {
					continue
				}
				said := Claim{
					Person: a.Subject(), Party: a.Party, Kind: kind, Amount: *g.Value.Number, Currency: s.Money.other(g.Unit), Deals: g.Deals, At: g.At,
				}
				i := slices.IndexFunc(s.Money.Claims, func(o Claim) bool { return o.Person == said.Person && o.Kind == kind })
				switch {
				case i < 0:
					s.Money.Claims = append(s.Money.Claims, said)
				case !said.At.Before(s.Money.Claims[i].At):
					s.Money.Claims[i] = said
				}
			}
		}
	}
}

// other is a currency that has a rate; the partnership's own, and what is none, is empty.
func (m Money) other(unit string) string {
	if slices.ContainsFunc(m.Rates, func(r partnership.ExchangeRate) bool { return r.Currency == unit }) {
		return unit
	}
	return ""
}

// priced is a claim as a line of the ledger, with the rate of its currency.
func (m Money) priced(c Claim) ledger.Entry {
	e := ledger.Entry{Party: c.Party, Kind: c.Kind, Until: m.Until, Amount: c.Amount, Currency: c.Currency, Readers: m.Readers, By: c.Person, At: c.At}
	if e.Currency == "" && c.Kind != ledger.Hours {
		e.Currency = m.Currency
	}
	return ledger.Price(partnership.Spec{Currency: m.Currency, ExchangeRates: m.Rates}, e)
}

// worth is what claims are compared by: what the side has of it, in the partnership's
// currency, or hours.
func (m Money) worth(c Claim) decimal.Decimal {
	c.Amount = c.own()
	if c.Kind == ledger.Hours {
		return c.Amount
	}
	return m.priced(c).Value()
}

// heard reports whether anybody of a party has said anything.
func (m Money) heard(party string) bool {
	return slices.ContainsFunc(m.Claims, func(c Claim) bool { return c.Party == party })
}

// of are what the people of a party say of one amount.
func (m Money) of(party string, kind ledger.Kind) []Claim {
	return slices.DeleteFunc(slices.Clone(m.Claims), func(c Claim) bool { return c.Party != party || c.Kind != kind })
}

// Difference is amounts that should be the same and are not: what people of one party say,
// or what one party has paid and the other got.
type Difference struct {
	Kind   ledger.Kind `json:"kind"`
	Claims []Claim     `json:"claims"`
	// Deal is one of which the claims come to more than the whole.
	Deal string `json:"deal,omitempty"`
	// Silent is the party that has left out what the other one says of it.
	Silent string `json:"silent,omitempty"`
}

// concerns reports whether a person can settle a difference by an amount of a kind.
func (d Difference) concerns(m asking.Member, kind ledger.Kind) bool {
	if d.Deal != "" {
		return false // a part is asked for, and no amount
	}
	if d.Silent == m.Party {
		return kind == counterpart(d.Kind)
	}
	return slices.ContainsFunc(d.Claims, func(c Claim) bool { return c.Person == m.Person && c.Kind == kind })
}

// counterpart is what the other side calls a payment.
func counterpart(k ledger.Kind) ledger.Kind {
	if k == ledger.Paid {
		return ledger.Received
	}
	return ledger.Paid
}

// differences are what does not fit together by now. Of a party that has said nothing at
// all nothing differs: it is missing.
func (m Money) differences() []Difference {
	var list []Difference
	for _, side := range m.Sides {
		for _, kind := range askedFor() {
			if claims := m.of(side.Party, kind); !m.same(claims) {
				list = append(list, Difference{Kind: kind, Claims: claims})
			}
		}
	}
	list = append(list, m.overclaims()...)
	if len(m.Sides) != 2 || !m.heard(m.Sides[0].Party) || !m.heard(m.Sides[1].Party) {
		return list // among several parties nobody says who was paid
	}
	for i, side := range m.Sides {
		other := m.Sides[1-i].Party
		paid, got := m.of(side.Party, ledger.Paid), m.of(other, ledger.Received)
		if !m.same(paid) || !m.same(got) || m.total(paid).Equal(m.total(got)) {
			continue
		}
		d := Difference{Kind: ledger.Paid, Claims: slices.Concat(paid, got)}
		switch {
		case len(paid) == 0:
			d.Kind, d.Silent = ledger.Received, side.Party
		case len(got) == 0:
			d.Silent = other
		}
		list = append(list, d)
	}
	return list
}

// same reports whether all claims name one amount.
func (m Money) same(claims []Claim) bool {
	return !slices.ContainsFunc(claims, func(c Claim) bool { return !m.worth(c).Equal(m.worth(claims[0])) })
}

// total is what claims that are the same come to.
func (m Money) total(claims []Claim) decimal.Decimal {
	if len(claims) == 0 {
		return decimal.Zero
	}
	return m.worth(claims[0])
}

// counting are the claims that count: of each side and kind one. Where people of a side
// differ, the amount counts that is less favourable to it, until they agree: the higher cost,
// the lower gain (domain 4.12).
func (m Money) counting() []Claim {
	var list []Claim
	for _, side := range m.Sides {
		for _, kind := range askedFor() {
			claims := m.of(side.Party, kind)
			if len(claims) == 0 {
				continue
			}
			counts := claims[0]
			for _, c := range claims[1:] {
				if m.worth(c).GreaterThan(m.worth(counts)) == kind.Cost() {
					counts = c
				}
			}
			list = append(list, counts)
		}
	}
	return list
}

// entries are the lines of the ledger that follow from the claims that count.
func (m Money) entries(o procedure.Occasion) []ledger.Entry {
	var list []ledger.Entry
	for _, c := range m.counting() {
		e := m.priced(c)
		i := slices.IndexFunc(m.Sides, func(s Side) bool { return s.Party == c.Party })
		e.From = m.Sides[i].From
		list = append(list, m.booked(c, e, o)...)
	}
	return list
}
