package config

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

type calendarDecl struct {
	header
	Workdays field[[]field[time.Weekday]]
	Hours    field[cadence.Hours]
	Holidays field[[]field[cadence.Date]]
}

func (c *calendarDecl) schema() schema {
	return schema{
		doc: "Business days and hours, for partnerships, parties and people to refer to: calendar.norway.",
		attributes: []attribute{
			{name: "workdays", standard: `["mon", "tue", "wed", "thu", "fri"]`, value: someOf(&c.Workdays, weekday), doc: "The days of the week on which people work."},
			{name: "hours", standard: "any hour", value: hours(&c.Hours), doc: "When mail may arrive on a business day, such as \"08:00-17:00\"."},
			{name: "holidays", value: listOf(&c.Holidays, date), doc: "Days on which nobody works although the weekday is a workday."},
		},
	}
}

func (c *calendarDecl) compile() cadence.Calendar {
	calendar := cadence.StandardWeek()
	calendar.Name = c.name
	if c.Workdays.set {
		calendar.Workdays = plain(c.Workdays.value)
		slices.SortFunc(calendar.Workdays, func(a, b time.Weekday) int { return mondayFirst(a) - mondayFirst(b) })
	}
	if c.Hours.set {
		calendar.Hours = &c.Hours.value
	}
	calendar.Holidays = plain(c.Holidays.value)
	slices.SortFunc(calendar.Holidays, cadence.Date.Compare)
	return calendar
}

// mondayFirst numbers weekdays as calendars of the spec order them.
func mondayFirst(d time.Weekday) int { return (int(d) + 6) % 7 }
