package cli

import (
	"fmt"
	"strings"

	"github.com/rapport-engine/rapport/internal/app"
)

// showEntries lists the ledger, a line an entry, the ID last: it may be long.
func showEntries(env Env, a app.Accounts) error {
	if len(a.Entries) == 0 {
		return showLedger(env, a)
	}
	t := newTable(env, "Party", "Period", "Kind", "Amount", "Said by", "ID")
	for _, e := range entriesOf(a) {
		by := nameIn(a.Spec, e.By)
		if !e.Counts {
			by += ", corrected"
		}
		kind := kindWords(e.Kind)
		if e.Deal != "" {
			kind = fitted(kind+", "+e.Deal, nameWidth)
		}
		t.row(fitted(partyName(a.Spec, e.Party), nameWidth), months(e.From, e.Until), kind,
			strings.TrimSpace(english.Number(e.Amount)+" "+e.Currency), by, e.ID)
	}
	if err := t.print(); err != nil {
		return err
	}
	fmt.Fprintf(env.Stdout, "\n%s: %s.\n", a.Spec.Slug, plural(len(a.Entries), "line"))
	return nil
}
