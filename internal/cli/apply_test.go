//go:build !slim

package cli_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/partnership"
)

// TestApplyAsks wants a yes, and nothing but a yes, before anything is done.
func TestApplyAsks(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	running, err := app.Up(t.Context(), app.UpSettings{
		SpecDir: quickstart, Specs: []partnership.Spec{quickstartSpec(t)}, Data: data, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := running.Stop(); err != nil {
			t.Error(err)
		}
	})
	changed := changedQuickstart(t)
	asked, interrupt := context.WithCancel(t.Context())
	for _, c := range []struct {
		name  string
		ctx   context.Context
		stdin io.Reader
		code  int
		said  string
	}{
		{"no", t.Context(), strings.NewReader("no\n"), cli.ExitFinding, "that was not yes; nothing was done"},
		{"nothing", t.Context(), strings.NewReader(""), cli.ExitFinding, "that was not yes; nothing was done"},
		{"Ctrl-C", asked, silence{interrupt}, cli.ExitFinding, "interrupted; nothing was done"},
		{"yes", t.Context(), strings.NewReader("yes\n"), cli.ExitOK, "Applied: 0 started, 1 changed, 0 ended."},
		{"nothing to ask", t.Context(), silence{interrupt}, cli.ExitOK, "No changes."},
	} {
		code, said := ask(c.ctx, c.stdin, "apply", changed, "--data", data)
		if code != c.code || !strings.Contains(said, c.said) {
			t.Errorf("%s: exit code %d, want %d, and %q in:\n%s", c.name, code, c.code, c.said, said)
		}
	}
}

// ask runs a command line with somebody at the terminal.
func ask(ctx context.Context, stdin io.Reader, args ...string) (code int, said string) {
	env := environment(args...)
	var out bytes.Buffer
	env.Stdin, env.Stdout, env.Stderr, env.Interactive = stdin, &out, &out, true
	return cli.Run(ctx, env), out.String()
}

// silence is somebody who does something else when asked, and never answers.
type silence struct{ instead func() }

func (s silence) Read([]byte) (int, error) {
	s.instead()
	select {}
}

// changedQuickstart is a directory that declares the quickstart otherwise.
func changedQuickstart(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(quickstart, "rapport.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	title := quickstartSpec(t).Title
	write(t, filepath.Join(dir, "rapport.hcl"), strings.Replace(string(text), title, title+" (changed)", 1))
	return dir
}
