package cadence

import "time"

// furthestOffset is more than any zone has ever been away from UTC.
const furthestOffset = 26 * time.Hour

// In returns the first instant at which clocks in loc show the wall time c of
// the day d, or a later one. So wall time that a clock change skips gives the
// first valid instant after the gap, and wall time that occurs twice the first
// of the two; time.Date promises neither.
func In(d Date, c Clock, loc *time.Location) time.Time {
	wall := time.Date(d.Year, d.Month, d.Day, c.Hour, c.Minute, 0, 0, time.UTC)
	// Walk the stretches of constant offset in order; the first that contains
	// the wall time wins.
	at := wall.Add(-furthestOffset).In(loc)
	for {
		_, offset := at.Zone()
		start, end := at.ZoneBounds()
		if !end.IsZero() && !end.After(at) {
			// Go takes every year beyond the zone's table for one of 365 days, so on the
			// last day of a leap year the stretch has ended before it begins.
			end = at.Add(24 * time.Hour)
		}
		candidate := wall.Add(-time.Duration(offset) * time.Second).In(loc)
		switch {
		case !start.IsZero() && candidate.Before(start):
			return start // the clock jumped over the wall time to reach this stretch
		case end.IsZero() || candidate.Before(end):
			return candidate
		}
		at = end
	}
}

// sameWall is In for the wall time of t, seconds included, on another day.
func sameWall(t time.Time, d Date) time.Time {
	c := Clock{t.Hour(), t.Minute()}
	if DateOf(t) == d {
		return t
	}
	rest := time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
	return In(d, c, t.Location()).Add(rest)
}
