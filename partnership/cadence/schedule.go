package cadence

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Schedule is a rule put to work: in a zone, under a calendar, for a term.
//
// Rounds are anchored at Start: weeks at the first chosen weekday from Start
// on, days at Start, months at the month of Start. A chosen day before Start or
// after End is no occurrence, and neither is one that a holiday policy moves
// out of the term.
type Schedule struct {
	Rule     Rule
	Zone     string
	Calendar Calendar
	Start    Date
	End      Date // the last day
}

// Next returns the first occurrence after an instant, in the schedule's zone;
// false when the term holds no more.
func (s Schedule) Next(after time.Time) (time.Time, bool, error) {
	t, err := s.Timetable()
	if err != nil {
		return time.Time{}, false, err
	}
	at, ok := t.Next(after)
	return at, ok, nil
}

// Between returns the occurrences from an instant on and before another, in
// order and in the schedule's zone.
func (s Schedule) Between(from, until time.Time) ([]time.Time, error) {
	t, err := s.Timetable()
	if err != nil {
		return nil, err
	}
	return t.Between(from, until), nil
}

// Timetable checks the schedule and loads its zone, once for many questions.
func (s Schedule) Timetable() (*Timetable, error) {
	every, err := parseEvery(s.Rule.Every)
	if err != nil {
		return nil, fmt.Errorf("schedule: every: %w", err)
	}
	on, err := parseOn(s.Rule.On)
	if err == nil {
		err = on.fits(every)
	}
	if err != nil {
		return nil, fmt.Errorf("schedule: on: %w", err)
	}
	if p := s.Rule.OnHoliday; p != "" && !slices.Contains(HolidayPolicies(), p) {
		return nil, fmt.Errorf("schedule: unknown holiday policy %q", p)
	}
	if s.Start.IsZero() || s.End.IsZero() {
		return nil, errors.New("schedule: the term needs a first and a last day")
	}
	loc, err := LoadZone(s.Zone)
	if err != nil {
		return nil, fmt.Errorf("schedule: %w", err)
	}
	return &Timetable{schedule: s, every: every, on: on, loc: loc}, nil
}
