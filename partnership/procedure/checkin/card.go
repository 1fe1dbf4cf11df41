package checkin

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// card shows the state of one round.
func (c *CheckIn) card(now time.Time) string {
	people := card.Section{Intro: card.Head("Who", "Asked", "Due", "Answered", ""), Noun: "people"}
	answers := card.Section{Title: "Answers", Noun: "answers"}
	for _, a := range c.Circle.Asks {
		people.Rows = append(people.Rows, card.Row(card.Cell(a.Name), a.AskedAt(), procedure.Local(a.Due, a.City),
			fmt.Sprintf("%d of %d", len(a.Given), len(a.Questions)), remark(a, now)))
		for _, g := range a.Given {
			row := fmt.Sprintf("%s: %s = **%s** %s", card.Cell(a.Name), g.Question, card.Cell(g.Value.String()), card.Cell(g.Unit))
			if g.By != "" {
				row += " (entered by an admin)"
			}
			answers.Rows = append(answers.Rows, card.Item(row))
		}
	}
	intro := fmt.Sprintf("Check-in **%s** of partnership `%s`, window until **%s**: **%s**",
		card.Cell(c.Occasion.Name), c.Slug, c.closes().Format("Mon 2 Jan 15:04"), c.stage())
	return card.Render(intro, card.Sections(people, answers)...)
}

// remark says in words what is the matter with an ask.
func remark(a asking.Ask, now time.Time) string {
	note := a.Remark()
	switch {
	case a.Complete():
		return "answered"
	case a.Left():
		return note
	case a.Late(now):
		return joined("**late**", note)
	case note != "" && a.Bounced:
		return "**" + note + "**"
	case note != "":
		return card.Cell(note)
	case a.Reminded > 0:
		return fmt.Sprintf("reminded %d of %d", a.Reminded, len(a.Remind))
	default:
		return "waiting"
	}
}

func joined(a, b string) string {
	if b == "" {
		return a
	}
	return a + ", " + card.Cell(b)
}
