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
		RunE: func(*cobra.Command, []string) error {
			return refused(errors.New("up: this is the slim build without embedded servers; use `rapport worker` with a Temporal server, or the full build"))
		},
	}
}
