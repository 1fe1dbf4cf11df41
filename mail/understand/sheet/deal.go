package sheet

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/attribution"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// shareIn reads in which deal others have a part, by the line's cells: its name, and the
// parts, or the own one as a number. A deal without parts is the side's own.
func (s *reader) shareIn(e entry, a *partnership.Answer) bool {
	switch {
	case e.deal.empty() && e.shares.empty():
		return true
	case !ledger.Kind(s.Questions[e.question].ID).Shared():
		s.find(firstFilled(e.deal, e.shares).at, s.says.notShared, clip(firstFilled(e.deal, e.shares).seen()))
		return false
	case e.deal.empty():
		s.find(e.shares.at, s.says.noDeal, clip(e.shares.seen()))
		return false
	case len(s.Sides) < 2:
		return true // there is nobody to share with
	}
	d := partnership.Deal{Name: clip(e.deal.seen()), Amount: *a.Value.Number, Shares: []partnership.Share{{Party: s.Sides[0].Party, Percent: decimal.NewFromInt(whole)}}}
	if !e.shares.empty() {
		shares, fault := attribution.Shares(e.shares.seen(), s.Sides)
		if fault.Why != attribution.None {
			s.find(e.shares.at, "%s", fault.Words(s.Locale))
			return false
		}
		d.Shares = shares
	}
	a.Deals = []partnership.Deal{d}
	return true
}

const whole = 100 // percent

// addDeals adds the deals of a line to those of the lines before. Of one deal they have to
// say the same parts.
func (s *reader) addDeals(known *sum, a partnership.Answer, at place) bool {
	for _, d := range a.Deals {
		i := slices.IndexFunc(known.deals, func(o partnership.Deal) bool { return partnership.DealKey(o.Name) == partnership.DealKey(d.Name) })
		if i < 0 {
			known.deals = append(known.deals, d)
			continue
		}
		same := known.deals[i]
		same.Amount = d.Amount
		if !same.Equal(d) {
			s.find(at, s.says.otherShares, d.Name)
			return false
		}
		known.deals[i].Amount = known.deals[i].Amount.Add(d.Amount)
	}
	return true
}

func firstFilled(cells ...cell) cell {
	for _, c := range cells {
		if !c.empty() {
			return c
		}
	}
	return cell{}
}
