package review

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Carried is an entry of the ledger about a deal, and what somebody says of it now.
type Carried struct {
	Entry ledger.Entry `json:"entry"`
	// Shares are other parts than the entry has, which By has said At.
	Shares []partnership.Share `json:"shares,omitempty"`
	By     string              `json:"by,omitempty"`
	At     time.Time           `json:"at,omitzero"`
}

// carry takes up the entries about deals that can be contested: of times that a side is asked
// about only now, and those that claim too much since an admin has corrected one. Where all of
// a deal is as it was when people were asked about it, they are not asked again.
func (m *Money) carry(entries []ledger.Entry, asked []string) {
	known := func(party string) bool {
		return slices.ContainsFunc(m.Sides, func(s Side) bool { return s.Party == party })
	}
	for _, e := range entries {
		late := slices.ContainsFunc(m.Sides, func(s Side) bool { return s.Party != e.Party && !e.Until.Before(s.From) })
		over := !e.Counted(entries).Equal(e.Percent())
		if (late || over) && known(e.Party) {
			m.Carried = append(m.Carried, Carried{Entry: e})
		}
	}
	all := slices.Clone(m.Carried)
	m.Carried = slices.DeleteFunc(m.Carried, func(c Carried) bool {
		of := Contested{Kind: c.Entry.Kind, Deal: c.Entry.Deal}
		return !slices.ContainsFunc(all, func(o Carried) bool {
			return of.is(o.Entry.Kind, o.Entry.Deal) && !slices.Contains(asked, o.Entry.ID)
		})
	})
}

// claim is what a carried entry claims.
func (c Carried) claim() Claim {
	shares := c.Entry.Shares
	if c.Shares != nil {
		shares = c.Shares
	}
	return Claim{
		Person: c.Entry.By, Party: c.Entry.Party, Kind: c.Entry.Kind, At: c.Entry.At,
		Deals: []partnership.Deal{{Name: c.Entry.Deal, Amount: c.Entry.Amount, Shares: shares}},
	}
}

// dealing are all claims of deals: those of this time, and what the ledger says.
func (m Money) dealing() []Claim {
	list := m.counting()
	for _, c := range m.Carried {
		list = append(list, c.claim())
	}
	return list
}

// carries reports whether somebody is asked about their party's part of a deal in the ledger:
// whoever has named it, or the first of the party where that is nobody who takes part.
func (r *Review) carries(o Contested, m asking.Member) bool {
	of := slices.DeleteFunc(slices.Clone(r.Members), func(one asking.Member) bool { return one.Party != m.Party })
	return slices.ContainsFunc(r.Money.Carried, func(c Carried) bool {
		if c.Entry.Party != m.Party || !o.is(c.Entry.Kind, c.Entry.Deal) {
			return false
		}
		said := slices.ContainsFunc(of, func(one asking.Member) bool { return one.Person == c.Entry.By })
		return c.Entry.By == m.Person || !said && of[0].Person == m.Person
	})
}

// correct gives a party another part of a deal in the ledger.
func (m *Money) correct(o Contested, party, by string, percent decimal.Decimal, at time.Time) {
	for i := range m.Carried {
		c := &m.Carried[i]
		if c.Entry.Party == party && o.is(c.Entry.Kind, c.Entry.Deal) && !at.Before(c.At) {
			c.Shares, c.By, c.At = reshared(c.Entry.Shares, party, percent), by, at
		}
	}
}

// corrections are the entries that take the place of carried ones of which people have said
// something else.
func (m Money) corrections(o procedure.Occasion) []ledger.Entry {
	var list []ledger.Entry
	for i, c := range m.Carried {
		e := c.Entry
		e.Shares = c.Shares
		if c.Shares == nil || e.Says(c.Entry) {
			continue
		}
		e.ID, e.Corrects = fmt.Sprintf("%s-%s-%s-part-%d", Noun, o.Name, o.Date, i+1), c.Entry.ID
		e.By, e.At, e.Source, e.Reason = c.By, c.At, "", ""
		list = append(list, e)
	}
	return list
}

// askedAbout are the entries about deals that were contested, as they stand now.
func (m Money) askedAbout(o procedure.Occasion) []string {
	var list []string
	for _, e := range append(m.entries(o), m.corrections(o)...) {
		if m.contests(e) {
			list = append(list, e.ID)
		}
	}
	for _, c := range m.Carried {
		if m.contests(c.Entry) {
			list = append(list, c.Entry.ID)
		}
	}
	return list
}

func (m Money) contests(e ledger.Entry) bool {
	return slices.ContainsFunc(m.Contested, func(c Contested) bool { return c.is(e.Kind, e.Deal) })
}
