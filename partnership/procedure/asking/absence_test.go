package asking_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

func auto(until string) procedure.Reply {
	return procedure.Reply{Class: procedure.ReplyAuto, Until: until}
}

func promise(until string) procedure.Reply {
	return procedure.Reply{Class: procedure.ReplyPromise, Until: until}
}

func absence(until string) procedure.Reply {
	return procedure.Reply{Class: procedure.ReplyAbsence, Until: until}
}

// alone is a party of one: nobody stands in for lars.
func alone(spec *partnership.Spec) {
	spec.Parties[0].People = spec.Parties[0].People[:1]
	spec.Parties[0].People[0].Deputy = ""
}

func TestAnAbsentPersonsDeputyIsAskedInTheirPlace(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-01 12:00").mail("lars", auto("2027-01-07"))
	s.Expect("12-01 12:00 ask/sofie/for/lars poll to sofie")
	s.happened(asking.Away, asking.Covering)
	s.note("lars", "away until 2027-01-07")
	if a := s.of("lars"); !a.Covered {
		t.Error("lars is asked as if nobody stood in for him")
	}
	l := s.Letter("ask/sofie/for/lars")
	if l.For != "lars" || l.Ask == s.of("lars").ID || l.Ask != s.of("sofie").ID || !l.Opens {
		t.Errorf("sofie is asked %+v", l)
	}
	s.due("sofie", "2026-12-03 12:00")
	s.until("2026-12-03 00:00").Expect("12-02 16:48 remind-1/sofie/for/lars poll to sofie")
	if open := s.circle().Open(s.Now); len(open) != 1 || open[0].Person != "sofie" {
		t.Errorf("open asks are %v", open)
	}
}

func TestADeputysAnswerIsThePersonsAndTheReceiptGoesToTheDeputy(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", auto("2027-01-07")).skip().answers("sofie", "140")
	s.Expect("12-01 10:00 receipt/mail-2 receipt to sofie")
	if a := s.of("sofie"); a.Subject() != "lars" || !a.Complete() || a.Party != s.of("lars").Party {
		t.Errorf("the answer is %+v", a)
	}
	s.until("2026-12-10 00:00").Expect()
}

func TestThePersonsOwnAnswerBeatsTheDeputys(t *testing.T) {
	t.Parallel()
	t.Run("before the deputy was asked", func(t *testing.T) {
		t.Parallel()
		spec := specs.Duo()
		spec.Calendars = append(spec.Calendars, specs.Office("late", "14:00-18:00"))
		spec.Parties[0].People[1].Calendar = "late"
		s := ask(t, spec, func(s *table, _ *poll) { s.Down = false }).mail("lars", auto("2027-01-07"))
		s.Down = true // the deputy's letter is still in the outbox
		s.skip().answers("lars", "130")
		if !s.of("sofie").Covered {
			t.Error("sofie is still asked")
		}
		s.until("2026-12-10 00:00")
		for _, line := range s.Lines() {
			if strings.Contains(line, "remind") {
				t.Error(line)
			}
		}
	})
	t.Run("before the deputy answers too", func(t *testing.T) {
		t.Parallel()
		s := begin(t).mail("lars", auto("2027-01-07")).answers("lars", "130").answers("sofie", "140")
		s.happened(asking.Away, asking.Covering, asking.Answered)
		if !s.circle().Outdone(*s.of("sofie"), "mql") || s.circle().Outdone(*s.of("lars"), "mql") {
			t.Error("the deputy's answer counts beside the person's own")
		}
	})
	t.Run("after the deputy has answered", func(t *testing.T) {
		t.Parallel()
		s := begin(t).mail("lars", auto("2027-01-07")).answers("sofie", "140").answers("lars", "130")
		s.happened(asking.Away, asking.Covering, asking.Answered, asking.Answered)
		if !s.circle().Outdone(*s.of("sofie"), "mql") {
			t.Error("the deputy's answer counts beside the person's own")
		}
	})
}

func TestADeputyWhoIsAwayTooPassesTheAskOnToTheLead(t *testing.T) {
	t.Parallel()
	spec := with(specs.Duo(), func(spec *partnership.Spec) {
		lead := spec.Parties[0].People[1]
		lead.ID, lead.Name = "astrid", "Astrid"
		spec.Parties[0].People[1].Roles = nil
		spec.Parties[0].People = append(spec.Parties[0].People, lead)
	})
	s := ask(t, spec).mail("lars", auto("2027-01-07")).skip().mail("sofie", auto("2027-01-03"))
	s.Expect("12-01 10:00 ask/astrid/for/lars poll to astrid")
	if l := s.Letter("ask/astrid/for/lars"); l.For != "lars" {
		t.Errorf("astrid is asked for %q", l.For)
	}
}

func TestWhoeverIsBackSoonIsNotReplacedAndNotRemindedBefore(t *testing.T) {
	t.Parallel()
	s := ask(t, with(specs.Duo(), reminders("10%", "60%"))).skip().mail("lars", auto("2026-12-01"))
	s.happened(asking.Away)
	s.until("2026-12-03 00:00").Expect("12-02 14:48 remind-1/lars poll to lars")
	s.due("lars", "2026-12-03 10:00")
}

func TestAMailboxThatStillAnnouncesAPastAbsenceMovesNothing(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", auto("2026-11-27"))
	s.happened(asking.Away)
	s.due("lars", "2026-12-03 10:00")
	s.Expect()
	s.until("2026-12-02 20:00").Expect("12-02 14:48 remind-1/lars poll to lars")
}

func TestWithNobodyThereTheWindowCountsFromTheReturn(t *testing.T) {
	t.Parallel()
	s := ask(t, with(specs.Duo(), alone)).skip().mail("lars", auto("2026-12-08"))
	s.happened(asking.Away)
	s.due("lars", "2026-12-11 08:00") // two days from the morning of the 9th
	s.until("2026-12-10 00:00").Expect()
	if s.of("lars").Late(s.Now) || s.circle().Closed() {
		t.Error("lars is late before he was back")
	}
	s.until("2026-12-11 08:00").happened(asking.Away, asking.Closed)
}

func TestAnAbsenceBeyondTheRoundEndsWithIt(t *testing.T) {
	t.Parallel()
	s := ask(t, with(specs.Duo(), alone)).skip().mail("lars", auto("2026-12-14"))
	s.due("lars", "2026-12-15 10:00") // late answers stop counting then
}

func TestASecondAutomaticReplyAsksNobodyElse(t *testing.T) {
	t.Parallel()
	spec := with(specs.Duo(), func(spec *partnership.Spec) {
		deputy := spec.Parties[0].People[1]
		deputy.ID, deputy.Roles, deputy.Deputy = "una", nil, "sofie"
		spec.Parties[0].People[0].Deputy = "una"
		spec.Parties[0].People = append(spec.Parties[0].People, deputy)
	})
	s := ask(t, spec).mail("lars", auto("2027-01-07")).skip().mail("lars", auto("2027-01-07"))
	s.Expect()
}

func TestAPersonalAskMovesToNobody(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), func(_ *table, p *poll) { p.Personal = true }).skip().mail("lars", auto("2027-01-07"))
	s.Expect()
	s.happened(asking.Away)
}

func TestAnAbsenceThatIsHeardOfBeforeTheArrivalCountsFromTheArrival(t *testing.T) {
	t.Parallel()
	t.Run("somebody stands in", func(t *testing.T) {
		t.Parallel()
		s := down(t, specs.Duo()).mail("lars", auto("2027-01-07"))
		s.Expect()
		s.Down = false
		s.Arrive("ask/lars").Expect("12-01 10:00 ask/sofie/for/lars poll to sofie")
		s.due("sofie", "2026-12-03 10:00")
	})
	t.Run("nobody does", func(t *testing.T) {
		t.Parallel()
		s := down(t, with(specs.Duo(), alone)).mail("lars", auto("2026-12-08"))
		s.Arrive("ask/lars")
		s.due("lars", "2026-12-11 08:00")
	})
}

func TestAnAnswerEndsAnAbsence(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", auto("2027-01-07")).answers("lars", "130")
	if a := s.of("lars"); a.Away != "" || a.Covered {
		t.Errorf("lars has answered and is still away: %+v", a)
	}
}

func TestAPromiseHoldsRemindersBackUntilItsDayAndIsQuotedThen(t *testing.T) {
	t.Parallel()
	spec := with(specs.Duo(), func(spec *partnership.Spec) { spec.CheckIns[0].Window = specs.Span("5bd") }, reminders("20%", "80%"))
	s := ask(t, spec).skip().mail("lars", promise("2026-12-03"))
	s.Expect("12-01 10:00 receipt/mail-1 receipt to lars")
	s.happened(asking.Promised)
	until := solo.At("2026-12-04 08:00") // the third is theirs
	if l := s.Letter("receipt/mail-1"); !l.Promised.Equal(until) || l.Complete {
		t.Errorf("the receipt is %+v", l.Asking)
	}
	s.note("lars", "promised for Fri 4 Dec")
	s.until("2026-12-08 00:00").Expect("12-06 21:24 remind-1/lars poll to lars")
	if l := s.Letter("remind-1/lars"); !l.Promised.Equal(until) {
		t.Errorf("the first reminder does not quote the promise: %+v", l.Asking)
	}
}

func TestOnlyTheFirstReminderAfterAPromiseQuotesIt(t *testing.T) {
	t.Parallel()
	spec := with(specs.Duo(), func(spec *partnership.Spec) { spec.CheckIns[0].Window = specs.Span("5bd") }, reminders("20%", "60%", "75%"))
	s := ask(t, spec).mail("lars", promise("2026-12-03")).until("2026-12-08 00:00")
	if s.Letter("remind-1/lars").Promised.IsZero() || !s.Letter("remind-2/lars").Promised.IsZero() {
		t.Error("the promise is not quoted once")
	}
}

func TestAPromiseWithoutADayHoldsForTwoBusinessDays(t *testing.T) {
	t.Parallel()
	spec := with(specs.Duo(), func(spec *partnership.Spec) { spec.CheckIns[0].Window = specs.Span("5bd") })
	s := ask(t, spec).until("2026-12-04 11:00").mail("lars", promise("")) // a Friday
	if got := s.of("lars").Promise.Until; !got.Equal(solo.At("2026-12-08 10:00")) {
		t.Errorf("the promise holds until %s, want the end of the window", got)
	}
	s = ask(t, spec).until("2026-12-02 11:00").mail("lars", promise(""))
	if got := s.of("lars").Promise.Until; !got.Equal(solo.At("2026-12-04 11:00")) {
		t.Errorf("the promise holds until %s, want two business days", got)
	}
}

func TestAReminderComesAfterAPromiseThatWasNotKept(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-02 14:00").mail("lars", promise("2026-12-02")).skip()
	s.until("2026-12-03 09:59").Expect("12-03 08:00 remind-1/lars poll to lars")
}

func TestAPromiseNeverGoesBeyondTheWindow(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", promise("2026-12-24"))
	due := solo.At("2026-12-03 10:00")
	if got := s.of("lars").Promise.Until; !got.Equal(due) {
		t.Errorf("the promise holds until %s", got)
	}
	s.due("lars", "2026-12-03 10:00")
	s.until("2026-12-03 10:00").happened(asking.Promised, asking.Closed)
}

func TestAPromiseHelpsTwice(t *testing.T) {
	t.Parallel()
	spec := with(specs.Duo(), func(spec *partnership.Spec) { spec.CheckIns[0].Window = specs.Span("10d") }, reminders("30%"))
	s := ask(t, spec).mail("lars", promise("2026-12-02")).mail("lars", promise("2026-12-04")).skip()
	s.mail("lars", promise("2026-12-08")).Expect("12-01 10:00 receipt/mail-3 receipt to lars")
	if l := s.Letter("receipt/mail-3"); !l.Promised.IsZero() {
		t.Error("the third promise is thanked for as if it held anything back")
	}
	if a := s.of("lars"); a.Promise.Count != 2 || !a.Promise.Until.Equal(solo.At("2026-12-05 08:00")) {
		t.Errorf("the promise is %+v", a.Promise)
	}
	s.until("2026-12-08 00:00").Expect("12-05 08:00 remind-1/lars poll to lars")
}

func TestAPromiseThatIsHeardOfBeforeTheArrivalStillHoldsRemindersBack(t *testing.T) {
	t.Parallel()
	spec := with(specs.Duo(), func(spec *partnership.Spec) { spec.CheckIns[0].Window = specs.Span("5bd") }, reminders("20%", "80%"))
	s := down(t, spec).mail("lars", promise("2026-12-03"))
	s.Down = false
	s.Arrive("ask/lars").Skip()
	s.until("2026-12-08 00:00").Expect("12-06 21:24 remind-1/lars poll to lars")
}

func TestWhoTellsOfAnAbsenceThemselvesGetsAReceipt(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-01 12:00").mail("lars", absence("2027-01-07"))
	s.Expect("12-01 12:00 receipt/mail-1 receipt to lars", "12-01 12:00 ask/sofie/for/lars poll to sofie")
	s.happened(asking.Away, asking.Covering)
	s.note("lars", "away until 2027-01-07")
	if l := s.Letter("receipt/mail-1"); l.Away != "2027-01-07" || !slices.Equal(l.Open, []string{"mql"}) {
		t.Errorf("the receipt is %+v", l.Asking)
	}
}

func TestAnAbsenceAfterTheAnswerNeedsNoReceipt(t *testing.T) {
	t.Parallel()
	begin(t).answers("lars", "130").skip().mail("lars", absence("2027-01-07")).Expect()
}

func twoQuestions(_ *table, p *poll) {
	p.Circle.Asks[0].Questions = append(p.Circle.Asks[0].Questions, partnership.Question{ID: "cpl", Kind: partnership.KindNumber})
}

func TestAPromiseBesideAnswersIsInTheOneReceiptAndHoldsRemindersBack(t *testing.T) {
	t.Parallel()
	rest := procedure.Reply{
		Answers: []partnership.Answer{specs.Number("mql", "130")}, Problems: []string{"a range"}, Promised: true, Until: "2026-12-02",
	}
	s := ask(t, specs.Duo(), twoQuestions).skip().mail("lars", rest)
	l := s.Letter("receipt/mail-1")
	if l.Promised.IsZero() || len(l.Understood) != 1 || !slices.Equal(l.Open, []string{"cpl"}) || !slices.Equal(l.Problems, []string{"a range"}) {
		t.Errorf("the receipt is %+v", l.Asking)
	}
	if a := s.of("lars"); a.Promise == nil || len(a.Promise.Receipt.Problems) > 0 {
		t.Errorf("the promise is %+v", a.Promise)
	}
	receipts := 0
	for _, line := range s.Lines() {
		if strings.Contains(line, "receipt/mail-1") {
			receipts++
		}
	}
	if receipts != 1 {
		t.Errorf("%d receipts for one mail", receipts)
	}
}

func TestAnsweringBitByBitGivesNoMorePromises(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), twoQuestions).mail("lars", promise("2026-12-02")).mail("lars", promise("2026-12-02"))
	s.mail("lars", procedure.Reply{Answers: []partnership.Answer{specs.Number("mql", "130")}, Promised: true, Until: "2026-12-03"})
	if l := s.Letter("receipt/mail-3"); !l.Promised.IsZero() || len(l.Understood) != 1 {
		t.Errorf("the receipt is %+v", l.Asking)
	}
}

func TestAPromiseOfNothingMoreIsNone(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", procedure.Reply{Answers: []partnership.Answer{specs.Number("mql", "130")}, Promised: true, Until: "2026-12-02"})
	if l := s.Letter("receipt/mail-1"); !l.Complete || !l.Promised.IsZero() || s.of("lars").Promise != nil {
		t.Errorf("the receipt is %+v", l.Asking)
	}
}

func TestAnAbsenceBesideAnswersLeavesTheRestToTheDeputy(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), twoQuestions).skip().until("2026-12-01 12:00")
	s.mail("lars", procedure.Reply{Answers: []partnership.Answer{specs.Number("mql", "130")}, Away: "2027-01-07"})
	s.note("lars", "away until 2027-01-07")
	if l := s.Letter("receipt/mail-1"); l.Away != "2027-01-07" || len(l.Understood) != 1 {
		t.Errorf("the receipt is %+v", l.Asking)
	}
	if !s.of("lars").Covered {
		t.Error("nobody is asked for the rest")
	}
}
