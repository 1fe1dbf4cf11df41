package review_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// quarterly is a partnership of two goals that looks at its progress once a quarter: sofie
// owns the one, and quinn reports the figure of the other.
func quarterly(change ...func(*partnership.Spec)) partnership.Spec {
	return halfYearly(append([]func(*partnership.Spec){func(s *partnership.Spec) {
		s.Reviews[0].ID, s.Reviews[0].Method = "quarter", partnership.ReviewProgress
		s.Reviews[0].Rule, s.Reviews[0].Window = specs.Rule("quarter", "third thursday", "14:00"), specs.Span("5bd")
		s.Reviews[0].Ask = []string{"lars", "nora", "tom"}
		s.Goals[0].Owner = "sofie"
		cost := s.Goals[0]
		cost.ID, cost.Statement, cost.Owner = "cost", "Bring the cost of a lead to 60", ""
		cost.KPIs = slices.Clone(cost.KPIs)
		cost.KPIs[0].ID, cost.KPIs[0].Reporters = "price", []string{"quinn"}
		s.Goals = append(s.Goals, cost)
	}}, change...)...)
}

// said is a reply to all that the person is chased for in the first stage.
func (p *play) said(people ...string) *play {
	p.t.Helper()
	for _, person := range people {
		var answers []string
		for _, q := range p.askOf(person).Questions {
			if !q.Optional {
				answers = append(answers, q.ID+"=Said by "+person)
			}
		}
		p.says(person, answers...)
	}
	return p
}

// questionsOf are the IDs of what a person is asked; those that are not chased in brackets.
func (p *play) questionsOf(person string) string {
	p.t.Helper()
	var list []string
	for _, q := range p.askOf(person).Questions {
		if q.Optional {
			q.ID = "[" + q.ID + "]"
		}
		list = append(list, q.ID)
	}
	return strings.Join(list, " ")
}

// gets are who gets a letter of a template and a form, in their order.
func (p *play) gets(t procedure.Template, form procedure.Form) []string {
	var list []string
	for _, l := range p.Letters {
		if l.Template == t && l.Form == form {
			list = append(list, l.Person)
		}
	}
	return list
}

func (p *play) pageTo(t procedure.Template, person string) (page review.Page, writings []string) {
	p.t.Helper()
	for _, l := range slices.Backward(p.Letters) {
		if l.Template != t || l.Person != person {
			continue
		}
		if err := json.Unmarshal(l.Content, &page); err != nil {
			p.t.Fatal(err)
		}
		for _, w := range l.Writings {
			writings = append(writings, w.By+" "+w.Part+": "+p.text(w))
		}
		return page, writings
	}
	p.t.Fatalf("%s gets no %s", person, t)
	return page, nil
}

func TestProgressFromWhatPeopleSayToHowGoalsGoOn(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly())
	p.Expect(
		"03-04 14:00 ask/lars review-input to lars", "03-04 14:00 ask/nora review-input to nora", "03-04 14:00 ask/tom review-input to tom",
		"03-04 14:00 ask/sofie review-input to sofie", "03-04 14:00 ask/quinn review-input to quinn",
	)
	for person, want := range map[string]string{
		"lars": "achieved problem weak [market]", "sofie": "achieved problem weak right-leads [market]", "quinn": "achieved problem weak right-cost [market]",
	} {
		if got := p.questionsOf(person); got != want {
			t.Errorf("%s is asked %s, want %s", person, got, want)
		}
	}
	p.said("lars", "tom", "sofie", "quinn").Skip()
	p.Until("2027-03-15 13:59")
	p.Expect("03-08 18:48 remind-1/nora review-input to nora")
	if p.state().Stage != review.Reconciling || p.Why != "The review goes on" {
		t.Errorf("in stage %s it waits for %s: %s", p.state().Stage, p.Alarm, p.Why)
	}
	p.Until("2027-03-15 14:00")
	if diff := cmp.Diff([]string{"lars", "nora", "tom", "sofie", "quinn"}, p.gets(review.TemplateReading, procedure.FormNotice)); diff != "" {
		t.Errorf("the page goes to (-want +got):\n%s", diff)
	}
	page, writings := p.pageTo(review.TemplateReading, "nora")
	if page.Asked != 5 || page.Answered != 4 || page.Leads != "lars" || page.At.Format("2006-01-02 15:04") != "2027-03-18 14:00" {
		t.Errorf("the page says %+v", page)
	}
	if !slices.Contains(writings, "sofie right-leads: Said by sofie") || len(writings) != 14 {
		t.Errorf("it shows %q", writings)
	}
	p.Skip()
	p.Until("2027-03-18 14:00")
	p.Expect("03-18 14:00 ask-deciding/lars review-decisions to lars")
	if got := p.questionsOf("lars"); got != "goal-leads goal-cost [change] step-1 [step-1-owner] [step-1-by] [step-2] [step-2-owner] [step-2-by] [step-3] [step-3-owner] [step-3-by] [why-not]" {
		t.Errorf("the chair is asked %s", got)
	}
	p.says("lars", "goal-leads=continue", "goal-cost=stop", "step-1=A stand at the fair", "step-1-owner=Tom")
	if p.state().Decided != "" || !strings.Contains(p.questionsOf("lars"), " change ") {
		t.Errorf("without a word on what changes it ended %q; asked is %s", p.state().Decided, p.questionsOf("lars"))
	}
	p.says("lars", "change=Nobody can measure it")
	if p.state().Decided != procedure.OutcomeDecided {
		t.Fatalf("it ended %q: %s", p.state().Decided, p.Shown.Card)
	}
	if diff := cmp.Diff([]string{"nora", "tom", "sofie", "quinn"}, p.gets(review.TemplateDecisions, procedure.FormNotice)); diff != "" {
		t.Errorf("who hears of it (-want +got):\n%s", diff)
	}
	last := p.Told[len(p.Told)-1].Message
	want := []procedure.Amendment{{
		ID: "review-quarter-2027-03-18-cost", From: "Review quarter", Goal: "cost", Way: partnership.GoalStops, What: "Nobody can measure it", At: solo.At("2027-03-18 14:00"),
	}}
	if diff := cmp.Diff(want, last.Amendments); diff != "" {
		t.Errorf("the spec has to change (-want +got):\n%s", diff)
	}
	if len(last.Items) != 1 || last.Items[0].Owner != "tom" || !last.Items[0].Proposed || last.Course == nil {
		t.Errorf("the partnership keeps %+v", last)
	}
	if !strings.Contains(p.Shown.Card, "cost: **stop**") {
		t.Errorf("the card says\n%s", p.Shown.Card)
	}
}

func TestTheNextReviewOfProgressKnowsHowGoalsStoodAndWhatWasDecided(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly(), func(b *procedure.Brief) {
		b.Readings = []measure.Reading{{ID: "r", KPI: "mql", Period: "2027-03-02", Value: decimal.RequireFromString("165"), Reporter: "sofie", At: solo.At("2027-03-02 10:00")}}
	})
	p.said("tom").Until("2027-03-18 14:00")
	p.says("lars", "goal-leads=continue", "goal-cost=continue", "step-1=A stand")
	course := p.Told[len(p.Told)-1].Message.Course
	next := open(t, quarterly(), func(b *procedure.Brief) { b.Courses = []procedure.Course{*course} })
	page, _ := next.pageTo(review.TemplateInput, "nora")
	if len(page.Before) != 1 || page.Before[0].What != "A stand" || page.LastDate != "2027-03-18" {
		t.Errorf("it opens with %+v", page)
	}
	if len(page.Last) != 2 || page.Last[0].Goal != "leads" || !page.Last[0].Progress.Value.Equal(decimal.RequireFromString("0.25")) || page.Last[1].Progress.OK {
		t.Errorf("goals stood at %+v", page.Last)
	}
}

func TestWhatComesAfterThePageTheChairReads(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly())
	nora := p.askOf("nora")
	p.said("tom").Until("2027-03-12 10:00")
	p.answers(nora, "achieved=Before the page")
	p.Until("2027-03-16 10:00").Skip()
	p.answers(nora, "problem=After the page")
	if lines := strings.Join(p.Lines(), "\n"); !strings.Contains(lines, "receipt to nora") {
		t.Errorf("who adds something hears %s", lines)
	}
	if _, writings := p.pageTo(review.TemplateReading, "lars"); !slices.Contains(writings, "nora achieved: Before the page") {
		t.Errorf("the page shows %q", writings)
	}
	p.Until("2027-03-18 14:00")
	if _, writings := p.pageTo(review.TemplateDecisions, "lars"); !slices.Equal(writings, []string{"nora problem: After the page"}) {
		t.Errorf("the chair reads %q", writings)
	}
	p.answers(nora, "problem=While the chair thinks", "weak=Holidays")
	p.says("lars", "goal-leads=continue", "goal-cost=continue", "step-1=A stand")
	if _, writings := p.pageTo(review.TemplateDecisions, "tom"); !slices.Equal(writings, []string{"nora problem: While the chair thinks", "nora weak: Holidays"}) {
		t.Errorf("the others read %q", writings)
	}
}

func TestNoWordThatPeoplePutIntoProgressIsInTheHistory(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly())
	nora := p.askOf("nora")
	p.said("lars", "tom").Until("2027-03-16 10:00")
	p.answers(nora, "problem=Said by nora").Until("2027-03-18 15:00")
	body, err := json.Marshal([]any{p.P, p.Shown, p.Entries, p.Told, p.Letters, p.Effects})
	if err != nil || strings.Contains(string(body), "Said by") {
		t.Errorf("a word is known, %v", err)
	}
}

func TestWhereNobodySaysAnythingProgressIsMissedYetFiguresAreRead(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly())
	p.Until("2027-04-02 14:00")
	if n := len(p.gets(review.TemplateReading, procedure.FormNotice)); n != 5 {
		t.Errorf("%d people read the page", n)
	}
	if p.state().Decided != procedure.OutcomeMissed || len(p.gets(review.TemplateDecisions, procedure.FormReminder)) != 1 {
		t.Errorf("it ended %q", p.state().Decided)
	}
	if page, _ := p.pageTo(review.TemplateDecisions, "tom"); !page.Silent {
		t.Errorf("tom hears %+v", page)
	}
}

func TestProgressEndsByWhatTheChairSays(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		says    []string
		outcome procedure.Outcome
	}{
		{"all of it", []string{"goal-leads=continue", "goal-cost=продолжать", "step-1=A stand"}, procedure.OutcomeDecided},
		{"a reason for no step", []string{"goal-leads=continue", "goal-cost=continue", "step-1=nothing", "why-not=All is well"}, procedure.OutcomeDecided},
		{"no word of a goal", []string{"goal-leads=continue", "step-1=A stand"}, procedure.OutcomePartial},
		{"goals alone", []string{"goal-leads=continue", "goal-cost=continue"}, procedure.OutcomePartial},
		{"nothing", nil, procedure.OutcomePartial},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, quarterly()).said("tom")
			p.Until("2027-03-18 14:00")
			if len(tc.says) > 0 {
				p.says("lars", tc.says...)
			}
			if early := p.state().Decided; (early != "") != (tc.outcome == procedure.OutcomeDecided) {
				t.Errorf("at once it is %q", early)
			}
			p.Until("2027-04-02 14:00")
			if got := p.state().Decided; got != tc.outcome {
				t.Errorf("it ended %q, want %q", got, tc.outcome)
			}
		})
	}
}

func TestAGoalThatLeavesTheSpecIsDecidedOnNoMore(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly()).said("lars", "tom", "sofie")
	gone := procedure.Message{From: "duo", Order: &procedure.Order{Kind: procedure.OrderAmended, Spec: "changed", Goals: []string{"cost"}}}
	p.Tell(gone)
	if got := p.questionsOf("quinn"); got != "achieved problem weak [right-cost] [market]" {
		t.Errorf("quinn is chased for %s", got)
	}
	p.Until("2027-03-18 14:00")
	if got := p.questionsOf("lars"); strings.Contains(got, "cost") {
		t.Errorf("the chair is asked %s", got)
	}
	p = open(t, quarterly()).said("tom")
	p.Until("2027-03-18 14:00")
	p.says("lars", "goal-leads=continue", "step-1=A stand").Tell(gone)
	if p.state().Decided != procedure.OutcomeDecided || len(p.Told[len(p.Told)-1].Message.Amendments) != 0 {
		t.Errorf("with the last goal gone it ended %q", p.state().Decided)
	}
}

func TestWhereAllGoalsGoOnWhoDoesNotLeadHearsItWithAnotherMail(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"continue", "pause"} {
		p := open(t, quarterly()).said("tom")
		p.Until("2027-03-18 14:00")
		p.says("lars", "goal-leads=continue", "goal-cost="+way, "change=Later", "step-1=A stand")
		var rides []string
		for _, l := range p.Letters {
			if l.Template == review.TemplateDecisions && l.Rides {
				rides = append(rides, l.Person)
			}
		}
		want := []string{"nora", "quinn"} // sofie and tom lead
		if way != "continue" {
			want = nil
		}
		if diff := cmp.Diff(want, rides); diff != "" {
			t.Errorf("%s rides along to (-want +got):\n%s", way, diff)
		}
	}
}

func TestAnotherDecidesWhereTheChairHasGone(t *testing.T) {
	t.Parallel()
	left := procedure.Message{From: "duo", Order: &procedure.Order{Kind: procedure.OrderAmended, Spec: "changed", People: []procedure.PersonChange{{Person: "lars", Left: true}}}}
	p := open(t, quarterly()).said("nora")
	p.Until("2027-03-16 10:00").Tell(left)
	p.Until("2027-03-18 14:00")
	if got := p.gets(review.TemplateDecisions, procedure.FormAsk); !slices.Equal(got, []string{"tom"}) { // the first lead who is asked
		t.Errorf("asked is %v", got)
	}
	p = open(t, quarterly()).said("nora")
	p.Until("2027-03-19 10:00").Tell(left)
	if got := p.gets(review.TemplateDecisions, procedure.FormAsk); !slices.Equal(got, []string{"lars", "tom"}) {
		t.Errorf("asked are %v", got)
	}
}

func TestADeputyDecidesWhereTheChairIsAway(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly()).said("nora")
	p.Until("2027-03-18 14:00")
	p.Reply(procedure.Reply{ID: "away", Person: "lars", Ask: p.askOf("lars").ID, Class: procedure.ReplyAuto, Until: "2027-04-30"})
	p.Until("2027-03-19 10:00")
	if got := p.gets(review.TemplateDecisions, procedure.FormAsk); !slices.Equal(got, []string{"lars", "sofie"}) {
		t.Fatalf("asked are %v", got)
	}
	p.says("sofie", "goal-leads=continue", "goal-cost=adjust", "change=The aim is 55", "step-1=A stand")
	if last := p.Told[len(p.Told)-1].Message; p.state().Decided != procedure.OutcomeDecided || len(last.Amendments) != 1 || last.Items[0].By != "sofie" {
		t.Errorf("it ended %q with %+v", p.state().Decided, last)
	}
}

func TestAPausedReviewOfProgressHoldsItsPage(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly()).said("nora")
	p.Until("2027-03-12 10:00").Tell(procedure.Message{From: "duo", Order: &procedure.Order{Kind: procedure.OrderPause}})
	p.Until("2027-03-25 10:00")
	if n := len(p.gets(review.TemplateReading, procedure.FormNotice)); n != 0 {
		t.Errorf("%d people get the page in a pause", n)
	}
	p.Tell(procedure.Message{From: "duo", Order: &procedure.Order{Kind: procedure.OrderResume}})
	if len(p.gets(review.TemplateReading, procedure.FormNotice)) != 5 || len(p.gets(review.TemplateDecisions, procedure.FormAsk)) != 1 {
		t.Errorf("afterwards: %v", p.Lines())
	}
}

func TestThePageWaitsForNobodyWhoIsAway(t *testing.T) {
	t.Parallel()
	p := open(t, quarterly()).said("tom")
	p.Reply(procedure.Reply{ID: "away", Person: "nora", Ask: p.askOf("nora").ID, Class: procedure.ReplyAuto, Until: "2027-03-31"})
	p.Until("2027-03-15 14:00")
	if len(p.gets(review.TemplateReading, procedure.FormNotice)) == 0 {
		t.Errorf("nobody has the page; the card says\n%s", p.Shown.Card)
	}
}

func TestADayOnAHolidayMovesAllThatLeadsUpToIt(t *testing.T) {
	t.Parallel()
	spec := quarterly(func(s *partnership.Spec) {
		office := specs.Office("office", "09:00-17:00")
		office.Holidays = []cadence.Date{specs.Date("2027-03-18")}
		s.Calendars, s.Calendar = []cadence.Calendar{office}, "office"
		for i := range s.Parties {
			for j := range s.Parties[i].People {
				s.Parties[i].People[j].Calendar = "office"
			}
		}
	})
	p := open(t, spec).said("tom")
	p.Until("2027-03-19 13:59")
	if p.state().Occasion.Date != "2027-03-19" || len(p.gets(review.TemplateReading, procedure.FormNotice)) != 5 || p.state().Stage != review.Reading {
		t.Errorf("of %s, in stage %s", p.state().Occasion.Date, p.state().Stage)
	}
	if page, _ := p.pageTo(review.TemplateReading, "tom"); !page.At.Equal(solo.At("2027-03-19 14:00")) {
		t.Errorf("the chair decides %s", page.At)
	}
}

func TestAWithdrawnReviewOfProgressLeavesNothing(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"2027-03-08 10:00", "2027-03-12 10:00", "2027-03-17 10:00"} {
		p := open(t, quarterly()).said("tom")
		p.Until(at).Tell(procedure.Message{From: "duo", Order: &procedure.Order{Kind: procedure.OrderWithdraw, Gone: true}})
		if p.state().Decided != procedure.OutcomeWithdrawn || p.written(review.TemplateLeft) != 5 || !p.Forget.At.Equal(p.Now) {
			t.Errorf("at %s it ended %q, %d hear it, forgotten at %s", at, p.state().Decided, p.written(review.TemplateLeft), p.Forget.At)
		}
	}
}

// Whatever people do, a review of progress ends, and until then there is somebody who is
// asked or a time at which it goes on.
func TestAReviewOfProgressNeverHangs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := open(t, quarterly())
		for range rapid.IntRange(0, 12).Draw(t, "events") {
			if p.Ended || p.state().Ended {
				break
			}
			asks := slices.Concat(p.state().Collecting.Asks, p.state().Deciding.Asks)
			a := rapid.SampledFrom(asks).Draw(t, "ask")
			q := rapid.SampledFrom(a.Questions).Draw(t, "question")
			value := "Some words"
			if len(q.Choices) > 0 {
				value = rapid.SampledFrom(q.Choices).Draw(t, "choice")
			}
			if !strings.HasSuffix(q.ID, "-by") {
				p.answers(a, q.ID+"="+value)
			}
			p.Until(p.Now.AddDate(0, 0, rapid.IntRange(0, 4).Draw(t, "days")).Format("2006-01-02 15:04"))
			if !p.state().Ended && p.Alarm.IsZero() {
				t.Fatalf("nothing wakes it in stage %s", p.state().Stage)
			}
		}
		p.Until("2027-05-01 00:00")
		if p.state().Decided == "" {
			t.Fatalf("it hangs in stage %s:\n%s", p.state().Stage, p.Shown.Card)
		}
	})
}
