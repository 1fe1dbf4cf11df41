package lifecycle

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// toDo is what a card says first: what an admin is to do now, the most urgent thing alone, or
// that there is nothing and what is waited for.
func (p *Partnership) toDo(now time.Time) string {
	if p.Phase == PhaseClosed {
		return "**Nothing to do**: the partnership has ended."
	}
	if what := p.mostUrgent(now); what != "" {
		return "**To do**: " + what
	}
	return "**Nothing to do**: " + p.waitsNow(now)
}

// mostUrgent is the first thing that does not go on by itself.
func (p *Partnership) mostUrgent(now time.Time) string {
	dead := slices.IndexFunc(p.Channels, func(c Channel) bool { return c.dead() && c.Left == nil })
	switch {
	case p.Phase == PhaseSuspended:
		return "nothing is sent until somebody has it go on: `rapport resume " + p.Declared.Slug + "`."
	case p.Quarantined > 0:
		return fmt.Sprintf("look at %s that nobody took: `rapport inbox`.", procedure.Counted(p.Quarantined, "mail"))
	case dead >= 0:
		return "write the right address of " + card.Cell(p.name(p.Channels[dead].Person)) + " into the spec: no mail reaches them."
	case p.Phase == PhaseDiscovery && !p.looksForGoals():
		return "declare goals, or send the update `begin-ideas`."
	case p.Proposed == nil && !p.consented() && p.Phase != PhaseDiscovery && p.signing() < 0 && p.Consent.Outcome != "":
		return "apply changed terms, or send the update `begin-agreement`: not all have signed."
	case len(p.Amendments) > 0:
		return fmt.Sprintf("take %s into the spec and apply it.", procedure.Counted(len(p.Amendments), "decided change"))
	}
	return p.whoIsLate(now)
}

// whoIsLate names those with whom an admin may want to speak: reminders have gone out by then.
func (p *Partnership) whoIsLate(now time.Time) string {
	var people []string
	things := 0
	add := func(person string) {
		things++
		if !slices.Contains(people, person) {
			people = append(people, person)
		}
	}
	for _, w := range p.waitingFor(now) {
		if w.late(now) {
			add(w.Person)
		}
	}
	for _, r := range p.Running {
		for _, o := range r.Shown.Owed {
			if !o.Since.IsZero() {
				add(o.Owner)
			}
		}
	}
	switch {
	case things > 0:
		return fmt.Sprintf("speak with %s: %s late, and mail goes on by itself.", card.Cell(p.names(people)), are(things, "thing"))
	case len(p.Blockers) > 0:
		return "see what holds up " + card.Cell(p.name(p.Blockers[0].Person)) + "."
	default:
		return ""
	}
}

// are counts things of which something is said.
func are(n int, noun string) string {
	if n == 1 {
		return procedure.Counted(n, noun) + " is"
	}
	return procedure.Counted(n, noun) + " are"
}

// looksForGoals reports whether the parties look for goals together.
func (p *Partnership) looksForGoals() bool {
	return slices.ContainsFunc(p.Running, func(r Running) bool { return r.Type == procedure.Ideas && r.waits() })
}

// waitsNow is what comes by itself.
func (p *Partnership) waitsNow(now time.Time) string {
	asks, silent := p.waitingFor(now), p.notHeard()
	switch coming := p.Agenda.Coming(); {
	case len(asks) > 0:
		return fmt.Sprintf("%s to come, the first by %s.", are(len(asks), "answer"), procedure.Local(p.here(asks[0].Due), ""))
	case len(silent) > 0:
		return "a word from " + card.Cell(p.names(silent)) + " to come, who were welcomed."
	case p.Phase == PhaseSigning || p.Phase == PhaseDiscovery || len(coming) == 0:
		return "it goes on by itself."
	default:
		next := coming[0]
		return fmt.Sprintf("next is %s, %s.", card.Cell(p.Called(next)), procedure.Local(next.At, ""))
	}
}
