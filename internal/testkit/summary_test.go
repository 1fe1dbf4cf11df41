package testkit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit"
)

// complaints counts what a check reports instead of failing a test.
type complaints struct {
	testing.TB
	list []string
}

func (c *complaints) Helper()           {}
func (c *complaints) Error(args ...any) { c.list = append(c.list, fmt.Sprint(args...)) }
func (c *complaints) Errorf(format string, args ...any) {
	c.list = append(c.list, fmt.Sprintf(format, args...))
}

func TestCheckSummary(t *testing.T) {
	t.Parallel()
	for summary, right := range map[string]bool{
		"Ask Vera Sokolova, due Thu 3 Dec": true,
		strings.Repeat("я", 100):           true,
		strings.Repeat("я", 101):           false,
		"Ask Vera,\ndue Thu 3 Dec":         false,
		"":                                 false,
	} {
		found := &complaints{TB: t}
		testkit.CheckSummary(found, summary)
		if got := len(found.list) == 0; got != right {
			t.Errorf("%q passes: %t, want %t %q", summary, got, right, found.list)
		}
	}
}

func TestCheckCommand(t *testing.T) {
	t.Parallel()
	for description, right := range map[string]bool{
		`Write a figure. {"kpi": "mql", "value": "118"} The reason is kept.`: true,
		`Write a figure.`: false,
		`Write a figure. {"kpi": "mql", "worth": "118"}`: false,
		`Write a figure. {"kpi": "mql", "value": 118}`:   false,
		`Write a figure. {"kpi": "mql", "value": "118"`:  false,
		"Write a figure.\n{\"kpi\": \"mql\"}":            false,
	} {
		found := &complaints{TB: t}
		testkit.CheckCommand(found, "record-kpi", description, &struct{ KPI, Value string }{})
		if got := len(found.list) == 0; got != right {
			t.Errorf("%q passes: %t, want %t %q", description, got, right, found.list)
		}
	}
}
