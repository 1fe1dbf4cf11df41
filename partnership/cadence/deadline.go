package cadence

import "time"

// After returns the instant that lies a span later than t, in t's location.
// Hours and minutes are time that elapses. Days keep the wall time, whatever
// the clocks do in between. Business days keep it too and count days on which
// the calendar works: a t on another day counts as if it were the next business
// day. Of several calendars the one that takes longest decides; without any it
// is the standard week. A share needs a window (Within), so here it adds nothing.
func (s Span) After(t time.Time, cals ...Calendar) time.Time {
	switch s.Unit {
	case BusinessDays:
		return s.afterBusinessDays(t, cals)
	case Days:
		return sameWall(t, DateOf(t).AddDays(s.Count))
	case HoursUnit:
		return t.Add(time.Duration(s.Count) * time.Hour)
	case Minutes:
		return t.Add(time.Duration(s.Count) * time.Minute)
	default:
		return t
	}
}

func (s Span) afterBusinessDays(t time.Time, cals []Calendar) time.Time {
	if len(cals) == 0 {
		cals = []Calendar{StandardWeek()}
	}
	var latest Date
	for i, c := range cals {
		if d := c.AddBusinessDays(DateOf(t), s.Count); i == 0 || latest.Before(d) {
			latest = d
		}
	}
	return sameWall(t, latest)
}

// Within is After for spans inside a window: a share is that part of the time
// from one instant to the other, in whole minutes and in from's location.
// Other spans count from the first instant and may end after the second.
func (s Span) Within(from, to time.Time, cals ...Calendar) time.Time {
	if s.Unit != Percent {
		return s.After(from, cals...)
	}
	window := max(0, to.Sub(from))
	return from.Add((window / 100 * time.Duration(s.Count)).Truncate(time.Minute))
}

// Before returns the instant that lies a span earlier than t, in t's location: what After
// is in the other direction. A t on no business day counts as if it were the business day
// before it.
func (s Span) Before(t time.Time, c Calendar) time.Time {
	if s.Unit == BusinessDays {
		return sameWall(t, c.AddBusinessDays(DateOf(t), -s.Count))
	}
	return Span{Count: -s.Count, Unit: s.Unit}.After(t)
}
