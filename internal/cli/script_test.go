package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/rapport-engine/rapport/internal/cli"
)

// TestScripts runs the program as its users do.
func TestScripts(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv(clock, noon().Format(time.RFC3339))
			env.Setenv("EXAMPLES", examples)
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "embedded" {
				return cli.Embedded, nil
			}
			return false, fmt.Errorf("unknown condition %s", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "listen": listen, "calendar": calendar, "until": until, "book": book, "workbook": workbook, "measured": measured,
		},
	})
}

// exits runs a program and checks its exit code: exits 2 rapport --nonsense.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT ...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var failed *exec.ExitError
		if !errors.As(err, &failed) {
			ts.Fatalf("run %s: %v", args[1], err)
		}
		got = failed.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// listen takes a free port until the script ends: listen VARIABLE.
func listen(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: listen VARIABLE")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { _ = l.Close() })
	ts.Setenv(args[0], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

// calendar parses an iCalendar file as a calendar program would and prints its
// events, a line each.
func calendar(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: calendar FILE")
	}
	text := ts.ReadFile(args[0])
	for line := range strings.Lines(text) {
		if !strings.HasSuffix(line, "\r\n") || len(line) > 77 {
			ts.Fatalf("line %q: want at most 75 bytes and CRLF (RFC 5545, 3.1)", line)
		}
	}
	parsed, err := ics.ParseCalendar(strings.NewReader(text))
	ts.Check(err)
	seen := map[string]bool{}
	var list bytes.Buffer
	for _, event := range parsed.Events() {
		if seen[event.Id()] {
			ts.Fatalf("two events have the ID %s", event.Id())
		}
		seen[event.Id()] = true
		start, err := event.GetStartAt()
		ts.Check(err)
		end, err := event.GetEndAt()
		ts.Check(err)
		fmt.Fprintf(&list, "%s %s %s\n", start.Format(time.RFC3339), end.Sub(start), event.GetProperty(ics.ComponentPropertySummary).Value)
	}
	_, err = ts.Stdout().Write(list.Bytes())
	ts.Check(err)
}

// until runs a program again and again until it prints what is wanted: until
// PATTERN PROGRAM [ARGUMENT ...].
func until(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: until PATTERN PROGRAM [ARGUMENT ...]")
	}
	want, err := regexp.Compile("(?m)" + args[0])
	ts.Check(err)
	deadline := time.After(time.Minute)
	for tick := time.NewTicker(50 * time.Millisecond); ; {
		// What the program cannot do yet it says on standard error.
		if err := ts.Exec(args[1], args[2:]...); err == nil && want.MatchString(ts.ReadFile("stdout")) {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			ts.Fatalf("%s did not print %q", args[1], args[0])
		}
	}
}
