package conflict

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// line says to admins how far it is and whose turn it is: nothing that anybody
// wrote, and before the GO not even with whom.
func (c *Conflict) line() string {
	if c.Decided != "" {
		return ""
	}
	if c.Stage == Raised {
		return "raised by " + c.person(c.Dispute.Raiser).Name + "; nobody else hears of it before their GO"
	}
	parts := []string{fmt.Sprintf("level %d (%s)", c.Dispute.Level, c.level().ID)}
	if turn := c.turn(); len(turn) > 0 {
		parts = append(parts, "turn of "+strings.Join(turn, " and "))
	}
	if c.Accepted == 0 && !c.Clock.Ends.IsZero() {
		parts = append(parts, "the level ends "+procedure.Local(c.Clock.Ends, ""))
	}
	if c.Stage == FollowUp && c.Looked < len(c.LookAt) && !c.LookAt[c.Looked].IsZero() {
		parts = append(parts, "asked whether it holds "+procedure.Local(c.LookAt[c.Looked], ""))
	}
	if c.Dispute.Loops > 0 {
		parts = append(parts, procedure.Counted(c.Dispute.Loops, "restatement")+" not quite right")
	}
	if !c.Dispute.Frozen.IsZero() && c.Accepted == 0 {
		parts = append(parts, "its goal is on hold until "+procedure.Local(c.Dispute.Frozen, ""))
	}
	return strings.Join(parts, "; ")
}

// turn names those whose answers are open.
func (c *Conflict) turn() []string {
	var list []string
	for _, in := range c.Inquiries {
		for _, a := range in.Circle.Asks {
			if !in.Over && !a.Complete() && !a.Left() {
				list = append(list, a.Name)
			}
		}
	}
	return procedure.Once(list)
}

// card shows the conflict to admins.
func (c *Conflict) card(now time.Time) string {
	intro := fmt.Sprintf("**%s** of partnership `%s`: **%s**", c.name(), c.Slug, c.stage())
	if line := c.line(); line != "" {
		intro += "\n\n" + card.Escape(line) + "\n"
	}
	if c.Stage != Raised {
		matter := c.Dispute.Matter.Title
		if matter == "" {
			matter = "what they do together"
		}
		intro += fmt.Sprintf("\n%s and %s, about %s\n", card.Cell(c.person(c.Sides[0].Speaker).Name), card.Cell(c.person(c.Sides[1].Speaker).Name), card.Cell(matter))
	}
	var people []string
	for _, in := range slices.Backward(c.Inquiries) { // what is open stands above
		for _, a := range in.Circle.Asks {
			people = append(people, card.Row(card.Cell(a.Name), string(in.Kind), a.AskedAt(), procedure.Local(a.Due, a.City), a.Word(in.Over, now)))
		}
	}
	outside := card.Section{Title: "Recorded outside", Noun: "days"}
	for _, r := range c.Recorded {
		outside.Rows = append(outside.Rows, card.Item(r.Day+": "+card.Cell(r.What)))
	}
	return card.Render(intro, card.Sections(card.Asked(people), outside)...)
}
