package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/store"
)

const quickstart = "../../examples/quickstart"

// TestJSONOutputsAreAlike holds every --json output to the same habits: an
// object that begins with the format version, no null where a list is meant,
// times with their offset.
func TestJSONOutputsAreAlike(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	questions, mail := filepath.Join(dir, "questions.json"), filepath.Join(dir, "reply.eml")
	write(t, questions, `[{"id": "mql", "kind": "number"}, {"id": "trust", "kind": "scale"}]`)
	write(t, mail, "1) don't know\nSTATUS\n")
	empty, data := filepath.Join(dir, "empty"), filepath.Join(dir, "data")
	fill(t, empty, "")
	fill(t, data, quickstart)
	for _, args := range []string{
		"version",
		"validate " + quickstart,
		"validate " + dir,
		"agenda --until 2027-02-01 " + quickstart,
		"agenda --from 2000-01-01 --until 2000-02-01 " + quickstart,
		"rehearse --until 2026-03-01 " + quickstart,
		"rehearse --until 2000-03-01 " + quickstart,
		"mail explain " + mail,
		"mail explain --questions " + questions + " " + mail,
		"status --data " + data,
		"status --data " + empty,
		"commitments teapot-kettle --data " + data,
		"ledger teapot-kettle --data " + data,
		"why teapot-kettle.mql --data " + data,
		"inbox --data " + empty,
		"verify --data " + data,
		"verify --data " + empty,
	} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			out := runJSON(t, args)
			if want := fmt.Sprintf("{\n  \"format_version\": %d,\n", cli.FormatVersion); !strings.HasPrefix(out, want) {
				t.Errorf("the output begins with %.40q, want %q", out, want)
			}
			var document any
			if err := json.Unmarshal([]byte(out), &document); err != nil {
				t.Fatal(err)
			}
			checkValue(t, "", document)
		})
	}
}

// mayBeNull are the fields whose null says that a figure is not known.
var mayBeNull = []string{
	"value", "progress", "expected", "pace", "eta", "roi", "bcr", "cost_variance", "gain_variance", "value_part", "effort_part", "payback",
	"npv", "discount_rate", "slope", "change", "year_change", "balance", "jain", "burn",
}

// times are the fields that hold a moment.
var times = []string{"at", "closes", "send", "remind", "since", "received_at"}

func checkValue(t *testing.T, field string, v any) {
	t.Helper()
	switch v := v.(type) {
	case nil:
		if !slices.Contains(mayBeNull, field) {
			t.Errorf("%q is null", field)
		}
	case map[string]any:
		for name, inner := range v {
			checkValue(t, name, inner)
		}
	case []any:
		for _, inner := range v {
			checkValue(t, field, inner)
		}
	case string:
		if !slices.Contains(times, field) {
			return
		}
		if _, err := time.Parse(time.RFC3339, v); err != nil {
			t.Errorf("%q: %v", field, err)
		}
	}
}

// TestRehearsalIsTheStory reads a rehearsal as another program would.
func TestRehearsalIsTheStory(t *testing.T) {
	t.Parallel()
	var story struct {
		FormatVersion int `json:"format_version"`
		Events        []struct {
			At                                time.Time
			Kind, Workflow, To, Subject, Text string
		}
	}
	if err := json.Unmarshal([]byte(runJSON(t, "rehearse --until 2026-02-10 "+quickstart)), &story); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	last := time.Time{}
	for _, e := range story.Events {
		kinds[e.Kind]++
		if e.At.Before(last) {
			t.Errorf("%s comes after %s", e.At, last)
		}
		last = e.At
		if e.Workflow == "" || e.Text == "" {
			t.Errorf("%+v says too little", e)
		}
		if e.Kind == "mail" && (!strings.Contains(e.To, "@") || e.Subject == "") {
			t.Errorf("mail %+v has no reader or no subject", e)
		}
	}
	// Kickoff and two rounds, two people, a question and a receipt each; before that a welcome
	// to each of the two others, who answer it.
	if kinds["begin"] != 3 || kinds["mail"] != 16 || kinds["reply"] != 8 || kinds["outcome"] != 3 {
		t.Errorf("events %v", kinds)
	}
	if _, offset := story.Events[len(story.Events)-1].At.Zone(); offset != 3600 {
		t.Errorf("the offset is %d s, want that of Oslo", offset)
	}
}

// TestColours wants plain text from a terminal whose user or kind forbids
// colours.
func TestColours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, value string
		colours     bool
	}{
		{"", "", true},
		{"NO_COLOR", "", true},
		{"NO_COLOR", "1", false},
		{"CLICOLOR", "1", true},
		{"CLICOLOR", "0", false},
		{"TERM", "xterm-256color", true},
		{"TERM", "dumb", false},
	} {
		var out bytes.Buffer
		env := environment("validate", t.TempDir())
		env.Stdout, env.Color = &out, true
		env.LookupEnv = func(name string) (string, bool) {
			if name != c.name {
				return "", false
			}
			return c.value, true
		}
		if code := cli.Run(t.Context(), env); code != cli.ExitFinding {
			t.Errorf("exit code %d", code)
		}
		if got := strings.Contains(out.String(), "\x1b["); got != c.colours {
			t.Errorf("%s=%q: colours %v, want %v", c.name, c.value, got, c.colours)
		}
	}
}

// runJSON runs a command with --json and returns what it prints.
func runJSON(t *testing.T, line string) string {
	t.Helper()
	var out, trouble bytes.Buffer
	env := environment(append(strings.Fields(line), "--json")...)
	env.Stdout, env.Stderr = &out, &trouble
	if code := cli.Run(t.Context(), env); code > cli.ExitFinding {
		t.Fatalf("exit code %d: %s", code, trouble.String())
	}
	if said := trouble.String(); said != "" && !strings.HasPrefix(said, "Note ") && !strings.HasPrefix(said, "Absences and STOP ") && !strings.Contains(said, "To read them: rapport validate") {
		t.Errorf("standard error: %s", said)
	}
	return out.String()
}

// fill makes a store in dir, with the partnerships of a spec directory.
func fill(t *testing.T, dir, specs string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), "sqlite:"+filepath.Join(dir, "rapport.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if specs == "" {
		return
	}
	for _, spec := range config.Load(os.DirFS(specs), config.Options{}).Specs {
		if err := s.PutSpec(t.Context(), spec); err != nil {
			t.Fatal(err)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
