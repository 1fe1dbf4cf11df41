package compose

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// dealLine is what the parties say of a deal that they share. How much money it is stands
// nowhere in it.
type dealLine struct {
	Deal, Label string
	Claims      []amountView // the part that each party claims
	Claimed     string       // what they claim together
	Over        bool         // that is more than there is
	Left        []amountView // the parts of those who have not spoken of it
}

func (w letterWriter) percent(d decimal.Decimal) string {
	return w.catalog.locale.Quantity(d.Round(2), "%")
}

// contested are the deals of which the sides claim more than there is, as they are asked
// about them. Whoever has no part in one does not hear of it.
func (a account) contested() []noticeLine {
	own := a.own().Party
	var lines []noticeLine
	for _, d := range a.Differs {
		line := dealLine{Deal: oneLine(d.Deal), Label: a.label(d.Kind), Over: true}
		sum, concerned := decimal.Zero, false
		for _, c := range d.Claims {
			for _, deal := range c.Deals {
				part := partnership.ShareOf(c.Party, deal.Shares)
				sum, concerned = sum.Add(part), concerned || c.Party == own
				line.Claims = append(line.Claims, amountView{a.party(c.Party), a.percent(part)})
			}
		}
		if line.Claimed = a.percent(sum); d.Deal != "" && concerned {
			lines = append(lines, noticeLine{"deal", line})
		}
	}
	return lines
}

// deals are those in which the reader's side and others have a part.
func (a account) deals() []noticeLine {
	own := a.own().Party
	var lines []noticeLine
	for _, d := range a.standing.Deals {
		if d.Until != a.Until || !d.Concerns(own) {
			continue
		}
		line := dealLine{Deal: oneLine(d.Deal), Label: a.label(d.Kind), Over: d.Over(), Claimed: a.percent(d.Claimed)}
		for _, c := range d.Claims {
			line.Claims = append(line.Claims, amountView{a.party(c.Party), a.percent(c.Percent)})
		}
		for _, s := range d.Left {
			line.Left = append(line.Left, amountView{a.party(s.Party), a.percent(s.Percent)})
		}
		lines = append(lines, noticeLine{"deal", line})
	}
	return lines
}

// understoodDeal is a deal as a receipt repeats it.
type understoodDeal struct {
	Name, Amount string // of the whole answer no amount is said again
	Shares       []amountView
}

// sharedIn adds to what was understood which parties share it.
func (w letterWriter) sharedIn(views []understoodView) error {
	for i := range views {
		for _, a := range w.letter.Understood {
			n := slices.IndexFunc(w.letter.Questions, func(q partnership.Question) bool { return q.ID == a.Question }) + 1
			if n != views[i].Number || n == 0 {
				continue
			}
			for _, d := range a.Deals {
				line, err := w.catalog.line("understood-deal", w.understoodDeal(a, d))
				if err != nil {
					return err
				}
				views[i].Deals = append(views[i].Deals, line)
			}
		}
	}
	return nil
}

func (w letterWriter) understoodDeal(a partnership.Answer, d partnership.Deal) understoodDeal {
	v := understoodDeal{Name: oneLine(d.Name)}
	if a.Value.Number == nil || !d.Amount.Equal(*a.Value.Number) {
		v.Amount = w.catalog.locale.Quantity(d.Amount, oneLine(a.Unit))
	}
	for _, s := range d.Shares {
		v.Shares = append(v.Shares, amountView{w.party(s.Party), w.percent(s.Percent)})
	}
	return v
}
