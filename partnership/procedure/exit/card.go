package exit

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// stage is how far it has come.
func (x *Exit) stage() string { return cmp.Or(string(x.Decided), x.Stage, StageAsked) }

func (x *Exit) attributes() procedure.Attributes {
	return procedure.Attributes{Stage: x.stage(), DueAt: x.OverAt}
}

// shown is what the partnership shows of it. Of a notice that is not confirmed it says no
// more than that somebody is asked.
func (x *Exit) shown(now time.Time) *procedure.Shown {
	shown := &procedure.Shown{Stage: x.stage(), Line: x.line(now), Outcome: x.Decided, Over: x.Decided != ""}
	if x.Decided != "" {
		return shown
	}
	for _, n := range x.Notices {
		if !x.decided() && !n.Circle.Closed() {
			shown.Open = append(shown.Open, n.Circle.Open(now)...)
		}
	}
	if !x.decided() && !x.Offer.Closed() {
		shown.Open = append(shown.Open, x.Offer.Open(now)...)
	}
	if !x.Wish.Closed() {
		shown.Open = append(shown.Open, x.Wish.Open(now)...)
	}
	shown.Open = append(shown.Open, x.Lessons.Open(now)...)
	if b := x.Breach; b.open() {
		for _, c := range []*asking.Circle{&b.Told, &b.Cured, &b.Verdict} {
			if !c.Closed() {
				shown.Open = append(shown.Open, c.Open(now)...)
			}
		}
	}
	return shown
}

// line says what an admin must know: why it ends, when, and who is waited for.
func (x *Exit) line(now time.Time) string {
	var parts []string
	switch {
	case x.Decided != "":
	case !x.decided() && x.Breach.open():
		parts = append(parts, x.breachLine())
	case !x.decided() && len(x.Offer.Asks) > 0 && !x.Offer.Closed():
		parts = append(parts, "the leads are asked whether the end begins, because "+x.Offered.Trigger+" holds")
	case !x.decided():
		parts = append(parts, "somebody is asked about a word of theirs; nobody else has heard of it")
	default:
		parts = append(parts, x.why())
	}
	if x.decided() && x.Parting.LastDay != "" && x.Decided == "" {
		parts = append(parts, "last day "+x.Parting.LastDay+daysLeft(x.Parting.LastDay, now))
	}
	if x.leaves() && x.Decided == "" {
		parts = append(parts, "apply a spec without "+x.nameOf(x.Parting.Party)+" by then")
	}
	return strings.Join(parts, "; ")
}

// breachLine says how far it is with what a party is said to have broken.
func (x *Exit) breachLine() string {
	b := x.Breach
	line := x.nameOf(b.Against) + " is said to have broken something"
	switch {
	case len(b.Verdict.Asks) > 0:
		return line + " and not to have put it right; the others are asked whether it ends"
	case len(b.Cured.Asks) > 0 && !b.Cured.Closed():
		return line + " and says that it is put right; the others are asked"
	}
	if due := b.Told.LastDue(); !due.IsZero() {
		line += ", to be put right by " + due.Format(time.DateOnly)
	}
	if b.Contested {
		line += "; it sees that differently"
	}
	return line
}

func daysLeft(last string, now time.Time) string {
	day, err := cadence.ParseDate(last)
	left := cadence.DateOf(now).DaysUntil(day)
	if err != nil || left < 0 {
		return ""
	}
	return ", " + procedure.Counted(left, "day") + " left"
}

// card shows the exit to admins.
func (x *Exit) card(now time.Time) string {
	intro := fmt.Sprintf("Exit of partnership `%s`: **%s**", x.Slug, x.stage())
	if line := x.line(now); line != "" {
		intro += "\n\n" + card.Escape(line) + "\n"
	}
	tasks := card.Section{Title: "To be done", Noun: "tasks"}
	if x.Told {
		for _, t := range x.Tasks {
			tasks.Rows = append(tasks.Rows, card.Item(fmt.Sprintf("%s: %s, by %s", card.Cell(x.nameOfPerson(t.Owner)), card.Cell(t.What), t.Due)))
		}
	}
	sections := []card.Section{tasks}
	for _, n := range x.Notices {
		sections = append(sections, card.People("Is it meant?", n.Circle.Standing(now)))
	}
	return card.Render(intro, card.Sections(append(sections,
		card.People("Does the end begin?", x.Offer.Standing(now)), card.People("Is the notice taken back?", x.Wish.Standing(now)),
		card.People("What was learned?", x.Lessons.Standing(now)),
	)...)...)
}

func (x *Exit) nameOfPerson(id string) string {
	for _, m := range x.People {
		if m.Person == id {
			return m.Name
		}
	}
	return id
}
