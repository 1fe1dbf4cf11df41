package cadence

import (
	"slices"
	"time"
)

// Calendar says which days are business days and at which hours people work.
// A calendar without workdays has the standard week.
//
// Holidays are lists of dates; which country keeps which is not known here.
type Calendar struct {
	Name     string         `json:"name"`
	Workdays []time.Weekday `json:"workdays"` // Monday first
	Hours    *Hours         `json:"hours,omitempty"`
	Holidays []Date         `json:"holidays,omitempty"` // ascending
}

// StandardWeek is Monday to Friday without hours or holidays.
func StandardWeek() Calendar {
	return Calendar{Name: "", Workdays: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}}
}

// BusinessDay reports whether people work on a day: a workday, no holiday.
func (c Calendar) BusinessDay(d Date) bool {
	if !c.workday(d.Weekday()) {
		return false
	}
	_, holiday := slices.BinarySearchFunc(c.Holidays, d, Date.Compare)
	return !holiday
}

func (c Calendar) workday(day time.Weekday) bool {
	if !slices.ContainsFunc(c.Workdays, isWeekday) {
		return day != time.Saturday && day != time.Sunday
	}
	return slices.Contains(c.Workdays, day)
}

// isWeekday guards the searches below: among days that never come they would
// look for ever.
func isWeekday(day time.Weekday) bool { return time.Sunday <= day && day <= time.Saturday }

// NextBusinessDay returns the first business day from d on: d itself if it is one.
func (c Calendar) NextBusinessDay(d Date) Date {
	for !c.BusinessDay(d) {
		d = d.AddDays(1)
	}
	return d
}

// PreviousBusinessDay returns the last business day up to d: d itself if it is one.
func (c Calendar) PreviousBusinessDay(d Date) Date {
	for !c.BusinessDay(d) {
		d = d.AddDays(-1)
	}
	return d
}

// AddBusinessDays returns the n-th business day after d, or before d when n is
// negative. A d that is no business day counts as the next one (as the previous
// one when n is negative), so the result is always a business day.
func (c Calendar) AddBusinessDays(d Date, n int) Date {
	if n < 0 {
		d = c.PreviousBusinessDay(d)
		for ; n < 0; n++ {
			d = c.PreviousBusinessDay(d.AddDays(-1))
		}
		return d
	}
	d = c.NextBusinessDay(d)
	for ; n > 0; n-- {
		d = c.NextBusinessDay(d.AddDays(1))
	}
	return d
}

// OpenBetween returns how much of the time between two instants lies in the calendar's hours
// on business days, as they are in from's location; without hours in all of these days.
func (c Calendar) OpenBetween(from, until time.Time) time.Duration {
	hours, zone := Hours{Until: Clock{Hour: 24}}, from.Location()
	if c.Hours != nil && !c.Hours.empty() {
		hours = *c.Hours
	}
	var sum time.Duration
	for d := c.NextBusinessDay(DateOf(from)); ; d = c.NextBusinessDay(d.AddDays(1)) {
		opens, closes := In(d, hours.From, zone), In(d, hours.Until, zone)
		if !opens.Before(until) {
			return sum
		}
		if opens.Before(from) {
			opens = from
		}
		if until.Before(closes) {
			closes = until
		}
		sum += max(0, closes.Sub(opens))
	}
}

// NextOpen returns the first instant from t on, in t's location, that lies in
// the calendar's hours on a business day. It is t itself when the calendar
// declares no hours; business days do not matter then either.
func (c Calendar) NextOpen(t time.Time) time.Time {
	if c.Hours == nil || c.Hours.empty() {
		return t
	}
	for d := c.NextBusinessDay(DateOf(t)); ; d = c.NextBusinessDay(d.AddDays(1)) {
		opens, closes := In(d, c.Hours.From, t.Location()), In(d, c.Hours.Until, t.Location())
		switch {
		case !opens.Before(closes): // a clock change swallowed the hours of this day
		case t.Before(opens):
			return opens
		case t.Before(closes):
			return t
		}
	}
}
