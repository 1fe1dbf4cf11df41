package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// PostmanInput names the mail account whose letters are carried.
type PostmanInput struct {
	Account string `json:"account"`
}

// Postman carries the letters of one mail account for ever. Like the watch over
// a mailbox it is one long activity that heartbeats: Temporal gives it one owner
// and starts it again elsewhere when that owner dies.
func Postman(ctx workflow.Context, in PostmanInput) error {
	workflow.SetCurrentDetails(ctx, "Carries the letters of the mail account **"+in.Account+"**. "+
		"The pending activity's heartbeat says how many wait; `rapport status` says of which partnership, and why. "+
		"What could not be written or sent, and mails in quarantine, are told to the admin of the engine block once a day.")
	if err := keepUp(ctx, ActivityCarryLetters, in.Account, "Carry the letters of "+in.Account); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, Postman, in)
}

// keepUp runs an activity that lasts for a spell and is started anew wherever a
// worker is.
func keepUp(ctx workflow.Context, activity, of, summary string) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: spellTimeout + time.Hour,
		HeartbeatTimeout:    heartbeatTimeout,
		WaitForCancellation: true,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, MaximumInterval: time.Minute},
		Summary:             summary,
	})
	return workflow.ExecuteActivity(ctx, activity, of).Get(ctx, nil)
}
