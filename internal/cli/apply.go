package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
)

func newApply(env Env) *cobra.Command {
	var a planArgs
	var yes bool
	c := &cobra.Command{
		Use: "apply [DIR|PLANFILE]", Short: "Make what runs what DIR declares", Args: optional("DIR or PLANFILE"),
		Long: "Plans as rapport plan does, shows the plan, asks, and carries it out: starts what is new, hands\n" +
			"what has changed to the partnerships that run, and with --prune ends what is no longer declared.\n" +
			"Running partnerships keep their open questions, answers and timers. What changes of what the parties\n" +
			"agreed on waits until all have signed it by mail, unless --consent says how they agreed elsewhere.\n" +
			"A plan that was saved with\n" +
			"rapport plan --out is carried out as it stands, without asking, and refused when a partnership\n" +
			"that it concerns has changed since. To apply again is always safe, also after an interruption.",
		Example: "  rapport apply examples/quickstart\n" +
			"  rapport apply . --yes\n" +
			"  rapport apply . --prune --reason contract-not-renewed\n" +
			"  rapport apply . --consent annex-2-signed-on-2027-03-01\n" +
			"  rapport apply friday.plan",
		RunE: func(c *cobra.Command, args []string) error {
			a.dir = dirArg(args)
			if err := a.check(); err != nil {
				return err
			}
			switch info, err := os.Stat(a.dir); {
			case errors.Is(err, fs.ErrNotExist):
				return refused(fmt.Errorf("apply %s: there is no such plan and no such directory", a.dir))
			case err == nil && info.Mode().IsRegular():
				return applySaved(c.Context(), env, a)
			}
			return applyDir(c.Context(), env, a, yes)
		},
	}
	a.flags(c)
	c.Flags().BoolVar(&yes, "yes", false, "apply without asking")
	return c
}

// applyDir plans, asks and applies.
func applyDir(ctx context.Context, env Env, a planArgs, yes bool) error {
	if !yes && (a.json || !env.Interactive) {
		return refused(errors.New("there is nobody to ask here: say --yes to apply without asking, or save a plan with `rapport plan --out` and apply that"))
	}
	planner, plan, err := makePlan(ctx, env, a)
	if err != nil {
		return err
	}
	defer planner.Close() //nolint:errcheck // every write was committed
	if !a.json {
		if err := showPlan(env, plan); err != nil {
			return err
		}
	}
	if !yes && !plan.Empty() {
		if err := confirm(ctx, env, "apply"); err != nil {
			return err
		}
	}
	return carryOut(ctx, env, a, planner, plan)
}

// applySaved carries out a plan that somebody has looked at before.
func applySaved(ctx context.Context, env Env, a planArgs) error {
	switch {
	case a.prune:
		return errors.New("a saved plan says already what is ended: give --prune and --reason to rapport plan")
	case a.consent != "":
		return errors.New("a saved plan says already what was agreed elsewhere: give --consent to rapport plan")
	}
	plan, err := app.ReadPlan(a.dir)
	if errors.Is(err, app.ErrNoPlan) {
		return refused(err)
	}
	if err != nil {
		return world(err)
	}
	planner, err := openPlanner(ctx, env, a, nil)
	if err != nil {
		return err
	}
	defer planner.Close() //nolint:errcheck // every write was committed
	if err := planner.Unmoved(ctx, plan); err != nil {
		return refusedOrWorld(err)
	}
	return carryOut(ctx, env, a, planner, plan)
}

// refusedOrWorld tells a plan that is out of date from a server that is away.
func refusedOrWorld(err error) error {
	var moved *app.MovedError
	if errors.As(err, &moved) || errors.Is(err, app.ErrOtherInstallation) {
		return refused(err)
	}
	return world(err)
}

// confirm asks whether to go on.
func confirm(ctx context.Context, env Env, what string) error {
	fmt.Fprintf(env.Stdout, "\nType yes to %s: ", what)
	answer := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(env.Stdin).ReadString('\n') // no line is no yes
		answer <- line
	}()
	select {
	case <-ctx.Done():
		fmt.Fprintln(env.Stdout)
		return refused(errors.New("interrupted; nothing was done"))
	case line := <-answer:
		if strings.EqualFold(strings.TrimSpace(line), "yes") {
			return nil
		}
		return refused(errors.New("that was not yes; nothing was done"))
	}
}

// carryOut applies a plan, says how far it is, and sums up what was done.
func carryOut(ctx context.Context, env Env, a planArgs, planner *app.Planner, plan app.Plan) error {
	total := plan.Touched()
	said := newProgress(env, a.json, total)
	var results []app.Applied
	stopped := planner.Apply(ctx, plan, func(r app.Applied) {
		results = append(results, r)
		said.step(r)
	})
	said.finish()
	var none app.NoWorkerError
	if errors.As(stopped, &none) {
		return world(stopped)
	}
	if err := sumUp(env, a, results, total); err != nil {
		return err
	}
	return verdictOf(results, total, stopped)
}

// sumUp says what was done.
func sumUp(env Env, a planArgs, results []app.Applied, total int) error {
	if a.json {
		return writeJSON(env.Stdout, viewResults(results, total))
	}
	if total == 0 {
		return nil // the plan has said so
	}
	_, err := fmt.Fprintf(env.Stdout, "Applied: %s.\n", strings.Join(countResults(results), ", "))
	if i := slices.IndexFunc(results, func(r app.Applied) bool { return r.Result == app.Started }); i >= 0 && err == nil {
		_, err = fmt.Fprintf(env.Stdout, "Have the leads tell their people first: `rapport welcome %s` writes what they say.\n", results[i].Slug)
	}
	return err
}

// verdictOf is how applying ends: in the order of what an operator has to
// look at first.
func verdictOf(results []app.Applied, total int, stopped error) error {
	failed, refusals := 0, 0
	for _, r := range results {
		switch r.Result {
		case app.Failed:
			failed++
		case app.Refused:
			refusals++
		case app.Started, app.Changed, app.InPart, app.Proposed, app.TakenBack, app.NoChange, app.EndedNow, app.StayEnded, app.NotBegun, app.LeftAlone:
		}
	}
	again := "to go on, give the same command again: what is done is not done twice"
	switch {
	case errors.Is(stopped, context.Canceled):
		return world(fmt.Errorf("interrupted after %d of %d; %s", len(results), total, again))
	case stopped != nil:
		return world(fmt.Errorf("stopped after %d of %d: %w; %s", len(results), total, stopped, again))
	case failed > 0:
		return world(fmt.Errorf("%s failed; %s", plural(failed, "partnership"), again))
	case refusals > 0:
		return refused(fmt.Errorf("%s refused; the others were applied", plural(refusals, "change")))
	default:
		return nil
	}
}

// applyView is the result for machines.
type applyView struct {
	FormatVersion int          `json:"format_version"`
	Planned       int          `json:"planned"`
	Partnerships  []resultView `json:"partnerships"`
}

type resultView struct {
	Slug   string     `json:"slug"`
	Result app.Result `json:"result"`
	Run    string     `json:"run,omitempty"`
	Error  string     `json:"error,omitempty"`
}

func viewResults(results []app.Applied, total int) applyView {
	v := applyView{FormatVersion: formatVersion, Planned: total, Partnerships: []resultView{}}
	for _, r := range results {
		one := resultView{Slug: r.Slug, Result: r.Result, Run: r.Run}
		if r.Err != nil {
			one.Error = r.Err.Error()
		}
		v.Partnerships = append(v.Partnerships, one)
	}
	return v
}
