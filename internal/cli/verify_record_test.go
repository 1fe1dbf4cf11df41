package cli_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/record"
)

// TestARecordCannotPaintOverItsFaults checks a record whose words hold a terminal's codes: one
// comes from whoever has something to prove.
func TestARecordCannotPaintOverItsFaults(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const code = "\x1b[1A"
	write(t, filepath.Join(dir, record.ManifestFile), `{"format_version": 1, "partnership": "pots", "title": "Pots\u001b[2J"}`)
	write(t, filepath.Join(dir, "more"+code), "")
	var out bytes.Buffer
	env := environment("verify", dir)
	env.Stdout = &out
	if code := cli.Run(t.Context(), env); code != cli.ExitFinding {
		t.Errorf("exit code %d", code)
	}
	said := out.String()
	if strings.Contains(said, "\x1b") || !strings.Contains(said, "Record of Pots[2J (pots)") || !strings.Contains(said, "BROKEN  more[1A: it is not in the manifest") {
		t.Errorf("it says %q", said)
	}
}
