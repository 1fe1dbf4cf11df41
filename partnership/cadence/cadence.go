// Package cadence turns declared rhythms into instants: recurrence rules,
// business calendars, spans of business days, and wall time in named zones.
//
// Times are declared as a zone name and wall time, never as an offset. Wall
// time that a clock change skips means the first valid instant after the gap;
// wall time that occurs twice means the first of the two.
package cadence

import "time"

// Clock is a wall time of day with minutes, such as 10:00.
type Clock struct{ Hour, Minute int }

// Calendar says which days are business days and at which hours people work.
type Calendar struct {
	Name     string         `json:"name"`
	Workdays []time.Weekday `json:"workdays"` // Monday first
	Hours    *Hours         `json:"hours,omitempty"`
	Holidays []Date         `json:"holidays,omitempty"` // ascending
}

// Hours is the part of a business day in which mail may arrive.
type Hours struct {
	From  Clock `json:"from"`
	Until Clock `json:"until"` // exclusive
}

// Rule is a declared recurrence, independent of any zone or term.
type Rule struct {
	Every     string        `json:"every"`        // "2 weeks", canonical
	On        string        `json:"on,omitempty"` // "first thursday", canonical
	At        Clock         `json:"at"`
	OnHoliday HolidayPolicy `json:"on_holiday"`
	Missed    MissedPolicy  `json:"missed"`
}

// HolidayPolicy says where an occurrence goes that falls on no business day.
type HolidayPolicy string

// MissedPolicy says what becomes of an occurrence that passed while nothing ran.
type MissedPolicy string

// The policies.
const (
	HolidayNext     HolidayPolicy = "next"
	HolidayPrevious HolidayPolicy = "previous"
	HolidaySkip     HolidayPolicy = "skip"

	MissedSendLatest MissedPolicy = "send_latest"
	MissedSkip       MissedPolicy = "skip"
)

// Span is a declared duration: business days "2bd", days "3d", hours "36h",
// minutes "45m" or a share of a window "60%". It marshals as that text.
type Span struct {
	Count int
	Unit  SpanUnit
}

// SpanUnit is the unit of a span.
type SpanUnit string

// The units of a span.
const (
	BusinessDays SpanUnit = "bd"
	Days         SpanUnit = "d"
	HoursUnit    SpanUnit = "h"
	Minutes      SpanUnit = "m"
	Percent      SpanUnit = "%"
)

// StandardWeek is Monday to Friday without hours or holidays.
func StandardWeek() Calendar {
	return Calendar{Name: "", Workdays: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}}
}
