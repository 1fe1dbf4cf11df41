package cli

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/internal/app"
)

// progress says how far an apply has come: one line that counts where a
// terminal can rewrite it, plain lines elsewhere.
type progress struct {
	env         Env
	quiet       bool
	total, done int
}

func newProgress(env Env, quiet bool, total int) *progress {
	return &progress{env: env, quiet: quiet, total: total}
}

// fewSteps is how many partnerships are told of one by one.
const fewSteps = 50

func (p *progress) step(a app.Applied) {
	p.done++
	if p.quiet {
		return
	}
	w := p.env.Stdout
	if a.Err != nil {
		p.clear()
		fmt.Fprintf(w, "  %-11s %s: %v\n", a.Result, a.Slug, a.Err)
	}
	switch {
	case p.env.Width > 0:
		fmt.Fprintf(w, "\r  %d of %d", p.done, p.total)
	case p.total <= fewSteps && a.Err == nil:
		fmt.Fprintf(w, "  %-11s %s\n", a.Result, a.Slug)
	case p.total > fewSteps && p.done*10/p.total > (p.done-1)*10/p.total:
		fmt.Fprintf(w, "  %d of %d\n", p.done, p.total)
	}
}

// clear takes the counting line away.
func (p *progress) clear() {
	if p.env.Width > 0 && !p.quiet {
		fmt.Fprint(p.env.Stdout, "\r\x1b[K")
	}
}

func (p *progress) finish() { p.clear() }

// countResults sums up what was done; what was planned is always named.
func countResults(results []app.Applied) []string {
	var parts []string
	for _, r := range []app.Result{app.Started, app.Changed, app.EndedNow, app.InPart, app.Proposed, app.TakenBack, app.NoChange, app.StayEnded, app.NotBegun, app.Refused, app.Failed} {
		n := 0
		for _, a := range results {
			if a.Result == r {
				n++
			}
		}
		if n > 0 || slices.Contains([]app.Result{app.Started, app.Changed, app.EndedNow}, r) {
			parts = append(parts, fmt.Sprintf("%d %s", n, inWords(r)))
		}
	}
	return parts
}

// inWords says a result as it reads after a number.
func inWords(r app.Result) string {
	switch r {
	case app.InPart:
		return "changed in part, the rest waits for signatures"
	case app.Proposed:
		return "waiting for signatures"
	case app.TakenBack:
		return "taken back"
	default:
		return string(r)
	}
}
