package asking_test

import (
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

func TestWhoeverIsSilentIsRemindedOnceAndThenLate(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo())
	s.Expect("12-01 10:00 ask/lars poll to lars")
	s.until("2026-12-03 09:59").Expect("12-02 14:48 remind-1/lars poll to lars")
	if l := s.Letter("remind-1/lars"); l.Form != procedure.FormReminder || l.Number != 1 || l.Of != 1 || !l.Due.Equal(solo.At("2026-12-03 10:00")) {
		t.Errorf("the reminder is %+v", l.Asking)
	}
	if s.of("lars").Late(s.Now) {
		t.Error("lars is late before his window is over")
	}
	s.until("2026-12-03 10:00").Expect()
	s.happened(asking.Closed)
	if !s.of("lars").Late(s.Now) || !s.circle().Closed() {
		t.Error("lars is not late when his window is over")
	}
}

func TestNobodyIsLateOrRemindedBeforeTheirMailHasArrived(t *testing.T) {
	t.Parallel()
	s := down(t, specs.Duo())
	s.News(procedure.Arrival{Key: "ask/lars"}) // not yet
	s.happened(asking.Undelivered)
	s.note("lars", "the mail server has not taken the mail yet")
	s.until("2026-12-04 12:00").Expect()
	if s.of("lars").Late(s.Now) || s.circle().Closed() {
		t.Error("lars is late without having been asked")
	}
	s.Down = false
	s.Arrive("ask/lars")
	s.happened(asking.Undelivered, asking.Delivered)
	s.note("lars", "")
	s.due("lars", "2026-12-08 12:00") // two business days from then
	s.until("2026-12-08 12:00").Expect("12-06 21:36 remind-1/lars poll to lars")
	s.happened(asking.Undelivered, asking.Delivered, asking.Closed)
}

func TestAnArrivalADayLateMovesDueTimeAndReminderByADay(t *testing.T) {
	t.Parallel()
	s := down(t, specs.Duo()).until("2026-12-02 10:00")
	s.Arrive("ask/lars")
	s.due("lars", "2026-12-04 10:00")
	if got := s.of("lars").Remind; len(got) != 1 || !got[0].Equal(solo.At("2026-12-03 14:48")) {
		t.Errorf("the reminders are at %v", got)
	}
	s.until("2026-12-04 09:00").Expect("12-03 14:48 remind-1/lars poll to lars")
}

func TestAMailThatArrivesInTimeIsNoNews(t *testing.T) {
	t.Parallel()
	s := down(t, specs.Duo()).until("2026-12-01 10:01")
	s.Arrive("ask/lars")
	s.happened()
}

func TestOneMailThatWaitsHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	s := ask(t, everybody(specs.Duo()), func(s *table, _ *poll) { s.Down = true }).skip()
	s.until("2026-12-02 20:00")
	s.Arrive("ask/tom")
	s.until("2026-12-08 00:00").Expect("12-04 08:00 remind-1/tom poll to tom")
	if !s.of("tom").Late(s.Now) || s.of("lars").Late(s.Now) {
		t.Error("tom is late now, and lars has never been asked")
	}
}

func TestALetterForLaterIsHeldAndItsWindowCountsFromItsArrival(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Calendars = append(spec.Calendars, specs.Office("afternoons", "14:00-18:00"))
	spec.Parties[0].People[0].Calendar = "afternoons"
	s := ask(t, spec)
	s.Expect("12-01 10:00 ask/lars poll to lars")
	if l := s.Letter("ask/lars"); !l.NotBefore.Equal(solo.At("2026-12-01 14:00")) {
		t.Errorf("the letter may go out at %s", l.NotBefore)
	}
	for _, effect := range s.Effects {
		if await, ok := effect.(procedure.Await); ok {
			t.Errorf("an activity waits for a letter that is held: %v", await)
		}
	}
	s.note("lars", "not asked yet")
	if o := s.circle().Open(s.Now)[0]; !o.Held.Equal(solo.At("2026-12-01 14:00")) || o.Note != "" {
		t.Errorf("the partnership hears %+v", o)
	}
	s.until("2026-12-01 14:00")
	s.due("lars", "2026-12-03 14:00")
	s.note("lars", "")
	s.happened()
}

func TestARefusedLetterBounces(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	alone(&spec)
	s := down(t, spec)
	s.News(procedure.Arrival{Key: "ask/lars", Refused: true, Reason: "permanent failure"})
	s.happened(asking.Bounced, asking.Closed)
	s.note("lars", "mail bounced")
	s.until("2026-12-10 10:00").Expect()
	if s.of("lars").Late(s.Now) {
		t.Error("lars is late without having been reached")
	}
}

func TestALetterThatCannotBeWrittenIsShownAndHoldsNothingUp(t *testing.T) {
	t.Parallel()
	s := down(t, specs.Duo())
	s.News(procedure.Arrival{Key: "ask/lars", Unwritten: true, Reason: "no template"})
	s.happened(asking.Unwritten, asking.Closed)
	s.note("lars", "the mail could not be written: no template")
	if !s.Alarm.IsZero() {
		t.Errorf("the circle waits until %s for nobody", s.Alarm)
	}
}

func TestTheWindowClosesWhenOneHasAnsweredAndTheOtherIsOutOfReach(t *testing.T) {
	t.Parallel()
	s := ask(t, everybody(specs.Duo())).answers("lars", "130").mail("tom", procedure.Reply{Class: procedure.ReplyBounce})
	s.until("2026-12-04 00:00")
	s.happened(asking.Answered, asking.Bounced, asking.Closed)
	if got := s.circle().ClosedAt; !got.Equal(solo.At("2026-12-03 10:00")) {
		t.Errorf("the circle closed at %s", got)
	}
}

func TestAfterALongOutageOneReminderStandsForAllThatWereMissed(t *testing.T) {
	t.Parallel()
	s := ask(t, with(specs.Duo(), reminders("20%", "40%", "60%")))
	s.Skip().Stand("2026-12-02 20:00").Wake().Expect("12-02 20:00 remind-3/lars poll to lars")
	s.Wake().Expect()
}

func TestAsksAndRemindersAreNamedInOneLineThatFits(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Ask = nil
	for range 14 {
		p := spec.Parties[1].People[0]
		p.ID, p.Name = "p"+strings.Repeat("x", len(spec.CheckIns[0].Ask)), "Person With A Long Name"
		spec.Parties[1].People = append(spec.Parties[1].People, p)
		spec.CheckIns[0].Ask = append(spec.CheckIns[0].Ask, p.ID)
	}
	s := ask(t, spec, func(s *table, _ *poll) { s.Down = true })
	awaits := 0
	for _, effect := range s.Effects {
		if await, ok := effect.(procedure.Await); ok {
			awaits++
			if len(await.Keys) != 14 || len(await.Summary) > 100 || !strings.Contains(await.Summary, "and 12 more, due Thu 3 Dec 10:00 UTC") {
				t.Errorf("%d letters are awaited as %q", len(await.Keys), await.Summary)
			}
		}
	}
	if awaits != 1 {
		t.Errorf("%d activities wait for one round of letters", awaits)
	}
	if len(s.Why) > 100 || !strings.HasPrefix(s.Why, "Reminder 1 of 1 to Person") {
		t.Errorf("the timer says %q", s.Why)
	}
}

func TestWhatLateAnswersCanNotReachAnyMoreClosesTheCircle(t *testing.T) {
	t.Parallel()
	s := down(t, specs.Duo())
	s.Stand("2026-12-15 10:00").Wake()
	s.happened(asking.Closed)
	s.Stand("2026-12-16 10:00").Arrive("ask/lars").Expect()
}

func TestTheCircleWakesOnlyForWhatIsAhead(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo())
	for _, want := range []string{"2026-12-02 14:48", "2026-12-03 10:00"} {
		if !s.Alarm.Equal(solo.At(want)) {
			t.Errorf("the circle wakes at %s, want %s", s.Alarm, want)
		}
		s.until(want)
	}
	if !s.Alarm.IsZero() {
		t.Errorf("the closed circle wakes at %s", s.Alarm.Format(time.DateTime))
	}
}
