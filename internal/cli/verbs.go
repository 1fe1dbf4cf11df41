package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// verbArgs are what all commands to a running partnership have in common.
type verbArgs struct {
	data, engine, reason string
	json                 bool
}

func (a *verbArgs) flags(c *cobra.Command, why string) {
	f := c.Flags()
	f.StringVar(&a.reason, "reason", "", why)
	f.StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	f.StringVar(&a.engine, "engine", "", "`file` with the engine block of a worker that runs elsewhere")
	jsonFlag(c, &a.json)
}

const (
	whyJournal = "why; the journal keeps the `text`"
	whyRead    = "why; the journal keeps the `text`, and whoever is asked may read it"
)

// verb is a command while it is carried out.
type verb struct {
	env     Env
	args    verbArgs
	planner *app.Planner
	spec    partnership.Spec
}

// verb opens what a command needs, and refuses where nobody would carry it out.
func (a verbArgs) open(ctx context.Context, env Env, name procedure.CommandName, slug string) (*verb, error) {
	planner, err := openPlanner(ctx, env, planArgs{data: a.data, engine: a.engine}, nil)
	if err != nil {
		return nil, err
	}
	v := &verb{env: env, args: a, planner: planner}
	if v.spec, err = planner.Ready(ctx, string(name), slug); err != nil {
		return nil, errors.Join(said(err), planner.Close())
	}
	return v, nil
}

func (v *verb) close() { _ = v.planner.Close() } // the worker writes

// said tells a refusal from a server that is away.
func said(err error) error {
	var no *app.OrderRefusedError
	if errors.As(err, &no) {
		return refused(no)
	}
	return world(err)
}

// order has a workflow carry out a command.
func (v *verb) order(ctx context.Context, workflow string, c procedure.Command) (doneView, error) {
	c.Reason = strings.TrimSpace(v.args.reason)
	if _, err := v.planner.Order(ctx, workflow, c); err != nil {
		return doneView{}, said(err)
	}
	return doneView{Command: string(c.Name), Workflow: workflow, Person: c.Person}, nil
}

// verbView says what was done, for programs.
type verbView struct {
	FormatVersion int        `json:"format_version"`
	Done          []doneView `json:"done"`
}

type doneView struct {
	Command  string `json:"command"`
	Workflow string `json:"workflow"`
	Person   string `json:"person,omitempty"`
}

// tell says what was done: for people in a line.
func (v *verb) tell(done []doneView, line string) error {
	if v.args.json {
		return writeJSON(v.env.Stdout, verbView{FormatVersion: formatVersion, Done: orEmpty(done)})
	}
	_, err := fmt.Fprintln(v.env.Stdout, line)
	return err
}

// toPartnership is a command of one word that goes to the partnership itself.
func toPartnership(ctx context.Context, env Env, a verbArgs, slug string, c procedure.Command, line string) error {
	v, err := a.open(ctx, env, c.Name, slug)
	if err != nil {
		return err
	}
	defer v.close()
	done, err := v.order(ctx, app.PartnershipID(slug), c)
	if err != nil {
		return err
	}
	return v.tell([]doneView{done}, line)
}

func newPause(env Env) *cobra.Command {
	var a verbArgs
	c := &cobra.Command{
		Use: "pause SLUG", Short: "Send nothing in a partnership until it goes on", Args: required("SLUG"),
		Long: "Pauses a partnership: nobody is asked or reminded, and windows stand still. Whoever is waited for\n" +
			"hears so; answers that come all the same count. `rapport resume` lets it go on. It is the update\n" +
			"pause of the Web UI, not the pause of Temporal.",
		Example: "  rapport pause teapot-kettle --reason merger-talks",
		RunE: func(c *cobra.Command, args []string) error {
			return toPartnership(c.Context(), env, a, args[0], procedure.Command{Name: procedure.Pause},
				fmt.Sprintf("%s is paused: nothing is sent until `rapport resume %s`.", args[0], args[0]))
		},
	}
	a.flags(c, whyJournal)
	return c
}

func newResume(env Env) *cobra.Command {
	var a verbArgs
	c := &cobra.Command{
		Use: "resume SLUG", Short: "Let a paused partnership go on", Args: required("SLUG"),
		Long: "Lets a paused partnership go on: windows have what was left of them, at least one business day, and\n" +
			"check-ins of the meantime are not made up for. Whoever was waited for hears so.",
		Example: "  rapport resume teapot-kettle --reason back-at-work",
		RunE: func(c *cobra.Command, args []string) error {
			return toPartnership(c.Context(), env, a, args[0], procedure.Command{Name: procedure.Resume},
				fmt.Sprintf("%s goes on.", args[0]))
		},
	}
	a.flags(c, whyJournal)
	return c
}

func newEnd(env Env) *cobra.Command {
	var a verbArgs
	var yes bool
	c := &cobra.Command{
		Use: "end SLUG", Short: "End a partnership for good", Args: required("SLUG"),
		Long: "Ends a partnership at once and for good: open rounds are withdrawn, and everybody hears that it has\n" +
			"ended and how the goals stood. It asks first. An end with notice, as the parties agreed it, is the\n" +
			"update begin-exit.",
		Example: "  rapport end teapot-kettle --reason bought-by-a-competitor",
		RunE: func(c *cobra.Command, args []string) error {
			slug := args[0]
			switch {
			case strings.TrimSpace(a.reason) == "":
				return errors.New(`--reason is required: say why; the journal keeps it`)
			case !yes && (a.json || !env.Interactive):
				return refused(errors.New("it cannot be taken back, and there is nobody to ask here: say --yes; nothing was done"))
			}
			if !yes {
				fmt.Fprintf(env.Stdout, "This ends %s for good, and everybody in it hears so.\n", slug)
				if err := confirm(c.Context(), env, "end it"); err != nil {
					return err
				}
			}
			return toPartnership(c.Context(), env, a, slug, procedure.Command{Name: procedure.EndNow}, slug+" has ended.")
		},
	}
	a.flags(c, "why; the journal keeps the `text` (required)")
	c.Flags().BoolVar(&yes, "yes", false, "end it without asking")
	return c
}

func newRecord(env Env) *cobra.Command {
	var a verbArgs
	var date string
	c := &cobra.Command{
		Use: "record SLUG KPI VALUE", Short: "Enter or correct a figure", Args: required("SLUG", "KPI", "VALUE"),
		Long: "Enters a figure of a KPI, or corrects one: yours counts instead of what people reported for that\n" +
			"day, and settles a difference between them, which needs a reason that they read. Numbers are\n" +
			"written like 130 or 4150.5, a figure of yes or no as yes or no.",
		Example: "  rapport record teapot-kettle mql 130\n" +
			"  rapport record teapot-kettle mql 130 --date 2026-12-01 --reason \"both systems checked\"",
		RunE: func(c *cobra.Command, args []string) error {
			cmd := procedure.Command{Name: procedure.RecordKPI, KPI: args[1], Value: procedure.Text(args[2]), Date: date}
			line := fmt.Sprintf("%s.%s is %s. `rapport why %s.%s` shows where it comes from.", args[0], args[1], args[2], args[0], args[1])
			return toPartnership(c.Context(), env, a, args[0], cmd, line)
		},
	}
	a.flags(c, whyRead)
	c.Flags().StringVar(&date, "date", "", "`day` of the figure, such as 2026-12-01 (today)")
	return c
}
