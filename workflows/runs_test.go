package workflows_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/workflows"
)

// What the commands and messages of a workflow cost in events. Each message
// that wakes a workflow is charged a workflow task of its own, so the count is
// an upper bound: a server often gives one task to several.
const (
	taskEvents         = 3 // scheduled, started, completed
	startEvents        = 1 + taskEvents
	activityEvents     = 3 + taskEvents // scheduled, started, completed
	markerEvents       = 1              // a local activity or a side effect
	timerEvents        = 2 + taskEvents // started, fired or canceled
	childEvents        = 3 + 2*taskEvents
	attributesEvents   = 1
	signalEvents       = 1 + taskEvents
	updateEvents       = 2 + taskEvents // accepted, completed
	continueAsNewEvent = 1
)

// runs watches every run of every workflow: it counts events, suggests to
// continue as new, and tells the post which run takes signals.
type runs struct {
	interceptor.WorkerInterceptorBase
	post       *post
	world      *world
	suggestion *workflow.Info
	// suggestAt is the number of events from which on a run gets the suggestion.
	suggestAt int

	mu   sync.Mutex
	list []*run
}

// run is one run of one workflow.
type run struct {
	interceptor.WorkflowInboundInterceptorBase
	interceptor.WorkflowOutboundInterceptorBase
	runs     *runs
	workflow string
	events   int
	carried  int // bytes of the state that it hands to its successor
	err      error
}

func (rs *runs) InterceptWorkflow(ctx workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	r := &run{runs: rs, workflow: workflow.GetInfo(ctx).WorkflowExecution.ID, events: startEvents}
	r.WorkflowInboundInterceptorBase.Next = next
	rs.mu.Lock()
	defer rs.mu.Unlock()
	rs.list = append(rs.list, r)
	return r
}

// all lists the runs of every workflow in the order in which they began.
func (rs *runs) all() []*run {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	return slices.Clone(rs.list)
}

// of lists the runs of a workflow, the first one first.
func (rs *runs) of(id string) []*run {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	var of []*run
	for _, r := range rs.list {
		if r.workflow == id {
			of = append(of, r)
		}
	}
	return of
}

// count tells how many runs of how many workflows there were.
func (rs *runs) count() (runs, workflows int) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	var ids []string
	for _, r := range rs.list {
		if !slices.Contains(ids, r.workflow) {
			ids = append(ids, r.workflow)
		}
	}
	return len(rs.list), len(ids)
}

// events counts those of all runs.
func (rs *runs) events() int {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	n := 0
	for _, r := range rs.list {
		n += r.events
	}
	return n
}

// failures lists the runs that ended in an error other than to continue as new.
func (rs *runs) failures() []string {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	var list []string
	for _, r := range rs.list {
		if r.err != nil {
			list = append(list, fmt.Sprintf("workflow %s failed: %v", r.workflow, r.err))
		}
	}
	return list
}

func (r *run) Init(out interceptor.WorkflowOutboundInterceptor) error {
	r.WorkflowOutboundInterceptorBase.Next = out
	return r.WorkflowInboundInterceptorBase.Next.Init(r)
}

func (r *run) ExecuteWorkflow(ctx workflow.Context, in *interceptor.ExecuteWorkflowInput) (any, error) {
	r.runs.post.begin(r)
	result, err := r.WorkflowInboundInterceptorBase.ExecuteWorkflow(ctx, in)
	var continued *workflow.ContinueAsNewError
	continues := errors.As(err, &continued)
	if !continues {
		r.err = err
	}
	if ended, ok := result.(workflows.Result); ok && err == nil {
		r.runs.world.note("end %s: %s", r.workflow, ended.Outcome)
	}
	r.runs.post.close(r, continues)
	return result, err
}

func (r *run) HandleSignal(ctx workflow.Context, in *interceptor.HandleSignalInput) error {
	if !r.runs.post.taken(r, in.SignalName) {
		return nil
	}
	r.events += signalEvents
	return r.WorkflowInboundInterceptorBase.HandleSignal(ctx, in)
}

func (r *run) ExecuteUpdate(ctx workflow.Context, in *interceptor.UpdateInput) (any, error) {
	r.events += updateEvents
	return r.WorkflowInboundInterceptorBase.ExecuteUpdate(ctx, in)
}

func (r *run) GetInfo(ctx workflow.Context) *workflow.Info {
	info := r.WorkflowOutboundInterceptorBase.GetInfo(ctx)
	if r.runs.suggestAt == 0 || r.events < r.runs.suggestAt {
		return info
	}
	return suggested(r.runs.suggestion, info)
}

func (r *run) ExecuteActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	r.events += activityEvents
	o := workflow.GetActivityOptions(ctx)
	if o.RetryPolicy != nil && o.RetryPolicy.MaximumAttempts == 0 {
		// A server tries for ever; the test environment would give up after ten attempts.
		o.RetryPolicy.MaximumAttempts = math.MaxInt32
		ctx = workflow.WithActivityOptions(ctx, o)
	}
	return r.WorkflowOutboundInterceptorBase.ExecuteActivity(ctx, name, args...)
}

func (r *run) ExecuteLocalActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	r.events += markerEvents
	return r.WorkflowOutboundInterceptorBase.ExecuteLocalActivity(ctx, name, args...)
}

func (r *run) ExecuteChildWorkflow(ctx workflow.Context, name string, args ...any) workflow.ChildWorkflowFuture {
	r.events += childEvents
	return r.WorkflowOutboundInterceptorBase.ExecuteChildWorkflow(ctx, name, args...)
}

func (r *run) NewTimerWithOptions(ctx workflow.Context, d time.Duration, o workflow.TimerOptions) workflow.Future {
	r.events += timerEvents
	return r.WorkflowOutboundInterceptorBase.NewTimerWithOptions(ctx, d, o)
}

func (r *run) SideEffectWithOptions(ctx workflow.Context, o workflow.SideEffectOptions, f func(workflow.Context) any) converter.EncodedValue {
	r.events += markerEvents
	return r.WorkflowOutboundInterceptorBase.SideEffectWithOptions(ctx, o, f)
}

func (r *run) NewContinueAsNewError(ctx workflow.Context, fn any, args ...any) error {
	r.events += continueAsNewEvent
	for _, arg := range args {
		if b, err := json.Marshal(arg); err == nil {
			r.carried += len(b)
		}
	}
	return r.WorkflowOutboundInterceptorBase.NewContinueAsNewError(ctx, fn, args...)
}
