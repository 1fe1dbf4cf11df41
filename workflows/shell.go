package workflows

import (
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Carried is what a procedure's workflow starts with and what it continues as
// new with: the same struct, so that a run can end after any step.
type Carried[P any] struct {
	Procedure *P    `json:"procedure"`
	Started   bool  `json:"started,omitempty"`
	Alarm     Alarm `json:"alarm,omitzero"`
	// Shown are the search attributes as the server has them.
	Shown procedure.Attributes `json:"shown,omitzero"`
	// LastStep is the time of the latest step. A new run on another machine may
	// start with an earlier clock, and time must not go back.
	LastStep time.Time `json:"last_step,omitzero"`
}

// Alarm is the one moment at which a procedure wants to be woken.
type Alarm struct {
	At      time.Time `json:"at,omitzero"`
	Summary string    `json:"summary,omitempty"`
}

// Result is what a finished workflow shows.
type Result struct {
	Outcome procedure.Outcome `json:"outcome"`
}

// stepper is a procedure as the loop sees it.
type stepper[P any] interface {
	*P
	procedure.Procedure
}

// shell runs one procedure.
type shell[P any, S stepper[P]] struct {
	carried  Carried[P]
	workflow any // the exported workflow function, to continue as new with
	outcome  procedure.Outcome

	replies workflow.ReceiveChannel
	reports workflow.ReceiveChannel
	// inbox takes what happens inside the workflow: commands and refused mail.
	inbox   workflow.Channel
	timer   workflow.Future
	stop    workflow.CancelFunc
	sending int // letters on their way
}

// request is an event whose sender waits for it to be handled. What a validator
// has checked is checked again then, because the state may have changed since.
type request struct {
	event   procedure.Event
	check   func() error
	err     error
	handled bool
}

// inboxSize is far above the server's limit of updates in flight, so that a
// handler never blocks on it.
const inboxSize = 1000

func newShell[P any, S stepper[P]](ctx workflow.Context, fn any, carried Carried[P]) *shell[P, S] {
	return &shell[P, S]{
		carried: carried, workflow: fn,
		replies: workflow.GetSignalChannel(ctx, SignalReply),
		reports: workflow.GetSignalChannel(ctx, SignalReport),
		inbox:   workflow.NewNamedBufferedChannel(ctx, "inbox", inboxSize),
	}
}

// run is the whole life of a workflow: receive an event, step, carry out the
// effects, and now and then continue as new.
func (s *shell[P, S]) run(ctx workflow.Context) (Result, error) {
	if err := workflow.SetQueryHandler(ctx, QueryState, func() (*P, error) { return s.carried.Procedure, nil }); err != nil {
		return Result{}, fmt.Errorf("set query %s: %w", QueryState, err)
	}
	first := procedure.Event{Kind: procedure.Started}
	if s.carried.Started {
		// A new run shows its card and takes up its timer again; nothing is due
		// twice, because a procedure remembers what it has done.
		first.Kind = procedure.Woke
		s.setTimer(ctx)
	}
	s.carried.Started = true
	if err := s.step(ctx, first); err != nil {
		return Result{}, err
	}
	for s.outcome == "" {
		if err := workflow.Await(ctx, s.pending); err != nil {
			return Result{}, err // cancelled
		}
		if err := s.receive(ctx); err != nil {
			return Result{}, err
		}
		if s.outcome == "" && workflow.GetInfo(ctx).GetContinueAsNewSuggested() {
			if err := s.carryOver(ctx); err != nil {
				return Result{}, err
			}
		}
	}
	return s.finish(ctx)
}

// pending reports whether something waits to be handled.
func (s *shell[P, S]) pending() bool {
	return s.replies.Len() > 0 || s.reports.Len() > 0 || s.inbox.Len() > 0 || s.rings()
}

// rings reports whether the alarm has gone off.
func (s *shell[P, S]) rings() bool { return s.timer != nil && s.timer.IsReady() }

// receive steps with one thing that has arrived. Signals are taken before the
// timer, so that an answer given in time is never overtaken by the end of its
// window.
func (s *shell[P, S]) receive(ctx workflow.Context) error {
	var reply procedure.Reply
	var report procedure.Report
	var asked *request
	switch {
	case s.replies.ReceiveAsync(&reply):
		return s.step(ctx, procedure.Event{Kind: procedure.Replied, Reply: &reply})
	case s.reports.ReceiveAsync(&report):
		return s.step(ctx, procedure.Event{Kind: procedure.Told, Report: &report})
	case s.inbox.ReceiveAsync(&asked):
		return s.serve(ctx, asked)
	case s.rings():
		return s.wake(ctx)
	}
	return nil // a signal that cannot be read is dropped by the SDK
}

// wake steps because the alarm has gone off. The step sees at least the time
// that was asked for, however coarse the server's timers are.
func (s *shell[P, S]) wake(ctx workflow.Context) error {
	err := s.timer.Get(ctx, nil)
	if err != nil {
		return err
	}
	if at := s.carried.Alarm.At; at.After(s.carried.LastStep) {
		s.carried.LastStep = at.UTC()
	}
	s.timer, s.carried.Alarm = nil, Alarm{}
	return s.step(ctx, procedure.Event{Kind: procedure.Woke})
}

// serve handles a request from inside the workflow.
func (s *shell[P, S]) serve(ctx workflow.Context, r *request) error {
	if r.check != nil {
		r.err = r.check()
	}
	var err error
	if r.err == nil {
		err = s.step(ctx, r.event)
	}
	r.handled = true
	return err
}

// request hands an event to the loop and waits until it has been handled.
func (s *shell[P, S]) request(ctx workflow.Context, ev procedure.Event, check func() error) error {
	r := &request{event: ev, check: check}
	s.inbox.Send(ctx, r)
	if err := workflow.Await(ctx, func() bool { return r.handled || s.outcome != "" }); err != nil {
		return err
	}
	if !r.handled {
		return fmt.Errorf("%s: the workflow ended first", ev.Kind)
	}
	return r.err
}

// step gives the procedure an event and carries out what it wants done.
func (s *shell[P, S]) step(ctx workflow.Context, ev procedure.Event) error {
	return s.perform(ctx, s.procedure().Step(ev, s.now(ctx)))
}

func (s *shell[P, S]) procedure() S { return S(s.carried.Procedure) }

// now is the workflow's time, never earlier than at the latest step.
func (s *shell[P, S]) now(ctx workflow.Context) time.Time {
	if now := workflow.Now(ctx); now.After(s.carried.LastStep) {
		s.carried.LastStep = now
	}
	return s.carried.LastStep
}

// carryOver starts the next run with the same state as soon as nothing is under
// way. Whatever arrives before that belongs to this run, since the next one
// would not see it: the loop goes on, and answers are taken also while a letter
// waits for the mail server.
func (s *shell[P, S]) carryOver(ctx workflow.Context) error {
	err := workflow.Await(ctx, func() bool { return s.pending() || s.settled(ctx) })
	if err != nil || s.pending() {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, s.workflow, s.carried)
}

// settled reports whether every letter has gone out and every caller has its
// answer.
func (s *shell[P, S]) settled(ctx workflow.Context) bool {
	return s.sending == 0 && workflow.AllHandlersFinished(ctx)
}

// finish lets letters on their way arrive and handlers answer their callers. A
// reply that comes meanwhile has been accepted, so somebody must take it.
func (s *shell[P, S]) finish(ctx workflow.Context) (Result, error) {
	for {
		err := workflow.Await(ctx, func() bool { return s.replies.Len() > 0 || s.settled(ctx) })
		if err != nil {
			return Result{}, err
		}
		var late procedure.Reply
		switch {
		case s.replies.ReceiveAsync(&late):
			if err := s.passOn(ctx, late); err != nil {
				return Result{}, err
			}
		case s.settled(ctx):
			return Result{Outcome: s.outcome}, nil
		}
	}
}

// passOn gives a reply that came too late for this procedure to its
// partnership, as the intake does when a workflow has ended.
func (s *shell[P, S]) passOn(ctx workflow.Context, late procedure.Reply) error {
	partnership := PartnershipID(s.procedure().Of())
	if partnership == workflow.GetInfo(ctx).WorkflowExecution.ID {
		return s.step(ctx, procedure.Event{Kind: procedure.Replied, Reply: &late})
	}
	err := workflow.SignalExternalWorkflow(ctx, partnership, "", SignalReply, late).Get(ctx, nil)
	var gone *temporal.UnknownExternalWorkflowExecutionError
	if errors.As(err, &gone) {
		return nil // the partnership has ended too; the store keeps the mail
	}
	return err
}
