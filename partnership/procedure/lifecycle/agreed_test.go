package lifecycle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

const rules = "duo/milestone/leads/rules"

// withMilestone is duo with a milestone of Lars that is due on 2027-01-20; its
// warning is on the 6th.
func withMilestone() partnership.Spec {
	spec := specs.Duo()
	spec.Goals[0].Milestones = []partnership.Milestone{
		{ID: "rules", Title: "Rules signed", Due: specs.Date("2027-01-20"), Owner: "lars", AcceptBy: "tom"},
	}
	return spec
}

func agreed(t *testing.T, until string) *life {
	t.Helper()
	l := begin(t, withMilestone(), "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), milestone.Kind())
	l.until(until)
	return l
}

// begins are the milestones that were begun: when, for which day, in which turn.
func (l *life) begins() []string {
	var list []string
	for _, b := range l.Begun {
		if o := b.Brief.Occasion; b.Type == milestone.Type {
			list = append(list, fmt.Sprintf("%s for %s, turn %d", o.At.UTC().Format("2006-01-02"), o.Date, o.Turn))
		}
	}
	return list
}

func (l *life) beganFor(want ...string) *life {
	l.t.Helper()
	if got := l.begins(); !slices.Equal(got, want) {
		l.t.Errorf("begun are %q, want %q", got, want)
	}
	return l
}

func (l *life) orders(kind procedure.OrderKind) int {
	n := 0
	for _, told := range l.Told {
		if o := told.Message.Order; o != nil && o.Kind == kind && told.To == rules {
			n++
		}
	}
	return n
}

func moved(day string) procedure.Message {
	return procedure.Message{
		Shown:  &procedure.Shown{Stage: "planned"},
		Course: &procedure.Course{Type: milestone.Type, Name: "leads/rules", Day: day},
	}
}

func settled(l *life, outcome procedure.Outcome) procedure.Message {
	return procedure.Message{
		Shown: &procedure.Shown{Stage: string(outcome), Outcome: outcome},
		Course: &procedure.Course{
			Type: milestone.Type, Name: "leads/rules", Outcome: outcome, At: l.Now, Closed: milestone.TemplateMet,
		},
	}
}

func TestAMilestoneBeginsOnceAtItsWarning(t *testing.T) {
	t.Parallel()
	l := agreed(t, "2027-03-01 00:00").beganFor("2027-01-06 for 2027-01-20, turn 0")
	if b := l.Begun[len(l.Begun)-1]; b.Type == milestone.Type {
		t.Errorf("the last to begin is %+v", b.Brief)
	}
	if r := l.partnership().Running; !slices.ContainsFunc(r, func(r lifecycle.Running) bool { return r.Workflow == rules }) {
		t.Errorf("running are %+v", r)
	}
}

func TestAMovedDayIsStateOfThePartnershipAndItBeginsAnewUnderItsID(t *testing.T) {
	t.Parallel()
	l := agreed(t, "2027-01-10 12:00")
	l.report(rules, moved("2027-03-15")).until("2027-02-28 00:00").beganFor("2027-01-06 for 2027-01-20, turn 0")
	if slices.ContainsFunc(l.partnership().Running, func(r lifecycle.Running) bool { return r.Workflow == rules }) {
		t.Error("it runs on while it is planned")
	}
	l.until("2027-03-02 00:00").beganFor("2027-01-06 for 2027-01-20, turn 0", "2027-03-01 for 2027-03-15, turn 1")
	if last := l.Begun[len(l.Begun)-1].Brief; last.Workflow != rules {
		t.Errorf("it begins as %s", last.Workflow)
	}
	// A spec that writes the same day is not material.
	same := withMilestone()
	same.Goals[0].Milestones[0].Due = specs.Date("2027-03-15")
	l.Know(same)
	l.command(procedure.Command{Name: procedure.ApplySpec, Spec: &same})
	if n := l.orders(procedure.OrderAnew); n != 0 {
		t.Error("a spec that says the day which was agreed already begins it anew")
	}
	// Another day is.
	other := withMilestone()
	other.Goals[0].Milestones[0].Due = specs.Date("2027-04-15")
	l.Know(other)
	l.command(procedure.Command{Name: procedure.ApplySpec, Spec: &other})
	if n := l.orders(procedure.OrderAnew); n == 0 {
		t.Error("a spec with another day leaves it as it was")
	}
	m := moved("")
	l.report(rules, m).until("2027-04-02 00:00").
		beganFor("2027-01-06 for 2027-01-20, turn 0", "2027-03-01 for 2027-03-15, turn 1", "2027-04-01 for 2027-04-15, turn 2")
}

func TestADayThatIsMovedBackBeginsAgain(t *testing.T) {
	t.Parallel()
	l := agreed(t, "2027-01-10 12:00")
	l.report(rules, moved("2027-03-15")).until("2027-01-11 12:00")
	l.command(procedure.Command{Name: procedure.Reschedule, Goal: "leads", Milestone: "rules", To: "2027-01-20", Reason: "after all"})
	b := l.Begun[len(l.Begun)-1].Brief
	if b.Order == nil || b.Order.Kind != procedure.OrderMove || b.Occasion.Turn != 1 {
		t.Fatalf("the command begins %+v", b)
	}
	l.report(rules, moved("2027-01-20")).until("2027-01-12 12:00")
	if got := l.begins(); len(got) != 3 || !strings.HasSuffix(got[2], "for 2027-01-20, turn 2") {
		t.Errorf("begun are %q", got)
	}
}

func TestAPauseHoldsNoAgreedDay(t *testing.T) {
	t.Parallel()
	l := agreed(t, "2026-12-20 00:00")
	l.command(procedure.Command{Name: procedure.Pause, Reason: "summer"}).until("2027-01-07 00:00").beganFor("2027-01-06 for 2027-01-20, turn 0")
	for _, b := range l.Begun {
		if b.Type == checkin.Type && b.Brief.Occasion.At.After(solo.At("2026-12-20 00:00")) {
			t.Errorf("a round begins in the pause: %+v", b.Brief.Occasion)
		}
	}
	l.command(procedure.Command{Name: procedure.Resume}).until("2027-02-01 00:00").beganFor("2027-01-06 for 2027-01-20, turn 0")
}

func TestWhatIsSettledDoesNotBeginAgainAndLateMailsAreAnswered(t *testing.T) {
	t.Parallel()
	l := agreed(t, "2027-01-10 12:00")
	l.report(rules, settled(l, procedure.OutcomeMet)).until("2027-02-10 00:00").beganFor("2027-01-06 for 2027-01-20, turn 0")
	done := procedure.Reply{Person: "lars", Ask: "x", Of: rules, Commands: []partnership.Command{{Name: partnership.CommandDone}}}
	l.Reply(done)
	if last := l.Letters[len(l.Letters)-1]; last.Form != procedure.FormClosed || last.Phrases != milestone.TemplateMet {
		t.Errorf("DONE for something done is answered with %+v", last)
	}
	if len(l.begins()) != 1 {
		t.Errorf("a late mail begins it again: %q", l.begins())
	}
}

func TestANoWithinADayOpensWhatWasSettledAgain(t *testing.T) {
	t.Parallel()
	no := procedure.Reply{Person: "tom", Ask: "x", Of: rules, Answers: []partnership.Answer{{Question: "accept", Value: partnership.BoolValue(false)}}}
	l := agreed(t, "2027-01-10 12:00")
	l.report(rules, settled(l, procedure.OutcomeMet)).until("2027-01-11 11:00")
	l.Reply(no)
	if got := l.begins(); len(got) != 2 || l.Begun[len(l.Begun)-1].Brief.Reply == nil {
		t.Errorf("begun are %q", got)
	}
	l = agreed(t, "2027-01-10 12:00")
	l.report(rules, settled(l, procedure.OutcomeMet)).until("2027-01-12 11:00")
	if l.Reply(no); len(l.begins()) != 1 {
		t.Errorf("after two days it is opened again: %q", l.begins())
	}
}

func TestAMailAboutAMilestoneThatIsToComeBeginsIt(t *testing.T) {
	t.Parallel()
	l := agreed(t, "2027-01-10 12:00")
	l.report(rules, moved("2027-03-15"))
	l.Reply(procedure.Reply{Person: "lars", Ask: "x", Of: rules, Commands: []partnership.Command{{Name: partnership.CommandDone}}})
	b := l.Begun[len(l.Begun)-1].Brief
	if b.Reply == nil || b.Occasion.Date != "2027-03-15" || b.Occasion.Turn != 1 {
		t.Fatalf("begun is %+v", b)
	}
	l.until("2027-03-20 00:00")
	if got := l.begins(); len(got) != 2 {
		t.Errorf("it begins once more at its warning: %q", got)
	}
}

func TestCommandsAboutMilestonesAreReadWithCare(t *testing.T) {
	t.Parallel()
	l := agreed(t, "2027-01-10 12:00")
	for want, c := range map[string]procedure.Command{
		`has rules`:             {Name: procedure.Waive, Milestone: "rulez", Reason: "x"},
		`has rules `:            {Name: procedure.Waive, Goal: "other", Milestone: "rules", Reason: "x"},
		`say why in "reason"`:   {Name: procedure.Waive, Milestone: "rules"},
		`write the day like`:    {Name: procedure.Reschedule, Milestone: "rules", Reason: "x"},
		`has passed`:            {Name: procedure.Reschedule, Milestone: "rules", To: "2027-01-09", Reason: "x"},
		`the goal's last day`:   {Name: procedure.Reschedule, Milestone: "rules", To: "2028-01-09", Reason: "x"},
		`it is due on`:          {Name: procedure.Reschedule, Milestone: "rules", To: "2027-01-20", Reason: "x"},
		`is still to come`:      {Name: procedure.CompleteMilestone, Milestone: "rules", Date: "2027-01-20", Reason: "x"},
		`write it like 2026-12`: {Name: procedure.CompleteMilestone, Milestone: "rules", Date: "today", Reason: "x"},
	} {
		if err := l.P.Check(c, l.Now); err == nil || !strings.Contains(err.Error(), strings.TrimSpace(want)) {
			t.Errorf("%s %+v: got %v, want %q", c.Name, c, err, want)
		}
	}
	l.command(procedure.Command{Name: procedure.Waive, Goal: "leads", Milestone: "rules", Reason: "the fair is cancelled"})
	if l.orders(procedure.OrderWaive) != 1 {
		t.Error("the milestone was not told")
	}
	l.report(rules, settled(l, procedure.OutcomeWaived))
	if err := l.P.Check(procedure.Command{Name: procedure.Waive, Milestone: "rules", Reason: "x"}, l.Now); err == nil || !strings.Contains(err.Error(), "settled already: waived") {
		t.Errorf("got %v", err)
	}
}

func TestAMilestoneThatLeavesTheSpecIsWithdrawn(t *testing.T) {
	t.Parallel()
	l := agreed(t, "2027-01-10 12:00")
	without := specs.Duo()
	l.Know(without)
	l.command(procedure.Command{Name: procedure.ApplySpec, Spec: &without})
	if l.orders(procedure.OrderWithdraw) != 1 {
		t.Error("it runs on")
	}
}

func TestTheCardShowsWhoHasALateMilestoneAndWhatHappensNext(t *testing.T) {
	t.Parallel()
	l := agreed(t, "2027-01-25 12:00")
	l.report(rules, procedure.Message{
		Shown: &procedure.Shown{Stage: "overdue", Line: "late since Thu 21 Jan 00:00; with Lars", Open: []procedure.OpenAsk{{Person: "lars", Since: l.Now, Due: l.Now, Late: true}}},
		Facts: []procedure.Fact{{Kind: procedure.FactLate, Of: rules, At: l.Now}},
	})
	for _, want := range []string{"overdue (late since Thu 21 Jan 00:00; with Lars)", "Milestone leads/rules is late", "%2Fmilestone%2Fleads%2Frules"} {
		if !strings.Contains(l.Shown.Card, want) {
			t.Errorf("the card lacks %q:\n%s", want, l.Shown.Card)
		}
	}
	if l.Shown.Attributes.Overdue == 0 {
		t.Error("nothing is overdue")
	}
}
