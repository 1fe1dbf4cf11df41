package lifecycle

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// breachWords begin a notice that is none of leaving: another party is said to have broken
// something, which it can put right: "breach: ...", "breach by Lumen: ...".
var breachWords = regexp.MustCompile(`(?is)^(?:of\s+)?(?:a\s+)?(?:breach|нарушени[ея])\s*(?:(?:by|of|стороны|со\s+стороны)?\s*([^:]*)):\s*(.*)$`)

// breachOf reads what a notice is of. Where there is one other party it need not be named.
func (p *Partnership) breachOf(h procedure.Heard) (parting procedure.Parting, breach bool) {
	text := strings.Join(strings.Fields(h.Argument), " ")
	parting = procedure.Parting{Cause: procedure.PartingNotice, By: h.Person, Reason: text, Source: h.Source}
	found := breachWords.FindStringSubmatch(text)
	if found == nil {
		return parting, false
	}
	own, _ := p.Declared.PartyOf(h.Person)
	parting.Cause, parting.Reason = procedure.PartingBreach, found[2]
	parting.Against = p.otherParty(own.ID, found[1])
	return parting, true
}

// otherParty finds a party but one's own by its name or ID, or the only other one.
func (p *Partnership) otherParty(own, name string) string {
	name = strings.Trim(strings.ToLower(strings.TrimSpace(name)), `"«»„“”'`)
	var found []string
	two := len(p.Declared.Parties) == 2 // "breach of contract" names nobody, and need not
	for _, party := range p.Declared.Parties {
		switch {
		case party.ID == own:
		case two:
			found = append(found, party.ID)
		case name == "", strings.ToLower(party.ID) == name, strings.Contains(strings.ToLower(party.Name), name):
			found = append(found, party.ID)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// leadsParty reports whether somebody speaks for a party.
func (p *Partnership) leadsParty(person string) bool {
	return slices.ContainsFunc(p.Declared.Heads(), func(h partnership.Person) bool { return h.ID == person })
}

// checkBreach refuses to put on record what cannot be.
func (p *Partnership) checkBreach(cmd procedure.Command) error {
	subject := fmt.Sprintf("%s of %s", cmd.Name, p.Declared.Slug)
	switch {
	case strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`%s: say what in "reason"; both sides read it`, subject)
	case cmd.Name == procedure.RecordCured && p.exiting() < 0:
		return fmt.Errorf("%s: nothing is said to be broken", subject)
	case cmd.Name == procedure.RecordCured:
		return nil
	case !p.lives():
		return fmt.Errorf("%s: it has not begun", subject)
	case p.Leaving.Leaves():
		return fmt.Errorf("%s: its end is on its way already", subject)
	}
	var known []string
	for _, party := range p.Declared.Parties {
		known = append(known, party.ID)
	}
	if !slices.Contains(known, cmd.Party) {
		return errors.New(subject + `: "party" is none of ` + strings.Join(known, ", "))
	}
	return nil
}

// commandBreach puts on record that something is broken, or put right.
func (p *Partnership) commandBreach(out *procedure.Out, cmd procedure.Command, now time.Time) {
	reason := strings.Join(strings.Fields(cmd.Reason), " ")
	if cmd.Name == procedure.RecordCured {
		p.record(out, now, procedure.EntryCommand, "An admin puts on record that what was broken is put right: "+reason)
		p.order(out, p.Running[p.exiting()].Workflow, procedure.Order{Kind: procedure.OrderCured, By: procedure.Admin, Reason: reason}, now)
		return
	}
	p.record(out, now, procedure.EntryCommand, "An admin puts a breach by "+p.partyName(cmd.Party)+" on record: "+reason)
	p.part(out, procedure.Parting{Cause: procedure.PartingBreach, Against: cmd.Party, Reason: reason}, now)
}
