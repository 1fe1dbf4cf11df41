package cadence

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Clock is a wall time of day with minutes, such as 10:00.
type Clock struct{ Hour, Minute int }

// ParseClock reads a wall time from 00:00 to 23:59, always with four digits.
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil || len(s) != len("15:04") {
		return Clock{}, fmt.Errorf("parse time of day %q: want the form 09:30, from 00:00 to 23:59", s)
	}
	return Clock{Hour: t.Hour(), Minute: t.Minute()}, nil
}

// String gives the form 09:30.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }

// Compare is negative when c is earlier in the day than o, zero when equal.
func (c Clock) Compare(o Clock) int {
	return cmp.Or(cmp.Compare(c.Hour, o.Hour), cmp.Compare(c.Minute, o.Minute))
}

// MarshalText gives the form 09:30.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the form 09:30.
func (c *Clock) UnmarshalText(b []byte) error {
	v, err := ParseClock(string(b))
	if err != nil {
		return err
	}
	*c = v
	return nil
}

// Hours is the part of a business day in which mail may arrive.
type Hours struct {
	From  Clock `json:"from"`
	Until Clock `json:"until"` // exclusive
}

// ParseHours reads hours of one day, such as 08:00-17:00.
func ParseHours(s string) (Hours, error) {
	from, until, ok := strings.Cut(s, "-")
	if !ok {
		return Hours{}, fmt.Errorf("parse hours %q: want the form 08:00-17:00", s)
	}
	var h Hours
	var err error
	if h.From, err = ParseClock(strings.TrimSpace(from)); err != nil {
		return Hours{}, fmt.Errorf("parse hours %q: %w", s, err)
	}
	if h.Until, err = ParseClock(strings.TrimSpace(until)); err != nil {
		return Hours{}, fmt.Errorf("parse hours %q: %w", s, err)
	}
	if h.empty() {
		return Hours{}, fmt.Errorf("parse hours %q: the end must be later than the beginning, on the same day", s)
	}
	return h, nil
}

// String gives the form 08:00-17:00.
func (h Hours) String() string { return h.From.String() + "-" + h.Until.String() }

func (h Hours) empty() bool { return h.From.Compare(h.Until) >= 0 }
