package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// openStatus is a procedure that is not over, or something that is owed, as the card
// shows it.
type openStatus struct {
	// Workflow is where it runs. Of something that is owed, ID names it there.
	Workflow string `json:"workflow"`
	ID       string `json:"id,omitempty"`
	What     string `json:"what"`
	Owner    string `json:"owner,omitempty"` // a person's name
	Due      string `json:"due,omitempty"`   // a day
	Stage    string `json:"stage"`
	Late     bool   `json:"late"`
	// Since is when it became late, where that is known.
	Since time.Time `json:"since,omitzero"`
	// Line says who has it, which step was taken, and what comes next and when.
	Line string `json:"line,omitempty"`
}

// openOf lists what is open, what is late first.
func openOf(p *lifecycle.Partnership) []openStatus {
	open := []openStatus{}
	for _, r := range p.Running {
		if r.Shown.Outcome.Settled() {
			continue
		}
		if !r.Standing {
			open = append(open, openStatus{
				Workflow: r.Workflow, What: r.Title, Stage: r.Shown.Stage, Line: r.Shown.Line,
				Late: slices.ContainsFunc(r.Shown.Open, func(o procedure.OpenAsk) bool { return o.Late }),
			})
		}
		for _, o := range r.Shown.Owed {
			open = append(open, openStatus{
				Workflow: r.Workflow, ID: o.ID, What: o.What, Owner: nameIn(p.Declared, o.Owner), Due: o.Due, Stage: string(o.Stage),
				Late: !o.Since.IsZero(), Since: o.Since, Line: o.Line,
			})
		}
	}
	slices.SortStableFunc(open, func(a, b openStatus) int { return lateFirst(a.Late, b.Late) })
	return open
}

// lateFirst puts what is late before the rest.
func lateFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

// sortWaiting puts who is late before the others, and who is due first before who is
// due later.
func sortWaiting(list []waitingStatus) {
	slices.SortStableFunc(list, func(a, b waitingStatus) int {
		return cmp.Or(lateFirst(a.Late, b.Late), a.Due.Compare(b.Due))
	})
}

// shownOpen is how much of what is open is printed.
const shownOpen = 12

// showOpen prints what is open beside who is waited for: milestones, and what is owed.
func showOpen(env Env, p partnershipStatus) error {
	list := slices.DeleteFunc(slices.Clone(p.Open), func(o openStatus) bool { return o.Line == "" && !o.Late && o.ID == "" })
	if len(list) == 0 {
		return nil
	}
	fmt.Fprintln(env.Stdout)
	t := newTable(env, "Open", "Due", "", "")
	for _, o := range list[:min(len(list), shownOpen)] {
		stage := o.Stage
		if o.Late {
			stage = "LATE"
		}
		what := o.What
		if o.Owner != "" {
			what = o.Owner + ": " + what
		}
		t.row(fitted(what, wide), o.Due, stage, strings.TrimSpace(o.Line))
	}
	if err := t.print(); err != nil {
		return err
	}
	if n := len(list) - shownOpen; n > 0 {
		fmt.Fprintf(env.Stdout, "… and %d more: rapport commitments %s\n", n, p.Slug)
	}
	return nil
}
