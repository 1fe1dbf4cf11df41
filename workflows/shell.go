package workflows

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// shell runs one procedure.
type shell struct {
	kind      procedure.Kind
	procedure procedure.Procedure
	carried   Carried
	outcome   procedure.Outcome

	replies  workflow.ReceiveChannel
	messages workflow.ReceiveChannel
	wakes    workflow.ReceiveChannel
	// inbox takes what happens inside the workflow: commands and arrivals.
	inbox      workflow.Channel
	timer      workflow.Future
	stop       workflow.CancelFunc
	delivering int  // deliveries that are awaited
	replanned  bool // the agenda is fresh: a good moment to carry over
}

// request is an event whose sender may wait for it to be handled. What a
// validator has checked is checked again then, because the state may have
// changed since.
type request struct {
	event    procedure.Event
	check    func() error
	err      error
	response string
	handled  bool
}

const (
	// inboxSize is far above the server's limit of updates in flight, so that a
	// handler never blocks on it.
	inboxSize = 1000
	// carryOverAt is how many events make a fresh agenda a reason to start a new
	// run: replaying thousands for one wake is waste.
	carryOverAt = 500
)

func newShell(ctx workflow.Context, kind procedure.Kind, p procedure.Procedure, carried Carried) *shell {
	return &shell{
		kind: kind, procedure: p, carried: carried,
		replies:  workflow.GetSignalChannel(ctx, SignalReply),
		messages: workflow.GetSignalChannel(ctx, SignalMessage),
		wakes:    workflow.GetSignalChannel(ctx, SignalWake),
		inbox:    workflow.NewNamedBufferedChannel(ctx, "inbox", inboxSize),
	}
}

// run is the whole life of a workflow: receive an event, step, carry out the
// effects, and now and then continue as new.
func (s *shell) run(ctx workflow.Context) (Result, error) {
	if err := workflow.SetQueryHandler(ctx, QueryState, func() (procedure.Procedure, error) { return s.procedure, nil }); err != nil {
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
	if err := s.step(ctx, first, nil); err != nil {
		return Result{}, err
	}
	for s.outcome == "" {
		if err := workflow.Await(ctx, s.pending); err != nil {
			return Result{}, err // cancelled
		}
		if err := s.receive(ctx); err != nil {
			return Result{}, err
		}
		if s.outcome == "" && s.full(ctx) {
			if err := s.carryOver(ctx); err != nil {
				return Result{}, err
			}
		}
	}
	return s.finish(ctx)
}

// full reports whether it is time for a new run.
func (s *shell) full(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || s.replanned && info.GetCurrentHistoryLength() > carryOverAt
}

// pending reports whether something waits to be handled.
func (s *shell) pending() bool {
	return s.replies.Len() > 0 || s.messages.Len() > 0 || s.wakes.Len() > 0 || s.inbox.Len() > 0 || s.rings() || s.untimed()
}

// rings reports whether the alarm has gone off.
func (s *shell) rings() bool { return s.timer != nil && s.timer.IsReady() }

// receive steps with one thing that has arrived. Signals are taken before the
// timer, so that an answer given in time is never overtaken by the end of its
// window.
func (s *shell) receive(ctx workflow.Context) error {
	var reply procedure.Reply
	var message procedure.Message
	var asked *request
	switch {
	case s.replies.ReceiveAsync(&reply):
		return s.step(ctx, procedure.Event{Kind: procedure.Replied, Reply: &reply}, nil)
	case s.messages.ReceiveAsync(&message):
		return s.step(ctx, procedure.Event{Kind: procedure.Told, Message: &message}, nil)
	case s.inbox.ReceiveAsync(&asked):
		return s.serve(ctx, asked)
	case s.wakes.ReceiveAsync(nil):
		return s.step(ctx, procedure.Event{Kind: procedure.Woke}, nil)
	case s.rings():
		return s.wake(ctx)
	case s.untimed():
		s.setTimer(ctx)
	}
	return nil // a signal that cannot be read is dropped by the SDK
}

// wake steps because the alarm has gone off. The step sees at least the time
// that was asked for, however coarse the server's timers are.
func (s *shell) wake(ctx workflow.Context) error {
	err := s.timer.Get(ctx, nil)
	if err != nil {
		return err
	}
	at := s.carried.Alarm.At
	if at.After(s.carried.LastStep) {
		s.carried.LastStep = at.UTC()
	}
	s.timer, s.carried.Alarm = nil, Alarm{}
	return s.step(ctx, procedure.Event{Kind: procedure.Woke, Alarm: at}, nil)
}

// serve handles a request from inside the workflow.
func (s *shell) serve(ctx workflow.Context, r *request) error {
	if r.check != nil {
		r.err = r.check()
	}
	var err error
	if r.err == nil {
		err = s.step(ctx, r.event, r)
	}
	r.handled = true
	return err
}

// request hands an event to the loop and waits until it has been handled.
func (s *shell) request(ctx workflow.Context, ev procedure.Event, check func() error) (response string, err error) {
	r := &request{event: ev, check: check, response: done}
	s.inbox.Send(ctx, r)
	if err := workflow.Await(ctx, func() bool { return r.handled || s.outcome != "" }); err != nil {
		return "", err
	}
	if !r.handled {
		return "", fmt.Errorf("%s: the workflow ended first", ev.Kind)
	}
	return r.response, r.err
}

// done is what the sender of a command hears unless the procedure says more.
const done = "done"

// step gives the procedure an event and carries out what it wants done.
func (s *shell) step(ctx workflow.Context, ev procedure.Event, r *request) error {
	return s.perform(ctx, s.procedure.Step(ev, s.now(ctx)), r)
}

// now is the workflow's time, never earlier than at the latest step.
func (s *shell) now(ctx workflow.Context) time.Time {
	if now := workflow.Now(ctx); now.After(s.carried.LastStep) {
		s.carried.LastStep = now
	}
	return s.carried.LastStep
}

// state is the procedure as it is kept and carried over.
func (s *shell) state() (json.RawMessage, error) {
	b, err := json.Marshal(s.procedure)
	if err != nil {
		return nil, fmt.Errorf("encode state of %s: %w", s.kind.Noun, err)
	}
	return b, nil
}

// carryOver starts the next run with the same state as soon as nothing is under
// way. Whatever arrives before that belongs to this run, since the next one
// would not see it: the loop goes on, and answers are taken also while a letter
// waits for the mail server.
func (s *shell) carryOver(ctx workflow.Context) error {
	err := workflow.Await(ctx, func() bool { return s.pending() || s.settled(ctx) })
	if err != nil || s.pending() {
		return err
	}
	state, err := s.state()
	if err != nil {
		return err
	}
	s.carried.Procedure, s.carried.Shell = state, ShellVersion
	return workflow.NewContinueAsNewError(ctx, workflow.GetInfo(ctx).WorkflowType.Name, s.carried)
}

// settled reports whether nothing is awaited and every caller has its answer.
func (s *shell) settled(ctx workflow.Context) bool {
	return s.delivering == 0 && workflow.AllHandlersFinished(ctx)
}

// finish lets handlers answer their callers. A reply that comes meanwhile has
// been accepted, so somebody must take it.
func (s *shell) finish(ctx workflow.Context) (Result, error) {
	for {
		err := workflow.Await(ctx, func() bool { return s.replies.Len() > 0 || workflow.AllHandlersFinished(ctx) })
		if err != nil {
			return Result{}, err
		}
		var late procedure.Reply
		switch {
		case s.replies.ReceiveAsync(&late):
			if err := s.passOn(ctx, late); err != nil {
				return Result{}, err
			}
		case workflow.AllHandlersFinished(ctx):
			return Result{Outcome: s.outcome}, nil
		}
	}
}

// passOn gives a reply that came too late for this procedure to its
// partnership, as the intake does when a workflow has ended.
func (s *shell) passOn(ctx workflow.Context, late procedure.Reply) error {
	partnership := PartnershipID(s.procedure.Of())
	if partnership == workflow.GetInfo(ctx).WorkflowExecution.ID {
		return s.step(ctx, procedure.Event{Kind: procedure.Replied, Reply: &late}, nil)
	}
	late.Of = workflow.GetInfo(ctx).WorkflowExecution.ID
	err := workflow.SignalExternalWorkflow(ctx, partnership, "", SignalReply, late).Get(ctx, nil)
	var gone *temporal.UnknownExternalWorkflowExecutionError
	if errors.As(err, &gone) {
		return nil // the partnership has ended too; the store keeps the mail
	}
	return err
}
