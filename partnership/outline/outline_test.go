package outline_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
)

// undeclared are the fields that no file declares: the version of the form, and
// what a procedure writes into a question when it asks it.
func undeclared(field string) bool {
	field = strings.TrimSuffix(field, " unset")
	asked := strings.HasSuffix(field, ".KPI") || strings.HasSuffix(field, ".Last") || strings.HasSuffix(field, ".Target") ||
		strings.HasSuffix(field, ".Plain") || strings.HasSuffix(field, ".ForAll") || strings.HasSuffix(field, ".Lasting") || strings.HasSuffix(field, ".ByCommand") || strings.HasSuffix(field, ".Alone") || strings.Contains(field, ".Claims") || strings.Contains(field, ".Currencies")
	return field == "Schema" || asked && strings.Contains(field, "Questions")
}

// TestNoFieldIsForgotten changes one field of the whole spec at a time.
func TestNoFieldIsForgotten(t *testing.T) {
	t.Parallel()
	spec := specs.Full()
	before := printed(spec)
	for _, edit := range specs.Edits(&spec) {
		undo := edit.Apply()
		if same := printed(spec) == before; same != undeclared(edit.Field) {
			t.Errorf("after a change of %s the outline is the same: %t", edit.Field, same)
		}
		undo()
	}
	if printed(spec) != before {
		t.Error("the changes were not undone")
	}
}

func printed(spec partnership.Spec) string { return outline.Of(spec).HCL(nil) }

// TestPathsAreUnique guards that a path leads to one attribute alone; absences
// are told apart by their content.
func TestPathsAreUnique(t *testing.T) {
	t.Parallel()
	seen := map[partnership.Path]bool{}
	outline.Of(specs.Full()).Walk(func(path partnership.Path, _ outline.Attribute) {
		if seen[path] && !strings.Contains(string(path), "/absence/") {
			t.Errorf("two attributes are at %s", path)
		}
		seen[path] = true
	})
	if len(seen) < 300 {
		t.Errorf("%d paths, want those of the whole language", len(seen))
	}
}

func TestZeroSpec(t *testing.T) {
	t.Parallel()
	got := outline.Of(partnership.Spec{}).HCL(nil)
	if want := "partnership {}\n"; got != want {
		t.Errorf("the outline of nothing is %q, want %q", got, want)
	}
}
