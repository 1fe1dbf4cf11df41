package timing

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Reckon answers what a procedure wants to know of calendars and people.
func Reckon(spec partnership.Spec, r procedure.Reckon) procedure.Reckoning {
	var known procedure.Reckoning
	present := There(spec, r.Presence)
	for _, i := range r.Instants {
		known.Instants = append(known.Instants, procedure.ReckonedInstant{Key: i.Key, At: instant(spec, i)})
	}
	for _, s := range r.StandIns {
		if s.Named != "" {
			known.StandIns = append(known.StandIns, named(present, s))
			continue
		}
		known.StandIns = append(known.StandIns, standIn(present, s))
	}
	return known
}

// instant is a span later than a moment, or the morning of a day, while the
// person is awake.
func instant(spec partnership.Spec, i procedure.Instant) time.Time {
	person, zone := whereabouts(spec, i.Person, i.From)
	calendar := spec.CalendarNamed(person.Calendar)
	day, err := cadence.ParseDate(i.Day)
	clock, at := cadence.ParseClock(i.Clock)
	if here, known := cadence.LoadZone(spec.Zone); i.Person == "" && i.Clock != "" && known == nil {
		zone = here // nobody's clock in particular: that of the partnership
	}
	switch {
	case err == nil && i.Clock != "" && at == nil:
		return cadence.In(day, clock, zone)
	case i.Of == procedure.MomentAsk && err == nil:
		return AskedOn(spec, i.Person, day)
	case i.Of == procedure.MomentLate && err == nil:
		return LateAfter(spec, i.Person, i.With, day)
	case err == nil:
		return awake(calendar, cadence.In(day, cadence.Clock{}, zone))
	}
	return awake(calendar, i.Span.After(i.From.In(zone), calendar))
}

// standIn finds who answers for a person whose mailbox says that they are away.
func standIn(spec partnership.Spec, s procedure.StandIn) procedure.ReckonedStandIn {
	found := procedure.ReckonedStandIn{Key: s.Key}
	person, known := spec.Person(s.Person)
	if !known {
		return found
	}
	candidates := standIns(spec, person)
	if first, known := spec.Person(s.First); known {
		candidates = append([]partnership.Person{first}, candidates...)
	}
	if s.Self {
		whoever, _ := present(spec, person, s.At)
		candidates = []partnership.Person{whoever}
	}
	for _, candidate := range candidates {
		elsewhere := candidate.ID != s.Person && !absent(candidate, s.At)
		if (s.Self || elsewhere) && !slices.Contains(s.Not, candidate.ID) {
			found.Person, found.Name, found.City = candidate.ID, candidate.Name, cadence.City(candidate.Zone)
			return found
		}
	}
	return found
}

// standIns lists who is asked when a person is away: the deputies down the
// chain, then the lead of the party.
func standIns(spec partnership.Spec, person partnership.Person) []partnership.Person {
	chain := []partnership.Person{person}
	seen := func(id string) bool {
		return slices.ContainsFunc(chain, func(p partnership.Person) bool { return p.ID == id })
	}
	for next := person.Deputy; next != "" && !seen(next); {
		deputy, ok := spec.Person(next)
		if !ok {
			break
		}
		chain, next = append(chain, deputy), deputy.Deputy
	}
	party, _ := spec.PartyOf(person.ID)
	for _, p := range party.People {
		if slices.Contains(p.Roles, partnership.RoleLead) && !seen(p.ID) {
			chain = append(chain, p)
			break
		}
	}
	return chain[1:]
}

// present returns who is asked at a time in place of a person who may be away,
// and from when on: with nobody there, whoever returns first.
func present(spec partnership.Spec, person partnership.Person, at time.Time) (partnership.Person, time.Time) {
	candidates := append([]partnership.Person{person}, standIns(spec, person)...)
	for _, candidate := range candidates {
		if !absent(candidate, at) {
			return candidate, at
		}
	}
	first, back := person, returns(person, at)
	for _, candidate := range candidates {
		if r := returns(candidate, at); r.Before(back) {
			first, back = candidate, r
		}
	}
	return first, back
}

func absent(p partnership.Person, at time.Time) bool {
	zone, err := cadence.LoadZone(p.Zone)
	return err == nil && p.AbsentOn(cadence.DateOf(at.In(zone)))
}

// returns is when a person is back, at the same time of day.
func returns(p partnership.Person, at time.Time) time.Time {
	zone, err := cadence.LoadZone(p.Zone)
	if err != nil {
		return at // checked when the spec was loaded
	}
	local := at.In(zone)
	day := cadence.DateOf(local)
	for p.AbsentOn(day) {
		day = day.AddDays(1)
	}
	return cadence.In(day, cadence.Clock{Hour: local.Hour(), Minute: local.Minute()}, zone)
}
