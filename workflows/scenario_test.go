package workflows_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/workflows"
)

// opening is how every play of duo begins that is set on 2026-12-01 at 09:00.
var opening = []string{
	"2026-12-01 09:00 phase: The partnership is active",
	"2026-12-01 09:00 phase: The partnership is proposed",
	"2026-12-01 10:00 ask/lars check-in to lars",
	"2026-12-01 10:00 begin: Check-in fortnightly began",
}

func after(lines ...string) []string { return append(append([]string{}, opening...), lines...) }

func TestAnAnswerInTimeIsMeasuredAndReceipted(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 12:00").reply(round1, "lars", number("mql", "130")).
		until("2026-12-10 00:00").
		expect(after(
			"2026-12-01 12:00 measure: mql = 130",
			"2026-12-01 12:00 outcome: Check-in fortnightly: answered",
			"2026-12-01 12:00 receipt/mail-1 receipt to lars",
			"2026-12-02 14:48 end "+round1+": answered",
		)...)
	p := state[procedure.Partnership](s, "duo")
	if len(p.Readings) != 1 || p.Readings[0].KPI != "mql" || p.Readings[0].Value.String() != "130" {
		t.Errorf("the partnership holds the readings %v, want mql = 130", p.Readings)
	}
	if len(p.Running) != 0 {
		t.Errorf("the partnership still waits for %v", p.Running)
	}
}

func TestAKickoffGoesOutTheMomentThePartnershipIsActive(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.CheckIns[0].Kickoff = true
	spec.Start = date("2026-11-26")
	// Applied on a Saturday afternoon, after the partnership's first day.
	play(t, spec, "2026-11-28 17:30").
		until("2026-11-29 00:00").
		expect(
			"2026-11-28 17:30 ask/lars check-in to lars",
			"2026-11-28 17:30 begin: Check-in fortnightly began",
			"2026-11-28 17:30 phase: The partnership is active",
			"2026-11-28 17:30 phase: The partnership is proposed",
		)
}

func TestAPartnershipWaitsForItsFirstDay(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-11-20 08:00").
		until("2026-12-01 09:59").
		expect(
			"2026-11-20 08:00 phase: The partnership is proposed",
			"2026-12-01 00:00 phase: The partnership is active",
		)
}

func TestASilentPersonIsRemindedOnceAndMissesTheRound(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-12-01 09:00").
		until("2026-12-15 10:00").
		expect(after(
			"2026-12-02 14:48 remind-1/lars reminder to lars",
			"2026-12-03 10:00 outcome: Check-in fortnightly: missed",
			"2026-12-15 10:00 ask/lars check-in to lars",
			"2026-12-15 10:00 begin: Check-in fortnightly began",
			"2026-12-15 10:00 end "+round1+": missed",
		)...)
}

func TestALateAnswerStillCounts(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").
		when("2026-12-10 10:00").reply(round1, "lars", number("mql", "130")).
		until("2026-12-12 00:00").
		expectFrom("2026-12-03 00:00",
			"2026-12-03 10:00 outcome: Check-in fortnightly: missed",
			"2026-12-10 10:00 measure: mql = 130",
			"2026-12-10 10:00 outcome: Check-in fortnightly: answered",
			"2026-12-10 10:00 receipt/mail-1 receipt to lars",
		)
	if readings := state[procedure.Partnership](s, "duo").Readings; len(readings) != 1 || !readings[0].Late {
		t.Errorf("the partnership holds %v, want one late reading", readings)
	}
}

func TestAnAnswerAfterTheNextRoundBeganGoesToThePartnership(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-12-01 09:00").
		when("2026-12-16 08:00").reply(round1, "lars", number("mql", "130")).
		until("2026-12-16 09:00").
		expectFrom("2026-12-16 00:00", "2026-12-16 08:00 closed/mail-1 closed to lars")
}

func TestARefusedRecipientCountsAsABounce(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").
		mailServer(&activities.DeliveryError{Class: activities.DeliveryPermanent, Err: errors.New("550 no such user")}).
		until("2026-12-03 09:00").
		expect(
			"2026-12-01 09:00 phase: The partnership is active",
			"2026-12-01 09:00 phase: The partnership is proposed",
			"2026-12-01 10:00 begin: Check-in fortnightly began",
		)
	running := state[procedure.Partnership](s, "duo").Running
	if len(running) != 1 || len(running[0].Open) != 1 || running[0].Open[0].Note != "mail bounced" {
		t.Errorf("the partnership shows %+v, want an open ask whose mail bounced", running)
	}
}

func TestAnswersAreTakenWhileTheMailServerIsDown(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 11:00").mailServer(errors.New("connection refused")).
		when("2026-12-01 12:00").reply(round1, "lars", number("mql", "130"))
	var between []string
	s.when("2026-12-01 17:00").look(func() { between = s.world.timeline() }).
		when("2026-12-01 18:00").mailServer(nil).
		until("2026-12-01 18:30")
	want := strings.Join(after(
		"2026-12-01 12:00 measure: mql = 130",
		"2026-12-01 12:00 outcome: Check-in fortnightly: answered",
	), "\n")
	if got := strings.Join(between, "\n"); got != want {
		t.Errorf("while the mail server was down this happened:\n%s\nwant\n%s", got, want)
	}
	s.expectFrom("2026-12-01 12:01", "2026-12-01 18:07 receipt/mail-2 receipt to lars")
}

func TestAReplyThatComesWhileARoundEndsGoesToThePartnership(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 11:00").mailServer(errors.New("connection refused")).
		when("2026-12-01 12:00").reply(round1, "lars", number("mql", "130")).
		when("2026-12-02 20:00").reply(round1, "lars", number("mql", "131")). // the receipt still waits
		when("2026-12-03 00:00").mailServer(nil).
		until("2026-12-04 00:00").
		expectFrom("2026-12-01 12:01",
			"2026-12-03 00:07 closed/mail-3 closed to lars",
			"2026-12-03 00:07 end "+round1+": answered",
			"2026-12-03 00:07 receipt/mail-2 receipt to lars",
		)
}

func TestAStoreThatIsAwayHoldsUpAndLosesNothing(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 11:00").store(errors.New("connection refused")).
		when("2026-12-01 12:00").reply(round1, "lars", number("mql", "130")).
		when("2026-12-01 13:00").reply(round1, "lars", number("mql", "131")).
		when("2026-12-01 18:00").store(nil).
		until("2026-12-01 19:00").
		expectFrom("2026-12-01 11:00",
			"2026-12-01 18:00 measure: mql = 130",
			"2026-12-01 18:00 measure: mql = 131",
			"2026-12-01 18:00 outcome: Check-in fortnightly: answered",
			"2026-12-01 18:00 receipt/mail-2 receipt to lars",
			"2026-12-01 18:00 receipt/mail-3 receipt to lars",
		)
	if n := s.runs.of(round1)[0].events; n > 100 {
		t.Errorf("waiting for the store took the history to %d events", n)
	}
}

func TestTheSameMailTwiceHasTheEffectOfOnce(t *testing.T) {
	t.Parallel()
	once := procedure.Reply{ID: "same", Person: "lars", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{number("mql", "130")}}
	play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 12:00").deliver(round1, once).deliver(round1, once).
		when("2026-12-01 13:00").deliver(round1, once).
		until("2026-12-02 00:00").
		expect(after(
			"2026-12-01 12:00 measure: mql = 130",
			"2026-12-01 12:00 outcome: Check-in fortnightly: answered",
			"2026-12-01 12:00 receipt/same receipt to lars",
		)...)
}

func TestStatusAndHelpAreAnsweredAndChangeNothing(t *testing.T) {
	t.Parallel()
	ask := func(name partnership.CommandName) procedure.Reply {
		return procedure.Reply{Person: "lars", Class: procedure.ReplyAnswer, Commands: []partnership.Command{{Name: name}}}
	}
	play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 12:00").deliver(round1, ask(partnership.CommandStatus)).
		when("2026-12-01 13:00").deliver(round1, ask(partnership.CommandHelp)).
		when("2026-12-16 08:00").deliver(round1, ask(partnership.CommandStatus)).
		until("2026-12-16 09:00").
		expect(after(
			"2026-12-01 12:00 status/mail-1 status to lars",
			"2026-12-01 13:00 help/mail-2 help to lars",
			"2026-12-02 14:48 remind-1/lars reminder to lars",
			"2026-12-03 10:00 outcome: Check-in fortnightly: missed",
			"2026-12-15 10:00 ask/lars check-in to lars",
			"2026-12-15 10:00 begin: Check-in fortnightly began",
			"2026-12-15 10:00 end "+round1+": missed",
			"2026-12-16 08:00 status/mail-3 status to lars",
		)...)
}

func TestAPartnershipEndsAfterItsLastDay(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.End = date("2026-12-10")
	play(t, spec, "2026-12-01 09:00").
		until("2026-12-20 00:00").
		expect(after(
			"2026-12-02 14:48 remind-1/lars reminder to lars",
			"2026-12-03 10:00 outcome: Check-in fortnightly: missed",
			"2026-12-11 00:00 end "+round1+": missed",
			"2026-12-11 00:00 end duo: completed",
			"2026-12-11 00:00 phase: The partnership is closed",
		)...)
}

func TestAnAbsentPersonsMailboxStopsTheReminder(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 10:01").
		deliver(round1, procedure.Reply{Person: "lars", Class: procedure.ReplyAuto, Away: "2026-12-20"}).
		until("2026-12-04 00:00").
		expect(after("2026-12-03 10:00 outcome: Check-in fortnightly: missed")...)
}

// The names of updates as they stand in shells and in histories.
var updates = struct{ pause, resume, recordKPI, answerFor, end, applySpec string }{
	workflows.UpdatePause, workflows.UpdateResume, workflows.UpdateRecordKPI,
	workflows.UpdateAnswerFor, workflows.UpdateEnd, workflows.UpdateApplySpec,
}
