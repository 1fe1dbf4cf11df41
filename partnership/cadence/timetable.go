package cadence

import (
	"iter"
	"time"
)

// Timetable answers questions about one schedule. Any answer costs a few
// rounds, wherever in the term it lies.
type Timetable struct {
	schedule Schedule
	every    interval
	on       choice
	loc      *time.Location
}

// Next returns the first occurrence after an instant; false when the term holds
// no more.
func (t *Timetable) Next(after time.Time) (time.Time, bool) {
	for at := range t.After(after) {
		return at, true
	}
	return time.Time{}, false
}

// Between returns the occurrences from an instant on and before another.
func (t *Timetable) Between(from, until time.Time) []time.Time {
	var times []time.Time
	for at := range t.After(from.Add(-1)) {
		if !at.Before(until) {
			break
		}
		times = append(times, at)
	}
	return times
}

// After yields the occurrences after an instant, ascending, at most one a day:
// rounds that a holiday policy or the clocks bring to the same day are one.
func (t *Timetable) After(instant time.Time) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		if !instant.Before(In(t.schedule.End.AddDays(1), Clock{}, t.loc)) {
			return
		}
		var day Date // of the occurrence before
		for k := t.roundBefore(DateOf(instant.In(t.loc))); !t.schedule.End.Before(t.begins(k)); k++ {
			at, ok := t.occurrence(k)
			if !ok || !day.IsZero() && !day.Before(DateOf(at)) {
				continue
			}
			day = DateOf(at)
			if at.After(instant) && !yield(at) {
				return
			}
		}
	}
}

// roundBefore returns a round whose occurrence comes before the day d, or the
// first round. Holiday policies keep the order of rounds and leave business
// days alone, so what was chosen before a business day stays before it. The
// day more is for the clocks: a zone may drop a whole day.
func (t *Timetable) roundBefore(d Date) int {
	if d.Before(t.schedule.Start) {
		return 0
	}
	d = t.schedule.Calendar.PreviousBusinessDay(d).AddDays(-1)
	if t.every.months > 0 {
		return max(0, monthOf(t.schedule.Start).monthsUntil(monthOf(d))/t.every.months-1)
	}
	return max(0, t.begins(0).DaysUntil(d)/t.every.days-1)
}

// begins returns the earliest day that round k may choose.
func (t *Timetable) begins(k int) Date {
	start := t.schedule.Start
	switch {
	case t.every.months > 0:
		return monthOf(start).add(k * t.every.months).first()
	case t.on.kind == onWeekday:
		return start.nextOn(t.on.weekday).AddDays(k * t.every.days)
	default:
		return start.AddDays(k * t.every.days)
	}
}

// occurrence returns the instant of round k, unless the round has none.
func (t *Timetable) occurrence(k int) (time.Time, bool) {
	chosen := t.begins(k)
	if t.every.months > 0 {
		var ok bool
		if chosen, ok = t.on.in(monthOf(chosen), t.schedule.Calendar, t.schedule.Start.Day); !ok {
			return time.Time{}, false
		}
	}
	if !t.inTerm(chosen) {
		return time.Time{}, false
	}
	day, ok := t.schedule.Rule.OnHoliday.move(chosen, t.schedule.Calendar)
	if !ok || !t.inTerm(day) {
		return time.Time{}, false
	}
	return In(day, t.schedule.Rule.At, t.loc), true
}

func (t *Timetable) inTerm(d Date) bool {
	return !d.Before(t.schedule.Start) && !t.schedule.End.Before(d)
}

// move takes a chosen day to a business day; false when it is dropped instead.
func (p HolidayPolicy) move(d Date, c Calendar) (Date, bool) {
	switch p {
	case HolidayPrevious:
		return c.PreviousBusinessDay(d), true
	case HolidaySkip:
		return d, c.BusinessDay(d)
	default:
		return c.NextBusinessDay(d), true
	}
}
