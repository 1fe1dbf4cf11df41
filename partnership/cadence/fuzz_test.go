package cadence_test

import (
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func FuzzParseRule(f *testing.F) {
	f.Add("2 weeks", "tuesday", "10:00")
	f.Add("month", "last business day", "16:00")
	f.Add("quarter", "5th business day", "09:00")
	f.Add("99999999999999999999 days", "0th", "24:00")
	f.Fuzz(func(t *testing.T, every, on, at string) {
		rule, err := cadence.ParseRule(every, on, at)
		if err != nil {
			if len(ruleErrors(err)) == 0 {
				t.Fatalf("error %v names no attribute", err)
			}
			return
		}
		if again, err := cadence.ParseRule(rule.Every, rule.On, rule.At.String()); err != nil || again != rule {
			t.Fatalf("canonical %s reads back as %s, %v", rule, again, err)
		}
	})
}

func FuzzParseSpan(f *testing.F) {
	for _, s := range []string{"2bd", "3d", "36h", "45m", "60%", "2w", "", "%", "١d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := cadence.ParseSpan(s)
		if err != nil {
			return
		}
		if again, err := cadence.ParseSpan(v.String()); err != nil || again != v {
			t.Fatalf("%q gives %s, which reads back as %s, %v", s, v, again, err)
		}
		from := time.Date(2026, time.December, 5, 10, 0, 0, 0, time.UTC)
		if due := v.Within(from, from.AddDate(0, 0, 7)); due.Before(from) {
			t.Fatalf("%s after %s = %s", v, from, due)
		}
	})
}

func FuzzParseWallTime(f *testing.F) {
	for _, s := range []string{"2027-02-03 10:00", "2027-02-03", "2027-02-03 24:00", "2027-02-03  10:00", "", " "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := cadence.ParseWallTime(s)
		if err != nil {
			return
		}
		if v.String() != s {
			t.Fatalf("%q reads as %s", s, v)
		}
	})
}

func FuzzNext(f *testing.F) {
	f.Add("2 weeks", "tuesday", "Europe/Oslo", "next", int64(20_000), int64(365), int64(1_800_000_000))
	f.Add("month", "31st", "Pacific/Apia", "previous", int64(15_000), int64(900), int64(1_325_000_000))
	f.Add("year", "", "UTC", "skip", int64(0), int64(3_000_000), int64(1)<<62)
	f.Fuzz(func(t *testing.T, every, on, zone, policy string, start, days, after int64) {
		rule, err := cadence.ParseRule(every, on, "02:30")
		if err != nil {
			return
		}
		rule.OnHoliday = cadence.HolidayPolicy(policy)
		first := cadence.Date{Year: 1970, Month: time.January, Day: 1}.AddDays(int(start % 3_000_000))
		s := cadence.Schedule{Rule: rule, Zone: zone, Start: first, End: first.AddDays(int(days % 40_000))}

		at := time.Unix(after, 0)
		next, ok, err := s.Next(at)
		switch day := cadence.DateOf(next); {
		case err != nil || !ok:
		case !next.After(at):
			t.Fatalf("Next(%s) = %s", at, next)
		case day.Before(s.Start) || s.End.AddDays(1).Before(day):
			t.Fatalf("Next(%s) = %s outside %s to %s", at, next, s.Start, s.End)
		}
	})
}
