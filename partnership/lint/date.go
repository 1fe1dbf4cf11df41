package lint

import (
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// DATE: a rhythm that suits the people whom it calls.
const (
	DateClosed ID = "date-closed"
	DateHours  ID = "date-hours"
)

func (c *checker) dates() {
	for i := range c.rounds {
		r := &c.rounds[i]
		if day, off := c.dayOff(r.rule); off {
			c.find(DateClosed, r.path().Attribute("on"), "The %s %q is set on a %s, on which nobody works, so it %s. Choose a workday, or check the calendar.",
				noun(r.kind), r.id, day, moved(r.rule.OnHoliday))
			continue
		}
		c.unsuited(r)
	}
}

// unsuited reports the people whom a round always finds away from work.
func (c *checker) unsuited(r *round) {
	var closed, late []string
	var known []verdict
	for _, id := range r.people {
		p := c.person(id)
		if p == nil {
			continue
		}
		switch v := c.verdict(r, workplace{p.Zone, p.Calendar}, &known); {
		case !v.open:
			closed = append(closed, id)
		case !v.inHours && !r.social:
			late = append(late, id)
		}
	}
	if len(closed) > 0 {
		c.find(DateClosed, r.path().Attribute("on"), "Every %s %q falls on a day on which %s %s not work. Choose another day, or check the calendars.",
			noun(r.kind), r.id, quoted(closed), plural(len(closed), "does", "do"))
	}
	if len(late) > 0 {
		c.find(DateHours, r.path().Attribute("at"), "Every %s %q comes at a time of day at which %s %s not work%s. Choose a time that suits everybody.",
			noun(r.kind), r.id, quoted(late), plural(len(late), "does", "do"), delay(r.kind))
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
