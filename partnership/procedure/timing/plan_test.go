package timing_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

const round procedure.Type = "Round"

// rounds is a kind that asks for every check-in of a spec.
func rounds(t procedure.Type) procedure.Kind {
	return procedure.Kind{Type: t, Noun: strings.ToLower(string(t)), Due: func(h procedure.Horizon) (procedure.Calendar, error) {
		var list []timing.Round
		for _, c := range h.Spec.CheckIns {
			list = append(list, timing.Round{
				Type: t, Noun: strings.ToLower(string(t)), Name: c.ID, Rule: c.Rule, Kickoff: c.Kickoff, Ask: c.Ask,
				Window: procedure.Window{Span: c.Window, Remind: c.Remind},
			})
		}
		return timing.Rounds(h, list)
	}}
}

func diff(want, got []string) string { return cmp.Diff(want, got) }

// plan gives the agenda after an instant, with kickoffs where nothing was begun.
func plan(t rapid.TB, spec partnership.Spec, after string, begun []procedure.Begun) procedure.Agenda {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", after)
	if err != nil {
		t.Fatal(err)
	}
	a, err := timing.Plan([]procedure.Kind{rounds(round)}, spec, procedure.Plan{After: at, Kickoff: len(begun) == 0, Begun: begun})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func begun(name, at string) []procedure.Begun {
	t, err := time.Parse("2006-01-02 15:04", at)
	if err != nil {
		panic(err)
	}
	return []procedure.Begun{{Type: round, Name: name, Date: t.Format(time.DateOnly), At: t}}
}

func starts(a procedure.Agenda, most int) []string {
	var list []string
	for _, o := range a.Occasions[:min(most, len(a.Occasions))] {
		list = append(list, o.At.Format("Mon 2 Jan 15:04"))
	}
	return list
}

func TestAnAgendaSaysWhatAStateNeeds(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Zone = "Europe/Oslo"
	a := plan(t, spec, "2026-11-30 08:00", nil)
	if a.Rules != procedure.Rules || a.Complete || len(a.Occasions) != 12 || !slices.Equal(a.Declared, []procedure.Rhythm{{Type: round, Name: "fortnightly"}}) {
		t.Errorf("the agenda has rules %d, complete %t, %d occasions, declared %v", a.Rules, a.Complete, len(a.Occasions), a.Declared)
	}
	if got := a.StartsAt.Format(time.RFC3339) + " " + a.EndsAt.Format(time.RFC3339); got != "2026-12-01T00:00:00+01:00 2027-12-01T00:00:00+01:00" {
		t.Errorf("the partnership is from %s", got)
	}
	o := a.Occasions[0]
	if o.Date != "2026-12-01" || o.At.Format(time.RFC3339) != "2026-12-01T10:00:00+01:00" || !o.Until.Equal(a.Occasions[1].At) || !o.Closes.Equal(o.Asks[0].Due) {
		t.Errorf("the first round is %+v", o)
	}
}

func TestKickoffs(t *testing.T) {
	t.Parallel()
	office := func(spec *partnership.Spec) {
		spec.Calendars = []cadence.Calendar{specs.Office("office", "09:00-17:00")}
	}
	plain := func(*partnership.Spec) {}
	for _, tc := range []struct {
		name   string
		change func(*partnership.Spec)
		after  string
		want   []string // the first two
	}{
		{"before the first day: at the rhythm's own time on it", plain, "2026-11-20 08:00", []string{"Tue 1 Dec 10:00", "Tue 15 Dec 10:00"}},
		{"on a first day that is a Sunday: on the Monday", func(s *partnership.Spec) { s.Start = specs.Date("2026-12-06") }, "2026-11-20 08:00", []string{"Mon 7 Dec 10:00", "Tue 22 Dec 10:00"}},
		{"started already, without hours: at once", plain, "2026-12-05 22:17", []string{"Sat 5 Dec 22:17", "Tue 15 Dec 10:00"}},
		{"started already, with hours: on the next business day", office, "2026-12-05 22:17", []string{"Mon 7 Dec 10:00", "Tue 15 Dec 10:00"}},
		{"with hours, earlier on a business day: the same day", office, "2026-12-03 09:00", []string{"Thu 3 Dec 10:00", "Tue 15 Dec 10:00"}},
		{"with hours, later on a business day: the next one", office, "2026-12-03 10:01", []string{"Fri 4 Dec 10:00", "Tue 15 Dec 10:00"}},
		{"just before the rhythm: it takes its place", plain, "2026-12-13 09:00", []string{"Sun 13 Dec 09:00", "Tue 29 Dec 10:00"}},
		{"after the end: nothing", plain, "2027-12-01 09:00", nil},
		{"on the last evening, with hours: nothing", office, "2027-11-30 18:00", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			spec := specs.Duo()
			spec.CheckIns[0].Kickoff = true
			tc.change(&spec)
			a := plan(t, spec, tc.after, nil)
			if d := diff(tc.want, starts(a, 2)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestAnotherKickoffIsNotPlannedOnceARoundWasBegun(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Kickoff = true
	a := plan(t, spec, "2026-12-05 22:17", begun("fortnightly", "2026-12-01 10:00"))
	if d := diff([]string{"Tue 15 Dec 10:00"}, starts(a, 1)); d != "" {
		t.Error(d)
	}
}

func TestNoRoundFollowsAnotherWithinHalfItsRhythm(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Rule = specs.Rule("2 weeks", "wednesday", "08:00")
	for last, want := range map[string]string{
		"2026-12-01 10:00": "Wed 16 Dec 08:00", // the rhythm was moved by a day
		"2026-11-24 10:00": "Wed 2 Dec 08:00",  // a week and a day before
		"2026-12-02 07:00": "Wed 16 Dec 08:00", // moved to later on the same day
	} {
		a := plan(t, spec, "2026-12-01 11:00", begun("fortnightly", last))
		if d := diff([]string{want}, starts(a, 1)); d != "" {
			t.Errorf("after %s: %s", last, d)
		}
	}
}

func TestTheLastRoundOfATermKeepsItsDistanceToo(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.End = specs.Date("2026-12-16")
	a := plan(t, spec, "2026-12-14 09:00", begun("fortnightly", "2026-12-14 08:00")) // a kickoff on Monday
	if len(a.Occasions) != 0 || !a.Complete {
		t.Errorf("another round at %v", starts(a, 2))
	}
}

func TestAWeekendBetweenTwoRoundsIsNoLongerRhythm(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Rule = specs.Rule("day", "", "10:00")
	for name, last := range map[string]string{"a round": "2026-12-03 10:00", "a kickoff": "2026-12-03 08:00"} {
		a := plan(t, spec, "2026-12-03 11:00", begun("fortnightly", last)) // a Thursday
		if d := diff([]string{"Fri 4 Dec 10:00", "Mon 7 Dec 10:00"}, starts(a, 2)); d != "" {
			t.Errorf("after %s: %s", name, d)
		}
	}
}

func TestRoundsOfOneNameInTwoKindsAreBothPlanned(t *testing.T) {
	t.Parallel()
	at, _ := time.Parse(time.DateOnly, "2026-12-01")
	a, err := timing.Plan([]procedure.Kind{rounds("Meeting"), rounds(round)}, specs.Duo(), procedure.Plan{
		After: at, Begun: []procedure.Begun{{Type: "Meeting", Name: "fortnightly", Date: "2026-12-01", At: at.Add(10 * time.Hour)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	first := a.Occasions[0]
	if first.Type != round || first.Date != "2026-12-01" {
		t.Errorf("the first occasion is %s of %s", first.Type, first.Date)
	}
}

func TestAnAgendaKeepsTheOccasionsOfOneInstantTogether(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	for _, id := range []string{"b", "c", "d", "e"} { // five rounds at a time do not divide twelve
		c := spec.CheckIns[0]
		c.ID = id
		spec.CheckIns = append(spec.CheckIns, c)
	}
	a := plan(t, spec, "2026-12-01 00:00", nil)
	if len(a.Occasions) != 15 || a.Complete {
		t.Errorf("%d occasions, complete %t", len(a.Occasions), a.Complete)
	}
	next := plan(t, spec, a.Occasions[14].At.UTC().Format("2006-01-02 15:04"), begun("b", "2026-12-29 10:00"))
	if want := "Tue 12 Jan 10:00"; next.Occasions[0].At.Format("Mon 2 Jan 15:04") != want {
		t.Errorf("the next agenda begins at %s", next.Occasions[0].At)
	}
}

func TestTheCalendarBetweenTwoDaysShowsKickoffsAtTheStartOnly(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Start = specs.Date("2026-12-03")
	spec.CheckIns[0].Kickoff = true
	day := func(s string) time.Time { return local(t, "Etc/UTC", s+" 00:00") }
	for _, tc := range []struct {
		from, until string
		begun       []procedure.Begun
		want        []string
	}{
		{"2026-12-01", "2026-12-31", nil, []string{"2026-12-03", "2026-12-22"}},
		{"2026-12-04", "2026-12-31", nil, []string{"2026-12-08", "2026-12-22"}},
		{"2026-12-01", "2026-12-31", begun("fortnightly", "2026-12-03 10:00"), []string{"2026-12-22"}},
		{"2026-12-08", "2026-12-22", nil, []string{"2026-12-08"}},
	} {
		got, err := timing.Between([]procedure.Kind{rounds(round)}, spec, day(tc.from), day(tc.until), tc.begun)
		if err != nil {
			t.Fatal(err)
		}
		var dates []string
		for _, o := range got {
			dates = append(dates, o.Date)
		}
		if d := diff(tc.want, dates); d != "" {
			t.Errorf("%s to %s: %s", tc.from, tc.until, d)
		}
	}
}

func TestOccasionsKeepTheirOrderTheirDistanceAndTheTerm(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec := specs.Duo()
		spec.Zone = rapid.SampledFrom([]string{"Etc/UTC", "Europe/Oslo", "America/Los_Angeles"}).Draw(t, "zone")
		rhythm := rapid.SampledFrom([]struct {
			every, on string
			half      time.Duration
		}{
			{"day", "", 0},
			{"week", "tuesday", 84 * time.Hour},
			{"2 weeks", "friday", 167 * time.Hour},
			{"month", "15th", 13 * 24 * time.Hour},
			{"quarter", "last business day", 40 * 24 * time.Hour},
		}).Draw(t, "rhythm")
		spec.CheckIns[0].Rule = specs.Rule(rhythm.every, rhythm.on, "10:00")
		spec.CheckIns[0].Kickoff = rapid.Bool().Draw(t, "kickoff")
		spec.End = spec.Start.AddDays(rapid.IntRange(0, 400).Draw(t, "term"))
		after := time.Date(2026, 11, 20, 0, rapid.IntRange(0, 500*24*60).Draw(t, "minutes"), 0, 0, time.UTC)
		var before []procedure.Begun
		last := time.Time{}
		if rapid.Bool().Draw(t, "begun") {
			last = after.Add(-time.Duration(rapid.IntRange(0, 100*24).Draw(t, "hours")) * time.Hour)
			before = begun("fortnightly", last.Format("2006-01-02 15:04"))
		}
		a := plan(t, spec, after.Format("2006-01-02 15:04"), before)
		for _, o := range a.Occasions {
			if o.At.Before(a.StartsAt) || !o.At.Before(a.EndsAt) {
				t.Fatalf("%s lies outside the term from %s to %s", o.At, a.StartsAt, a.EndsAt)
			}
			if !last.IsZero() && o.At.Sub(last) < rhythm.half || o.Date == last.In(o.At.Location()).Format(time.DateOnly) {
				t.Fatalf("%s follows %s", o.At, last)
			}
			if o.Until.Before(o.Closes) {
				t.Fatalf("the round of %s ends before its window", o.At)
			}
			last = o.At
		}
	})
}

// led is a kind that asks for every check-in of a spec in the fortnight before its day.
func led(lead ...cadence.Span) procedure.Kind {
	return procedure.Kind{Type: round, Noun: "round", Due: func(h procedure.Horizon) (procedure.Calendar, error) {
		c := h.Spec.CheckIns[0]
		return timing.Rounds(h, []timing.Round{{
			Type: round, Noun: "round", Name: c.ID, Rule: c.Rule, Looking: true, Ask: c.Ask, Window: procedure.Window{Span: c.Window}, Lead: lead, Of: "lars",
		}})
	}}
}

func TestWhatLeadsUpToADayIsCountedBackFromIt(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Rule = specs.Rule("quarter", "third thursday", "14:00")
	holidays := specs.Office("office", "09:00-17:00")
	holidays.Holidays = append(holidays.Holidays, specs.Date("2027-03-16"))
	spec.Calendars = append(spec.Calendars, holidays)
	spec.Parties[0].People[0].Calendar = "office"
	kind := led(specs.Span("5bd"), specs.Span("2bd"), specs.Span("3bd"))
	parts := func(after string, begun ...procedure.Begun) []string {
		a, err := timing.Plan([]procedure.Kind{kind}, spec, procedure.Plan{After: local(t, "Etc/UTC", after), Begun: begun})
		if err != nil || len(a.Occasions) == 0 {
			t.Fatalf("nothing is planned: %v", err)
		}
		o := a.Occasions[0]
		list := []string{o.Date, o.At.Format("Mon 2 Jan 15:04")}
		for _, at := range o.Parts {
			list = append(list, at.Format("Mon 2 Jan 15:04"))
		}
		return list
	}
	march := []string{"2027-03-18", "Wed 3 Mar 14:00", "Wed 10 Mar 14:00", "Fri 12 Mar 14:00", "Thu 18 Mar 14:00"}
	june := []string{"2027-06-17", "Thu 3 Jun 14:00", "Thu 10 Jun 14:00", "Mon 14 Jun 14:00", "Thu 17 Jun 14:00"}
	for _, tc := range []struct {
		name, after string
		begun       []procedure.Begun
		want        []string
	}{
		{"the first looks back on half a rhythm", "2026-12-01 00:00", nil, march},
		{"before it begins", "2027-03-03 13:59", nil, march},
		{"when it begins it is not planned again", "2027-03-03 14:00", []procedure.Begun{{Type: round, Name: "fortnightly", Date: "2027-03-18", At: local(t, "Etc/UTC", "2027-03-03 14:00")}}, june},
		{"what is late by then is left out", "2027-03-05 09:00", nil, june},
		{"within half a rhythm of a day is none, however early that one began", "2027-03-05 09:00", []procedure.Begun{{Type: round, Name: "fortnightly", Date: "2027-05-06", At: local(t, "Etc/UTC", "2027-04-22 14:00")}}, []string{"2027-09-16", "Thu 2 Sep 14:00", "Thu 9 Sep 14:00", "Mon 13 Sep 14:00", "Thu 16 Sep 14:00"}},
	} {
		if d := diff(tc.want, parts(tc.after, tc.begun...)); d != "" {
			t.Errorf("%s: %s", tc.name, d)
		}
	}
}

func TestTheCalendarShowsWhatBeginsBeforeItsDay(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Rule = specs.Rule("quarter", "third thursday", "14:00")
	got, err := timing.Between([]procedure.Kind{led(specs.Span("10bd"))}, spec, local(t, "Etc/UTC", "2027-03-03 00:00"), local(t, "Etc/UTC", "2027-03-10 00:00"), nil)
	if err != nil || len(got) != 1 || got[0].Date != "2027-03-18" {
		t.Errorf("it shows %+v, %v", got, err)
	}
}
