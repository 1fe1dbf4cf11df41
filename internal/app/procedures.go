package app

import (
	"context"
	"errors"
	"fmt"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/workflows"
)

// procedures delivers messages to workflows by signal, which the server accepts
// also while no worker runs.
type procedures struct{ client client.Client }

func (p procedures) Reply(ctx context.Context, workflow string, r procedure.Reply) error {
	return p.signal(ctx, workflow, workflows.SignalReply, r)
}

func (p procedures) Report(ctx context.Context, workflow string, r procedure.Report) error {
	return p.signal(ctx, workflow, workflows.SignalReport, r)
}

func (p procedures) signal(ctx context.Context, workflow, name string, payload any) error {
	err := p.client.SignalWorkflow(ctx, workflow, "", name, payload)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return activities.ErrClosed
	}
	return err
}

// watchMailbox makes sure that the one watch over the mailbox runs.
func watchMailbox(ctx context.Context, c client.Client, name string) error {
	_, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID:                       workflows.MailboxID(name),
		TaskQueue:                workflows.TaskQueue,
		WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		StaticSummary:            "Watches the mailbox " + name,
	}, workflows.TypeMailbox, workflows.MailboxInput{Name: name})
	if err != nil {
		return fmt.Errorf("start watch of mailbox %s: %w", name, err)
	}
	return nil
}
