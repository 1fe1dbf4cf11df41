package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/outline"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// showPlan prints a plan for people: what is to be done, what each change
// consists of, and one line that sums it up.
func showPlan(env Env, plan app.Plan) error {
	t := planText{out: new(strings.Builder), colours: env.Color}
	t.group("+", green, app.Create, plan, t.created)
	t.group("~", yellow, app.Change, plan, t.changed)
	t.group("-", red, app.End, plan, func(app.Item) { t.line(1, "ends for good; what is open is withdrawn: %s", plan.Reason) })
	t.group(" ", "", app.Undeclared, plan, func(app.Item) {
		t.line(1, `runs, but is not declared here: left alone; --prune --reason "..." would end it`)
	})
	t.group("!", red, app.EndedBefore, plan, func(app.Item) {
		t.line(1, "is declared, but has ended: it cannot be started again; give its successor another name")
	})
	t.total(plan)
	_, err := io.WriteString(env.Stdout, t.out.String())
	return err
}

// planText is a plan as it is being written.
type planText struct {
	out     *strings.Builder
	colours bool
}

// The colours, as terminals number them.
const (
	red    = "31"
	green  = "32"
	yellow = "33"
)

func (t *planText) paint(colour, s string) string {
	if !t.colours || colour == "" {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

func (t *planText) line(depth int, format string, args ...any) {
	t.out.WriteString(strings.Repeat("    ", depth))
	fmt.Fprintf(t.out, format+"\n", args...)
}

// shownNames is how many partnerships of one kind are named.
const shownNames = 20

// group prints the partnerships that an action concerns. Those of which the
// same is to be said, as when a playbook has changed, are named together.
func (t *planText) group(mark, colour string, action app.Action, plan app.Plan, describe func(app.Item)) {
	var bodies []string
	alike := map[string][]app.Item{}
	for _, item := range plan.Items {
		if item.Action != action {
			continue
		}
		body := t.captured(func() { describe(item) })
		if alike[body] == nil {
			bodies = append(bodies, body)
		}
		alike[body] = append(alike[body], item)
	}
	for _, body := range bodies {
		items := alike[body]
		for _, item := range items[:min(len(items), shownNames)] {
			t.line(0, "%s", strings.TrimRight(t.paint(colour, mark+" "+item.Slug)+"  "+item.Title, " "))
		}
		if more := len(items) - shownNames; more > 0 {
			t.line(0, "%s and %d more, all alike; --json names them", t.paint(colour, mark), more)
		}
		t.out.WriteString(body)
	}
}

// captured returns what is written meanwhile instead of keeping it.
func (t *planText) captured(write func()) string {
	kept := t.out
	t.out = new(strings.Builder)
	write()
	body := t.out.String()
	t.out = kept
	return body
}

func (t *planText) created(item app.Item) { t.notCarriedOut(item) }

func (t *planText) changed(item app.Item) {
	for _, c := range item.Changes {
		t.change(c)
	}
	t.signers(item)
	for _, m := range item.Moves {
		t.line(1, "%s", movement(*item.Spec, m))
	}
	for _, w := range item.Warnings {
		t.line(1, "%s %s", t.paint(yellow, "Warning:"), w)
	}
	t.notCarriedOut(item)
}

// change prints one difference and, in brackets, whether it must be signed.
func (t *planText) change(c revision.Change) {
	why := c.Why
	if c.Material {
		why = "material: " + why
	}
	switch {
	case c.Action == revision.Added:
		t.line(1, "%s %s%s  (%s)", t.paint(green, "+"), c.Path, valueOf(c.New), why)
	case c.Action == revision.Removed:
		t.line(1, "%s %s%s  (%s)", t.paint(red, "-"), c.Path, valueOf(c.Old), why)
	case len(c.Gained)+len(c.Lost) > 0:
		t.line(1, "%s %s: %s  (%s)", t.paint(yellow, "~"), c.Path, strings.Join(t.members(c), ", "), why)
	default:
		t.line(1, "%s %s: %s -> %s  (%s)", t.paint(yellow, "~"), c.Path, orNone(c.Old), orNone(c.New), why)
	}
	if c.Block != nil {
		t.block(*c.Block)
	}
}

// members says what a list without order has gained and lost.
func (t *planText) members(c revision.Change) []string {
	var list []string
	for _, v := range c.Lost {
		list = append(list, t.paint(red, "-")+v.String())
	}
	for _, v := range c.Gained {
		list = append(list, t.paint(green, "+")+v.String())
	}
	return list
}

// block prints what a block that comes or goes says.
func (t *planText) block(b outline.Block) {
	b.Walk(func(path partnership.Path, a outline.Attribute) { t.line(2, "%s = %s", path, a.Value) })
}

func valueOf(v *outline.Value) string {
	if v == nil {
		return ""
	}
	return " = " + v.String()
}

func orNone(v *outline.Value) string {
	if v == nil {
		return "none"
	}
	return v.String()
}

// signers says who has to agree. Nobody is asked by mail yet, and an admin must
// not believe so.
func (t *planText) signers(item app.Item) {
	if len(item.Signers) == 0 {
		return
	}
	names := make([]string, 0, len(item.Signers))
	for _, s := range item.Signers {
		person, _ := item.Spec.Person(s.Person)
		name := person.Name
		if name == "" {
			name = s.Person
		}
		names = append(names, strings.TrimSpace(name+" ("+s.Why+")"))
	}
	t.line(1, "To be signed again by %s.", strings.Join(names, ", "))
	t.line(1, "This version does not mail agreements yet: get their consent yourself before you apply.")
}

// notCarriedOut says what is declared in vain so far.
func (t *planText) notCarriedOut(item app.Item) {
	if len(item.NotCarriedOut) == 0 {
		return
	}
	blocks := make([]string, 0, len(item.NotCarriedOut))
	for _, f := range item.NotCarriedOut {
		blocks = append(blocks, fmt.Sprintf("%s (%d)", f.Block, f.Count))
	}
	t.line(1, "Declared, but not carried out by this version yet: %s.", strings.Join(blocks, ", "))
}

// total is the plan in one line.
func (t *planText) total(plan app.Plan) {
	if t.out.Len() > 0 {
		t.line(0, "")
	}
	if plan.Empty() {
		t.line(0, "No changes. What runs is what is declared%s.", exceptions(plan))
		return
	}
	unchanged := ""
	if n := plan.Count(app.Unchanged); n > 0 {
		unchanged = fmt.Sprintf(" %d unchanged.", n)
	}
	t.line(0, "Plan: %d to start, %d to change, %d to end.%s", plan.Count(app.Create), plan.Count(app.Change), plan.Count(app.End), unchanged)
}

// exceptions says what keeps "what runs is what is declared" from being the
// whole truth.
func exceptions(plan app.Plan) string {
	if plan.Count(app.Undeclared)+plan.Count(app.EndedBefore) > 0 {
		return ", but for what is listed above"
	}
	return ""
}

// movement says when something happens that used to happen at another time.
func movement(spec partnership.Spec, m revision.Move) string {
	what := string(m.Path)
	if m.Person != "" {
		person, _ := spec.Person(m.Person)
		what = strings.TrimSpace(person.Name + " " + "(" + what + ")")
	}
	switch {
	case m.Old == nil:
		return what + ": " + moment(*m.New) + " for the first time" + within(m)
	case m.New == nil:
		return what + ": no longer " + moment(*m.Old)
	case m.Old.Next.Equal(m.New.Next):
		return what + ": next " + moment(*m.New) + " as before, later ones move" + within(m)
	default:
		return what + ": next " + moment(*m.Old) + " -> " + moment(*m.New) + within(m)
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

// countResults sums up what was done; what was planned is always named.
func countResults(results []app.Applied) []string {
	var parts []string
	for _, r := range []app.Result{app.Started, app.Changed, app.EndedNow, app.NoChange, app.StayEnded, app.Refused, app.Failed} {
		n := 0
		for _, a := range results {
			if a.Result == r {
				n++
			}
		}
		if n > 0 || slices.Contains([]app.Result{app.Started, app.Changed, app.EndedNow}, r) {
			parts = append(parts, fmt.Sprintf("%d %s", n, r))
		}
	}
	return parts
}
