package workflows_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/workflows"
)

// TestContinueAsNewOnAServerChangesNothing is the proof that the test
// environment's word on carrying over is also the server's: signals, updates,
// children and search attributes survive it.
func TestContinueAsNewOnAServerChangesNothing(t *testing.T) {
	t.Parallel()
	whole := playOnServer(t)
	split := playOnServer(t, &suggester{info: suggestion(t)})
	if diff := cmp.Diff(whole.world.timeline(), split.world.timeline()); diff != "" {
		t.Errorf("carrying over makes a difference (-one run +many runs):\n%s", diff)
	}
	for name, h := range map[string]*house{"one run": whole, "many runs": split} {
		d, err := h.client.DescribeWorkflow(t.Context(), "duo", "")
		if err != nil {
			t.Fatal(err)
		}
		phase, _ := d.TypedSearchAttributes.GetKeyword(workflows.AttributePhase)
		slug, _ := d.TypedSearchAttributes.GetKeyword(workflows.AttributePartnership)
		if phase != string(procedure.PhaseClosed) || slug != "duo" {
			t.Errorf("%s: the partnership is shown as %q in phase %q", name, slug, phase)
		}
	}
	started := split.history("duo")[0].GetWorkflowExecutionStartedEventAttributes()
	if started.GetContinuedExecutionRunId() == "" {
		t.Error("the partnership was never carried over")
	}
}

func playOnServer(t *testing.T, interceptors ...interceptor.WorkerInterceptor) *house {
	t.Helper()
	spec := duo()
	spec.Start, spec.End = date("2091-01-01"), date("2091-12-31")
	at := func(when string) time.Time { return instant(t, when) }
	round := func(date string) string { return workflows.PartnershipID("duo") + "/check-in/fortnightly/" + date }
	h := openHouse(t, spec, at("2091-01-02 09:00"), interceptors...)
	h.reply(at("2091-01-02 12:00"), round("2091-01-02"), "lars", number("mql", "130"))
	h.reply(at("2091-01-02 12:00"), round("2091-01-02"), "lars", number("mql", "131"))
	h.command(at("2091-01-02 13:00"), "duo", updates.recordKPI, procedure.Command{KPI: "mql", Value: "132"})
	h.command(at("2091-01-16 12:00"), "duo", updates.pause, procedure.Command{})
	h.command(at("2091-01-16 13:00"), round("2091-01-16"), updates.answerFor, answerLars("mql", "140"))
	h.command(at("2091-01-17 13:00"), "duo", updates.resume, procedure.Command{})
	h.command(at("2091-01-31 12:00"), "duo", updates.end, procedure.Command{Reason: "sold"})
	h.begin()
	h.until(at("2091-02-01 00:00"))
	return h
}

// suggester suggests to every workflow to continue as new after every step.
type suggester struct {
	interceptor.WorkerInterceptorBase
	info *workflow.Info // of a workflow that has got the suggestion
}

func (s *suggester) InterceptWorkflow(_ workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	in := &suggestedRun{info: s.info}
	in.Next = next
	return in
}

type suggestedRun struct {
	interceptor.WorkflowInboundInterceptorBase
	info *workflow.Info
}

func (r *suggestedRun) Init(next interceptor.WorkflowOutboundInterceptor) error {
	out := &suggestedCalls{info: r.info}
	out.Next = next
	return r.Next.Init(out)
}

type suggestedCalls struct {
	interceptor.WorkflowOutboundInterceptorBase
	info *workflow.Info
}

func (c *suggestedCalls) GetInfo(ctx workflow.Context) *workflow.Info {
	return suggested(c.info, c.Next.GetInfo(ctx))
}

// suggested is a workflow's info with the suggestion of another's: the SDK has
// no other way to set it.
func suggested(suggestion, own *workflow.Info) *workflow.Info {
	info := *suggestion
	info.WorkflowExecution, info.WorkflowType, info.TaskQueueName = own.WorkflowExecution, own.WorkflowType, own.TaskQueueName
	info.Namespace, info.WorkflowTaskTimeout = own.Namespace, own.WorkflowTaskTimeout
	return &info
}

// suggestion borrows the info of a workflow to which the test environment
// suggests to continue as new.
func suggestion(t *testing.T) *workflow.Info {
	t.Helper()
	var info *workflow.Info
	suite := testsuite.WorkflowTestSuite{}
	suite.SetLogger(silent())
	env := suite.NewTestWorkflowEnvironment()
	env.SetContinueAsNewSuggested(true)
	env.ExecuteWorkflow(func(ctx workflow.Context) error { info = workflow.GetInfo(ctx); return nil })
	if err := env.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	return info
}
