// Package determinism shows the rules to `make determinism`. The check follows
// calls from functions that take a workflow.Context, and a shell calls its
// procedure through an interface, where it loses the trail. Nobody imports this
// package.
package determinism

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
	"github.com/rapport-engine/rapport/partnership/procedure/vote"
)

//nolint:unused // read by the determinism check alone
func rules(workflow.Context) {
	var (
		event   procedure.Event
		command procedure.Command
		now     time.Time
	)
	new(lifecycle.Partnership).Step(event, now)
	new(checkin.CheckIn).Step(event, now)
	new(milestone.Milestone).Step(event, now)
	new(commitments.Commitments).Step(event, now)
	new(conflict.Conflict).Step(event, now)
	new(survey.Survey).Step(event, now)
	new(review.Review).Step(event, now)
	new(agreement.Agreement).Step(event, now)
	new(exit.Exit).Step(event, now)
	new(ideas.Ideas).Step(event, now)
	new(meeting.Meeting).Step(event, now)
	new(vote.Vote).Step(event, now)

	_ = new(lifecycle.Partnership).Check(command, now)
	_ = new(checkin.CheckIn).Check(command, now)
	_ = new(milestone.Milestone).Check(command, now)
	_ = new(commitments.Commitments).Check(command, now)
	_ = new(conflict.Conflict).Check(command, now)
	_ = new(survey.Survey).Check(command, now)
	_ = new(review.Review).Check(command, now)
	_ = new(agreement.Agreement).Check(command, now)
	_ = new(exit.Exit).Check(command, now)
	_ = new(ideas.Ideas).Check(command, now)
	_ = new(meeting.Meeting).Check(command, now)
	_ = new(vote.Vote).Check(command, now)
}
