package lifecycle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// lookedAt is a partnership in the middle of a monthly review of its progress.
func lookedAt(t *testing.T, change ...func(*partnership.Spec)) *life {
	t.Helper()
	spec := specs.Duo()
	spec.Reviews = []partnership.Review{{
		ID: "month", Method: partnership.ReviewProgress, Rule: specs.Rule("month", "third thursday", "14:00"), Window: specs.Span("2bd"), Ask: []string{"lars", "tom"},
	}}
	cost := spec.Goals[0]
	cost.ID, cost.Statement = "cost", "Halve the cost of a lead from 85 to 42"
	cost.KPIs = []partnership.KPI{cost.KPIs[0]}
	cost.KPIs[0].ID = "price"
	spec.Goals = append(spec.Goals, cost)
	for _, f := range change {
		f(&spec)
	}
	return begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), review.Kind()).until("2027-02-12 10:00")
}

const monthly = "duo/review/month/2027-02-18"

func stops(goal string) procedure.Amendment {
	return procedure.Amendment{ID: "review-month-2027-02-18-" + goal, From: "Review month", Goal: goal, Way: partnership.GoalStops, What: "Nobody | measures it"}
}

func (l *life) kept() string {
	var list []string
	for _, a := range l.partnership().Amendments {
		list = append(list, fmt.Sprintf("%s %s", a.Goal, a.Way))
	}
	return strings.Join(list, ", ")
}

func TestWhatAReviewChangesIsKeptUntilTheSpecHasIt(t *testing.T) {
	t.Parallel()
	l := lookedAt(t)
	l.report(monthly, procedure.Message{Amendments: []procedure.Amendment{stops("cost"), stops("leads"), stops("unknown")}})
	if got := l.kept(); got != "cost stop, leads stop" {
		t.Fatalf("it keeps %s", got)
	}
	l.shows("To take into the spec", "**stop** goal `cost`, decided by Review month")
	again := stops("leads")
	again.Way = partnership.GoalAdjusts
	l.report(monthly, procedure.Message{Amendments: []procedure.Amendment{again}})
	if got := l.kept(); got != "cost stop, leads adjust" {
		t.Errorf("a newer word leaves %s", got)
	}
	l.amend(retitle)
	if got := l.kept(); got != "cost stop, leads adjust" {
		t.Errorf("another title leaves %s", got)
	}
	l.amend(func(spec *partnership.Spec) { spec.Goals[0].Due = specs.Date("2027-10-31") })
	if got := l.kept(); got != "cost stop" {
		t.Errorf("another day of leads leaves %s", got)
	}
	l.amend(func(spec *partnership.Spec) { spec.Goals = spec.Goals[:1] })
	if got := l.kept(); got != "" {
		t.Errorf("without the goal there is %s", got)
	}
}

// TestWhatIsProposedForTheSpecIsKeptUntilItHasIt: a rule of a conflict and another signatory
// wait for a spec that says something else there, or for word that they are void.
func TestWhatOthersProposeIsKeptUntilTheSpecHasIt(t *testing.T) {
	t.Parallel()
	rule := procedure.Amendment{ID: "conflict-1-rule", From: "Conflict 1", Kind: procedure.AmendsRules, Text: &procedure.Writing{Ask: "ask", Question: "proposal", By: "lars"}}
	other := rule
	other.ID, other.From = "conflict-2-rule", "Conflict 2"
	signer := procedure.Amendment{ID: "signer-lars", From: "Agreement, revision 1", Kind: procedure.AmendsSigner, Party: "north", Person: "lars", What: "Ingrid"}
	l := lookedAt(t)
	kept := func(want ...string) {
		t.Helper()
		var ids []string
		for _, a := range l.partnership().Amendments {
			ids = append(ids, a.ID)
		}
		if diff := cmp.Diff(want, ids); diff != "" {
			t.Errorf("it keeps (-want +got):\n%s", diff)
		}
	}
	l.report(monthly, procedure.Message{Amendments: []procedure.Amendment{rule, other, signer}})
	kept("conflict-1-rule", "conflict-2-rule", "signer-lars")
	l.shows("**write in** the rule that both sides agreed on, decided by Conflict 1", "**name** who signs for party north in the place of lars")
	void := other
	void.Void = true
	l.report(monthly, procedure.Message{Amendments: []procedure.Amendment{void}})
	kept("conflict-1-rule", "signer-lars")
	l.amend(retitle)
	kept("conflict-1-rule", "signer-lars")
	l.amend(func(spec *partnership.Spec) { spec.Goals[0].Due = specs.Date("2027-10-31") })
	kept("conflict-1-rule", "signer-lars")
	l.amend(func(spec *partnership.Spec) { spec.Principles = []string{"We share on Mondays"} })
	kept("signer-lars")
	l.amend(func(spec *partnership.Spec) {
		spec.Parties[0].People[0].Roles = []partnership.Role{partnership.RoleSignatory}
	})
	kept()
}

func TestAReviewHearsOfGoalsThatAreGone(t *testing.T) {
	t.Parallel()
	l := lookedAt(t).amend(func(spec *partnership.Spec) { spec.Goals = spec.Goals[:1] })
	orders := map[string][]string{}
	for _, told := range l.Told {
		if o := told.Message.Order; o != nil && o.Kind == procedure.OrderAmended {
			orders[told.To] = o.Goals
		}
	}
	if diff := cmp.Diff([]string{"cost"}, orders[monthly]); diff != "" {
		t.Errorf("the review hears of (-want +got):\n%s", diff)
	}
	for workflow, goals := range orders {
		if !strings.HasPrefix(workflow, "duo/review/") && len(goals) > 0 {
			t.Errorf("%s hears of %v", workflow, goals)
		}
	}
}

// A condition "for 2 reviews" counts those of progress that came out, and nothing else.
func TestReviewsInARowAreThoseOfProgress(t *testing.T) {
	t.Parallel()
	l := lookedAt(t, func(spec *partnership.Spec) {
		spec.Guards = []partnership.Guard{{ID: "watch", When: when(t, "kpi.mql < 125 for 2 reviews"), Then: partnership.ThenConflict}}
	})
	reported := func(day string) {
		l.report("duo/check-in/fortnightly/"+day, procedure.Message{
			Facts:    []procedure.Fact{{Kind: procedure.FactClosed, Of: "duo/check-in/fortnightly/" + day, Asked: 1, Answered: 1}},
			Readings: []measure.Reading{{ID: day, KPI: "mql", Period: day, Value: decimal.NewFromInt(121), Reporter: "lars", At: l.Now}},
		})
	}
	over := func(workflow string) {
		l.report(workflow, procedure.Message{Shown: &procedure.Shown{Outcome: procedure.OutcomeDecided}})
	}
	reported("2027-02-09")
	over(monthly)
	over(monthly)
	l.wantMails(conditions)
	l.until("2027-03-12 10:00")
	reported("2027-03-09")
	l.wantMails(conditions)
	over("duo/review/month/2027-03-18")
	l.wantMails(conditions, "condition-met to sofie", "condition-met to tom")
}

func TestTheCardHasALineForEachPerspective(t *testing.T) {
	t.Parallel()
	l := lookedAt(t, func(spec *partnership.Spec) {
		spec.Goals[0].KPIs[0].Perspective = partnership.Strategic
		spec.Goals[1].KPIs[0].Perspective = partnership.Financial
	})
	l.report("duo/check-in/fortnightly/2027-02-09", procedure.Message{
		Readings: []measure.Reading{{ID: "r", KPI: "mql", Period: "2027-02-09", Value: decimal.NewFromInt(250), Reporter: "lars", At: l.Now}},
	})
	l.shows("### Scorecard", "- strategic: mql **green**", "- financial: price –")
	if strings.Contains(lookedAt(t).Shown.Card, "Scorecard") {
		t.Error("without a perspective there is a scorecard")
	}
}
