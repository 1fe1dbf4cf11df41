//go:build !slim

package e2e

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"
)

// refuse wants a command to end with an exit code and to say everything that
// a person needs to go on.
func refuse(t *testing.T, p *process, code int, says ...string) {
	t.Helper()
	if got := p.code(); got != code {
		t.Errorf("exit code %d, want %d:\n%s", got, code, p.output())
	}
	for _, want := range says {
		if !strings.Contains(p.output(), want) {
			t.Errorf("it does not say %q:\n%s", want, p.output())
		}
	}
}

// TestUpRefuses gives `up` what it cannot work with.
func TestUpRefuses(t *testing.T) {
	t.Parallel()
	dir, crowd := t.TempDir(), newCrowd()[:1]
	declare(t, dir, crowd)
	first := up(t, dir, ".")
	first.says(ready)

	t.Run("a second one on the same files", func(t *testing.T) {
		refuse(t, up(t, dir, "."), 3, fmt.Sprintf("in use by process %d: rapport up .", first.cmd.Process.Pid), "--data")
	})
	t.Run("a taken port", func(t *testing.T) {
		taken := portOf(first.endpoints().SMTP)
		refuse(t, up(t, dir, ".", "--data", t.TempDir(), "--smtp-port", taken), 3, taken, "SMTP server", "--smtp-port")
	})
	t.Run("a spec with errors", func(t *testing.T) {
		elsewhere := t.TempDir()
		declare(t, elsewhere, append(crowd, crowd[0]))
		refuse(t, up(t, elsewhere, "."), 1, "Error RAP", "rapport.hcl line", "mend what is listed above")
		if _, err := os.Stat(filepath.Join(elsewhere, ".rapport")); !os.IsNotExist(err) {
			t.Errorf("it made files all the same (%v)", err)
		}
	})
	t.Run("no spec", func(t *testing.T) {
		refuse(t, up(t, t.TempDir(), "nowhere"), 1, "nowhere")
	})
	t.Run("files of a newer program", func(t *testing.T) {
		// A busy machine may have had something to say before.
		code := first.interrupt()
		if _, end, ok := strings.Cut(first.output(), "Stopping."); code != 0 || !ok || strings.Contains(end, "level=") {
			t.Errorf("exit code %d after Ctrl-C, and it said:\n%s", code, first.output())
		}
		makeNewer(t, filepath.Join(dir, ".rapport", "rapport.db"))
		refuse(t, up(t, dir, "."), 3, "written by a newer rapport", "run the newer rapport")
	})
}

// makeNewer marks a store as one that a later version has migrated.
func makeNewer(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	_, err = db.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	if err != nil {
		t.Fatal(err)
	}
}
