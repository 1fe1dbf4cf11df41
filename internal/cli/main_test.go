package cli_test

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"testing"
	"time"
	_ "time/tzdata" // as in the program itself

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/rapport-engine/rapport/internal/cli"
)

var update = flag.Bool("update", false, "rewrite the outputs that the scripts compare with")

// clock names the variable by which a script sets the program's clock. Only
// this test binary reads it.
const clock = "RAPPORT_TEST_NOW"

// noon is when scripts and tests run unless they set another time.
func noon() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) }

// TestMain makes the test binary serve as the program that scripts run. No test finds the
// server of whoever has the program running beside.
func TestMain(m *testing.M) {
	if err := os.Setenv("TEMPORAL_ADDRESS", "127.0.0.1:1"); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"rapport": rapport})
}

// rapport is the program's main with a clock that stands still.
func rapport() {
	env := cli.OSEnv()
	if at, set := os.LookupEnv(clock); set {
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			panic(err)
		}
		env.Now = func() time.Time { return now }
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := cli.Run(ctx, env)
	stop()
	os.Exit(code)
}
