package cli

import (
	"cmp"
	"context"
	"os"
	"slices"
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
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

type statusArgs struct {
	what, data     string
	json, load     bool
	late, red, all bool
	vars           vars
}

func newStatus(env Env) *cobra.Command {
	var a statusArgs
	c := &cobra.Command{
		Use: "status [DIR|SLUG]", Short: "Show how partnerships stand", Args: optional("DIR or SLUG"),
		Long: "Shows how the partnerships declared in DIR, the one named SLUG, or all stand. Of one it shows goals,\n" +
			"KPIs with progress and status, who has not answered and since when, and what comes next, what is\n" +
			"late first. It asks the running worker. When none answers it says why and what to do, and shows\n" +
			"what the store knows. Several are a line each, the worst first: --late and --red show only those\n" +
			"in which something is late or that do badly, --all all of them. With --load it shows how much mail\n" +
			"people got in the last weeks, who got more than max_mails allows, and what for.",
		Example: "  rapport status\n  rapport status teapot-kettle --json\n  rapport status --late\n  rapport status --load",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				a.what = args[0]
			}
			return runStatus(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	c.Flags().BoolVar(&a.load, "load", false, "show how much mail people get, and why")
	c.Flags().BoolVar(&a.late, "late", false, "show only partnerships in which something is late")
	c.Flags().BoolVar(&a.red, "red", false, "show only partnerships that do badly")
	c.Flags().BoolVar(&a.all, "all", false, "show all, however many they are")
	varFlags(c, &a.vars)
	jsonFlag(c, &a.json)
	return c
}

// wanted finds out which partnerships a command is about: those that a directory declares,
// with its engine, or the one of a name; none for all.
func (a statusArgs) wanted(env Env) (slugs []string, engine *config.Engine, err error) {
	if info, err := os.Stat(a.what); err != nil || !info.IsDir() {
		if a.what != "" {
			slugs = []string{a.what}
		}
		return slugs, nil, nil
	}
	result, err := loadValid(env, a.what, a.vars)
	if err != nil {
		return nil, nil, err
	}
	for _, spec := range result.Specs {
		slugs = append(slugs, spec.Slug)
	}
	return slugs, result.Engine, nil
}

func runStatus(ctx context.Context, env Env, a statusArgs) error {
	slugs, engine, err := a.wanted(env)
	if err != nil {
		return err
	}
	r, err := app.NewStatusReader(ctx, a.data, engine)
	if err != nil {
		return world(err)
	}
	defer r.Close() //nolint:errcheck // nothing was written
	if a.load {
		return showLoad(ctx, env, r, slugs, a.json)
	}
	if len(slugs) == 0 {
		if slugs, err = r.Slugs(ctx); err != nil {
			return world(err)
		}
	}
	if !a.json && (len(slugs) > 1 || a.late || a.red) {
		return showMany(ctx, env, r, slugs, a)
	}
	partnerships, err := readAll(ctx, env, r, slugs)
	if err != nil {
		return refused(err)
	}
	partnerships = slices.DeleteFunc(partnerships, func(p partnershipStatus) bool { return a.red && !p.red() || a.late && !p.late() })
	if a.json {
		return writeJSON(env.Stdout, statusView{FormatVersion: formatVersion, Partnerships: partnerships})
	}
	return showStatus(env, partnerships)
}

// readAll reads partnerships one after the other, whole.
func readAll(ctx context.Context, env Env, r *app.StatusReader, slugs []string) ([]partnershipStatus, error) {
	partnerships := []partnershipStatus{}
	for _, slug := range slugs {
		status, err := r.Read(ctx, slug, env.Now())
		if err != nil {
			return nil, err
		}
		partnerships = append(partnerships, statusOf(status, env.Now()))
	}
	return partnerships, nil
}

// red reports whether the partnership does badly.
func (v partnershipStatus) red() bool { return v.Health == string(measure.Red) }

// late reports whether something is late in it.
func (v partnershipStatus) late() bool {
	return slices.ContainsFunc(v.Waiting, func(w waitingStatus) bool { return w.Late }) ||
		slices.ContainsFunc(v.Open, func(o openStatus) bool { return o.Late })
}

type statusView struct {
	FormatVersion int                 `json:"format_version"`
	Partnerships  []partnershipStatus `json:"partnerships"`
}

type partnershipStatus struct {
	Slug  string `json:"slug"`
	Title string `json:"title"`
	// Live says whether the workflow answered. If not, phase, waiting and next are
	// not known, and silence says why.
	Live    bool           `json:"live"`
	Silence *silenceStatus `json:"silence,omitempty"`
	Phase   string         `json:"phase"`
	// Health is the verdict on the partnership, as far as its workflow tells it.
	Health  string        `json:"health"`
	Details *healthStatus `json:"health_details,omitempty"`
	// GoalsRAG is the verdict on the goal that does worst.
	GoalsRAG string           `json:"goals_rag"`
	Progress *decimal.Decimal `json:"progress"`
	Goals    []goalStatus     `json:"goals"`
	Waiting  []waitingStatus  `json:"waiting"` // what is late first, in all lists
	// Open are the procedures that are not over, and what is owed.
	Open []openStatus `json:"open"`
	// Discovery says how far the search for goals has come, while there are none.
	Discovery string `json:"discovery,omitempty"`
	// Unanswered are areas for which nobody answers.
	Unanswered []string `json:"areas_without_answer,omitempty"`
	// Proposed says how far an amendment has come that waits for signatures.
	Proposed string `json:"proposed,omitempty"`
	// Amendments are to be taken into the spec.
	Amendments []amendmentStatus `json:"amendments,omitempty"`
	Outbox     outboxStatus      `json:"outbox"`
	// Answers is how the parties have answered the check-ins of the last 90 days.
	Answers []answersStatus `json:"answers"`
	Next    []nextStatus    `json:"next"`
	// Zone is that of the times that people read; programs get each with its offset.
	Zone *time.Location `json:"-"`
}

// silenceStatus is why a partnership's workflow did not answer: no_server,
// no_worker, paused, unknown or failing.
type silenceStatus struct {
	Cause     app.Cause `json:"cause"`
	Server    string    `json:"server"`
	Namespace string    `json:"namespace"`
	Workflow  string    `json:"workflow"`
	// Since, by and reason are those of a pause.
	Since  time.Time `json:"since,omitzero"`
	By     string    `json:"by,omitempty"`
	Reason string    `json:"reason,omitempty"`
	Error  string    `json:"error,omitempty"`
}

type answersStatus struct {
	Party    string `json:"party"`
	Name     string `json:"name"`
	Asked    int    `json:"asked"`
	Answered int    `json:"answered"`
	OnTime   int    `json:"on_time"` // of those answered
	// Hours are the business hours that half of the answers took at most.
	Hours *decimal.Decimal `json:"median_hours"`
}

type goalStatus struct {
	ID        string           `json:"id"`
	Statement string           `json:"statement"`
	Due       cadence.Date     `json:"due"`
	Progress  *decimal.Decimal `json:"progress"` // of the figures that are known
	Expected  *decimal.Decimal `json:"expected"` // of the same
	RAG       string           `json:"rag"`
	// Grade is how a goal ended whose last day has passed.
	Grade   string      `json:"grade,omitempty"`
	Verdict string      `json:"verdict"`
	KPIs    []kpiStatus `json:"kpis"`
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
	Title   string    `json:"title"` // what people call it
	Since   time.Time `json:"since"`
	Due     time.Time `json:"due"`
	Late    bool      `json:"late"`
	Note    string    `json:"note"`
}

type nextStatus struct {
	At   time.Time `json:"at"`
	What string    `json:"what"`
}

func statusOf(s app.Status, now time.Time) partnershipStatus {
	v := partnershipStatus{
		Slug: s.Slug, Title: s.Title, Live: s.State != nil, Health: string(measure.Unknown), GoalsRAG: string(s.Standing.RAG),
		Progress: value(s.Standing.Progress), Goals: goalsOf(s.Standing), Waiting: []waitingStatus{}, Open: []openStatus{}, Next: []nextStatus{},
		Zone: s.Zone, Outbox: outboxOf(s.Outbox), Answers: []answersStatus{}, Unanswered: s.Spec.AreasWithoutAnswer(),
	}
	for _, p := range s.Promptness {
		if p.Party == "" {
			continue // the sum of the others
		}
		v.Answers = append(v.Answers, answersStatus{
			Party: p.Party, Name: partyName(s.Spec, p.Party), Asked: p.Asked, Answered: p.Answered, OnTime: p.OnTime, Hours: value(p.Latency),
		})
	}
	if s.State != nil {
		if !s.State.WaitsToBegin() {
			v.Health, v.Details = healthOf(s.State, now)
		}
		v.addState(s.State)
		v.Amendments, v.Proposed, v.Discovery = amendmentsOf(s.State), s.State.ProposedWords(), s.State.DiscoveryWords()
	}
	if s.Silence != nil {
		v.Silence = silenceOf(*s.Silence)
	}
	return v
}

// goalsOf shows how goals stand, with their figures.
func goalsOf(stands standing.Standing) []goalStatus {
	goals := []goalStatus{}
	for _, g := range stands.Goals {
		goal := goalStatus{
			ID: g.ID, Statement: g.Statement, Due: g.Due, Progress: value(g.Progress), Expected: value(g.Expected),
			RAG: string(g.RAG), Grade: string(g.Grade), Verdict: goalVerdict(g), KPIs: []kpiStatus{},
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

// goalVerdict says how a goal does in words, how it ended, or why nothing can be said.
func goalVerdict(g standing.GoalStanding) string {
	switch {
	case g.Grade != "":
		return g.Grade.Word()
	case !g.Progress.OK:
		return "not measured"
	case g.RAG == measure.Unknown && g.TooEarly:
		return "too early to tell"
	default:
		return g.RAG.Word()
	}
}

func silenceOf(s app.Silence) *silenceStatus {
	v := &silenceStatus{
		Cause: s.Cause, Server: s.Server, Namespace: s.Namespace, Workflow: s.Workflow, Since: s.Since, By: s.By, Reason: s.Reason,
	}
	if s.Err != nil {
		v.Error = s.Err.Error()
	}
	return v
}

func (v *partnershipStatus) addState(p *lifecycle.Partnership) {
	v.Phase = string(p.Phase)
	for _, r := range p.Running {
		for _, o := range r.Shown.Open {
			if r.Standing && o.Since.IsZero() && !o.Held.IsZero() {
				continue // a day that is to come
			}
			person, _ := p.Declared.Person(o.Person)
			v.Waiting = append(v.Waiting, waitingStatus{
				Person: o.Person, Name: person.Name, CheckIn: cmp.Or(r.Name, strings.ToLower(r.Title)), Title: cmp.Or(r.Title, r.Name), Since: o.Since, Due: o.Due, Late: o.Late, Note: o.Note,
			})
		}
	}
	sortWaiting(v.Waiting)
	v.Open = openOf(p)
	for _, o := range p.Agenda.Coming() {
		next := nextStatus{At: o.At, What: p.Called(o)}
		if n := len(o.Parts); o.Type == procedure.Meeting && n > 0 {
			next.What = "invites to " + next.What + " of " + o.Parts[n-1].In(v.Zone).Format("Mon 2 Jan 15:04")
		}
		v.Next = append(v.Next, next)
	}
}

func value(r measure.Ratio) *decimal.Decimal {
	if !r.OK {
		return nil
	}
	rounded := r.Value.Round(4)
	return &rounded
}
