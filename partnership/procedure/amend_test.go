package procedure_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// amend has the partnership adopt a changed spec.
func (s *scenario) amend(change func(*partnership.Spec)) *scenario {
	s.t.Helper()
	a := s.actor(s.spec.Slug)
	spec := clone(s.t, a.p.(*procedure.Partnership).Declared)
	change(&spec)
	s.step(a, procedure.Event{Kind: procedure.Amended, Spec: &spec})
	return s
}

func parseRule(t testing.TB, every, on, at string) cadence.Rule {
	t.Helper()
	r, err := cadence.ParseRule(every, on, at)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (s *scenario) checkIn(id string) *procedure.CheckIn { return s.actor(id).p.(*procedure.CheckIn) }

func TestASpecAppliedTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.amend(func(spec *partnership.Spec) { spec.Title = "Two" }).until("2026-12-01 12:00")
	s.log = nil
	s.amend(func(*partnership.Spec) {}).until("2026-12-01 13:00").expect()
}

func TestAnOpenAskFollowsThePersonToAnotherAddress(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	s.amend(func(spec *partnership.Spec) {
		spec.Parties[0].People[0].Email, spec.Parties[0].People[0].Name = "lh@north.example", "Lars Hauge"
	})
	digest := s.actor("duo").p.(*procedure.Partnership).Digest
	s.until("2026-12-02 20:00").expect(
		"12-01 11:00 command: The spec was changed",
		"12-01 11:00 ask/lars/"+digest[:12]+" check-in to lars",
		"12-02 14:48 remind-1/lars reminder to lars",
	)
	if c := s.checkIn(first); c.Spec != digest || c.Rounds[0].Name != "Lars Hauge" {
		t.Errorf("the round goes on by spec %s and asks %s", c.Spec, c.Rounds[0].Name)
	}
	s.log = nil
	s.reply(first, "lars", number("mql", "130")).expect(
		"12-02 20:00 measure: mql = 130",
		"12-02 20:00 outcome: Check-in fortnightly: answered",
		"12-02 20:00 receipt/mail-1 receipt to lars",
	)
}

func TestWhoeverHasLeftIsAskedNoMoreAndHoldsNothingUp(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	s := play(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	tomLeaves := func(spec *partnership.Spec) {
		spec.Parties[1].People[0].ID = "una"
		spec.CheckIns[0].Ask = []string{"lars", "una"}
	}
	s.amend(tomLeaves).reply(first, "lars", number("mql", "130")).until("2026-12-04 00:00").expect(
		"12-01 11:00 command: The spec was changed",
		"12-01 11:00 outcome: tom has left the partnership and is asked no more",
		"12-01 11:00 measure: mql = 130",
		"12-01 11:00 outcome: Check-in fortnightly: answered",
		"12-01 11:00 receipt/mail-1 receipt to lars",
		"12-02 14:48 end "+first+" answered",
	)
	s.until("2026-12-15 11:00").expect(
		"12-15 10:00 begin duo/check-in/fortnightly/2026-12-15",
		"12-15 10:00 ask/lars check-in to lars",
		"12-15 10:00 ask/una check-in to una",
	)
	// Nobody can write to tom any more: the spec has no address.
	s.deliver("duo", procedure.Reply{Person: "tom", Class: procedure.ReplyAnswer}).expect()
}

func TestARoundThatAllHaveLeftIsWithdrawn(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	s.amend(func(spec *partnership.Spec) {
		spec.Parties[0].People = spec.Parties[0].People[1:]
		spec.CheckIns[0].Ask = []string{"sofie"}
	}).until("2026-12-15 11:00").expect(
		"12-01 11:00 command: The spec was changed",
		"12-01 11:00 outcome: lars has left the partnership and is asked no more",
		"12-01 11:00 outcome: Check-in fortnightly: withdrawn",
		"12-01 11:00 end "+first+" withdrawn",
		"12-15 10:00 begin duo/check-in/fortnightly/2026-12-15",
		"12-15 10:00 ask/sofie check-in to sofie",
	)
	if card := s.card["duo"]; strings.Contains(card, "lars") {
		t.Errorf("the card still waits for lars:\n%s", card)
	}
}

func TestNoTwoRoundsOfOneDate(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	s.amend(func(spec *partnership.Spec) { spec.CheckIns[0].Rule = parseRule(t, "2 weeks", "tuesday", "14:00") }).
		until("2026-12-01 23:00").
		expect("12-01 11:00 command: The spec was changed").
		until("2026-12-02 23:00")
	s.log = nil
	s.until("2026-12-15 15:00").expect(
		"12-03 10:00 outcome: Check-in fortnightly: missed",
		"12-15 10:00 end "+first+" missed",
		"12-15 14:00 begin duo/check-in/fortnightly/2026-12-15",
		"12-15 14:00 ask/lars check-in to lars",
	)
}

func TestWhatIsDueWhenASpecArrivesIsNotLost(t *testing.T) {
	t.Parallel()
	retitle := func(spec *partnership.Spec) { spec.Title = "Two" }
	t.Run("a round", func(t *testing.T) {
		t.Parallel()
		s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 09:30")
		s.log = nil
		s.now = instant(t, "2026-12-01 10:20") // nothing ran at 10:00
		s.amend(retitle).expect(
			"12-01 10:20 command: The spec was changed",
			"12-01 10:20 begin "+first,
			"12-01 10:20 ask/lars check-in to lars",
		)
	})
	t.Run("the first day", func(t *testing.T) {
		t.Parallel()
		s := play(t, duo(), "2026-11-20 09:00").until("2026-11-20 09:30")
		s.log = nil
		s.now = instant(t, "2026-12-01 10:20")
		s.amend(retitle).expect(
			"12-01 10:20 command: The spec was changed",
			"12-01 10:20 phase: The partnership is active",
			"12-01 10:20 begin "+first,
			"12-01 10:20 ask/lars check-in to lars",
		)
	})
	t.Run("more rounds than an agenda holds", func(t *testing.T) {
		t.Parallel()
		spec := duo()
		spec.CheckIns[0].Rule = parseRule(t, "day", "", "10:00")
		s := play(t, spec, "2026-12-01 09:00").until("2026-12-01 09:30")
		s.log = nil
		s.now = instant(t, "2026-12-28 10:20")
		s.amend(retitle)
		if last := s.log[len(s.log)-2]; last != "12-28 10:20 begin duo/check-in/fortnightly/2026-12-28" {
			t.Errorf("the latest round was not begun:\n%s", strings.Join(s.log, "\n"))
		}
	})
	t.Run("a prolonged end", func(t *testing.T) {
		t.Parallel()
		spec := duo()
		spec.End = date("2026-12-10")
		s := play(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00").reply(first, "lars", number("mql", "130")).until("2026-12-10 00:00")
		s.log = nil
		s.now = instant(t, "2026-12-12 09:00") // nothing ran when the last day was over
		s.amend(func(spec *partnership.Spec) { spec.End = date("2027-11-30") }).until("2026-12-15 10:00").expect(
			"12-12 09:00 command: The spec was changed",
			"12-15 10:00 begin duo/check-in/fortnightly/2026-12-15",
			"12-15 10:00 ask/lars check-in to lars",
		)
	})
}

func TestReadingsOfAKPIThatComesBackAreStillThere(t *testing.T) {
	t.Parallel()
	s := play(t, measured(partnership.KPI{ID: "sales", Direction: partnership.Cumulative, Target: dec("260")}), "2026-12-01 09:00")
	kept := func() []string {
		var ids []string
		for _, r := range s.actor("duo").p.(*procedure.Partnership).Readings {
			ids = append(ids, r.ID)
		}
		return ids
	}
	for _, day := range []string{"2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12", "2027-01-26"} {
		s.until(day+" 11:00").reply("duo/check-in/fortnightly/"+day, "lars", number("sales", "20"))
	}
	before := kept()
	goal := s.spec.Goals[0]
	other := measured(partnership.KPI{ID: "mql", Direction: partnership.Increase, Target: dec("100")}).Goals[0]
	s.amend(func(spec *partnership.Spec) { spec.Goals[0] = other }).
		command("duo", procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "50"}).
		amend(func(spec *partnership.Spec) { spec.Goals[0] = goal })
	if diff := cmp.Diff(before, kept()[:len(before)]); diff != "" {
		t.Errorf("readings (-before +after):\n%s", diff)
	}
	if card := s.card["duo"]; !strings.Contains(card, "**100**") {
		t.Errorf("the card does not show the total of five rounds:\n%s", card)
	}
}

func TestARuleBeforeAdoptionKeepsItsEffects(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.actor("duo").p.(*procedure.Partnership).Rules = 1
	s.log = nil
	s.amend(func(spec *partnership.Spec) {
		spec.Parties[0].People[0].Email = "lh@north.example"
		spec.CheckIns[0].Rule = parseRule(t, "2 weeks", "tuesday", "14:00")
	}).until("2026-12-01 15:00").expect(
		"12-01 11:00 command: The spec was changed",
		"12-01 14:00 begin "+first,
		"12-01 14:00 ask/lars check-in to lars",
	)
}
