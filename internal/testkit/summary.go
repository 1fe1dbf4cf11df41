package testkit

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// maxSummary is how much of a summary the Web UI surely shows on the bar of a
// timer or an activity: it cuts at 120 characters and adds some of its own.
const maxSummary = 100

// CheckSummary holds what an admin reads beside a timer, an activity or a
// workflow to one short line.
func CheckSummary(t testing.TB, summary string) {
	t.Helper()
	switch n := utf8.RuneCountInString(summary); {
	case n == 0:
		t.Error("an empty summary")
	case n > maxSummary:
		t.Errorf("a summary of %d characters, of which the Web UI shows %d: %q", n, maxSummary, summary)
	case strings.ContainsAny(summary, "\r\n"):
		t.Errorf("a summary of several lines: %q", summary)
	}
}

// CheckCommand holds the description of a command to one line that shows by an
// example what to type into the Web UI's box: JSON that the command's argument
// takes without a field left over. The argument is a pointer to a zero value.
func CheckCommand(t testing.TB, name, description string, argument any) {
	t.Helper()
	if strings.ContainsAny(description, "\r\n") {
		t.Errorf("%s: a description of several lines: %q", name, description)
	}
	from := strings.Index(description, "{")
	if from < 0 {
		t.Errorf("%s: a description without an example in JSON: %q", name, description)
		return
	}
	example := json.NewDecoder(strings.NewReader(description[from:]))
	example.DisallowUnknownFields()
	if err := example.Decode(argument); err != nil {
		t.Errorf("%s: the example of %q is not what the command takes: %v", name, description, err)
	}
}
