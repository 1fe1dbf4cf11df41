package answer

import (
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func readISO(m []string, _ dayContext) (foundDay, bool) {
	d, why := dateOf(atoi(m[0]), atoi(m[1]), atoi(m[2]))
	return foundDay{date: d, why: why}, true
}

// readDotted reads 01.12.2026, whose day comes first wherever it is written.
func readDotted(m []string, s dayContext) (foundDay, bool) {
	return s.near(m[2], atoi(m[1]), m[0]), true
}

// readStroke reads 13/12/2026, which only its size decides.
func readStroke(m []string, s dayContext) (foundDay, bool) {
	a, b := atoi(m[0]), atoi(m[1])
	switch {
	case a <= 12 && b <= 12 && a != b:
		return foundDay{why: reasonDateAmbiguous}, true
	case a > 12:
		return s.near(m[2], b, m[0]), true
	default:
		return s.near(m[2], a, m[1]), true
	}
}

func readDayMonth(m []string, s dayContext) (foundDay, bool) {
	return s.near(m[2], monthNamed(m[1]), m[0]), true
}

func readMonthDay(m []string, s dayContext) (foundDay, bool) {
	return s.near(m[2], monthNamed(m[0]), m[1]), true
}

func readOrdinalMonth(m []string, s dayContext) (foundDay, bool) {
	return s.near(m[3], monthNamed(m[2]), ordinalDay(m[0], m[1])), true
}

func readMonthOrdinal(m []string, s dayContext) (foundDay, bool) {
	return s.near(m[3], monthNamed(m[0]), ordinalDay(m[1], m[2])), true
}

func readLastDay(m []string, s dayContext) (foundDay, bool) {
	month := monthNamed(m[0])
	first := s.near(m[1], month, "1")
	if first.why != understood {
		return first, true
	}
	end := time.Date(first.date.Year, time.Month(month)+1, 0, 12, 0, 0, 0, time.UTC)
	return foundDay{date: cadence.DateOf(end)}, true
}

// readNthWeekday reads "first Tuesday of October".
func readNthWeekday(m []string, s dayContext) (foundDay, bool) {
	month := monthNamed(m[2])
	first := s.near(m[3], month, "1")
	if first.why != understood {
		return first, true
	}
	d := first.date
	for int(d.Weekday()) != weekdayNamed(m[1]) {
		d = d.AddDays(1)
	}
	if strings.HasPrefix(m[0], "last") || strings.HasPrefix(m[0], "послед") {
		for next := d; int(next.Month) == month; next = next.AddDays(7) {
			d = next
		}
		return foundDay{date: d}, true
	}
	for i, nth := range [][]string{{"first", "перв"}, {"second", "втор"}, {"third", "трет"}, {"fourth", "четверт"}} {
		if strings.HasPrefix(m[0], nth[0]) || strings.HasPrefix(m[0], nth[1]) {
			return foundDay{date: d.AddDays(7 * i)}, true
		}
	}
	return foundDay{}, false
}

// readNextMonth reads "20th of next month".
func readNextMonth(m []string, s dayContext) (foundDay, bool) {
	if s.today.IsZero() {
		return foundDay{why: reasonNotDate}, true
	}
	d, why := dateOf(s.today.Year+int(s.today.Month)/12, int(s.today.Month)%12+1, atoi(m[0]))
	return foundDay{date: d, why: why}, true
}

// readMonthEnd reads "end of the month".
func readMonthEnd(_ []string, s dayContext) (foundDay, bool) {
	if s.today.IsZero() {
		return foundDay{why: reasonNotDate}, true
	}
	end := time.Date(s.today.Year, time.Month(s.today.Month)+1, 0, 12, 0, 0, 0, time.UTC)
	return foundDay{date: cadence.DateOf(end)}, true
}

// readNextMonthEnd reads "end of next month".
func readNextMonthEnd(_ []string, s dayContext) (foundDay, bool) {
	if s.today.IsZero() {
		return foundDay{why: reasonNotDate}, true
	}
	end := time.Date(s.today.Year, time.Month(s.today.Month)+2, 0, 12, 0, 0, 0, time.UTC)
	return foundDay{date: cadence.DateOf(end)}, true
}

// readWeekEnd reads "by the end of the week", the Friday of people who work.
func readWeekEnd(_ []string, s dayContext) (foundDay, bool) {
	d := s.weekday(int(time.Friday), "", "")
	d.weekday = false
	return d, true
}

// readNextWeekEnd reads "by the end of next week", the Friday of it.
func readNextWeekEnd(_ []string, s dayContext) (foundDay, bool) {
	if s.today.IsZero() {
		return foundDay{why: reasonNotDate}, true
	}
	monday := s.today.AddDays(7 - (int(s.today.Weekday())+6)%7)
	return foundDay{date: monday.AddDays(4)}, true
}

// readWorkSpan reads "in 5 working days", of which Saturdays and Sundays are none.
func readWorkSpan(m []string, s dayContext) (foundDay, bool) {
	n, ok := spanCount(m[0])
	if !ok || n < 1 || n > 60 || s.today.IsZero() {
		return foundDay{}, false
	}
	day := s.today
	for n > 0 {
		day = day.AddDays(1)
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday {
			n--
		}
	}
	return foundDay{date: day}, true
}

// near completes a day from its parts; the year may be missing or short.
func (s dayContext) near(year string, month int, day string) foundDay {
	d, why := dateNear(atoi(year), month, atoi(day), s.today, s.past)
	return foundDay{date: d, why: why}
}

// readSpan reads "in 3 days".
func readSpan(m []string, s dayContext) (foundDay, bool) {
	n, ok := spanCount(m[0])
	if !ok || s.today.IsZero() {
		return foundDay{}, false
	}
	if strings.HasPrefix(m[1], "w") || strings.HasPrefix(m[1], "нед") {
		n *= 7
	}
	return foundDay{date: s.today.AddDays(n)}, true
}

// readAgo reads "3 days ago".
func readAgo(m []string, s dayContext) (foundDay, bool) {
	n, ok := spanCount(m[0])
	if !ok || s.today.IsZero() {
		return foundDay{}, false
	}
	if strings.HasPrefix(m[1], "w") || strings.HasPrefix(m[1], "нед") {
		n *= 7
	}
	return foundDay{date: s.today.AddDays(-n)}, true
}

func spanCount(s string) (int, bool) {
	if s == "" || s == "a" || s == "one" {
		return 1, true
	}
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	w, ok := numberWords[s]
	return int(w.value.IntPart()), ok && w.value.IsInteger()
}

func readNear(m []string, s dayContext) (foundDay, bool) {
	if s.today.IsZero() {
		return foundDay{why: reasonNotDate}, true
	}
	days, ok := relativeDay(m[0])
	switch {
	case ok:
	case strings.HasSuffix(m[0], "tomorrow"):
		days = 2
	default:
		days = -2
	}
	return foundDay{date: s.today.AddDays(days)}, true
}

func readWeekOf(m []string, s dayContext) (foundDay, bool) {
	return s.weekday(weekdayNamed(m[2]), "", m[0]+m[1]), true
}

func readWeekday(m []string, s dayContext) (foundDay, bool) {
	return s.weekday(weekdayNamed(m[1]), m[0], m[2]+m[3]), true
}

// weekday finds the day that a weekday means. "Friday" is the coming one, "next
// Friday" to some this one and to others the one after, unless this week's is
// over: then it is next week's for all.
func (s dayContext) weekday(weekday int, which, week string) foundDay {
	d := foundDay{weekday: true}
	if s.today.IsZero() {
		d.why = reasonNotDate
		return d
	}
	monday := s.today.AddDays(-(int(s.today.Weekday()) + 6) % 7)
	d.date = monday.AddDays((weekday + 6) % 7)
	if week != "" {
		d.date = d.date.AddDays(7 * weeksAway[week])
		return d
	}
	over, ahead := !s.today.Before(d.date), !d.date.Before(s.today)
	switch away := awayOf(which); {
	case away > 0 && over, away == 0 && !s.past && over:
		d.date = d.date.AddDays(7)
	case away < 0 && ahead, away == 0 && s.past && ahead:
		d.date = d.date.AddDays(-7)
	case away != 0:
		d.why = reasonDateAmbiguous
	}
	return d
}

// weeksAway are the words for weeks near this one.
var weeksAway = map[string]int{"next": 1, "следующей": 1, "last": -1, "прошлой": -1, "this": 0, "этой": 0}

// awayOf is the way in which "next" and "last" point.
func awayOf(which string) int {
	switch {
	case which == "next", strings.HasPrefix(which, "следующ"):
		return 1
	case which == "last", which == "past", strings.HasPrefix(which, "прошл"):
		return -1
	default:
		return 0
	}
}

// readDayOnly reads "the 24th": the coming one, or the last one where a question
// asks for what has been.
func readDayOnly(m []string, s dayContext) (foundDay, bool) {
	n := atoi(m[0] + m[1] + m[2] + m[3])
	if n < 1 || n > 31 || s.today.IsZero() {
		return foundDay{}, false
	}
	step := 1
	if s.past {
		step = -1
	}
	year, month := s.today.Year, int(s.today.Month)
	for range 3 {
		d, why := dateOf(year, month, n)
		if why == understood && (s.past && !s.today.Before(d) || !s.past && !d.Before(s.today)) {
			return foundDay{date: d}, true
		}
		next := time.Date(year, time.Month(month+step), 1, 12, 0, 0, 0, time.UTC)
		year, month = next.Year(), int(next.Month())
	}
	return foundDay{why: reasonDateAmbiguous}, true
}
