package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// MailboxInput names the mailbox to watch.
type MailboxInput struct {
	Name string `json:"name"`
}

// Mailbox watches one mailbox for ever. The watch is one long activity that
// heartbeats: Temporal gives it one owner and starts it again elsewhere when
// that owner dies. Each watch is a run of its own, so the history stays short.
func Mailbox(ctx workflow.Context, in MailboxInput) error {
	workflow.SetCurrentDetails(ctx, "Watches the mailbox **"+in.Name+"** and hands every mail to the workflow that asked. "+
		"Its activity's heartbeat shows what it is doing.")
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: watchTimeout + time.Hour,
		HeartbeatTimeout:    heartbeatTimeout,
		WaitForCancellation: true,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, MaximumInterval: time.Minute},
		Summary:             "Watch the mailbox " + in.Name,
	})
	if err := workflow.ExecuteActivity(ctx, ActivityWatchMailbox, in.Name).Get(ctx, nil); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, Mailbox, in)
}
