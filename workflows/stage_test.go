package workflows_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/interceptor"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"
	sdkworker "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/worker"
	"github.com/rapport-engine/rapport/workflows"
)

// stage plays a partnership's workflows in the SDK's test environment, whose
// clock jumps to the next timer, and writes down what they do. A test declares
// what people and admins do at which time, lets the play run, and compares the
// timeline.
//
// The partnership is a child of a workflow that only waits, because the
// environment carries a child's continue-as-new out as a server does.
type stage struct {
	t     *testing.T
	env   *testsuite.TestWorkflowEnvironment
	spec  partnership.Spec
	start time.Time
	at    time.Time // of the action that is being declared
	world *world
	post  *post
	runs  *runs
	acted int // actions so far, for the IDs of mails and updates
}

// play sets the stage for a partnership at a time in UTC.
func play(t *testing.T, spec partnership.Spec, start string) *stage {
	t.Helper()
	suite := &testsuite.WorkflowTestSuite{}
	suite.SetLogger(sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestWorkflowEnvironment()
	s := &stage{t: t, env: env, spec: spec, start: instant(t, start)}
	s.at = s.start
	s.post = newPost(env)
	s.world = newWorld(spec, env.Now, s.post.signal)
	s.runs = &runs{post: s.post, world: s.world, suggestion: suggestion(t)}
	env.SetStartTime(s.start)
	env.SetTestTimeout(time.Minute)
	env.SetWorkflowRunTimeout(20 * 366 * 24 * time.Hour)
	env.SetDetachedChildWait(false)
	env.SetWorkerOptions(sdkworker.Options{
		Interceptors: []interceptor.WorkerInterceptor{s.runs},
		// The first activity has the SDK read the whole test binary for its checksum,
		// which takes longer than the usual second when the machine is busy.
		DeadlockDetectionTimeout: time.Minute,
	})
	env.RegisterWorkflowWithOptions(s.curtain, workflow.RegisterOptions{Name: "Stage"})
	worker.Register(env, s.world.activities())
	return s
}

// curtain begins the partnership and lets time pass.
func (s *stage) curtain(ctx workflow.Context, until time.Time) error {
	ctx = workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:            workflows.PartnershipID(s.spec.Slug),
		ParentClosePolicy:     enumspb.PARENT_CLOSE_POLICY_ABANDON,
		TypedSearchAttributes: workflows.PartnershipAttributes(s.spec),
	})
	carried := workflows.Carried[procedure.Partnership]{Procedure: procedure.NewPartnership(s.spec)}
	child := workflow.ExecuteChildWorkflow(ctx, workflows.TypePartnership, carried)
	if err := child.GetChildWorkflowExecution().Get(ctx, nil); err != nil {
		return err
	}
	return workflow.Sleep(ctx, until.Sub(workflow.Now(ctx)))
}

// when sets the time of the actions that follow.
func (s *stage) when(at string) *stage {
	s.t.Helper()
	s.at = instant(s.t, at)
	return s
}

// do declares an action. Actions get their number when they are declared, so
// that two plays of one script speak of the same mails.
func (s *stage) do(action func(number int)) *stage {
	s.acted++
	number := s.acted
	s.env.RegisterDelayedCallback(func() { action(number) }, s.at.Sub(s.start))
	return s
}

// reply lets a person answer a workflow's mail.
func (s *stage) reply(id, person string, answers ...partnership.Answer) *stage {
	return s.deliver(id, procedure.Reply{Person: person, Class: procedure.ReplyAnswer, Answers: answers})
}

// deliver brings a mail to a workflow, or to the partnership when that has
// ended, as the intake does.
func (s *stage) deliver(id string, r procedure.Reply) *stage {
	return s.do(func(number int) {
		if r.ID == "" {
			r.ID = fmt.Sprintf("mail-%d", number)
		}
		if r.Ask == "" {
			r.Ask = procedure.AskID(id, r.Person)
		}
		if s.post.signal(id, workflows.SignalReply, r) != nil {
			if err := s.post.signal(s.spec.Slug, workflows.SignalReply, r); err != nil {
				s.t.Errorf("reply to %s: %v", id, err)
			}
		}
	})
}

// update sends an admin's command and writes down what comes of it.
func (s *stage) update(id, name string, args ...any) *stage {
	return s.do(func(number int) {
		heard := func(answer any, err error) {
			if err != nil {
				answer = err
			}
			s.world.note("%s: %v", name, answer)
		}
		err := s.env.UpdateWorkflowByID(id, name, fmt.Sprintf("update-%d", number), &testsuite.TestUpdateCallback{
			OnReject:   func(err error) { s.world.note("%s rejected: %v", name, err) },
			OnComplete: heard,
		}, args...)
		if err != nil {
			s.world.note("%s: %v", name, err)
		}
	})
}

// mailServer lets the mail server fail, or work again with no error.
func (s *stage) mailServer(fail error) *stage {
	return s.do(func(int) { s.world.breakMail(fail) })
}

// store lets the store fail, or work again with no error.
func (s *stage) store(fail error) *stage {
	return s.do(func(int) { s.world.breakStore(fail) })
}

// look calls a function in the middle of the play.
func (s *stage) look(see func()) *stage { return s.do(func(int) { see() }) }

// until plays everything declared so far.
func (s *stage) until(end string) *stage {
	s.t.Helper()
	// What is due at the very end belongs to the play.
	s.env.ExecuteWorkflow("Stage", instant(s.t, end).Add(time.Second))
	if err := s.env.GetWorkflowError(); err != nil {
		s.t.Fatalf("play until %s: %v", end, err)
	}
	for _, failed := range s.runs.failures() {
		s.t.Error(failed)
	}
	return s
}

// expect compares everything that happened.
func (s *stage) expect(want ...string) *stage {
	s.t.Helper()
	if got, want := strings.Join(s.world.timeline(), "\n"), strings.Join(want, "\n"); got != want {
		s.t.Errorf("the timeline differs\n--- got\n%s\n--- want\n%s", got, want)
	}
	return s
}

// expectFrom compares what happened from a time on.
func (s *stage) expectFrom(since string, want ...string) *stage {
	s.t.Helper()
	from := instant(s.t, since).Format(stamp)
	lines := slices.DeleteFunc(s.world.timeline(), func(line string) bool { return line < from })
	if got, want := strings.Join(lines, "\n"), strings.Join(want, "\n"); got != want {
		s.t.Errorf("the timeline from %s differs\n--- got\n%s\n--- want\n%s", since, got, want)
	}
	return s
}

// state asks a workflow for its state.
func state[P any](s *stage, id string) P {
	s.t.Helper()
	var p P
	value, err := s.env.QueryWorkflowByID(id, workflows.QueryState)
	if err == nil {
		err = value.Get(&p)
	}
	if err != nil {
		s.t.Fatalf("state of %s: %v", id, err)
	}
	return p
}

// asJSON is a state as it is carried over.
func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func instant(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
