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
	"github.com/rapport-engine/rapport/partnership"
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

// Applied says what Apply did with one partnership.
type Applied struct {
	Slug   string
	Result string // "started", "changed", "unchanged" or "ended": before, and nothing was done
	Run    string // the workflow run to look at, if it is known
}

// apply starts a partnership or has a living one adopt the changed spec, in one
// call: two programs that apply at once cannot start it twice.
func apply(ctx context.Context, c client.Client, spec partnership.Spec) (Applied, error) {
	known, run, err := inForce(ctx, c, spec.Slug)
	if err != nil {
		return Applied{}, fmt.Errorf("apply partnership %s: %w", spec.Slug, err)
	}
	if known == spec.Digest() {
		return Applied{Slug: spec.Slug, Result: "unchanged", Run: run}, nil
	}
	start := c.NewWithStartWorkflowOperation(client.StartWorkflowOptions{
		ID:                       workflows.PartnershipID(spec.Slug),
		TaskQueue:                workflows.TaskQueue,
		WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enumspb.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
		TypedSearchAttributes:    workflows.PartnershipAttributes(spec),
		StaticSummary:            spec.Title,
		StaticDetails:            spec.Purpose,
	}, workflows.TypePartnership, workflows.Carried[procedure.Partnership]{Procedure: procedure.NewPartnership(spec)})
	handle, err := c.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
		StartWorkflowOperation: start,
		UpdateOptions: client.UpdateWorkflowOptions{
			UpdateName: workflows.UpdateApplySpec, Args: []any{spec}, WaitForStage: client.WorkflowUpdateStageCompleted,
		},
	})
	var result string
	if err == nil {
		run = handle.RunID()
		err = handle.Get(ctx, &result)
	}
	var ended *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &ended) {
		return Applied{Slug: spec.Slug, Result: "ended"}, nil
	}
	if err != nil {
		return Applied{}, fmt.Errorf("apply partnership %s: %w", spec.Slug, err)
	}
	if known == "" {
		result = "started"
	}
	return Applied{Slug: spec.Slug, Result: result, Run: run}, nil
}

// inForce is the digest of the spec that a running partnership carries out and
// its run, or nothing when it does not run. It only spares an update that would change
// nothing; the workflow decides.
func inForce(ctx context.Context, c client.Client, slug string) (digest, run string, err error) {
	d, err := c.DescribeWorkflowExecution(ctx, workflows.PartnershipID(slug), "")
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		return "", "", nil
	}
	if err != nil {
		return "", "", err
	}
	info := d.GetWorkflowExecutionInfo()
	if info.GetStatus() != enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING {
		return "", "", nil
	}
	payload := info.GetSearchAttributes().GetIndexedFields()[workflows.AttributeSpec.GetName()]
	if err := converter.GetDefaultDataConverter().FromPayload(payload, &digest); err != nil {
		return "", "", fmt.Errorf("read search attribute: %w", err)
	}
	return digest, info.GetExecution().GetRunId(), nil
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
