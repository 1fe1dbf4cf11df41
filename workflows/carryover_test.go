package workflows_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// everyStep suggests to continue as new from the first event on.
const everyStep = 1

// scripts are plays whose outcome must not depend on where runs end.
var scripts = map[string]func(t *testing.T, spec partnership.Spec) *stage{
	"answered, corrected, missed, late": func(t *testing.T, spec partnership.Spec) *stage {
		return play(t, spec, "2026-11-30 08:00").
			when("2026-12-01 12:00").reply(round1, "lars", number("mql", "13")).
			when("2026-12-01 12:05").reply(round1, "lars", number("mql", "130")).
			when("2026-12-25 12:00").reply("duo/check-in/fortnightly/2026-12-15", "lars", number("mql", "140")).
			when("2026-12-30 08:00").reply("duo/check-in/fortnightly/2026-12-15", "lars", number("mql", "150"))
	},
	"commands of every kind": func(t *testing.T, spec partnership.Spec) *stage {
		weekly := spec
		weekly.CheckIns = slices.Clone(spec.CheckIns)
		weekly.CheckIns[0].Rule = rule("week", "tuesday", "10:00")
		return play(t, spec, "2026-12-01 09:00").
			when("2026-12-01 09:30").update("duo", updates.recordKPI, procedure.Command{KPI: "mql", Value: "125"}).
			when("2026-12-01 12:00").update("duo", updates.pause, procedure.Command{Reason: "merger"}).
			when("2026-12-02 12:00").update(round1, updates.answerFor, answerLars("mql", "130")).
			when("2026-12-16 09:00").update("duo", updates.resume, procedure.Command{}).
			when("2026-12-17 09:00").update("duo", updates.applySpec, weekly).
			when("2026-12-30 09:00").update("duo", updates.end, procedure.Command{Reason: "sold"})
	},
	"many things at one moment": func(t *testing.T, spec partnership.Spec) *stage {
		return play(t, spec, "2026-12-01 09:00").
			when("2026-12-02 14:48"). // the reminder's moment
			deliver(round1, procedure.Reply{ID: "auto", Person: "lars", Class: procedure.ReplyAuto, Away: "2026-12-03"}).
			reply(round1, "lars", number("mql", "130")).
			update(round1, updates.answerFor, answerLars("mql", "131")).
			update("duo", updates.recordKPI, procedure.Command{KPI: "mql", Value: "132"}).
			reply(round1, "lars", number("mql", "133"))
	},
	"the mail server is down": func(t *testing.T, spec partnership.Spec) *stage {
		return play(t, spec, "2026-12-01 09:00").
			mailServer(errors.New("connection refused")).
			when("2026-12-01 11:00").reply(round1, "lars", number("mql", "130")).
			when("2026-12-01 12:00").update(round1, updates.answerFor, answerLars("mql", "131")).
			when("2026-12-01 13:00").mailServer(nil)
	},
	"the mail server is down while a run ends": func(t *testing.T, spec partnership.Spec) *stage {
		return play(t, spec, "2026-12-01 09:00").
			when("2026-12-01 11:00").mailServer(errors.New("connection refused")).
			deliver(round1, procedure.Reply{ID: "auto", Person: "lars", Class: procedure.ReplyAuto, Away: "2026-12-03"}).
			reply(round1, "lars", number("mql", "130")).
			when("2026-12-01 12:00").update(round1, updates.answerFor, answerLars("mql", "131")).
			when("2026-12-01 13:00").reply(round1, "lars", number("mql", "132")).
			when("2026-12-01 14:00").mailServer(nil)
	},
	"a recipient is refused": func(t *testing.T, spec partnership.Spec) *stage {
		return play(t, spec, "2026-12-01 09:00").
			mailServer(&activities.DeliveryError{Class: activities.DeliveryPermanent, Err: errors.New("550 no such user")})
	},
}

func TestContinueAsNewAfterEveryStepChangesNothing(t *testing.T) {
	t.Parallel()
	for name, script := range scripts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			whole := perform(t, script, 0)
			split := perform(t, script, everyStep)
			if whole.runs != whole.workflows {
				t.Errorf("one run each was wanted, %d workflows took %d", whole.workflows, whole.runs)
			}
			if split.runs <= 2*split.workflows {
				t.Errorf("%d workflows took only %d runs: nothing was carried over", split.workflows, split.runs)
			}
			if diff := cmp.Diff(whole.Left, split.Left); diff != "" {
				t.Errorf("carrying over makes a difference (-one run +many runs):\n%s", diff)
			}
		})
	}
}

// performance is one way of playing a script.
type performance struct {
	Left            remains
	runs, workflows int
}

// remains is everything that a play leaves behind.
type remains struct {
	Timeline, Letters, Entries, Readings []string
	Partnership                          string
}

func perform(t *testing.T, script func(*testing.T, partnership.Spec) *stage, suggestAt int) performance {
	t.Helper()
	s := script(t, duo())
	s.runs.suggestAt = suggestAt
	s.until("2027-01-06 00:00")
	p := performance{Left: remains{
		Timeline: s.world.timeline(), Letters: sorted(t, s.world.letters),
		Entries: sorted(t, s.world.entries), Readings: sorted(t, s.world.readings),
		Partnership: asJSON(t, state[procedure.Partnership](s, "duo")),
	}}
	p.runs, p.workflows = s.runs.count()
	return p
}

func sorted[T any](t *testing.T, list []T) []string {
	t.Helper()
	var lines []string
	for _, v := range list {
		lines = append(lines, asJSON(t, v))
	}
	slices.Sort(lines)
	return lines
}
