package milestone

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

func cut(name string) (goal, id string) {
	goal, id, _ = strings.Cut(name, "/")
	return goal, id
}

// line says what an admin must know: what is late, since when, who has it, on which
// step, and what happens next and when.
func (m *Milestone) line(now time.Time) string {
	at := func(t time.Time) string { return procedure.Local(t, "") }
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	switch {
	case m.Decided != "" || m.Ended:
		return ""
	case m.Claim != nil && m.Unconfirmed:
		add("done, not confirmed by %s", m.person(m.Acceptor).Party)
		parts = append(parts, m.rung(&m.Confirm)...)
	case m.Claim != nil:
		add("done, says %s; %s is asked to accept it", m.person(m.Claim.By).Name, m.person(m.Acceptor).Name)
	case m.Late:
		add("late since %s", at(m.LateAt))
		add("with %s", m.person(m.Owner).Name)
		parts = append(parts, m.rung(&m.Ladder)...)
	case m.Occasion.Overtaken:
		add("was due %s, before all had signed", m.Occasion.Date)
		add("%s is asked for another day", m.person(m.answers()).Name)
	default:
		add("due %s", m.Occasion.Date)
		add("with %s", m.person(m.Owner).Name)
	}
	if m.HeldUntil.After(now) {
		add("on hold until %s", at(m.HeldUntil))
	}
	if m.Request != nil {
		add("%s is asked for", m.Request.Day)
	}
	return strings.Join(parts, "; ")
}

// rung says which step was taken and what comes next.
func (m *Milestone) rung(l *ladder.Ladder) []string {
	var parts []string
	if latest, ok := l.Latest(); ok {
		parts = append(parts, "step "+latest.ID)
	}
	next, ok := l.Coming()
	switch {
	case ok:
		parts = append(parts, fmt.Sprintf("%s %s hear of it", procedure.Local(next.At, ""), strings.Join(m.names(next.Notify), ", ")))
	case !l.Spent():
		parts = append(parts, "the alarm is repeated "+procedure.Local(l.Next(), ""))
	default:
		parts = append(parts, "nothing follows by itself: move, waive or complete it")
	}
	return parts
}

// card shows the milestone to admins.
func (m *Milestone) card(now time.Time) string {
	_, id := cut(m.Occasion.Name)
	intro := fmt.Sprintf("Milestone **%s** (`%s`) of partnership `%s`, due **%s**: **%s**", card.Cell(m.Title), id, m.Slug, m.Occasion.Date, m.stage())
	if line := m.line(now); line != "" {
		intro += "\n\n" + card.Escape(line) + "\n"
	}
	var people []string
	for _, in := range m.Inquiries {
		for _, a := range in.Circle.Asks {
			people = append(people, card.Row(card.Cell(a.Name), string(in.Kind), a.AskedAt(), procedure.Local(a.Due, a.City), a.Word(in.Over, now)))
		}
	}
	steps := card.Section{Title: "Ladder", Noun: "steps"}
	steps.Rows = m.rungs("", &m.Ladder)
	if m.Unconfirmed {
		steps.Rows = append(steps.Rows, m.rungs("accepting side: ", &m.Confirm)...)
	}
	return card.Render(intro, card.Sections(card.Asked(people), steps)...)
}

func (m *Milestone) rungs(side string, l *ladder.Ladder) []string {
	var rows []string
	for i, s := range l.Steps {
		state := procedure.Local(s.At, "")
		switch {
		case i < l.Taken && len(s.Notify) == 0:
			state = "skipped: nobody to notify"
		case i < l.Taken:
			state = "taken"
		}
		rows = append(rows, card.Item(fmt.Sprintf("%s%s (%s): %s", side, card.Cell(s.ID), card.Cell(strings.Join(m.names(s.Notify), ", ")), state)))
	}
	return rows
}

func (m *Milestone) names(ids []string) []string {
	var names []string
	for _, id := range ids {
		names = append(names, m.person(id).Name)
	}
	return names
}
