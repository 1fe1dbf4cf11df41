package lifecycle

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// accounts is how the ledger stands on the last day of which it speaks: held against that
// day's share of what was promised, a quarter that nobody has been asked about yet is
// no shortfall. Where an amount is in a currency without a rate nothing is known of the
// whole.
func (p *Partnership) accounts() (s ledger.Standing, known bool) {
	if len(p.Ledger) == 0 {
		return s, false
	}
	if a := p.Accounted; a == nil || a.entries != len(p.Ledger) || a.spec != p.Digest {
		p.Accounted = account(p.Declared, p.Digest, p.Ledger)
	}
	return p.Accounted.standing, p.Accounted.known
}

// accounted is how the accounts stand by so many entries, of which none ever changes, and by
// a spec, if that is known.
type accounted struct {
	entries  int
	spec     string
	standing ledger.Standing
	known    bool
}

func account(spec partnership.Spec, digest string, entries []ledger.Entry) *accounted {
	a := &accounted{entries: len(entries), spec: digest}
	if day, ok := ledger.LastDay(entries); ok {
		a.standing = ledger.Stand(spec, entries, day)
		a.known = len(a.standing.Unpriced) == 0
	}
	return a
}

// fewestPeriods is of how many periods every party has to have reported before anything is
// said of how value is shared: one alone says little (procedures 12).
const fewestPeriods = 2

// comparable is what can be held against each other of the accounts.
func (p *Partnership) comparable() (s ledger.Standing, known bool) {
	s, known = p.accounts()
	return s, known && !slices.ContainsFunc(s.Parties, func(party ledger.PartyStanding) bool { return len(party.Periods) < fewestPeriods })
}

// valueGained is what the parties gain of the partnership, and how evenly, for its health:
// n/a until everybody has said enough of money. Who leads a party can change it.
func (p *Partnership) valueGained(_ time.Time) health.Dimension {
	s, known := p.comparable()
	if !known {
		return health.OfValue(measure.Ratio{}, measure.Ratio{}, nil)
	}
	gained, expected := decimal.Zero, decimal.Zero
	var heads []string
	for _, party := range s.Parties {
		gained, expected = gained.Add(party.Account.Gain()), expected.Add(party.Expected)
	}
	for _, head := range p.Declared.Heads() {
		heads = append(heads, head.ID)
	}
	return health.OfValue(measure.Attainment(gained, expected), s.Balance.Balance, heads)
}

// moneyFigure is what conditions look at of the ledger (F9, F10). What is spent is known from
// the first day on.
func (p *Partnership) moneyFigure(kind string) condition.Figure {
	s, known := p.comparable()
	if kind == "budget_used" || kind == "burn" {
		s, known = p.accounts()
	}
	if !known {
		return condition.Figure{}
	}
	asOf := s.AsOf.String()
	switch kind {
	case "balance":
		return ratioFigure(s.Balance.Balance, asOf)
	case "effort_balance":
		return ratioFigure(s.Effort.Balance, asOf)
	case "roi":
		return ratioFigure(s.Total.ROI(), asOf)
	case "net":
		return condition.Figure{Known: true, Number: s.Total.Net(), AsOf: asOf}
	case "budget_used":
		return ratioFigure(s.Used(), asOf)
	default:
		return ratioFigure(s.Burn, asOf)
	}
}
