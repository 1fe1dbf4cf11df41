package cadence_test

import (
	"strconv"
	"strings"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// everyDay finds a schedule's occurrences by looking at each day of its term.
func everyDay(t *rapid.T, s cadence.Schedule) []time.Time {
	loc, err := time.LoadLocation(s.Zone)
	if err != nil {
		t.Fatal(err)
	}
	var times []time.Time
	for d := s.Start; !s.End.Before(d); d = d.AddDays(1) {
		if !meantByInterval(s, d) || !meantByDay(s, d) {
			continue
		}
		moved, ok := moved(s, d)
		if !ok || moved.Before(s.Start) || s.End.Before(moved) {
			continue
		}
		at := cadence.In(moved, s.Rule.At, loc)
		if n := len(times); n > 0 && cadence.DateOf(times[n-1]) == cadence.DateOf(at) {
			continue
		}
		times = append(times, at)
	}
	return times
}

func moved(s cadence.Schedule, d cadence.Date) (cadence.Date, bool) {
	step := map[cadence.HolidayPolicy]int{cadence.HolidayNext: 1, cadence.HolidayPrevious: -1}[s.Rule.OnHoliday]
	if step == 0 {
		return d, s.Calendar.BusinessDay(d)
	}
	for !s.Calendar.BusinessDay(d) {
		d = d.AddDays(step)
	}
	return d, true
}

func meantByInterval(s cadence.Schedule, d cadence.Date) bool {
	count, unit := 1, s.Rule.Every
	if n, rest, ok := strings.Cut(s.Rule.Every, " "); ok {
		count, _ = strconv.Atoi(n)
		unit = strings.TrimSuffix(rest, "s")
	}
	days := s.Start.DaysUntil(d)
	months := 12*(d.Year-s.Start.Year) + int(d.Month-s.Start.Month)
	switch unit {
	case "day":
		return days%count == 0
	case "week":
		return days/7%count == 0
	case "month":
		return months%count == 0
	case "quarter":
		return months%3 == 0
	default:
		return months%12 == 0
	}
}

func meantByDay(s cadence.Schedule, d cadence.Date) bool {
	on := strings.Fields(s.Rule.On)
	weekday := strings.ToLower(d.Weekday().String())
	length := time.Date(d.Year, d.Month+1, 0, 12, 0, 0, 0, time.UTC).Day()
	nth := map[string]int{"first": 1, "fourth": 4, "1st": 1, "5th": 5, "15th": 15, "22nd": 22, "31st": 31}
	switch {
	case len(on) == 0 && strings.HasSuffix(s.Rule.Every, "day"), len(on) == 0 && strings.HasSuffix(s.Rule.Every, "days"):
		return true
	case len(on) == 0 && strings.Contains(s.Rule.Every, "week"):
		return d.Weekday() == s.Start.Weekday()
	case len(on) == 0:
		return d.Day == min(s.Start.Day, length)
	case len(on) == 3: // business day
		before, all := businessDays(s.Calendar, d, d.Day), businessDays(s.Calendar, d, length)
		return s.Calendar.BusinessDay(d) && (before == nth[on[0]] || before == all && (on[0] == "last" || all < nth[on[0]]))
	case on[0] == "last" && on[1] == "day":
		return d.Day == length
	case on[0] == "last":
		return weekday == on[1] && d.Day+7 > length
	case len(on) == 2:
		return weekday == on[1] && (d.Day+6)/7 == nth[on[0]]
	case nth[on[0]] > 0:
		return d.Day == min(nth[on[0]], length)
	default:
		return weekday == on[0]
	}
}

// businessDays counts the business days among the first days of d's month.
func businessDays(c cadence.Calendar, d cadence.Date, days int) int {
	n := 0
	for day := 1; day <= days; day++ {
		if c.BusinessDay(cadence.Date{Year: d.Year, Month: d.Month, Day: day}) {
			n++
		}
	}
	return n
}
