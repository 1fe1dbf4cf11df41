package cadence

import "time"

// month is a month of the calendar, so that stepping by months never meets a
// day that the next month lacks.
type month struct {
	year  int
	month time.Month
}

func monthOf(d Date) month { return month{d.Year, d.Month} }

func (m month) add(n int) month {
	t := time.Date(m.year, m.month+time.Month(n), 1, 12, 0, 0, 0, time.UTC)
	return month{t.Year(), t.Month()}
}

// monthsUntil counts the months from m to o.
func (m month) monthsUntil(o month) int {
	return 12*(o.year-m.year) + int(o.month-m.month)
}

func (m month) first() Date { return Date{m.year, m.month, 1} }

func (m month) last() Date { return m.add(1).first().AddDays(-1) }

// day returns the n-th day, or the last one when the month is shorter.
func (m month) day(n int) Date {
	end := m.last()
	if n == last || n > end.Day {
		return end
	}
	return Date{m.year, m.month, n}
}

// weekday returns the n-th such weekday of the month, counted from 1.
func (m month) weekday(day time.Weekday, n int) Date {
	return m.first().nextOn(day).AddDays(7 * (n - 1))
}

func (m month) lastWeekday(day time.Weekday) Date {
	return m.last().AddDays(-6).nextOn(day)
}

// nextOn returns the first such weekday from d on.
func (d Date) nextOn(day time.Weekday) Date {
	return d.AddDays((int(day) - int(d.Weekday()) + 7) % 7)
}
