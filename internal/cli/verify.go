package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/store"
)

func newVerify(env Env) *cobra.Command {
	var data string
	c := &cobra.Command{
		Use: "verify [SLUG ...]", Short: "Check the journals' hash chains",
		Long: "Recomputes the hash chain of each partnership's journal, or of the named ones, and says where\n" +
			"one was tampered with. Needs no server.",
		Example: "  rapport verify\n  rapport verify quickstart --data /var/lib/rapport",
		RunE: func(c *cobra.Command, args []string) error {
			return runVerify(c.Context(), env, data, args)
		},
	}
	c.Flags().StringVar(&data, "data", ".rapport", "`directory` of the store")
	return c
}

func runVerify(ctx context.Context, env Env, data string, slugs []string) error {
	s, err := app.OpenStore(ctx, data)
	if err != nil {
		return world(err)
	}
	defer s.Close() //nolint:errcheck // nothing was written
	if len(slugs) == 0 {
		if slugs, err = s.Slugs(ctx); err != nil {
			return world(err)
		}
	}
	broken := false
	for _, slug := range slugs {
		err := s.Verify(ctx, slug)
		var tampered *store.BrokenChainError
		switch {
		case errors.As(err, &tampered):
			broken = true
			fmt.Fprintf(env.Stdout, "BROKEN  %s: %v\n", slug, tampered)
		case err != nil:
			return world(err)
		default:
			fmt.Fprintf(env.Stdout, "intact  %s\n", slug)
		}
	}
	if broken {
		return found()
	}
	return nil
}
