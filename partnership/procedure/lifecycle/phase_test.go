package lifecycle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func TestAPartnershipWaitsForItsFirstDayAndBeginsItsRounds(t *testing.T) {
	t.Parallel()
	l := begin(t, specs.Duo(), "2026-11-20 08:00").until("2026-12-01 10:00")
	l.Expect(
		"11-20 08:00 phase: The partnership is proposed",
		"12-01 00:00 phase: The partnership is active",
		"12-01 10:00 begin "+first,
	)
	b, spec := l.Begun[0], l.partnership().Declared
	if b.Type != checkin.Type || b.Brief.Spec != spec.Digest() || b.Brief.Rules != procedure.Rules || b.Brief.Occasion.Date != "2026-12-01" || b.Summary != "Check-in fortnightly of Duo" {
		t.Errorf("begun is %+v", b)
	}
	if a := l.Shown.Attributes; a.Phase != "active" || a.Spec != spec.Digest() || !a.NextAt.Equal(solo.At("2026-12-15 10:00")) {
		t.Errorf("the attributes are %+v", a)
	}
	l.shows("Waiting for 1 answer, none late", "| in time | Lars | Check-in fortnightly | Tue 1 Dec 10:00 | Thu 3 Dec 10:00 |", "Tue 15 Dec 10:00: check-in fortnightly, 1 mail")
}

func TestTheAgendaIsAskedForBeforeAnythingElseIsDecided(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(specs.Duo())
	effects := p.Step(procedure.Event{Kind: procedure.Started}, solo.At("2027-12-05 09:00")) // after its last day
	if len(effects) != 2 {
		t.Fatalf("%v", effects)
	}
	if plan, ok := effects[1].(procedure.Plan); !ok || !plan.Kickoff {
		t.Errorf("the last effect is %+v", effects[1])
	}
}

func TestAPartnershipAppliedAfterItsEndTellsNobody(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Kickoff = true
	begin(t, spec, "2027-12-05 09:00").Expect(
		"12-05 09:00 phase: The partnership is proposed",
		"12-05 09:00 phase: The partnership is active",
		"12-05 09:00 phase: The partnership is closed",
		"12-05 09:00 end completed",
	)
}

func TestOfMissedRoundsOnlyTheLatestOpenOneIsBegun(t *testing.T) {
	t.Parallel()
	skipped := func(date string) string {
		return "outcome: Check-in fortnightly of " + date + " was skipped: its time passed while nothing ran"
	}
	for _, tc := range []struct {
		name   string
		missed cadence.MissedPolicy
		back   string // when the engine runs again
		want   []string
	}{
		{"inside the last window", cadence.MissedSendLatest, "2026-12-30 09:00", []string{
			skipped("2026-12-01"), skipped("2026-12-15"), "begin duo/check-in/fortnightly/2026-12-29",
		}},
		{"after the last window", cadence.MissedSendLatest, "2026-12-20 09:00", []string{skipped("2026-12-01"), skipped("2026-12-15")}},
		{"with the policy skip", cadence.MissedSkip, "2026-12-02 09:00", []string{skipped("2026-12-01")}},
		{"with the policy skip, in time", cadence.MissedSkip, "2026-12-01 10:59", []string{"begin " + first}},
		{"after the end", cadence.MissedSendLatest, "2026-12-31 09:00", []string{
			skipped("2026-12-01"), skipped("2026-12-15"), skipped("2026-12-29"),
			"phase: The partnership is closed", "closing-report/lars", "closing-report/sofie", "closing-report/tom", "end completed",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			spec := specs.Duo()
			spec.CheckIns[0].Rule.Missed = tc.missed
			if tc.name == "after the end" {
				spec.End = specs.Date("2026-12-30")
			}
			l := begin(t, spec, "2026-12-01 00:00")
			l.Skip().Stand(tc.back).Wake()
			lines := l.Lines()
			if len(lines) != len(tc.want) {
				t.Fatalf("got %s", strings.Join(lines, "\n"))
			}
			for i, want := range tc.want {
				if !strings.Contains(lines[i], want) {
					t.Errorf("got %q, want %q", lines[i], want)
				}
			}
		})
	}
}

func TestTwoKindsOfOneNameDoNotBlockEachOther(t *testing.T) {
	t.Parallel()
	l := begin(t, specs.Duo(), "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), meetings()).until("2026-12-15 10:00")
	want := []string{
		first, "duo/meeting/fortnightly/2026-12-01",
		"duo/check-in/fortnightly/2026-12-15", "duo/meeting/fortnightly/2026-12-15",
	}
	if got := l.began(); !slices.Equal(got, want) {
		t.Errorf("begun are %v", got)
	}
	if n := len(l.partnership().Begun); n != 2 {
		t.Errorf("the latest rounds of %d rhythms are known", n)
	}
}

func TestAnAgendaThatRanOutIsPlannedAnew(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Rule = specs.Rule("day", "", "10:00")
	l := begin(t, spec, "2026-12-01 09:00").until("2026-12-31 10:00") // on business days only
	if n := len(l.began()); n != 23 {
		t.Errorf("%d rounds were begun: %v", n, l.began())
	}
	if l.partnership().Agenda.Occasions == nil {
		t.Error("nothing is planned")
	}
}

func TestAPauseHoldsEverythingAndTellsWhoeverWasAsked(t *testing.T) {
	t.Parallel()
	l := running(t).command(procedure.Command{Name: procedure.Pause, Reason: "merger talks"})
	at := fmt.Sprint(solo.At("2026-12-01 11:00").Unix())
	l.Expect(
		"12-01 11:00 command: An admin paused the partnership: merger talks",
		"12-01 11:00 phase: The partnership is suspended",
		"12-01 11:00 order pause to "+first,
		"12-01 11:00 paused/lars/"+at+" paused to lars",
	)
	l.shows("Paused by an admin")
	l.until("2026-12-20 09:00").Expect()
	// A round that ended meanwhile does not change who heard of the pause.
	l.decided(first, procedure.OutcomeMissed)
	l.command(procedure.Command{Name: procedure.Resume})
	if got := l.written(lifecycle.TemplateResumed); !slices.Equal(got, []string{"lars"}) {
		t.Errorf("of the resume hear %v", got)
	}
	l.Skip()
	l.until("2026-12-29 10:00").Expect("12-29 10:00 begin duo/check-in/fortnightly/2026-12-29")
}

func TestAResumeWaitsForTheAgendaBeforeItSetsATimer(t *testing.T) {
	t.Parallel()
	l := running(t).command(procedure.Command{Name: procedure.Pause})
	for _, effect := range l.P.Step(procedure.Event{Kind: procedure.Commanded, Command: &procedure.Command{Name: procedure.Resume}}, l.Now) {
		if wake, ok := effect.(procedure.Wake); ok {
			t.Errorf("a timer is set that the agenda replaces: %+v", wake)
		}
	}
}

func TestAResumeBeforeTheFirstDayWaitsForIt(t *testing.T) {
	t.Parallel()
	l := begin(t, specs.Duo(), "2026-11-20 09:00").command(procedure.Command{Name: procedure.Pause})
	l.command(procedure.Command{Name: procedure.Resume})
	if got := l.partnership().Phase; got != lifecycle.PhaseProposed {
		t.Errorf("the partnership is %s", got)
	}
	l.Skip()
	l.until("2026-12-01 10:00").Expect("12-01 00:00 phase: The partnership is active", "12-01 10:00 begin "+first)
}

func TestARoundKeepsItsKickoffThroughAPauseBeforeTheFirstDay(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Kickoff = true
	spec.CheckIns[0].Rule = specs.Rule("2 weeks", "friday", "10:00")
	l := begin(t, spec, "2026-11-20 09:00").command(procedure.Command{Name: procedure.Pause}).command(procedure.Command{Name: procedure.Resume})
	l.until("2026-12-01 10:00")
	if got := l.began(); !slices.Equal(got, []string{first}) {
		t.Errorf("begun are %v", got)
	}
}

// closed looks for what an ended partnership may not hold or show.
func (l *life) closed() {
	l.t.Helper()
	p := l.partnership()
	if !l.Ended || p.Phase != lifecycle.PhaseClosed || len(p.Running)+len(p.Blockers)+len(p.Held)+len(p.Agenda.Occasions) > 0 {
		l.t.Errorf("left open: %+v %+v %+v", p.Running, p.Blockers, p.Held)
	}
	if a := l.Shown.Attributes; a.Phase != "closed" || !a.NextAt.IsZero() || !a.DueAt.IsZero() || a.Overdue != 0 {
		l.t.Errorf("the attributes are %+v", a)
	}
	l.shows("Nobody: the partnership is closed.", "Nothing: the partnership is closed.", "Nobody is waited for.")
	if got := l.written(lifecycle.TemplateClosing); !slices.Equal(got, []string{"lars", "sofie", "tom"}) {
		l.t.Errorf("of the end hear %v", got)
	}
}

func TestAnAdminEndsAPartnershipAndEverybodyHearsOnce(t *testing.T) {
	t.Parallel()
	l := running(t)
	l.report(first, procedure.Message{
		Shown:    &procedure.Shown{Stage: "reminded", Open: []procedure.OpenAsk{{Person: "lars", Since: l.Now, Due: l.Now, Late: true}}},
		Blockers: []procedure.Blocker{{Person: "lars", Text: "No API key."}},
	}).shows("Lars is blocked: No API key.", "**late**")
	l.command(procedure.Command{Name: procedure.EndNow, Reason: "bought"})
	at := fmt.Sprint(l.Now.Unix())
	l.Expect(
		"12-01 11:00 order withdraw to "+first,
		"12-01 11:00 command: An admin ended the partnership: bought",
		"12-01 11:00 phase: The partnership is closed",
		"12-01 11:00 closing-report/lars/"+at+" closing-report to lars",
		"12-01 11:00 closing-report/sofie/"+at+" closing-report to sofie",
		"12-01 11:00 closing-report/tom/"+at+" closing-report to tom",
		"12-01 11:00 end ended",
	)
	l.closed()
}

func TestAPartnershipIsCompletedAfterItsLastDay(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.End = specs.Date("2026-12-10")
	l := open(t, spec).decided(first, procedure.OutcomeAnswered).until("2026-12-11 00:00")
	if got := without(l.Lines(), "closing-report/"); !slices.Equal(got, []string{
		"12-11 00:00 phase: The partnership is closed", "12-11 00:00 end completed",
	}) {
		t.Errorf("got %s", strings.Join(got, "\n"))
	}
	l.closed()
}

func TestTheEndWaitsForAWindowThatIsStillOpen(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.End = specs.Date("2026-12-02")
	l := open(t, spec).until("2026-12-03 09:59") // the window closes at 10:00
	l.Expect()
	l.decided(first, procedure.OutcomeAnswered)
	if !l.Ended {
		t.Error("the partnership waits for nobody")
	}
	l = open(t, spec).until("2026-12-03 10:00")
	if !l.Ended {
		t.Error("the partnership waits beyond the window")
	}
}

func TestAPausedPartnershipIsCompletedAllTheSame(t *testing.T) {
	t.Parallel()
	l := running(t).command(procedure.Command{Name: procedure.Pause}).decided(first, procedure.OutcomeWithdrawn).until("2027-12-01 00:00")
	l.closed()
}

func TestNothingHappensAfterTheEnd(t *testing.T) {
	t.Parallel()
	l := running(t).command(procedure.Command{Name: procedure.EndNow, Reason: "bought"})
	letters := len(l.Letters)
	l.report(first, procedure.Message{Shown: &procedure.Shown{Stage: "withdrawn", Outcome: procedure.OutcomeWithdrawn}})
	l.Now = solo.At("2026-12-20 09:00")
	l.Wake()
	l.closed()
	if len(l.Letters) != letters || len(l.Begun) != 1 {
		t.Error("the ended partnership goes on")
	}
	for _, name := range []procedure.CommandName{procedure.Pause, procedure.Resume, procedure.RecordKPI, procedure.EndNow, procedure.AnswerFor} {
		if err := l.P.Check(procedure.Command{Name: name, Reason: "x"}, l.Now); err == nil || !strings.Contains(err.Error(), "it is closed") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAReplyToAClosedRoundIsAnsweredAndKept(t *testing.T) {
	t.Parallel()
	l := running(t)
	reply := procedure.Reply{ID: "m", Person: "lars", Ask: "a", Source: "m@x", Answers: []partnership.Answer{specs.Number("mql", "1")}}
	l.Reply(reply).Reply(reply).Expect("12-01 11:00 closed/m closed to lars")
	if letter := l.Letter("closed/m"); !letter.Urgent || letter.InReplyTo != "m@x" || len(letter.Understood) != 1 {
		t.Errorf("the letter is %+v", letter)
	}
	l.Reply(procedure.Reply{Person: "lars", Commands: []partnership.Command{{Name: partnership.CommandHelp}}}).Expect("12-01 11:00 help/mail-1 help to lars")
	l.Reply(procedure.Reply{Person: "nemo"}).Expect()
	l.Reply(procedure.Reply{Person: "lars", Class: procedure.ReplyAuto}).Expect()
}

func TestAPartnershipGoesByNewerRulesAsSoonAsAnAgendaIsRecordedWithThem(t *testing.T) {
	t.Parallel()
	l := running(t)
	agenda := l.partnership().Agenda
	agenda.Rules = procedure.Rules + 1
	l.Step(procedure.Event{Kind: procedure.Planned, Agenda: &agenda})
	if got := l.P.UnderRules(); got != procedure.Rules+1 {
		t.Errorf("the partnership goes by rules %d", got)
	}
	l.shows(fmt.Sprintf("Goes by version %d of the rules", procedure.Rules+1))
	l.until("2026-12-15 10:00")
	if got := l.Begun[len(l.Begun)-1].Brief.Rules; got != procedure.Rules+1 {
		t.Errorf("the next round goes by rules %d", got)
	}
	agenda.Rules = procedure.Rules
	l.Step(procedure.Event{Kind: procedure.Planned, Agenda: &agenda})
	if got := l.P.UnderRules(); got != procedure.Rules+1 {
		t.Errorf("rules fall to %d", got)
	}
}

func TestARoundIsForgottenWhenNobodyCanBeToldAnythingOfItAnyMore(t *testing.T) {
	t.Parallel()
	l := running(t).decided(first, procedure.OutcomeMissed).until("2026-12-15 10:00")
	if got := l.partnership().Running; len(got) != 1 || got[0].Workflow == first {
		t.Errorf("running are %+v", got)
	}
}

func TestACardStaysBelowItsLimitHoweverMuchThereIsToShow(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	goal := spec.Goals[0]
	goal.Statement = strings.Repeat("Grow | something *very* long ", 20)
	for range 60 {
		spec.Goals = append(spec.Goals, goal)
	}
	l := open(t, spec).shows("### Waiting for", "### Next", "### Lately")
	if n := len(l.Shown.Card); n > 4096 {
		t.Errorf("the card has %d bytes, more than 4096", n)
	}
}

func TestTheTimerSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	l := begin(t, specs.Duo(), "2026-11-20 08:00")
	if l.Why != "The partnership begins" || !l.Alarm.Equal(solo.At("2026-12-01 00:00")) {
		t.Errorf("the timer says %q at %s", l.Why, l.Alarm.Format(time.DateTime))
	}
	l.until("2026-12-01 00:00")
	if l.Why != "Check-in fortnightly, Tue 1 Dec 10:00 UTC" {
		t.Errorf("the timer says %q", l.Why)
	}
}

// TestAMailThatWaitsForHoursIsShownUntilItGoesOut wants no other report for it:
// as long as a mail goes out when it was to, its procedure says nothing.
func TestAMailThatWaitsForHoursIsShownUntilItGoesOut(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Calendars = append(spec.Calendars, specs.Office("afternoon", "14:00-18:00"))
	spec.Parties[0].People[0].Calendar = "afternoon"
	held := "| mail waits for their hours until Tue 1 Dec 14:00 | Lars | Check-in fortnightly | not yet | Thu 3 Dec 14:00 |"
	l := open(t, spec)
	l.shows("none late", held)
	l.until("2026-12-01 13:00").Wake()
	l.shows(held)
	l.until("2026-12-01 14:00").Wake()
	l.shows("| in time | Lars | Check-in fortnightly | Tue 1 Dec 14:00 | Thu 3 Dec 14:00 |")
	l.until("2026-12-03 15:00").Wake()
	l.shows("| **late** | Lars | Check-in fortnightly | Tue 1 Dec 14:00 |")

	paused := open(t, spec).command(procedure.Command{Name: procedure.Pause})
	paused.shows(held)
	paused.until("2026-12-01 15:00").Wake()
	paused.shows("| not asked yet | Lars | Check-in fortnightly | not yet |")
}
