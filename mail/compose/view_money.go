package compose

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// moneyView fills the phrases of a review of money.
type moneyView struct {
	// From and Until are the days about which the reader's side is asked.
	From, Until string
	Before      bool // something was decided the last time
	Money       bool // is asked for, not hours alone
	// Open says that all read the amounts of all, Other is a party beside the reader's.
	Open  bool
	Other string
	// Parts says that the parts of a deal are asked about, and no amounts.
	Parts bool
	decisionView
}

// moneyLine is a line of a mail about money.
type moneyLine struct {
	Party, From, Until string
	// Cost and Gain are what a party put in and got, and Net what it got more, or less
	// where it is a Loss.
	Cost, Gain, Net string
	Loss            bool
	// Promised and Expected are what was to be by now, and how far off that is.
	Promised, Expected offView
	// Amounts are those of the reader's side, or what people say of one.
	Amounts        []amountView
	Open           bool // what all read
	Label          string
	Share, Verdict string
	Spent, Budget  string
}

// offView is a planned amount, and by how many percent the real one is off.
type offView struct {
	Amount, Percent string
	More            bool
	Verdict         string
}

// amountView is an amount with a label, or with who says so.
type amountView struct{ Label, Amount string }

// account is the ledger as a letter shows it.
type account struct {
	letterWriter
	review.Sheet
	standing ledger.Standing
}

func (w letterWriter) account(content json.RawMessage) (a account, err error) {
	a.letterWriter = w
	if len(content) == 0 {
		return a, nil
	}
	if err := json.Unmarshal(content, &a.Sheet); err != nil {
		return a, fmt.Errorf("read what a review of money shows: %w", err)
	}
	a.standing = ledger.AsTold(w.spec, w.letter.Ledger, a.Until)
	a.Until = a.standing.AsOf
	return a, nil
}

func viewMoney(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	a, err := w.account(content)
	if err != nil || a.Until.IsZero() { // the answer to who writes late speaks of no figures
		return moneyView{}, nil, err
	}
	v := moneyView{Before: len(a.Before) > 0, Money: a.Currency != "", decisionView: w.decision(a.Decision)}
	side := a.own()
	v.Parts = !slices.ContainsFunc(w.letter.Questions, func(q partnership.Question) bool { return q.Unit != "%" })
	v.Open, v.Other = a.Readers == partnership.ReadersAll, a.other(side.Party)
	v.From, v.Until = a.date(side.From), a.date(a.Until)
	lines, err := a.lines()
	return v, lines, err
}

// own is the reader's side.
func (a account) own() review.Side {
	party, _ := a.spec.PartyOf(a.person.ID)
	i := slices.IndexFunc(a.Sides, func(s review.Side) bool { return s.Party == party.ID })
	if i < 0 {
		return review.Side{Party: party.ID, From: a.spec.Start}
	}
	return a.Sides[i]
}

// other is a party beside the reader's own.
func (a account) other(own string) string {
	for _, p := range a.spec.Parties {
		if p.ID != own {
			return oneLine(p.Name)
		}
	}
	return ""
}

// lines are what a mail says of the figures.
func (a account) lines() ([]noticeLine, error) {
	if a.letter.Responds() {
		return nil, nil
	}
	switch a.letter.Wording() {
	case review.TemplateMoney:
		return a.settledSince(a.Before), nil
	case review.TemplateDiffers:
		return append(a.differs(), a.contested()...), nil
	case review.TemplateAccount:
		steps, err := a.taken(a.Steps, func(string) string { return "" })
		return slices.Concat(steps, a.periods(), a.totals(), a.together(), a.details(), a.differs(), a.deals(), a.missing()), err
	default:
		return nil, nil
	}
}

// date writes a day, if there is one.
func (a account) date(d cadence.Date) string {
	if d.IsZero() {
		return ""
	}
	return a.catalog.locale.Date(d)
}

func (a account) money(d decimal.Decimal) string {
	return a.catalog.locale.Quantity(d.Round(2), a.Currency)
}

// periods are what each party put in and got in the time that was asked about.
func (a account) periods() []noticeLine {
	var lines []noticeLine
	for _, p := range a.standing.Parties {
		for _, in := range p.Periods {
			switch {
			case in.Until != a.Until:
			case a.Currency == "": // no money is meant, and hours are all there is
				line := a.sum(p.Party, in.Account, in)
				line.Cost = a.amount(ledger.Hours, in.Account.Hours, "")
				lines = append(lines, noticeLine{"hours", line})
			default:
				lines = append(lines, noticeLine{"period", a.sum(p.Party, in.Account, in)})
			}
		}
	}
	return lines
}

func (a account) sum(party string, of measure.Account, in ledger.PeriodStanding) moneyLine {
	line := moneyLine{
		Party: a.party(party), Cost: a.money(of.Cost()), Gain: a.money(of.Gain()),
		Net: a.money(of.Net().Abs()), Loss: of.Net().IsNegative(),
	}
	line.From, line.Until = a.date(in.From), a.date(in.Until)
	return line
}

// totals are what each party put in and got since the beginning, beside what was promised
// and hoped for by now.
func (a account) totals() []noticeLine {
	var lines []noticeLine
	for _, p := range a.standing.Parties {
		if len(p.Periods) == 0 || a.Currency == "" {
			continue
		}
		line := a.sum(p.Party, p.Account, ledger.PeriodStanding{})
		line.From = a.date(a.spec.Start)
		line.Promised, line.Expected = a.off(p.Promised, p.CostVariance, p.CostVerdict), a.off(p.Expected, p.GainVariance, p.GainVerdict)
		lines = append(lines, noticeLine{"total", line})
	}
	return lines
}

func (a account) off(planned decimal.Decimal, variance measure.Ratio, verdict measure.RAG) offView {
	if !variance.OK {
		return offView{}
	}
	return offView{
		Amount: a.money(planned.Round(0)), Percent: a.catalog.locale.Percent(variance.Value.Abs()), More: variance.Value.IsPositive(), Verdict: string(verdict),
	}
}

// together is how evenly value and effort are shared, and how fast the budget is used up.
func (a account) together() []noticeLine {
	var lines []noticeLine
	for _, f := range []struct {
		phrase string
		of     measure.Fairness
		part   func(ledger.PartyStanding) measure.Ratio
	}{
		{"balance", a.standing.Balance, func(p ledger.PartyStanding) measure.Ratio { return p.Part }},
		{"effort-shared", a.standing.Effort, func(p ledger.PartyStanding) measure.Ratio { return p.EffortPart }},
	} {
		if !f.of.Balance.OK {
			continue
		}
		line := moneyLine{Share: a.catalog.locale.Percent(f.of.Balance.Value), Verdict: string(measure.JudgeBalance(f.of.Balance))}
		least := measure.Ratio{}
		for _, p := range a.standing.Parties {
			if part := f.part(p); part.OK && (!least.OK || part.Value.LessThan(least.Value)) {
				least, line.Party = part, a.party(p.Party)
			}
		}
		lines = append(lines, noticeLine{f.phrase, line})
	}
	if a.standing.NPV.OK {
		lines = append(lines, noticeLine{"present", moneyLine{
			Net: a.money(a.standing.NPV.Value), Share: a.catalog.locale.Quantity(*a.spec.DiscountRate, "%"), Until: a.date(a.standing.NPVOn),
		}})
	}
	if a.standing.Burn.OK {
		lines = append(lines, noticeLine{"budget", moneyLine{
			Spent: a.money(a.standing.Spent), Budget: a.money(*a.standing.Budget), Share: a.catalog.locale.Number(a.standing.Burn.Value.Round(2)),
		}})
	}
	return lines
}

// details are the amounts of the reader's own side, and those of others that are for all.
func (a account) details() []noticeLine {
	own := a.own().Party
	var lines []noticeLine
	for _, p := range a.standing.Parties {
		line := moneyLine{Open: true}
		if p.Party != own {
			line.Party = a.party(p.Party)
		}
		for _, e := range ledger.Current(a.letter.Ledger) {
			if e.Party == p.Party && e.Until == a.Until && e.ReadBy(own) {
				line.Open = line.Open && e.Readers == partnership.ReadersAll
				line.Amounts = append(line.Amounts, amountView{a.entryLabel(e), a.amount(e.Kind, e.Amount, e.Currency)})
			}
		}
		if len(line.Amounts) > 0 {
			lines = append(lines, noticeLine{"detail", line})
		}
	}
	return lines
}

// entryLabel says what an entry is about.
func (a account) entryLabel(e ledger.Entry) string {
	if e.Deal == "" {
		return a.label(e.Kind)
	}
	return a.label(e.Kind) + " (" + oneLine(e.Deal) + ", " + a.percent(e.Percent()) + ")"
}

func (a account) label(k ledger.Kind) string { return a.catalog.locale.Review.Money.Amount[string(k)] }

func (a account) amount(k ledger.Kind, d decimal.Decimal, currency string) string {
	if k == ledger.Hours {
		currency = a.catalog.locale.Review.Money.Hours
	}
	return a.catalog.locale.Quantity(d, currency)
}

// differs shows what does not fit together, to those whom it concerns: what is between
// people of one side is for that side.
func (a account) differs() []noticeLine {
	own := a.own().Party
	var lines []noticeLine
	for _, d := range a.Differs {
		if d.Deal != "" {
			continue
		}
		between := d.Kind == ledger.Paid || d.Kind == ledger.Received
		if a.Readers != partnership.ReadersAll && !between && !slices.ContainsFunc(d.Claims, func(c review.Claim) bool { return c.Party == own }) {
			continue
		}
		line := moneyLine{Label: a.label(d.Kind)}
		for _, c := range d.Claims {
			line.Amounts = append(line.Amounts, amountView{a.who(c.Person), a.amount(c.Kind, c.Amount, cmp.Or(c.Currency, a.Currency))})
		}
		if d.Silent != "" {
			line.Party = a.party(d.Silent)
		}
		lines = append(lines, noticeLine{"differs", line})
	}
	return lines
}

// missing are the parties that have said nothing.
func (a account) missing() []noticeLine {
	var lines []noticeLine
	for _, id := range a.Missing {
		i := slices.IndexFunc(a.Sides, func(s review.Side) bool { return s.Party == id })
		if i < 0 {
			continue
		}
		lines = append(lines, noticeLine{"missing", moneyLine{
			Party: a.party(id), From: a.date(a.Sides[i].From), Until: a.date(a.Until),
		}})
	}
	return lines
}
