//go:build slim

package cli

import (
	"errors"

	"github.com/spf13/cobra"
)

// embedded says that this program carries the servers that `up` starts.
const embedded = false

func newUp(Env) *cobra.Command {
	return &cobra.Command{
		Use: "up [DIR]", Short: "Not in this build: it has no embedded servers",
		Long: "Runs everything in one process, in the full build. This one is the slim build for production: it\n" +
			"has no embedded servers and works for those that exist, with rapport worker.",
		Example: "  rapport up examples/quickstart",
		// The flags belong to the servers that are not here.
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
		RunE: func(*cobra.Command, []string) error {
			return refused(errors.New("up: this is the slim build without embedded servers; use `rapport worker` with a Temporal server, or the full build"))
		},
	}
}
