package temporalkit

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/server/api/adminservice/v1"
	enumsspb "go.temporal.io/server/api/enums/v1"
	persistencespb "go.temporal.io/server/api/persistence/v1"
	"google.golang.org/grpc/status"
)

// lookAgain is how long a timeline waits before it looks again at workflows that are busy.
const lookAgain = time.Millisecond

// awaitQuiet waits until every workflow waits for time to pass, and returns the earliest time
// that any of them waits for: zero if none does.
//
// The workflows can only be looked at one after the other, and one that was idle when looked
// at may since have been told something by another. So all are looked at twice. If each
// has made the same number of steps both times, none has stirred between its two looks, so
// there was a moment between the rounds at which all were idle; and idle workflows stay so.
func (tl *Timeline) awaitQuiet(ctx context.Context) (due time.Time, err error) {
	for {
		before, err := tl.look(ctx)
		if err != nil {
			return time.Time{}, err
		}
		if before.busy == "" {
			after, err := tl.look(ctx)
			if err != nil {
				return time.Time{}, err
			}
			if after.busy == "" && maps.Equal(before.steps, after.steps) {
				tl.forget(after.closed)
				return after.due, nil
			}
		}
		select {
		case <-ctx.Done():
			return time.Time{}, fmt.Errorf("wait until %q has nothing to do: %w", before.busy, ctx.Err())
		case <-time.After(lookAgain):
		}
	}
}

// sight is what a look at all workflows shows.
type sight struct {
	busy   string           // ID of a workflow that has something to do
	due    time.Time        // the earliest time that a workflow waits for
	steps  map[string]int64 // by workflow and run
	closed []string
}

// look ends early at the first busy workflow.
func (tl *Timeline) look(ctx context.Context) (sight, error) {
	s := sight{steps: map[string]int64{}}
	now := tl.Clock.Now()
	open := map[string]*persistencespb.WorkflowMutableState{}
	for _, id := range tl.open() {
		state, err := tl.describe(ctx, id)
		if err != nil {
			return sight{}, err
		}
		if state == nil {
			continue // on its way into being, and its parent busy with it
		}
		s.steps[id+"/"+state.GetExecutionState().GetRunId()] = state.GetExecutionInfo().GetStateTransitionCount()
		if state.GetExecutionState().GetState() == enumsspb.WORKFLOW_EXECUTION_STATE_COMPLETED {
			s.closed = append(s.closed, id)
			continue
		}
		open[id] = state
		at, err := tl.busy(ctx, id, state, now)
		if err != nil {
			return sight{}, err
		}
		if at {
			s.busy = id
			return s, nil
		}
		s.wait(state, now)
	}
	s.busy = untold(open, s.closed)
	return s, nil
}

// untold returns a parent that has yet to hear that its child has ended.
func untold(open map[string]*persistencespb.WorkflowMutableState, closed []string) (parent string) {
	for id, w := range open {
		for _, child := range w.GetChildExecutionInfos() {
			if slices.Contains(closed, child.GetStartedWorkflowId()) {
				return id
			}
		}
	}
	return ""
}

// busy reports whether anything happens to the workflow without time passing.
func (tl *Timeline) busy(ctx context.Context, id string, w *persistencespb.WorkflowMutableState, now time.Time) (bool, error) {
	if stirs(w, now) {
		return true, nil
	}
	for _, a := range w.GetActivityInfos() {
		if backsOff(a, now) || orphaned(a) {
			continue
		}
		if tl.Patient == nil {
			return true, nil
		}
		if patient, err := tl.Patient(ctx, id, a.GetActivityType().GetName()); err != nil || !patient {
			return true, err
		}
	}
	return false, nil
}

// stirs is busy but for activities.
func stirs(w *persistencespb.WorkflowMutableState, now time.Time) bool {
	info := w.GetExecutionInfo()
	if info.GetWorkflowTaskScheduledEventId() != 0 || len(w.GetBufferedEvents()) > 0 ||
		len(w.GetSignalInfos()) > 0 || len(w.GetRequestCancelInfos()) > 0 {
		return true
	}
	for _, child := range w.GetChildExecutionInfos() {
		if child.GetStartedEventId() == 0 {
			return true
		}
	}
	for _, t := range w.GetTimerInfos() {
		if !t.GetExpiryTime().AsTime().After(now) {
			return true
		}
	}
	return !beginsLater(w, now) && hadNoTask(w)
}

// backsOff reports whether an activity has failed and waits for its next attempt.
func backsOff(a *persistencespb.ActivityInfo, now time.Time) bool {
	return a.GetStartedEventId() == 0 && a.GetAttempt() > 1 && a.GetScheduledTime().AsTime().After(now)
}

// orphaned reports whether an activity was begun by a process that has been killed since:
// nothing comes of it before it has timed out.
func orphaned(a *persistencespb.ActivityInfo) bool {
	ours := strconv.Itoa(os.Getpid()) + "@"
	return a.GetStartedEventId() != 0 && a.GetStartedIdentity() != "" && !strings.HasPrefix(a.GetStartedIdentity(), ours)
}

// timesOut is when an orphaned activity is given up.
func timesOut(a *persistencespb.ActivityInfo) time.Time {
	span := a.GetStartToCloseTimeout().AsDuration()
	if beat := a.GetHeartbeatTimeout().AsDuration(); beat > 0 && beat < span {
		span = beat
	}
	return a.GetStartedTime().AsTime().Add(span)
}

func hadNoTask(w *persistencespb.WorkflowMutableState) bool {
	return w.GetExecutionInfo().GetLastCompletedWorkflowTaskStartedEventId() == 0
}

// beginsLater reports whether a workflow waits for its first task: a delayed start, or a run
// that continues another after a while.
func beginsLater(w *persistencespb.WorkflowMutableState, now time.Time) bool {
	return hadNoTask(w) && w.GetExecutionInfo().GetExecutionTime().AsTime().After(now)
}

// wait notes the times that an idle workflow waits for.
func (s *sight) wait(w *persistencespb.WorkflowMutableState, now time.Time) {
	for _, t := range w.GetTimerInfos() {
		s.note(t.GetExpiryTime().AsTime())
	}
	for _, a := range w.GetActivityInfos() {
		if a.GetScheduledTime().AsTime().After(now) {
			s.note(a.GetScheduledTime().AsTime())
		}
		if orphaned(a) {
			s.note(timesOut(a))
		}
	}
	if hadNoTask(w) {
		s.note(w.GetExecutionInfo().GetExecutionTime().AsTime())
	}
}

func (s *sight) note(t time.Time) {
	if s.due.IsZero() || t.Before(s.due) {
		s.due = t
	}
}

// describe returns the server's own record of a workflow's current run, nil if there is none.
func (tl *Timeline) describe(ctx context.Context, workflowID string) (*persistencespb.WorkflowMutableState, error) {
	got, err := tl.admin.DescribeMutableState(ctx, &adminservice.DescribeMutableStateRequest{
		Namespace:       tl.Server.Namespace(),
		Execution:       &commonpb.WorkflowExecution{WorkflowId: workflowID},
		SkipForceReload: true,
	})
	var missing *serviceerror.NotFound
	if errors.As(serviceerror.FromStatus(status.Convert(err)), &missing) {
		return nil, nil
	}
	return got.GetDatabaseMutableState(), err
}

func (tl *Timeline) open() []string {
	tl.mu.Lock()
	defer tl.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(tl.workflows), func(id string) bool { return tl.closed[id] })
}

// forget leaves closed workflows out from now on: after a year most of them are.
func (tl *Timeline) forget(closed []string) {
	tl.mu.Lock()
	defer tl.mu.Unlock()
	for _, id := range closed {
		tl.closed[id] = true
	}
}
