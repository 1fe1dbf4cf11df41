package asking_test

import (
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

func (s *table) order(kind procedure.OrderKind) *table {
	s.t.Helper()
	s.Order(procedure.Order{Kind: kind})
	return s
}

// amended has the circle follow a changed spec.
func (s *table) amended(old partnership.Spec, change func(*partnership.Spec)) *table {
	s.t.Helper()
	changed := old
	changed.Parties = nil
	for _, party := range old.Parties {
		party.People = append([]partnership.Person(nil), party.People...)
		changed.Parties = append(changed.Parties, party)
	}
	change(&changed)
	s.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: s.Know(changed), People: procedure.ChangedPeople(old, changed)})
	return s
}

func TestAPauseHoldsRemindersAndTheWindowAndResumeGivesTheRest(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-01 12:00").order(procedure.OrderPause)
	if !s.Alarm.IsZero() {
		t.Errorf("a paused circle wakes at %s", s.Alarm)
	}
	s.until("2026-12-08 12:00").Expect()
	s.order(procedure.OrderResume).due("lars", "2026-12-10 10:00") // a week later
	s.until("2026-12-10 10:00").Expect("12-09 14:48 remind-1/lars poll to lars")
	s.happened(asking.Closed)
}

func TestAfterAPauseAtLeastOneBusinessDayIsLeft(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-03 09:00").order(procedure.OrderPause).until("2026-12-04 12:00").order(procedure.OrderResume)
	s.due("lars", "2026-12-07 12:00") // Friday noon to Monday noon
}

func TestAPauseDoesNotReopenAWindowThatHadPassed(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-04 09:00").order(procedure.OrderPause).until("2026-12-06 09:00").order(procedure.OrderResume)
	s.due("lars", "2026-12-03 10:00")
	s.happened(asking.Closed)
}

func TestAReplyDuringAPauseIsTaken(t *testing.T) {
	t.Parallel()
	s := begin(t).order(procedure.OrderPause).answers("lars", "130")
	s.Expect("12-01 10:00 receipt/mail-2 receipt to lars")
}

func TestWhatHasNotGoneOutIsHeldAndWrittenAnewAfterwards(t *testing.T) {
	t.Parallel()
	s := down(t, specs.Duo()).order(procedure.OrderPause)
	s.Expect("12-01 10:00 recalled ask/lars")
	s.Down = false
	s.until("2026-12-02 10:00").Expect()
	s.order(procedure.OrderResume).Expect("12-02 10:00 ask/lars/2 poll to lars")
	s.due("lars", "2026-12-04 10:00") // the whole window
}

func TestALetterThatWentOutBeforeItCouldBeRecalledIsNotWrittenAgain(t *testing.T) {
	t.Parallel()
	s := down(t, specs.Duo()).order(procedure.OrderPause).skip()
	s.News(procedure.Arrival{Key: "ask/lars", At: s.Now, Due: solo.At("2026-12-03 10:00")})
	s.until("2026-12-02 10:00").order(procedure.OrderResume).Expect()
	s.due("lars", "2026-12-04 10:00")
}

func TestWhoeverIsOutOfReachIsNotWrittenToAfterAPause(t *testing.T) {
	t.Parallel()
	spec := everybody(specs.Duo())
	alone(&spec)
	s := ask(t, spec, func(s *table, _ *poll) { s.Down = true }).skip()
	s.News(procedure.Arrival{Key: "ask/lars", Refused: true})
	s.order(procedure.OrderPause).order(procedure.OrderResume)
	s.Expect("12-01 10:00 recalled ask/tom", "12-01 10:00 ask/tom/2 poll to tom")
}

func TestPauseAndResumeTwiceAreOnce(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-01 12:00").order(procedure.OrderPause).until("2026-12-01 13:00").order(procedure.OrderPause)
	s.until("2026-12-02 12:00").order(procedure.OrderResume).order(procedure.OrderResume)
	s.due("lars", "2026-12-04 10:00")
	if p := s.P.(*poll); p.Paused() {
		t.Error("the poll is still paused")
	}
}

func TestAMovedAddressIsAskedAgainOnceAndNobodyElseIs(t *testing.T) {
	t.Parallel()
	spec := everybody(specs.Duo())
	s := ask(t, spec).until("2026-12-01 12:00").skip()
	s.amended(spec, func(spec *partnership.Spec) {
		spec.Parties[0].People[0].Email, spec.Parties[0].People[0].Name = "lh@north.example", "Lars Hauge"
		spec.Parties[1].People[0].Name = "Tomas"
	})
	s.Expect("12-01 12:00 ask/lars/2 poll to lars")
	l := s.Letter("ask/lars/2")
	if l.Spec == spec.Digest() || l.Ask != s.of("lars").ID || !l.Window.IsZero() || !l.Due.Equal(solo.At("2026-12-03 10:00")) {
		t.Errorf("the second letter is %+v", l)
	}
	if s.of("lars").Name != "Lars Hauge" || s.of("tom").Name != "Tomas" {
		t.Error("the circle does not follow names")
	}
	s.due("lars", "2026-12-03 10:00")
	s.until("2026-12-02 20:00").Expect("12-02 14:48 remind-1/lars poll to lars", "12-02 14:48 remind-1/tom poll to tom")
}

func TestANewAddressAfterABounceIsAskedAndChased(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	s := ask(t, everybody(spec)).mail("lars", procedure.Reply{Class: procedure.ReplyBounce}).skip()
	s.amended(spec, func(spec *partnership.Spec) { spec.Parties[0].People[0].Email = "lh@north.example" })
	s.note("lars", "")
	s.until("2026-12-02 20:00").Expect(
		"12-01 10:00 ask/lars/2 poll to lars", "12-02 14:48 remind-1/lars poll to lars", "12-02 14:48 remind-1/tom poll to tom",
		"12-02 14:48 remind-1/sofie/for/lars poll to sofie")
}

func TestALetterThatCouldNotBeWrittenIsForgottenAtTheNewAddress(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	s := ask(t, everybody(spec), func(s *table, _ *poll) { s.Down = true })
	s.News(procedure.Arrival{Key: "ask/lars", Unwritten: true, Reason: "no template"})
	s.Down = false
	s.amended(spec, func(spec *partnership.Spec) { spec.Parties[0].People[0].Email = "lh@north.example" })
	s.note("lars", "")
}

func TestWhoeverHasAnsweredIsNotAskedAgainAtANewAddress(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	s := begin(t).answers("lars", "130").skip()
	s.amended(spec, func(spec *partnership.Spec) { spec.Parties[0].People[0].Email = "lh@north.example" }).Expect()
}

func TestAnAskThatHasNotGoneOutIsRecalledForAMovedAddress(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	s := down(t, spec).amended(spec, func(spec *partnership.Spec) { spec.Parties[0].People[0].Email = "lh@north.example" })
	s.Expect("12-01 10:00 recalled ask/lars", "12-01 10:00 ask/lars/2 poll to lars")
	if l := s.Letter("ask/lars/2"); l.Window.IsZero() {
		t.Error("the window of a letter that never went out is gone")
	}
}

func TestWhoeverHasLeftIsAskedNoMoreAndMayStillAnswer(t *testing.T) {
	t.Parallel()
	spec := everybody(specs.Duo())
	s := ask(t, spec).skip()
	s.amended(spec, func(spec *partnership.Spec) { spec.Parties[1].People[0].ID = "una" }).Expect()
	s.note("tom", "has left")
	if open := s.circle().Open(s.Now); len(open) != 1 || open[0].Person != "lars" {
		t.Errorf("open asks are %v", open)
	}
	s.until("2026-12-02 20:00").Expect("12-02 14:48 remind-1/lars poll to lars")
	s.answers("tom", "7").happened(asking.Answered)
	if l := s.Letter("receipt/mail-2"); l.Spec != spec.Digest() {
		t.Error("the receipt speaks of a spec that does not know its reader")
	}
}

func TestWhoeverHasLeftBeforeTheirMailWentOutGetsNone(t *testing.T) {
	t.Parallel()
	spec := everybody(specs.Duo())
	s := ask(t, spec, func(s *table, _ *poll) { s.Down = true }).skip()
	s.amended(spec, func(spec *partnership.Spec) { spec.Parties[1].People[0].ID = "una" }).Expect("12-01 10:00 recalled ask/tom")
}

func TestACircleThatAllHaveLeftIsDeserted(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	s := ask(t, spec)
	if s.circle().Deserted() {
		t.Error("lars is still there")
	}
	s.amended(spec, func(spec *partnership.Spec) { spec.Parties[0].People = spec.Parties[0].People[1:] })
	if !s.circle().Deserted() {
		t.Error("nobody is there any more")
	}
}

func TestWhoeverNeedNotAnswerHasTheWholeWindow(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), func(_ *table, p *poll) { p.Circle.Asks[0].Questions[0].Optional = true })
	s.Expect("12-01 10:00 ask/lars poll to lars")
	s.until("2026-12-03 09:00").happened()
	s.until("2026-12-03 10:00").happened(asking.Closed)
	s.Expect() // nobody is reminded of what they need not do
}

func TestTheCircleOutlivesAnyOrderOfEvents(t *testing.T) {
	t.Parallel()
	// The end of the window and the arrival come at one moment, in either order.
	for _, first := range []string{"the window", "the mail"} {
		s := down(t, specs.Duo())
		s.Stand("2026-12-03 10:00")
		if first == "the window" {
			s.Wake()
		}
		s.Down = false
		s.Arrive("ask/lars")
		if first == "the mail" {
			s.Wake()
		}
		s.happened(asking.Delivered)
		s.due("lars", "2026-12-07 10:00")
		if wait := s.Alarm.Sub(s.Now); wait <= 0 || wait > 4*24*time.Hour {
			t.Errorf("%s first: the circle wakes %s from now", first, wait)
		}
	}
}

func TestThePromisedDayMovesWithTheWindowByAPause(t *testing.T) {
	t.Parallel()
	t.Run("given before the pause", func(t *testing.T) {
		t.Parallel()
		s := begin(t).mail("lars", promise("2026-12-01")) // until Wednesday at 8:00
		s.until("2026-12-01 12:00").order(procedure.OrderPause).until("2026-12-08 12:00").order(procedure.OrderResume)
		s.note("lars", "promised for Wed 9 Dec")
		s.due("lars", "2026-12-10 10:00")
	})
	t.Run("given during the pause", func(t *testing.T) {
		t.Parallel()
		s := begin(t).until("2026-12-01 12:00").order(procedure.OrderPause).until("2026-12-08 12:00")
		s.mail("lars", promise("2026-12-08")) // until Wednesday at 8:00
		if got := s.Letter("receipt/mail-2").Promised; !got.Equal(solo.At("2026-12-09 08:00")) {
			t.Errorf("the receipt says %s", got)
		}
		s.until("2026-12-08 13:00").order(procedure.OrderResume)
		s.note("lars", "promised for Wed 9 Dec")
	})
}

// TestNobodyIsAskedAfterTheRoundIsOver resumes when the next round has begun: a
// letter would be too late to go out, and nobody would say so.
func TestNobodyIsAskedAfterTheRoundIsOver(t *testing.T) {
	t.Parallel()
	s := down(t, specs.Duo()).order(procedure.OrderPause).until("2026-12-20 10:00").skip()
	s.order(procedure.OrderResume).Expect()
	s.happened(asking.Closed)
}
