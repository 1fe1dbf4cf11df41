package lint

import (
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// DATE: a rhythm that suits the people whom it calls.
const (
	DateClosed ID = "date-closed"
	DateHours  ID = "date-hours"
)

// longestSearch bounds the occurrences that are looked at before it counts as
// "always"; it is more than a year of weeks.
const longestSearch = 60

func (c *checker) dates() {
	zones := zones{}
	for i := range c.rounds {
		r := &c.rounds[i]
		if day, off := c.dayOff(r.rule); off {
			c.find(DateClosed, r.path().Attribute("on"), "The %s %q is set on a %s, on which nobody works, so it %s. Choose a workday, or check the calendar.",
				noun(r.kind), r.id, day, moved(r.rule.OnHoliday))
			continue
		}
		var closed, late []string
		for _, id := range r.people {
			p := c.person(id)
			if p == nil {
				continue
			}
			switch open, inHours := c.suits(r, p, &zones); {
			case !open:
				closed = append(closed, id)
			case !inHours && !r.social:
				late = append(late, id)
			}
		}
		c.unsuited(r, closed, late)
	}
}

// dayOff reports whether a rule names a weekday that the partnership's own
// calendar has no work on.
func (c *checker) dayOff(rule *cadence.Rule) (time.Weekday, bool) {
	day, err := cadence.ParseWeekday(rule.On[strings.LastIndexByte(rule.On, ' ')+1:])
	if err != nil {
		return 0, false
	}
	week := c.calendar(c.spec.Calendar).Workdays
	if len(week) == 0 {
		week = c.standard.Workdays
	}
	return day, !slices.Contains(week, day)
}

// moved says what a holiday policy makes of a day off.
func moved(p cadence.HolidayPolicy) string {
	switch p {
	case cadence.HolidaySkip:
		return "never takes place"
	case cadence.HolidayPrevious:
		return "always moves to the business day before"
	default:
		return "always moves to the next business day"
	}
}

func (c *checker) unsuited(r *round, closed, late []string) {
	if len(closed) > 0 {
		c.find(DateClosed, r.path().Attribute("on"), "Every %s %q falls on a day on which %s %s not work. Choose another day, or check the calendars.",
			noun(r.kind), r.id, quoted(closed), plural(len(closed), "does", "do"))
	}
	if len(late) > 0 {
		c.find(DateHours, r.path().Attribute("at"), "Every %s %q comes at a time of day at which %s %s not work%s. Choose a time that suits everybody.",
			noun(r.kind), r.id, quoted(late), plural(len(late), "does", "do"), delay(r.kind))
	}
}

// delay says what becomes of mail outside somebody's hours.
func delay(kind string) string {
	if kind == "meeting" {
		return ""
	}
	return ", so the mail always waits for the next morning there"
}

func noun(kind string) string {
	if kind == "check_in" {
		return "check-in"
	}
	return kind
}

// suits reports whether any occurrence falls on a day on which a person works,
// and whether any falls into their hours.
func (c *checker) suits(r *round, p *partnership.Person, zones *zones) (open, inHours bool) {
	calendar := c.calendar(p.Calendar)
	if p.Zone == c.spec.Zone && p.Calendar == c.spec.Calendar {
		return true, within(calendar.Hours, r.rule.At) // the holiday policy chooses business days
	}
	if p.Zone != c.spec.Zone && !zones.load(c.spec.Zone, p.Zone) {
		return true, true
	}
	timetable, err := cadence.Schedule{
		// Days and wall times are those of any zone; UTC needs no loading.
		Rule: *r.rule, Zone: "UTC", Calendar: *c.calendar(c.spec.Calendar), Start: c.spec.Start, End: c.spec.End,
	}.Timetable()
	if err != nil {
		return true, true
	}
	return search(timetable, calendar, func(wall time.Time) time.Time {
		if p.Zone == c.spec.Zone {
			return wall
		}
		there := cadence.In(cadence.DateOf(wall), r.rule.At, zones.of(c.spec.Zone))
		return there.In(zones.of(p.Zone))
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

// zones holds the zones that a check needed; there are seldom more than three.
type zones struct {
	names     []string
	locations []*time.Location
}

// load makes zones known; false when one does not exist.
func (z *zones) load(names ...string) bool {
	for _, name := range names {
		if slices.Contains(z.names, name) {
			continue
		}
		loc, err := cadence.LoadZone(name)
		if err != nil {
			return false
		}
		z.names, z.locations = append(z.names, name), append(z.locations, loc)
	}
	return true
}

func (z *zones) of(name string) *time.Location { return z.locations[slices.Index(z.names, name)] }
