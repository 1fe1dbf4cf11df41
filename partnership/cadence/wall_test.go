package cadence_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestIn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, zone, date, clock, want string }{
		{"plain winter day", "Europe/Oslo", "2026-12-01", "10:00", "2026-12-01T10:00:00+01:00"},
		{"Oslo spring gap", "Europe/Oslo", "2026-03-29", "02:30", "2026-03-29T03:00:00+02:00"},
		{"Oslo last minute before the gap", "Europe/Oslo", "2026-03-29", "01:59", "2026-03-29T01:59:00+01:00"},
		{"Oslo first minute of the gap", "Europe/Oslo", "2026-03-29", "02:00", "2026-03-29T03:00:00+02:00"},
		{"Oslo autumn overlap", "Europe/Oslo", "2026-10-25", "02:30", "2026-10-25T02:30:00+02:00"},
		{"Oslo after the overlap", "Europe/Oslo", "2026-10-25", "03:00", "2026-10-25T03:00:00+01:00"},
		{"New York spring gap", "America/New_York", "2027-03-14", "02:30", "2027-03-14T03:00:00-04:00"},
		{"New York autumn overlap", "America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30:00-04:00"},
		{"Lord Howe half-hour gap", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30:00+11:00"},
		{"Lord Howe half-hour overlap", "Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45:00+11:00"},
		{"Tehran gap at midnight", "Asia/Tehran", "2022-03-22", "00:30", "2022-03-22T01:00:00+04:30"},
		{"Tehran overlap before midnight", "Asia/Tehran", "2022-09-21", "23:30", "2022-09-21T23:30:00+04:30"},
		{"Troll two-hour gap", "Antarctica/Troll", "2026-03-29", "02:00", "2026-03-29T03:00:00+02:00"},
		{"Samoa skips a day", "Pacific/Apia", "2011-12-30", "10:00", "2011-12-31T00:00:00+14:00"},
		{"leap day", "Europe/Oslo", "2028-02-29", "10:00", "2028-02-29T10:00:00+01:00"},
		{"no such thing in UTC", "UTC", "2026-03-29", "02:30", "2026-03-29T02:30:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := cadence.In(date(t, tt.date), clock(t, tt.clock), zone(t, tt.zone))
			if got.Format(time.RFC3339) != tt.want {
				t.Errorf("In(%s, %s, %s) = %s, want %s", tt.date, tt.clock, tt.zone, got.Format(time.RFC3339), tt.want)
			}
		})
	}
}

// TestInIsFirst holds In to its definition: nothing within two days before the
// result shows the wanted wall time or a later one, and the result does.
func TestInIsFirst(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		d, c := nearClockChange(t, loc), drawClock(t)
		wanted := time.Date(d.Year, d.Month, d.Day, c.Hour, c.Minute, 0, 0, time.UTC)

		got := cadence.In(d, c, loc)
		if wallAsUTC(got).Before(wanted) {
			t.Fatalf("In(%s, %s, %s) = %s is too early", d, c, loc, got)
		}
		for before := time.Nanosecond; before < 48*time.Hour; before += 15 * time.Minute {
			if s := got.Add(-before); !wallAsUTC(s).Before(wanted) {
				t.Fatalf("In(%s, %s, %s) = %s, but %s came first", d, c, loc, got, s)
			}
		}
	})
}

// wallAsUTC makes wall times comparable.
func wallAsUTC(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// nearClockChange draws a day close to a change of loc's clocks if there is
// one, since other days prove little.
func nearClockChange(t *rapid.T, loc *time.Location) cadence.Date {
	d := drawDate(t, "date")
	if _, change := cadence.In(d, cadence.Clock{}, loc).ZoneBounds(); !change.IsZero() {
		d = cadence.DateOf(change)
	}
	return d.AddDays(rapid.IntRange(-1, 1).Draw(t, "days from the clock change"))
}

func TestWallTimeIsAnotherInstantElsewhere(t *testing.T) {
	t.Parallel()
	w, err := cadence.ParseWallTime("2027-02-03 10:00")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Europe/Oslo": "2027-02-03T10:00:00+01:00", "Asia/Yerevan": "2027-02-03T10:00:00+04:00"} {
		if got := w.In(zone(t, name)).Format(time.RFC3339); got != want {
			t.Errorf("%s in %s: %s, want %s", w, name, got, want)
		}
	}
}

// TestTheLastDayOfALeapYearBeyondTheTable is about years after 2037, for which a
// zone has a rule and no table.
func TestTheLastDayOfALeapYearBeyondTheTable(t *testing.T) {
	t.Parallel()
	for _, zone := range []string{"Europe/Oslo", "America/Los_Angeles", "Australia/Sydney", "Etc/UTC"} {
		loc, err := cadence.LoadZone(zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, year := range []int{2040, 2041, 2092} {
			for _, day := range []cadence.Date{{year, 12, 30}, {year, 12, 31}, {year + 1, 1, 1}, {year + 1, 1, 2}} {
				at := cadence.In(day, cadence.Clock{Hour: 10}, loc)
				if cadence.DateOf(at) != day || at.Hour() != 10 {
					t.Errorf("%s 10:00 in %s is %s", day, zone, at)
				}
			}
		}
	}
}
