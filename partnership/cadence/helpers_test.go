package cadence_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func date(t testing.TB, s string) cadence.Date {
	t.Helper()
	d, err := cadence.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func dates(t testing.TB, days ...string) []cadence.Date {
	t.Helper()
	var list []cadence.Date
	for _, s := range days {
		list = append(list, date(t, s))
	}
	return list
}

func clock(t testing.TB, s string) cadence.Clock {
	t.Helper()
	c, err := cadence.ParseClock(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := cadence.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func span(t testing.TB, s string) cadence.Span {
	t.Helper()
	v, err := cadence.ParseSpan(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func instant(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// calendar is the standard week with holidays.
func calendar(t testing.TB, holidays ...string) cadence.Calendar {
	t.Helper()
	c := cadence.StandardWeek()
	c.Holidays = dates(t, holidays...)
	return c
}

// zones have among them: both directions of daylight saving time, changes of
// half an hour and of two hours, changes at midnight, a day that never was, and
// none of it.
func zones() []string {
	return []string{
		"Europe/Oslo", "America/New_York", "America/St_Johns", "Asia/Tehran", "Australia/Lord_Howe",
		"Antarctica/Troll", "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu", "UTC",
	}
}

func drawZone(t *rapid.T) *time.Location {
	loc, err := cadence.LoadZone(rapid.SampledFrom(zones()).Draw(t, "zone"))
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func drawDate(t *rapid.T, label string) cadence.Date {
	first := cadence.Date{Year: 2010, Month: time.January, Day: 1}
	return first.AddDays(rapid.IntRange(0, 25*365).Draw(t, label))
}

func drawClock(t *rapid.T) cadence.Clock {
	return cadence.Clock{
		Hour:   rapid.IntRange(0, 23).Draw(t, "hour"),
		Minute: rapid.SampledFrom([]int{0, 1, 15, 30, 59}).Draw(t, "minute"),
	}
}

// drawCalendar has a week of any shape and holidays around a day.
func drawCalendar(t *rapid.T, around cadence.Date) cadence.Calendar {
	day := rapid.Map(rapid.IntRange(0, 6), func(n int) time.Weekday { return time.Weekday(n) })
	c := cadence.Calendar{Workdays: rapid.SliceOfNDistinct(day, 0, 7, rapid.ID).Draw(t, "workdays")}
	for _, n := range rapid.SliceOfN(rapid.IntRange(-20, 400), 0, 60).Draw(t, "holidays") {
		c.Holidays = append(c.Holidays, around.AddDays(n))
	}
	slices.SortFunc(c.Holidays, cadence.Date.Compare)
	return c
}

func drawInstant(t *rapid.T, around cadence.Date, label string) time.Time {
	midnight := time.Date(around.Year, around.Month, around.Day, 0, 0, 0, 0, time.UTC)
	return midnight.Add(time.Duration(rapid.IntRange(-40*24*60, 800*24*60).Draw(t, label)) * time.Minute)
}
