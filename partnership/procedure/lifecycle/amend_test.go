package lifecycle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func retitle(spec *partnership.Spec) { spec.Title = "Two" }

func TestAHarmlessChangeSendsNothing(t *testing.T) {
	t.Parallel()
	l := running(t)
	letters := len(l.Letters)
	l.amend(retitle).until("2026-12-14 00:00").Expect(
		"12-01 11:00 command: The spec was changed",
		"12-01 11:00 order amended to "+first,
	)
	if len(l.Letters) != letters {
		t.Errorf("%v", l.Letters[letters:])
	}
	order := l.Told[len(l.Told)-1].Message.Order
	if order.Spec != l.partnership().Digest || len(order.People) != 0 {
		t.Errorf("the round is told %+v", order)
	}
}

func TestPeopleWhoMovedOrLeftAreToldToWhatRuns(t *testing.T) {
	t.Parallel()
	l := running(t).amend(func(spec *partnership.Spec) {
		spec.Parties[0].People[0].Email = "lh@north.example"
		spec.Parties[1].People[0].ID = "una"
	})
	want := []procedure.PersonChange{{Person: "lars", Name: "Lars", Moved: true}, {Person: "tom", Left: true}, {Person: "una", Name: "Tom"}}
	if diff := cmp.Diff(want, l.Told[len(l.Told)-1].Message.Order.People); diff != "" {
		t.Error(diff)
	}
}

func TestWhatTheSpecDeclaresNoMoreIsWithdrawn(t *testing.T) {
	t.Parallel()
	l := running(t).amend(func(spec *partnership.Spec) { spec.CheckIns = nil })
	l.Expect(
		"12-01 11:00 command: The spec was changed",
		"12-01 11:00 order amended to "+first,
		"12-01 11:00 order withdraw to "+first,
	)
	if o := l.Told[len(l.Told)-1].Message.Order; !o.Gone {
		t.Errorf("the order is %+v", o)
	}
	if len(l.partnership().Running) != 0 {
		t.Error("the round is still waited for")
	}
	l.shows("was withdrawn: the spec does not declare it any more", "Nobody is waited for.")
	l.until("2027-09-01 00:00").Expect()
}

func TestWhatIsDueWhenASpecArrivesIsNotLost(t *testing.T) {
	t.Parallel()
	t.Run("a round", func(t *testing.T) {
		t.Parallel()
		l := begin(t, specs.Duo(), "2026-12-01 09:00").until("2026-12-01 09:30")
		before := l.partnership().Digest
		l.Skip().Stand("2026-12-01 10:20") // nothing ran at 10:00
		l.amend(retitle).Expect(
			"12-01 10:20 begin "+first,
			"12-01 10:20 command: The spec was changed",
			"12-01 10:20 order amended to "+first,
		)
		if got := l.Begun[0].Brief.Spec; got != before {
			t.Error("the round that was due does not begin by the spec so far")
		}
	})
	t.Run("the first day", func(t *testing.T) {
		t.Parallel()
		l := begin(t, specs.Duo(), "2026-11-20 09:00")
		l.Skip().Stand("2026-12-01 10:20")
		l.amend(retitle)
		if got := l.began(); !slices.Equal(got, []string{first}) {
			t.Errorf("begun are %v", got)
		}
	})
	t.Run("more rounds than an agenda holds", func(t *testing.T) {
		t.Parallel()
		spec := specs.Duo()
		spec.CheckIns[0].Rule = specs.Rule("day", "", "10:00")
		l := begin(t, spec, "2026-12-01 09:00")
		l.Skip().Stand("2026-12-28 10:20")
		l.amend(retitle)
		if got := l.began(); got[len(got)-1] != "duo/check-in/fortnightly/2026-12-28" {
			t.Errorf("begun are %v", got)
		}
	})
	t.Run("a prolonged end", func(t *testing.T) {
		t.Parallel()
		spec := specs.Duo()
		spec.End = specs.Date("2026-12-10")
		l := open(t, spec).decided(first, procedure.OutcomeAnswered)
		l.Stand("2026-12-12 09:00") // nothing ran when the last day was over
		l.amend(func(spec *partnership.Spec) { spec.End = specs.Date("2027-11-30") }).until("2026-12-15 10:00")
		if got := l.began(); l.Ended || len(got) != 2 {
			t.Errorf("begun are %v, ended %t", got, l.Ended)
		}
	})
}

func TestAFirstDayThatIsPutOffIsWaitedFor(t *testing.T) {
	t.Parallel()
	l := begin(t, specs.Duo(), "2026-11-20 09:00")
	l.Skip().Stand("2026-12-01 10:20")
	l.amend(func(spec *partnership.Spec) { spec.Start = specs.Date("2026-12-08") }).until("2026-12-08 10:00").Expect(
		"12-01 10:20 command: The spec was changed",
		"12-08 00:00 phase: The partnership is active",
		"12-08 10:00 begin duo/check-in/fortnightly/2026-12-08",
	)
}

func TestAMovedRhythmSendsNoSecondRoundOfTheSameDays(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ on, at, want string }{
		{"tuesday", "14:00", "2026-12-15 14:00"},
		{"wednesday", "08:00", "2026-12-16 08:00"},
		{"friday", "10:00", "2026-12-18 10:00"},
	} {
		l := running(t).amend(func(spec *partnership.Spec) { spec.CheckIns[0].Rule = specs.Rule("2 weeks", tc.on, tc.at) }).until("2026-12-20 00:00")
		if last := l.Begun[len(l.Begun)-1].Brief.Occasion.At; len(l.Begun) != 2 || !last.Equal(solo.At(tc.want)) {
			t.Errorf("moved to %s: begun are %v, the last at %s", tc.on, l.began(), last)
		}
	}
}

func TestFiguresAreJudgedByTheNewTarget(t *testing.T) {
	t.Parallel()
	l := running(t).measured(first, "mql", "150", "lars").shows("| 300 | 17 % |")
	l.amend(func(spec *partnership.Spec) { spec.Goals[0].KPIs[0].Target = decimal.NewFromInt(180) }).shows("| 180 | 50 % |")
}

func TestAChangeDuringAPauseIsAdoptedAndNothingBegins(t *testing.T) {
	t.Parallel()
	l := running(t).command(procedure.Command{Name: procedure.Pause})
	l.Skip()
	l.amend(retitle).until("2026-12-20 00:00")
	if got := l.began(); len(got) != 1 {
		t.Errorf("begun are %v", got)
	}
	l.command(procedure.Command{Name: procedure.Resume}).until("2026-12-29 10:00")
	if got := l.began(); len(got) != 2 || !strings.HasSuffix(got[1], "2026-12-29") {
		t.Errorf("begun are %v", got)
	}
}

func TestReadingsOfAKPIThatComesBackAreStillThere(t *testing.T) {
	t.Parallel()
	l := running(t)
	for _, day := range []string{"2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12", "2027-01-26"} {
		l.until(day+" 11:00").measured("duo/check-in/fortnightly/"+day, "mql", "150", "lars")
	}
	before := l.partnership().Readings
	goal := specs.Duo().Goals[0]
	other := specs.Duo().Goals[0]
	other.KPIs[0].ID = "sales"
	l.amend(func(spec *partnership.Spec) { spec.Goals[0] = other }).
		command(procedure.Command{Name: procedure.RecordKPI, KPI: "sales", Value: "50"}).
		amend(func(spec *partnership.Spec) { spec.Goals[0] = goal })
	if diff := cmp.Diff(before, l.partnership().Readings[:len(before)]); diff != "" {
		t.Errorf("readings (-before +after):\n%s", diff)
	}
}
