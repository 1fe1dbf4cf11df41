package cadence

import "time"

// ParseClock reads a wall time of the form 10:00.
func ParseClock(s string) (Clock, error) { return Clock{}, nil }

// String gives the form 10:00.
func (c Clock) String() string { return "" }

// MarshalText gives the form 10:00.
func (c Clock) MarshalText() ([]byte, error) { return nil, nil }

// UnmarshalText reads the form 10:00.
func (c *Clock) UnmarshalText(b []byte) error { return nil }

// ParseHours reads the form 08:00-17:00.
func ParseHours(s string) (Hours, error) { return Hours{}, nil }

// ParseWeekday reads "monday" or "mon".
func ParseWeekday(s string) (time.Weekday, error) { return 0, nil }

// ParseSpan reads a span such as 2bd, 3d, 36h, 45m or 60%.
func ParseSpan(s string) (Span, error) { return Span{}, nil }

// String gives the declared form.
func (s Span) String() string { return "" }

// IsZero reports whether the span is unset.
func (s Span) IsZero() bool { return s == Span{} }

// MarshalText gives the declared form.
func (s Span) MarshalText() ([]byte, error) { return nil, nil }

// UnmarshalText reads the declared form.
func (s *Span) UnmarshalText(b []byte) error { return nil }

// After returns the instant a span later than t, in t's location.
func (s Span) After(t time.Time, cals ...Calendar) time.Time { return t }

// Within is After for a span that may be a share of the window.
func (s Span) Within(from, to time.Time, cals ...Calendar) time.Time { return from }

// RuleError says which attribute of a rule is wrong.
type RuleError struct {
	Field   string // "every", "on" or "at"
	Message string
}

func (e *RuleError) Error() string { return e.Field + ": " + e.Message }

// ParseRule reads the three attributes of a rule.
func ParseRule(every, on, at string) (Rule, error) { return Rule{}, nil }

// Due says which missed occurrence to send and which to record as skipped.
func (r Rule) Due(occurrences []time.Time, windowEnd func(time.Time) time.Time, now time.Time) (send *time.Time, skipped []time.Time) {
	return nil, nil
}

// Schedule is a rule in a zone, a calendar and a term.
type Schedule struct {
	Rule       Rule
	Zone       string
	Calendar   Calendar
	Start, End Date
}

// Next returns the first occurrence after an instant.
func (s Schedule) Next(after time.Time) (time.Time, bool, error) { return time.Time{}, false, nil }

// Between returns the occurrences from an instant on and before another.
func (s Schedule) Between(from, until time.Time) ([]time.Time, error) { return nil, nil }

// In returns the instant of a wall time.
func In(d Date, c Clock, loc *time.Location) time.Time { return time.Time{} }

// BusinessDay reports whether people work on a day.
func (c Calendar) BusinessDay(d Date) bool { return false }

// NextBusinessDay returns the first business day on or after d.
func (c Calendar) NextBusinessDay(d Date) Date { return d }

// PreviousBusinessDay returns the last business day on or before d.
func (c Calendar) PreviousBusinessDay(d Date) Date { return d }

// AddBusinessDays returns the n-th business day after d.
func (c Calendar) AddBusinessDays(d Date, n int) Date { return d }

// NextOpen returns the first instant from t on inside the calendar's hours.
func (c Calendar) NextOpen(t time.Time) time.Time { return t }

// LoadZone finds a zone of the IANA database.
func LoadZone(name string) (*time.Location, error) { return nil, nil }

// City gives the place in a zone's name.
func City(zone string) string { return zone }
