package cli

import (
	"fmt"
	"strings"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// fairness says how evenly value and effort are shared, and who has how much of it.
func (l ledgerText) fairness() {
	fmt.Fprintln(l.out)
	measured := "what each has put in"
	if l.standing.ByShare {
		measured = "the agreed shares"
	}
	l.balance("value", "by "+measured, l.standing.Balance, func(p ledger.PartyStanding) measure.Ratio { return p.Part })
	l.balance("effort", "by the hours promised", l.standing.Effort, func(p ledger.PartyStanding) measure.Ratio { return p.EffortPart })
}

func (l ledgerText) balance(what, measured string, f measure.Fairness, part func(ledger.PartyStanding) measure.Ratio) {
	if !f.Balance.OK {
		fmt.Fprintf(l.out, "Balance of %s: n/a, since %s.\n", what, f.Reason)
		return
	}
	fmt.Fprintf(l.out, "Balance of %s, %s: %s (1 is even), %s.\n", what, measured, ratio(f.Balance), measure.JudgeBalance(f.Balance))
	for _, p := range l.standing.Parties {
		if x := part(p); x.OK {
			fmt.Fprintf(l.out, "  %s: %s of its part\n", partyName(l.spec, p.Party), english.Percent(x.Value))
		}
	}
}

// ratio shows two decimals, or n/a.
func ratio(r measure.Ratio) string {
	if !r.OK {
		return "n/a"
	}
	return r.Value.StringFixed(2)
}

// transfers says which payments between the parties do not match.
func (l ledgerText) transfers() {
	for _, t := range l.standing.Transfers {
		if t.Differs {
			fmt.Fprintf(l.out, "Payments differ in %s: %s paid, %s received.\n", months(t.From, t.Until), l.purse.amount(t.Paid), l.purse.amount(t.Received))
		}
	}
}

// leftOut says which amounts no sum holds.
func (l ledgerText) leftOut() {
	for _, e := range l.standing.Unpriced {
		fmt.Fprintf(l.out, "Left out, without a rate: %s %s of %s (%s), %s.\n",
			english.Number(e.Amount), e.Currency, partyName(l.spec, e.Party), kindWords(e.Kind), months(e.From, e.Until))
	}
}

// kindWords says in words what an entry is about.
func kindWords(k ledger.Kind) string { return strings.ReplaceAll(string(k), "_", " ") }

// months names a period: "Jan 2027", "Jan–Mar 2027", or its days where it is none of
// whole months.
func months(from, until cadence.Date) string {
	name := func(d cadence.Date) string { return english.Months[d.Month-1] }
	switch {
	case from.Day != 1 || until.AddDays(1).Day != 1:
		return english.Date(from) + "–" + english.Date(until)
	case from.Year != until.Year:
		return fmt.Sprintf("%s %d–%s %d", name(from), from.Year, name(until), until.Year)
	case from.Month != until.Month:
		return fmt.Sprintf("%s–%s %d", name(from), name(until), until.Year)
	default:
		return fmt.Sprintf("%s %d", name(from), from.Year)
	}
}
