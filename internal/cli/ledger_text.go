package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// showLedger prints the accounts for people.
func showLedger(env Env, a app.Accounts) error {
	if len(a.Entries) == 0 && len(a.Closed) == 0 {
		fmt.Fprintf(env.Stdout, "%s: nothing is in the ledger yet.\n", a.Spec.Slug)
		showTended(env.Stdout, a)
		return nil
	}
	l := ledgerText{env: env, out: env.Stdout, spec: a.Spec, closed: a.Closed, standing: a.Standing, purse: purseOf(a.Standing)}
	fmt.Fprintf(l.out, "%s: accounts up to %s%s\n", a.Spec.Slug, english.Date(a.Standing.AsOf), l.purse.in(a.Standing.Currency))
	for _, p := range a.Standing.Parties {
		if err := l.party(p); err != nil {
			return err
		}
	}
	if err := l.total(); err != nil {
		return err
	}
	l.fairness()
	l.deals()
	l.transfers()
	l.leftOut()
	showTended(l.out, a)
	return nil
}

// showTended prints what the sides have put into the partnership itself.
func showTended(out io.Writer, a app.Accounts) {
	if len(a.Tended) > 0 {
		fmt.Fprintln(out, "\nHours for the partnership itself, of the last three months and in all")
	}
	for _, t := range a.Tended {
		fmt.Fprintf(out, "%s: %s and %s, said on %s.\n", printable(partyName(a.Spec, t.Party)), hours(t.Last), hours(t.Sum), periodOf(t.AsOf))
	}
}

var english = wording.English()

// ledgerText prints one partnership's accounts.
type ledgerText struct {
	env      Env
	out      io.Writer
	spec     partnership.Spec
	standing ledger.Standing
	purse    purse
	closed   []string // parties of which only sums are shown
}

// purse is how amounts of money are shown, so that a row fits into 80 columns.
type purse struct {
	thousands bool
	places    int32
}

// Above these amounts, coins say nothing, and neither do single units.
var coinless, roundest = decimal.New(1, 4), decimal.New(1, 7)

func purseOf(s ledger.Standing) purse {
	most := decimal.Max(s.Total.Cost(), s.Total.Gain(), s.Total.Net().Abs())
	switch {
	case most.GreaterThanOrEqual(roundest):
		return purse{thousands: true}
	case most.GreaterThanOrEqual(coinless):
		return purse{}
	default:
		return purse{places: 2}
	}
}

func (p purse) in(currency string) string {
	switch {
	case currency == "":
		return ""
	case p.thousands:
		return ", in thousands of " + currency
	default:
		return ", in " + currency
	}
}

func (p purse) amount(d decimal.Decimal) string {
	if p.thousands {
		d = d.Shift(-3)
	}
	return english.Number(d.Round(p.places))
}

// row shows an account: what was put in, what was got out, and what remains. Of a closed one
// it shows nothing of what makes up the sums.
func (l ledgerText) row(t *textTable, of string, a measure.Account, closed bool) {
	money, worked, inKind := l.purse.amount(a.Cash), hours(a.Hours), l.purse.amount(a.InKind)
	if closed {
		money, worked, inKind = "-", "-", "-"
	}
	t.row(of, money, worked, inKind, l.purse.amount(a.Cost()), l.purse.amount(a.Gain()), l.purse.amount(a.Net()))
}

// hours shows halves of an hour as long as they say something.
func hours(d decimal.Decimal) string {
	if d.GreaterThanOrEqual(decimal.New(1, 3)) {
		return english.Number(d.Round(0))
	}
	return english.Number(d.Round(1))
}

func (l ledgerText) table() *textTable {
	return newTable(l.env, "Period", "Money", "Hours", "In kind", "Put in", "Got out", "Net").figuresFrom(1)
}

func (l ledgerText) party(p ledger.PartyStanding) error {
	fmt.Fprintf(l.out, "\n%s\n", partyName(l.spec, p.Party))
	if len(p.Periods) == 0 {
		fmt.Fprintln(l.out, "Has told of nothing yet.")
		return nil
	}
	closed := slices.Contains(l.closed, p.Party)
	t := l.table()
	for _, in := range p.Periods {
		l.row(t, months(in.From, in.Until), in.Account, closed)
	}
	if len(p.Periods) > 1 {
		l.row(t, "In all", p.Account, closed)
	}
	if err := t.print(); err != nil {
		return err
	}
	if p.Unrated && !closed {
		fmt.Fprintln(l.out, "Its hours count for no money: it declares no rate.")
	}
	l.compared("Put in", p.Account.Cost(), p.Promised, "promised", p.CostVariance, p.CostVerdict)
	l.compared("Got out", p.Account.Gain(), p.Expected, "expected", p.GainVariance, p.GainVerdict)
	l.course(p)
	return nil
}

// compared says how an amount compares with what was planned for the time.
func (l ledgerText) compared(verb string, is, planned decimal.Decimal, plan string, v measure.Ratio, verdict measure.RAG) {
	if v.OK {
		fmt.Fprintf(l.out, "%s %s of %s %s by then: %s, %s.\n", verb, l.purse.amount(is), l.purse.amount(planned), plan, signed(english.Percent(v.Value)), verdict)
	}
}

// signed shows that a figure is a change.
func signed(figure string) string {
	if strings.HasPrefix(figure, "-") {
		return figure
	}
	return "+" + figure
}

// course says how the net of a party moves.
func (l ledgerText) course(p ledger.PartyStanding) {
	var said []string
	change := func(r measure.Ratio, words string) {
		if r.OK {
			said = append(said, signed(l.purse.amount(r.Value))+words)
		}
	}
	change(p.Trend.Change, " on the period before")
	change(p.Trend.YearChange, " on a year before")
	change(p.Trend.Slope, " a period lately")
	if len(said) > 0 {
		fmt.Fprintf(l.out, "Net: %s.\n", strings.Join(said, ", "))
	}
	switch {
	case p.Payback != nil:
		fmt.Fprintf(l.out, "Paid back by %s.\n", english.Date(*p.Payback))
	default:
		fmt.Fprintln(l.out, "Not paid back yet.")
	}
	l.present(p.NPV)
}

// present says what later gains are worth.
func (l ledgerText) present(npv measure.Ratio) {
	if npv.OK {
		fmt.Fprintf(l.out, "Net present value on %s, at %s%% a year: %s.\n",
			english.Date(l.standing.NPVOn), english.Number(*l.spec.DiscountRate), l.purse.amount(npv.Value))
	}
}

func (l ledgerText) total() error {
	fmt.Fprintln(l.out, "\nTogether")
	t := l.table()
	l.row(t, "In all", l.standing.Total, len(l.closed) > 0)
	if err := t.print(); err != nil {
		return err
	}
	l.present(l.standing.NPV)
	if l.standing.Budget != nil && l.standing.Budget.IsPositive() {
		fmt.Fprintf(l.out, "Budget: %s of %s spent; burn %s (1 is as fast as time passes).\n",
			l.purse.amount(l.standing.Spent), l.purse.amount(*l.standing.Budget), ratio(l.standing.Burn))
	}
	return nil
}
