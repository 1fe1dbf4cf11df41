package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// moves says what happens at another time than before. People of one zone, for
// whom it is the same, are named together.
func (t *planText) moves(item app.Item) {
	var heads []string
	names := map[string][]string{}
	for _, m := range item.Moves {
		head := t.captured(func() { t.move(m) })
		if names[head] == nil {
			heads = append(heads, head)
		}
		names[head] = append(names[head], nameOf(*item.Spec, m.Person))
	}
	for _, head := range heads {
		path, times, _ := strings.Cut(head, "\n")
		whom := strings.Join(names[head], ", ")
		if whom != "" {
			whom = " for " + whom
		}
		t.line(1, "Moves: %s%s", path, whom)
		t.out.WriteString(times)
	}
}

// move prints what moves and, on lines of their own, from when to when.
func (t *planText) move(m revision.Move) {
	t.line(0, "%s", m.Path)
	if m.Old != nil && m.New != nil && m.Old.Next.Equal(m.New.Next) {
		t.line(2, "next %s, as before; later ones move%s", moment(*m.New), within(m))
		return
	}
	if m.Old != nil {
		t.line(2, "%s next %s", t.paint(red, "-"), moment(*m.Old))
	}
	if m.New != nil {
		t.line(2, "%s next %s%s", t.paint(green, "+"), moment(*m.New), within(m))
	}
}

func moment(t revision.Times) string {
	if t.Day {
		return t.Next.Format("Mon 2 Jan 2006")
	}
	text := t.Next.Format("Mon 2 Jan 2006 15:04 ") + zoneName(t.Next)
	if !t.Reminder.IsZero() {
		text += ", reminder " + t.Reminder.Format("Mon 2 Jan 15:04")
	}
	if !t.Due.IsZero() {
		text += ", due " + t.Due.Format("Mon 2 Jan 15:04")
	}
	return text
}

// zoneName is the city of a time's zone.
func zoneName(t time.Time) string { return cadence.City(t.Location().String()) }

// within says how often something happens in the time that was looked at.
func within(m revision.Move) string {
	if m.Old == nil || m.New == nil || m.Old.Within == m.New.Within {
		return ""
	}
	return fmt.Sprintf(" (%d instead of %d in three months)", m.New.Within, m.Old.Within)
}
