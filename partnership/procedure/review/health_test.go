package review_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// reported is a partnership that is amber: a goal is behind, and asks are unanswered.
func reported() *health.Report {
	h := health.Of([]health.Dimension{
		health.OfGoals([]health.Paced{{Goal: "leads", Pace: measure.Some(decimal.New(5, -1)), Who: []string{"sofie"}}}),
		health.OfOperations(health.Counted{Part: 5, Whole: 10, Known: true}, health.Counted{}, health.Counted{}),
		health.OfIssues(nil),
	}, 0, health.Memory{})
	return &health.Report{Health: h}
}

// vital is a review of health that has begun.
func vital(t *testing.T, change ...func(*procedure.Brief)) *play {
	t.Helper()
	spec := halfYearly(func(s *partnership.Spec) {
		s.Reviews[0].ID, s.Reviews[0].Method = "vital", partnership.ReviewHealth
	})
	return open(t, spec, append([]func(*procedure.Brief){func(b *procedure.Brief) { b.Health = reported() }}, change...)...)
}

// reads are who gets the letters of a form, in their order.
func (p *play) reads(form procedure.Form) []string {
	var list []string
	for _, l := range p.Letters {
		if l.Template == review.TemplateHealth && l.Form == form {
			list = append(list, l.Person)
		}
	}
	return list
}

func TestHealthIsShownToTheChairAloneWhoDecides(t *testing.T) {
	t.Parallel()
	p := vital(t)
	if diff := cmp.Diff([]string{"lars"}, p.reads(procedure.FormAsk)); diff != "" {
		t.Fatalf("asked are (-want +got):\n%s", diff)
	}
	a := p.askOf("lars")
	var questions []string
	for _, q := range a.Questions {
		questions = append(questions, q.ID)
	}
	if diff := cmp.Diff([]string{"step-1", "step-1-owner", "step-1-by", "step-2", "step-2-owner", "step-2-by", "why-not"}, questions); diff != "" {
		t.Errorf("for each of two causes there is a step (-want +got):\n%s", diff)
	}
	if !strings.HasPrefix(a.Questions[0].Text, "The goal that is behind") || !strings.HasPrefix(a.Questions[3].Text, "Asks without an answer") {
		t.Errorf("the questions are %q and %q", a.Questions[0].Text, a.Questions[3].Text)
	}
	p.says("lars", "step-1=A joint stand", "step-1-owner=Tom", "step-1-by=2027-02-01")
	if n := len(p.reads(procedure.FormNotice)); n != 0 {
		t.Errorf("%d people hear of it before all is said", n)
	}
	p.says("lars", "step-2=Shorter questions")
	if diff := cmp.Diff([]string{"nora", "quinn", "tom"}, p.reads(procedure.FormNotice)); diff != "" {
		t.Errorf("those who hear of it (-want +got):\n%s", diff)
	}
	if p.state().Decided != procedure.OutcomeDecided {
		t.Errorf("it ended as %q", p.state().Decided)
	}
	told := p.Told[len(p.Told)-1].Message
	var items []string
	for _, i := range told.Items {
		line := i.ID + " " + i.Owner + " " + i.Due
		if i.Proposed {
			line += " proposed"
		}
		items = append(items, line)
	}
	if diff := cmp.Diff([]string{"review-vital-2027-01-05-step-1 tom 2027-02-01 proposed", "review-vital-2027-01-05-step-2 lars "}, items); diff != "" {
		t.Errorf("what is owed (-want +got):\n%s", diff)
	}
	last := p.Letters[len(p.Letters)-1]
	var v review.Vital
	if err := json.Unmarshal(last.Content, &v); err != nil || v.Chair != "lars" || len(v.Steps) != 2 || v.Report.RAG != measure.Amber || !v.Over {
		t.Errorf("the last letter says %s, %v", last.Content, err)
	}
}

func TestTheNextReviewOfHealthOpensWithTheStepsOfTheLast(t *testing.T) {
	t.Parallel()
	p := vital(t).says("lars", "step-1=A joint stand", "step-2=nothing", "why-not=nothing")
	course := p.Told[len(p.Told)-1].Message.Course
	if course == nil {
		t.Fatal("nothing is left to the next review")
	}
	next := vital(t, func(b *procedure.Brief) { b.Courses = []procedure.Course{*course} })
	if diff := cmp.Diff([]review.Undertaken{{ID: "review-vital-2027-01-05-step-1", What: "A joint stand", Owner: "lars"}}, next.state().Health.Before); diff != "" {
		t.Errorf("what was decided the last time (-want +got):\n%s", diff)
	}
	if !strings.Contains(string(next.Letters[0].Content), "A joint stand") {
		t.Errorf("the chair reads %s", next.Letters[0].Content)
	}
}

func TestWithoutAWordOfTheChairHealthGoesOutAloneAndSaysSo(t *testing.T) {
	t.Parallel()
	p := vital(t)
	p.Until("2027-02-01 10:00")
	if p.state().Decided != procedure.OutcomePartial || len(p.reads(procedure.FormReminder)) != 1 {
		t.Errorf("it ended as %q after %d reminders", p.state().Decided, len(p.reads(procedure.FormReminder)))
	}
	told := p.reads(procedure.FormNotice)
	if !slices.Equal(told, []string{"lars", "nora", "quinn", "tom"}) || !strings.Contains(string(p.Letters[len(p.Letters)-1].Content), `"silent":true`) {
		t.Errorf("%v read %s", told, p.Letters[len(p.Letters)-1].Content)
	}
}

func TestWhereNothingCostsPointsAnyStepWillDoOrAReason(t *testing.T) {
	t.Parallel()
	p := vital(t, func(b *procedure.Brief) { b.Health = nil })
	if q := p.askOf("lars").Questions; q[0].ID != "step-1" || len(q) != 4 || q[0].Text != "Which step follows?" {
		t.Errorf("asked is %+v", q)
	}
	p.says("lars", "step-1=nothing")
	if p.state().Decided != "" {
		t.Error("nothing counts without a reason")
	}
	p.says("lars", "why-not=All is well")
	if p.state().Decided != procedure.OutcomeDecided || len(p.Told[len(p.Told)-1].Message.Items) != 0 {
		t.Errorf("it ended as %q", p.state().Decided)
	}
}

func TestAnotherLeadsTheReviewOfHealthWhereTheChairHasLeft(t *testing.T) {
	t.Parallel()
	p := vital(t)
	p.Tell(procedure.Message{From: "duo", Order: &procedure.Order{Kind: procedure.OrderAmended, Spec: "changed", People: []procedure.PersonChange{{Person: "lars", Left: true}}}})
	p.says("tom", "step-1=A joint stand", "step-2=nothing")
	if p.state().Decided != procedure.OutcomeDecided {
		t.Errorf("it ended as %q", p.state().Decided)
	}
	if told := p.reads(procedure.FormNotice); slices.Contains(told, "lars") {
		t.Errorf("%v hear of it", told)
	}
}

func TestAWithdrawnReviewOfHealthTellsTheChairAlone(t *testing.T) {
	t.Parallel()
	p := vital(t)
	p.Tell(procedure.Message{From: "duo", Order: &procedure.Order{Kind: procedure.OrderWithdraw, Gone: true}})
	if p.state().Decided != procedure.OutcomeWithdrawn || p.written(review.TemplateLeft) != 1 || len(p.reads(procedure.FormNotice)) != 0 {
		t.Errorf("it ended as %q, and %d people hear that", p.state().Decided, p.written(review.TemplateLeft))
	}
}

func TestACommandOfAnAdminDecidesForTheChair(t *testing.T) {
	t.Parallel()
	p := vital(t)
	p.Command(procedure.Command{Name: procedure.AnswerFor, Person: "lars", Reason: "told me", Answers: []procedure.TypedAnswer{{Question: "why-not", Value: procedure.Text("No time")}}})
	if p.state().Decided != procedure.OutcomeDecided {
		t.Errorf("it ended as %q", p.state().Decided)
	}
}

func TestEveryCauseIsAskedAboutInItsOwnWords(t *testing.T) {
	t.Parallel()
	reasons := []health.Reason{
		health.Behind, health.Unanswered, health.DaysLate, health.TasksLate, health.Discontent, health.OffPlan, health.Uneven, health.Conflicts,
	}
	for _, language := range wording.Languages() {
		for _, reason := range reasons {
			if text := review.StepAgainst(language.Review, reason); text == "" || text == language.Review.AnyStep {
				t.Errorf("%s asks nothing about %s", language.Code, reason)
			}
		}
	}
}
