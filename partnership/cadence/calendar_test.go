package cadence_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestAddBusinessDays(t *testing.T) {
	t.Parallel()
	norway := calendar(t, "2026-12-25", "2027-01-01")
	for _, tt := range []struct {
		name, from string
		n          int
		want       string
	}{
		{"over a weekend", "2026-12-03", 2, "2026-12-07"},
		{"none on a business day", "2026-12-03", 0, "2026-12-03"},
		{"none on a saturday is monday", "2026-12-05", 0, "2026-12-07"},
		{"saturday counts as monday", "2026-12-05", 1, "2026-12-08"},
		{"over a holiday and a weekend", "2026-12-24", 1, "2026-12-28"},
		{"over the year's end", "2026-12-30", 2, "2027-01-04"},
		{"backwards over a weekend", "2026-12-07", -1, "2026-12-04"},
		{"backwards from a sunday", "2026-12-06", -1, "2026-12-03"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := norway.AddBusinessDays(date(t, tt.from), tt.n); got != date(t, tt.want) {
				t.Errorf("%s and %d business days = %s, want %s", tt.from, tt.n, got, tt.want)
			}
		})
	}
}

func TestAddBusinessDaysLandsOnBusinessDays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := drawDate(t, "date")
		c := drawCalendar(t, d)
		n := rapid.IntRange(0, 300).Draw(t, "n")
		got := c.AddBusinessDays(d, n)
		if !c.BusinessDay(got) {
			t.Fatalf("%s and %d business days = %s, no business day", d, n, got)
		}
		if back := c.AddBusinessDays(got, -n); back != c.NextBusinessDay(d) {
			t.Fatalf("%s and %d business days = %s, and back = %s", d, n, got, back)
		}
	})
}

func TestCalendarsWithoutWorkdaysHaveTheStandardWeek(t *testing.T) {
	t.Parallel()
	for _, c := range []cadence.Calendar{{}, {Workdays: []time.Weekday{9}}} {
		if got := c.NextBusinessDay(date(t, "2026-12-05")); got != date(t, "2026-12-07") {
			t.Errorf("%v: business day after a saturday is %s", c, got)
		}
	}
}

func TestNextOpen(t *testing.T) {
	t.Parallel()
	office := calendar(t, "2026-12-25")
	office.Hours = &cadence.Hours{From: clock(t, "08:00"), Until: clock(t, "17:00")}
	night := cadence.Calendar{
		Workdays: []time.Weekday{time.Saturday, time.Sunday},
		Hours:    &cadence.Hours{From: clock(t, "02:00"), Until: clock(t, "02:45")},
	}
	for _, tt := range []struct {
		name     string
		calendar cadence.Calendar
		zone, at string
		want     string
	}{
		{"inside", office, "Europe/Oslo", "2026-12-01T10:00:30+01:00", "2026-12-01T10:00:30+01:00"},
		{"at the opening", office, "Europe/Oslo", "2026-12-01T08:00:00+01:00", "2026-12-01T08:00:00+01:00"},
		{"early", office, "Europe/Oslo", "2026-12-01T06:00:00+01:00", "2026-12-01T08:00:00+01:00"},
		{"at the close", office, "Europe/Oslo", "2026-12-01T17:00:00+01:00", "2026-12-02T08:00:00+01:00"},
		{"over holiday and weekend", office, "Europe/Oslo", "2026-12-24T17:30:00+01:00", "2026-12-28T08:00:00+01:00"},
		{"over the clock change", office, "Europe/Oslo", "2026-03-27T18:00:00+01:00", "2026-03-30T08:00:00+02:00"},
		{"in the reader's zone", office, "America/New_York", "2026-12-01T10:00:00Z", "2026-12-01T08:00:00-05:00"},
		{"hours inside the gap", night, "Europe/Oslo", "2026-03-28T03:00:00+01:00", "2026-04-04T02:00:00+02:00"},
		{"no hours", calendar(t), "Europe/Oslo", "2026-12-05T23:00:00+01:00", "2026-12-05T23:00:00+01:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := tt.calendar.NextOpen(instant(t, tt.at).In(zone(t, tt.zone)))
			if got.Format(time.RFC3339) != tt.want {
				t.Errorf("NextOpen(%s) = %s, want %s", tt.at, got.Format(time.RFC3339), tt.want)
			}
		})
	}
}

func TestOpenBetween(t *testing.T) {
	t.Parallel()
	office := calendar(t, "2026-12-25")
	office.Hours = &cadence.Hours{From: clock(t, "08:00"), Until: clock(t, "17:00")}
	for _, tt := range []struct {
		name        string
		calendar    cadence.Calendar
		from, until string
		want        time.Duration
	}{
		{"of one day", office, "2026-12-01T10:00:00+01:00", "2026-12-01T12:30:00+01:00", 2*time.Hour + 30*time.Minute},
		{"over a night", office, "2026-12-01T16:00:00+01:00", "2026-12-02T09:00:00+01:00", 2 * time.Hour},
		{"before and after hours", office, "2026-12-01T05:00:00+01:00", "2026-12-01T22:00:00+01:00", 9 * time.Hour},
		{"over holiday and weekend", office, "2026-12-24T16:00:00+01:00", "2026-12-28T09:00:00+01:00", 2 * time.Hour},
		{"in a night", office, "2026-12-01T20:00:00+01:00", "2026-12-02T07:00:00+01:00", 0},
		{"backwards", office, "2026-12-02T12:00:00+01:00", "2026-12-01T12:00:00+01:00", 0},
		{"without hours over a weekend", calendar(t), "2026-12-04T12:00:00+01:00", "2026-12-07T12:00:00+01:00", 24 * time.Hour},
		{"without hours on the day of 23 hours", cadence.Calendar{Workdays: []time.Weekday{time.Sunday}}, "2026-03-28T12:00:00+01:00", "2026-03-30T12:00:00+02:00", 23 * time.Hour},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := tt.calendar.OpenBetween(instant(t, tt.from).In(zone(t, "Europe/Oslo")), instant(t, tt.until)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestOpenTimeAddsUp parts a stretch anywhere: its parts are as long as the whole, and none
// is longer than the clock says.
func TestOpenTimeAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		around, in := drawDate(t, "around"), drawZone(t)
		c := drawCalendar(t, around)
		if from := drawClock(t); rapid.Bool().Draw(t, "hours") {
			c.Hours = &cadence.Hours{From: from, Until: cadence.Clock{Hour: 23, Minute: 59}}
		}
		at := drawInstant(t, around, "at").In(in)
		middle := at.Add(time.Duration(rapid.Int64Range(0, int64(200*time.Hour)).Draw(t, "first")))
		end := middle.Add(time.Duration(rapid.Int64Range(0, int64(200*time.Hour)).Draw(t, "then")))
		whole := c.OpenBetween(at, end)
		if parts := c.OpenBetween(at, middle) + c.OpenBetween(middle, end); parts != whole || whole > end.Sub(at) {
			t.Fatalf("from %s to %s there are %s, in parts %s", at, end, whole, parts)
		}
	})
}

func TestNextOpenIsOpen(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		around := drawDate(t, "around")
		c := drawCalendar(t, around)
		from := drawClock(t)
		until := cadence.Clock{Hour: rapid.IntRange(from.Hour, 23).Draw(t, "until"), Minute: 59}
		c.Hours = &cadence.Hours{From: from, Until: until}
		at := drawInstant(t, around, "at").In(drawZone(t))

		got := c.NextOpen(at)
		switch day := cadence.DateOf(got); {
		case got.Before(at), c.NextOpen(got) != got:
			t.Fatalf("NextOpen(%s) = %s", at, got)
		case from.Compare(until) < 0 && !c.BusinessDay(day):
			t.Fatalf("NextOpen(%s) = %s, no business day", at, got)
		}
	})
}
