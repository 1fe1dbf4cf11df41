package config

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// period is a stretch of the calendar, such as "12 months".
type period struct {
	count int
	unit  string // "day", "week", "month" or "year"
}

var periodForm = regexp.MustCompile(`^([1-9][0-9]{0,3}) ?(day|week|month|year)s?$`)

// periodOf binds a number of days, weeks, months or years.
func periodOf(into *field[period]) binding {
	return parsed(into, "period", codeDuration, func(_ *reader, s string) (period, string) {
		m := periodForm.FindStringSubmatch(s)
		if m == nil {
			return period{}, fmt.Sprintf("%q is not a period. Write a number of days, weeks, months or years, such as \"12 months\".", s)
		}
		count, _ := strconv.Atoi(m[1]) // the form bounds the digits
		p := period{count: count, unit: m[2]}
		if p.after(cadence.Date{Year: 2000, Month: time.January, Day: 1}).Year > 2050 {
			return p, fmt.Sprintf("%q is longer than 50 years. Write a shorter period.", s)
		}
		return p, ""
	})
}

// String gives the one spelling of a period.
func (p period) String() string {
	switch p.count {
	case 0:
		return ""
	case 1:
		return "1 " + p.unit
	default:
		return fmt.Sprintf("%d %ss", p.count, p.unit)
	}
}

// after is the day a period later. A month after the 31st is the last day of a
// month that has fewer.
func (p period) after(d cadence.Date) cadence.Date {
	switch p.unit {
	case "day":
		return d.AddDays(p.count)
	case "week":
		return d.AddDays(7 * p.count)
	case "year":
		return addMonths(d, 12*p.count)
	default:
		return addMonths(d, p.count)
	}
}

func addMonths(d cadence.Date, n int) cadence.Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return cadence.Date{Year: first.Year(), Month: first.Month(), Day: min(d.Day, last)}
}
