package cli_test

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/cli"
)

const workerEngine = `
engine {
  temporal { address = "%s" }
  mail {
    from = "rapport@ops.example"
    smtp { host = "smtp.ops.example" }
    imap { host = "imap.ops.example" }
  }
}
`

// TestWorkerWaitsForItsServer starts a worker before its server: it says once
// what it waits for, and can be stopped.
func TestWorkerWaitsForItsServer(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	engine := filepath.Join(dir, "engine.hcl")
	write(t, engine, fmt.Sprintf(workerEngine, address))

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	said := &lines{heard: func(string) { cancel() }}
	env := environment("worker", quickstart, "--engine", engine, "--data", filepath.Join(dir, "data"))
	env.Stdout = said
	if code := cli.Run(ctx, env); code != cli.ExitOK {
		t.Errorf("exit code %d, want that of a worker that was stopped", code)
	}
	want := "No Temporal server answers at " + address + "; trying again until one does."
	if text := said.text.String(); !strings.HasPrefix(text, want) || strings.Count(text, "\n") != 1 {
		t.Errorf("it said %q, want one line that begins with %q", text, want)
	}
}

// lines keeps what is written and tells somebody of it.
type lines struct {
	text  strings.Builder
	heard func(string)
}

// Write takes one line.
func (l *lines) Write(p []byte) (int, error) {
	l.heard(string(p))
	return l.text.Write(p)
}
