package ledger

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Standing is what the entries of a partnership come to on a day, in its currency
// (formulas F9 and F10). What cannot be told is n/a, never 0.
type Standing struct {
	AsOf     cadence.Date    `json:"as_of"`
	Currency string          `json:"currency,omitempty"` // ISO 4217
	Parties  []PartyStanding `json:"parties,omitempty"`  // in the order of the spec, then those that have left
	Total    measure.Account `json:"total"`
	// Balance is of what the parties gained: against their agreed shares where all have
	// one, else against what they put in. ByShare says which of the two.
	Balance measure.Fairness `json:"balance"`
	ByShare bool             `json:"by_share,omitempty"`
	// Effort is of the hours that were given against those promised.
	Effort measure.Fairness `json:"effort"`
	// Burn is how fast Spent, the money that was put in, uses up the budget.
	Burn   measure.Ratio    `json:"burn"`
	Spent  decimal.Decimal  `json:"spent"`
	Budget *decimal.Decimal `json:"budget,omitempty"`
	// NPV is what the nets of all are worth on NPVOn, the last day of the earliest period,
	// at the partnership's discount rate; n/a where there is none.
	NPV   measure.Ratio `json:"npv,omitzero"`
	NPVOn cadence.Date  `json:"npv_on,omitzero"`
	// Transfers are what the parties paid each other. They are no part of any sum.
	Transfers []Transfer `json:"transfers,omitempty"`
	// Deals are those in which several parties have a part.
	Deals []DealStanding `json:"deals,omitempty"`
	// Unpriced are entries in another currency for which there is no rate. They are no
	// part of any sum, either.
	Unpriced []Entry `json:"unpriced,omitempty"`
}

// LastDay is the last day that the entries speak of, up to which accounts can be
// compared with what was planned. It reports false where there are none.
func LastDay(entries []Entry) (day cadence.Date, ok bool) {
	for _, e := range Current(entries) {
		if !ok || day.Before(e.Until) {
			day, ok = e.Until, true
		}
	}
	return day, ok
}

// AsTold works out how the accounts stand on the last day that the entries speak of, or on
// a day if that is earlier: what was planned for a time that nobody has told of yet
// compares with nothing.
func AsTold(spec partnership.Spec, entries []Entry, on cadence.Date) Standing {
	if last, ok := LastDay(entries); ok && last.Before(on) {
		on = last
	}
	return Stand(spec, entries, on)
}

// Stand works out how the accounts of a partnership stand on a day: of entries that
// count, whose period has begun by then. The order of the entries means nothing.
func Stand(spec partnership.Spec, entries []Entry, asOf cadence.Date) Standing {
	s := Standing{AsOf: asOf, Currency: spec.Currency, Budget: spec.Budget}
	current := Current(entries)
	counted := make([]Entry, 0, len(current))
	for _, e := range current {
		switch e = Price(spec, e); {
		case asOf.Before(e.From):
		case e.Priced(spec.Currency):
			counted = append(counted, e)
		default:
			s.Unpriced = append(s.Unpriced, e)
		}
	}
	slices.SortFunc(s.Unpriced, byPeriod)
	s.Deals, counted = deals(counted), attributed(counted)
	term := measure.Window{Start: spec.Start, Due: spec.End}
	for _, party := range parties(spec, counted) {
		p := standOf(party, counted, term.Expected(asOf))
		s.Total = s.Total.Plus(p.Account)
		s.Parties = append(s.Parties, p)
	}
	s.discount(spec.DiscountRate)
	s.Spent = s.Total.Cash
	s.share(spec)
	s.work(spec)
	if spec.Budget != nil {
		days := spec.Start.DaysUntil(spec.End)
		s.Burn = measure.Burn(s.Spent, *spec.Budget, min(spec.Start.DaysUntil(asOf), days), days)
	}
	s.Transfers = transfers(counted)
	return s
}

// Used is the share of the budget that is spent, n/a without a budget.
func (s Standing) Used() measure.Ratio {
	if s.Budget == nil || !s.Budget.IsPositive() {
		return measure.Ratio{}
	}
	return measure.Some(s.Spent.Div(*s.Budget))
}

// byPeriod orders entries by what they are about, whenever they were made.
func byPeriod(a, b Entry) int {
	return cmp.Or(a.From.Compare(b.From), a.Until.Compare(b.Until), cmp.Compare(a.Party, b.Party), cmp.Compare(a.ID, b.ID))
}

// parties lists the parties of the spec, and those whose entries it no longer knows.
func parties(spec partnership.Spec, entries []Entry) []partnership.Party {
	list := slices.Clone(spec.Parties)
	var left []string
	for _, e := range entries {
		if !slices.ContainsFunc(spec.Parties, func(p partnership.Party) bool { return p.ID == e.Party }) {
			left = append(left, e.Party)
		}
	}
	slices.Sort(left)
	for _, id := range slices.Compact(left) {
		list = append(list, partnership.Party{ID: id, Name: id})
	}
	return list
}

// share works out how evenly the parties of the spec have gained.
func (s *Standing) share(spec partnership.Spec) {
	s.ByShare = len(spec.Parties) > 0 && !slices.ContainsFunc(spec.Parties, func(p partnership.Party) bool { return p.Share == nil })
	var portions []measure.Portion
	for i, party := range spec.Parties {
		portion := measure.Portion{Party: party.ID, Got: s.Parties[i].Account.Gain(), Due: s.Parties[i].Account.Cost()}
		if s.ByShare {
			portion.Due = *party.Share
		}
		portions = append(portions, portion)
	}
	s.Balance = measure.Fair(portions)
	for i, x := range s.Balance.X {
		s.Parties[i].Part = x
	}
}

// work works out how evenly those who promise hours have given them. How much of the
// term has passed makes no difference: it is the same for all.
func (s *Standing) work(spec partnership.Spec) {
	var portions []measure.Portion
	var of []*PartyStanding
	for i, party := range spec.Parties {
		if hours := promised(party).Hours; hours.IsPositive() {
			portions = append(portions, measure.Portion{Party: party.ID, Got: s.Parties[i].Account.Hours, Due: hours})
			of = append(of, &s.Parties[i])
		}
	}
	if len(of) < 2 {
		s.Effort = measure.Fairness{Reason: "there are fewer than two parties that promise hours"}
		return
	}
	s.Effort = measure.Fair(portions)
	for i, x := range s.Effort.X {
		of[i].EffortPart = x
	}
}
