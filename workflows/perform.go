package workflows

import (
	"errors"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// perform carries out a step's effects. What is recorded and what is told to
// other procedures is committed first and in one go, so that nothing goes out
// about a fact that is not on record.
func (s *shell[P, S]) perform(ctx workflow.Context, effects []procedure.Effect) error {
	if err := s.commit(ctx, effects); err != nil {
		return err
	}
	var plan *procedure.Plan
	for _, effect := range effects {
		var err error
		switch e := effect.(type) {
		case procedure.Send:
			s.send(ctx, e)
		case procedure.Begin:
			err = s.begin(ctx, e)
		case procedure.Wake:
			s.carried.Alarm = Alarm{At: e.At, Summary: e.Summary}
			s.setTimer(ctx)
		case procedure.Show:
			err = s.show(ctx, e)
		case procedure.Plan:
			plan = &e
		case procedure.End:
			s.outcome = e.Outcome
			s.clearTimer()
		case procedure.Record, procedure.Tell: // committed above
		}
		if err != nil {
			return err
		}
	}
	if plan != nil {
		// The agenda leads to another step, whose effects come after these.
		return s.plan(ctx, *plan)
	}
	return nil
}

// commit writes the step's records and delivers its reports.
func (s *shell[P, S]) commit(ctx workflow.Context, effects []procedure.Effect) error {
	c := activities.Commit{Slug: s.procedure().Of()}
	for _, effect := range effects {
		switch e := effect.(type) {
		case procedure.Record:
			c.Entries = append(c.Entries, e.Entries...)
			c.Readings = append(c.Readings, e.Readings...)
		case procedure.Tell:
			c.Reports = append(c.Reports, activities.AddressedReport{To: e.To, Report: e.Report})
		case procedure.Send, procedure.Begin, procedure.Wake, procedure.Show, procedure.Plan, procedure.End:
		}
	}
	if c.Empty() {
		return nil
	}
	return write(ctx, c)
}

// write commits in a local activity: one event in the history. While the store
// is away a local activity costs three events every few seconds, so after a
// while the wait is left to the server, where it costs none.
func write(ctx workflow.Context, c activities.Commit) error {
	local := workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		ScheduleToCloseTimeout: localTimeout,
		RetryPolicy:            &temporal.RetryPolicy{InitialInterval: 100 * time.Millisecond},
		Summary:                "Write the journal",
	})
	err := workflow.ExecuteLocalActivity(local, ActivityCommit, c).Get(ctx, nil)
	if err == nil || temporal.IsCanceledError(err) {
		return err
	}
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: commitTimeout,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, MaximumInterval: time.Minute},
		Summary:             "Write the journal when the store is back",
	})
	return workflow.ExecuteActivity(ctx, ActivityCommit, c).Get(ctx, nil)
}

// send posts a letter without holding up the loop: while a mail server is down
// answers are still taken. A recipient whom the server refuses for good comes
// back as a bounce.
func (s *shell[P, S]) send(ctx workflow.Context, e procedure.Send) {
	s.sending++
	workflow.Go(ctx, func(ctx workflow.Context) {
		defer func() { s.sending-- }()
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
			StartToCloseTimeout: sendTimeout,
			HeartbeatTimeout:    heartbeatTimeout, // a killed worker is noticed long before the send times out
			RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, MaximumInterval: 10 * time.Minute},
			Summary:             e.Summary,
		})
		err := workflow.ExecuteActivity(ctx, ActivitySendLetter, e.Letter).Get(ctx, nil)
		var refused *temporal.ApplicationError
		if errors.As(err, &refused) && refused.Type() == ErrorRefused {
			s.inbox.SendAsync(&request{event: procedure.Event{Kind: procedure.Replied, Reply: &procedure.Reply{
				ID: "refused:" + e.Letter.Key, Ask: e.Letter.Ask, Person: e.Letter.Person, Class: procedure.ReplyBounce,
			}}})
		}
	})
}

// begin starts another procedure as a child that outlives this run. A child of
// that ID that exists already is the same procedure, begun before a crash.
func (s *shell[P, S]) begin(ctx workflow.Context, e procedure.Begin) error {
	ctx = workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:            e.ID,
		ParentClosePolicy:     enumspb.PARENT_CLOSE_POLICY_ABANDON,
		WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
		StaticSummary:         e.Summary,
		TypedSearchAttributes: attributes(e.Attributes, identity(e)...),
	})
	var input any
	switch p := e.Procedure.(type) {
	case *procedure.CheckIn:
		input = Carried[procedure.CheckIn]{Procedure: p, Shown: e.Attributes}
	}
	child := workflow.ExecuteChildWorkflow(ctx, string(e.Kind), input)
	err := child.GetChildWorkflowExecution().Get(ctx, nil)
	var exists *temporal.ChildWorkflowExecutionAlreadyStartedError
	if errors.As(err, &exists) {
		return nil
	}
	return err
}

// plan computes the agenda where zone data may be read and records it. A machine
// without the zone blocks the workflow until it is mended, rather than fail it.
func (s *shell[P, S]) plan(ctx workflow.Context, e procedure.Plan) error {
	p, ok := any(s.carried.Procedure).(*procedure.Partnership)
	if !ok {
		return nil
	}
	var agenda procedure.Agenda
	err := workflow.SideEffectWithOptions(ctx, workflow.SideEffectOptions{Summary: "Plan the agenda"}, func(workflow.Context) any {
		planned, err := procedure.PlanAgenda(p.Declared, e)
		if err != nil {
			panic(err) //nolint:forbidigo // fails the workflow task, which is tried again; an error would fail the workflow
		}
		return planned
	}).Get(&agenda)
	if err != nil {
		return err
	}
	return s.step(ctx, procedure.Event{Kind: procedure.Planned, Agenda: &agenda})
}

// show replaces the card, and the search attributes if they have changed.
func (s *shell[P, S]) show(ctx workflow.Context, e procedure.Show) error {
	workflow.SetCurrentDetails(ctx, e.Card)
	if e.Attributes.Equal(s.carried.Shown) {
		return nil
	}
	s.carried.Shown = e.Attributes
	return workflow.UpsertTypedSearchAttributes(ctx, updates(e.Attributes)...)
}

// setTimer keeps one timer for the procedure's alarm.
func (s *shell[P, S]) setTimer(ctx workflow.Context) {
	s.clearTimer()
	if s.carried.Alarm.At.IsZero() {
		return
	}
	// A timer of zero length would not be written into the history, and a later
	// version that computes another length could not replay it.
	wait := max(s.carried.Alarm.At.Sub(workflow.Now(ctx)), time.Millisecond)
	timed, stop := workflow.WithCancel(ctx)
	s.stop = stop
	s.timer = workflow.NewTimerWithOptions(timed, wait, workflow.TimerOptions{Summary: s.carried.Alarm.Summary})
}

func (s *shell[P, S]) clearTimer() {
	if s.timer != nil {
		s.stop()
		s.timer = nil
	}
}
