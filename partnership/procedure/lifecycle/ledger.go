package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/spelling"
)

// account counts with entries from now on. Who made them has booked them; the same one again
// changes nothing. Which of them correct what was said before is put on record.
func (p *Partnership) account(out *procedure.Out, entries []ledger.Entry, now time.Time) {
	for _, e := range entries {
		if p.booked(e.ID) != nil {
			continue
		}
		if old := p.booked(e.Corrects); old != nil {
			p.journalCorrection(out, *old, e, now)
		}
		p.Ledger = append(p.Ledger, e)
	}
}

// booked finds an entry of the ledger.
func (p *Partnership) booked(id string) *ledger.Entry {
	i := slices.IndexFunc(p.Ledger, func(e ledger.Entry) bool { return e.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Ledger[i]
}

func (p *Partnership) journalCorrection(out *procedure.Out, old, corrected ledger.Entry, now time.Time) {
	who := p.name(corrected.By)
	if corrected.By == procedure.Admin {
		who = "An admin"
	}
	text := fmt.Sprintf("%s corrected %s of %s from %s to %s: %s becomes %s", who, strings.ReplaceAll(string(old.Kind), "_", " "),
		old.Party, old.From, old.Until, amountOf(old), amountOf(corrected))
	if corrected.Reason != "" {
		text += ": " + corrected.Reason
	}
	out.Record(procedure.Entry{
		At: now, Workflow: p.Declared.Slug, Kind: procedure.EntryCommand, Actor: corrected.By, Text: text, Source: corrected.Source,
	}, corrected.ID)
	p.recall(now, text)
}

func amountOf(e ledger.Entry) string { return strings.TrimSpace(e.Amount.String() + " " + e.Currency) }

// correctEntry books what an admin says that an entry was to say.
func (p *Partnership) correctEntry(out *procedure.Out, cmd procedure.Command, now time.Time) {
	e, err := p.correction(cmd, now)
	if err != nil {
		return // refused by Check before it came here
	}
	out.Add(procedure.Respond{Text: e.ID})
	p.account(out, []ledger.Entry{e}, now)
	out.Add(procedure.Book{Entries: []ledger.Entry{e}})
	p.lookOut(out, condition.Moment{}, now)
}

// correction makes the entry that an admin wants in the place of another one, or says
// why there can be none.
func (p *Partnership) correction(cmd procedure.Command, now time.Time) (ledger.Entry, error) {
	subject := fmt.Sprintf("correct entry %q", cmd.Entry)
	old := p.booked(cmd.Entry)
	if old == nil {
		return ledger.Entry{}, fmt.Errorf("%s: %s", subject, p.noEntry(cmd.Entry))
	}
	if i := slices.IndexFunc(p.Ledger, func(e ledger.Entry) bool { return e.Corrects == old.ID }); i >= 0 {
		return ledger.Entry{}, fmt.Errorf("%s: it was corrected before; correct %q, which counts instead", subject, p.Ledger[i].ID)
	}
	amount, err := ledger.ReadAmount(strings.TrimSpace(string(cmd.Amount)), old.Kind)
	switch {
	case err != nil:
		return ledger.Entry{}, fmt.Errorf("%s: %w", subject, err)
	case amount.Equal(old.Amount):
		return ledger.Entry{}, fmt.Errorf("%s: it says %s already", subject, amountOf(*old))
	case strings.TrimSpace(cmd.Reason) == "":
		return ledger.Entry{}, fmt.Errorf(`%s: say why in "reason"; it is kept in the ledger`, subject)
	}
	e := *old
	e.ID = "e-" + shortID([]string{old.ID, amount.String(), cmd.ID, now.UTC().Format(time.RFC3339Nano)})
	e.Amount, e.By, e.At, e.Source, e.Corrects, e.Reason = amount, procedure.Admin, now, "", old.ID, cmd.Reason
	return e, nil
}

// noEntry says what can be corrected instead of an entry that is not there.
func (p *Partnership) noEntry(id string) string {
	var known []string
	for _, e := range ledger.Current(p.Ledger) {
		known = append(known, e.ID)
	}
	if len(known) == 0 {
		return "nothing is in the ledger yet"
	}
	if guess := spelling.Nearest(id, known); guess != "" {
		return fmt.Sprintf("the ledger has none of that ID; did you mean %q?", guess)
	}
	return fmt.Sprintf("the ledger has none of that ID; rapport ledger %s --entries lists them", p.Declared.Slug)
}
