//go:build !slim

package app

import (
	"regexp"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// bothSides is duo in which Lars and Tom report one figure, Sofie leads the north,
// and each side has an executive.
func bothSides() partnership.Spec {
	spec := duo()
	as := func(id, party string, role partnership.Role) partnership.Person {
		p := member(id, party)
		p.Roles = []partnership.Role{role}
		return p
	}
	spec.Parties[0].People = []partnership.Person{
		as("lars", "north", partnership.RoleMember), as("sofie", "north", partnership.RoleLead), as("ingrid", "north", partnership.RoleExecutive),
	}
	spec.Parties[1].People = []partnership.Person{as("tom", "south", partnership.RoleLead), as("aoife", "south", partnership.RoleExecutive)}
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	return spec
}

// letterKey is how a letter is called between the time and what it is.
var letterKey = regexp.MustCompile(`^(.{16}) \S+ (\S+ to \S+)$`)

// consequences are the lines about what is missing, differs or is over, and about rounds.
func (s *stage) consequences() []string {
	var list []string
	for _, line := range s.happened() {
		for _, word := range []string{"check-in-late", "all-clear", "figures-differ", "Silence of", "outcome:"} {
			if strings.Contains(line, word) {
				list = append(list, letterKey.ReplaceAllString(line, "$1 $2"))
				break
			}
		}
	}
	return list
}

// TestConsequencesKeepTheirBudget counts what a round costs that has consequences, in
// its own workflow and in the partnership's, from its eve to the eve of the next.
func TestConsequencesKeepTheirBudget(t *testing.T) {
	t.Parallel()
	for _, b := range []struct {
		name   string
		events int
		play   func(*stage)
	}{
		// Without consequences a round of two takes at most 44.
		{"one lets it pass and answers late", 70, func(s *stage) {
			s.when("2091-01-16 12:00").reply(round2, "tom", number("mql", "130")).
				when("2091-01-22 12:00").reply(round2, "lars", number("mql", "130"))
		}},
		{"they differ and agree", 66, func(s *stage) {
			s.when("2091-01-16 12:00").reply(round2, "tom", number("mql", "130")).
				when("2091-01-16 13:00").reply(round2, "lars", number("mql", "140")).
				when("2091-01-17 12:00").reply(round2, "lars", number("mql", "130"))
		}},
	} {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			s := play(t, bothSides(), "2091-01-02 09:00").
				when("2091-01-02 12:00").reply(round1, "tom", number("mql", "130")).reply(round1, "lars", number("mql", "130"))
			begins := len(s.until("2091-01-15 09:00").history("duo"))
			b.play(s)
			share := s.until("2091-01-29 09:00").history("duo")[begins:]
			own := s.history(round2)
			t.Logf("a round in which %s takes %d events\n%s\n%s", b.name, len(own)+len(share), table(own, share), strings.Join(s.consequences(), "\n"))
			if n := len(own) + len(share); n > b.events {
				t.Errorf("a round in which %s takes %d events, want at most %d", b.name, n, b.events)
			}
		})
	}
}

func (s *stage) wantConsequences(want ...string) {
	s.t.Helper()
	if got, want := strings.Join(s.consequences(), "\n"), strings.Join(want, "\n"); got != want {
		s.t.Errorf("what followed differs\n--- got\n%s\n--- want\n%s", got, want)
	}
}

// TestARowOfMissesOnAServer climbs to the executive, and is over with an answer.
func TestARowOfMissesOnAServer(t *testing.T) {
	t.Parallel()
	spec := bothSides()
	spec.CheckIns[0].Ask = []string{"lars"}
	s := play(t, spec, "2091-01-02 09:00").
		when("2091-02-14 12:00").reply("duo/check-in/fortnightly/2091-02-13", "lars", number("mql", "130")).
		until("2091-02-20 00:00")
	s.wantConsequences(
		"2091-01-04 10:00 outcome: Check-in fortnightly: missed",
		"2091-01-05 10:00 check-in-late to sofie",
		"2091-01-05 10:00 phase: Silence of lars: step 1",
		"2091-01-18 10:00 outcome: Check-in fortnightly: missed",
		"2091-01-19 10:00 check-in-late to sofie",
		"2091-01-19 10:00 phase: Silence of lars: step 2",
		"2091-02-01 10:00 outcome: Check-in fortnightly: missed",
		"2091-02-02 10:00 check-in-late to ingrid",
		"2091-02-02 10:00 phase: Silence of lars: step 3",
		"2091-02-14 12:00 all-clear to ingrid",
		"2091-02-14 12:00 all-clear to sofie",
		"2091-02-14 12:00 outcome: Check-in fortnightly: answered",
		"2091-02-14 12:00 phase: Silence of lars is over: answered",
	)
}

// TestNobodyIsLateWhileTheMailServerIsDown holds the mail back beyond the window, and
// takes an alarm back that nobody has read.
func TestNobodyIsLateWhileTheMailServerIsDown(t *testing.T) {
	t.Parallel()
	spec := bothSides()
	spec.CheckIns[0].Ask = []string{"lars"}
	s := play(t, spec, "2091-01-02 09:00").
		mailServer(down).
		when("2091-01-03 09:00").mailServer(nil). // the window ends on Friday the 5th, the alarm is due on Monday
		when("2091-01-08 08:30").mailServer(down).
		when("2091-01-08 12:00").reply(round1, "lars", number("mql", "130")).
		when("2091-01-08 13:00").mailServer(nil).
		until("2091-01-08 20:00")
	if lines := strings.Join(s.happened(), "\n"); !strings.Contains(lines, "2091-01-08 09:") || !strings.Contains(lines, "Silence of lars: step 1") {
		t.Errorf("nothing was to be taken back:\n%s", lines)
	}
	if n := len(state[lifecycle.Partnership](s, "duo").Silent); n != 0 {
		t.Errorf("%d people are silent", n)
	}
	for _, line := range s.consequences() {
		if strings.Contains(line, " to sofie") {
			t.Errorf("sofie reads of what was over: %s", line)
		}
	}
}

// TestADifferenceIsSettledByAnAdmin after the leads have heard of it.
func TestADifferenceIsSettledByAnAdmin(t *testing.T) {
	t.Parallel()
	s := play(t, bothSides(), "2091-01-02 09:00").
		when("2091-01-02 12:00").reply(round1, "tom", number("mql", "130")).
		when("2091-01-02 13:00").reply(round1, "lars", number("mql", "140")).
		when("2091-01-10 12:00").command("duo", procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "135"}).
		when("2091-01-10 13:00").command("duo", procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "135", Reason: "both systems checked"}).
		until("2091-01-12 00:00")
	if n := len(state[lifecycle.Partnership](s, "duo").Differences); n != 0 {
		t.Errorf("%d figures differ", n)
	}
	s.wantConsequences(
		"2091-01-02 13:00 figures-differ to lars",
		"2091-01-02 13:00 figures-differ to tom",
		"2091-01-02 13:00 outcome: Check-in fortnightly: answered",
		"2091-01-09 13:00 figures-differ to sofie",
		"2091-01-10 13:00 all-clear to sofie",
	)
	if lines := strings.Join(s.happened(), "\n"); !strings.Contains(lines, "2091-01-10 12:00 record-kpi refused") {
		t.Errorf("an admin settles it without a reason:\n%s", lines)
	}
}
