package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
)

// planArgs are what plan and apply have in common.
type planArgs struct {
	dir, data, engine string
	vars              vars
	prune             bool
	reason, consent   string
	json              bool
}

// flags declares them.
func (a *planArgs) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	f.StringVar(&a.engine, "engine", "", "`file` with the engine block, if it is not in DIR")
	f.BoolVar(&a.prune, "prune", false, "end running partnerships that DIR does not declare; needs --reason")
	f.StringVar(&a.reason, "reason", "", "why partnerships are ended; the journal keeps the `text`")
	f.StringVar(&a.consent, "consent", "", "how and when all parties agreed elsewhere to what is material; nobody is asked, and the journal keeps the `text`")
	varFlags(c, &a.vars)
	jsonFlag(c, &a.json)
}

// check refuses flags that do not go together.
func (a *planArgs) check() error {
	a.reason, a.consent = strings.TrimSpace(a.reason), strings.TrimSpace(a.consent)
	switch {
	case a.prune && a.reason == "":
		return errors.New(`--prune ends partnerships for good: say why with --reason "..."; the journal keeps it`)
	case !a.prune && a.reason != "":
		return errors.New("--reason says why partnerships are ended: it goes with --prune")
	}
	return nil
}

func newPlan(env Env) *cobra.Command {
	var a planArgs
	var out string
	var detailed bool
	c := &cobra.Command{
		Use: "plan [DIR]", Short: "Show what applying DIR would change", Args: optional("DIR"),
		Long: "Compares the partnerships declared in DIR with those that run, and shows what would be started,\n" +
			"changed and ended: each attribute with its old and its new value, who has to sign again, which\n" +
			"mails move. It changes nothing. What the directory no longer declares is left alone unless\n" +
			"--prune is given. With --out the plan is saved, and rapport apply carries out exactly that.",
		Example: "  rapport plan examples/quickstart\n" +
			"  rapport plan . --out friday.plan\n" +
			"  rapport plan . --detailed-exitcode --json",
		RunE: func(c *cobra.Command, args []string) error {
			a.dir = dirArg(args)
			if err := a.check(); err != nil {
				return err
			}
			return runPlan(c.Context(), env, a, out, detailed)
		},
	}
	a.flags(c)
	c.Flags().StringVar(&out, "out", "", "save the plan to a `file` that only you can read")
	c.Flags().BoolVar(&detailed, "detailed-exitcode", false, "exit with 2 when there is something to do")
	return c
}

// changesPlanned is the exit code of a plan that has something to do, for
// scripts that ask for it.
const changesPlanned = 2

func runPlan(ctx context.Context, env Env, a planArgs, out string, detailed bool) error {
	planner, plan, err := makePlan(ctx, env, a)
	if err != nil {
		return err
	}
	defer planner.Close() //nolint:errcheck // nothing was written
	if out != "" {
		if err := app.WritePlan(out, plan); err != nil {
			return world(err)
		}
	}
	if a.json {
		err = writeJSON(env.Stdout, viewPlan(plan))
	} else {
		err = showPlan(env, plan)
	}
	if err == nil && out != "" && !a.json {
		_, err = fmt.Fprintf(env.Stdout, "Saved to %s. To carry out exactly this: rapport apply %s\n", out, out)
	}
	if err == nil && detailed && !plan.Empty() {
		return &exit{code: changesPlanned}
	}
	return err
}

// makePlan reads the directory and compares it with what runs.
func makePlan(ctx context.Context, env Env, a planArgs) (*app.Planner, app.Plan, error) {
	result, err := loadValid(env, a.dir, a.vars)
	if err != nil {
		return nil, app.Plan{}, err
	}
	planner, err := openPlanner(ctx, env, a, result.Engine)
	if err != nil {
		return nil, app.Plan{}, err
	}
	planning := env.begin("Comparing with what runs", 0)
	plan, err := planner.Plan(ctx, result.Specs, app.PlanOptions{Now: env.Now(), Prune: a.prune, Reason: a.reason, Consent: a.consent})
	planning.end()
	if err != nil {
		return nil, app.Plan{}, world(errors.Join(err, planner.Close()))
	}
	return planner, plan, nil
}

func openPlanner(ctx context.Context, env Env, a planArgs, engine *config.Engine) (*app.Planner, error) {
	if a.engine != "" {
		var err error
		if engine, err = loadEngine(env, a.engine); err != nil {
			return nil, err
		}
	}
	planner, err := app.OpenPlanner(ctx, app.PlannerSettings{Data: a.data, Engine: engine, LookupEnv: env.LookupEnv})
	if err != nil {
		return nil, world(err)
	}
	return planner, nil
}

// loadEngine reads the engine block of a file of its own.
func loadEngine(env Env, file string) (*config.Engine, error) {
	engine, diags := config.LoadEngine(file)
	showDiagnostics(env.Stderr, env, diags)
	if diags.HasErrors() {
		return nil, refused(fmt.Errorf("%s is not valid: mend what is listed above", file))
	}
	return engine, nil
}

// planView is a plan for machines: without the specs, which a saved plan has.
type planView struct {
	FormatVersion int                `json:"format_version"`
	Changes       bool               `json:"changes"` // whether there is something to do
	Counts        map[app.Action]int `json:"counts"`
	Partnerships  []app.Item         `json:"partnerships"`
}

func viewPlan(plan app.Plan) planView {
	v := planView{FormatVersion: formatVersion, Changes: !plan.Empty(), Counts: map[app.Action]int{}, Partnerships: []app.Item{}}
	for _, action := range app.Actions() {
		v.Counts[action] = plan.Count(action)
	}
	for _, item := range plan.Items {
		item.Spec = nil
		v.Partnerships = append(v.Partnerships, item)
	}
	return v
}
