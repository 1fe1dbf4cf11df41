//go:build !slim

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// many is how many partnerships are applied at once.
const many = 200

// TestApplyKilledHalfWay kills `rapport apply` in the middle of its work and
// then interrupts it; the same command does the rest, and nothing is left.
func TestApplyKilledHalfWay(t *testing.T) {
	dir, served := oneOfMany(t)

	killed := run(t, dir, nil, "apply", "all", "--yes")
	killed.says(fmt.Sprintf("  %d of %d", many/10, many-1))
	killed.kill()

	left := planned(t, dir)
	t.Logf("after the kill %s", left)
	if !strings.Contains(left, "Plan: ") || strings.Contains(left, fmt.Sprintf("Plan: %d to start", many-1)) {
		t.Errorf("it was not killed half-way: %s", left)
	}
	again := run(t, dir, nil, "apply", "all", "--yes")
	if code := again.code(); code != 0 {
		t.Errorf("applying again ended with %d", code)
	}
	if left := planned(t, dir); !strings.HasPrefix(left, "No changes.") {
		t.Errorf("after applying again: %s", left)
	}
	if code := served.interrupt(); code != 0 {
		t.Errorf("up ended with %d", code)
	}
}

// TestApplyInterrupted stops `rapport apply` with Ctrl-C: it says how far it
// came, and that to go on is safe.
func TestApplyInterrupted(t *testing.T) {
	dir, _ := oneOfMany(t)

	p := run(t, dir, nil, "apply", "all", "--yes")
	p.says(fmt.Sprintf("  %d of %d", many/10, many-1))
	if code := p.interrupt(); code != 3 {
		t.Errorf("exit code %d, want 3", code)
	}
	if said := p.output(); !strings.Contains(said, "Error: interrupted after ") || !strings.Contains(said, "what is done is not done twice") {
		t.Errorf("it said:\n%s", said)
	}
	if code := run(t, dir, nil, "apply", "all", "--yes").code(); code != 0 {
		t.Errorf("applying again ended with %d", code)
	}
	if left := planned(t, dir); !strings.HasPrefix(left, "No changes.") {
		t.Errorf("after applying again: %s", left)
	}
}

// oneOfMany runs the first of many partnerships; all of them are declared in
// the folder "all".
func oneOfMany(t *testing.T) (dir string, served *process) {
	t.Helper()
	dir = t.TempDir()
	var crowd []*member
	for i := range many {
		slug := fmt.Sprintf("pair-%03d", i)
		crowd = append(crowd, &member{Slug: slug, Email: "one@" + slug + ".example"})
	}
	for name, members := range map[string][]*member{"one": crowd[:1], "all": crowd} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
		declare(t, filepath.Join(dir, name), members)
	}
	served = up(t, dir, "one")
	served.says(ready)
	return dir, served
}

// planned is the last line of a plan.
func planned(t *testing.T, dir string) string {
	t.Helper()
	p := run(t, dir, nil, "plan", "all")
	if code := p.code(); code != 0 {
		t.Fatalf("plan ended with %d", code)
	}
	lines := strings.Split(strings.TrimSpace(p.output()), "\n")
	return lines[len(lines)-1]
}
