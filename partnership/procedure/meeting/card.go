package meeting

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// stage is how far the meeting has come, as an admin sees it.
func (m *Meeting) stage() string {
	switch {
	case m.Decided != "":
		return string(m.Decided)
	case m.Paused():
		return "paused"
	default:
		return string(m.Stage)
	}
}

func (m *Meeting) attributes() procedure.Attributes {
	a := procedure.Attributes{Stage: m.stage()}
	switch {
	case m.Decided != "":
	case m.comes():
		a.DueAt = m.Starts
	case m.Stage == Held:
		a.DueAt = m.Noting.LastDue()
	case m.Sparing && len(m.Accepting.Asks) > 0: // nobody owes an answer
	default:
		a.DueAt = procedure.Later(m.Accepting.LastDue(), m.AcceptAt)
	}
	return a
}

// card shows how the meeting stands: when it is, who comes, and what is waited for.
func (m *Meeting) card(now time.Time) string {
	intro := fmt.Sprintf("Meeting **%s** of partnership `%s`: **%s**, %s", card.Cell(m.Occasion.Name), m.Slug, m.stage(), procedure.Local(m.Starts, ""))
	if !m.Was.IsZero() && m.Decided == "" {
		intro += ", moved from " + procedure.Local(m.Was, "")
	}
	switch yes, no := m.counts(); {
	case yes+no > 0:
		intro += fmt.Sprintf(". %d of %d come", yes, len(m.Inviting.Asks))
	default:
		intro += fmt.Sprintf(". %d are invited", len(m.Inviting.Asks))
	}
	if m.Host != "" {
		intro += fmt.Sprintf(". `%s` hosts", card.Cell(m.Host))
	}
	if m.Changed.Why != "" {
		intro += ". " + card.Escape(m.Changed.Why)
	}
	return card.Render(intro, card.Sections(
		card.People("Who comes", m.invitedRows(now)), m.minutesSection(),
		card.People("Whether it takes place", m.Doubting.Standing(now)), card.People("Minutes", m.Noting.Standing(now)),
		card.People("Objections", m.Revising.Standing(now)), card.People("Whether the minutes are right", m.Accepting.Standing(now)),
	)...)
}

// counts are how many come, and how many do not.
func (m *Meeting) counts() (yes, no int) {
	for _, a := range m.Inviting.Asks {
		switch attends(a) {
		case Comes:
			yes++
		case Absent:
			no++
		case Unsure, Silent:
		}
	}
	return yes, no
}

// invitedRows are those of the circle, with what people say in the place of "answered".
func (m *Meeting) invitedRows(now time.Time) [][]string {
	rows := m.Inviting.Standing(now)
	for i, a := range m.Inviting.Asks {
		if says := attends(a); says != Silent && i < len(rows) {
			rows[i][len(rows[i])-1] = string(says)
		}
	}
	return rows
}

// minutesSection shows what was written down, without the words of anybody.
func (m *Meeting) minutesSection() card.Section {
	s := card.Section{Title: "Minutes so far", Noun: "lines"}
	if len(m.Record.Present) > 0 {
		s.Rows = append(s.Rows, card.Item("there: "+card.Cell(strings.Join(m.Record.Present, ", "))))
	}
	for _, d := range m.Record.Decisions {
		s.Rows = append(s.Rows, card.Item("**decision**: "+card.Cell(d.Text)))
	}
	for _, a := range m.Record.Actions {
		line := card.Cell(a.Owner) + ": " + card.Cell(a.What)
		if a.Due != "" {
			line += ", by " + a.Due
		}
		s.Rows = append(s.Rows, card.Item(line))
	}
	for _, o := range m.Record.Objections {
		s.Rows = append(s.Rows, card.Item("**objection** of "+card.Cell(o.Person)))
	}
	return s
}

func (m *Meeting) shown(now time.Time) *procedure.Shown {
	shown := &procedure.Shown{Stage: m.stage(), Outcome: m.Decided, Over: m.Decided != ""}
	if m.Decided != "" {
		return shown
	}
	switch m.Stage {
	case Invited, Preparing:
		if m.Sparing {
			shown.Open = append(m.Doubting.Open(now), m.toMinute()...)
			break
		}
		shown.Open = append(m.Doubting.Open(now), unlate(m.Inviting.Open(now))...)
	case Held:
		shown.Open = m.Noting.Open(now)
	default:
		if m.Sparing {
			shown.Open, shown.Line = m.Revising.Open(now), "they stand unless somebody objects"
			break
		}
		shown.Open = append(m.Revising.Open(now), unlate(m.Accepting.Open(now))...)
	}
	return shown
}

// toMinute is the chair, who will be asked for minutes when it is over.
func (m *Meeting) toMinute() []procedure.OpenAsk {
	if m.Informal || m.Review || m.chair() == "" {
		return nil
	}
	o := procedure.OpenAsk{Person: m.chair(), Held: m.Ends}
	for _, t := range m.Minuting {
		if t.Person == o.Person {
			o.Due = t.Due
		}
	}
	return []procedure.OpenAsk{o}
}

// unlate shows nobody as late whose silence holds nothing up.
func unlate(open []procedure.OpenAsk) []procedure.OpenAsk {
	for i := range open {
		open[i].Late = false
	}
	return open
}
