package cadence

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Span is a declared duration: business days "2bd", days "3d", hours "36h",
// minutes "45m" or a share of a window "60%". It marshals as that text; the
// zero span is empty text.
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

const (
	spanForms = "business days 2bd, days 3d, hours 36h, minutes 45m, or 60% of the window"
	// maxSpan keeps a slip of the finger from meaning centuries.
	maxSpan = 10_000
)

// ParseSpan reads a span. Its errors name the forms that are allowed.
func ParseSpan(s string) (Span, error) {
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ% ")
	unit := SpanUnit(s[len(digits):])
	count, err := strconv.ParseUint(digits, 10, 31)
	if err != nil {
		return Span{}, fmt.Errorf("parse span %q: want a whole number and a unit: %s", s, spanForms)
	}
	if !slices.Contains([]SpanUnit{BusinessDays, Days, HoursUnit, Minutes, Percent}, unit) {
		return Span{}, fmt.Errorf("parse span %q: unknown unit %q%s; want %s", s, string(unit), unitHint(int(count), unit), spanForms)
	}
	most := maxSpan
	if unit == Percent {
		most = 100
	}
	if count < 1 || count > uint64(most) {
		return Span{}, fmt.Errorf("parse span %q: want from 1%s to %d%s", s, unit, most, unit)
	}
	return Span{Count: int(count), Unit: unit}, nil
}

// unitHint translates the units that people try first.
func unitHint(count int, unit SpanUnit) string {
	switch strings.ToLower(strings.TrimSpace(string(unit))) {
	case "w", "wk", "week", "weeks":
		return fmt.Sprintf(" (for weeks write %dd)", 7*count)
	case "day", "days":
		return fmt.Sprintf(" (write %dd)", count)
	case "hour", "hours":
		return fmt.Sprintf(" (write %dh)", count)
	case "min", "minute", "minutes":
		return fmt.Sprintf(" (write %dm)", count)
	case "bd", "d", "h", "m", "%":
		return " (units are in lower case and follow the number directly)"
	default:
		return ""
	}
}

// String gives the declared form, "" for the zero span.
func (s Span) String() string {
	if s.IsZero() {
		return ""
	}
	return strconv.Itoa(s.Count) + string(s.Unit)
}

// IsZero reports whether the span is unset.
func (s Span) IsZero() bool { return s == Span{} }

// Minutes is how long a span usually is, to compare spans without a calendar: five business
// days take a week. A percentage has no length; it counts for itself.
func (s Span) Minutes() int {
	const day = 24 * 60
	switch s.Unit {
	case BusinessDays:
		return s.Count * 7 * day / 5
	case Days:
		return s.Count * day
	case HoursUnit:
		return s.Count * 60
	default:
		return s.Count
	}
}

// MarshalText gives the declared form.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the declared form; empty text is the zero span.
func (s *Span) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*s = Span{}
		return nil
	}
	v, err := ParseSpan(string(b))
	if err != nil {
		return err
	}
	*s = v
	return nil
}
