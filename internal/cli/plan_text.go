package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
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
	t.moves(item)
	for _, w := range item.Warnings {
		t.line(1, "%s %s", t.paint(yellow, "Warning:"), w)
	}
	t.notCarriedOut(item)
}

// change prints one difference. Of a block that comes it says what is in it;
// what goes is known.
func (t *planText) change(c revision.Change) {
	material := ""
	if c.Material {
		material = "  (material)"
	}
	switch {
	case c.Action == revision.Added:
		t.line(1, "%s %s%s%s", t.paint(green, "+"), c.Path, valueOf(c.New), material)
		if c.Block != nil {
			t.block(*c.Block)
		}
	case c.Action == revision.Removed:
		t.line(1, "%s %s%s%s", t.paint(red, "-"), c.Path, valueOf(c.Old), material)
	case len(c.Gained)+len(c.Lost) > 0:
		t.line(1, "%s %s: %s%s", t.paint(yellow, "~"), c.Path, strings.Join(t.members(c), ", "), material)
	default:
		t.line(1, "%s %s: %s -> %s%s", t.paint(yellow, "~"), c.Path, orNone(c.Old), orNone(c.New), material)
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

// block prints what a block says.
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

// signers says who has to agree, and why. Nobody is asked by mail yet, and an
// admin must not believe so.
func (t *planText) signers(item app.Item) {
	if len(item.Signers) == 0 {
		return
	}
	var reasons, names []string
	for _, c := range item.Changes {
		if c.Material && !slices.Contains(reasons, c.Why) {
			reasons = append(reasons, c.Why)
		}
	}
	for _, s := range item.Signers {
		names = append(names, strings.TrimSpace(nameOf(*item.Spec, s.Person)+" ("+s.Why+")"))
	}
	t.line(1, "Material: %s.", strings.Join(reasons, "; "))
	t.line(1, "To be signed again by %s.", strings.Join(names, ", "))
	t.line(1, "This version does not mail agreements yet: get their consent yourself before you apply.")
}

// nameOf is a person's name, or the ID of somebody whom the spec no longer has.
func nameOf(spec partnership.Spec, id string) string {
	if person, ok := spec.Person(id); ok {
		return person.Name
	}
	return id
}

// notCarriedOut says what is declared in vain so far.
func (t *planText) notCarriedOut(item app.Item) {
	if len(item.NotCarriedOut) == 0 {
		return
	}
	blocks := make([]string, 0, len(item.NotCarriedOut))
	for _, f := range item.NotCarriedOut {
		blocks = append(blocks, f.Block)
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
