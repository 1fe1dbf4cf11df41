package report

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// ledger shows what each party has put in and got out.
func (w writer) ledger() (section, error) {
	s := section{Title: w.words.Ledger}
	if w.Ledger == nil {
		s.Blocks = append(s.Blocks, lines(w.words.NoLedger), w.tended())
		return s, nil
	}
	l := *w.Ledger
	chart, err := w.ledgerChart(l)
	s.Blocks = append(s.Blocks, lines(fmt.Sprintf(w.words.UpTo, w.Date(l.AsOf), l.Currency)), w.accounts(l), chart, lines(w.fairness(l)...), w.deals(l), w.tended())
	return s, err
}

func (w writer) accounts(l ledger.Standing) block {
	t := table{Head: []string{
		w.words.Party, w.words.PutIn, w.words.Promised, w.words.Judgement, w.words.GotOut, w.words.Hoped, w.words.Judgement, w.words.Net, w.words.PaidBack,
	}}
	for _, p := range l.Parties {
		back := dash
		if p.Payback != nil {
			back = w.Date(*p.Payback)
		}
		t.Rows = append(t.Rows, []cell{
			text(w.party(p.Party)), w.money(p.Account.Cost()), w.money(p.Promised), w.verdict(p.CostVerdict),
			w.money(p.Account.Gain()), w.money(p.Expected), w.verdict(p.GainVerdict), w.money(p.Account.Net()), text(back),
		})
	}
	none := text("")
	t.Rows = append(t.Rows, []cell{
		text(w.words.Together), w.money(l.Total.Cost()), none, none, w.money(l.Total.Gain()), none, none, w.money(l.Total.Net()), none,
	})
	return block{Table: t}
}

// deals are those in which several parties have a part: what each claims, and what of it
// counts. How much money it is stands in no report.
func (w writer) deals(l ledger.Standing) block {
	t := table{Head: []string{w.words.Deal, w.words.ForTime, w.words.Party, w.words.Claims, w.words.CountsFor}}
	for _, d := range l.Deals {
		what := d.Deal + " (" + w.Review.Money.Amount[string(d.Kind)] + ")"
		for _, c := range d.Claims {
			t.Rows = append(t.Rows, []cell{text(what), text(fmt.Sprintf(w.words.Span, w.Date(d.From), w.Date(d.Until))), text(w.party(c.Party)), w.part(c.Percent), w.part(c.Counted)})
		}
		for _, s := range d.Left {
			t.Rows = append(t.Rows, []cell{text(what), text(fmt.Sprintf(w.words.Span, w.Date(d.From), w.Date(d.Until))), text(w.party(s.Party)), text(fmt.Sprintf(w.words.LeftTo, w.part(s.Percent).Text)), w.part(decimal.Zero)})
		}
	}
	if len(t.Rows) == 0 {
		return block{}
	}
	b := block{Title: w.words.Deals, Table: t}
	for _, d := range l.Deals {
		if d.Over() {
			b.Lines = append(b.Lines, fmt.Sprintf(w.words.Overclaimed, d.Deal, w.part(d.Claimed).Text))
		}
	}
	return b
}

func (w writer) part(percent decimal.Decimal) cell { return number(w.Quantity(percent.Round(2), "%")) }

// tended are the hours that the sides have put into the partnership itself.
func (w writer) tended() block {
	t := table{Head: []string{w.words.Party, w.words.HoursLately, w.words.HoursInAll, w.words.Said}}
	for _, one := range w.Tended {
		t.Rows = append(t.Rows, []cell{text(w.party(one.Party)), number(w.Number(one.Last)), number(w.Number(one.Sum)), text(w.dated(one.AsOf))})
	}
	if len(t.Rows) == 0 {
		return block{}
	}
	return block{Title: w.words.Tended, Table: t}
}

func (w writer) ledgerChart(l ledger.Standing) (block, error) {
	c := chart{title: w.words.PutIn + ", " + w.words.GotOut, unit: l.Currency, lines: []line{{name: w.words.PutIn}, {name: w.words.GotOut}}, bars: true}
	t := table{Head: []string{w.words.Party, w.words.PutIn, w.words.GotOut}}
	for _, p := range l.Parties {
		in, out := p.Account.Cost(), p.Account.Gain()
		c.labels = append(c.labels, w.party(p.Party))
		c.lines[0].values, c.lines[1].values = append(c.lines[0].values, decimal.NewNullDecimal(in)), append(c.lines[1].values, decimal.NewNullDecimal(out))
		t.Rows = append(t.Rows, []cell{text(w.party(p.Party)), w.money(in), w.money(out)})
	}
	drawn, err := w.draw(c)
	return block{Chart: drawn, Table: t}, err
}

// fairness says how evenly value and effort are shared, how fast the budget is spent, and
// what does not fit together.
func (w writer) fairness(l ledger.Standing) []string {
	var list []string
	for _, f := range []struct {
		phrase string
		of     measure.Fairness
	}{{w.words.BalanceOfValue, l.Balance}, {w.words.BalanceOfEffort, l.Effort}} {
		if f.of.Balance.OK {
			list = append(list, fmt.Sprintf(f.phrase, w.ratio(f.of.Balance))+", "+w.badge(measure.JudgeBalance(f.of.Balance)).Text+".")
		}
	}
	if l.NPV.OK {
		list = append(list, fmt.Sprintf(w.words.Present, w.Quantity(*w.Spec.DiscountRate, "%"), w.Date(l.NPVOn), w.money(l.NPV.Value).Text)+".")
	}
	if used := l.Used(); used.OK {
		list = append(list, fmt.Sprintf(w.words.Spent, w.money(l.Spent).Text, w.money(*l.Budget).Text, w.Percent(used.Value))+".")
	}
	if l.Burn.OK {
		list = append(list, fmt.Sprintf(w.words.Burn, w.ratio(l.Burn))+".")
	}
	for _, t := range l.Transfers {
		if t.Differs {
			list = append(list, fmt.Sprintf(w.words.Differs, w.Date(t.From), w.Date(t.Until), w.money(t.Paid).Text, w.money(t.Received).Text))
		}
	}
	if n := len(l.Unpriced); n > 0 {
		list = append(list, fmt.Sprintf(w.words.Unpriced, n))
	}
	return list
}

// coinless is the amount from which on coins say nothing.
var coinless = decimal.New(1, 4)

func (w writer) money(d decimal.Decimal) cell {
	if d.Abs().GreaterThanOrEqual(coinless) {
		return number(w.Number(d.Round(0)))
	}
	return number(w.Number(d.Round(2)))
}
