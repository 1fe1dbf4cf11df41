package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// rules shows the rules to `make determinism`. The check follows calls from
// functions that take a workflow.Context, and a shell calls its procedure
// through an interface, where it loses the trail. Nobody calls this function.
//
//nolint:unused // read by the determinism check alone
func rules(workflow.Context) {
	var (
		event   procedure.Event
		command procedure.Command
		now     time.Time
	)
	new(procedure.Partnership).Step(event, now)
	new(procedure.CheckIn).Step(event, now)

	_ = new(procedure.Partnership).Check(command)
	_ = new(procedure.CheckIn).Check(command)
}
