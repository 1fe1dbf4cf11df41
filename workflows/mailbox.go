package workflows

import "go.temporal.io/sdk/workflow"

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
	if err := keepUp(ctx, ActivityWatchMailbox, in.Name, "Watch the mailbox "+in.Name); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, Mailbox, in)
}
