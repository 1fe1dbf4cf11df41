package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
)

// surveyed is a partnership with a milestone and a survey after an event.
func surveyed(t *testing.T, after partnership.SurveyTrigger, change ...func(*partnership.Spec)) *life {
	t.Helper()
	spec := withMilestone()
	spec.Surveys = []partnership.Survey{{
		ID: "after", After: after, Ask: []string{"lars", "sofie", "tom"}, Window: cadence.Span{Count: 5, Unit: cadence.BusinessDays},
		Template: partnership.NetPromoter,
	}}
	for _, f := range change {
		f(&spec)
	}
	return begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), milestone.Kind(), survey.Kind())
}

// surveys are the surveys that were begun: their workflows and whom they ask.
func (l *life) surveys() []string {
	var list []string
	for _, b := range l.Begun {
		if b.Type != procedure.Survey {
			continue
		}
		line := b.Brief.Workflow
		for _, a := range b.Brief.Occasion.Asks {
			line += " " + a.Person
		}
		list = append(list, line)
	}
	return list
}

func (l *life) hasBegun(want ...string) *life {
	l.t.Helper()
	if diff := cmp.Diff(want, l.surveys()); diff != "" {
		l.t.Errorf("begun are (-want +got):\n%s", diff)
	}
	return l
}

func met(l *life) *life {
	return l.report(rules, procedure.Message{Facts: []procedure.Fact{{Kind: procedure.FactMet, Of: rules, At: l.Now}}})
}

func TestASurveyFollowsAMilestoneThatIsMet(t *testing.T) {
	t.Parallel()
	l := surveyed(t, partnership.AfterMilestone)
	l.until("2027-01-10 12:00").hasBegun()
	met(l).hasBegun("duo/survey/after/2027-01-10 lars sofie tom")
}

func TestNobodyIsAskedTwiceWhileARoundIsOpen(t *testing.T) {
	t.Parallel()
	l := surveyed(t, partnership.AfterMilestone)
	const first = "duo/survey/after/2027-01-10 lars sofie tom"
	met(met(l.until("2027-01-10 12:00"))).hasBegun(first)
	met(l.until("2027-01-12 12:00")).hasBegun(first)
	met(l.decided("duo/survey/after/2027-01-10", procedure.OutcomePublished)).hasBegun(first, "duo/survey/after/2027-01-12 lars sofie tom")
	met(l.decided("duo/survey/after/2027-01-12", procedure.OutcomePublished)).hasBegun(first, "duo/survey/after/2027-01-12 lars sofie tom")
}

func TestASurveyFollowsAGoalWhoseLastDayHasPassed(t *testing.T) {
	t.Parallel()
	l := surveyed(t, partnership.AfterGoal, func(spec *partnership.Spec) { spec.Goals[0].Due = specs.Date("2027-02-01") })
	l.until("2027-02-01 20:00").hasBegun()
	l.until("2027-02-04 12:00").hasBegun("duo/survey/after/2027-02-02 lars sofie tom")
}

func TestAfterAConflictOnlyThoseConcernedAreAsked(t *testing.T) {
	t.Parallel()
	conflict := func(l *life) *life {
		l.until("2027-01-02 12:00").command(procedure.Command{Name: procedure.RaiseConflict, Person: "lars", With: "tom"})
		d := l.partnership().Disputes[0]
		d.Level, d.OpenedAt, d.Outcome, d.ClosedAt = 1, l.Now, procedure.OutcomeResolved, l.Now.Add(time.Hour)
		return l.report("duo/conflict/1", procedure.Message{Dispute: &d})
	}
	conflict(surveyed(t, partnership.AfterConflict)).hasBegun("duo/survey/after/2027-01-02 lars tom")
	conflict(surveyed(t, partnership.AfterConflict, func(spec *partnership.Spec) { spec.Surveys[0].Ask = []string{"sofie"} })).
		hasBegun().shows("asks none of those concerned")
}

func TestWhileThePartnershipIsPausedNoSurveyBegins(t *testing.T) {
	t.Parallel()
	l := surveyed(t, partnership.AfterMilestone).until("2027-01-10 12:00")
	met(l.command(procedure.Command{Name: procedure.Pause, Reason: "holidays"})).hasBegun()
}

func TestAnotherEventBeginsNoSurvey(t *testing.T) {
	t.Parallel()
	for _, after := range partnership.SurveyTriggers() {
		l := met(surveyed(t, after).until("2027-01-10 12:00"))
		if begun := l.surveys(); len(begun) > 0 != (after == partnership.AfterMilestone) {
			t.Errorf("after a %s, a milestone begins %q", after, begun)
		}
	}
}

func TestAnOpenSurveyIsKeptUntilItHasAnOutcome(t *testing.T) {
	t.Parallel()
	l := met(surveyed(t, partnership.AfterMilestone).until("2027-01-10 12:00")).until("2027-01-14 12:00")
	if !slices.ContainsFunc(l.partnership().Running, func(r lifecycle.Running) bool { return r.Type == procedure.Survey }) {
		t.Error("the partnership has forgotten a survey that still asks")
	}
}

// Goals usually end with the partnership: who took part is asked all the same, and it
// stays open until they have been heard.
func TestASurveyFollowsAGoalThatEndsWithThePartnership(t *testing.T) {
	t.Parallel()
	l := surveyed(t, partnership.AfterGoal)
	end := l.partnership().Declared.End.AddDays(1)
	l.Pass(cadence.In(end, cadence.Clock{Hour: 12}, time.UTC))
	l.hasBegun("duo/survey/after/" + end.String() + " lars sofie tom")
	for _, r := range slices.Clone(l.partnership().Running) {
		if r.Type != procedure.Survey {
			l.decided(r.Workflow, procedure.OutcomeAnswered)
		}
	}
	if l.Ended {
		t.Error("the partnership ends before they have been heard")
	}
	for _, r := range slices.Clone(l.partnership().Running) {
		l.report(r.Workflow, procedure.Message{Shown: &procedure.Shown{Outcome: procedure.OutcomeMissed, Over: true}})
	}
	if !l.Ended {
		t.Error("the partnership does not end when they have been heard")
	}
}

func TestAnotherSpecKeepsASurveyThatAnEventHasBegun(t *testing.T) {
	t.Parallel()
	l := surveyed(t, partnership.AfterMilestone).until("2027-01-10 12:00")
	met(l).amend(func(spec *partnership.Spec) { spec.Title = "Another name" })
	for _, told := range l.Told {
		if o := told.Message.Order; o != nil && o.Kind == procedure.OrderWithdraw {
			t.Errorf("%s is withdrawn", told.To)
		}
	}
}

// Until the mails have gone out nobody knows when their time is over, and nobody is late.
func TestNobodyIsLateInASurveyThatHasJustBegun(t *testing.T) {
	t.Parallel()
	l := met(surveyed(t, partnership.AfterMilestone).until("2027-01-10 12:00"))
	for _, o := range l.partnership().Running[len(l.partnership().Running)-1].Shown.Open {
		if !o.Since.IsZero() {
			t.Errorf("%s counts as asked since %s, though no mail has gone out", o.Person, o.Since)
		}
	}
	if l.Shown.Attributes.Overdue != 0 {
		t.Errorf("%d are late:\n%s", l.Shown.Attributes.Overdue, l.Shown.Card)
	}
}
