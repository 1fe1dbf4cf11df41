package cadence_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// TestAwkwardDates lists days on which calendars of other tools go wrong.
func TestAwkwardDates(t *testing.T) {
	t.Parallel()
	christmas := []string{"2026-12-24", "2026-12-25", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01"}
	for _, tt := range []struct {
		name             string
		every, on, at    string
		policy           cadence.HolidayPolicy
		zone, start, end string
		holidays         []string
		want             []string
	}{
		{
			name: "two weeks start on the first tuesday from the start on", every: "2 weeks", on: "tuesday", at: "10:00",
			zone: "Europe/Oslo", start: "2026-12-02", end: "2027-01-10",
			want: []string{"Tue 2026-12-08 10:00 +0100", "Tue 2026-12-22 10:00 +0100", "Tue 2027-01-05 10:00 +0100"},
		},
		{
			name: "the start itself counts", every: "2 weeks", on: "tuesday", at: "10:00",
			zone: "Europe/Oslo", start: "2026-12-01", end: "2026-12-15",
			want: []string{"Tue 2026-12-01 10:00 +0100", "Tue 2026-12-15 10:00 +0100"},
		},
		{
			name: "wall time stays over both clock changes", every: "6 months", on: "last sunday", at: "10:00", policy: cadence.HolidayPrevious,
			zone: "Europe/Oslo", start: "2026-03-01", end: "2027-03-31",
			want: []string{"Fri 2026-03-27 10:00 +0100", "Fri 2026-09-25 10:00 +0200", "Fri 2027-03-26 10:00 +0100"},
		},
		{
			name: "every day through the gap in New York", every: "day", at: "02:30", policy: cadence.HolidaySkip,
			zone: "America/New_York", start: "2027-03-12", end: "2027-03-16",
			want: []string{"Fri 2027-03-12 02:30 -0500", "Mon 2027-03-15 02:30 -0400", "Tue 2027-03-16 02:30 -0400"},
		},
		{
			name: "weekends make one monday", every: "day", at: "09:00",
			zone: "Europe/Oslo", start: "2026-12-03", end: "2026-12-08",
			want: []string{"Thu 2026-12-03 09:00 +0100", "Fri 2026-12-04 09:00 +0100", "Mon 2026-12-07 09:00 +0100", "Tue 2026-12-08 09:00 +0100"},
		},
		{
			name: "31st in short months", every: "month", on: "31st", at: "16:00", policy: cadence.HolidayPrevious,
			zone: "Europe/Oslo", start: "2027-01-01", end: "2027-04-30",
			want: []string{"Fri 2027-01-29 16:00 +0100", "Fri 2027-02-26 16:00 +0100", "Wed 2027-03-31 16:00 +0200", "Fri 2027-04-30 16:00 +0200"},
		},
		{
			name: "anchored on the 31st it comes back to the 31st", every: "month", at: "16:00", policy: cadence.HolidayPrevious,
			zone: "UTC", start: "2027-08-31", end: "2027-12-31",
			want: []string{
				"Tue 2027-08-31 16:00 +0000", "Thu 2027-09-30 16:00 +0000", "Fri 2027-10-29 16:00 +0000",
				"Tue 2027-11-30 16:00 +0000", "Fri 2027-12-31 16:00 +0000",
			},
		},
		{
			name: "leap day in every year", every: "year", on: "29th", at: "10:00", policy: cadence.HolidayPrevious,
			zone: "UTC", start: "2028-02-01", end: "2032-12-31",
			want: []string{
				"Tue 2028-02-29 10:00 +0000", "Wed 2029-02-28 10:00 +0000", "Thu 2030-02-28 10:00 +0000",
				"Fri 2031-02-28 10:00 +0000", "Fri 2032-02-27 10:00 +0000",
			},
		},
		{
			name: "last business day before a run of holidays", every: "month", on: "last business day", at: "16:00",
			zone: "Europe/Oslo", start: "2026-11-01", end: "2027-01-31", holidays: christmas,
			want: []string{"Mon 2026-11-30 16:00 +0100", "Wed 2026-12-23 16:00 +0100", "Fri 2027-01-29 16:00 +0100"},
		},
		{
			name: "5th business day with holidays", every: "month", on: "5th business day", at: "09:00",
			zone: "Europe/Oslo", start: "2026-12-01", end: "2027-02-28", holidays: []string{"2027-01-01", "2027-01-06"},
			want: []string{"Mon 2026-12-07 09:00 +0100", "Mon 2027-01-11 09:00 +0100", "Fri 2027-02-05 09:00 +0100"},
		},
		{
			name: "a month too short for its business day", every: "month", on: "22nd business day", at: "09:00",
			zone: "UTC", start: "2027-02-01", end: "2027-03-31",
			want: []string{"Fri 2027-02-26 09:00 +0000", "Tue 2027-03-30 09:00 +0000"},
		},
		{
			name: "nth weekday over the year's end", every: "month", on: "first thursday", at: "15:00",
			zone: "Europe/Oslo", start: "2026-12-01", end: "2027-02-28",
			want: []string{"Thu 2026-12-03 15:00 +0100", "Thu 2027-01-07 15:00 +0100", "Thu 2027-02-04 15:00 +0100"},
		},
		{
			name: "a holiday takes it into the new year", every: "month", on: "last thursday", at: "15:00",
			zone: "Europe/Oslo", start: "2026-12-25", end: "2027-01-31", holidays: []string{"2026-12-31", "2027-01-01"},
			want: []string{"Mon 2027-01-04 15:00 +0100", "Thu 2027-01-28 15:00 +0100"},
		},
		{
			name: "two rounds on one day are one", every: "week", on: "friday", at: "10:00",
			zone: "Europe/Oslo", start: "2026-12-18", end: "2027-01-08", holidays: christmas,
			want: []string{"Fri 2026-12-18 10:00 +0100", "Mon 2027-01-04 10:00 +0100", "Fri 2027-01-08 10:00 +0100"},
		},
		{
			name: "skipped holidays leave the rhythm alone", every: "week", on: "fri", at: "10:00", policy: cadence.HolidaySkip,
			zone: "Europe/Oslo", start: "2026-12-18", end: "2027-01-08", holidays: christmas,
			want: []string{"Fri 2026-12-18 10:00 +0100", "Fri 2027-01-08 10:00 +0100"},
		},
		{
			name: "moved past the last day is no occurrence", every: "month", on: "31st", at: "10:00",
			zone: "UTC", start: "2026-12-01", end: "2027-01-31",
			want: []string{"Thu 2026-12-31 10:00 +0000"},
		},
		{
			name: "moved before the first day is no occurrence", every: "month", on: "1st", at: "10:00", policy: cadence.HolidayPrevious,
			zone: "UTC", start: "2026-08-01", end: "2026-09-30",
			want: []string{"Tue 2026-09-01 10:00 +0000"},
		},
		{
			name: "quarters are anchored at the month of the start", every: "quarter", on: "first tuesday", at: "10:00",
			zone: "Europe/Oslo", start: "2026-12-15", end: "2027-06-30",
			want: []string{"Tue 2027-03-02 10:00 +0100", "Tue 2027-06-01 10:00 +0200"},
		},
		{
			name: "a day that Samoa never had", every: "day", at: "10:00", policy: cadence.HolidaySkip,
			zone: "Pacific/Apia", start: "2011-12-28", end: "2012-01-02",
			want: []string{"Wed 2011-12-28 10:00 -1000", "Thu 2011-12-29 10:00 -1000", "Sat 2011-12-31 00:00 +1400", "Mon 2012-01-02 10:00 +1400"},
		},
		{
			name: "half an hour on Lord Howe", every: "week", on: "sunday", at: "02:15", policy: cadence.HolidayNext,
			zone: "Australia/Lord_Howe", start: "2026-09-27", end: "2026-10-06",
			want: []string{"Mon 2026-09-28 02:15 +1030", "Mon 2026-10-05 02:15 +1100"},
		},
		{
			name: "a term of one day without the day", every: "week", on: "monday", at: "10:00",
			zone: "UTC", start: "2026-12-01", end: "2026-12-01",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			rule, err := cadence.ParseRule(tt.every, tt.on, tt.at)
			if err != nil {
				t.Fatal(err)
			}
			if tt.policy != "" {
				rule.OnHoliday = tt.policy
			}
			s := cadence.Schedule{
				Rule: rule, Zone: tt.zone, Calendar: calendar(t, tt.holidays...),
				Start: date(t, tt.start), End: date(t, tt.end),
			}
			if diff := cmp.Diff(tt.want, written(all(t, s))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", rule, diff)
			}
		})
	}
}

// all walks the schedule by Next, as the engine does.
func all(t testing.TB, s cadence.Schedule) []time.Time {
	t.Helper()
	var times []time.Time
	for at := (time.Time{}); ; {
		next, ok, err := s.Next(at)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			return times
		}
		times = append(times, next)
		at = next
	}
}

func written(times []time.Time) []string {
	var list []string
	for _, at := range times {
		list = append(list, at.Format("Mon 2006-01-02 15:04 -0700"))
	}
	return list
}

func TestBetweenTakesTheFirstEndOnly(t *testing.T) {
	t.Parallel()
	s := cadence.Schedule{
		Rule: cadence.Rule{Every: "week", On: "tuesday", At: clock(t, "10:00")}, Zone: "Europe/Oslo",
		Start: date(t, "2026-12-01"), End: date(t, "2027-11-30"),
	}
	got, err := s.Between(instant(t, "2026-12-08T09:00:00Z"), instant(t, "2026-12-22T09:00:00Z"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Tue 2026-12-08 10:00 +0100", "Tue 2026-12-15 10:00 +0100"}
	if diff := cmp.Diff(want, written(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestScheduleRefuses(t *testing.T) {
	t.Parallel()
	good := cadence.Schedule{
		Rule: cadence.Rule{Every: "week", On: "monday"}, Zone: "UTC", Start: date(t, "2026-12-01"), End: date(t, "2027-11-30"),
	}
	for _, tt := range []struct {
		name  string
		spoil func(*cadence.Schedule)
		want  string
	}{
		{"interval", func(s *cadence.Schedule) { s.Rule.Every = "fortnightly" }, "every"},
		{"day", func(s *cadence.Schedule) { s.Rule.On = "someday" }, "on"},
		{"day for the interval", func(s *cadence.Schedule) { s.Rule.On = "first monday" }, "on"},
		{"policy", func(s *cadence.Schedule) { s.Rule.OnHoliday = "never" }, "holiday policy"},
		{"zone", func(s *cadence.Schedule) { s.Zone = "Europe/Olso" }, `did you mean "Europe/Oslo"?`},
		{"endless", func(s *cadence.Schedule) { s.End = cadence.Date{} }, "first and a last day"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := good
			tt.spoil(&s)
			_, _, err := s.Next(time.Time{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one about %q", err, tt.want)
			}
		})
	}
}

func BenchmarkTenYearsOfWeeks(b *testing.B) {
	s := cadence.Schedule{
		Rule: cadence.Rule{Every: "week", On: "tuesday", At: cadence.Clock{Hour: 10}}, Zone: "Europe/Oslo",
		Start: date(b, "2026-12-01"), End: date(b, "2036-11-30"),
	}
	for b.Loop() {
		if n := len(all(b, s)); n != 522 {
			b.Fatalf("%d occurrences", n)
		}
	}
}
