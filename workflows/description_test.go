package workflows

import (
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TestCommandsShowAnExample holds the descriptions that the Web UI shows above
// its box for JSON to an example that can be typed in.
func TestCommandsShowAnExample(t *testing.T) {
	t.Parallel()
	for _, c := range partnershipCommands {
		testkit.CheckCommand(t, string(c.name), c.description, new(procedure.Command))
	}
}
