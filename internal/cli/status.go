package cli

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

type statusArgs struct {
	what, data string
	json       bool
	vars       vars
}

func newStatus(env Env) *cobra.Command {
	var a statusArgs
	c := &cobra.Command{
		Use: "status [DIR|SLUG]", Short: "Show how partnerships stand", Args: optional("DIR or SLUG"),
		Long: "Shows goals, KPIs with progress and status, who has not answered and since when, and what comes\n" +
			"next: of the partnerships declared in DIR, of the one named SLUG, or of all. It asks the running\n" +
			"worker, and reads the store alone when none answers.",
		Example: "  rapport status\n  rapport status teapot-kettle --json",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				a.what = args[0]
			}
			return runStatus(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	varFlags(c, &a.vars)
	jsonFlag(c, &a.json)
	return c
}

func runStatus(ctx context.Context, env Env, a statusArgs) error {
	var engine *config.Engine
	var slugs []string
	if info, err := os.Stat(a.what); err == nil && info.IsDir() {
		result, err := loadValid(env, a.what, a.vars)
		if err != nil {
			return err
		}
		engine = result.Engine
		for _, spec := range result.Specs {
			slugs = append(slugs, spec.Slug)
		}
	} else if a.what != "" {
		slugs = []string{a.what}
	}
	r, err := app.NewStatusReader(ctx, a.data, engine)
	if err != nil {
		return world(err)
	}
	defer r.Close() //nolint:errcheck // nothing was written
	if len(slugs) == 0 {
		if slugs, err = r.Slugs(ctx); err != nil {
			return world(err)
		}
	}
	view := statusView{FormatVersion: formatVersion, Partnerships: []partnershipStatus{}}
	for _, slug := range slugs {
		status, err := r.Read(ctx, slug, env.Now())
		if err != nil {
			return refused(err)
		}
		view.Partnerships = append(view.Partnerships, statusOf(status))
	}
	if a.json {
		return writeJSON(env.Stdout, view)
	}
	return showStatus(env, view)
}

type statusView struct {
	FormatVersion int                 `json:"format_version"`
	Partnerships  []partnershipStatus `json:"partnerships"`
}

type partnershipStatus struct {
	Slug  string `json:"slug"`
	Title string `json:"title"`
	// Live says whether a worker answered. Without one, phase, waiting and next
	// are not known.
	Live     bool             `json:"live"`
	Phase    string           `json:"phase"`
	Health   string           `json:"health"`
	Progress *decimal.Decimal `json:"progress"`
	Goals    []goalStatus     `json:"goals"`
	Waiting  []waitingStatus  `json:"waiting"`
	Next     []nextStatus     `json:"next"`
}

type goalStatus struct {
	ID        string           `json:"id"`
	Statement string           `json:"statement"`
	Due       cadence.Date     `json:"due"`
	Progress  *decimal.Decimal `json:"progress"` // of the figures that are known
	Expected  *decimal.Decimal `json:"expected"` // of the same
	RAG       string           `json:"rag"`
	Verdict   string           `json:"verdict"`
	KPIs      []kpiStatus      `json:"kpis"`
}

type kpiStatus struct {
	ID       string           `json:"id"`
	Unit     string           `json:"unit"`
	Value    *decimal.Decimal `json:"value"`
	AsOf     string           `json:"as_of"`
	Baseline decimal.Decimal  `json:"baseline"`
	Target   decimal.Decimal  `json:"target"`
	// Low and High bound a figure of the direction range.
	Low       *decimal.Decimal      `json:"low,omitempty"`
	High      *decimal.Decimal      `json:"high,omitempty"`
	Direction partnership.Direction `json:"direction"`
	Progress  *decimal.Decimal      `json:"progress"`
	Expected  *decimal.Decimal      `json:"expected"`
	Pace      *decimal.Decimal      `json:"pace"`
	RAG       string                `json:"rag"`
	Verdict   string                `json:"verdict"`
	ETA       *cadence.Date         `json:"eta"`
	Disputed  bool                  `json:"disputed"`
}

type waitingStatus struct {
	Person  string    `json:"person"`
	Name    string    `json:"name"`
	CheckIn string    `json:"check_in"`
	Since   time.Time `json:"since"`
	Due     time.Time `json:"due"`
	Late    bool      `json:"late"`
	Note    string    `json:"note"`
}

type nextStatus struct {
	At   time.Time `json:"at"`
	What string    `json:"what"`
}

func statusOf(s app.Status) partnershipStatus {
	v := partnershipStatus{
		Slug: s.Slug, Title: s.Title, Live: s.State != nil, Health: string(s.Standing.RAG),
		Progress: value(s.Standing.Progress), Goals: goalsOf(s.Standing), Waiting: []waitingStatus{}, Next: []nextStatus{},
	}
	if s.State != nil {
		v.addState(s.State)
	}
	return v
}

// goalsOf shows how goals stand, with their figures.
func goalsOf(standing procedure.Standing) []goalStatus {
	goals := []goalStatus{}
	for _, g := range standing.Goals {
		goal := goalStatus{
			ID: g.ID, Statement: g.Statement, Due: g.Due, Progress: value(g.Progress), Expected: value(g.Expected),
			RAG: string(g.RAG), Verdict: goalVerdict(g), KPIs: []kpiStatus{},
		}
		for _, k := range g.KPIs {
			goal.KPIs = append(goal.KPIs, kpiStatus{
				ID: k.KPI.ID, Unit: k.KPI.Unit, Value: k.Actual, AsOf: k.AsOf, Baseline: k.KPI.Baseline, Target: k.KPI.Target,
				Low: k.KPI.Low, High: k.KPI.High, Direction: k.KPI.Direction,
				Progress: value(k.Progress), Expected: value(k.Expected), Pace: value(k.Pace), RAG: string(k.RAG),
				Verdict: k.Verdict(), ETA: k.ETA, Disputed: k.Disputed,
			})
		}
		goals = append(goals, goal)
	}
	return goals
}

// goalVerdict says how a goal does in words, and why nothing can be said.
func goalVerdict(g procedure.GoalStanding) string {
	switch {
	case !g.Progress.OK:
		return "not measured"
	case g.RAG == measure.Unknown && g.TooEarly:
		return "too early to tell"
	default:
		return g.RAG.Word()
	}
}

func (v *partnershipStatus) addState(p *procedure.Partnership) {
	v.Phase = string(p.Phase)
	for _, r := range p.Running {
		for _, o := range r.Open {
			person, _ := p.Declared.Person(o.Person)
			v.Waiting = append(v.Waiting, waitingStatus{
				Person: o.Person, Name: person.Name, CheckIn: r.Name, Since: o.Since, Due: o.Due, Late: o.Late, Note: o.Note,
			})
		}
	}
	for _, o := range p.Agenda.Occasions {
		v.Next = append(v.Next, nextStatus{At: o.At, What: "check-in " + o.Name})
	}
}

func value(r measure.Ratio) *decimal.Decimal {
	if !r.OK {
		return nil
	}
	rounded := r.Value.Round(4)
	return &rounded
}

func showStatus(env Env, view statusView) error {
	for i, p := range view.Partnerships {
		if i > 0 {
			fmt.Fprintln(env.Stdout)
		}
		if err := showPartnership(env, p); err != nil {
			return err
		}
	}
	if len(view.Partnerships) == 0 {
		fmt.Fprintln(env.Stdout, "No partnership was applied yet.")
	}
	return nil
}

// nextRows is how much of the agenda a person wants to see here.
const nextRows = 3

func showPartnership(env Env, p partnershipStatus) error {
	w := env.Stdout
	phase := p.Phase
	if !p.Live {
		phase = "no worker answers; this is what the store knows"
	}
	fmt.Fprintf(w, "%s (%s): %s, goals %s, %s of the way\n\n", p.Title, p.Slug, phase, p.Health, percent(p.Progress))
	t := newTable(env, "Goal", "KPI", "Now", "Target", "Progress", "Expected", "Status")
	for _, g := range p.Goals {
		for _, k := range g.KPIs {
			t.row(g.Statement, k.ID, figure(k), aim(k), percent(k.Progress), percent(k.Expected), verdict(k))
		}
	}
	if err := t.print(); err != nil || !p.Live {
		return err
	}
	if len(p.Waiting) == 0 {
		fmt.Fprintln(w, "\nNobody is being waited for.")
	} else {
		fmt.Fprintln(w)
		t = newTable(env, "Waiting for", "Check-in", "Since", "Due", "")
		for _, o := range p.Waiting {
			note := o.Note
			if o.Late {
				note = "late " + note
			}
			t.row(o.Name, o.CheckIn, o.Since.In(o.Due.Location()).Format("Mon 2 Jan 15:04"), o.Due.Format("Mon 2 Jan 15:04"), note)
		}
		if err := t.print(); err != nil {
			return err
		}
	}
	for i, n := range p.Next {
		if i == nextRows {
			break
		}
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "Next: %s %s\n", n.At.Format("Mon 2 Jan 2006 15:04"), n.What)
	}
	return nil
}

func verdict(k kpiStatus) string {
	if k.Disputed {
		return k.Verdict + ", disputed"
	}
	return k.Verdict
}

func figure(k kpiStatus) string {
	if k.Value == nil {
		return "not measured"
	}
	return fmt.Sprintf("%s (%s)", amount(k, *k.Value), k.AsOf)
}

// aim shows what a KPI is to reach, or where it is to stay.
func aim(k kpiStatus) string {
	goal := amount(k, k.Target)
	if k.Direction == partnership.InRange && k.Low != nil && k.High != nil {
		goal = fmt.Sprintf("%s to %s", k.Low, k.High)
	}
	return strings.TrimSpace(goal + " " + k.Unit)
}

// amount shows a value of a KPI: a number, or yes and no.
func amount(k kpiStatus, d decimal.Decimal) string {
	switch {
	case k.Direction != partnership.Binary:
		return d.String()
	case d.IsPositive():
		return "yes"
	default:
		return "no"
	}
}

func percent(d *decimal.Decimal) string {
	if d == nil {
		return "n/a"
	}
	return d.Mul(decimal.NewFromInt(100)).Round(0).String() + " %"
}
