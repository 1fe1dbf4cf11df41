package devserver_test

import (
	"context"
	"errors"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
)

const (
	day  = 24 * time.Hour
	week = 7 * day
	year = 365 * day

	// slack is far more than a test takes and far less than any skip in it.
	slack = time.Hour
)

// TestTimeSkipping states what Temporal's own time skipping does (server 1.32, behind a flag
// and new), as far as a test of several workflows would depend on it. In short: every
// workflow has a clock of its own, which skips when nothing of that workflow is pending, open
// children included. Workflows that tell each other things therefore disagree on the time.
// A Clock does not have that trouble; temporalkit.Timeline is built on one.
func TestTimeSkipping(t *testing.T) {
	t.Parallel()
	server := temporalkit.Start(t, temporalkit.TimeSkipping)
	for name, test := range map[string]func(*testing.T, *skippers){
		"a timer is skipped, and events bear the time of the workflow's clock": timerIsSkipped,
		"a pending activity holds the clock":                                   activityHoldsTheClock,
		"the wait for an activity's next attempt is skipped":                   backoffIsSkipped,
		"a signal from outside bears the receiver's time":                      signalBearsReceiversTime,
		"a signal between workflows bears the receiver's time":                 siblingsDisagree,
		"a child begins at its parent's time":                                  childBeginsAtParentsTime,
		"a parent stands while a child runs, abandoned or not":                 parentStandsWhileChildRuns,
		"a new run keeps the clock but forgets the children":                   newRunForgetsChildren,
		"after the permitted number of skips the clock runs like any other":    skipsAreCounted,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, &skippers{server: server, client: temporalkit.Dial(t, server, temporalkit.SkippingInterceptor())})
		})
	}
}

// skippers are workflows that skip time.
type skippers struct {
	server *devserver.Server
	client client.Client
}

// work registers workflows and activities with a worker for the test.
func (s *skippers) work(t *testing.T, register func(worker.Registry)) {
	t.Helper()
	w := worker.New(s.client, t.Name(), worker.Options{})
	register(w)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Stop)
}

func (s *skippers) begin(t *testing.T, id, name string, args ...any) client.WorkflowRun {
	t.Helper()
	run, err := s.client.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: id, TaskQueue: t.Name()}, name, args...)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// result is what a workflow returns at its end: times that it has seen.
func result(t *testing.T, run client.WorkflowRun) (times []time.Time) {
	t.Helper()
	if err := run.Get(t.Context(), &times); err != nil {
		t.Fatal(err)
	}
	return times
}

// events returns the events of a kind that a workflow has so far.
func (s *skippers) events(t *testing.T, id string, kind enumspb.EventType) (found []*historypb.HistoryEvent) {
	t.Helper()
	all := s.client.GetWorkflowHistory(t.Context(), id, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for all.HasNext() {
		e, err := all.Next()
		if err != nil {
			t.Fatal(err)
		}
		if e.GetEventType() == kind {
			found = append(found, e)
		}
	}
	return found
}

// await waits until a workflow has n events of a kind.
func (s *skippers) await(t *testing.T, id string, kind enumspb.EventType, n int) {
	t.Helper()
	all := s.client.GetWorkflowHistory(t.Context(), id, "", true, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for n > 0 && all.HasNext() {
		e, err := all.Next()
		if err != nil {
			t.Fatal(err)
		}
		if e.GetEventType() == kind {
			n--
		}
	}
}

// apart checks that two times lie want apart, give or take what the test itself took.
func apart(t *testing.T, what string, from, to time.Time, want time.Duration) {
	t.Helper()
	if got := to.Sub(from); got < want-slack || got > want+slack {
		t.Errorf("%s: %s apart, want %s", what, got, want)
	}
}

func failOnce(ctx context.Context) error {
	if activity.GetInfo(ctx).Attempt == 1 {
		return errors.New("not yet")
	}
	return nil
}

func withRetryAfter(ctx workflow.Context, d time.Duration) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: time.Minute,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: d, MaximumInterval: d},
	})
}

func timerIsSkipped(t *testing.T, s *skippers) {
	sleeper := func(ctx workflow.Context) ([]time.Time, error) {
		begun := workflow.Now(ctx)
		err := workflow.Sleep(ctx, week)
		return []time.Time{begun, workflow.Now(ctx)}, err
	}
	s.work(t, func(r worker.Registry) { r.RegisterWorkflowWithOptions(sleeper, named("sleeper")) })
	seen := result(t, s.begin(t, t.Name(), "sleeper"))
	apart(t, "workflow.Now before and after", seen[0], seen[1], week)
	fired := s.events(t, t.Name(), enumspb.EVENT_TYPE_TIMER_FIRED)[0]
	apart(t, "workflow.Now and the event", seen[1], fired.GetEventTime().AsTime(), 0)
	if n := len(s.events(t, t.Name(), enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED)); n != 1 {
		t.Errorf("%d skips in the history, want 1: a skip costs one event", n)
	}
}

func activityHoldsTheClock(t *testing.T, s *skippers) {
	patient := func(ctx workflow.Context) (seen []time.Time, err error) {
		seen = append(seen, workflow.Now(ctx))
		timer := workflow.NewTimer(ctx, week)
		work := workflow.ExecuteActivity(withRetryAfter(ctx, day), "look", workflow.GetInfo(ctx).WorkflowExecution.ID)
		workflow.NewSelector(ctx).
			AddFuture(timer, func(workflow.Future) { err = errors.New("the timer came first") }).
			AddFuture(work, func(f workflow.Future) { err = f.Get(ctx, nil) }).
			Select(ctx)
		return append(seen, workflow.Now(ctx)), err
	}
	s.work(t, func(r worker.Registry) {
		r.RegisterWorkflowWithOptions(patient, named("patient"))
		r.RegisterActivityWithOptions(func(_ context.Context, id string) error {
			if len(s.events(t, id, enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED)) > 0 {
				return temporal.NewNonRetryableApplicationError("time was skipped", "", nil)
			}
			return nil
		}, activity.RegisterOptions{Name: "look"})
	})
	seen := result(t, s.begin(t, t.Name(), "patient"))
	apart(t, "before and after the activity", seen[0], seen[1], 0)
}

func backoffIsSkipped(t *testing.T, s *skippers) {
	s.work(t, func(r worker.Registry) {
		r.RegisterActivity(failOnce)
		r.RegisterWorkflowWithOptions(func(ctx workflow.Context) ([]time.Time, error) {
			begun := workflow.Now(ctx)
			err := workflow.ExecuteActivity(withRetryAfter(ctx, day), failOnce).Get(ctx, nil)
			return []time.Time{begun, workflow.Now(ctx)}, err
		}, named("stubborn"))
	})
	seen := result(t, s.begin(t, t.Name(), "stubborn"))
	apart(t, "before and after two attempts", seen[0], seen[1], day)
}

func signalBearsReceiversTime(t *testing.T, s *skippers) {
	s.work(t, func(r worker.Registry) { r.RegisterWorkflowWithOptions(waiter, named("waiter")) })
	run := s.begin(t, t.Name(), "waiter", week)
	// The workflow must have slept first: a signal before that would be at its start.
	s.await(t, t.Name(), enumspb.EVENT_TYPE_TIMER_FIRED, 1)
	if err := s.client.SignalWorkflow(t.Context(), t.Name(), "", "call", nil); err != nil {
		t.Fatal(err)
	}
	seen := result(t, run)
	apart(t, "start and signal", seen[0], seen[1], week)
	signaled := s.events(t, t.Name(), enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)[0]
	apart(t, "start and the signal's event", seen[0], signaled.GetEventTime().AsTime(), week)
}

func siblingsDisagree(t *testing.T, s *skippers) {
	s.work(t, func(r worker.Registry) {
		r.RegisterWorkflowWithOptions(waiter, named("waiter"))
		r.RegisterWorkflowWithOptions(func(ctx workflow.Context, other string) ([]time.Time, error) {
			if err := workflow.Sleep(ctx, year); err != nil {
				return nil, err
			}
			return []time.Time{workflow.Now(ctx)}, workflow.SignalExternalWorkflow(ctx, other, "", "call", nil).Get(ctx, nil)
		}, named("caller"))
	})
	receiver := s.begin(t, t.Name()+"/receiver", "waiter", time.Duration(0))
	sent := result(t, s.begin(t, t.Name()+"/sender", "caller", t.Name()+"/receiver"))
	got := result(t, receiver)
	apart(t, "start and signal at the receiver", got[0], got[1], 0)
	apart(t, "the same signal, received and sent", got[1], sent[0], year)
}

func childBeginsAtParentsTime(t *testing.T, s *skippers) {
	s.work(t, func(r worker.Registry) {
		r.RegisterWorkflowWithOptions(func(ctx workflow.Context) (time.Time, error) { return workflow.Now(ctx), nil }, named("child"))
		r.RegisterWorkflowWithOptions(func(ctx workflow.Context) ([]time.Time, error) {
			begun := workflow.Now(ctx)
			if err := workflow.Sleep(ctx, year); err != nil {
				return nil, err
			}
			var child time.Time
			err := workflow.ExecuteChildWorkflow(ctx, "child").Get(ctx, &child)
			return []time.Time{begun, child}, err
		}, named("parent"))
	})
	seen := result(t, s.begin(t, t.Name(), "parent"))
	apart(t, "start of parent and child", seen[0], seen[1], year)
}

func parentStandsWhileChildRuns(t *testing.T, s *skippers) {
	s.work(t, func(r worker.Registry) {
		r.RegisterWorkflowWithOptions(func(ctx workflow.Context) (time.Time, error) {
			err := workflow.Sleep(ctx, 10*day)
			return workflow.Now(ctx), err
		}, named("child"))
		r.RegisterWorkflowWithOptions(func(ctx workflow.Context) (seen []time.Time, err error) {
			timer := workflow.NewTimer(ctx, week) // due three days before the child ends
			child := workflow.ExecuteChildWorkflow(abandoned(ctx, workflow.GetInfo(ctx).WorkflowExecution.ID+"/child"), "child")
			var ended time.Time
			workflow.NewSelector(ctx).
				AddFuture(timer, func(workflow.Future) { err = errors.New("the timer came first, as it should have") }).
				AddFuture(child, func(f workflow.Future) { err = f.Get(ctx, &ended) }).
				Select(ctx)
			return []time.Time{workflow.Now(ctx), ended}, err
		}, named("parent"))
	})
	seen := result(t, s.begin(t, t.Name(), "parent"))
	apart(t, "the child's end, to the parent and to the child", seen[0], seen[1], 10*day)
}

func newRunForgetsChildren(t *testing.T, s *skippers) {
	child := t.Name() + "/child"
	s.work(t, func(r worker.Registry) {
		r.RegisterWorkflowWithOptions(waiter, named("waiter"))
		r.RegisterWorkflowWithOptions(func(ctx workflow.Context, begun time.Time) ([]time.Time, error) {
			if begun.IsZero() {
				begun = workflow.Now(ctx)
				if err := workflow.Sleep(ctx, week); err != nil {
					return nil, err
				}
				err := workflow.ExecuteChildWorkflow(abandoned(ctx, child), "waiter", time.Duration(0)).
					GetChildWorkflowExecution().Get(ctx, nil)
				if err != nil {
					return nil, err
				}
				return nil, workflow.NewContinueAsNewError(ctx, "parent", begun)
			}
			continued := workflow.Now(ctx)
			err := workflow.Sleep(ctx, year)
			return []time.Time{begun, continued, workflow.Now(ctx)}, err
		}, named("parent"))
	})
	parent := result(t, s.begin(t, t.Name(), "parent", time.Time{}))
	apart(t, "start of the first and the second run", parent[0], parent[1], week)
	apart(t, "the second run's sleep beside its child", parent[1], parent[2], year)
	if err := s.client.SignalWorkflow(t.Context(), child, "", "call", nil); err != nil {
		t.Fatal(err)
	}
	left := result(t, s.client.GetWorkflow(t.Context(), child, ""))
	apart(t, "parent and child a year later", left[1], parent[2], year)
}

func skipsAreCounted(t *testing.T, s *skippers) {
	s.client = temporalkit.Dial(t, s.server, temporalkit.SkipAtMost(2))
	s.work(t, func(r worker.Registry) {
		r.RegisterWorkflowWithOptions(func(ctx workflow.Context) error {
			for {
				if err := workflow.Sleep(ctx, day); err != nil {
					return err
				}
			}
		}, named("sleeper"))
	})
	s.begin(t, t.Name(), "sleeper")
	s.await(t, t.Name(), enumspb.EVENT_TYPE_TIMER_STARTED, 3)
	d, err := s.client.DescribeWorkflowExecution(t.Context(), t.Name(), "")
	if err != nil {
		t.Fatal(err)
	}
	info := d.GetWorkflowExtendedInfo().GetTimeSkippingInfo()
	if info.GetEffectiveConfig().GetEnabled() {
		t.Errorf("after two of two skips the workflow still skips: %v", info)
	}
}

// waiter sleeps and then waits for a call. It returns when it began and when the call came.
func waiter(ctx workflow.Context, sleep time.Duration) ([]time.Time, error) {
	begun := workflow.Now(ctx)
	if err := workflow.Sleep(ctx, sleep); err != nil {
		return nil, err
	}
	workflow.GetSignalChannel(ctx, "call").Receive(ctx, nil)
	return []time.Time{begun, workflow.Now(ctx)}, nil
}

func abandoned(ctx workflow.Context, id string) workflow.Context {
	return workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID: id, ParentClosePolicy: enumspb.PARENT_CLOSE_POLICY_ABANDON,
	})
}

func named(name string) workflow.RegisterOptions { return workflow.RegisterOptions{Name: name} }
