package lifecycle

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// waitingWords says at a glance whether anybody is late.
func (p *Partnership) waitingWords(now time.Time) string {
	asks, late := p.waitingFor(now), 0
	for _, w := range asks {
		if w.late(now) {
			late++
		}
	}
	switch welcomed := len(p.welcomesOpen()); {
	case len(asks) == 0 && welcomed > 0:
		return "Waiting for " + procedure.Counted(welcomed, "answer") + " to the welcome."
	case len(asks) == 0:
		return "Nobody is waited for."
	case late == 0:
		return "Waiting for " + procedure.Counted(len(asks), "answer") + ", none late."
	default:
		return fmt.Sprintf("Waiting for %s, **%d late**.", procedure.Counted(len(asks), "answer"), late)
	}
}

// waitingSections show what is late, and apart from it what is waited for in time.
func (p *Partnership) waitingSections(now time.Time) (late, waiting card.Section) {
	head := card.Head("", "Who", "What", "Asked", "Due")
	late = card.Section{Title: "Late", Noun: "people"}
	waiting = card.Section{Title: "Waiting for", Noun: "people", Intro: head}
	for _, w := range p.waitingFor(now) {
		row := card.Row(p.noteOf(w, now), card.Cell(p.name(w.Person)), card.Cell(w.title), p.askedAt(w.Since), procedure.Local(p.here(w.Due), ""))
		if w.late(now) {
			late.Intro = head
			late.Rows = append(late.Rows, row)
			continue
		}
		waiting.Rows = append(waiting.Rows, row)
	}
	for _, w := range p.welcomesOpen() {
		at := p.morning(w.At)
		if at.After(now) {
			at = time.Time{}
		}
		waiting.Rows = append(waiting.Rows, card.Row("not heard yet", card.Cell(p.name(w.Person)), "Welcome", p.askedAt(at), ""))
	}
	switch {
	case len(waiting.Rows) > 0:
	case p.Phase == PhaseClosed:
		waiting.Intro = "Nobody: the partnership is closed."
	case len(late.Rows) > 0:
		waiting.Intro = "Nobody else."
	default:
		waiting.Intro = "Nobody: every question asked has its answer."
	}
	return late, waiting
}

// noteOf is how it stands with an answer, in a few words.
func (p *Partnership) noteOf(w waiting, now time.Time) string {
	note := card.Cell(w.Note)
	switch {
	case w.late(now):
		return strings.TrimSuffix("**late**, "+note, ", ")
	case note != "":
		return note
	case w.Since.IsZero() && w.Held.After(now):
		return "mail waits for their hours until " + p.here(w.Held).Format("Mon 2 Jan 15:04")
	case w.Since.IsZero():
		return "not asked yet"
	default:
		return "in time"
	}
}

func (p *Partnership) askedAt(t time.Time) string {
	if t.IsZero() {
		return "not yet"
	}
	return p.here(t).Format("Mon 2 Jan 15:04")
}

// unreadSection is what came in and could not be read, or belongs to nobody.
func (p *Partnership) unreadSection() card.Section {
	s := card.Section{Title: "Came in, but could not be read", Noun: "mails"}
	if p.Quarantined > 0 {
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("**%s** in quarantine, which nobody took: `rapport inbox` lists what lies there and why",
			procedure.Counted(p.Quarantined, "mail"))))
	}
	for _, r := range p.Running {
		for _, o := range p.openIn(r) {
			if o.Note == asking.NothingRead {
				s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s wrote about %s, and nothing in it was an answer: they were asked back",
					card.Cell(p.name(o.Person)), card.Cell(p.titled(r.Type, r.Name, r.Title)))))
			}
		}
	}
	return s
}
