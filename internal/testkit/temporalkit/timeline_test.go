package temporalkit_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
)

const (
	queue  = "timeline"
	day    = 24 * time.Hour
	week   = 7 * day
	rounds = 52
	window = 10 * day // longer than a week: rounds overlap
)

// keeper begins a round every week and hears how the rounds went. It continues as new while
// rounds are open, and stands for any long workflow with children that outlive its runs.
func keeper(ctx workflow.Context, round int) error {
	reports := workflow.GetSignalChannel(ctx, "report")
	for heard := 0; round < rounds; {
		next := workflow.NewTimer(ctx, origin.Add(time.Duration(round)*week).Sub(workflow.Now(ctx)))
		begin := false
		for !begin {
			workflow.NewSelector(ctx).
				AddFuture(next, func(workflow.Future) { begin = true }).
				AddReceive(reports, func(c workflow.ReceiveChannel, _ bool) { heard += hear(ctx, c) }).
				Select(ctx)
		}
		options := workflow.ChildWorkflowOptions{WorkflowID: fmt.Sprintf("round-%02d", round), ParentClosePolicy: enumspb.PARENT_CLOSE_POLICY_ABANDON}
		child := workflow.ExecuteChildWorkflow(workflow.WithChildOptions(ctx, options), "asker", round)
		if err := child.GetChildWorkflowExecution().Get(ctx, nil); err != nil {
			return err
		}
		round++
		if heard >= 5 {
			for reports.Len() > 0 {
				hear(ctx, reports)
			}
			return workflow.NewContinueAsNewError(ctx, "keeper", round)
		}
	}
	var last string
	for { // the reports of the last rounds
		if ok, _ := reports.ReceiveWithTimeout(ctx, 2*window, &last); !ok {
			return nil
		}
		diary.note(workflow.Now(ctx), "keeper hears "+last)
	}
}

func hear(ctx workflow.Context, c workflow.ReceiveChannel) int {
	var text string
	c.Receive(ctx, &text)
	diary.note(workflow.Now(ctx), "keeper hears "+text)
	return 1
}

// asker mails a question, waits for the answer as long as the window is open, and reports.
func asker(ctx workflow.Context, round int) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	if err := workflow.ExecuteActivity(ctx, "mail", round).Get(ctx, nil); err != nil {
		return err
	}
	how := "missed"
	if ok, _ := workflow.GetSignalChannel(ctx, "reply").ReceiveWithTimeout(ctx, window, nil); ok {
		how = "answered"
	}
	return workflow.SignalExternalWorkflow(ctx, "keeper", "", "report", fmt.Sprintf("%d %s", round, how)).Get(ctx, nil)
}

// answersAfter is how people are: some answer after days, every third never. No two things
// fall into the same minute, where their order would be the server's whim.
func answersAfter(round int) (delay time.Duration, ever bool) {
	return time.Duration(2+7*(round%2))*day + time.Duration(round)*time.Minute, round%3 != 2
}

var origin = time.Date(time.Now().Year()+1, time.January, 5, 9, 0, 0, 0, time.UTC)

// diary is what happened, to the minute.
var diary = &lines{}

type lines struct {
	mu   sync.Mutex
	list []string
}

func (l *lines) note(at time.Time, what string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, at.Format("2006-01-02 15:04 ")+what)
}

// TestYearOfOverlappingRounds plays a year in which a parent and its children, who overlap
// and outlive its runs, must agree on the time all along.
func TestYearOfOverlappingRounds(t *testing.T) {
	t.Parallel()
	tl := temporalkit.NewTimeline(t, origin)
	c := tl.Dial(t)
	w := worker.New(c, queue, worker.Options{Interceptors: []interceptor.WorkerInterceptor{tl.Interceptor()}})
	w.RegisterWorkflow(keeper)
	w.RegisterWorkflow(asker)
	w.RegisterActivityWithOptions(func(_ context.Context, round int) error {
		diary.note(tl.Clock.Now(), fmt.Sprintf("mail %d", round))
		if delay, ever := answersAfter(round); ever {
			tl.At(tl.Clock.Now().Add(delay), func(ctx context.Context) error {
				return c.SignalWorkflow(ctx, fmt.Sprintf("round-%02d", round), "", "reply", nil)
			})
		}
		return nil
	}, activity.RegisterOptions{Name: "mail"})
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	defer w.Stop()

	if _, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "keeper", TaskQueue: queue}, keeper, 0); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := tl.Run(t.Context(), origin.Add((rounds+10)*week)); err != nil {
		t.Fatal(err)
	}
	t.Logf("a year took %s", time.Since(begun))
	if diff := cmp.Diff(expected(), diary.list); diff != "" {
		t.Errorf("diary (-want +got):\n%s", diff)
	}
}

// expected is the diary by arithmetic.
func expected() []string {
	type line struct {
		at   time.Time
		what string
	}
	var all []line
	for r := range rounds {
		mailed := origin.Add(time.Duration(r) * week)
		all = append(all, line{mailed, fmt.Sprintf("mail %d", r)})
		if delay, ever := answersAfter(r); ever {
			all = append(all, line{mailed.Add(delay), fmt.Sprintf("keeper hears %d answered", r)})
		} else {
			all = append(all, line{mailed.Add(window), fmt.Sprintf("keeper hears %d missed", r)})
		}
	}
	slices.SortStableFunc(all, func(a, b line) int { return a.at.Compare(b.at) })
	l := &lines{}
	for _, x := range all {
		l.note(x.at, x.what)
	}
	return l.list
}
