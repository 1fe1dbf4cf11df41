//go:build !slim

// Package e2e tests the program as its users meet it: as a process of its own,
// killed and started again, against servers of somebody else, and in a browser.
package e2e

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"testing"

	// As in the program itself.
	_ "time/tzdata"

	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/internal/devserver"
)

// asProgram makes this test binary the program itself, so that the tests run
// the very code that they were built with and nothing is linked twice.
const asProgram = "RAPPORT_E2E_AS_PROGRAM"

// binaryVar names a built program to test in place of this binary.
const binaryVar = "RAPPORT_E2E_BINARY"

var update = flag.Bool("update", false, "write the pictures of the documentation anew")

func TestMain(m *testing.M) {
	if port := os.Getenv(asServer); port != "" {
		os.Exit(serveTemporal(port))
	}
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, cli.OSEnv())
	stop()
	os.Exit(code)
}

// asServer makes this test binary a Temporal server on that port and nothing
// more.
const asServer = "RAPPORT_E2E_TEMPORAL_PORT"

func serveTemporal(port string) int {
	n, err := strconv.Atoi(port)
	if err != nil {
		return 1
	}
	s, err := devserver.Start(context.Background(), devserver.Options{Port: n, UIPort: devserver.NoUI, Namespace: "somebody-elses"})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("serving", s.Address())
	select {} // until it is killed
}
