package procedure

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Phase is where a partnership stands in its life. Values are written into
// histories and search attributes: never change one.
type Phase string

// The phases that this version carries out.
const (
	PhaseProposed  Phase = "proposed" // waits for its first day
	PhaseActive    Phase = "active"
	PhaseSuspended Phase = "suspended" // paused by an admin: nothing is sent
	PhaseClosed    Phase = "closed"
)

// punctual is how late a round may begin and still count as on time. Later than
// that, the rule's missed policy decides.
const punctual = time.Hour

// Partnership is the whole life of one partnership: it begins check-ins when
// they are due, holds what was measured, and takes the admins' commands.
type Partnership struct {
	Rules    int               `json:"rules"`
	Declared partnership.Spec  `json:"spec"`
	Digest   string            `json:"digest"`
	Phase    Phase             `json:"phase"`
	Since    time.Time         `json:"since,omitzero"` // of the phase
	Agenda   Agenda            `json:"agenda"`
	Begun    []Begun           `json:"begun,omitempty"`
	Running  []Running         `json:"running,omitempty"`
	Readings []measure.Reading `json:"readings,omitempty"`
	Blockers []Blocker         `json:"blockers,omitempty"`
	Recent   []Happening       `json:"recent,omitempty"`
	WakeAt   time.Time         `json:"wake_at,omitzero"`
	// Recorded numbers what happens, so that every journal entry and every
	// report to a check-in has an ID of its own.
	Recorded int  `json:"recorded"`
	Seen     Seen `json:"seen"`
}

// Begun is the latest round of a check-in that was begun or skipped.
type Begun struct {
	Name string    `json:"name"`
	At   time.Time `json:"at"`
}

// Running is a check-in that may still be told something.
type Running struct {
	Workflow string    `json:"workflow"`
	Name     string    `json:"name"`
	Until    time.Time `json:"until"`
	Open     []OpenAsk `json:"open,omitempty"`
	Outcome  Outcome   `json:"outcome,omitempty"`
}

// Happening is one line of the card's recent history.
type Happening struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// NewPartnership prepares a partnership for its first step.
func NewPartnership(spec partnership.Spec) *Partnership {
	return &Partnership{Rules: Rules, Declared: spec, Digest: spec.Digest()}
}

// Of returns the partnership's slug.
func (p *Partnership) Of() string { return p.Declared.Slug }

// Step applies one event.
func (p *Partnership) Step(ev Event, now time.Time) []Effect {
	var out effects
	switch ev.Kind {
	case Started:
		p.enter(&out, PhaseProposed, now)
		out.add(Plan{After: now, Kickoff: true})
		return out.list // the agenda comes before anything else can be decided
	case Planned:
		p.Agenda = *ev.Agenda
	case Told:
		p.told(&out, *ev.Report, now)
	case Replied:
		p.lateReply(&out, *ev.Reply, now)
	case Commanded:
		p.command(&out, *ev.Command, now)
	case Amended:
		if p.amend(&out, *ev.Spec, now) {
			return out.list
		}
	case Woke:
	}
	p.advance(&out, now)
	return out.list
}

// advance does whatever the time asks for. It is safe to call at any moment.
func (p *Partnership) advance(out *effects, now time.Time) {
	p.activate(out, now)
	if p.Phase == PhaseActive {
		if last, ranOut := p.beginPassed(out, now); ranOut {
			out.add(Plan{After: last})
		}
	}
	p.forgetEnded(now)
	if p.over(now) {
		p.enter(out, PhaseClosed, now)
		out.add(End{Outcome: OutcomeCompleted})
	}
	out.add(Show{Card: p.card(now), Attributes: p.attributes(now)})
	p.wake(out)
}

// activate begins the partnership on its first day.
func (p *Partnership) activate(out *effects, now time.Time) {
	if p.Phase == PhaseProposed && !p.Agenda.StartsAt.IsZero() && !now.Before(p.Agenda.StartsAt) {
		p.enter(out, PhaseActive, now)
	}
}

// beginPassed begins the rounds whose time has come. When several rounds of one
// check-in passed while nothing ran, at most the latest is begun. It reports
// whether the agenda ran out, and the time of its last round.
func (p *Partnership) beginPassed(out *effects, now time.Time) (last time.Time, ranOut bool) {
	due := 0
	for due < len(p.Agenda.Occasions) && !p.Agenda.Occasions[due].At.After(now) {
		due++
	}
	passed := p.Agenda.Occasions[:due]
	for i, o := range passed {
		if p.begunAfter(o) {
			continue
		}
		superseded := slices.ContainsFunc(passed[i+1:], func(next Occasion) bool { return next.Name == o.Name })
		if superseded || p.missed(o, now) {
			p.skip(out, o, now)
		} else {
			p.begin(out, o, now)
		}
		p.markBegun(o)
	}
	p.Agenda.Occasions = p.Agenda.Occasions[due:]
	if due == 0 || len(p.Agenda.Occasions) > 0 || p.Agenda.Complete {
		return time.Time{}, false
	}
	return passed[due-1].At, true
}

// missed applies the rule's policy to a round that could not begin on time.
func (p *Partnership) missed(o Occasion, now time.Time) bool {
	declared, ok := p.Declared.CheckIn(o.Name)
	late := now.Sub(o.At) > punctual
	return !ok || !now.Before(o.Closes) || late && declared.Rule.Missed == cadence.MissedSkip
}

func (p *Partnership) begin(out *effects, o Occasion, now time.Time) {
	c := NewCheckIn(p.Declared, o, p.Readings)
	if len(c.Rounds) == 0 {
		p.skip(out, o, now)
		return
	}
	p.Running = append(p.Running, Running{Workflow: c.Workflow, Name: o.Name, Until: o.Until, Open: c.open(now)})
	p.record(out, now, EntryBegin, "Check-in "+o.Name+" began")
	out.add(Begin{
		ID: c.Workflow, Partnership: p.Declared.Slug, Kind: KindCheckIn, Procedure: c, Attributes: c.attributes(),
		Summary: fmt.Sprintf("Check-in %s of %s", o.Name, p.Declared.Title),
	})
}

func (p *Partnership) skip(out *effects, o Occasion, now time.Time) {
	text := fmt.Sprintf("Check-in %s of %s was skipped: its time passed while nothing ran", o.Name, o.Date)
	p.recall(now, text)
	p.Recorded++
	out.record(Entry{
		At: now, Workflow: p.Declared.Slug, Kind: EntryOutcome, Text: text, Outcome: OutcomeSkipped,
	}, fmt.Sprint(p.Recorded))
}

func (p *Partnership) markBegun(o Occasion) {
	i := slices.IndexFunc(p.Begun, func(b Begun) bool { return b.Name == o.Name })
	if i < 0 {
		p.Begun = append(p.Begun, Begun{Name: o.Name, At: o.At})
		return
	}
	p.Begun[i].At = o.At
}

// begunAfter reports whether this round, another of its date or a later one was
// begun already, as happens when a changed spec is planned anew. A round's date
// is its name: a second one of a date would be taken for the first.
func (p *Partnership) begunAfter(o Occasion) bool {
	return slices.ContainsFunc(p.Begun, func(b Begun) bool {
		sameDate := p.Rules >= rulesOfAdoption && o.Date == b.At.Format(time.DateOnly)
		return b.Name == o.Name && (sameDate || !o.At.After(b.At))
	})
}

// forgetEnded drops check-ins that nobody waits for any more.
func (p *Partnership) forgetEnded(now time.Time) {
	p.Running = slices.DeleteFunc(p.Running, func(r Running) bool {
		return r.Outcome == OutcomeAnswered || !now.Before(r.Until) && r.Outcome != ""
	})
}

// over reports whether the last day has passed and nothing is open.
func (p *Partnership) over(now time.Time) bool {
	if p.Phase == PhaseClosed || p.Agenda.EndsAt.IsZero() || now.Before(p.Agenda.EndsAt) {
		return false
	}
	return !slices.ContainsFunc(p.Running, func(r Running) bool { return now.Before(r.Until) })
}

// wake asks to be woken for whatever comes first.
func (p *Partnership) wake(out *effects) {
	if p.Phase == PhaseClosed {
		return
	}
	at, why := p.Agenda.EndsAt, "The partnership's last day has passed"
	for _, r := range p.Running {
		if r.Until.After(at) {
			at = r.Until
		}
	}
	switch {
	case p.Phase == PhaseProposed:
		at, why = p.Agenda.StartsAt, "The partnership begins"
	case p.Phase == PhaseActive && len(p.Agenda.Occasions) > 0:
		next := p.Agenda.Occasions[0]
		at, why = next.At, fmt.Sprintf("Check-in %s, %s", next.Name, local(next.At, cadence.City(p.Declared.Zone)))
	}
	if !at.Equal(p.WakeAt) {
		p.WakeAt = at
		out.add(Wake{At: at, Summary: why})
	}
}

// enter changes the phase.
func (p *Partnership) enter(out *effects, phase Phase, now time.Time) {
	p.Phase, p.Since = phase, now
	p.record(out, now, EntryPhase, "The partnership is "+string(phase))
}

// record journals something and shows it among the recent happenings.
func (p *Partnership) record(out *effects, now time.Time, kind, text string) {
	p.Recorded++
	out.record(Entry{At: now, Workflow: p.Declared.Slug, Kind: kind, Text: text}, fmt.Sprint(p.Recorded))
	p.recall(now, text)
}

const recentLimit = 8

func (p *Partnership) recall(now time.Time, text string) {
	p.Recent = append(p.Recent, Happening{At: now, Text: text})
	if len(p.Recent) > recentLimit {
		p.Recent = slices.Delete(p.Recent, 0, len(p.Recent)-recentLimit)
	}
}

func (p *Partnership) attributes(now time.Time) Attributes {
	standing := p.standing(now)
	a := Attributes{Phase: string(p.Phase), Health: string(standing.RAG), Spec: p.Digest, NextAt: p.WakeAt}
	if len(p.Agenda.Occasions) > 0 {
		a.NextAt = p.Agenda.Occasions[0].At
	}
	if standing.Progress.OK {
		progress := standing.Progress.Value.InexactFloat64()
		a.Progress = &progress
	}
	for _, r := range p.Running {
		for _, o := range r.Open {
			if o.Late {
				a.Overdue++
			}
		}
	}
	return a
}
