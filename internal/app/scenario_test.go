//go:build !slim

package app

import (
	"errors"
	"strings"
	"testing"

	enumspb "go.temporal.io/api/enums/v1"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// opening is how every play of duo begins that is set on 2091-01-02 at 09:00.
var opening = []string{
	"2091-01-02 09:00 phase: The partnership is active",
	"2091-01-02 09:00 phase: The partnership is proposed",
	"2091-01-02 10:00 ask/lars check-in to lars",
	"2091-01-02 10:00 begin: Check-in fortnightly began",
}

func after(lines ...string) []string { return append(append([]string{}, opening...), lines...) }

// down is what a mail server that is away says.
var down = &activities.DeliveryError{Class: activities.DeliveryTemporary, Err: errors.New("connection refused")}

func TestAnAnswerInTimeIsMeasuredAndReceipted(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2091-01-02 09:00").
		when("2091-01-02 12:00").reply(round1, "lars", number("mql", "130")).
		until("2091-01-11 00:00").
		expect(after(
			"2091-01-02 12:00 measure: mql = 130",
			"2091-01-02 12:00 outcome: Check-in fortnightly: answered",
			"2091-01-02 12:00 receipt/mail-1 receipt to lars",
		)...)
	if got := s.ended(round1); got != procedure.OutcomeAnswered {
		t.Errorf("the round ended as %q", got)
	}
	p := state[lifecycle.Partnership](s, "duo")
	if len(p.Readings) != 1 || p.Readings[0].Value.String() != "130" {
		t.Errorf("the partnership holds the readings %v, want mql = 130", p.Readings)
	}
}

func TestASilentPersonIsRemindedOnceAndMissesTheRound(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2091-01-02 09:00").
		until("2091-01-16 10:00").
		expect(after(
			"2091-01-03 14:48 remind-1/lars check-in to lars",
			"2091-01-04 10:00 outcome: Check-in fortnightly: missed",
			"2091-01-04 10:00 phase: lars let the check-in fortnightly pass without an answer",
			"2091-01-05 10:00 phase: Silence of lars: step 1, with nobody to tell",
			"2091-01-16 10:00 ask/lars check-in to lars",
			"2091-01-16 10:00 begin: Check-in fortnightly began",
		)...)
	if got := s.ended(round1); got != procedure.OutcomeMissed {
		t.Errorf("the round ended as %q", got)
	}
}

// TestAnAlarmIsSetOnceLettersHaveArrived counts the timers of a round that nobody answers:
// for the reminder, the end of the window and that of the round, and none that is set while
// the letter is on its way and again when it has arrived.
func TestAnAlarmIsSetOnceLettersHaveArrived(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2091-01-02 09:00").until("2091-01-04 12:00")
	kinds := map[enumspb.EventType]int{}
	for _, e := range s.history(round1) {
		kinds[e.GetEventType()]++
	}
	if set, dropped := kinds[enumspb.EVENT_TYPE_TIMER_STARTED], kinds[enumspb.EVENT_TYPE_TIMER_CANCELED]; set != 3 || dropped != 0 {
		t.Errorf("a round sets %d timers and drops %d of them, want 3 and none", set, dropped)
	}
}

// TestNobodyIsLateWhoWasNeverAsked is about a mail server that is away for a day:
// first the ask, then the reminder, with a window that counts from the arrival.
func TestNobodyIsLateWhoWasNeverAsked(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2091-01-02 09:00").
		when("2091-01-02 09:30").mailServer(down).
		when("2091-01-03 09:30").mailServer(nil)
	s.until("2091-01-02 18:00")
	p := state[lifecycle.Partnership](s, "duo")
	if open := p.Running[0].Shown.Open; len(open) != 1 || open[0].Late || !strings.Contains(open[0].Note, "mail server") {
		t.Errorf("while the mail server is away the partnership shows %+v", open)
	}
	s.until("2091-01-06 00:00").
		expect(
			"2091-01-02 09:00 phase: The partnership is active",
			"2091-01-02 09:00 phase: The partnership is proposed",
			"2091-01-02 10:00 begin: Check-in fortnightly began",
			"2091-01-03 09:37 ask/lars check-in to lars",
			"2091-01-04 14:25 remind-1/lars check-in to lars",
			"2091-01-05 09:37 outcome: Check-in fortnightly: missed",
			"2091-01-05 09:37 phase: lars let the check-in fortnightly pass without an answer",
		)
}

func TestAMailThatNeverArrivedIsUndeliveredAndNotMissed(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.End = date("2091-01-03")
	s := play(t, spec, "2091-01-02 09:00").
		when("2091-01-02 09:30").mailServer(down).
		when("2091-01-04 12:00").mailServer(nil).
		until("2091-01-05 00:00").
		expectFrom("2091-01-02 11:00",
			"2091-01-04 10:00 outcome: Check-in fortnightly: undelivered",
			"2091-01-04 10:00 phase: The partnership is closed",
			"2091-01-04 12:07 ended/lars ended to lars",
			"2091-01-04 12:07 ended/tom ended to tom",
		)
	if got := s.ended(round1); got != procedure.OutcomeUndelivered {
		t.Errorf("the round ended as %q", got)
	}
}

func TestALateAnswerStillCounts(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2091-01-02 09:00").
		when("2091-01-11 10:00").reply(round1, "lars", number("mql", "130")).
		until("2091-01-13 00:00").
		expectFrom("2091-01-04 00:00",
			"2091-01-04 10:00 outcome: Check-in fortnightly: missed",
			"2091-01-04 10:00 phase: lars let the check-in fortnightly pass without an answer",
			"2091-01-05 10:00 phase: Silence of lars: step 1, with nobody to tell",
			"2091-01-11 10:00 measure: mql = 130",
			"2091-01-11 10:00 outcome: Check-in fortnightly: answered",
			"2091-01-11 10:00 phase: Silence of lars is over: answered",
			"2091-01-11 10:00 receipt/mail-1 receipt to lars",
		)
	if readings := state[lifecycle.Partnership](s, "duo").Readings; len(readings) != 1 || !readings[0].Late {
		t.Errorf("the partnership holds %v, want one late reading", readings)
	}
}

func TestAnAnswerAfterTheNextRoundBeganGoesToThePartnership(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2091-01-02 09:00").
		when("2091-01-17 08:00").reply(round1, "lars", number("mql", "130")).
		until("2091-01-17 09:00").
		expectFrom("2091-01-17 00:00", "2091-01-17 08:00 closed/mail-1 closed to lars",
			"2091-01-17 08:00 phase: Silence of lars is over: answered")
}

func TestARefusedRecipientCountsAsABounce(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2091-01-02 09:00").
		when("2091-01-02 09:30").mailServer(&activities.DeliveryError{Class: activities.DeliveryPermanent, Err: errors.New("550 no such user")}).
		until("2091-01-03 09:00")
	running := state[lifecycle.Partnership](s, "duo").Running
	if len(running) != 1 || len(running[0].Shown.Open) != 1 || running[0].Shown.Open[0].Note != "mail bounced" {
		t.Errorf("the partnership shows %+v, want an open ask whose mail bounced", running)
	}
}

func TestAnswersAreTakenWhileTheMailServerIsDown(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2091-01-02 09:00").
		when("2091-01-02 11:00").mailServer(down).
		when("2091-01-02 12:00").reply(round1, "lars", number("mql", "130")).
		when("2091-01-02 18:00").mailServer(nil).
		until("2091-01-02 18:30").
		expect(after(
			"2091-01-02 12:00 measure: mql = 130",
			"2091-01-02 12:00 outcome: Check-in fortnightly: answered",
			"2091-01-02 18:07 receipt/mail-2 receipt to lars",
		)...)
}

func TestTheSameMailTwiceHasTheEffectOfOnce(t *testing.T) {
	t.Parallel()
	once := procedure.Reply{ID: "same", Person: "lars", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{number("mql", "130")}}
	play(t, duo(), "2091-01-02 09:00").
		when("2091-01-02 12:00").deliver(round1, once).deliver(round1, once).
		when("2091-01-02 13:00").deliver(round1, once).
		until("2091-01-03 00:00").
		expect(after(
			"2091-01-02 12:00 measure: mql = 130",
			"2091-01-02 12:00 outcome: Check-in fortnightly: answered",
			"2091-01-02 12:00 receipt/same receipt to lars",
		)...)
}

func TestAnAbsentPersonsDeputyIsAskedInstead(t *testing.T) {
	t.Parallel()
	spec := duo()
	anna := member("anna", "north")
	anna.Roles = nil
	spec.Parties[0].People = []partnership.Person{anna, spec.Parties[0].People[0]}
	spec.Parties[0].People[1].Deputy = "anna"
	s := play(t, spec, "2091-01-02 09:00").
		when("2091-01-02 10:01").deliver(round1, procedure.Reply{Person: "lars", Class: procedure.ReplyAuto, Until: "2091-01-20"}).
		until("2091-01-05 00:00").
		expect(after(
			"2091-01-02 10:01 ask/anna/for/lars check-in to anna",
			"2091-01-03 14:49 remind-1/anna/for/lars check-in to anna",
			"2091-01-04 10:01 outcome: Check-in fortnightly: missed",
			"2091-01-04 10:01 phase: anna let the check-in fortnightly pass without an answer",
		)...)
	if c := state[checkin.CheckIn](s, round1); len(c.Circle.Asks) != 2 || c.Circle.Asks[1].For != "lars" {
		t.Errorf("asked are %+v", c.Circle.Asks)
	}
}

func TestNothingStaysOpenAfterTheEndAndEverybodyHearsOfIt(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2091-01-02 09:00").
		when("2091-01-02 12:00").command("duo", procedure.Command{Name: procedure.EndNow, Reason: "sold"}).
		until("2091-01-20 00:00").
		expect(after(
			"2091-01-02 12:00 command: An admin ended the partnership: sold",
			"2091-01-02 12:00 end: done",
			"2091-01-02 12:00 ended/lars ended to lars",
			"2091-01-02 12:00 ended/tom ended to tom",
			"2091-01-02 12:00 outcome: Check-in fortnightly: withdrawn",
			"2091-01-02 12:00 phase: The partnership is closed",
		)...)
	if a, b := s.ended("duo"), s.ended(round1); a != procedure.OutcomeEnded || b != procedure.OutcomeWithdrawn {
		t.Errorf("the partnership ended as %q, its round as %q", a, b)
	}
	if p := state[lifecycle.Partnership](s, "duo"); len(p.Running)+len(p.Agenda.Occasions) > 0 {
		t.Errorf("the closed partnership still shows %+v and %+v", p.Running, p.Agenda.Occasions)
	}
}

func TestAPartnershipEndsAfterItsLastDay(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.End = date("2091-01-10")
	s := play(t, spec, "2091-01-02 09:00").
		when("2091-01-10 23:00").reply(round1, "lars", number("mql", "130")).
		until("2091-01-20 00:00").
		expectFrom("2091-01-05 00:00",
			"2091-01-05 10:00 phase: Silence of lars: step 1, with nobody to tell",
			"2091-01-10 23:00 measure: mql = 130",
			"2091-01-10 23:00 outcome: Check-in fortnightly: answered",
			"2091-01-10 23:00 phase: Silence of lars is over: answered",
			"2091-01-10 23:00 receipt/mail-1 receipt to lars",
			"2091-01-11 00:00 ended/lars ended to lars",
			"2091-01-11 00:00 ended/tom ended to tom",
			"2091-01-11 00:00 phase: The partnership is closed",
		)
	if got := s.ended(round1); got != procedure.OutcomeAnswered {
		t.Errorf("the round that was being corrected ended as %q", got)
	}
}

func TestAPauseHoldsMailsAndWindows(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2091-01-02 09:00").
		when("2091-01-03 10:00").command("duo", procedure.Command{Name: procedure.Pause, Reason: "merger"}).
		when("2091-01-10 10:00").command("duo", procedure.Command{Name: procedure.Resume}).
		until("2091-01-13 00:00").
		expect(after(
			"2091-01-03 10:00 command: An admin paused the partnership: merger",
			"2091-01-03 10:00 pause: done",
			"2091-01-03 10:00 paused/lars paused to lars",
			"2091-01-03 10:00 phase: The partnership is suspended",
			"2091-01-10 10:00 command: An admin resumed the partnership",
			"2091-01-10 10:00 phase: The partnership is active",
			"2091-01-10 10:00 resume: done",
			"2091-01-10 10:00 resumed/lars resumed to lars",
			"2091-01-10 14:48 remind-1/lars check-in to lars",
			"2091-01-11 10:00 outcome: Check-in fortnightly: missed",
			"2091-01-11 10:00 phase: lars let the check-in fortnightly pass without an answer",
			"2091-01-12 10:00 phase: Silence of lars: step 1, with nobody to tell",
		)...)
}

func TestAHarmlessChangeSendsNobodyASecondMail(t *testing.T) {
	t.Parallel()
	changed := duo()
	changed.Purpose = "To be two, and more."
	play(t, duo(), "2091-01-02 09:00").
		when("2091-01-02 12:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed}).
		when("2091-01-02 12:10").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed}).
		until("2091-01-03 00:00").
		expect(after(
			"2091-01-02 12:00 apply-spec: changed",
			"2091-01-02 12:00 command: The spec was changed",
			"2091-01-02 12:10 apply-spec: unchanged",
		)...)
}

// TestAMovedRhythmKeepsItsDistance applies another weekday some days after a
// round: the next one comes when half the rhythm has passed.
func TestAMovedRhythmKeepsItsDistance(t *testing.T) {
	t.Parallel()
	changed := duo()
	changed.CheckIns[0].Rule = rule("2 weeks", "friday", "09:00")
	play(t, duo(), "2091-01-02 09:00").
		when("2091-01-02 12:00").reply(round1, "lars", number("mql", "130")).
		when("2091-01-03 12:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed}).
		until("2091-01-19 12:00").
		expectFrom("2091-01-03 13:00",
			"2091-01-16 12:00 round-summary/tom/3818577600/mail-1 round-summary to tom",
			"2091-01-19 09:00 ask/lars check-in to lars",
			"2091-01-19 09:00 begin: Check-in fortnightly began",
		)
}

func TestACheckInThatLeavesTheSpecIsWithdrawnAndSaysSo(t *testing.T) {
	t.Parallel()
	changed := duo()
	changed.CheckIns[0].ID = "monthly"
	s := play(t, duo(), "2091-01-02 09:00").
		when("2091-01-02 12:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed}).
		until("2091-01-03 00:00").
		expect(after(
			"2091-01-02 12:00 apply-spec: changed",
			"2091-01-02 12:00 check-in-withdrawn/lars check-in-withdrawn to lars",
			"2091-01-02 12:00 command: The spec was changed",
			"2091-01-02 12:00 outcome: Check-in fortnightly: withdrawn",
		)...)
	if got := s.ended(round1); got != procedure.OutcomeWithdrawn {
		t.Errorf("the round ended as %q", got)
	}
}

func TestAnAdminsAnswerSaysWhoseItIs(t *testing.T) {
	t.Parallel()
	var text string
	s := setStage(t, duo(), instant(t, "2091-01-02 09:00"), stageOptions{})
	s.sent = func(m activities.Message, l procedure.Letter) {
		if l.Template == procedure.TemplateReceipt {
			text = m.Text
		}
	}
	s.begin().
		when("2091-01-02 12:00").command(round1, procedure.Command{
		Name: procedure.AnswerFor, Person: "lars", Reason: "told on the phone",
		Answers: []procedure.TypedAnswer{{Question: "mql", Value: "130"}},
	}).until("2091-01-02 13:00")
	if !strings.Contains(text, "An administrator has answered in your place (told on the phone).") {
		t.Errorf("the receipt reads:\n%s", text)
	}
}

func TestARoundsSummaryRidesAlongWithTheNextMail(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	var rode string
	s := setStage(t, spec, instant(t, "2091-01-02 09:00"), stageOptions{})
	s.sent = func(m activities.Message, l procedure.Letter) {
		if l.Person == "lars" && l.Opens {
			rode = m.Text
		}
	}
	s.begin().
		when("2091-01-02 12:00").reply(round1, "lars", number("mql", "130")).
		when("2091-01-02 13:00").reply(round1, "tom", number("mql", "130")).
		until("2091-01-16 11:00")
	for _, want := range []string{"Also", "mql: 130 leads (Lars)", "mql: 130 leads (Tom)"} {
		if !strings.Contains(strings.ReplaceAll(rode, "\u00a0", " "), want) {
			t.Errorf("lars' next ask lacks %q:\n%s", want, rode)
		}
	}
}
