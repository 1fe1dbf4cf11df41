package revision_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// TestMoves looks from Monday, 1 March 2027, four weeks ahead. The weekly
// check-in asks ann in Oslo and bo in Dublin on Tuesdays at 10:00 in Oslo.
func TestMoves(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		edit func(*partnership.Spec)
		want string
	}{
		{"nothing", func(*partnership.Spec) {}, ""},
		{"a title", func(s *partnership.Spec) { s.Title = "Tea" }, ""},
		{"a past start", func(s *partnership.Spec) { s.Start = day("2027-01-02") }, ""},
		{"an hour earlier", func(s *partnership.Spec) { s.CheckIns[0].Rule = rule("week", "tuesday", "09:00") }, `
			check_in.weekly ann: 02.03 10:00 x4 -> 02.03 09:00 x4
			check_in.weekly bo: 02.03 09:00 x4 -> 02.03 08:00 x4`},
		{"half as often", func(s *partnership.Spec) { s.CheckIns[0].Rule = rule("2 weeks", "tuesday", "10:00") }, `
			check_in.weekly ann: 02.03 10:00 x4 -> 02.03 10:00 x2
			check_in.weekly bo: 02.03 09:00 x4 -> 02.03 09:00 x2`},
		{"somebody else is asked", func(s *partnership.Spec) { s.CheckIns[0].Ask = []string{"bo", "cat"} }, `
			check_in.weekly ann: 02.03 10:00 x4 -> never
			check_in.weekly cat: never -> 02.03 10:00 x4`},
		{"a deputy", func(s *partnership.Spec) {
			s.Parties[1].People[0].Deputy = "cat"
			s.Parties[1].People[0].Absences = []partnership.Absence{{From: day("2027-03-01"), Until: day("2027-03-05")}}
		}, `
			check_in.weekly ann: 02.03 10:00 x4 -> 02.03 10:00 to cat x4`},
		{"a holiday later on", func(s *partnership.Spec) {
			s.Calendars[0].Holidays = append([]cadence.Date{day("2027-03-23")}, s.Calendars[0].Holidays...)
		}, `
			check_in.weekly ann: 02.03 10:00 x4 -> 02.03 10:00 x4
			check_in.weekly bo: 02.03 09:00 x4 -> 02.03 09:00 x4`},
		{"hours in Dublin", func(s *partnership.Spec) {
			s.Calendars = append(s.Calendars, cadence.Calendar{Name: "office", Hours: &cadence.Hours{From: cadence.Clock{Hour: 11}, Until: cadence.Clock{Hour: 17}}})
			s.Parties[0].People[0].Calendar = "office"
		}, `
			check_in.weekly bo: 02.03 09:00 x4 -> 02.03 11:00 x4`},
		{"reminders", func(s *partnership.Spec) { s.CheckIns[0].Remind = nil }, `
			check_in.weekly ann: 02.03 10:00 x4 -> 02.03 10:00 x4
			check_in.weekly bo: 02.03 09:00 x4 -> 02.03 09:00 x4`},
		{"too rare for the horizon", func(s *partnership.Spec) { s.CheckIns[0].Rule = rule("6 months", "15th", "10:00") }, `
			check_in.weekly ann: 02.03 10:00 x4 -> 15.07 10:00
			check_in.weekly bo: 02.03 09:00 x4 -> 15.07 09:00`},
		{"no check-in", func(s *partnership.Spec) { s.CheckIns = nil }, `
			check_in.weekly ann: 02.03 10:00 x4 -> never
			check_in.weekly bo: 02.03 09:00 x4 -> never`},
		{"an earlier end", func(s *partnership.Spec) { s.End = day("2027-03-09") }, `
			end: day 31.12 -> day 09.03
			check_in.weekly ann: 02.03 10:00 x4 -> 02.03 10:00 x2
			check_in.weekly bo: 02.03 09:00 x4 -> 02.03 09:00 x2`},
		{"another meeting", func(s *partnership.Spec) {
			s.Meetings[0].Rule = rule("month", "first friday", "15:00")
			s.Meetings = append(s.Meetings, partnership.Meeting{ID: "yearly", Rule: rule("year", "1st", "12:00")})
		}, `
			meeting.steering: 04.03 15:00 x1 -> 05.03 15:00 x1`}, // the yearly one is next year, after the end
		{"a survey of the same people", func(s *partnership.Spec) {
			monthly := rule("month", "last friday", "15:00")
			s.Surveys = append(s.Surveys, partnership.Survey{ID: "pulse", Rule: &monthly, Ask: []string{"ann", "bo"}, Window: cadence.Span{Count: 5, Unit: cadence.BusinessDays}})
		}, `
			survey.pulse: never -> 26.03 15:00 x1`},
		{"a survey after an event", func(s *partnership.Spec) {
			s.Surveys = append(s.Surveys, partnership.Survey{ID: "after", After: partnership.AfterGoal, Ask: []string{"ann"}})
		}, ""},
		{"a milestone", func(s *partnership.Spec) { s.Goals[0].Milestones[0].Due = day("2027-07-31") }, `
			goal.sales/milestone.shelf: day 30.06 -> day 31.07`},
		{"no milestone", func(s *partnership.Spec) { s.Goals[0].Milestones = nil }, `
			goal.sales/milestone.shelf: day 30.06 -> never`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			old, spec := shop(), shop()
			c.edit(&spec)
			moves, err := revision.Moves(kinds.All(), old, spec, at("03-01 12:00"), 28*24*time.Hour, nil)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.TrimSpace(strings.ReplaceAll(c.want, "\t", ""))
			if diff := cmp.Diff(want, moved(moves)); diff != "" {
				t.Errorf("moves (-want +got):\n%s", diff)
			}
		})
	}
}

func moved(moves []revision.Move) string {
	var lines []string
	for _, m := range moves {
		what := strings.TrimSpace(string(m.Path) + " " + m.Person)
		lines = append(lines, fmt.Sprintf("%s: %s -> %s", what, times(m.Old), times(m.New)))
	}
	return strings.Join(lines, "\n")
}

func times(t *revision.Times) string {
	switch {
	case t == nil:
		return "never"
	case t.Day:
		return t.Next.Format("day 02.01")
	}
	s := t.Next.Format("02.01 15:04")
	if t.To != "" {
		s += " to " + t.To
	}
	if t.Within > 0 {
		s += fmt.Sprintf(" x%d", t.Within)
	}
	return s
}

// TestMovesOfReminders shows that times come whole, in the person's zone.
func TestMovesOfReminders(t *testing.T) {
	t.Parallel()
	old, spec := shop(), shop()
	spec.CheckIns[0].Window = span("5bd")
	moves, err := revision.Moves(kinds.All(), old, spec, at("03-01 12:00"), 7*24*time.Hour, nil)
	if err != nil || len(moves) != 2 {
		t.Fatalf("%d moves, %v, want 2", len(moves), err)
	}
	for _, c := range []struct {
		name string
		got  time.Time
		want string
	}{
		{"reminder before", moves[1].Old.Reminder, "2027-03-03T13:48:00Z"},
		{"reminder after", moves[1].New.Reminder, "2027-03-06T13:48:00Z"},
		{"due before", moves[1].Old.Due, "2027-03-04T09:00:00Z"},
		{"due after", moves[1].New.Due, "2027-03-09T09:00:00Z"},
	} {
		if got := c.got.Format(time.RFC3339); got != c.want {
			t.Errorf("%s of %s at %s, want %s", c.name, moves[1].Person, got, c.want)
		}
	}
	for i, want := range []string{"Europe/Oslo", "Europe/Dublin"} {
		if got, zone := moves[i].New.Due.Location().String(), moves[i].New.Zone; got != want || zone != want {
			t.Errorf("%s's times are in %s and said to be in %s, want their own zone %s", moves[i].Person, got, zone, want)
		}
	}
}

func TestMovesOfNewPartnership(t *testing.T) {
	t.Parallel()
	moves, err := revision.Moves(kinds.All(), partnership.Spec{}, shop(), at("03-01 12:00").AddDate(-1, 0, 0), 30*24*time.Hour, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range moves {
		if m.Old != nil || m.New == nil {
			t.Errorf("%s: the partnership is new", m.Path)
		}
	}
	if len(moves) != 6 { // start, end, two people, the meeting, the milestone
		t.Errorf("%d moves, want 6:\n%s", len(moves), moved(moves))
	}
}

func TestMovesInUnknownZone(t *testing.T) {
	t.Parallel()
	spec := shop()
	spec.Zone = "Europe/Atlantis"
	if _, err := revision.Moves(kinds.All(), shop(), spec, at("03-01 12:00"), time.Hour, nil); err == nil || !strings.Contains(err.Error(), "as declared") {
		t.Errorf("error %v, want one about the declared spec", err)
	}
}
