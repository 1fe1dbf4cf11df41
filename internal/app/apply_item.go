package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/workflows"
)

// updateTimeout is how long a running partnership may take to adopt a change.
const updateTimeout = 30 * time.Second

// applyItem does what the plan says with one partnership.
func (p *Planner) applyItem(ctx context.Context, item Item, plan Plan) Applied {
	ctx, cancel := context.WithTimeout(ctx, updateTimeout)
	defer cancel()
	var applied Applied
	var err error
	switch item.Action {
	case Create:
		applied, err = p.create(ctx, item)
	case Change:
		applied, err = p.change(ctx, item, plan.Consent)
	case End:
		applied, err = p.end(ctx, item, plan.Reason)
	case Unchanged, Undeclared, EndedBefore, Past:
		applied = item.untouched()
	}
	applied.Slug = item.Slug
	if err != nil {
		applied.Result, applied.Err = Failed, fmt.Errorf("%s partnership %s: %w", item.Action, item.Slug, err)
		if refusal(err) {
			applied.Result = Refused
			applied.Err = errors.Join(applied.Err, p.takeBack(ctx, item))
		}
	}
	return applied
}

// untouched is what becomes of a partnership that there is nothing to do about.
func (i Item) untouched() Applied {
	applied := Applied{Slug: i.Slug, Run: i.run, Result: NoChange}
	if why := i.Why(); why != "" {
		applied.Note = "It " + why + "."
	}
	if i.Action == Unchanged && i.Proposed != "" && len(i.Warnings) > 0 {
		applied.Note = i.Warnings[len(i.Warnings)-1]
	}
	switch i.Action {
	case EndedBefore:
		applied.Result = StayEnded
	case Past:
		applied.Result = NotBegun
	case Undeclared:
		applied.Result = LeftAlone
	case Create, Change, Unchanged, End:
	}
	return applied
}

// create starts a partnership. That costs the server one call and needs no
// worker; see docs/adr/0010.
func (p *Planner) create(ctx context.Context, item Item) (Applied, error) {
	// A saved plan may be older than the last day of what it starts.
	late, err := passed(*item.Spec, time.Now())
	if err != nil {
		return Applied{}, err
	}
	if late {
		return Item{Slug: item.Slug, Action: Past, LastDay: &item.Spec.End}.untouched(), nil
	}
	options := startOptions(*item.Spec, enumspb.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
	options.WorkflowExecutionErrorWhenAlreadyStarted = true
	first, err := firstRun(*item.Spec)
	if err != nil {
		return Applied{}, err
	}
	run, err := p.client.ExecuteWorkflow(ctx, options, workflows.TypePartnership, first)
	var exists *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &exists) {
		return p.overtaken(ctx, item)
	}
	if err != nil {
		return Applied{}, err
	}
	return Applied{Result: Started, Run: run.GetRunID()}, nil
}

// overtaken looks at a partnership that somebody else has started since the
// plan was made.
func (p *Planner) overtaken(ctx context.Context, item Item) (Applied, error) {
	found, err := p.look(ctx, item.Slug)
	switch {
	case err != nil:
		return Applied{}, err
	case found.ended:
		ended, err := declaredItem(*item.Spec, found, time.Now())
		return ended.untouched(), err
	case found.digest == item.Digest:
		return Applied{Result: NoChange, Run: found.run}, nil
	default:
		return Applied{}, errMoved
	}
}

// errMoved says that a partnership is not what the plan was made against.
var errMoved = errors.New("it changed since the plan was made: plan again")

// change has a running partnership adopt a spec, if it still carries out the
// one that the plan was made against; the partnership itself decides.
func (p *Planner) change(ctx context.Context, item Item, consent string) (Applied, error) {
	first, err := firstRun(*item.Spec)
	if err != nil {
		return Applied{}, err
	}
	start := p.client.NewWithStartWorkflowOperation(
		startOptions(*item.Spec, enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING), workflows.TypePartnership, first)
	handle, err := p.client.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
		StartWorkflowOperation: start,
		UpdateOptions: client.UpdateWorkflowOptions{
			UpdateName: workflows.UpdateApplySpec, Args: []any{procedure.Command{
				Spec: item.Spec, Planned: item.Base, Proposed: item.Proposed, Consent: consent,
			}}, WaitForStage: client.WorkflowUpdateStageCompleted,
		},
	})
	applied := Applied{}
	if err == nil {
		applied.Run = handle.RunID()
		err = handle.Get(ctx, &applied.Result)
	}
	var ended *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &ended) {
		return Applied{Result: StayEnded, Note: "It has ended since the plan was made."}, nil
	}
	return applied, err
}

// end has a running partnership end. What has ended meanwhile is as was wanted.
func (p *Planner) end(ctx context.Context, item Item, reason string) (Applied, error) {
	found, err := p.look(ctx, item.Slug)
	if err != nil || !found.alive {
		return Applied{Result: EndedNow}, err
	}
	if found.digest != item.Base {
		return Applied{}, errMoved
	}
	handle, err := p.client.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: workflows.PartnershipID(item.Slug), RunID: found.run, UpdateName: string(procedure.EndNow),
		Args: []any{procedure.Command{Reason: reason}}, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err == nil {
		err = handle.Get(ctx, nil)
	}
	return Applied{Result: EndedNow, Run: found.run}, err
}

// takeBack makes the spec that stays in force the latest one again.
func (p *Planner) takeBack(ctx context.Context, item Item) error {
	if item.Action != Change {
		return nil
	}
	found, err := p.look(ctx, item.Slug)
	if err != nil {
		return err
	}
	old, err := p.inForce(ctx, item.Slug, found.digest)
	if err != nil {
		return err
	}
	return p.store.PutSpec(ctx, old)
}

func startOptions(spec partnership.Spec, conflict enumspb.WorkflowIdConflictPolicy) client.StartWorkflowOptions {
	return client.StartWorkflowOptions{
		ID:                       workflows.PartnershipID(spec.Slug),
		TaskQueue:                workflows.TaskQueue,
		WorkflowIDConflictPolicy: conflict,
		WorkflowIDReusePolicy:    enumspb.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
		TypedSearchAttributes:    workflows.PartnershipAttributes(spec),
		StaticSummary:            spec.Title,
		StaticDetails:            spec.Purpose,
	}
}

// firstRun is what the first run of a partnership begins with.
func firstRun(spec partnership.Spec) (workflows.Carried, error) {
	state, err := json.Marshal(lifecycle.New(spec))
	if err != nil {
		return workflows.Carried{}, fmt.Errorf("encode partnership %s: %w", spec.Slug, err)
	}
	return workflows.Begin(state, procedure.Attributes{Title: procedure.Summary("", spec.Title, ""), Spec: spec.Digest()}), nil
}

// refusal reports whether the partnership itself said no.
func refusal(err error) bool {
	var said *temporal.ApplicationError
	return errors.Is(err, errMoved) || errors.As(err, &said)
}

// unreachable reports whether an error says that no answer came, so that the
// next call would wait in vain as well.
func unreachable(err error) bool {
	var away *serviceerror.Unavailable
	var late *serviceerror.DeadlineExceeded
	var silent *client.WorkflowUpdateServiceTimeoutOrCanceledError
	return errors.As(err, &away) || errors.As(err, &late) || errors.As(err, &silent) || errors.Is(err, context.DeadlineExceeded)
}
