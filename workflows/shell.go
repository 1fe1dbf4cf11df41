package workflows

import (
	"fmt"
	"time"

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

// request is an event whose sender waits for it to be handled.
type request struct {
	event   procedure.Event
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
		if err := s.receive(ctx); err != nil {
			return Result{}, err
		}
		if s.outcome == "" && s.sending == 0 && workflow.GetInfo(ctx).GetContinueAsNewSuggested() {
			if err := s.carryOver(ctx); err != nil {
				return Result{}, err
			}
		}
	}
	return s.finish(ctx)
}

// receive waits for whatever comes first and steps with it. Signals that have
// arrived are taken before the timer, so that an answer given in time is never
// overtaken by the end of its window.
func (s *shell[P, S]) receive(ctx workflow.Context) error {
	var err error
	step := func(ev procedure.Event) { err = s.step(ctx, ev) }
	selector := workflow.NewSelector(ctx)
	selector.AddReceive(s.replies, func(c workflow.ReceiveChannel, _ bool) {
		var r procedure.Reply
		c.Receive(ctx, &r)
		step(procedure.Event{Kind: procedure.Replied, Reply: &r})
	})
	selector.AddReceive(s.reports, func(c workflow.ReceiveChannel, _ bool) {
		var r procedure.Report
		c.Receive(ctx, &r)
		step(procedure.Event{Kind: procedure.Told, Report: &r})
	})
	selector.AddReceive(s.inbox, func(c workflow.ReceiveChannel, _ bool) {
		var r *request
		c.Receive(ctx, &r)
		err = s.serve(ctx, r)
	})
	selector.AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) { err = ctx.Err() })
	if s.timer != nil {
		selector.AddFuture(s.timer, func(f workflow.Future) {
			s.timer = nil
			if err = f.Get(ctx, nil); err == nil {
				step(procedure.Event{Kind: procedure.Woke})
			}
		})
	}
	selector.Select(ctx)
	return err
}

// serve handles a request from inside the workflow. A command is checked again,
// because the state may have changed since its validator ran.
func (s *shell[P, S]) serve(ctx workflow.Context, r *request) error {
	if c := r.event.Command; c != nil {
		r.err = s.procedure().Check(*c)
	}
	var err error
	if r.err == nil {
		err = s.step(ctx, r.event)
	}
	r.handled = true
	return err
}

// request hands an event to the loop and waits until it has been handled.
func (s *shell[P, S]) request(ctx workflow.Context, ev procedure.Event) error {
	r := &request{event: ev}
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

// now is the workflow's time, never earlier than at the latest step, and never
// earlier than the alarm that has just gone off.
func (s *shell[P, S]) now(ctx workflow.Context) time.Time {
	if now := workflow.Now(ctx); now.After(s.carried.LastStep) {
		s.carried.LastStep = now
	}
	return s.carried.LastStep
}

// carryOver ends the run and starts the next one with the same state. Signals
// that have arrived meanwhile are handled first: the next run would not see them.
func (s *shell[P, S]) carryOver(ctx workflow.Context) error {
	for {
		if err := s.drain(ctx); err != nil {
			return err
		}
		if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) && s.sending == 0 }); err != nil {
			return err
		}
		if s.replies.Len() == 0 && s.reports.Len() == 0 && s.inbox.Len() == 0 {
			break
		}
	}
	if s.outcome != "" {
		return nil
	}
	return workflow.NewContinueAsNewError(ctx, s.workflow, s.carried)
}

// drain handles everything that has arrived.
func (s *shell[P, S]) drain(ctx workflow.Context) error {
	for s.outcome == "" {
		var reply procedure.Reply
		var report procedure.Report
		var r *request
		var err error
		switch {
		case s.replies.ReceiveAsync(&reply):
			err = s.step(ctx, procedure.Event{Kind: procedure.Replied, Reply: &reply})
		case s.reports.ReceiveAsync(&report):
			err = s.step(ctx, procedure.Event{Kind: procedure.Told, Report: &report})
		case s.inbox.ReceiveAsync(&r):
			err = s.serve(ctx, r)
		default:
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// finish lets letters on their way arrive and handlers answer their callers.
func (s *shell[P, S]) finish(ctx workflow.Context) (Result, error) {
	err := workflow.Await(ctx, func() bool { return s.sending == 0 && workflow.AllHandlersFinished(ctx) })
	return Result{Outcome: s.outcome}, err
}
