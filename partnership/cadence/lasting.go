package cadence

import "time"

// usualDuration is how long people meet who do not say how long.
const usualDuration = time.Hour

// workday is how long a day of meeting is.
const workday = 8 * time.Hour

// Lasting is how long something takes for which people come together.
func Lasting(s Span) time.Duration {
	switch s.Unit {
	case Minutes:
		return time.Duration(s.Count) * time.Minute
	case HoursUnit:
		return time.Duration(s.Count) * time.Hour
	case Days, BusinessDays:
		return time.Duration(s.Count) * workday
	default:
		return usualDuration
	}
}
