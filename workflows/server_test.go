package workflows_test

import (
	"context"
	"errors"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/worker"
	"github.com/rapport-engine/rapport/workflows"
)

// house is a real Temporal server with the real worker, whose clock jumps to
// whatever comes next. Only the world around the workflows is played.
type house struct {
	t        *testing.T
	timeline *temporalkit.Timeline
	client   client.Client
	world    *world
}

// openHouse starts a server at a time with a worker that runs until the test ends.
func openHouse(t *testing.T, spec partnership.Spec, at time.Time, more ...interceptor.WorkerInterceptor) *house {
	t.Helper()
	h := &house{t: t, timeline: temporalkit.NewTimeline(t, at, withAttributes)}
	h.client = h.timeline.Dial(t)
	h.world = newWorld(spec, h.timeline.Clock.Now, h.signal)
	w := worker.New(h.client, h.world.activities(), worker.Options{
		Interceptors: append(more, h.timeline.Interceptor()),
	})
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Stop)
	return h
}

func withAttributes(o *devserver.Options) {
	for _, key := range workflows.SearchAttributes() {
		o.SearchAttributes = append(o.SearchAttributes, devserver.SearchAttribute{Name: key.GetName(), Type: key.GetValueType()})
	}
}

func (h *house) signal(to, name string, value any) error {
	err := h.client.SignalWorkflow(context.Background(), to, "", name, value)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return activities.ErrClosed
	}
	return err
}

// begin starts the partnership.
func (h *house) begin() {
	h.t.Helper()
	spec := h.world.spec
	_, err := h.client.ExecuteWorkflow(h.t.Context(), client.StartWorkflowOptions{
		ID: workflows.PartnershipID(spec.Slug), TaskQueue: workflows.TaskQueue,
		TypedSearchAttributes: workflows.PartnershipAttributes(spec),
	}, workflows.TypePartnership, workflows.Carried[procedure.Partnership]{Procedure: procedure.NewPartnership(spec)})
	if err != nil {
		h.t.Fatal(err)
	}
}

// reply lets a person answer a workflow's mail at a time. As from the intake,
// it goes to the partnership when that workflow has ended.
func (h *house) reply(at time.Time, id, person string, answers ...partnership.Answer) {
	r := procedure.Reply{
		ID: "mail/" + at.Format(stamp), Ask: procedure.AskID(id, person), Person: person,
		Class: procedure.ReplyAnswer, Answers: answers,
	}
	h.timeline.At(at, func(context.Context) error {
		if err := h.signal(id, workflows.SignalReply, r); !errors.Is(err, activities.ErrClosed) {
			return err
		}
		return h.signal(h.world.spec.Slug, workflows.SignalReply, r)
	})
}

// mail changes what the mail server says at a time.
func (h *house) mail(at time.Time, fail error) {
	h.timeline.At(at, func(context.Context) error { h.world.breakMail(fail); return nil })
}

// command sends an admin's update at a time.
func (h *house) command(at time.Time, id, name string, arg any) {
	h.timeline.At(at, func(ctx context.Context) error {
		handle, err := h.client.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
			WorkflowID: id, UpdateName: name, UpdateID: "update/" + at.Format(stamp), Args: []any{arg}, WaitForStage: client.WorkflowUpdateStageCompleted,
		})
		if err != nil {
			return err
		}
		return handle.Get(ctx, nil)
	})
}

// until lets time pass.
func (h *house) until(at time.Time) {
	h.t.Helper()
	if err := h.timeline.Run(h.t.Context(), at); err != nil {
		h.t.Fatal(err)
	}
}

// history reads a workflow's latest run.
func (h *house) history(id string) []*historypb.HistoryEvent {
	h.t.Helper()
	var events []*historypb.HistoryEvent
	all := h.client.GetWorkflowHistory(h.t.Context(), id, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for all.HasNext() {
		event, err := all.Next()
		if err != nil {
			h.t.Fatalf("history of %s: %v", id, err)
		}
		events = append(events, event)
	}
	return events
}
