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
	carriedOut := append(procedure.PartnershipCommands(), procedure.AnswerFor)
	for _, name := range procedure.UpcomingCommands() {
		if slices.Contains(carriedOut, name) {
			t.Errorf("the command %q is carried out", name)
		}
	}
}

// TestNamesToComeAreListedOnce keeps the lists without repeats.
func TestNamesToComeAreListedOnce(t *testing.T) {
	t.Parallel()
	templates, commands := procedure.UpcomingTemplates(), procedure.UpcomingCommands()
	slices.Sort(templates)
	slices.Sort(commands)
	if n := len(slices.Compact(templates)); n != len(procedure.UpcomingTemplates()) {
		t.Errorf("%d different templates among %d", n, len(procedure.UpcomingTemplates()))
	}
	if n := len(slices.Compact(commands)); n != len(procedure.UpcomingCommands()) {
		t.Errorf("%d different commands among %d", n, len(procedure.UpcomingCommands()))
	}
}
