// Package checkin is the regular round of questions: it asks, reminds, takes
// answers, closes its window, and takes late answers until the next round begins.
package checkin

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// Type is the workflow type.
const Type = procedure.CheckIn

const noun = "check-in"

// The mails that only check-ins write.
const (
	TemplateAsk       procedure.Template = "check-in"
	TemplateSummary   procedure.Template = "round-summary" // both sides' figures, after a round
	TemplateWithdrawn procedure.Template = "check-in-withdrawn"
)

// Kind is all that the rest of the program knows of check-ins.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: noun, Due: due, New: begin,
		Blank: func() procedure.Procedure { return &CheckIn{} },
		Commands: append([]procedure.CommandDoc{{
			Name:        procedure.AnswerFor,
			Description: `Enter answers in a person's place. {"person": "lars", "answers": [{"question": "mql", "value": 130}], "reason": "told on the phone"}`,
		}, asking.Extending()}, asking.Nudges()...),
		Templates: []procedure.Template{TemplateAsk, TemplateSummary, TemplateWithdrawn},
		Asks:      []procedure.Template{TemplateAsk},
	}
}

// CheckIn is the state of one round.
type CheckIn struct {
	procedure.Base
	Occasion procedure.Occasion `json:"occasion"`
	Circle   asking.Circle      `json:"circle"`
	// Missing are people who let rounds pass, and whose answer is news at once.
	Missing []string `json:"missing,omitempty"`
	// Last are the KPIs that were measured before, with the latest period, and Heads
	// who hears of the round for a side of which nobody is asked.
	Last  []Last   `json:"last,omitempty"`
	Heads []string `json:"heads,omitempty"`
	// Shared is what people are asked whether they can open.
	Shared []asking.Shared `json:"shared,omitempty"`
	// Told says that the partnership has heard of an answer; what came since is
	// in Untold until the round has its outcome.
	Told   bool   `json:"told,omitempty"`
	Untold Untold `json:"untold,omitzero"`
}

// Untold is what the partnership will hear with the next report.
type Untold struct {
	Readings []measure.Reading   `json:"readings,omitempty"`
	Blockers []procedure.Blocker `json:"blockers,omitempty"`
	Heard    []procedure.Heard   `json:"heard,omitempty"`
	Answered []string            `json:"answered,omitempty"` // people
	Shut     []procedure.Shut    `json:"shut,omitempty"`
	Duties   []procedure.Duty    `json:"duties,omitempty"`
}

// IsZero reports whether there is nothing to tell.
func (u Untold) IsZero() bool {
	return len(u.Readings) == 0 && len(u.Blockers) == 0 && len(u.Heard) == 0 && len(u.Answered) == 0 && len(u.Shut) == 0 && len(u.Duties) == 0
}

// due lists the rounds that the calendar brings.
func due(h procedure.Horizon) (procedure.Calendar, error) {
	var rounds []timing.Round
	for _, c := range h.Spec.CheckIns {
		r := timing.Round{
			Type: Type, Noun: noun, Name: c.ID, Rule: c.Rule, Kickoff: c.Kickoff,
			Window: procedure.Window{Span: c.Window, Remind: c.Remind},
		}
		for _, id := range c.Ask {
			if person, ok := h.Spec.Person(id); ok && len(questionsFor(h.Spec, c, person, nil)) > 0 {
				r.Ask = append(r.Ask, id)
			}
		}
		if len(r.Ask) > 0 {
			rounds = append(rounds, r)
		}
	}
	return timing.Rounds(h, rounds)
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	c := New(spec, b)
	return c, c.attributes(b.Occasion.At)
}

// New prepares the round of an occasion. Readings tell each person the value
// reported before.
func New(spec partnership.Spec, b procedure.Brief) *CheckIn {
	c := &CheckIn{Base: procedure.NewBase(b), Occasion: b.Occasion, Missing: b.Missing, Last: lastOf(spec, b.Readings)}
	declared, _ := spec.CheckIn(b.Occasion.Name)
	for _, times := range b.Occasion.Asks {
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
		party, _ := spec.PartyOf(subject.ID)
		questions := questionsFor(spec, declared, subject, b.Readings)
		if times.For == "" && slices.Contains(b.Duties, person.ID) {
			questions = append(questions, askDuties(person))
		}
		if times.For == "" && slices.Contains(b.Access, person.ID) {
			questions = append(questions, c.askAccess(spec, person)...)
		}
		if times.For == "" && slices.Contains(b.Tending, person.ID) {
			questions = append(questions, askTending(person.Language))
		}
		if i := slices.IndexFunc(b.Met, func(m procedure.Met) bool { return m.Person == person.ID }); i >= 0 && times.For == "" {
			questions = append(questions, askAtmosphere(person.Language, spec.Said(person.Language, b.Met[i].Meeting)))
		}
		if len(questions) > 0 {
			c.Circle.Add(c.Workflow, asking.Ask{
				AskTimes: times, Name: person.Name, Party: party.ID, Questions: questions,
				Window: procedure.Window{Span: declared.Window, Remind: declared.Remind},
			})
		}
	}
	c.Heads = c.unasked(spec)
	c.Circle.Reaching(b.Reach)
	c.Occasion.Asks = nil // the circle holds them now
	return c
}

func (c *CheckIn) title() string { return "Check-in " + c.Occasion.Name }

func (c *CheckIn) desk(out *procedure.Out, now time.Time) asking.Desk {
	return asking.Desk{
		Base: &c.Base, Out: out, Now: now, Template: TemplateAsk, About: c.Occasion.Name, Title: c.title(), Until: c.until(),
	}
}

// until is when late answers stop counting: the next round, but not before the
// windows of this one, which may have begun late.
func (c *CheckIn) until() time.Time { return c.Circle.Ends(c.Occasion.Until) }

// Step applies one event.
func (c *CheckIn) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	out := procedure.Because(ev)
	c.take(&out, ev, now)
	if !c.Ended {
		if end, _ := c.endsAt(); !c.Paused() && !now.Before(end) {
			c.end(&out, now)
		}
	}
	out.Add(procedure.Show{Card: c.card(now), Attributes: c.attributes(now)})
	c.wake(&out, now)
	return out.Effects()
}

// take deals with what has happened.
func (c *CheckIn) take(out *procedure.Out, ev procedure.Event, now time.Time) {
	switch ev.Kind {
	case procedure.Told:
		if !c.Seen.Add(ev.Message.ID) {
			return
		}
		if o := ev.Message.Order; o != nil && c.obey(out, *o, now) {
			return
		}
	case procedure.Commanded:
		if asking.IsNudge(ev.Command.Name) {
			break // for the circle
		}
		r, err := c.Circle.Typed(*ev.Command)
		if err != nil || c.Ended {
			return // refused by Check before it came here
		}
		ev = procedure.Event{Kind: procedure.Replied, Reply: &r}
	case procedure.Started, procedure.Woke, procedure.Replied, procedure.Arrived,
		procedure.Planned, procedure.Reckoned, procedure.Tallied, procedure.Looked, procedure.Published:
	}
	happened := c.Circle.Step(c.desk(out, now), ev)
	if ev.Kind == procedure.Told && ev.Message.Order != nil && ev.Message.Order.Kind == procedure.OrderPresence && c.desert(out, now) {
		return
	}
	c.tell(out, happened, now)
}

// desert withdraws a round in which nobody is left to be asked, and reports
// whether it has.
func (c *CheckIn) desert(out *procedure.Out, now time.Time) bool {
	if !c.Circle.Deserted() || c.Decided != "" || c.Ended {
		return false
	}
	c.report(out, procedure.Message{Shown: &procedure.Shown{Stage: string(procedure.OutcomeWithdrawn), Outcome: procedure.OutcomeWithdrawn}}, now)
	c.withdraw(out, false, now)
	return true
}

// obey follows the partnership, and reports whether the round is over.
func (c *CheckIn) obey(out *procedure.Out, o procedure.Order, now time.Time) bool {
	switch o.Kind {
	case procedure.OrderWithdraw:
		if !c.Ended {
			// What is due at this very moment comes first, whichever arrives first.
			c.tell(out, c.Circle.Step(c.desk(out, now), procedure.Event{Kind: procedure.Woke}), now)
			c.withdraw(out, o.Gone, now)
		}
		return true
	case procedure.OrderAmended:
		for _, change := range o.People {
			if change.Left {
				c.Heads = slices.DeleteFunc(slices.Clone(c.Heads), func(id string) bool { return id == change.Person })
			}
		}
		for _, a := range c.Circle.Amended(c.desk(out, now), o) {
			c.NoteLeft(out, now, a.Person, o.Spec)
		}
		if c.desert(out, now) {
			return true
		}
	case procedure.OrderPause, procedure.OrderResume, procedure.OrderPresence, procedure.OrderReach: // for the circle
	case procedure.OrderAnew, procedure.OrderMove, procedure.OrderMet, procedure.OrderWaive, procedure.OrderItems, procedure.OrderReopen,
		procedure.OrderHold, procedure.OrderJoin, procedure.OrderLevel, procedure.OrderExternal, procedure.OrderClose,
		procedure.OrderPart, procedure.OrderStay, procedure.OrderCured: // of what is agreed and owed
	}
	return false
}

// Nameable is what an admin may name in a command.
func (c *CheckIn) Nameable(now time.Time) procedure.Known { return c.Circle.Nameable(now) }

// Check refuses commands that a check-in cannot carry out.
func (c *CheckIn) Check(cmd procedure.Command, now time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	if asking.IsNudge(cmd.Name) {
		return c.Circle.CheckNudge(&c.Base, cmd, now)
	}
	if cmd.Name != procedure.AnswerFor {
		return fmt.Errorf("%s check-in: a check-in takes %s, %s, %s and %s; send %s to the partnership %q", cmd.Name,
			procedure.AnswerFor, procedure.Remind, procedure.Resend, procedure.Extend, cmd.Name, c.Slug)
	}
	if c.Ended {
		return fmt.Errorf("answer for %s: this check-in has ended; use record-kpi on the partnership %q", cmd.Person, c.Slug)
	}
	_, err := c.Circle.Typed(cmd)
	return err
}

// outcome is how the round stands, or nothing while it is still open.
func (c *CheckIn) outcome() procedure.Outcome {
	subjects := c.subjects()
	answered, complete, asked := 0, 0, 0
	for _, s := range subjects {
		if s.answered {
			answered++
		}
		if s.complete {
			complete++
		}
		if s.asked {
			asked++
		}
	}
	switch {
	case complete == len(subjects) && answered > 0:
		return procedure.OutcomeAnswered
	case !c.Circle.Closed():
		return ""
	case answered == 0 && asked == 0:
		return procedure.OutcomeUndelivered
	case answered == 0:
		return procedure.OutcomeMissed
	default:
		return procedure.OutcomePartial
	}
}

// subject is a person whose answer is wanted, whoever is asked for it.
type subject struct {
	person                    string
	asked, answered, complete bool
}

func (c *CheckIn) subjects() []subject {
	var subjects []subject
	for _, a := range c.Circle.Asks {
		i := slices.IndexFunc(subjects, func(s subject) bool { return s.person == a.Subject() })
		if i < 0 {
			i, subjects = len(subjects), append(subjects, subject{person: a.Subject()})
		}
		s := &subjects[i]
		s.asked = s.asked || a.Arrived() && !a.Bounced && !a.Gone && a.Returned == ""
		s.answered = s.answered || len(a.Given) > 0
		s.complete = s.complete || a.Left() || a.Complete() && (c.Circle.Closed() || !a.Voluntary())
	}
	return subjects
}

// end closes the round for good: later mails are answered by the partnership.
func (c *CheckIn) end(out *procedure.Out, now time.Time) {
	if c.Decided == "" { // its time was over before anything could come of it
		c.Decide(out, now, procedure.OutcomeWithdrawn, c.title())
	}
	c.Close(out, c.Circle.Unsent())
}

// withdraw ends the round without a verdict on anybody. Who waits for nothing
// any more hears so, unless the whole partnership ends, which everybody hears.
func (c *CheckIn) withdraw(out *procedure.Out, gone bool, now time.Time) {
	if c.Decided == "" {
		c.Decide(out, now, procedure.OutcomeWithdrawn, c.title())
	}
	if gone {
		for _, a := range c.readers(func(a *asking.Ask) bool { return a.Arrived() && !a.Complete() && !a.Left() }) {
			out.Add(procedure.Send{Letter: c.notice(a, TemplateWithdrawn, now)})
		}
	}
	c.Close(out, c.Circle.Unsent())
}

// endsAt is when the round ends for good, and why. A complete round stays open
// for corrections, and until a moment it would wake for anyway: one timer less
// in every history.
func (c *CheckIn) endsAt() (time.Time, string) {
	until := c.until()
	if c.outcome() != procedure.OutcomeAnswered || slices.ContainsFunc(c.Circle.Asks, asking.Ask.Voluntary) {
		return until, "Late answers are taken until the next round"
	}
	var last time.Time
	for _, a := range c.Circle.Asks {
		last = procedure.Later(last, a.AnsweredAt)
	}
	end := procedure.Later(last.Add(asking.CorrectionPeriod), c.WakeAt)
	if end.After(until) {
		end = procedure.Later(until, last)
	}
	return end, "Answers may be corrected"
}

// wake asks to be woken for whatever comes first.
func (c *CheckIn) wake(out *procedure.Out, now time.Time) {
	switch {
	case c.Ended:
		return
	case c.Paused():
		c.Alarm(out, time.Time{}, "")
		return
	}
	at, why := c.endsAt()
	if c.outcome() != procedure.OutcomeAnswered {
		if next, what := c.Circle.Next(c.desk(out, now)); !next.IsZero() && next.Before(at) {
			at, why = next, what
		}
	}
	c.Alarm(out, at, why)
}

func (c *CheckIn) attributes(now time.Time) procedure.Attributes {
	a := procedure.Attributes{Stage: c.stage(), DueAt: c.closes()}
	for _, open := range c.Circle.Open(now) {
		if open.Late {
			a.Overdue++
		}
	}
	return a
}

// closes is when the last window ends.
func (c *CheckIn) closes() time.Time {
	var last time.Time
	for _, a := range c.Circle.Asks {
		if !a.Left() {
			last = procedure.Later(last, a.Due)
		}
	}
	return last
}

// stage is a word for the state machine of a check-in (domain 4.3).
func (c *CheckIn) stage() string {
	reminded := func(a asking.Ask) bool { return a.Reminded > 0 && a.Arrived() && !a.Complete() && !a.Left() }
	switch {
	case c.Decided != "":
		return string(c.Decided)
	case c.Paused():
		return "paused"
	case slices.ContainsFunc(c.Circle.Asks, reminded):
		return "reminded"
	default:
		return "sent"
	}
}
