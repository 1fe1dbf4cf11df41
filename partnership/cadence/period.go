package cadence

import (
	"fmt"
	"strconv"
	"strings"
)

// Period is a length of calendar time, such as the 12 months in which a goal is
// due; either days or months are set. The zero period is absent.
type Period struct {
	Days   int
	Months int
}

const (
	periodForms = `"12 months", "1 year", "6 weeks" or "90 days"`
	// longestPeriodYears bounds a period: no partnership plans further ahead.
	longestPeriodYears = 50
)

// ParsePeriod reads a period in days, weeks, months, quarters or years, in any
// case: "12 months", "year". Its errors name the forms that are allowed.
func ParsePeriod(s string) (Period, error) {
	fields := words(s)
	if len(fields) == 1 {
		fields = []string{"1", fields[0]}
	}
	if len(fields) != 2 {
		return Period{}, fmt.Errorf("%q is no period; want %s", s, periodForms)
	}
	count, err := strconv.Atoi(fields[0])
	if err != nil {
		return Period{}, fmt.Errorf("%q is no period; want %s", s, periodForms)
	}
	p, longest, ok := periodOf(count, strings.TrimSuffix(fields[1], "s"))
	switch {
	case !ok:
		return Period{}, fmt.Errorf("%q is no period: unknown unit %q; want %s", s, fields[1], periodForms)
	case count < 1 || count > longest:
		return Period{}, fmt.Errorf("%q is out of range; want a period from 1 day to %d years", s, longestPeriodYears)
	}
	return p, nil
}

// periodOf also gives the largest count of the unit.
func periodOf(count int, unit string) (p Period, longest int, ok bool) {
	switch unit {
	case "day":
		return Period{Days: count}, 366 * longestPeriodYears, true
	case "week":
		return Period{Days: 7 * count}, 52 * longestPeriodYears, true
	case "month":
		return Period{Months: count}, 12 * longestPeriodYears, true
	case "quarter":
		return Period{Months: 3 * count}, 4 * longestPeriodYears, true
	case "year":
		return Period{Months: 12 * count}, longestPeriodYears, true
	default:
		return Period{}, 0, false
	}
}

// IsZero reports whether the period is absent.
func (p Period) IsZero() bool { return p == Period{} }

// AddTo returns the day one period later. In a month that is too short for the
// day it is the month's last day: a month after 31 January is 28 February.
func (p Period) AddTo(d Date) Date { return p.step(d, 1) }

// SubtractFrom returns the day one period earlier, by the same rule.
func (p Period) SubtractFrom(d Date) Date { return p.step(d, -1) }

func (p Period) step(d Date, direction int) Date {
	if p.Months == 0 {
		return d.AddDays(direction * p.Days)
	}
	return monthOf(d).add(direction * p.Months).day(d.Day)
}

// String gives the canonical words, such as "12 months", "6 weeks", "1 year".
func (p Period) String() string {
	switch {
	case p.Months > 0 && p.Months%12 == 0 && p.Months > 12:
		return quantity(p.Months/12, "year")
	case p.Months > 0:
		return quantity(p.Months, "month")
	case p.Days > 0 && p.Days%7 == 0:
		return quantity(p.Days/7, "week")
	case p.Days > 0:
		return quantity(p.Days, "day")
	default:
		return ""
	}
}

func quantity(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// MarshalText gives the canonical words; the zero period is empty text.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads a period; empty text is the zero period.
func (p *Period) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*p = Period{}
		return nil
	}
	v, err := ParsePeriod(string(b))
	if err != nil {
		return err
	}
	*p = v
	return nil
}
