package workflows_test

import (
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/workflows"
)

// TestCommandsShowAnExample holds the descriptions that the Web UI shows above
// its box for JSON to an example that can be typed in.
func TestCommandsShowAnExample(t *testing.T) {
	t.Parallel()
	for _, kind := range kinds.All() {
		for _, c := range kind.Commands {
			testkit.CheckCommand(t, string(c.Name), c.Description, new(procedure.Command))
		}
	}
	for _, c := range workflows.MailboxCommands() {
		testkit.CheckCommand(t, string(c.Name), c.Description, new(procedure.Command))
	}
}
