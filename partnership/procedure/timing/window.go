package timing

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Hours at which people are awake where their calendar declares none.
const (
	morning = 8
	night   = 22
)

// lastCall is the part of a window, one in so many, in which a reminder comes
// too late to help.
const lastCall = 5

// Count computes a person's window from the moment at which their mail goes out:
// everybody has the same time, whenever that was. It ends at an hour at which
// people are awake, and so do the reminders, none of which comes when it is too
// late to act on it.
func Count(spec partnership.Spec, person string, w procedure.Window, sent time.Time) procedure.AskTimes {
	p, zone := whereabouts(spec, person, sent)
	calendar := spec.CalendarNamed(p.Calendar)
	from := sent.In(zone).Truncate(time.Minute)
	due := awake(calendar, w.Span.After(from, calendar))
	times := procedure.AskTimes{Person: person, Send: from, Due: due, City: cadence.City(p.Zone)}
	last := from
	for _, span := range w.Remind {
		at, ok := reminder(calendar, span.Within(from, due, calendar), last, due, due.Sub(from)/lastCall)
		if ok {
			times.Remind = append(times.Remind, at)
			last = at
		}
	}
	return times
}

// reminder places a reminder in waking hours: later than wanted, or earlier if
// that would be so shortly before the due time that it could not help.
func reminder(calendar cadence.Calendar, wanted, last, due time.Time, margin time.Duration) (time.Time, bool) {
	at := awake(calendar, wanted)
	if due.Sub(at) < margin {
		at = awakeBefore(calendar, due.Add(-margin))
	}
	return at, at.After(last) && at.Before(due)
}

// awake is the first moment from t on at which people are awake: the calendar's
// hours, or the day where it declares none. The end of the hours is in time.
func awake(calendar cadence.Calendar, t time.Time) time.Time {
	if calendar.Hours != nil {
		closes := cadence.In(cadence.DateOf(t), calendar.Hours.Until, t.Location())
		if t.Equal(closes) && calendar.BusinessDay(cadence.DateOf(t)) {
			return t
		}
		return calendar.NextOpen(t)
	}
	wake := func(d cadence.Date) time.Time { return cadence.In(d, cadence.Clock{Hour: morning}, t.Location()) }
	switch today := cadence.DateOf(t); {
	case t.Hour() < morning:
		return wake(today)
	case t.Hour() >= night:
		return wake(today.AddDays(1))
	default:
		return t
	}
}

// awakeBefore is the last full step of an hour back from t at which people are
// awake; a fortnight of closed days ends the search.
func awakeBefore(calendar cadence.Calendar, t time.Time) time.Time {
	const fortnight = 14 * 24
	for back := range fortnight {
		if at := t.Add(-time.Duration(back) * time.Hour); awake(calendar, at).Equal(at) {
			return at
		}
	}
	return t
}

// rideFor is how long a notice waits for a letter to take it along.
var rideFor = cadence.Span{Count: 10, Unit: cadence.BusinessDays}

// LastDay is when a notice that nothing took along goes alone.
func LastDay(spec partnership.Spec, l procedure.Letter) time.Time {
	return instant(spec, procedure.Instant{Person: l.Person, From: l.At, Span: rideFor})
}

// Depart sets the due time of a letter that goes out to the end of its window,
// and returns what its procedure will hear of it.
func Depart(spec partnership.Spec, l *procedure.Letter, now time.Time) procedure.Arrival {
	a := procedure.Arrival{Key: l.Key}
	if !l.Opens || l.Window.IsZero() {
		return a
	}
	times := Count(spec, l.Person, l.Window, now)
	l.Due, a.Due, a.Remind = times.Due, times.Due, times.Remind
	return a
}
