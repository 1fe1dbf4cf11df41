package lifecycle

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
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

// amountOf is what an entry says, with the party's part of a deal.
func amountOf(e ledger.Entry) string {
	said := strings.TrimSpace(e.Amount.String() + " " + e.Currency)
	if e.Deal != "" {
		said += fmt.Sprintf(" (deal %s: %s%%)", e.Deal, e.Percent())
	}
	return said
}

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
	e := *old
	if err := p.rewrite(&e, cmd); err != nil {
		return ledger.Entry{}, fmt.Errorf("%s: %w", subject, err)
	}
	switch {
	case e.Says(*old):
		return ledger.Entry{}, fmt.Errorf("%s: it says %s already", subject, amountOf(*old))
	case strings.TrimSpace(cmd.Reason) == "":
		return ledger.Entry{}, fmt.Errorf(`%s: say why in "reason"; it is kept in the ledger`, subject)
	}
	e.ID = "e-" + shortID([]string{old.ID, e.Amount.String(), cmd.ID, now.UTC().Format(time.RFC3339Nano)})
	e.By, e.At, e.Source, e.Corrects, e.Reason = procedure.Admin, now, "", old.ID, cmd.Reason
	return e, nil
}

// rewrite puts into an entry what an admin says of it: another amount, or which parts the
// parties have in the deal that it comes from.
func (p *Partnership) rewrite(e *ledger.Entry, cmd procedure.Command) error {
	if cmd.Amount != "" || cmd.Deal == "" && len(cmd.Shares) == 0 {
		amount, err := ledger.ReadAmount(strings.TrimSpace(string(cmd.Amount)), e.Kind)
		if err != nil {
			return err
		}
		e.Amount = amount
	}
	if cmd.Deal == "" && len(cmd.Shares) == 0 {
		return nil
	}
	if deal := strings.TrimSpace(cmd.Deal); deal != "" {
		e.Deal = deal
	}
	switch {
	case !e.Kind.Shared():
		return fmt.Errorf("%s is nothing that parties have a part in; revenue and savings are", strings.ReplaceAll(string(e.Kind), "_", " "))
	case e.Deal == "":
		return errors.New(`say in "deal" what the parties share`)
	}
	if len(cmd.Shares) > 0 {
		e.Shares = cmd.Shares
	}
	return p.checkShares(e.Shares)
}

// checkShares refuses parts of a deal that make more than the whole, and of strangers.
func (p *Partnership) checkShares(shares []partnership.Share) error {
	var known, named []string
	for _, party := range p.Declared.Parties {
		known = append(known, party.ID)
	}
	sum := decimal.Zero
	for _, s := range shares {
		switch {
		case !slices.Contains(known, s.Party):
			return fmt.Errorf("there is no party %q; there are %s", s.Party, strings.Join(known, ", "))
		case slices.Contains(named, s.Party):
			return fmt.Errorf("the party %q is there twice", s.Party)
		case s.Percent.IsNegative():
			return fmt.Errorf("%s%% of %q is less than nothing", s.Percent, s.Party)
		}
		named, sum = append(named, s.Party), sum.Add(s.Percent)
	}
	if sum.GreaterThan(decimal.NewFromInt(100)) {
		return fmt.Errorf("the parts come to %s%%; there are 100%%", sum)
	}
	return nil
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
