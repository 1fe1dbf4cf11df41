package procedure_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func TestKickoffSendsTheFirstRoundTheMomentThePartnershipIsActive(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.CheckIns[0].Kickoff = true
	play(t, spec, "2026-12-05 22:17").
		until("2026-12-05 22:17").
		expect(
			"12-05 22:17 phase: The partnership is proposed",
			"12-05 22:17 phase: The partnership is active",
			"12-05 22:17 begin duo/check-in/fortnightly/2026-12-05",
			"12-05 22:17 ask/lars check-in to lars",
		)
}

func TestOfMissedRoundsOnlyTheLatestOpenOneIsSent(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		missed cadence.MissedPolicy
		back   string // when the engine runs again
		want   []string
	}{
		{"inside the last window", cadence.MissedSendLatest, "2026-12-30 09:00", []string{
			"12-30 09:00 outcome: Check-in fortnightly of 2026-12-01 was skipped: its time passed while nothing ran",
			"12-30 09:00 outcome: Check-in fortnightly of 2026-12-15 was skipped: its time passed while nothing ran",
			"12-30 09:00 begin duo/check-in/fortnightly/2026-12-29",
			"12-30 09:00 ask/lars check-in to lars",
		}},
		{"after the last window", cadence.MissedSendLatest, "2026-12-20 09:00", []string{
			"12-20 09:00 outcome: Check-in fortnightly of 2026-12-01 was skipped: its time passed while nothing ran",
			"12-20 09:00 outcome: Check-in fortnightly of 2026-12-15 was skipped: its time passed while nothing ran",
		}},
		{"with the policy skip", cadence.MissedSkip, "2026-12-02 09:00", []string{
			"12-02 09:00 outcome: Check-in fortnightly of 2026-12-01 was skipped: its time passed while nothing ran",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			spec := duo()
			spec.CheckIns[0].Rule.Missed = tc.missed
			s := play(t, spec, "2026-12-01 00:00").until("2026-12-01 00:00")
			s.log = nil
			s.now = instant(t, tc.back)
			s.step(s.actor("duo"), procedure.Event{Kind: procedure.Woke})
			s.expect(tc.want...)
		})
	}
}

func TestAPauseHoldsEverythingAndAResumeGoesOnFromNow(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	s.command("duo", procedure.Command{Name: procedure.Pause, Reason: "merger talks"}).
		until("2026-12-20 09:00").
		expect(
			"12-01 11:00 command: An admin paused the partnership: merger talks",
			"12-01 11:00 phase: The partnership is suspended",
			"12-15 10:00 outcome: Check-in fortnightly: withdrawn",
			"12-15 10:00 end "+first+" withdrawn",
		).
		command("duo", procedure.Command{Name: procedure.Resume}).
		until("2026-12-29 10:00").
		expect(
			"12-20 09:00 command: An admin resumed the partnership",
			"12-20 09:00 phase: The partnership is active",
			"12-29 10:00 begin duo/check-in/fortnightly/2026-12-29",
			"12-29 10:00 ask/lars check-in to lars",
		)
}

func TestAnAdminEndsAPartnershipWithAReason(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	if err := s.actor("duo").p.Check(procedure.Command{Name: procedure.EndNow}); err == nil {
		t.Error("ending without a reason was not refused")
	}
	s.command("duo", procedure.Command{Name: procedure.EndNow, Reason: "bought"}).
		expect(
			"12-01 11:00 command: An admin ended the partnership: bought",
			"12-01 11:00 phase: The partnership is closed",
			"12-01 11:00 end duo ended",
			"12-01 11:00 outcome: Check-in fortnightly: withdrawn",
			"12-01 11:00 end "+first+" withdrawn",
		)
}

func TestThePartnershipEndsAfterItsLastDay(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.End = date("2026-12-10")
	s := play(t, spec, "2026-12-01 09:00").until("2026-12-05 00:00")
	s.log = nil
	s.until("2027-01-31 00:00").expect(
		"12-11 00:00 phase: The partnership is closed",
		"12-11 00:00 end duo completed",
		"12-11 00:00 end "+first+" missed",
	)
}

func TestAChangedSpecKeepsReadingsAndOpenRoundsAndMovesTheRest(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.reply(first, "lars", number("mql", "150"))
	s.log = nil
	changed := duo()
	changed.Goals[0].KPIs[0].Target = decimal.NewFromInt(180)
	rule, err := cadence.ParseRule("2 weeks", "wednesday", "08:00")
	if err != nil {
		t.Fatal(err)
	}
	changed.CheckIns[0].Rule = rule
	s.step(s.actor("duo"), procedure.Event{Kind: procedure.Amended, Spec: &changed})
	s.until("2026-12-16 09:00").expect(
		"12-01 11:00 command: The spec was changed",
		"12-02 08:00 begin duo/check-in/fortnightly/2026-12-02",
		"12-02 08:00 ask/lars check-in to lars",
		"12-02 14:48 end "+first+" answered",
		"12-03 12:48 remind-1/lars reminder to lars",
		"12-04 08:00 outcome: Check-in fortnightly: missed",
		"12-16 08:00 begin duo/check-in/fortnightly/2026-12-16",
		"12-16 08:00 ask/lars check-in to lars",
		"12-16 08:00 end duo/check-in/fortnightly/2026-12-02 missed",
	)
	if card := s.card["duo"]; !strings.Contains(card, "50 %") {
		t.Errorf("the old reading is not judged by the new target:\n%s", card)
	}
}

func TestRecordedKPIsAreCheckedAndShown(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	for _, tc := range []struct{ kpi, value, want string }{
		{"mgl", "1", "has mql"},
		{"mql", "lots", "is not a number"},
	} {
		err := s.actor("duo").p.Check(procedure.Command{Name: procedure.RecordKPI, KPI: tc.kpi, Value: tc.value})
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("record %s=%s: got error %v, want one that says %q", tc.kpi, tc.value, err, tc.want)
		}
	}
	s.command("duo", procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "210"})
	if card := s.card["duo"]; !strings.Contains(card, "**210**") {
		t.Errorf("the card does not show the recorded value:\n%s", card)
	}
}

func TestACardStaysBelowItsLimitHoweverMuchThereIsToShow(t *testing.T) {
	t.Parallel()
	spec := duo()
	goal := spec.Goals[0]
	goal.Statement = strings.Repeat("Grow | something *very* long ", 20)
	for range 60 {
		spec.Goals = append(spec.Goals, goal)
	}
	s := play(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00")
	if n := len(s.card["duo"]); n > 4096 {
		t.Errorf("the card has %d bytes, more than 4096", n)
	}
}
