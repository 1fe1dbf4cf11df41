package cadence_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestAfter(t *testing.T) {
	t.Parallel()
	norway := calendar(t, "2026-12-25", "2027-01-01")
	kuwait := cadence.Calendar{Workdays: []time.Weekday{time.Sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday}}
	for _, tt := range []struct {
		name, span, from string
		calendars        []cadence.Calendar
		want             string
	}{
		{"business days over a weekend", "2bd", "2026-12-03T10:00:30+01:00", nil, "2026-12-07T10:00:30+01:00"},
		{"business days over christmas", "2bd", "2026-12-24T10:00:00+01:00", []cadence.Calendar{norway}, "2026-12-29T10:00:00+01:00"},
		{"business days from a saturday", "1bd", "2026-12-05T10:00:00+01:00", nil, "2026-12-08T10:00:00+01:00"},
		{"the later of two calendars", "2bd", "2026-12-02T10:00:00+01:00", []cadence.Calendar{norway, kuwait}, "2026-12-06T10:00:00+01:00"},
		{"in any order", "2bd", "2026-12-02T10:00:00+01:00", []cadence.Calendar{kuwait, norway}, "2026-12-06T10:00:00+01:00"},
		{"business days over the clock change", "1bd", "2026-03-27T10:00:00+01:00", nil, "2026-03-30T10:00:00+02:00"},
		{"days keep the wall time", "2d", "2026-03-28T10:00:00+01:00", nil, "2026-03-30T10:00:00+02:00"},
		{"days into the gap", "1d", "2026-03-28T02:30:00+01:00", nil, "2026-03-29T03:00:00+02:00"},
		{"hours elapse", "48h", "2026-03-28T10:00:00+01:00", nil, "2026-03-30T11:00:00+02:00"},
		{"minutes elapse", "45m", "2026-10-25T02:30:00+02:00", nil, "2026-10-25T02:15:00+01:00"},
		{"days over the year's end of a leap year", "366d", "2028-01-01T10:00:00+01:00", nil, "2029-01-01T10:00:00+01:00"},
		{"a share has no window here", "60%", "2026-12-03T10:00:00+01:00", nil, "2026-12-03T10:00:00+01:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			from := instant(t, tt.from).In(zone(t, "Europe/Oslo"))
			if got := span(t, tt.span).After(from, tt.calendars...).Format(time.RFC3339); got != tt.want {
				t.Errorf("%s after %s = %s, want %s", tt.span, tt.from, got, tt.want)
			}
		})
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	oslo := zone(t, "Europe/Oslo")
	for _, tt := range []struct{ name, span, from, to, want string }{
		{"share of two days", "60%", "2026-12-01T10:00:00+01:00", "2026-12-03T10:00:00+01:00", "2026-12-02T14:48:00+01:00"},
		{"share over the clock change", "50%", "2026-03-28T10:00:00+01:00", "2026-03-30T10:00:00+02:00", "2026-03-29T10:30:00+02:00"},
		{"all of it", "100%", "2026-12-01T10:00:00+01:00", "2026-12-03T10:00:00+01:00", "2026-12-03T10:00:00+01:00"},
		{"of no window", "60%", "2026-12-03T10:00:00+01:00", "2026-12-01T10:00:00+01:00", "2026-12-03T10:00:00+01:00"},
		{"of ten years", "50%", "2026-12-01T00:00:00+01:00", "2036-12-01T00:00:00+01:00", "2031-12-01T12:00:00+01:00"},
		{"not a share", "1bd", "2026-12-01T10:00:00+01:00", "2026-12-03T10:00:00+01:00", "2026-12-02T10:00:00+01:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			from, to := instant(t, tt.from).In(oslo), instant(t, tt.to).In(oslo)
			if got := span(t, tt.span).Within(from, to).Format(time.RFC3339); got != tt.want {
				t.Errorf("%s of %s to %s = %s, want %s", tt.span, tt.from, tt.to, got, tt.want)
			}
		})
	}
}

func TestSharesStayInsideTheWindow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		around := drawDate(t, "around")
		from := drawInstant(t, around, "from").In(drawZone(t))
		to := from.Add(time.Duration(rapid.Int64Range(0, int64(20*365*24*time.Hour)).Draw(t, "window")))
		share := cadence.Span{Count: rapid.IntRange(1, 100).Draw(t, "share"), Unit: cadence.Percent}
		if got := share.Within(from, to); got.Before(from) || got.After(to) {
			t.Fatalf("%s of %s to %s = %s", share, from, to, got)
		}
	})
}

func TestDeadlinesAreLater(t *testing.T) {
	t.Parallel()
	units := []cadence.SpanUnit{cadence.BusinessDays, cadence.Days, cadence.HoursUnit, cadence.Minutes}
	rapid.Check(t, func(t *rapid.T) {
		around := drawDate(t, "around")
		from := drawInstant(t, around, "from").In(drawZone(t))
		s := cadence.Span{Count: rapid.IntRange(1, 60).Draw(t, "count"), Unit: rapid.SampledFrom(units).Draw(t, "unit")}
		one, other := drawCalendar(t, around), drawCalendar(t, around)

		both := s.After(from, one, other)
		if !both.After(from) {
			t.Fatalf("%s after %s = %s", s, from, both)
		}
		if alone := s.After(from, one); both.Before(alone) {
			t.Fatalf("%s after %s = %s, but %s for one calendar alone", s, from, both, alone)
		}
	})
}

func TestBeforeIsAfterInTheOtherDirection(t *testing.T) {
	t.Parallel()
	oslo := zone(t, "Europe/Oslo")
	for _, tc := range []struct{ span, from, want string }{
		{"5bd", "2027-04-15 14:00", "2027-04-08 14:00"},
		{"5bd", "2027-04-18 14:00", "2027-04-09 14:00"}, // a Sunday counts as the Friday before
		{"3d", "2027-03-29 09:00", "2027-03-26 09:00"},  // over a clock change
		{"36h", "2027-04-15 14:00", "2027-04-14 02:00"},
		{"45m", "2027-04-15 14:00", "2027-04-15 13:15"},
		{"60%", "2027-04-15 14:00", "2027-04-15 14:00"},
	} {
		from, err := time.ParseInLocation("2006-01-02 15:04", tc.from, oslo)
		if err != nil {
			t.Fatal(err)
		}
		if got := span(t, tc.span).Before(from, cadence.StandardWeek()).Format("2006-01-02 15:04"); got != tc.want {
			t.Errorf("%s before %s is %s, want %s", tc.span, tc.from, got, tc.want)
		}
	}
}
