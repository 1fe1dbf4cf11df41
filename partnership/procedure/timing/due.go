package timing

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// AskedOn is the morning on which the owner of something that is due on a day is
// asked about it: on a day that is no business day of theirs nobody can deliver,
// so it is the business day before.
func AskedOn(spec partnership.Spec, owner string, day cadence.Date) time.Time {
	return Morning(spec, owner, calendarOf(spec, owner).PreviousBusinessDay(day))
}

// LateAfter is the first moment at which something that is due on a day is late:
// the end of that day, or of the next business day of the owner, in the later zone
// of both sides.
func LateAfter(spec partnership.Spec, owner, other string, day cadence.Date) time.Time {
	last := calendarOf(spec, owner).NextBusinessDay(day)
	late := endOf(spec, owner, last)
	if there := endOf(spec, other, last); there.After(late) {
		late = there.In(late.Location())
	}
	return late
}

// Morning is the beginning of a person's hours on a day.
func Morning(spec partnership.Spec, person string, day cadence.Date) time.Time {
	return instant(spec, procedure.Instant{Person: person, Day: day.String()})
}

func calendarOf(spec partnership.Spec, person string) cadence.Calendar {
	p, _ := spec.Person(person)
	return spec.CalendarNamed(p.Calendar)
}

// endOf is the end of a day where somebody is.
func endOf(spec partnership.Spec, person string, day cadence.Date) time.Time {
	zone := spec.Zone
	if p, ok := spec.Person(person); ok {
		zone = p.Zone
	}
	place, err := cadence.LoadZone(zone)
	if err != nil {
		place = time.UTC // checked when the spec was loaded
	}
	return cadence.In(day.AddDays(1), cadence.Clock{}, place)
}
