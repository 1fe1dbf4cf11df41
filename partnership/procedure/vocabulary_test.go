package procedure_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

// TestUpcomingNamesAreNotInUse wants a name out of the list of those to come as
// soon as something is sent or carried out under it.
func TestUpcomingNamesAreNotInUse(t *testing.T) {
	t.Parallel()
	sent, _ := kinds.Templates(kinds.All())
	for _, name := range procedure.UpcomingTemplates() {
		if slices.Contains(sent, name) {
			t.Errorf("mails of the template %q are sent", name)
		}
	}
}

// TestNamesToComeAreListedOnce keeps the lists without repeats.
func TestNamesToComeAreListedOnce(t *testing.T) {
	t.Parallel()
	templates := procedure.UpcomingTemplates()
	slices.Sort(templates)
	if n := len(slices.Compact(templates)); n != len(procedure.UpcomingTemplates()) {
		t.Errorf("%d different templates among %d", n, len(procedure.UpcomingTemplates()))
	}
}
