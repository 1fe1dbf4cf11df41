package procedure_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const first = "duo/check-in/fortnightly/2026-12-01"

// 2026-12-01 is a Tuesday, so the window closes on Thursday at 10:00 and the
// reminder goes out on Wednesday at 14:48.

func TestAnAnswerInTimeIsMeasuredReceiptedAndClosesTheRound(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-11-30 08:00").
		until("2026-12-01 12:00").
		expect(
			"11-30 08:00 phase: The partnership is proposed",
			"12-01 00:00 phase: The partnership is active",
			"12-01 10:00 begin "+first,
			"12-01 10:00 ask/lars check-in to lars",
		).
		reply(first, "lars", number("mql", "130")).
		until("2026-12-10 00:00").
		expect(
			"12-01 12:00 measure: mql = 130",
			"12-01 12:00 outcome: Check-in fortnightly: answered",
			"12-01 12:00 receipt/mail-1 receipt to lars",
			"12-02 14:48 end "+first+" answered",
		)
}

func TestASilentPersonIsRemindedOnceAndTheRoundIsMissed(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-12-01 09:00").
		until("2026-12-14 00:00").
		expect(
			"12-01 09:00 phase: The partnership is proposed",
			"12-01 09:00 phase: The partnership is active",
			"12-01 10:00 begin "+first,
			"12-01 10:00 ask/lars check-in to lars",
			"12-02 14:48 remind-1/lars reminder to lars",
			"12-03 10:00 outcome: Check-in fortnightly: missed",
		)
}

func TestALateAnswerCountsUntilTheNextRoundAndNoLonger(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-10 10:00")
	s.log = nil
	s.reply(first, "lars", number("mql", "130")).
		expect(
			"12-10 10:00 measure: mql = 130",
			"12-10 10:00 outcome: Check-in fortnightly: answered",
			"12-10 10:00 receipt/mail-1 receipt to lars",
		)
	s.until("2026-12-16 00:00")
	s.log = nil
	s.deliver("duo", procedure.Reply{Person: "lars", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{number("mql", "1")}}).
		expect("12-16 00:00 closed/mail-2 closed to lars")
}

func TestTheSameMailTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	once := procedure.Reply{ID: "same", Person: "lars", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{number("mql", "130")}}
	s.deliver(first, once)
	s.log = nil
	s.deliver(first, once).expect()
}

func TestACorrectionWithinADayReplacesTheAnswer(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.reply(first, "lars", number("mql", "13")).until("2026-12-02 10:00")
	s.log = nil
	s.reply(first, "lars", number("mql", "130")).expect(
		"12-02 10:00 measure: mql = 130",
		"12-02 10:00 receipt/mail-2 receipt to lars",
	)
	if card := s.card["duo"]; !strings.Contains(card, "**130**") || strings.Contains(card, "**13**") {
		t.Errorf("the card does not show the corrected value:\n%s", card)
	}
}

func TestAnUnclearReplyIsAnsweredAndStaysOpen(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	s.deliver(first, procedure.Reply{Person: "lars", Class: procedure.ReplyAnswer, Problems: []string{"a range"}}).
		until("2026-12-02 20:00").
		expect(
			"12-01 11:00 receipt/mail-1 receipt to lars",
			"12-02 14:48 remind-1/lars reminder to lars",
		)
}

func TestABounceAndAnAbsenceStopTheReminderAndShowInTheCard(t *testing.T) {
	t.Parallel()
	for name, reply := range map[string]procedure.Reply{
		"mail bounced":         {Person: "lars", Class: procedure.ReplyBounce},
		"away until 7 January": {Person: "lars", Class: procedure.ReplyAuto, Away: "7 January"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
			s.log = nil
			s.deliver(first, reply).until("2026-12-03 09:00").expect()
			for _, workflow := range []string{"duo", first} {
				if !strings.Contains(s.card[workflow], name) {
					t.Errorf("the card of %s does not say %q:\n%s", workflow, name, s.card[workflow])
				}
			}
		})
	}
}

func TestAnAbsentPersonsDeputyIsAskedInTheirPlace(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.Parties[0].People[0].Absences = []partnership.Absence{{From: date("2026-11-20"), Until: date("2026-12-05")}}
	s := play(t, spec, "2026-12-01 09:30").until("2026-12-01 10:00")
	s.log = nil
	r := procedure.Reply{
		ID: "m", Person: "sofie", Ask: procedure.AskID(first, "lars"), Class: procedure.ReplyAnswer,
		Answers: []partnership.Answer{number("mql", "140")},
	}
	s.step(s.actor(first), procedure.Event{Kind: procedure.Replied, Reply: &r})
	s.expect(
		"12-01 10:00 measure: mql = 140",
		"12-01 10:00 outcome: Check-in fortnightly: answered",
		"12-01 10:00 receipt/m receipt to sofie",
	)
}

func TestNothingIsSentOutsideThePersonsHours(t *testing.T) {
	t.Parallel()
	spec := duo()
	hours, err := cadence.ParseHours("14:00-18:00")
	if err != nil {
		t.Fatal(err)
	}
	calendar := cadence.StandardWeek()
	calendar.Name, calendar.Hours = "afternoons", &hours
	spec.Calendars = []cadence.Calendar{calendar}
	spec.Parties[0].People[0].Calendar = "afternoons"
	s := play(t, spec, "2026-12-01 09:00").until("2026-12-01 13:59")
	s.expect(
		"12-01 09:00 phase: The partnership is proposed",
		"12-01 09:00 phase: The partnership is active",
		"12-01 10:00 begin "+first,
	)
	s.until("2026-12-01 14:00").expect("12-01 14:00 ask/lars check-in to lars")
}

func TestWhoeverNeedNotAnswerHasTheWholeWindow(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.Goals[0].KPIs[0].Reporters = []string{"lars"}
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	spec.CheckIns[0].Questions = []partnership.Question{{ID: "news", Kind: partnership.KindText, Text: "What is new?", Optional: true}}
	s := play(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	s.reply(first, "lars", number("mql", "130")).until("2026-12-03 09:00").expect(
		"12-01 11:00 measure: mql = 130",
		"12-01 11:00 receipt/mail-1 receipt to lars",
	)
	s.until("2026-12-04 00:00").expect("12-03 10:00 outcome: Check-in fortnightly: answered")
	s.reply(first, "tom", partnership.Answer{Question: "news", Value: partnership.TextValue("Little.")}).
		expect("12-04 00:00 receipt/mail-2 receipt to tom")

	spec.CheckIns[0].About = nil // now nobody need answer
	s = play(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	s.until("2026-12-14 00:00").expect("12-03 10:00 outcome: Check-in fortnightly: missed")
}

func TestCommandsAreAnsweredWithWhatTheyAskFor(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	s.deliver(first, procedure.Reply{
		Person: "lars", Class: procedure.ReplyAnswer,
		Commands: []partnership.Command{{Name: partnership.CommandStatus}, {Name: partnership.CommandHelp}},
	}).expect(
		"12-01 11:00 status/mail-1 status to lars",
		"12-01 11:00 help/mail-1 help to lars",
	)
}

func TestAnAdminMayAnswerForSomebody(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	s.log = nil
	s.command(first, procedure.Command{
		Name: procedure.AnswerFor, Person: "lars", Answers: []procedure.TypedAnswer{{Question: "mql", Value: "131.5"}},
	}).expect(
		"12-01 11:00 measure: mql = 131.5",
		"12-01 11:00 outcome: Check-in fortnightly: answered",
		"12-01 11:00 receipt/admin:update-1 receipt to lars",
	)
}

func TestAnswersTypedByAnAdminAreCheckedWithReasons(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").until("2026-12-01 11:00")
	for _, tc := range []struct {
		name string
		cmd  procedure.Command
		want string
	}{
		{"unknown person", procedure.Command{Person: "nobody"}, "this check-in asks lars"},
		{"no answers", procedure.Command{Person: "lars"}, `{"question": "mql"`},
		{"unknown question", procedure.Command{Person: "lars", Answers: []procedure.TypedAnswer{{Question: "mgl", Value: "1"}}}, "the questions are mql"},
		{"no number", procedure.Command{Person: "lars", Answers: []procedure.TypedAnswer{{Question: "mql", Value: "many"}}}, `"many" is not a number`},
	} {
		tc.cmd.Name = procedure.AnswerFor
		if err := s.actor(first).p.Check(tc.cmd); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got error %v, want one that says %q", tc.name, err, tc.want)
		}
	}
}
