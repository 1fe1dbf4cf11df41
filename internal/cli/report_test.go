package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/store"
)

// TestAReportOfNothingSaysWhatToDo asks for all partnerships of a store that has none.
func TestAReportOfNothingSaysWhatToDo(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	s, err := store.Open(t.Context(), "sqlite:"+filepath.Join(data, "rapport.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"report", "--all", "--data", data}, {"report", "--all", "--json", "--data", data}, {"report", "tea", "--data", data}} {
		var out, said bytes.Buffer
		code := cli.Run(t.Context(), cli.Env{Args: args, Stdout: &out, Stderr: &said, Now: time.Now, LookupEnv: os.LookupEnv})
		if code != cli.ExitFinding || out.Len() > 0 || !strings.Contains(said.String(), "rapport apply DIR") {
			t.Errorf("%v: %d, %q, %q", args, code, &out, &said)
		}
	}
}
