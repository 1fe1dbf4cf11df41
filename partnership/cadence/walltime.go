package cadence

import (
	"fmt"
	"strings"
	"time"
)

// WallTime is what calendars and clocks show at a place that is named elsewhere.
type WallTime struct {
	Day   Date
	Clock Clock
}

// ParseWallTime reads a day and a time of day, such as "2027-02-03 10:00".
func ParseWallTime(s string) (WallTime, error) {
	day, clock, _ := strings.Cut(s, " ")
	d, err := ParseDate(day)
	if err != nil {
		return WallTime{}, fmt.Errorf("parse time %q: want the form 2027-02-03 10:00", s)
	}
	c, err := ParseClock(clock)
	if err != nil {
		return WallTime{}, fmt.Errorf("parse time %q: want the form 2027-02-03 10:00", s)
	}
	return WallTime{d, c}, nil
}

// String gives the form 2027-02-03 10:00.
func (w WallTime) String() string { return w.Day.String() + " " + w.Clock.String() }

// In is the instant at which clocks in loc show the time, as In gives it.
func (w WallTime) In(loc *time.Location) time.Time { return In(w.Day, w.Clock, loc) }
