package cadence_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// drawSchedule draws every kind of rule in every kind of zone and calendar.
func drawSchedule(t *rapid.T) cadence.Schedule {
	weeks := rapid.Custom(func(t *rapid.T) [2]string {
		return [2]string{
			rapid.SampledFrom([]string{"week", "2 weeks", "6 weeks"}).Draw(t, "every"),
			rapid.SampledFrom([]string{"", "monday", "friday", "sunday"}).Draw(t, "on"),
		}
	})
	days := rapid.Map(rapid.SampledFrom([]string{"day", "10 days"}), func(s string) [2]string { return [2]string{s, ""} })
	months := rapid.Custom(func(t *rapid.T) [2]string {
		return [2]string{
			rapid.SampledFrom([]string{"month", "quarter", "6 months", "year"}).Draw(t, "every"),
			rapid.SampledFrom([]string{
				"", "first thursday", "fourth monday", "last friday", "5th business day", "22nd business day",
				"last business day", "1st", "15th", "31st", "last day",
			}).Draw(t, "on"),
		}
	})
	form := rapid.OneOf(weeks, days, months).Draw(t, "rule")
	rule, err := cadence.ParseRule(form[0], form[1], drawClock(t).String())
	if err != nil {
		t.Fatal(err)
	}
	rule.OnHoliday = rapid.SampledFrom(cadence.HolidayPolicies()).Draw(t, "on holiday")
	start := drawDate(t, "start")
	return cadence.Schedule{
		Rule: rule, Zone: rapid.SampledFrom(zones()).Draw(t, "zone"), Calendar: drawCalendar(t, start),
		Start: start, End: start.AddDays(rapid.IntRange(0, 900).Draw(t, "days")),
	}
}

func TestNextIsLaterAndMonotone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		table := mustTimetable(t, drawSchedule(t))
		a, b := drawInstant(t, drawDate(t, "around"), "a"), drawInstant(t, drawDate(t, "around"), "b")
		if b.Before(a) {
			a, b = b, a
		}
		nextA, okA := table.Next(a)
		nextB, okB := table.Next(b)
		switch {
		case okA && !nextA.After(a), okB && !nextB.After(b):
			t.Fatalf("Next(%s) = %s, Next(%s) = %s: not later", a, nextA, b, nextB)
		case okB && !okA, okB && nextB.Before(nextA):
			t.Fatalf("Next(%s) = %s, %v after Next(%s) = %s, %v", a, nextA, okA, b, nextB, okB)
		}
	})
}

func TestSplittingARangeKeepsEveryOccurrence(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := drawSchedule(t)
		table := mustTimetable(t, s)
		cuts := []time.Time{drawInstant(t, s.Start, "from"), drawInstant(t, s.Start, "cut"), drawInstant(t, s.Start, "until")}
		if whole := table.Between(time.Time{}, cadence.In(s.End.AddDays(3), cadence.Clock{}, time.UTC)); len(whole) > 0 && rapid.Bool().Draw(t, "cut at an occurrence") {
			cuts[1] = rapid.SampledFrom(whole).Draw(t, "occurrence")
		}
		slices.SortFunc(cuts, time.Time.Compare)

		whole := table.Between(cuts[0], cuts[2])
		parts := append(table.Between(cuts[0], cuts[1]), table.Between(cuts[1], cuts[2])...)
		if diff := cmp.Diff(written(whole), written(parts)); diff != "" {
			t.Fatalf("%s split at %s (-whole +parts):\n%s", s.Rule, cuts[1], diff)
		}
	})
}

// TestAgainstEveryDay compares with the plainest implementation there is: look
// at every day of the term and ask whether the rule means it.
func TestAgainstEveryDay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := drawSchedule(t)
		table := mustTimetable(t, s)
		var got []time.Time
		for at, ok := table.Next(time.Time{}); ok; at, ok = table.Next(at) {
			got = append(got, at)
		}
		if diff := cmp.Diff(written(everyDay(t, s)), written(got)); diff != "" {
			t.Fatalf("%s from %s to %s (-want +got):\n%s", s.Rule, s.Start, s.End, diff)
		}
	})
}

func mustTimetable(t *rapid.T, s cadence.Schedule) *cadence.Timetable {
	table, err := s.Timetable()
	if err != nil {
		t.Fatal(err)
	}
	return table
}
