package timing_test

import (
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// away adds absences to a spec.
func away(spec partnership.Spec, id, from, until string) partnership.Spec {
	for i := range spec.Parties {
		for j := range spec.Parties[i].People {
			if p := &spec.Parties[i].People[j]; p.ID == id {
				p.Absences = append(p.Absences, partnership.Absence{From: specs.Date(from), Until: specs.Date(until)})
			}
		}
	}
	return spec
}

// chain has lars, his deputy una, and the lead sofie.
func chain() partnership.Spec {
	spec := specs.Duo()
	una := spec.Parties[0].People[0]
	una.ID, una.Name, una.Deputy = "una", "Una", ""
	spec.Parties[0].People[0].Deputy = "una"
	spec.Parties[0].People = append(spec.Parties[0].People, una)
	return spec
}

func TestInstantsAreReckonedInThePersonsCalendar(t *testing.T) {
	t.Parallel()
	spec := living("Europe/Oslo", specs.Office("office", "09:00-17:00"))
	from := local(t, "Europe/Oslo", "2026-12-04 16:30") // a Friday
	got := timing.Reckon(spec, procedure.Reckon{Instants: []procedure.Instant{
		{Key: "span", Person: "lars", From: from, Span: specs.Span("2bd")},
		{Key: "hours", Person: "lars", From: from, Span: specs.Span("1h")},
		{Key: "day", Person: "lars", From: from, Day: "2026-12-06"}, // a Sunday
	}})
	for i, want := range []string{"span Tue 8 Dec 16:30", "hours Mon 7 Dec 09:00", "day Mon 7 Dec 09:00"} {
		if is := got.Instants[i].Key + " " + got.Instants[i].At.Format("Mon 2 Jan 15:04"); is != want {
			t.Errorf("got %s, want %s", is, want)
		}
	}
}

func TestStandIns(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		spec   partnership.Spec
		person string
		not    []string
		want   string
	}{
		{"the deputy", chain(), "lars", []string{"lars"}, "una"},
		{"the lead when the deputy is away", away(chain(), "una", "2026-11-20", "2026-12-05"), "lars", []string{"lars"}, "sofie"},
		{"the lead when the deputy's mailbox says so", chain(), "lars", []string{"lars", "una"}, "sofie"},
		{"nobody", away(away(chain(), "una", "2026-11-20", "2026-12-05"), "sofie", "2026-12-01", "2026-12-01"), "lars", nil, ""},
		{"nobody for a lead without a deputy", chain(), "sofie", nil, ""},
		{"nobody for a stranger", chain(), "nemo", nil, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := timing.Reckon(tc.spec, procedure.Reckon{StandIns: []procedure.StandIn{
				{Key: "k", Person: tc.person, At: local(t, "Etc/UTC", "2026-12-01 10:00"), Not: tc.not},
			}})
			if s := got.StandIns[0]; s.Person != tc.want || s.Key != "k" {
				t.Errorf("got %+v, want %s", s, tc.want)
			}
		})
	}
}

func TestDeputiesOfEachOtherAskNobodyForEver(t *testing.T) {
	t.Parallel()
	spec := chain()
	spec.Parties[0].People[2].Deputy = "lars"
	spec.Parties[0].People[1].Roles = nil
	got := timing.Reckon(spec, procedure.Reckon{StandIns: []procedure.StandIn{{Person: "lars", Not: []string{"lars", "una"}}}})
	if got.StandIns[0].Person != "" {
		t.Errorf("got %+v", got.StandIns)
	}
}

func TestWhoIsAskedOfAnAbsentPerson(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		spec partnership.Spec
		want string
	}{
		{"nobody is away", chain(), "lars for  at Tue 1 Dec 10:00"},
		{"the deputy", away(chain(), "lars", "2026-11-20", "2026-12-05"), "una for lars at Tue 1 Dec 10:00"},
		{
			"the lead", away(away(chain(), "lars", "2026-11-20", "2026-12-05"), "una", "2026-12-01", "2026-12-02"),
			"sofie for lars at Tue 1 Dec 10:00",
		},
		{
			"whoever returns first", away(away(away(chain(), "lars", "2026-11-20", "2026-12-05"), "una", "2026-12-01", "2026-12-02"), "sofie", "2026-12-01", "2026-12-10"),
			"una for lars at Thu 3 Dec 10:00",
		},
		{
			"the person, returning first", away(away(away(chain(), "lars", "2026-11-20", "2026-12-01"), "una", "2026-12-01", "2026-12-02"), "sofie", "2026-12-01", "2026-12-10"),
			"lars for  at Wed 2 Dec 10:00",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			a := plan(t, tc.spec, "2026-12-01 00:00", nil).Occasions[0].Asks[0]
			if got := a.Person + " for " + a.For + " at " + a.Send.Format("Mon 2 Jan 15:04"); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
			if a.Due.Sub(a.Send) < 48*3600*1e9 {
				t.Errorf("the window from %s to %s is shorter than the others'", a.Send, a.Due)
			}
		})
	}
}

func TestAClockOfNobodyInParticularIsThatOfThePartnership(t *testing.T) {
	t.Parallel()
	spec := partnership.Spec{Zone: "Europe/Oslo"}
	r := timing.Reckon(spec, procedure.Reckon{Instants: []procedure.Instant{{Key: "move", From: time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC), Day: "2027-05-14", Clock: "15:00"}}})
	if got, want := r.Instants[0].At.Format(time.RFC3339), "2027-05-14T15:00:00+02:00"; got != want {
		t.Errorf("it is at %s, want %s", got, want)
	}
}
