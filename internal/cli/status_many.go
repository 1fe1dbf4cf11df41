package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// manyRows is how many partnerships one screen holds.
const manyRows = 30

// showMany prints many partnerships, a line each and the worst first.
func showMany(ctx context.Context, env Env, r *app.StatusReader, slugs []string, a statusArgs) error {
	list, err := r.Glances(ctx, slugs, env.Now())
	if err != nil {
		return refused(err)
	}
	total := len(list)
	fmt.Fprintln(env.Stdout, summed(list))
	if silent := r.Silent(ctx); silent != nil {
		s := silenceOf(*silent)
		fmt.Fprintf(env.Stdout, "This is what the store knows: %s.\n", s.brief())
	}
	fmt.Fprintln(env.Stdout)
	list = slices.DeleteFunc(list, func(g app.Glance) bool { return a.late && g.Late == 0 || a.red && g.Health != measure.Red })
	slices.SortStableFunc(list, worstFirst)
	if len(list) == 0 {
		fmt.Fprintln(env.Stdout, nothing(a))
		return nil
	}
	shown := list
	if !a.all && len(list) > manyRows {
		shown = list[:manyRows]
	}
	if err := manyTable(env, shown); err != nil {
		return err
	}
	if n := len(list) - len(shown); n > 0 {
		fmt.Fprintf(env.Stdout, "\n… and %d more, none of them worse: rapport status --all\n", n)
	}
	if total > 1 {
		fmt.Fprintln(env.Stdout, "\nMore of one: rapport status "+shown[0].Slug)
	}
	return nil
}

// nothing says that there is none of what was asked for.
func nothing(a statusArgs) string {
	switch {
	case a.late && a.red:
		return "None does badly and has something late."
	case a.late:
		return "Nothing is late."
	default:
		return "None does badly."
	}
}

// summed says in a line how all stand.
func summed(list []app.Glance) string {
	health, late, paused, over, conflicts := map[measure.RAG]int{}, 0, 0, 0, 0
	for _, g := range list {
		if g.Phase == string(lifecycle.PhaseClosed) {
			over++
			continue
		}
		health[g.Health]++
		if g.Late > 0 {
			late++
		}
		if g.Phase == string(lifecycle.PhaseSuspended) {
			paused++
		}
		if g.Conflicts > 0 {
			conflicts++
		}
	}
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
	}
	add(health[measure.Red], "red")
	add(health[measure.Amber], "amber")
	add(health[measure.Green], "green")
	add(health[measure.Unknown], "unknown")
	add(late, "with something late")
	add(conflicts, "with a conflict")
	add(paused, "paused")
	add(over, "over")
	return fmt.Sprintf("%s: %s", procedure.Counted(len(list), "partnership"), strings.Join(parts, ", "))
}

// worstFirst orders partnerships: how they do, then how much is late; what is over comes last.
func worstFirst(a, b app.Glance) int {
	return cmp.Or(cmp.Compare(badness(a), badness(b)), cmp.Compare(b.Late, a.Late), strings.Compare(a.Slug, b.Slug))
}

func badness(g app.Glance) int {
	switch {
	case g.Phase == string(lifecycle.PhaseClosed):
		return 5
	case g.Health == measure.Red:
		return 0
	case g.Late > 0:
		return 1
	case g.Health == measure.Amber:
		return 2
	case g.Health == measure.Unknown:
		return 3
	default:
		return 4
	}
}

// Columns of the list, as wide as they may be where a terminal has eighty.
const (
	manyWidth  = 80
	otherWidth = 54 // all columns but the name
)

func manyTable(env Env, list []app.Glance) error {
	width := max(cmp.Or(env.Width, manyWidth), manyWidth) - otherWidth
	env.Width = 0 // the name gives way
	t := newTable(env, "Partnership", "Phase", "Health", "Late", "Next").tinted(func(row []string, column int) lipgloss.Style {
		return tintOf(row[column], column)
	})
	for _, g := range list {
		late, next := "", ""
		if g.Late > 0 {
			late = strconv.Itoa(g.Late)
		}
		if !g.Next.IsZero() {
			next = procedure.Local(g.Next.In(g.Zone), g.City)
		}
		t.row(fitted(g.Slug, width), g.Phase, healthWord(g.Health), late, next)
	}
	return t.print()
}

func healthWord(r measure.RAG) string {
	if r == measure.Unknown || r == "" {
		return "–"
	}
	return string(r)
}

// tintOf is the colour of a cell: that of the health, and red for what is late.
func tintOf(cell string, column int) lipgloss.Style {
	style := lipgloss.NewStyle()
	switch {
	case column == 2 && cell == string(measure.Red), column == 3:
		return style.Foreground(lipgloss.Red)
	case column == 2 && cell == string(measure.Amber):
		return style.Foreground(lipgloss.Yellow)
	case column == 2 && cell == string(measure.Green):
		return style.Foreground(lipgloss.Green)
	default:
		return style
	}
}
