package app

import (
	"context"
	"errors"
	"fmt"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/workflows"
)

// procedures begins workflows and delivers messages to them by signal, which the
// server accepts also while no worker runs.
type procedures struct{ client client.Client }

// memoTurn is where a workflow that begins again under its ID says how often it
// has.
const memoTurn = "turn"

// Begin starts a procedure's workflow. One of that ID, running or ended, is the
// same procedure, begun before a crash, unless it is of an earlier turn.
func (p procedures) Begin(ctx context.Context, s activities.Start) error {
	options := client.StartWorkflowOptions{
		ID: s.Workflow, TaskQueue: workflows.TaskQueue,
		WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enumspb.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
		TypedSearchAttributes:    workflows.StartAttributes(s.Slug, s.Type, s.Title, s.Attributes),
		StaticSummary:            s.Summary,
	}
	if s.Turn > 0 {
		if begun, err := p.begunBefore(ctx, s); begun || err != nil {
			return err
		}
		options.WorkflowIDReusePolicy = enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE
		options.Memo = map[string]any{memoTurn: s.Turn}
	}
	_, err := p.client.ExecuteWorkflow(ctx, options, string(s.Type), workflows.Begin(s.State, s.Attributes))
	var exists *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &exists) {
		return nil
	}
	return err
}

// begunBefore reports whether this turn of a procedure, or a later one, has begun.
// The turn before has said that it ends; until it has, there is nothing to do but
// to come again.
func (p procedures) begunBefore(ctx context.Context, s activities.Start) (bool, error) {
	latest, err := p.client.DescribeWorkflowExecution(ctx, s.Workflow, "")
	var gone *serviceerror.NotFound
	switch {
	case errors.As(err, &gone):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("look at %s: %w", s.Workflow, err)
	}
	info := latest.GetWorkflowExecutionInfo()
	turn := 0
	if said, ok := info.GetMemo().GetFields()[memoTurn]; ok {
		if err := converter.GetDefaultDataConverter().FromPayload(said, &turn); err != nil {
			return false, fmt.Errorf("read the turn of %s: %w", s.Workflow, err)
		}
	}
	switch {
	case turn >= s.Turn:
		return true, nil
	case info.GetStatus() == enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING:
		return false, fmt.Errorf("begin %s again: it has not ended yet", s.Workflow)
	default:
		return false, nil
	}
}

// Reply and Tell put a line before what they send that says who and what: Temporal keeps no
// summary of a signal, and the Web UI shows the beginning of its input.
func (p procedures) Reply(ctx context.Context, workflow string, r procedure.Reply) error {
	return p.signal(ctx, workflow, workflows.SignalReply, struct {
		Gist string `json:"gist"`
		procedure.Reply
	}{r.Gist(), r})
}

func (p procedures) Tell(ctx context.Context, workflow string, m procedure.Message) error {
	return p.signal(ctx, workflow, workflows.SignalMessage, struct {
		Gist string `json:"gist"`
		procedure.Message
	}{m.Gist(), m})
}

// Running asks the server whether a workflow takes signals.
func (p procedures) Running(ctx context.Context, workflow string) (bool, error) {
	description, err := p.client.DescribeWorkflowExecution(ctx, workflow, "")
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look whether %s runs: %w", workflow, err)
	}
	return description.GetWorkflowExecutionInfo().GetStatus() == enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING, nil
}

// complete ends an activity that waits for letters.
func (p procedures) complete(ctx context.Context, token []byte, arrivals []procedure.Arrival) error {
	err := p.client.CompleteActivity(ctx, token, arrivals, nil)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return activities.ErrClosed
	}
	return err
}

func (p procedures) signal(ctx context.Context, workflow, name string, payload any) error {
	err := p.client.SignalWorkflow(ctx, workflow, "", name, payload)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return activities.ErrClosed
	}
	return err
}

// keepUp makes sure that a workflow that runs for ever does.
func keepUp(ctx context.Context, c client.Client, id, workflowType, summary string, input any) error {
	_, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID:                       id,
		TaskQueue:                workflows.TaskQueue,
		WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		StaticSummary:            summary,
	}, workflowType, input)
	if err != nil {
		return fmt.Errorf("start %s: %w", id, err)
	}
	return nil
}

// watchMailbox makes sure that the one watch over the mailbox runs.
func watchMailbox(ctx context.Context, c client.Client, name string) error {
	return keepUp(ctx, c, workflows.MailboxID(name), workflows.TypeMailbox, "Watches the mailbox "+name, workflows.MailboxInput{Name: name})
}

// employPostman makes sure that the one postman of the mail account is at work.
func employPostman(ctx context.Context, c client.Client, account string) error {
	return keepUp(ctx, c, workflows.PostmanID(account), workflows.TypePostman, "Carries the letters of "+account, workflows.PostmanInput{Account: account})
}
