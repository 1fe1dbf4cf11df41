package procedure

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Agenda is what will happen next in a partnership. It is the only place where
// zones and calendars become instants, so a workflow computes it inside a side
// effect and keeps the result: a new edition of the zone data on some machine
// can then never change what history says.
type Agenda struct {
	// From is the moment after which the agenda was planned, in the
	// partnership's zone.
	From     time.Time `json:"from"`
	StartsAt time.Time `json:"starts_at"`
	EndsAt   time.Time `json:"ends_at"` // the first moment after the last day
	// Complete says that nothing follows the last occasion.
	Complete  bool       `json:"complete"`
	Occasions []Occasion `json:"occasions"` // by time
}

// agendaLength bounds a planned agenda. It keeps a state small and still lets
// one side effect serve many rounds.
const agendaLength = 12

// PlanAgenda computes the occasions that follow a time.
func PlanAgenda(spec partnership.Spec, plan Plan) (Agenda, error) {
	return planUpTo(spec, plan, agendaLength, time.Time{})
}

// AgendaBetween computes every occasion from a time until another, for people
// who want to see the calendar. Check-ins that kick off are shown at the start
// of the partnership; applied later than that, they go out when applied.
func AgendaBetween(spec partnership.Spec, from, until time.Time) ([]Occasion, error) {
	plan := Plan{After: from.Add(-time.Nanosecond), Kickoff: !from.After(cadence.In(spec.Start, cadence.Clock{}, from.Location()))}
	agenda, err := planUpTo(spec, plan, 0, until)
	if err != nil {
		return nil, err
	}
	return agenda.Occasions, nil
}

// planUpTo merges the occasions of all check-ins. A positive limit bounds their
// number, a set until their time.
func planUpTo(spec partnership.Spec, plan Plan, limit int, until time.Time) (Agenda, error) {
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return Agenda{}, fmt.Errorf("plan partnership %s: %w", spec.Slug, err)
	}
	agenda := Agenda{
		From:     plan.After.In(zone),
		StartsAt: cadence.In(spec.Start, cadence.Clock{}, zone),
		EndsAt:   cadence.In(spec.End.AddDays(1), cadence.Clock{}, zone),
		Complete: true,
	}
	for _, c := range spec.CheckIns {
		p := planner{spec: spec, checkIn: c, agenda: &agenda, limit: limit, until: until}
		if err := p.plan(plan); err != nil {
			return Agenda{}, fmt.Errorf("plan check-in %s: %w", c.ID, err)
		}
	}
	slices.SortStableFunc(agenda.Occasions, func(a, b Occasion) int {
		if d := a.At.Compare(b.At); d != 0 {
			return d
		}
		return strings.Compare(a.Name, b.Name)
	})
	if !until.IsZero() {
		agenda.Occasions = slices.DeleteFunc(agenda.Occasions, func(o Occasion) bool { return !o.At.Before(until) })
	}
	agenda.cut(limit)
	return agenda, nil
}

// cut keeps the first occasions. Those of one instant stay together, because
// the next agenda is planned strictly after the last occasion of this one.
func (a *Agenda) cut(limit int) {
	if limit == 0 || len(a.Occasions) <= limit {
		return
	}
	for limit < len(a.Occasions) && a.Occasions[limit].At.Equal(a.Occasions[limit-1].At) {
		limit++
	}
	if limit < len(a.Occasions) {
		a.Occasions, a.Complete = a.Occasions[:limit], false
	}
}

// planner computes the occasions of one check-in.
type planner struct {
	spec    partnership.Spec
	checkIn partnership.CheckIn
	agenda  *Agenda
	limit   int
	until   time.Time
}

func (p *planner) plan(plan Plan) error {
	schedule := cadence.Schedule{
		Rule: p.checkIn.Rule, Zone: p.spec.Zone,
		Calendar: p.spec.CalendarNamed(p.spec.Calendar),
		Start:    p.spec.Start, End: p.spec.End,
	}
	timetable, err := schedule.Timetable() // loads the zone once for all rounds
	if err != nil {
		return err
	}
	planned := 0
	at, more := timetable.Next(plan.After)
	if plan.Kickoff && p.checkIn.Kickoff {
		// Whole minutes, as every other round: a due time that is milliseconds past
		// the start of somebody's hours would be another one to the rules.
		first := later(plan.After, p.agenda.StartsAt).Truncate(time.Minute).In(p.agenda.From.Location())
		// A regular round while the first one is still open would ask twice.
		for open := p.checkIn.Window.After(first, p.spec.CalendarNamed(p.spec.Calendar)); more && at.Before(open); {
			at, more = timetable.Next(at)
		}
		p.add(first, at, more)
		planned++
	}
	for more && (p.limit == 0 || planned < p.limit) && (p.until.IsZero() || at.Before(p.until)) {
		following, another := timetable.Next(at)
		p.add(at, following, another)
		planned++
		at, more = following, another
	}
	if more {
		p.agenda.Complete = false
	}
	return nil
}

// add appends the occasion at a time, given the one that follows it.
func (p *planner) add(at, following time.Time, more bool) {
	o := Occasion{Kind: KindCheckIn, Name: p.checkIn.ID, Date: cadence.DateOf(at).String(), At: at}
	for _, id := range p.checkIn.Ask {
		times := p.ask(id, at)
		o.Asks = append(o.Asks, times)
		o.Closes = later(o.Closes, times.Due)
	}
	o.Until = later(p.agenda.EndsAt, o.Closes)
	if more {
		o.Until = later(following, o.Closes)
	}
	p.agenda.Occasions = append(p.agenda.Occasions, o)
}

// ask computes one person's instants. An absent person's deputy is asked in
// their place; the window is counted in the calendars of the person who is
// asked, and nothing is sent outside that person's hours.
func (p *planner) ask(id string, at time.Time) AskTimes {
	person, _ := p.spec.Person(id)
	asked, instead := p.present(person, at)
	zone, err := cadence.LoadZone(asked.Zone)
	if err != nil {
		zone = at.Location() // checked when the spec was loaded
	}
	calendar := p.spec.CalendarNamed(asked.Calendar)
	local := at.In(zone)
	due := p.checkIn.Window.After(local, calendar)
	times := AskTimes{
		Person: asked.ID, Send: calendar.NextOpen(local), Due: due, City: cadence.City(asked.Zone),
	}
	if instead {
		times.For = person.ID
	}
	for _, span := range p.checkIn.Remind {
		remind := calendar.NextOpen(span.Within(local, due, calendar))
		if remind.Before(due) && remind.After(times.Send) {
			times.Remind = append(times.Remind, remind)
		}
	}
	return times
}

// present returns the person, or the first deputy down the chain who is not
// away at the time, and whether it is a deputy. With nobody present the person
// is asked all the same: an unanswered mail is better than none.
func (p *planner) present(person partnership.Person, at time.Time) (partnership.Person, bool) {
	seen := []string{}
	for candidate := person; !slices.Contains(seen, candidate.ID); {
		zone, err := cadence.LoadZone(candidate.Zone)
		if err != nil || !candidate.AbsentOn(cadence.DateOf(at.In(zone))) {
			return candidate, candidate.ID != person.ID
		}
		seen = append(seen, candidate.ID)
		deputy, ok := p.spec.Person(candidate.Deputy)
		if !ok {
			break
		}
		candidate = deputy
	}
	return person, false
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
