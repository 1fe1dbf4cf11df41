package timing

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Round is a declared rhythm in which people are asked something.
type Round struct {
	Type    procedure.Type
	Noun    string // of the kind
	Name    string // as declared
	Rule    cadence.Rule
	Kickoff bool     // the first one goes out when the partnership becomes active
	Looking bool     // it looks back: the first comes when half a rhythm has passed
	Ask     []string // person IDs
	Window  procedure.Window
	// Lead is how far before one another the parts begin that lead up to each day, the
	// first of them first, in the calendar of a person, Of. Without any the round begins
	// on the day itself.
	Lead []cadence.Span
	Of   string
	// Ahead is how far before the day each of the parts begins, the first of them first, in
	// the same calendar; the last part is on the day.
	Ahead []cadence.Span
	// Gathers says that people come together on the day: in the place of somebody who is away
	// then their deputy is asked, and where nobody is there, nobody.
	Gathers bool
	// Settled is how long the partnership runs at least before the first part of a day.
	Settled cadence.Span
}

// Rounds lists the occasions of some rhythms.
func Rounds(h procedure.Horizon, rounds []Round) (procedure.Calendar, error) {
	var all procedure.Calendar
	for _, r := range rounds {
		p := planner{Horizon: h, round: r}
		if err := p.plan(); err != nil {
			return procedure.Calendar{}, fmt.Errorf("plan %s: %w", r.Name, err)
		}
		all.Declared = append(all.Declared, procedure.Rhythm{Type: r.Type, Name: r.Name})
		all.Occasions = append(all.Occasions, p.found.Occasions...)
		all.More = all.More || p.found.More
	}
	return all, nil
}

// Once is the occasion of something that has no rhythm and is asked at a time.
func Once(h procedure.Horizon, r Round, at time.Time) (procedure.Occasion, error) {
	p := planner{Horizon: h, round: r}
	zone, err := cadence.LoadZone(h.Spec.Zone)
	if err != nil {
		return procedure.Occasion{}, fmt.Errorf("plan %s: %w", r.Name, err)
	}
	p.ends = cadence.In(h.Spec.End.AddDays(1), cadence.Clock{}, zone)
	p.add(at, time.Time{}, false)
	return p.found.Occasions[0], nil
}

// OnDay is the occasion of a round on a day of which there is no other: in the morning of that
// day. Nothing where the day is not wanted, or the round was begun.
func OnDay(h procedure.Horizon, r Round, day cadence.Date) (o procedure.Occasion, wanted bool, err error) {
	p := planner{Horizon: h, round: r}
	zone, err := cadence.LoadZone(h.Spec.Zone)
	if err != nil {
		return o, false, fmt.Errorf("plan %s: %w", r.Name, err)
	}
	at, ends := cadence.In(day, cadence.Clock{Hour: morning}, zone), cadence.In(h.Spec.End.AddDays(1), cadence.Clock{}, zone)
	if _, begun := p.begun(); begun || day.IsZero() || !at.After(h.After) || !at.Before(ends) {
		return o, false, nil
	}
	o, err = Once(h, r, at)
	return o, err == nil, err
}

// OccursOn is when a rhythm takes place on a day, if it does.
func OccursOn(spec partnership.Spec, rule cadence.Rule, date string) (at time.Time, on bool, err error) {
	day, err := cadence.ParseDate(date)
	if err != nil {
		return at, false, fmt.Errorf("look for a rhythm on %q: %w", date, err)
	}
	times, err := cadence.Schedule{
		Rule: rule, Zone: spec.Zone, Calendar: spec.CalendarNamed(spec.Calendar), Start: spec.Start, End: spec.End,
	}.Timetable()
	if err != nil {
		return at, false, err
	}
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return at, false, err
	}
	at, on = times.Next(cadence.In(day, cadence.Clock{}, zone).Add(-time.Nanosecond))
	return at, on && cadence.DateOf(at) == day, nil
}

// planner computes the occasions of one rhythm.
type planner struct {
	procedure.Horizon
	round  Round
	times  *cadence.Timetable
	beyond *cadence.Timetable // as if the term did not end, to know the last round's rhythm
	zone   *time.Location
	starts time.Time
	ends   time.Time
	last   time.Time // the occasion before, begun or planned
	found  procedure.Calendar
}

// twoYears is longer than any rhythm that people declare, in days.
const twoYears = 731

func (p *planner) plan() error {
	schedule := cadence.Schedule{
		Rule: p.round.Rule, Zone: p.Spec.Zone, Calendar: p.Spec.CalendarNamed(p.Spec.Calendar),
		Start: p.Spec.Start, End: p.Spec.End,
	}
	var err error
	if p.times, err = schedule.Timetable(); err != nil { // loads the zone once for all rounds
		return err
	}
	schedule.End = schedule.End.AddDays(twoYears)
	if p.beyond, err = schedule.Timetable(); err != nil {
		return err
	}
	if p.zone, err = cadence.LoadZone(p.Spec.Zone); err != nil {
		return err
	}
	p.starts = cadence.In(p.Spec.Start, cadence.Clock{}, p.zone)
	p.ends = cadence.In(p.Spec.End.AddDays(1), cadence.Clock{}, p.zone)
	if b, ok := p.begun(); ok {
		p.last = p.dayOf(b)
	} else if p.round.Looking {
		p.last = p.starts
	}
	at, more := p.times.Next(p.After)
	if p.Kickoff && p.round.Kickoff && p.last.IsZero() {
		if first := p.kickoff(); first.Before(p.ends) {
			at, more = p.keepDistance(first, at, more)
			p.add(first, at, more)
		}
	}
	for more && p.wants(at) {
		if at, more = p.keepDistance(p.last, at, more); !more {
			break
		}
		following, another := p.times.Next(at)
		if p.inTime(at) {
			p.add(at, following, another)
		}
		at, more = following, another
	}
	p.found.More = more
	return nil
}

// wants reports whether a round of a day, and not enough others, lies within what is asked for.
func (p *planner) wants(day time.Time) bool {
	few := p.Limit == 0 || len(p.found.Occasions) < p.Limit
	return few && (p.Until.IsZero() || p.parts(day)[0].Before(p.Until))
}

// parts are when the parts of a round begin, the last one on its day.
func (p *planner) parts(day time.Time) []time.Time {
	of, _ := p.Spec.Person(p.round.Of)
	calendar := p.Spec.CalendarNamed(of.Calendar)
	parts := []time.Time{day}
	for _, span := range slices.Backward(p.round.Ahead) {
		at := span.Before(day, calendar)
		if at.After(parts[0]) {
			at = parts[0]
		}
		parts = slices.Insert(parts, 0, at)
	}
	for _, span := range slices.Backward(p.round.Lead) {
		parts = slices.Insert(parts, 0, span.Before(parts[0], calendar))
	}
	return parts
}

// inTime reports whether nothing of what leads up to a day has passed, nor lies before the
// partnership's first day.
func (p *planner) inTime(day time.Time) bool {
	begins := p.parts(day)[0]
	if !p.round.Settled.IsZero() && begins.Before(p.round.Settled.After(p.starts, p.Spec.CalendarNamed(p.Spec.Calendar))) {
		return false
	}
	return begins.Equal(day) || begins.After(p.After) && !begins.Before(p.starts)
}

// dayOf is the day of a round that was begun.
func (p *planner) dayOf(b procedure.Begun) time.Time {
	date, err := cadence.ParseDate(b.Date)
	if len(p.round.Lead)+len(p.round.Ahead) == 0 || err != nil {
		return b.At
	}
	return cadence.In(date, p.round.Rule.At, p.zone)
}

func (p *planner) begun() (procedure.Begun, bool) {
	i := slices.IndexFunc(p.Begun, func(b procedure.Begun) bool { return b.Type == p.round.Type && b.Name == p.round.Name })
	if i < 0 {
		return procedure.Begun{}, false
	}
	return p.Begun[i], true
}

// keepDistance passes over occasions that come within half a rhythm of the one
// before: after a kickoff, and after a changed spec has moved the rhythm.
func (p *planner) keepDistance(last, at time.Time, more bool) (time.Time, bool) {
	for more && !last.IsZero() {
		if at.Sub(last) >= p.rhythm(at)/2 && cadence.DateOf(at) != cadence.DateOf(last.In(p.zone)) {
			break
		}
		at, more = p.times.Next(at)
	}
	return at, more && (last.IsZero() || at.After(last))
}

// rhythm is how far apart rounds are from one of them on: the least of some
// distances, so that a weekend or a holiday in between does not count.
func (p *planner) rhythm(at time.Time) time.Duration {
	const some = 4
	var least time.Duration
	for range some {
		following, another := p.beyond.Next(at)
		if !another {
			break
		}
		if apart := following.Sub(at); least == 0 || apart < least {
			least = apart
		}
		at = following
	}
	return least
}

// kickoff is when the first round goes out: at the rhythm's own time of day on
// the first business day, or at once where nobody declares hours and the
// partnership has begun.
func (p *planner) kickoff() time.Time {
	// Whole minutes, as every other round.
	first := procedure.Later(p.After, p.starts).Truncate(time.Minute).In(p.zone)
	if !p.hoursDeclared() && p.After.After(p.starts) {
		return first
	}
	calendar := p.Spec.CalendarNamed(p.Spec.Calendar)
	for day := calendar.NextBusinessDay(cadence.DateOf(first)); ; day = calendar.NextBusinessDay(day.AddDays(1)) {
		if at := cadence.In(day, p.round.Rule.At, p.zone); !at.Before(first) {
			return at
		}
	}
}

func (p *planner) hoursDeclared() bool {
	return slices.ContainsFunc(p.Spec.Calendars, func(c cadence.Calendar) bool { return c.Hours != nil })
}

// add appends the occasion of a day, given the one that follows it.
func (p *planner) add(day, following time.Time, more bool) {
	parts := p.parts(day)
	o := procedure.Occasion{
		Type: p.round.Type, Noun: p.round.Noun, Name: p.round.Name, Date: cadence.DateOf(day).String(), At: parts[0],
		SkipLate: p.round.Rule.Missed == cadence.MissedSkip,
	}
	if len(parts) > 1 {
		o.Parts = parts[1:]
	}
	for _, id := range p.round.Ask {
		times, there := p.ask(id, o.At, day)
		if !there {
			continue
		}
		o.Asks = append(o.Asks, times)
		o.Closes = procedure.Later(o.Closes, times.Due)
	}
	o.Until = procedure.Later(p.ends, o.Closes)
	if more {
		o.Until = procedure.Later(p.parts(following)[0], o.Closes)
	}
	p.last = day
	p.found.Occasions = append(p.found.Occasions, o)
}

// ask computes one person's instants as they are planned. For an absent person
// somebody else is asked; with nobody there the ask waits for whoever returns
// first; where people come together on the day nobody does.
func (p *planner) ask(id string, at, day time.Time) (times procedure.AskTimes, there bool) {
	person, _ := p.Spec.Person(id)
	asked, from := present(p.Spec, person, at)
	if p.round.Gathers {
		asked, _ = present(p.Spec, person, day)
		from = at
		if absent(asked, day) {
			return times, false
		}
	}
	send := Opens(p.Spec, asked.ID, from)
	times = Count(p.Spec, asked.ID, p.round.Window, send)
	times.Send = send
	if asked.ID != person.ID {
		times.For = person.ID
	}
	return times, true
}

// Opens is the first moment from a time on at which mail may go to a person, in
// the person's zone.
func Opens(spec partnership.Spec, person string, from time.Time) time.Time {
	p, zone := whereabouts(spec, person, from)
	return spec.CalendarNamed(p.Calendar).NextOpen(from.In(zone))
}

// HeldUntil is when a letter may go out: now, or when its reader's hours begin.
func HeldUntil(spec partnership.Spec, l procedure.Letter, now time.Time) time.Time {
	if l.Urgent {
		return now
	}
	return Opens(spec, l.Person, now)
}

// Settles is how long a letter that may stand together with others waits for those
// of its moment: they come from several procedures, each in its own time.
const Settles = 20 * time.Second

// LineHeldUntil is when a letter that may stand together with others may go out, once
// the hours of its reader are open: after a moment in which others join it, and on
// another day if there was such a mail today and nobody loses time by that, because the
// window counts from the arrival, or because it only tells of trouble. Last is when the
// latest such mail went to the reader.
func LineHeldUntil(spec partnership.Spec, l procedure.Letter, last, now time.Time) time.Time {
	ready := procedure.Later(l.At, l.NotBefore)
	if at := procedure.Later(ready, HeldUntil(spec, l, ready)).Add(Settles); now.Before(at) {
		return at
	}
	_, zone := whereabouts(spec, l.Person, now)
	today := cadence.DateOf(now.In(zone))
	patient := !l.Window.Span.IsZero() || l.Form == procedure.FormNotice && l.Template != procedure.TemplateAllClear
	if patient && !last.IsZero() && cadence.DateOf(last.In(zone)) == today {
		return Morning(spec, l.Person, today.AddDays(1))
	}
	return now
}

// whereabouts is a person and their zone.
func whereabouts(spec partnership.Spec, id string, at time.Time) (partnership.Person, *time.Location) {
	person, _ := spec.Person(id)
	zone, err := cadence.LoadZone(person.Zone)
	if err != nil {
		zone = at.Location() // checked when the spec was loaded
	}
	return person, zone
}
