package commitments

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// Owed lists what is not settled, the first due first.
func (c *Commitments) Owed() []procedure.Owed {
	var list []procedure.Owed
	for _, it := range c.Items {
		if it.Stage.Settled() {
			continue
		}
		o := procedure.Owed{
			ID: it.ID, What: it.What, Kind: it.Kind, Owner: it.Owner, For: it.For, Due: it.Due, Stage: it.Stage, Line: c.line(it),
		}
		if it.Stage == procedure.ItemOverdue {
			o.Since = it.LateAt
		}
		list = append(list, o)
	}
	slices.SortStableFunc(list, func(a, b procedure.Owed) int {
		if a.Since.IsZero() != b.Since.IsZero() {
			if b.Since.IsZero() {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Due, b.Due)
	})
	return list
}

// line says what an admin must know of an item: since when it is late, who has it,
// on which step, and what happens next and when.
func (c *Commitments) line(it Item) string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	switch it.Stage {
	case procedure.ItemProposed:
		add("proposed to %s", c.name(it.Owner))
		if it.Passed {
			add("who speaks for their side is asked, too")
		}
	case procedure.ItemOverdue:
		add("late since %s", procedure.Local(it.LateAt, ""))
		parts = append(parts, c.rung(it)...)
	case procedure.ItemClaimed:
		add("answered, %s is asked whether it helps", c.name(it.By))
	case procedure.ItemDue:
		add("%s is asked", c.name(it.Owner))
	case procedure.ItemOpen, procedure.ItemDone, procedure.ItemDropped:
		if it.Kind == procedure.ItemCorrective && !it.Stage.Settled() {
			add("%s is asked what is done about it", c.name(it.Owner))
			if it.Passed {
				add("who speaks for their side is asked, too")
			}
		}
	}
	asked := it.Kind == procedure.ItemIssue || it.Kind == procedure.ItemCorrective
	if (it.Stage == procedure.ItemProposed || it.Stage == procedure.ItemOpen && asked) && c.unanswered(it.ID) {
		add("nobody has answered; nothing follows by itself: complete or drop it")
	}
	if it.Request != nil {
		add("%s is asked for", it.Request.Day)
	}
	return strings.Join(parts, "; ")
}

// unanswered reports whether the windows of all who were asked about an item have
// passed.
func (c *Commitments) unanswered(id string) bool {
	asks := func(items []string) bool { return slices.Contains(items, id) }
	return !slices.ContainsFunc(c.Opening, func(o Opening) bool { return asks(o.Items) }) &&
		!slices.ContainsFunc(c.Inquiries, func(in Inquiry) bool { return asks(in.Items) && !in.Over && !in.Circle.Closed() })
}

// rung says which step was taken and what comes next.
func (c *Commitments) rung(it Item) []string {
	var parts []string
	if latest, ok := it.Ladder.Latest(); ok {
		parts = append(parts, "step "+latest.ID)
	}
	next, ok := it.Ladder.Coming()
	switch {
	case ok && next.At.IsZero():
	case ok:
		parts = append(parts, fmt.Sprintf("%s %s hear of it", procedure.Local(next.At, ""), strings.Join(c.names(next.Notify), ", ")))
	case !it.Ladder.Spent():
		parts = append(parts, "the alarm is repeated "+procedure.Local(it.Ladder.Next(), ""))
	default:
		parts = append(parts, "nothing follows by itself: complete or drop it")
	}
	return parts
}

func (c *Commitments) names(ids []string) []string {
	var names []string
	for _, id := range ids {
		names = append(names, c.name(id))
	}
	return names
}

// card shows the commitments to admins.
func (c *Commitments) card(now time.Time) string {
	owed := c.Owed()
	intro := fmt.Sprintf("Commitments of partnership `%s`: **%d** open, **%d** late.\n", c.Slug, len(owed), c.late())
	open := card.Section{Title: "Owed", Intro: card.Head("", "What", "Who", "Due", "ID"), Noun: "items"}
	for _, o := range owed {
		stage := string(o.Stage)
		if !o.Since.IsZero() {
			stage = "**late**"
		}
		open.Rows = append(open.Rows, card.Row(stage, card.Cell(o.What), card.Cell(c.name(o.Owner)), o.Due, card.Cell(o.ID)))
	}
	if len(open.Rows) == 0 {
		open.Intro = "Nothing is owed."
		if !c.EndsAt.IsZero() && !c.Ended {
			open.Intro += " It ends " + procedure.Local(c.EndsAt, "") + " UTC unless something comes."
		}
	}
	lines := card.Section{Title: "What comes next", Noun: "items"}
	for _, o := range owed {
		if o.Line != "" {
			lines.Rows = append(lines.Rows, card.Item(card.Cell(o.What)+": "+card.Escape(o.Line)))
		}
	}
	settled := card.Section{Title: "Lately settled", Noun: "items"}
	for i := len(c.Items) - 1; i >= 0; i-- {
		if it := c.Items[i]; it.Stage.Settled() {
			settled.Rows = append(settled.Rows, card.Item(fmt.Sprintf("%s: %s, %s", it.SettledAt.Format("2 Jan"), card.Cell(it.What), it.Stage)))
		}
	}
	return card.Render(intro, card.Sections(open, lines, c.asked(now), settled)...)
}

// asked shows who is asked what, and whether they have answered.
func (c *Commitments) asked(now time.Time) card.Section {
	var people []string
	for _, in := range c.Inquiries {
		if in.Over {
			continue
		}
		for _, a := range in.Circle.Asks {
			people = append(people, card.Row(card.Cell(a.Name), string(in.Kind), a.AskedAt(), procedure.Local(a.Due, a.City), a.Word(false, now)))
		}
	}
	return card.Asked(people)
}
