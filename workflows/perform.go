package workflows

import (
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// perform carries out a step's effects. What is recorded, posted, begun and told
// is committed first and in one go, so that nothing goes out about a fact that
// is not on record. What the step wanted to know leads to other steps, whose
// effects come after these.
func (s *shell) perform(ctx workflow.Context, effects []procedure.Effect, r *request) error {
	known, err := s.commit(ctx, effects)
	if err != nil {
		return err
	}
	var tally *procedure.Tally
	for _, effect := range effects {
		var err error
		switch e := effect.(type) {
		case procedure.Await:
			s.deliver(ctx, e)
		case procedure.Wake:
			s.carried.Alarm = Alarm{At: e.At, Summary: e.Summary}
			s.setTimer(ctx)
		case procedure.Show:
			err = s.show(ctx, e)
		case procedure.Respond:
			if r != nil {
				r.response = e.Text
			}
		case procedure.Tally:
			tally = &e
		case procedure.End:
			s.outcome = e.Outcome
			s.clearTimer()
		case procedure.Record, procedure.Book, procedure.Keep, procedure.Tell, procedure.Send, procedure.Recall, procedure.Begin,
			procedure.Plan, procedure.Reckon, procedure.Examine, procedure.Publish, procedure.Forget, procedure.Release: // committed above
		}
		if err != nil {
			return err
		}
	}
	return s.follow(ctx, known, tally)
}

// follow steps with what the step before wanted to know.
func (s *shell) follow(ctx workflow.Context, known activities.Committed, tally *procedure.Tally) error {
	if known.Reckoning != nil {
		if err := s.step(ctx, procedure.Event{Kind: procedure.Reckoned, Reckoning: known.Reckoning}, nil); err != nil {
			return err
		}
	}
	for i := range known.Examined {
		if err := s.step(ctx, procedure.Event{Kind: procedure.Looked, Examined: &known.Examined[i]}, nil); err != nil {
			return err
		}
	}
	if known.Publication != nil && s.outcome == "" {
		if err := s.step(ctx, procedure.Event{Kind: procedure.Published, Publication: known.Publication}, nil); err != nil {
			return err
		}
	}
	if tally != nil {
		if err := s.tally(ctx, *tally); err != nil {
			return err
		}
	}
	if known.Agenda != nil {
		s.replanned = true
		return s.step(ctx, procedure.Event{Kind: procedure.Planned, Agenda: known.Agenda}, nil)
	}
	return nil
}

// commit writes the step's records and letters, begins what it begins and
// delivers what it tells.
func (s *shell) commit(ctx workflow.Context, effects []procedure.Effect) (activities.Committed, error) {
	c := activities.Commit{Record: activities.Record{
		Slug: s.procedure.Of(), Workflow: workflow.GetInfo(ctx).WorkflowExecution.ID, Type: s.kind.Type, At: s.carried.LastStep,
	}}
	for _, effect := range effects {
		switch e := effect.(type) {
		case procedure.Record:
			c.Entries = append(c.Entries, e.Entries...)
			c.Readings = append(c.Readings, e.Readings...)
		case procedure.Book:
			c.Booked = append(c.Booked, e.Entries...)
		case procedure.Keep:
			c.Adopted = &e.Spec
		case procedure.Send:
			c.Letters = append(c.Letters, e.Letter)
		case procedure.Recall:
			c.Recalls = append(c.Recalls, e)
		case procedure.Await:
			c.Awaits = append(c.Awaits, e)
		case procedure.Forget:
			c.Forget = &e
		case procedure.Begin:
			c.Begins = append(c.Begins, e)
		case procedure.Tell:
			c.Messages = append(c.Messages, activities.AddressedMessage{To: e.To, Message: e.Message})
		case procedure.Release:
			c.Releases = append(c.Releases, e)
		case procedure.Plan, procedure.Reckon, procedure.Examine, procedure.Publish:
			wonder(&c, e)
		case procedure.Wake, procedure.Show, procedure.Respond, procedure.Tally, procedure.End:
		}
	}
	if c.Empty() {
		return activities.Committed{}, nil
	}
	var err error
	c.Outcome = s.procedure.Outcome()
	if c.State, err = s.state(); err != nil {
		return activities.Committed{}, err
	}
	return write(ctx, c)
}

// wonder adds what a step wants to know.
func wonder(c *activities.Commit, effect procedure.Effect) {
	switch e := effect.(type) {
	case procedure.Plan:
		c.Plan = &e
	case procedure.Reckon:
		c.Reckon = merged(c.Reckon, e)
	case procedure.Examine:
		c.Examine = append(c.Examine, e)
	case procedure.Publish:
		c.Publish = &e
	}
}

// merged puts what a step wants to know into one question.
func merged(known *procedure.Reckon, more procedure.Reckon) *procedure.Reckon {
	if known == nil {
		return &more
	}
	known.Instants = append(known.Instants, more.Instants...)
	known.StandIns = append(known.StandIns, more.StandIns...)
	return known
}

// write commits in a local activity: one event in the history. While the store
// is away a local activity costs three events every few seconds, so after a
// while the wait is left to the server, where it costs none.
func write(ctx workflow.Context, c activities.Commit) (known activities.Committed, err error) {
	local := workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		ScheduleToCloseTimeout: localTimeout,
		RetryPolicy:            &temporal.RetryPolicy{InitialInterval: 100 * time.Millisecond},
		Summary:                gist(c),
	})
	err = workflow.ExecuteLocalActivity(local, ActivityCommit, c).Get(ctx, &known)
	if err == nil || temporal.IsCanceledError(err) {
		return known, err
	}
	ctx = patient(ctx, commitTimeout, "Write the journal when the store is back")
	return known, workflow.ExecuteActivity(ctx, ActivityCommit, c).Get(ctx, &known)
}

// gist says in a line what a step has come to: the first thing that goes into the journal and
// how many others do, else the letters.
func gist(c activities.Commit) string {
	more := ""
	switch n := len(c.Entries); {
	case n == 0 && len(c.Letters) > 0:
		return "Post " + procedure.Counted(len(c.Letters), "letter")
	case n == 0:
		return "Write the journal"
	case n > 1:
		more = fmt.Sprintf(", and %d more", n-1)
	}
	return procedure.Summary("", withoutAddresses(c.Entries[0].Text), more)
}

// withoutAddresses leaves out what could be an address.
func withoutAddresses(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if strings.Contains(w, "@") {
			words[i] = "…"
		}
	}
	return strings.Join(words, " ")
}

// patient has activities tried again, ever more rarely, until they succeed. An
// admin reads the summary beside them.
func patient(ctx workflow.Context, timeout time.Duration, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: timeout,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, MaximumInterval: time.Minute},
		Summary:             summary,
	})
}

// deliver waits for letters to arrive without holding up the loop: while a mail
// server is down answers are still taken.
func (s *shell) deliver(ctx workflow.Context, e procedure.Await) {
	s.delivering++
	workflow.Go(ctx, func(ctx workflow.Context) {
		defer func() { s.delivering-- }()
		ctx = patient(ctx, deliverTimeout, e.Summary)
		in := activities.Delivery{Workflow: workflow.GetInfo(ctx).WorkflowExecution.ID, Keys: e.Keys}
		var arrivals []procedure.Arrival
		if err := workflow.ExecuteActivity(ctx, ActivityDeliver, in).Get(ctx, &arrivals); err == nil && s.outcome == "" {
			s.inbox.SendAsync(&request{event: procedure.Event{Kind: procedure.Arrived, Arrivals: arrivals}})
		}
	})
}

// tally counts sealed answers.
func (s *shell) tally(ctx workflow.Context, e procedure.Tally) error {
	in := activities.TallyOrder{Workflow: workflow.GetInfo(ctx).WorkflowExecution.ID, Questions: e.Questions, Groups: e.Groups}
	var tallies procedure.Tallies
	counting := patient(ctx, commitTimeout, "Count the sealed answers")
	if err := workflow.ExecuteActivity(counting, ActivityTally, in).Get(ctx, &tallies); err != nil {
		return err
	}
	return s.step(ctx, procedure.Event{Kind: procedure.Tallied, Tally: &tallies}, nil)
}

// show replaces the card, and those search attributes that have changed.
func (s *shell) show(ctx workflow.Context, e procedure.Show) error {
	workflow.SetCurrentDetails(ctx, e.Card)
	now := s.shown(e.Attributes)
	changed := changes(s.carried.Shown, now)
	if len(changed) == 0 {
		return nil
	}
	s.carried.Shown = now
	return workflow.UpsertTypedSearchAttributes(ctx, changed...)
}

// shown leaves out what came with the third shell where an earlier one has begun: an upsert of
// it would be an event that its history lacks.
func (s *shell) shown(a procedure.Attributes) procedure.Attributes {
	if s.carried.Shell >= 3 {
		return a
	}
	a.Title, a.Blocked, a.Quarantined = "", false, 0
	if a.Phase != "" { // a partnership had no stage
		a.Stage = ""
	}
	return a
}

// setTimer keeps one timer for the procedure's alarm.
func (s *shell) setTimer(ctx workflow.Context) {
	s.clearTimer()
	if s.carried.Alarm.At.IsZero() || s.awaitsArrivals(ctx) {
		return
	}
	// A timer of zero length would not be written into the history, and a later
	// version that computes another length could not replay it.
	wait := max(s.carried.Alarm.At.Sub(workflow.Now(ctx)), time.Millisecond)
	timed, stop := workflow.WithCancel(ctx)
	s.stop = stop
	s.timer = workflow.NewTimerWithOptions(timed, wait, workflow.TimerOptions{Summary: s.carried.Alarm.Summary})
}

// awaitsArrivals reports whether the timer is better set later: windows count from the
// arrival of letters, so that an alarm that is set while some are on their way is most often
// set again at once. An alarm that may come before they are known to have arrived does not
// wait for them.
func (s *shell) awaitsArrivals(ctx workflow.Context) bool {
	return s.carried.Shell >= 2 && s.delivering > 0 && s.carried.Alarm.At.Sub(workflow.Now(ctx)) > deliverTimeout
}

// untimed reports whether letters have arrived for which the alarm has waited.
func (s *shell) untimed() bool {
	return s.timer == nil && s.delivering == 0 && !s.carried.Alarm.At.IsZero()
}

func (s *shell) clearTimer() {
	if s.timer != nil {
		s.stop()
		s.timer = nil
	}
}
