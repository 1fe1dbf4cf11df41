package cli

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// ledgerView is what programs read. A figure that cannot be told is null.
type ledgerView struct {
	FormatVersion int            `json:"format_version"`
	Slug          string         `json:"slug"`
	AsOf          cadence.Date   `json:"as_of"`
	Currency      string         `json:"currency"`
	Parties       []partyView    `json:"parties"`
	Total         accountView    `json:"total"`
	Balance       fairnessView   `json:"balance"` // of value
	Effort        fairnessView   `json:"effort"`  // of hours
	Budget        budgetView     `json:"budget"`
	Transfers     []transferView `json:"transfers"`
	Entries       []entryView    `json:"entries"` // in the order in which they were booked
	// Relationship are the hours for the partnership itself.
	Relationship []tendingView `json:"relationship"`
}

type tendingView struct {
	Party string          `json:"party"`
	Hours decimal.Decimal `json:"hours"` // of the three months before Said
	Said  string          `json:"said"`
	InAll decimal.Decimal `json:"in_all"`
}

type accountView struct {
	Money    decimal.Decimal `json:"money"`
	Hours    decimal.Decimal `json:"hours"`
	Rate     decimal.Decimal `json:"rate"` // what an hour counts for
	InKind   decimal.Decimal `json:"in_kind"`
	Cost     decimal.Decimal `json:"cost"` // money, hours by their rate and things in kind
	Revenue  decimal.Decimal `json:"revenue"`
	Savings  decimal.Decimal `json:"savings"`
	Benefits decimal.Decimal `json:"benefits"`
	Gain     decimal.Decimal `json:"gain"` // revenue, savings and benefits
	Net      decimal.Decimal `json:"net"`
	// ROI is net over cost, and BCR gain over cost.
	ROI *decimal.Decimal `json:"roi"`
	BCR *decimal.Decimal `json:"bcr"`
}

type partyView struct {
	ID      string      `json:"id"`
	Name    string      `json:"name"`
	Account accountView `json:"account"`
	// Unrated says that hours count for no money, since the party declares no rate.
	Unrated bool `json:"unrated"`
	// Promised, HoursPromised and Expected are for the time that has passed.
	Promised      decimal.Decimal  `json:"promised"`
	HoursPromised decimal.Decimal  `json:"hours_promised"`
	Expected      decimal.Decimal  `json:"expected"`
	CostVariance  *decimal.Decimal `json:"cost_variance"`
	CostVerdict   measure.RAG      `json:"cost_verdict"`
	GainVariance  *decimal.Decimal `json:"gain_variance"`
	GainVerdict   measure.RAG      `json:"gain_verdict"`
	// ValuePart and EffortPart are above 1 where the party has more than its part.
	ValuePart  *decimal.Decimal    `json:"value_part"`
	EffortPart *decimal.Decimal    `json:"effort_part"`
	Paid       decimal.Decimal     `json:"paid"`
	Received   decimal.Decimal     `json:"received"`
	Payback    *cadence.Date       `json:"payback"`
	Slope      *decimal.Decimal    `json:"slope"` // of the net, over the last four periods
	Change     *decimal.Decimal    `json:"change"`
	YearChange *decimal.Decimal    `json:"year_change"`
	Periods    []periodAccountView `json:"periods"`
}

type periodAccountView struct {
	From     cadence.Date    `json:"from"`
	Until    cadence.Date    `json:"until"`
	Account  accountView     `json:"account"`
	Paid     decimal.Decimal `json:"paid"`
	Received decimal.Decimal `json:"received"`
}

type fairnessView struct {
	Balance *decimal.Decimal `json:"balance"` // the least favoured over the most favoured
	Jain    *decimal.Decimal `json:"jain"`
	Verdict measure.RAG      `json:"verdict"`
	// Against is what value is compared with: share or cost; of effort, hours.
	Against string `json:"against"`
	Reason  string `json:"reason"` // why there is no figure
}

type budgetView struct {
	Budget *decimal.Decimal `json:"budget"`
	Spent  decimal.Decimal  `json:"spent"`
	Burn   *decimal.Decimal `json:"burn"` // above 1 the money goes faster than the time
}

type transferView struct {
	From     cadence.Date    `json:"from"`
	Until    cadence.Date    `json:"until"`
	Paid     decimal.Decimal `json:"paid"`
	Received decimal.Decimal `json:"received"`
	Differs  bool            `json:"differs"`
}

type entryView struct {
	ID       string          `json:"id"`
	Party    string          `json:"party"`
	Kind     ledger.Kind     `json:"kind"`
	From     cadence.Date    `json:"from"`
	Until    cadence.Date    `json:"until"`
	Amount   decimal.Decimal `json:"amount"`
	Currency string          `json:"currency"`
	// Rate is null where none was needed, or where none is declared.
	Rate   *decimal.Decimal `json:"rate"`
	RateOn cadence.Date     `json:"rate_on"`
	// Value is the amount in the partnership's currency; null for hours, and for what
	// has no rate.
	Value *decimal.Decimal `json:"value"`
	By    string           `json:"by"` // a person's ID, or admin
	At    time.Time        `json:"at"`
	// Counts says that no other entry corrects it.
	Counts   bool   `json:"counts"`
	Corrects string `json:"corrects"`
	Reason   string `json:"reason"`
}

func ledgerOf(a app.Accounts) ledgerView {
	s := a.Standing
	v := ledgerView{
		FormatVersion: formatVersion, Slug: a.Spec.Slug, AsOf: s.AsOf, Currency: s.Currency, Parties: []partyView{}, Total: accountOf(s.Total),
		Balance: fairnessOf(s.Balance, against(s)), Effort: fairnessOf(s.Effort, "hours"),
		Budget:    budgetView{Budget: s.Budget, Spent: s.Spent, Burn: value(s.Burn)},
		Transfers: []transferView{}, Entries: entriesOf(a), Relationship: []tendingView{},
	}
	for _, p := range s.Parties {
		v.Parties = append(v.Parties, partyOf(p, a.Spec))
	}
	for _, t := range s.Transfers {
		v.Transfers = append(v.Transfers, transferView(t))
	}
	for _, t := range a.Tended {
		v.Relationship = append(v.Relationship, tendingView{Party: t.Party, Hours: t.Last, Said: t.AsOf, InAll: t.Sum})
	}
	return v
}

func against(s ledger.Standing) string {
	if s.ByShare {
		return "share"
	}
	return "cost"
}

func accountOf(a measure.Account) accountView {
	return accountView{
		Money: a.Cash, Hours: a.Hours, Rate: cents(a.Rate), InKind: a.InKind, Cost: cents(a.Cost()),
		Revenue: a.Revenue, Savings: a.Savings, Benefits: a.Benefits, Gain: a.Gain(), Net: cents(a.Net()), ROI: value(a.ROI()), BCR: value(a.BCR()),
	}
}

// cents rounds what was worked out with divisions to what can be paid.
func cents(d decimal.Decimal) decimal.Decimal { return d.Round(2) }

func partyOf(p ledger.PartyStanding, spec partnership.Spec) partyView {
	v := partyView{
		ID: p.Party, Name: partyName(spec, p.Party), Account: accountOf(p.Account), Unrated: p.Unrated,
		Promised: cents(p.Promised), HoursPromised: cents(p.HoursPromised), Expected: cents(p.Expected),
		CostVariance: value(p.CostVariance), CostVerdict: p.CostVerdict, GainVariance: value(p.GainVariance), GainVerdict: p.GainVerdict,
		ValuePart: value(p.Part), EffortPart: value(p.EffortPart), Paid: p.Paid, Received: p.Received,
		Payback: p.Payback, Slope: value(p.Trend.Slope), Change: value(p.Trend.Change), YearChange: value(p.Trend.YearChange),
		Periods: []periodAccountView{},
	}
	for _, in := range p.Periods {
		v.Periods = append(v.Periods, periodAccountView{
			From: in.From, Until: in.Until, Account: accountOf(in.Account), Paid: in.Paid, Received: in.Received,
		})
	}
	return v
}

// partyName is how people call a party, also one that has left: by its ID.
func partyName(spec partnership.Spec, id string) string {
	for _, p := range spec.Parties {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

func fairnessOf(f measure.Fairness, against string) fairnessView {
	return fairnessView{
		Balance: value(f.Balance), Jain: value(f.Jain), Verdict: measure.JudgeBalance(f.Balance), Against: against, Reason: f.Reason,
	}
}

func entriesOf(a app.Accounts) []entryView {
	counts := map[string]bool{}
	for _, e := range ledger.Current(a.Entries) {
		counts[e.ID] = true
	}
	list := []entryView{}
	for _, e := range a.Entries {
		e = ledger.Price(a.Spec, e)
		v := entryView{
			ID: e.ID, Party: e.Party, Kind: e.Kind, From: e.From, Until: e.Until, Amount: e.Amount, Currency: e.Currency, Rate: e.Rate, RateOn: e.RateOn,
			By: e.By, At: e.At, Counts: counts[e.ID], Corrects: e.Corrects, Reason: e.Reason,
		}
		if e.Kind != ledger.Hours && e.Priced(a.Spec.Currency) {
			amount := e.Value()
			v.Value = &amount
		}
		list = append(list, v)
	}
	return list
}
