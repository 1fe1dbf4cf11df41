package timing_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// living is the smallest partnership with lars in a zone, under a calendar.
func living(zone string, calendar cadence.Calendar) partnership.Spec {
	spec := specs.Duo()
	spec.Calendars = []cadence.Calendar{calendar}
	lars := &spec.Parties[0].People[0]
	lars.Zone, lars.Calendar = zone, calendar.Name
	return spec
}

// noHours is a week in which nobody says when they work.
func noHours() cadence.Calendar {
	c := cadence.StandardWeek()
	c.Name = "week"
	return c
}

func window(span string, remind ...string) procedure.Window {
	w := procedure.Window{Span: specs.Span(span)}
	for _, r := range remind {
		w.Remind = append(w.Remind, specs.Span(r))
	}
	return w
}

// local reads an instant in a zone.
func local(t testing.TB, zone, s string) time.Time {
	t.Helper()
	l, err := cadence.LoadZone(zone)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", s, l)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func shown(times procedure.AskTimes) []string {
	var all []string
	for _, t := range append(times.Remind, times.Due) {
		all = append(all, t.Format("Mon 2 Jan 15:04"))
	}
	return all
}

func TestWindows(t *testing.T) {
	t.Parallel()
	office := specs.Office("office", "09:00-17:00")
	for _, tc := range []struct {
		name     string
		zone     string
		calendar cadence.Calendar
		window   procedure.Window
		sent     string
		want     []string // reminders, due
	}{
		{
			"business days keep the time of day", "Europe/Oslo", office, window("2bd", "60%"), "2026-12-01 10:00",
			[]string{"Wed 2 Dec 14:48", "Thu 3 Dec 10:00"},
		},
		{
			"a weekend counts for nothing", "Europe/Oslo", office, window("2bd", "60%"), "2026-12-04 10:00",
			[]string{"Mon 7 Dec 09:00", "Tue 8 Dec 10:00"},
		},
		{
			"hours that end in the night end in the morning", "Europe/Oslo", office, window("6h"), "2026-12-01 14:00",
			[]string{"Wed 2 Dec 09:00"},
		},
		{
			"the end of the hours is in time", "Europe/Oslo", office, window("6h"), "2026-12-01 11:00",
			[]string{"Tue 1 Dec 17:00"},
		},
		{
			"without hours nobody is up before eight", "Europe/Oslo", noHours(), window("12h"), "2026-12-01 15:00",
			[]string{"Wed 2 Dec 08:00"},
		},
		{
			"nor after ten at night", "Europe/Oslo", noHours(), window("12h"), "2026-12-01 10:30",
			[]string{"Wed 2 Dec 08:00"},
		},
		{
			"a reminder in the night waits for the morning", "Europe/Oslo", noHours(), window("2d", "30%"), "2026-12-01 12:00",
			[]string{"Wed 2 Dec 08:00", "Thu 3 Dec 12:00"},
		},
		{
			"a reminder that would come too late comes earlier", "Europe/Oslo", office, window("1bd", "60%"), "2026-12-01 10:00",
			[]string{"Tue 1 Dec 16:12", "Wed 2 Dec 10:00"},
		},
		{
			"no reminder in so short a window", "Europe/Oslo", office, window("30m", "90%"), "2026-12-01 10:00",
			[]string{"Tue 1 Dec 10:24", "Tue 1 Dec 10:30"},
		},
		{
			"two reminders of one morning are one", "Europe/Oslo", noHours(), window("2d", "25%", "30%"), "2026-12-01 12:00",
			[]string{"Wed 2 Dec 08:00", "Thu 3 Dec 12:00"},
		},
		{
			"the clocks go back", "Europe/Oslo", office, window("1bd"), "2026-10-23 10:00", []string{"Mon 26 Oct 10:00"},
		},
		{
			"the clocks go forward", "Europe/Oslo", office, window("1bd"), "2027-03-26 10:00", []string{"Mon 29 Mar 10:00"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := timing.Count(living(tc.zone, tc.calendar), "lars", tc.window, local(t, tc.zone, tc.sent))
			if diff := diff(tc.want, shown(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEverybodysWindowIsEquallyLong(t *testing.T) {
	t.Parallel()
	spec := living("Europe/Oslo", specs.Office("office", "09:00-17:00"))
	tom := &spec.Parties[1].People[0]
	tom.Zone, tom.Calendar = "America/Los_Angeles", "office"
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	round := plan(t, spec, "2026-12-01 00:00", nil).Occasions[0]
	for _, a := range round.Asks {
		if length := a.Due.Sub(a.Send); length != 48*time.Hour {
			t.Errorf("%s has %s from %s to %s", a.Person, length, a.Send, a.Due)
		}
	}
	if tom := round.Asks[1]; tom.Send.Format("15:04") != "09:00" || tom.City != "Los Angeles" {
		t.Errorf("tom is asked at %s in %s", tom.Send, tom.City)
	}
}

func TestAWindowAcrossAClockChangeEndsAtTheSameWallTime(t *testing.T) {
	t.Parallel()
	spec := living("America/New_York", noHours())
	for sent, want := range map[string]time.Duration{"2026-10-31 10:00": 25 * time.Hour, "2027-03-13 10:00": 23 * time.Hour} {
		got := timing.Count(spec, "lars", window("1d"), local(t, "America/New_York", sent))
		if length := got.Due.Sub(got.Send); length != want || got.Due.Hour() != 10 {
			t.Errorf("a day from %s ends at %s, %s later", sent, got.Due, length)
		}
	}
}

func TestWindowsAndRemindersAreFair(t *testing.T) {
	t.Parallel()
	zones := []string{"Europe/Oslo", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "Etc/UTC", "Africa/Cairo"}
	rapid.Check(t, func(t *rapid.T) {
		calendar := noHours()
		if rapid.Bool().Draw(t, "hours") {
			from := rapid.IntRange(0, 20).Draw(t, "from")
			calendar.Hours = &cadence.Hours{
				From: cadence.Clock{Hour: from}, Until: cadence.Clock{Hour: rapid.IntRange(from+1, 23).Draw(t, "until")},
			}
		}
		spec := living(rapid.SampledFrom(zones).Draw(t, "zone"), calendar)
		w := window(rapid.SampledFrom([]string{"30m", "4h", "36h", "1d", "1bd", "2bd", "5bd", "14d"}).Draw(t, "span"))
		for _, share := range rapid.SliceOfNDistinct(rapid.IntRange(1, 99), 0, 4, rapid.ID).Draw(t, "remind") {
			w.Remind = append(w.Remind, cadence.Span{Count: share, Unit: cadence.Percent})
		}
		ascend(w.Remind)
		sent := timing.Opens(spec, "lars", time.Unix(rapid.Int64Range(1_790_000_000, 1_860_000_000).Draw(t, "sent"), 0))
		got := timing.Count(spec, "lars", w, sent)
		if !got.Due.After(sent) {
			t.Fatalf("sent at %s, due at %s", sent, got.Due)
		}
		awake(t, calendar, got.Due)
		last := got.Send
		for _, r := range got.Remind {
			if !r.After(last) || got.Due.Sub(r) < got.Due.Sub(got.Send)/5 {
				t.Fatalf("sent %s, reminders %v, due %s", got.Send, got.Remind, got.Due)
			}
			awake(t, calendar, r)
			last = r
		}
	})
}

func ascend(spans []cadence.Span) {
	for i := range spans {
		for j := i; j > 0 && spans[j].Count < spans[j-1].Count; j-- {
			spans[j], spans[j-1] = spans[j-1], spans[j]
		}
	}
}

// awake fails for an instant at which people sleep or do not work.
func awake(t *rapid.T, c cadence.Calendar, at time.Time) {
	minutes := at.Hour()*60 + at.Minute()
	opens, closes := 8*60, 22*60
	if c.Hours != nil {
		opens, closes = c.Hours.From.Hour*60, c.Hours.Until.Hour*60
		if !c.BusinessDay(cadence.DateOf(at)) {
			t.Fatalf("%s is no business day", at)
		}
	}
	if minutes < opens || minutes > closes {
		t.Fatalf("nobody is awake at %s", at)
	}
}

func TestALetterThatOpensNothingHasNoWindowOfItsOwn(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	due := local(t, "Etc/UTC", "2026-12-03 10:00")
	for _, l := range []procedure.Letter{
		{Key: "remind-1/lars", Person: "lars", Asking: procedure.Asking{Window: window("2bd"), Due: due}},
		{Key: "ask/lars/2", Person: "lars", Opens: true, Asking: procedure.Asking{Due: due}},
	} {
		if a := timing.Depart(spec, &l, local(t, "Etc/UTC", "2026-12-02 10:00")); a.Key != l.Key || !a.Due.IsZero() || !l.Due.Equal(due) {
			t.Errorf("%s: got %+v, due %s", l.Key, a, l.Due)
		}
	}
	l := procedure.Letter{Key: "ask/lars", Person: "lars", Opens: true, Asking: procedure.Asking{Window: window("2bd", "60%")}}
	a := timing.Depart(spec, &l, local(t, "Etc/UTC", "2026-12-01 10:00"))
	if !a.Due.Equal(due) || !l.Due.Equal(due) || len(a.Remind) != 1 {
		t.Errorf("got %+v, due %s", a, l.Due)
	}
}

func TestANoticeGoesAloneAfterTenBusinessDays(t *testing.T) {
	t.Parallel()
	got := timing.LastDay(specs.Duo(), procedure.Letter{Person: "lars", At: local(t, "Etc/UTC", "2026-12-01 10:00")})
	if want := local(t, "Etc/UTC", "2026-12-15 10:00"); !got.Equal(want) {
		t.Errorf("it goes alone at %s, want %s", got, want)
	}
}
