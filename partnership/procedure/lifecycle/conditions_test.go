package lifecycle_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

var conditions = []procedure.Template{lifecycle.TemplateConditionMet, lifecycle.PhrasesConditionOver}

func when(t *testing.T, text string) condition.Condition {
	t.Helper()
	c, err := condition.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// guarded is the house with a guard.
func guarded(t *testing.T, text string, then partnership.GuardAction) partnership.Spec {
	t.Helper()
	spec := house()
	spec.CheckIns[0].Ask = []string{"lars", "mia", "tom"}
	spec.Goals[0].Milestones = []partnership.Milestone{{ID: "rules", Title: "Rules", Due: specs.Date("2027-02-01")}}
	spec.Guards = []partnership.Guard{{ID: "watch", When: when(t, text), Then: then}}
	return spec
}

func TestAGuardTellsOnceAndAgainOnlyAfterFalse(t *testing.T) {
	t.Parallel()
	l := open(t, guarded(t, "kpi.mql < 120 for 2 check_ins", partnership.ThenConflict)).brings("2026-12-01", "lars mql 110").wantMails(conditions)
	told := []string{"condition-met to sofie", "condition-met to tom"}
	l.until("2026-12-15 11:00").brings("2026-12-15", "lars mql 115").wantMails(conditions, told...)
	l.shows("### Conditions that hold", "**guard watch**: `kpi.mql < 120 for 2 check_ins`, since 15 Dec; agreed: conflict. The leads decide.")
	want := `{"name":"watch","then":"conflict","reasons":[{"metric":"kpi","of":"mql","operator":"\u003c","value":"120","now":"115","since":"2026-12-01T11:00:00Z","count":2,"unit":"check_ins"}]}`
	if got := l.lastTo("tom"); got != want {
		t.Errorf("tom reads\n%s\nwant\n%s", got, want)
	}
	l.until("2026-12-29 11:00").brings("2026-12-29", "lars mql 112").wantMails(conditions, told...)
	told = append(told, "condition-over to sofie", "condition-over to tom")
	l.until("2027-01-12 11:00").brings("2027-01-12", "lars mql 130").wantMails(conditions, told...)
	l.until("2027-01-26 11:00").brings("2027-01-26", "lars mql 110").wantMails(conditions, told...)
	l.until("2027-02-09 11:00").brings("2027-02-09", "lars mql 110").wantMails(conditions, append(told, "condition-met to sofie", "condition-met to tom")...)
}

func TestATriggerOffersAndEndsNothing(t *testing.T) {
	t.Parallel()
	spec := house()
	spec.Exit = &partnership.Exit{Triggers: []partnership.ExitTrigger{{ID: "empty", When: when(t, "kpi.mql < 120")}}}
	l := open(t, spec).brings("2026-12-01", "lars mql 110").wantMails(conditions)
	why := l.Begun[len(l.Begun)-1].Brief.Parting
	if l.Ended || why == nil || why.Cause != procedure.PartingTrigger || why.Trigger != "empty" || !strings.Contains(string(why.Condition), `"trigger":true`) {
		t.Errorf("ended: %v; the leads are asked because of %+v", l.Ended, why)
	}
}

func TestAChangedSpecLooksAnew(t *testing.T) {
	t.Parallel()
	l := open(t, guarded(t, "kpi.mql < 120", partnership.ThenNotify)).brings("2026-12-01", "lars mql 110").wantMails(conditions, "condition-met to sofie", "condition-met to tom")
	l.amend(func(s *partnership.Spec) { s.Guards = nil })
	l.until("2026-12-15 11:00").brings("2026-12-15", "lars mql 130").wantMails(conditions, "condition-met to sofie", "condition-met to tom")
	if n := len(l.partnership().Watched); n != 0 {
		t.Errorf("%d conditions are watched", n)
	}
}

// TestWhatMetricsAre plays a partnership and asks whether a condition holds then.
func TestWhatMetricsAre(t *testing.T) {
	t.Parallel()
	closes := func(l *life, day string, asked, answered int) {
		l.report(round(day), procedure.Message{
			Shown: &procedure.Shown{Stage: "partial", Outcome: procedure.OutcomePartial},
			Facts: []procedure.Fact{{Kind: procedure.FactClosed, Of: round(day), At: l.Now, Asked: asked, Answered: answered}},
		})
	}
	milestone := "duo/milestone/leads/rules"
	runsLate := func(l *life) *life {
		l.until("2027-02-03 11:00")
		return l.report(milestone, procedure.Message{Facts: []procedure.Fact{{Kind: procedure.FactLate, Of: milestone, At: l.Now}}})
	}
	ends := func(l *life, o procedure.Outcome) {
		l.report(milestone, procedure.Message{Course: &procedure.Course{Type: procedure.Milestone, Name: "leads/rules", Outcome: o, At: l.Now}})
	}
	for _, tc := range []struct {
		when string
		play func(*life)
		want bool
	}{
		{"kpi.mql < 120", func(l *life) { l.brings("2026-12-01", "lars mql 119") }, true},
		{"kpi.mql < 120", func(l *life) { l.brings("2026-12-01", "lars mql 121") }, false},
		{"kpi.mql < 120", func(l *life) { closes(l, "2026-12-01", 3, 0) }, false},             // never measured
		{"kpi.mql != green", func(l *life) { l.brings("2026-12-01", "lars mql 119") }, false}, // too early
		{"kpi.mql = red", func(l *life) { l.until("2027-03-09 11:00").brings("2027-03-09", "lars mql 121") }, true},
		{"kpi.mql < 120", func(l *life) { l.brings("2026-12-01", "lars mql 121", "tom mql 119") }, true}, // the less favourable
		{"goal.leads < 50%", func(l *life) { l.brings("2026-12-01", "lars mql 200") }, true},
		{"goal.leads < 40%", func(l *life) { l.brings("2026-12-01", "lars mql 200") }, false},
		{"pace.leads < 0.75", func(l *life) { l.brings("2026-12-01", "lars mql 121") }, false}, // too early
		{"pace.leads < 0.75", func(l *life) { l.until("2027-06-01 11:00").brings("2027-06-01", "lars mql 180") }, true},
		{"pace.leads < 0.6", func(l *life) { l.until("2027-06-01 11:00").brings("2027-06-01", "lars mql 180") }, false},
		{"progress >= 1", func(l *life) { l.brings("2026-12-01", "lars mql 300") }, true},
		{"confidence < 6", func(l *life) { l.brings("2026-12-01", "lars confidence 8", "tom confidence 5") }, true},
		{"confidence < 5", func(l *life) { l.brings("2026-12-01", "lars confidence 8", "tom confidence 5") }, false},
		{"perception_gap >= 3", func(l *life) { l.brings("2026-12-01", "lars confidence 8", "tom confidence 5") }, true},
		{"perception_gap >= 0", func(l *life) { l.brings("2026-12-01", "lars confidence 8") }, false}, // one side only
		{"response_rate < 80%", func(l *life) { closes(l, "2026-12-01", 9, 1) }, false},               // too few
		{"response_rate < 80%", func(l *life) {
			closes(l, "2026-12-01", 9, 1)
			l.until("2026-12-15 11:00")
			closes(l, "2026-12-15", 3, 3)
		}, true},
		{"response_rate < 80%", func(l *life) { // what is older than 90 days does not count
			closes(l, "2026-12-01", 20, 14)
			l.until("2027-03-23 11:00")
			closes(l, "2027-03-23", 10, 9)
		}, false},
		{"days_silent > 20", func(l *life) {
			l.until("2026-12-22 12:00")
			closes(l, "2026-12-15", 3, 0)
		}, true},
		{"days_silent > 20", func(l *life) {
			l.until("2026-12-08 12:00").answers("2026-12-01", "lars").answers("2026-12-01", "tom").until("2026-12-22 12:00")
			closes(l, "2026-12-15", 3, 0)
		}, false},
		{"milestone.rules = overdue", func(l *life) { runsLate(l) }, true},
		{"milestone.rules = met", func(l *life) { ends(runsLate(l), procedure.OutcomeMetLate) }, true},
		{"milestone.rules = overdue", func(l *life) { ends(runsLate(l), procedure.OutcomeMetLate) }, false},
		{"milestone.rules = missed", func(l *life) { ends(runsLate(l), procedure.OutcomeDropped) }, true},
		{"milestone.rules != met", func(l *life) { closes(l, "2026-12-01", 3, 0) }, true},
		{"on_time < 1", func(l *life) { ends(runsLate(l), procedure.OutcomeMetLate) }, false}, // too few
		{"health = red", func(l *life) { closes(l, "2026-12-01", 3, 0) }, false},
		{"balance < 0.6 or roi < 1 or net < 0", func(l *life) { closes(l, "2026-12-01", 3, 0) }, false},
		{"open_conflicts = 0", func(l *life) { closes(l, "2026-12-01", 3, 0) }, true},
	} {
		t.Run(tc.when, func(t *testing.T) {
			t.Parallel()
			l := open(t, guarded(t, tc.when, partnership.ThenNotify))
			p := l.partnership()
			p.Running = append(p.Running, lifecycle.Running{Workflow: milestone, Type: procedure.Milestone, Name: "leads/rules", Title: "Milestone rules", Until: specsEnd(), Agreed: true})
			tc.play(l)
			holds := false
			for _, w := range l.partnership().Watched {
				holds = holds || w.Holds
			}
			if holds != tc.want {
				t.Errorf("%s: %v, want %v; %s", tc.when, holds, tc.want, fmt.Sprint(l.partnership().Watched))
			}
		})
	}
}

func specsEnd() time.Time { return solo.At("2027-11-30 00:00") }

// TestAConditionThatHasHeldForLongEnoughIsToldByTheClock has a figure come, and then
// nothing: the clock alone makes the condition true, once.
func TestAConditionThatHasHeldForLongEnoughIsToldByTheClock(t *testing.T) {
	t.Parallel()
	told := []string{"condition-met to sofie", "condition-met to tom"}
	spec := guarded(t, "kpi.mql < 120 for 2 months", partnership.ThenNotify)
	l := open(t, spec).brings("2026-12-01", "lars mql 110")
	l.until("2027-02-01 10:59").wantMails(conditions)
	l.until("2027-02-01 11:01").wantMails(conditions, told...)
	l.until("2027-06-01 11:00").wantMails(conditions, told...)
	// A figure in between begins the time anew.
	broken := open(t, spec).brings("2026-12-01", "lars mql 110").until("2026-12-29 11:00").brings("2026-12-29", "lars mql 130").
		until("2027-01-12 11:00").brings("2027-01-12", "lars mql 110")
	broken.until("2027-03-12 10:59").wantMails(conditions)
	broken.until("2027-03-12 11:01").wantMails(conditions, told...)
}

func TestSilenceIsToldByTheClock(t *testing.T) {
	t.Parallel()
	l := open(t, guarded(t, "days_silent > 20", partnership.ThenNotify))
	l.answers("2026-12-01", "lars").answers("2026-12-01", "tom").answers("2026-12-01", "mia").brings("2026-12-01", "lars mql 130")
	l.until("2026-12-22 10:59").wantMails(conditions)
	l.until("2026-12-22 11:01").wantMails(conditions, "condition-met to sofie", "condition-met to tom")
	if holds := l.partnership().Watched[0].Holds; !holds {
		t.Error("the condition does not hold")
	}
}

// TestAConditionDoesNotKeepThePartnershipAwakeAfterItsEnd plays beyond the last day
// while the time of a condition runs.
func TestAConditionDoesNotKeepThePartnershipAwakeAfterItsEnd(t *testing.T) {
	t.Parallel()
	l := open(t, guarded(t, "kpi.mql < 120 for 2 months", partnership.ThenNotify)).
		until("2027-11-02 11:00").brings("2027-11-02", "lars mql 110").until("2028-03-01 00:00").wantMails(conditions)
	if !l.Ended {
		t.Error("the partnership goes on after its last day")
	}
}

// TestTheCardSaysHowMuchWasAnsweredInTime counts the answer of somebody who had let a round
// pass as an answer, and as a late one.
func TestTheCardSaysHowMuchWasAnsweredInTime(t *testing.T) {
	t.Parallel()
	l := running(t)
	l.report(first, procedure.Message{Facts: []procedure.Fact{
		{Kind: procedure.FactClosed, Of: first, At: solo.At("2026-12-03 10:00"), Asked: 3, Answered: 2},
		{Kind: procedure.FactMissed, Of: "lars", At: solo.At("2026-12-03 10:00"), Due: solo.At("2026-12-03 10:00")},
	}})
	if want := "Last 90 days: 2 of 3 asks answered, 2 in time"; !strings.Contains(l.Shown.Card, want) {
		t.Errorf("the card lacks %q:\n%s", want, l.Shown.Card)
	}
	l.until("2026-12-04 10:00").report(first, procedure.Message{Facts: []procedure.Fact{{Kind: procedure.FactAnswered, Of: "lars", At: solo.At("2026-12-04 10:00")}}})
	if want := "Last 90 days: 3 of 3 asks answered, 2 in time"; !strings.Contains(l.Shown.Card, want) {
		t.Errorf("the card lacks %q:\n%s", want, l.Shown.Card)
	}
}
