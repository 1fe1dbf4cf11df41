package procedure

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// correctionPeriod is how long after a complete answer a person may still
// correct it in the same round.
const correctionPeriod = 24 * time.Hour

// CheckIn is one round of questions: it asks, reminds, understands answers,
// closes its window, and takes late answers until the next round begins.
type CheckIn struct {
	Rules    int    `json:"rules"`
	Slug     string `json:"slug"`
	Spec     string `json:"spec"` // digest
	Workflow string `json:"workflow"`
	Occasion
	Rounds []Round `json:"rounds"` // one per person asked
	// ClosedAt is when the window closed, if it has.
	ClosedAt time.Time `json:"closed_at,omitzero"`
	// Decided is the outcome, once the partnership has been told of one.
	Decided Outcome   `json:"decided,omitempty"`
	Paused  bool      `json:"paused,omitempty"`
	Ended   bool      `json:"ended,omitempty"`
	WakeAt  time.Time `json:"wake_at,omitzero"`
	// Reported counts the reports to the partnership and numbers them.
	Reported int  `json:"reported"`
	Seen     Seen `json:"seen"`
}

// NewCheckIn prepares the check-in for an occasion. Readings tell each person
// the value reported before.
func NewCheckIn(spec partnership.Spec, o Occasion, readings []measure.Reading) *CheckIn {
	c := &CheckIn{
		Rules: Rules, Slug: spec.Slug, Spec: spec.Digest(), Workflow: CheckInID(spec.Slug, o.Name, o.Date),
		Occasion: o,
	}
	declared, _ := spec.CheckIn(o.Name)
	for _, times := range o.Asks {
		person, ok := spec.Person(times.Person)
		if !ok {
			continue
		}
		// The deputy answers the questions of the person in whose place they are asked.
		subject := person
		if times.For != "" {
			subject, _ = spec.Person(times.For)
			subject.Language = person.Language
		}
		questions := questionsFor(spec, declared, subject, readings)
		if len(questions) == 0 {
			continue
		}
		c.Rounds = append(c.Rounds, Round{
			AskTimes: times, Name: person.Name, Questions: questions,
			Ask: AskID(c.Workflow, subject.ID),
		})
	}
	c.Asks = nil // the rounds hold them now
	return c
}

// Of returns the partnership's slug.
func (c *CheckIn) Of() string { return c.Slug }

// Step applies one event.
func (c *CheckIn) Step(ev Event, now time.Time) []Effect {
	var out effects
	switch ev.Kind {
	case Replied:
		c.reply(&out, *ev.Reply, now)
	case Told:
		c.told(&out, *ev.Report, now)
	case Commanded:
		c.answerFor(&out, *ev.Command, now)
	case Started, Woke, Planned, Amended:
	}
	c.advance(&out, now)
	return out.list
}

// advance does whatever the time asks for. It is safe to call at any moment.
func (c *CheckIn) advance(out *effects, now time.Time) {
	if !c.Ended {
		if !c.Paused {
			c.sendDue(out, now)
			c.closeWindow(out, now)
		}
		c.decide(out, now)
		if end, _ := c.endsAt(); !now.Before(end) {
			c.end(out, now)
		}
	}
	out.add(Show{Card: c.card(now), Attributes: c.attributes()})
	c.wake(out)
}

// sendDue sends the asks and reminders whose time has come. After a long
// outage one reminder stands for all those that were missed.
func (c *CheckIn) sendDue(out *effects, now time.Time) {
	if c.closed() {
		return
	}
	for i := range c.Rounds {
		r := &c.Rounds[i]
		switch due := r.remindersDue(now); {
		case r.left():
		case r.SentAt.IsZero() && !r.Send.After(now):
			r.SentAt, r.Reminded = now, due
			out.add(Send{
				Letter:  c.letter(r, TemplateCheckIn, "ask/"+r.Person, now),
				Summary: fmt.Sprintf("Check-in %s to %s, due %s", c.Name, r.Name, local(r.Due, r.City)),
			})
		case due > r.Reminded && !r.SentAt.IsZero():
			r.Reminded = due
			if r.complete() || r.Bounced || r.Away != "" {
				continue
			}
			letter := c.letter(r, TemplateReminder, fmt.Sprintf("remind-%d/%s", due, r.Person), now)
			letter.Number, letter.Of, letter.Understood = due, len(r.Remind), r.Answers
			out.add(Send{
				Letter:  letter,
				Summary: fmt.Sprintf("Reminder %d of %d to %s, due %s", due, len(r.Remind), r.Name, local(r.Due, r.City)),
			})
		}
	}
}

// closeWindow ends the time in which an answer counts as in time.
func (c *CheckIn) closeWindow(out *effects, now time.Time) {
	if !c.closed() && !now.Before(c.Closes) {
		c.ClosedAt = now
	}
}

// decide tells the partnership how the round went once that is clear.
func (c *CheckIn) decide(out *effects, now time.Time) {
	if outcome := c.newOutcome(out, now); outcome != "" {
		c.tell(out, Report{Outcome: outcome}, now)
	}
}

// newOutcome records an outcome that the partnership has not heard of and
// returns it. A late answer may turn one outcome into a better one.
func (c *CheckIn) newOutcome(out *effects, now time.Time) Outcome {
	outcome := c.outcome()
	if outcome == "" || outcome == c.Decided {
		return ""
	}
	c.Decided = outcome
	out.record(Entry{
		At: now, Workflow: c.Workflow, Kind: EntryOutcome,
		Text: fmt.Sprintf("Check-in %s: %s", c.Name, outcome), Outcome: outcome,
	}, string(outcome))
	return outcome
}

// outcome is how the round stands, or nothing while it is still open.
func (c *CheckIn) outcome() Outcome {
	answered, complete := 0, 0
	for _, r := range c.Rounds {
		if len(r.Answers) > 0 {
			answered++
		}
		if r.left() || r.complete() && (c.closed() || !r.voluntary()) {
			complete++
		}
	}
	switch {
	case complete == len(c.Rounds) && answered > 0:
		return OutcomeAnswered
	case !c.closed():
		return ""
	case answered == 0:
		return OutcomeMissed
	default:
		return OutcomePartial
	}
}

// end closes the round for good: later mails are answered by the partnership.
func (c *CheckIn) end(out *effects, now time.Time) {
	c.Ended = true
	if c.Decided == "" { // paused until its time was over
		c.withdraw(out, now)
		return
	}
	out.add(End{Outcome: c.Decided})
}

// endsAt is when the round ends for good, and why. A complete round stays open
// for corrections, and until a moment it would wake for anyway: one timer less
// in every history.
func (c *CheckIn) endsAt() (time.Time, string) {
	if c.outcome() != OutcomeAnswered || slices.ContainsFunc(c.Rounds, Round.voluntary) {
		return later(c.Until, c.Closes), "Late answers are taken until the next round"
	}
	var last time.Time
	for _, r := range c.Rounds {
		last = later(last, r.AnsweredAt)
	}
	end := later(last.Add(correctionPeriod), c.WakeAt)
	if end.After(c.Until) {
		end = later(c.Until, last)
	}
	return end, "Answers may be corrected"
}

// wake asks to be woken for whatever comes first.
func (c *CheckIn) wake(out *effects) {
	if c.Ended {
		return
	}
	at, why := c.endsAt()
	sooner := func(t time.Time, summary string) {
		if t.Before(at) {
			at, why = t, summary
		}
	}
	complete := c.outcome() == OutcomeAnswered
	for _, r := range c.Rounds {
		switch {
		case c.Paused || c.closed() || complete || r.left():
		case r.SentAt.IsZero():
			sooner(r.Send, "Mail to "+r.Name+" when their hours begin")
		case r.Reminded < len(r.Remind) && !r.complete():
			sooner(r.Remind[r.Reminded], fmt.Sprintf("Reminder %d of %d to %s, due %s",
				r.Reminded+1, len(r.Remind), r.Name, local(r.Due, r.City)))
		}
	}
	if !c.Paused && !c.closed() && !complete {
		sooner(c.Closes, "Window closes")
	}
	if !at.Equal(c.WakeAt) {
		c.WakeAt = at
		out.add(Wake{At: at, Summary: why})
	}
}

// told takes the partnership's orders.
func (c *CheckIn) told(out *effects, r Report, now time.Time) {
	if !c.Seen.Add(r.ID) {
		return
	}
	switch r.Kind {
	case ReportPaused:
		c.Paused = true
	case ReportResumed:
		c.Paused = false
	case ReportWithdraw:
		if !c.Ended {
			c.Ended = true
			c.withdraw(out, now)
		}
	case ReportAmended:
		c.amended(out, r, now)
	case ReportProgress, ReportEnded: // for partnerships
	}
}

// withdraw ends the round without a verdict on anybody.
func (c *CheckIn) withdraw(out *effects, now time.Time) {
	out.record(Entry{
		At: now, Workflow: c.Workflow, Kind: EntryOutcome,
		Text: fmt.Sprintf("Check-in %s: %s", c.Name, OutcomeWithdrawn), Outcome: OutcomeWithdrawn,
	}, string(OutcomeWithdrawn))
	out.add(End{Outcome: OutcomeWithdrawn})
}

// tell reports to the partnership what it shows: open asks and the outcome.
func (c *CheckIn) tell(out *effects, r Report, now time.Time) {
	c.Reported++
	r.ID = fmt.Sprintf("%s#%d", c.Workflow, c.Reported)
	r.From, r.Kind, r.Open = c.Workflow, ReportProgress, c.open(now)
	out.add(Tell{To: c.Slug, Report: r})
}

// open lists who has not answered yet.
func (c *CheckIn) open(now time.Time) []OpenAsk {
	var open []OpenAsk
	for _, r := range c.Rounds {
		if !r.waits() {
			continue
		}
		o := OpenAsk{Ask: r.Ask, Person: r.Person, Since: r.SentAt, Due: r.Due, Late: c.closed()}
		switch {
		case r.Bounced:
			o.Note = "mail bounced"
		case r.Away != "":
			o.Note = "away until " + r.Away
		case r.SentAt.IsZero():
			if o.Since = r.Send; r.Send.After(now) {
				o.Note = "mail waits for their hours"
			}
		}
		open = append(open, o)
	}
	return open
}

func (c *CheckIn) closed() bool { return !c.ClosedAt.IsZero() }

func (c *CheckIn) letter(r *Round, template Template, key string, now time.Time) Letter {
	spec := c.Spec
	if r.left() {
		spec = r.LeftWith
	}
	return Letter{
		Key: key, Template: template, Slug: c.Slug, Spec: spec, Workflow: c.Workflow,
		Person: r.Person, For: r.For, Ask: r.Ask, About: c.Name, At: now, Due: r.Due,
		Questions: r.Questions,
	}
}

func (c *CheckIn) attributes() Attributes {
	a := Attributes{Stage: c.stage(), DueAt: c.Closes}
	if c.closed() {
		a.Overdue = c.unanswered()
	}
	return a
}

func (c *CheckIn) unanswered() int {
	n := 0
	for _, r := range c.Rounds {
		if r.waits() {
			n++
		}
	}
	return n
}

// stage is a word for the state machine of a check-in (domain 4.3).
func (c *CheckIn) stage() string {
	switch reminded := slices.ContainsFunc(c.Rounds, func(r Round) bool { return r.Reminded > 0 && r.waits() }); {
	case c.Decided != "":
		return string(c.Decided)
	case c.Paused:
		return "paused"
	case reminded:
		return "reminded"
	default:
		return "sent"
	}
}
