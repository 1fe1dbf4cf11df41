// Command rapport runs business partnerships as code.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	// Zones must be the same on every machine, also on one without zone files.
	_ "time/tzdata"

	"github.com/rapport-engine/rapport/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM) //nolint:forbidigo // everybody else takes this one
	code := cli.Run(ctx, cli.OSEnv())
	stop()
	os.Exit(code)
}
