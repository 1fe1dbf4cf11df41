package cli

import (
	"slices"
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
	FormatVersion int          `json:"format_version"`
	Slug          string       `json:"slug"`
	AsOf          cadence.Date `json:"as_of"`
	Currency      string       `json:"currency"`
	Parties       []partyView  `json:"parties"`
	Total         accountView  `json:"total"`
	Balance       fairnessView `json:"balance"` // of value
	Effort        fairnessView `json:"effort"`  // of hours
	Budget        budgetView   `json:"budget"`
	// DiscountRate is in percent a year, and NPV the net present value of all at it on
	// NPVOn; null and empty where the spec has no rate.
	DiscountRate *decimal.Decimal `json:"discount_rate"`
	NPV          *decimal.Decimal `json:"npv"`
	NPVOn        cadence.Date     `json:"npv_on"`
	Transfers    []transferView   `json:"transfers"`
	// Deals are those in which several parties have a part.
	Deals   []dealView  `json:"deals"`
	Entries []entryView `json:"entries"` // in the order in which they were booked
	// Relationship are the hours for the partnership itself.
	Relationship []tendingView `json:"relationship"`
}

type tendingView struct {
	Party string          `json:"party"`
	Hours decimal.Decimal `json:"hours"` // of the three months before Said
	Said  string          `json:"said"`
	InAll decimal.Decimal `json:"in_all"`
}

// accountView is an account. What makes up Cost and Gain is null for who may not read it.
type accountView struct {
	Money    *decimal.Decimal `json:"money"`
	Hours    *decimal.Decimal `json:"hours"`
	Rate     *decimal.Decimal `json:"rate"` // what an hour counts for
	InKind   *decimal.Decimal `json:"in_kind"`
	Cost     decimal.Decimal  `json:"cost"` // money, hours by their rate and things in kind
	Revenue  *decimal.Decimal `json:"revenue"`
	Savings  *decimal.Decimal `json:"savings"`
	Benefits *decimal.Decimal `json:"benefits"`
	Gain     decimal.Decimal  `json:"gain"` // revenue, savings and benefits
	Net      decimal.Decimal  `json:"net"`
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
	Paid       *decimal.Decimal    `json:"paid"`
	Received   *decimal.Decimal    `json:"received"`
	Payback    *cadence.Date       `json:"payback"`
	NPV        *decimal.Decimal    `json:"npv"`
	Slope      *decimal.Decimal    `json:"slope"` // of the net, over the last four periods
	Change     *decimal.Decimal    `json:"change"`
	YearChange *decimal.Decimal    `json:"year_change"`
	Periods    []periodAccountView `json:"periods"`
	// Closed says that the reader sees only what the party's amounts come to.
	Closed bool `json:"closed,omitempty"`
}

type periodAccountView struct {
	From     cadence.Date     `json:"from"`
	Until    cadence.Date     `json:"until"`
	Account  accountView      `json:"account"`
	Paid     *decimal.Decimal `json:"paid"`
	Received *decimal.Decimal `json:"received"`
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
	Spent  *decimal.Decimal `json:"spent"` // null where it would tell of others
	Burn   *decimal.Decimal `json:"burn"`  // above 1 the money goes faster than the time
}

type transferView struct {
	From     cadence.Date    `json:"from"`
	Until    cadence.Date    `json:"until"`
	Paid     decimal.Decimal `json:"paid"`
	Received decimal.Decimal `json:"received"`
	Differs  bool            `json:"differs"`
}

type dealView struct {
	Deal   string          `json:"deal"`
	Kind   ledger.Kind     `json:"kind"`
	From   cadence.Date    `json:"from"`
	Until  cadence.Date    `json:"until"`
	Claims []dealClaimView `json:"claims"`
	// Claimed is what the parties claim together, in percent; Over says that it is more than
	// there is.
	Claimed decimal.Decimal `json:"claimed"`
	Over    bool            `json:"over"`
	// Left are parts of parties that have not spoken of the deal.
	Left []partnership.Share `json:"left"`
}

type dealClaimView struct {
	Party   string          `json:"party"`
	Percent decimal.Decimal `json:"percent"`
	Counted decimal.Decimal `json:"counted"` // what of it counts
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
	// has no rate. Own is what of it counts for the party: of a deal, its part.
	Value *decimal.Decimal `json:"value"`
	Own   *decimal.Decimal `json:"own"`
	// Deal is one that several parties share, Shares what the party says of their parts.
	Deal   string              `json:"deal"`
	Shares []partnership.Share `json:"shares"`
	By     string              `json:"by"` // a person's ID, or admin
	At     time.Time           `json:"at"`
	// Counts says that no other entry corrects it.
	Counts   bool   `json:"counts"`
	Corrects string `json:"corrects"`
	Reason   string `json:"reason"`
}

func ledgerOf(a app.Accounts) ledgerView {
	s := a.Standing
	v := ledgerView{
		FormatVersion: formatVersion, Slug: a.Spec.Slug, AsOf: s.AsOf, Currency: s.Currency, Parties: []partyView{}, Total: accountOf(s.Total, len(a.Closed) > 0),
		Balance: fairnessOf(s.Balance, against(s)), Effort: fairnessOf(s.Effort, "hours"),
		Budget:       budgetView{Budget: s.Budget, Spent: unless(len(a.Closed) > 0 && s.Budget == nil, s.Spent), Burn: value(s.Burn)},
		DiscountRate: a.Spec.DiscountRate, NPV: valueInCents(s.NPV), NPVOn: s.NPVOn,
		Transfers: []transferView{}, Deals: []dealView{}, Entries: entriesOf(a), Relationship: []tendingView{},
	}
	for _, p := range s.Parties {
		v.Parties = append(v.Parties, partyOf(p, a.Spec, slices.Contains(a.Closed, p.Party)))
	}
	for _, t := range s.Transfers {
		v.Transfers = append(v.Transfers, transferView(t))
	}
	for _, d := range s.Deals {
		deal := dealView{Deal: d.Deal, Kind: d.Kind, From: d.From, Until: d.Until, Claims: []dealClaimView{}, Claimed: d.Claimed, Over: d.Over(), Left: append([]partnership.Share{}, d.Left...)}
		for _, c := range d.Claims {
			deal.Claims = append(deal.Claims, dealClaimView{Party: c.Party, Percent: c.Percent, Counted: cents(c.Counted)})
		}
		v.Deals = append(v.Deals, deal)
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

func accountOf(a measure.Account, closed bool) accountView {
	v := accountView{Cost: cents(a.Cost()), Gain: a.Gain(), Net: cents(a.Net()), ROI: value(a.ROI()), BCR: value(a.BCR())}
	if !closed {
		rate := cents(a.Rate)
		v.Money, v.Hours, v.Rate, v.InKind = &a.Cash, &a.Hours, &rate, &a.InKind
		v.Revenue, v.Savings, v.Benefits = &a.Revenue, &a.Savings, &a.Benefits
	}
	return v
}

// unless leaves out what the reader may not see.
func unless(closed bool, d decimal.Decimal) *decimal.Decimal {
	if closed {
		return nil
	}
	return &d
}

// valueInCents is an amount of money that may be n/a.
func valueInCents(r measure.Ratio) *decimal.Decimal {
	if r.OK {
		r.Value = cents(r.Value)
	}
	return value(r)
}

// cents rounds what was worked out with divisions to what can be paid.
func cents(d decimal.Decimal) decimal.Decimal { return d.Round(2) }

func partyOf(p ledger.PartyStanding, spec partnership.Spec, closed bool) partyView {
	v := partyView{
		ID: p.Party, Name: partyName(spec, p.Party), Account: accountOf(p.Account, closed), Closed: closed, Unrated: p.Unrated,
		Promised: cents(p.Promised), HoursPromised: cents(p.HoursPromised), Expected: cents(p.Expected),
		CostVariance: value(p.CostVariance), CostVerdict: p.CostVerdict, GainVariance: value(p.GainVariance), GainVerdict: p.GainVerdict,
		ValuePart: value(p.Part), EffortPart: value(p.EffortPart), Paid: unless(closed, p.Paid), Received: unless(closed, p.Received),
		Payback: p.Payback, NPV: valueInCents(p.NPV), Slope: value(p.Trend.Slope), Change: value(p.Trend.Change), YearChange: value(p.Trend.YearChange),
		Periods: []periodAccountView{},
	}
	for _, in := range p.Periods {
		v.Periods = append(v.Periods, periodAccountView{
			From: in.From, Until: in.Until, Account: accountOf(in.Account, closed), Paid: unless(closed, in.Paid), Received: unless(closed, in.Received),
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
	list := []entryView{}
	for _, e := range a.Entries {
		e = ledger.Price(a.Spec, e)
		part, counts := a.Counted[e.ID]
		v := entryView{
			ID: e.ID, Party: e.Party, Kind: e.Kind, From: e.From, Until: e.Until, Amount: e.Amount, Currency: e.Currency, Rate: e.Rate, RateOn: e.RateOn,
			By: e.By, At: e.At, Counts: counts, Corrects: e.Corrects, Reason: e.Reason, Deal: e.Deal, Shares: append([]partnership.Share{}, e.Shares...),
		}
		if e.Kind != ledger.Hours && e.Priced(a.Spec.Currency) {
			amount := e.Value()
			v.Value = &amount
			if counts {
				own := amount.Mul(part).Shift(-2)
				v.Own = &own
			}
		}
		list = append(list, v)
	}
	return list
}
