package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
)

type workerArgs struct {
	dir, data, engine, adopt string
	verbose                  bool
	vars                     vars
}

func newWorker(env Env) *cobra.Command {
	var a workerArgs
	c := &cobra.Command{
		Use: "worker [DIR]", Short: "Work for an existing Temporal server with real mail", Args: optional("DIR"),
		Long: "Runs a worker against an existing Temporal server and the SMTP and IMAP servers of the engine\n" +
			"block, and applies the partnerships declared in DIR. The connection to Temporal is read from the\n" +
			"same environment variables and profiles as the temporal command's (TEMPORAL_ADDRESS,\n" +
			"TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS..., TEMPORAL_PROFILE).",
		Example: "  TEMPORAL_ADDRESS=temporal.ops.example:7233 rapport worker .\n" +
			"  rapport worker partnerships --engine /etc/rapport/engine.hcl --data /var/lib/rapport",
		RunE: func(c *cobra.Command, args []string) error {
			a.dir = dirArg(args)
			return runWorker(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` for the store")
	c.Flags().StringVar(&a.engine, "engine", "", "`file` with the engine block, if it is not in DIR")
	adoptFlag(c, &a.adopt)
	varFlags(c, &a.vars)
	c.Flags().BoolVar(&a.verbose, "verbose", false, "log what happens")
	return c
}

func runWorker(ctx context.Context, env Env, a workerArgs) error {
	result, err := loadValid(env, a.dir, a.vars)
	if err != nil {
		return err
	}
	if a.engine != "" {
		if result.Engine, err = loadEngine(env, a.engine); err != nil {
			return err
		}
	}
	err = app.Work(ctx, app.WorkSettings{
		Engine: result.Engine, Specs: result.Specs, Data: a.data, Adopt: a.adopt, Purpose: "rapport worker " + a.dir,
		LookupEnv: env.LookupEnv, Logger: logger(env.Stderr, a.verbose),
		Say: func(line string) { fmt.Fprintln(env.Stdout, line) },
	})
	var missing *app.SettingsError
	if errors.As(err, &missing) {
		return refused(err)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		return world(err)
	}
	return nil
}

// adoptFlag lets an admin go on with a store and a Temporal namespace that do
// not belong together.
func adoptFlag(c *cobra.Command, into *string) {
	c.Flags().StringVar(into, "adopt", "", "go on although store and Temporal do not belong together; the refusal names the `code`")
}
