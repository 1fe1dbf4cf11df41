package review

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Contested is a deal of which the sides claim more than there is.
type Contested struct {
	Kind ledger.Kind `json:"kind"`
	Deal string      `json:"deal"`
}

func (c Contested) is(kind ledger.Kind, deal string) bool {
	return c.Kind == kind && partnership.DealKey(c.Deal) == partnership.DealKey(deal)
}

// shareQuestion is the ID of the question for a side's part of a contested deal, by its place.
func shareQuestion(i int) string { return fmt.Sprintf("share-%d", i+1) }

// dealIn finds a deal in what somebody claims.
func (c Claim) dealIn(o Contested) (partnership.Deal, bool) {
	i := slices.IndexFunc(c.Deals, func(d partnership.Deal) bool { return o.is(c.Kind, d.Name) })
	if i < 0 {
		return partnership.Deal{}, false
	}
	return c.Deals[i], true
}

// own is what of a claim is the side's own: the parts of others in its deals are theirs.
func (c Claim) own() decimal.Decimal {
	own := c.Amount
	for _, d := range c.Deals {
		own = own.Sub(d.Amount).Add(d.Own(c.Party))
	}
	return own
}

// contested lists the deals of which the sides claim more than the whole, by the claims that
// count and what the ledger says.
func (m Money) contested() []Contested {
	counts := m.dealing()
	var list []Contested
	for _, c := range counts {
		for _, d := range c.Deals {
			one := Contested{Kind: c.Kind, Deal: d.Name}
			known := slices.ContainsFunc(list, func(o Contested) bool { return o.is(c.Kind, d.Name) })
			if !known && m.claimed(one, counts).GreaterThan(hundred) {
				list = append(list, one)
			}
		}
	}
	return list
}

var hundred = decimal.NewFromInt(100)

// claimed is how much of a deal the sides claim together, in percent.
func (m Money) claimed(o Contested, counts []Claim) decimal.Decimal {
	sum := decimal.Zero
	for _, c := range o.each(counts) {
		d, _ := c.dealIn(o)
		sum = sum.Add(partnership.ShareOf(c.Party, d.Shares))
	}
	return sum
}

// each are the claims of a deal, of each side the one of the largest part: more of the same
// deal, at another time, is no further part of it.
func (c Contested) each(counts []Claim) []Claim {
	var list []Claim
	for _, one := range counts {
		d, ok := one.dealIn(c)
		if !ok {
			continue
		}
		i := slices.IndexFunc(list, func(known Claim) bool { return known.Party == one.Party })
		if i < 0 {
			list = append(list, one)
			continue
		}
		if known, _ := list[i].dealIn(c); partnership.ShareOf(one.Party, d.Shares).GreaterThan(partnership.ShareOf(one.Party, known.Shares)) {
			list[i] = one
		}
	}
	return list
}

// overclaims are the contested deals as differences: of each side what it claims, and of
// no one how much money it is.
func (m Money) overclaims() []Difference {
	counts := m.dealing()
	var list []Difference
	for _, o := range m.contested() {
		d := Difference{Kind: o.Kind, Deal: o.Deal}
		for _, c := range o.each(counts) {
			deal, _ := c.dealIn(o)
			c.Amount, c.Currency, c.Deals = decimal.Zero, "", []partnership.Deal{{Name: deal.Name, Shares: deal.Shares}}
			d.Claims = append(d.Claims, c)
		}
		list = append(list, d)
	}
	return list
}

// shares asks for a side's part of the deals that are contested, whoever has spoken of them.
func (s *step) shares(m asking.Member) []partnership.Question {
	words := wording.In(m.Language).Review.Money
	var list []partnership.Question
	for i, o := range s.Money.Contested {
		spoken := func(c Claim) bool {
			_, ok := c.dealIn(o)
			return ok && c.Person == m.Person
		}
		if slices.ContainsFunc(s.Money.Claims, spoken) || s.carries(o, m) {
			none, all := decimal.Zero, hundred
			list = append(list, partnership.Question{
				ID: shareQuestion(i), Kind: partnership.KindNumber, Text: fmt.Sprintf(words.Share, o.Deal), Unit: "%", Min: &none, Max: &all,
			})
		}
	}
	return list
}

// reshare takes what people say their side's part of contested deals is.
func (s *step) reshare(c *asking.Circle) {
	for i, o := range s.Money.Contested {
		for _, a := range c.Asks {
			for _, g := range a.Given {
				if g.Question == shareQuestion(i) && g.Value.Number != nil {
					s.Money.setShare(o, a.Subject(), *g.Value.Number)
					s.Money.correct(o, a.Party, a.Subject(), *g.Value.Number, g.At)
				}
			}
		}
	}
}

// setShare gives the side of a person another part of a deal. What the person has said of
// the others stands as far as there is room for it.
func (m *Money) setShare(o Contested, person string, percent decimal.Decimal) {
	for i := range m.Claims {
		c := &m.Claims[i]
		if c.Person != person {
			continue
		}
		c.Deals = slices.Clone(c.Deals)
		for j := range c.Deals {
			if d := &c.Deals[j]; o.is(c.Kind, d.Name) {
				d.Shares = reshared(d.Shares, c.Party, percent)
			}
		}
	}
}

func reshared(shares []partnership.Share, party string, percent decimal.Decimal) []partnership.Share {
	list := []partnership.Share{{Party: party, Percent: percent}}
	room := hundred.Sub(percent)
	for _, s := range shares {
		if s.Party != party && !s.Percent.GreaterThan(room) {
			list, room = append(list, s), room.Sub(s.Percent)
		}
	}
	return list
}

// booked are the entries of one claim: of each deal one, and one of the rest.
func (m Money) booked(c Claim, from ledger.Entry, o procedure.Occasion) []ledger.Entry {
	id := fmt.Sprintf("%s-%s-%s-%s-%s", Noun, o.Name, o.Date, c.Party, c.Kind)
	rest := from
	rest.ID = id
	var list []ledger.Entry
	for i, d := range c.Deals {
		e := from
		e.ID, e.Amount, e.Deal, e.Shares = fmt.Sprintf("%s-deal-%d", id, i+1), d.Amount, d.Name, d.Shares
		rest.Amount = rest.Amount.Sub(d.Amount)
		list = append(list, e)
	}
	if len(c.Deals) == 0 || !rest.Amount.IsZero() {
		list = append([]ledger.Entry{rest}, list...)
	}
	return list
}
