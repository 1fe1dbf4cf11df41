package cadence

import (
	"fmt"
	"time"
)

// Parts is a rule taken apart, for whoever words it in a language.
type Parts struct {
	Count int
	Unit  Interval
	On    Pick
	// Nth is which one of the month is picked, from 1, or Last.
	Nth     int
	Weekday time.Weekday
	At      Clock
}

// Last counts from the end of the month.
const Last = last

// Interval is the unit of the distance between rounds.
type Interval string

// The intervals.
const (
	EveryDay     Interval = "day"
	EveryWeek    Interval = "week"
	EveryMonth   Interval = "month"
	EveryQuarter Interval = "quarter"
	EveryYear    Interval = "year"
)

// Pick says how the day of a round is picked.
type Pick string

// The picks.
const (
	PickAnchor      Pick = ""             // the day that the term began on
	PickWeekday     Pick = "weekday"      // "tuesday"
	PickNthWeekday  Pick = "nth weekday"  // "first thursday"
	PickBusinessDay Pick = "business day" // "5th business day"
	PickMonthDay    Pick = "month day"    // "15th"
)

// Parts takes the rule apart. It fails for a rule that ParseRule has not made.
func (r Rule) Parts() (Parts, error) {
	every, err := parseEvery(r.Every)
	if err != nil {
		return Parts{}, fmt.Errorf("take rule apart: every: %w", err)
	}
	on, err := parseOn(r.On)
	if err != nil {
		return Parts{}, fmt.Errorf("take rule apart: on: %w", err)
	}
	p := Parts{Nth: on.n, Weekday: on.weekday, At: r.At}
	p.Count, p.Unit = every.parts()
	switch on.kind {
	case onAnchor:
	case onWeekday:
		p.On = PickWeekday
	case onNthWeekday:
		p.On = PickNthWeekday
	case onBusinessDay:
		p.On = PickBusinessDay
	case onMonthDay:
		p.On = PickMonthDay
	}
	return p, nil
}

// parts counts the interval in its largest unit.
func (i interval) parts() (int, Interval) {
	switch {
	case i.weekly:
		return i.days / 7, EveryWeek
	case i.days > 0:
		return i.days, EveryDay
	case i.months == 3:
		return 1, EveryQuarter
	case i.months%12 == 0:
		return i.months / 12, EveryYear
	default:
		return i.months, EveryMonth
	}
}
