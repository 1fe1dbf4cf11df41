package cadence

// in picks the day of a month; anchor is the day of the month that stands in
// when none was chosen. A day that the month lacks, such as the 31st of June or
// the 20th of 19 business days, becomes the last one of its kind. It reports
// false for a business day of a month that has none.
func (c choice) in(m month, cal Calendar, anchor int) (Date, bool) {
	switch c.kind {
	case onNthWeekday:
		if c.n == last {
			return m.lastWeekday(c.weekday), true
		}
		return m.weekday(c.weekday, c.n), true
	case onBusinessDay:
		return businessDayOf(m, cal, c.n)
	case onMonthDay:
		return m.day(c.n), true
	default:
		return m.day(anchor), true
	}
}

// businessDayOf returns the n-th business day of a month, or the last one.
func businessDayOf(m month, cal Calendar, n int) (Date, bool) {
	end := cal.PreviousBusinessDay(m.last())
	if end.Before(m.first()) {
		return Date{}, false
	}
	if n == last {
		return end, true
	}
	d := cal.AddBusinessDays(m.first(), n-1)
	if end.Before(d) {
		return end, true
	}
	return d, true
}
