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
	t := planText{out: new(strings.Builder), colours: env.Color, consent: plan.Consent}
	nothing := func(app.Item) {}
	t.group("+", green, app.Create, plan, nothing, nothing)
	t.group("~", yellow, app.Change, plan, t.changes, t.consequences)
	t.group("-", red, app.End, plan, func(app.Item) { t.line(1, "ends for good; what is open is withdrawn: %s", plan.Reason) }, nothing)
	t.group(" ", "", app.Undeclared, plan, func(app.Item) {
		t.line(1, `runs, but is not declared here: left alone; --prune --reason "..." would end it`)
	}, nothing)
	t.unchanged(plan)
	whyNot := func(item app.Item) { t.line(1, "is declared, but %s", item.Why()) }
	t.group("!", red, app.EndedBefore, plan, whyNot, nothing)
	t.group("!", yellow, app.Past, plan, whyNot, nothing)
	t.notCarriedOut(plan)
	t.total(plan)
	_, err := io.WriteString(env.Stdout, t.out.String())
	return err
}

// planText is a plan as it is being written.
type planText struct {
	out     *strings.Builder
	colours bool
	deeper  int    // how much everything is indented besides
	consent string // how all agreed elsewhere
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
	t.out.WriteString(strings.Repeat("    ", depth+t.deeper))
	fmt.Fprintf(t.out, format+"\n", args...)
}

// shownNames is how many partnerships of one kind are named.
const shownNames = 20

// fewPeople is how many partnerships with the same changes are shown each with
// its own people.
const fewPeople = 3

// group prints the partnerships that an action concerns. Those of which the
// same is to be said, as when a playbook has changed, are named together. Of
// many that differ in their people alone, the first one's stand for all.
func (t *planText) group(mark, colour string, action app.Action, plan app.Plan, what, whose func(app.Item)) {
	same := newAlike()
	for _, item := range plan.Items {
		if item.Action == action {
			same.add(t.captured(func() { what(item) }), item)
		}
	}
	for _, changes := range same.texts {
		items, people := same.items[changes], newAlike()
		for _, item := range items {
			people.add(t.captured(func() { whose(item) }), item)
		}
		if len(people.texts) > fewPeople {
			t.names(mark, colour, items)
			t.out.WriteString(changes)
			t.line(1, "For the people of %s, and alike for the others; --json has them all:", items[0].Slug)
			t.out.WriteString(people.texts[0])
			continue
		}
		for _, consequences := range people.texts {
			t.names(mark, colour, people.items[consequences])
			t.out.WriteString(changes + consequences)
		}
	}
}

// names lists partnerships, the first ones of many.
func (t *planText) names(mark, colour string, items []app.Item) {
	for _, item := range items[:min(len(items), shownNames)] {
		t.line(0, "%s", strings.TrimRight(t.paint(colour, mark+" "+item.Slug)+"  "+item.Title, " "))
	}
	if more := len(items) - shownNames; more > 0 {
		t.line(0, "%s and %d more, all alike; --json names them", t.paint(colour, mark), more)
	}
}

// alike collects partnerships of which the same is to be said, in the order in
// which it was first said.
type alike struct {
	texts []string
	items map[string][]app.Item
}

func newAlike() *alike { return &alike{items: map[string][]app.Item{}} }

func (a *alike) add(text string, item app.Item) {
	if a.items[text] == nil {
		a.texts = append(a.texts, text)
	}
	a.items[text] = append(a.items[text], item)
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

// changes says what is declared otherwise.
func (t *planText) changes(item app.Item) {
	if len(item.Waits) == 0 {
		for _, c := range item.Changes {
			t.change(c)
		}
		return
	}
	waits := func(c revision.Change) bool {
		return slices.ContainsFunc(item.Waits, func(w revision.Change) bool { return w.Path == c.Path && w.Action == c.Action })
	}
	t.half("At once:", slices.DeleteFunc(slices.Clone(item.Changes), waits))
	t.half("When all have signed:", item.Waits)
}

// half prints the changes that take effect at one time.
func (t *planText) half(when string, changes []revision.Change) {
	if len(changes) == 0 {
		return
	}
	t.line(1, "%s", when)
	t.deeper++
	for _, c := range changes {
		t.change(c)
	}
	t.deeper--
}

// consequences says what the changes mean for the people.
func (t *planText) consequences(item app.Item) {
	if item.Refusal != "" {
		t.line(1, "%s %s", t.paint(red, "Refused:"), item.Refusal)
	}
	t.signers(item)
	t.moves(item)
	t.warnings(item)
}

func (t *planText) warnings(item app.Item) {
	for _, w := range item.Warnings {
		t.line(1, "%s %s", t.paint(yellow, "Warning:"), w)
	}
}

// unchanged names what stays as it is declared and needs an admin's hand all the same.
func (t *planText) unchanged(plan app.Plan) {
	for _, item := range plan.Items {
		if item.Action == app.Unchanged && len(item.Warnings) > 0 {
			t.names(" ", "", []app.Item{item})
			t.warnings(item)
		}
	}
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

// signers says who has to agree, why, and how they are asked.
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
	switch {
	case t.consent != "":
		t.line(1, "Agreed elsewhere, which the journal keeps: %s.", t.consent)
	case len(item.Waits) > 0:
		t.line(1, "To be signed by %s, who are asked by mail. Until all have, what was agreed before holds.", strings.Join(names, ", "))
	case item.Spec.SignsByMail():
		t.line(1, "To be signed by %s, who are asked by mail.", strings.Join(names, ", "))
	default:
		t.line(1, "To be agreed on by %s, whom nobody asks here: get their consent yourself before you apply.", strings.Join(names, ", "))
	}
}

// nameOf is a person's name, or the ID of somebody whom the spec no longer has.
func nameOf(spec partnership.Spec, id string) string {
	if person, ok := spec.Person(id); ok {
		return person.Name
	}
	return id
}

// notCarriedOut says what is declared in vain so far by what is to be started or
// changed.
func (t *planText) notCarriedOut(plan app.Plan) {
	var blocks []string
	for _, item := range plan.Items {
		if item.Action != app.Create && item.Action != app.Change {
			continue
		}
		for _, f := range item.NotCarriedOut {
			if !slices.Contains(blocks, f.Block) {
				blocks = append(blocks, f.Block)
			}
		}
	}
	if len(blocks) > 0 {
		t.line(0, "\nDeclared, but not carried out by this version yet: %s.", strings.Join(blocks, ", "))
	}
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
	waits := slices.ContainsFunc(plan.Items, func(i app.Item) bool { return i.Action == app.Unchanged && i.Proposed != "" })
	if waits || plan.Count(app.Undeclared)+plan.Count(app.EndedBefore)+plan.Count(app.Past) > 0 {
		return ", but for what is listed above"
	}
	return ""
}
