package lint

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// longestSearch bounds the occurrences that are looked at before it counts as
// "always"; it is more than a year of weeks.
const longestSearch = 60

// workplace is what decides when a person works. Colleagues share one.
type workplace struct{ zone, calendar string }

// verdict says whether any occurrence of a round falls on a day on which people
// of a workplace work, and whether any falls into their hours.
type verdict struct {
	workplace
	open, inHours bool
}

// verdict looks a workplace up among those known for a round, or judges it.
func (c *checker) verdict(r *round, w workplace, known *[]verdict) verdict {
	for _, v := range *known {
		if v.workplace == w {
			return v
		}
	}
	v := verdict{workplace: w}
	v.open, v.inHours = c.suits(r.rule, w)
	*known = append(*known, v)
	return v
}

func (c *checker) suits(rule *cadence.Rule, w workplace) (open, inHours bool) {
	calendar := c.calendar(w.calendar)
	if w.zone == c.spec.Zone && w.calendar == c.spec.Calendar {
		return true, within(calendar.Hours, rule.At) // the holiday policy chooses business days
	}
	here, there := c.zones.load(c.spec.Zone), c.zones.load(w.zone)
	timetable, err := cadence.Schedule{
		// Days and wall times are those of any zone; UTC needs no loading.
		Rule: *rule, Zone: "UTC", Calendar: *c.calendar(c.spec.Calendar), Start: c.spec.Start, End: c.spec.End,
	}.Timetable()
	if err != nil || here == nil || there == nil {
		return true, true // a sound spec has rules and zones that exist
	}
	return search(timetable, calendar, func(wall time.Time) time.Time {
		if here == there {
			return wall
		}
		return cadence.In(cadence.DateOf(wall), rule.At, here).In(there)
	})
}

// search goes through a timetable until an occurrence suits the calendar in both
// respects.
func search(t *cadence.Timetable, calendar *cadence.Calendar, local func(time.Time) time.Time) (open, inHours bool) {
	seen := 0
	for wall := range t.After(time.Time{}) {
		at := local(wall)
		open = open || calendar.BusinessDay(cadence.DateOf(at))
		inHours = inHours || within(calendar.Hours, cadence.Clock{Hour: at.Hour(), Minute: at.Minute()})
		if seen++; open && inHours || seen == longestSearch {
			break
		}
	}
	return open || seen == 0, inHours || seen == 0
}

// within reports whether a time of day lies in hours; without any, every time does.
func within(h *cadence.Hours, at cadence.Clock) bool {
	return h == nil || h.From.Compare(at) <= 0 && at.Compare(h.Until) < 0
}

// calendar finds a calendar of the spec; the standard week for the empty name.
func (c *checker) calendar(name string) *cadence.Calendar {
	if i := slices.IndexFunc(c.spec.Calendars, func(cal cadence.Calendar) bool { return cal.Name == name }); i >= 0 {
		return &c.spec.Calendars[i]
	}
	return &c.standard
}
