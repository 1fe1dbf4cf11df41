package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

type decisionsArgs struct {
	slug, data string
	json       bool
}

func newDecisions(env Env) *cobra.Command {
	var a decisionsArgs
	c := &cobra.Command{
		Use: "decisions SLUG", Short: "List what the parties decided together", Args: required("SLUG"),
		Long: "Lists the log of decisions: what was put to the vote or written into minutes, by which rule it was\n" +
			"decided, how each party voted, which goal it serves, and how long it took from the proposal to the\n" +
			"decision. It reads the store, so no worker has to run.",
		Example: "  rapport decisions teapot-kettle\n  rapport decisions teapot-kettle --json",
		RunE: func(c *cobra.Command, args []string) error {
			a.slug = args[0]
			return runDecisions(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	jsonFlag(c, &a.json)
	return c
}

func runDecisions(ctx context.Context, env Env, a decisionsArgs) error {
	found, err := fromStore(ctx, a.data, func(s *store.Store) (app.Decisions, error) { return app.ReadDecisions(ctx, s, a.slug) })
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(env.Stdout, viewDecisions(a.slug, found))
	}
	return showDecisions(env, a.slug, found)
}

// decisionsView is the log of decisions, for machines.
type decisionsView struct {
	FormatVersion int            `json:"format_version"`
	Slug          string         `json:"slug"`
	Decisions     []decisionView `json:"decisions"` // the oldest first
}

type decisionView struct {
	Text   string `json:"text"`
	Goal   string `json:"goal"` // empty: none was named
	Rule   string `json:"rule"` // empty: the usual majority
	Method string `json:"method"`
	Result string `json:"result"`
	// The parties by how they voted; Consenting are those of For whose silence counts as a yes.
	For        []string `json:"for"`
	Against    []string `json:"against"`
	Abstained  []string `json:"abstained"`
	Silent     []string `json:"silent"`
	Consenting []string `json:"consenting"`
	VetoedBy   string   `json:"vetoed_by,omitempty"`
	Why        string   `json:"why,omitempty"`
	By         string   `json:"by"` // person or "admin"
	Raised     string   `json:"raised,omitempty"`
	Decided    string   `json:"decided"`
	// TookHours is from the proposal to the decision.
	TookHours float64 `json:"took_hours"`
}

func viewDecisions(slug string, found app.Decisions) decisionsView {
	v := decisionsView{FormatVersion: formatVersion, Slug: slug, Decisions: []decisionView{}}
	for _, d := range found.Log {
		one := decisionView{
			Text: d.Text, Goal: d.Goal, Rule: d.Rule, Method: string(d.Method), Result: string(d.Result),
			For: orEmpty(d.For), Against: orEmpty(d.Against), Abstained: orEmpty(d.Abstained), Silent: orEmpty(d.Silent), Consenting: orEmpty(d.Consenting),
			VetoedBy: d.Vetoed, Why: d.Why, By: d.By, Decided: d.Decided.Format(time.RFC3339), TookHours: d.Took().Round(time.Minute).Hours(),
		}
		if !d.Raised.IsZero() {
			one.Raised = d.Raised.Format(time.RFC3339)
		}
		v.Decisions = append(v.Decisions, one)
	}
	return v
}

// results are what became of a proposal, as people say it.
var results = map[decision.Result]string{
	decision.Carried: "carried", decision.Rejected: "not carried", decision.NoQuorum: "too few took part", decision.Vetoed: "VETOED",
}

func showDecisions(env Env, slug string, found app.Decisions) error {
	if len(found.Log) == 0 {
		fmt.Fprintf(env.Stdout, "%s: nothing was decided together yet. Minutes of meetings, VOTE in a mail of whoever leads a party, or the update begin-vote bring decisions.\n", printable(slug))
		return nil
	}
	zone, err := cadence.LoadZone(found.Spec.Zone)
	if err != nil {
		return err
	}
	fmt.Fprintf(env.Stdout, "%s: %s\n", printable(slug), procedure.Counted(len(found.Log), "decision"))
	for _, d := range found.Log {
		fmt.Fprintf(env.Stdout, "\n%s  %s  %s\n", d.Decided.In(zone).Format(time.DateOnly), results[d.Result], printable(d.Text))
		for _, line := range decisionLines(found.Spec, d) {
			fmt.Fprintln(env.Stdout, "  "+line)
		}
	}
	return nil
}

// decisionLines are what the list says of a decision beside its text.
func decisionLines(spec partnership.Spec, d procedure.Decision) []string {
	var lines []string
	add := func(what string, parties []string) {
		if len(parties) > 0 {
			lines = append(lines, what+": "+strings.Join(parties, ", "))
		}
	}
	lines = append(lines, "by "+cmp.Or(nameIn(spec, d.By), "nobody on record")+", "+how(d))
	add("for", d.For)
	add("  of them silent, which the rule takes for a yes", d.Consenting)
	add("against", d.Against)
	add("abstained", d.Abstained)
	add("no vote", d.Silent)
	if d.Vetoed != "" {
		lines = append(lines, "vetoed by "+d.Vetoed+": "+printable(d.Why))
	}
	if d.Goal != "" {
		lines = append(lines, "serves the goal "+d.Goal)
	}
	return lines
}

// how says by which rule and how fast something was decided.
func how(d procedure.Decision) string {
	text := "in writing"
	if d.Method == procedure.DecidedAtMeeting {
		text = "at a meeting"
	}
	if d.Rule != "" {
		text += " by the rule " + d.Rule
	}
	switch took := d.Took(); {
	case took <= 0:
	case took < 48*time.Hour:
		text += ", within " + procedure.Counted(max(1, int(took.Hours())), "hour")
	default:
		text += ", within " + procedure.Counted(int(took.Hours()/24), "day")
	}
	return text
}
