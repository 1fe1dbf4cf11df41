package review_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/examining"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/swot"
)

// halfYearly is a partnership of two parties whose leads and one more person of each look
// at it together twice a year; lars leads that.
func halfYearly(change ...func(*partnership.Spec)) partnership.Spec {
	spec := specs.Duo()
	spec.CheckIns = nil
	for i, id := range []string{"nora", "quinn"} {
		person := spec.Parties[i].People[0]
		person.ID, person.Name, person.Email, person.Deputy = id, strings.ToUpper(id), id+"@example.org", ""
		person.Roles = []partnership.Role{partnership.RoleMember}
		spec.Parties[i].People = append(spec.Parties[i].People, person)
	}
	spec.Reviews = []partnership.Review{{
		ID: "swot", Method: partnership.ReviewSWOT, Rule: specs.Rule("month", "first tuesday", "10:00"), Window: specs.Span("3bd"),
		Ask: []string{"lars", "nora", "quinn", "tom"}, Chair: "lars",
	}}
	for _, f := range change {
		f(&spec)
	}
	return spec
}

// play is the first review on a clock of its own, with words kept beside it as the store
// keeps them.
type play struct {
	*solo.Play
	t    rapid.TB
	kept map[string]procedure.Sealed
}

func open(t rapid.TB, spec partnership.Spec, change ...func(*procedure.Brief)) *play {
	t.Helper()
	calendar, err := review.Kind().Due(procedure.Horizon{Spec: spec, After: solo.At("2026-11-30 00:00"), Limit: 1})
	if err != nil || len(calendar.Occasions) == 0 {
		t.Fatalf("no review is planned: %v", err)
	}
	first := calendar.Occasions[0]
	b := procedure.Brief{Slug: spec.Slug, Spec: spec.Digest(), Workflow: first.Workflow(spec.Slug), Rules: procedure.Rules, Occasion: first}
	for _, f := range change {
		f(&b)
	}
	state, _ := review.Kind().New(spec, b)
	p := &play{Play: solo.New(t, spec, state, review.Kind().Blank, first.At), t: t, kept: map[string]procedure.Sealed{}}
	p.Look = func(e procedure.Examine) procedure.Examined { return examining.Look(e, p.text) }
	p.Tally = func(e procedure.Tally) procedure.Tallies {
		var all []partnership.Answer
		for _, a := range p.state().Reading.Asks {
			all = append(all, p.kept[a.ID].Answers...)
		}
		return procedure.Tallies{Questions: procedure.Count(e.Questions, all)}
	}
	p.Start()
	return p
}

func (p *play) text(w procedure.Writing) string { return p.kept[w.Ask].Text(w.Question) }

func (p *play) state() *review.Review { return p.P.(*review.Review) }

func (p *play) circle() asking.Circle {
	s := p.state()
	return map[review.Stage]asking.Circle{
		review.Collecting: s.Collecting, review.Reconciling: s.Reconciling, review.Reading: s.Reading, review.Deciding: s.Deciding, review.Done: s.Deciding,
	}[s.Stage]
}

func (p *play) askOf(person string) asking.Ask {
	p.t.Helper()
	for _, a := range p.circle().Asks {
		if a.Person == person {
			return a
		}
	}
	p.t.Fatalf("%s is not asked; the card says\n%s", person, p.Shown.Card)
	return asking.Ask{}
}

// says delivers a reply to what a person is asked in the stage, as the intake does: "a=b"
// for each question.
func (p *play) says(person string, answers ...string) *play {
	p.t.Helper()
	a := p.askOf(person)
	return p.answers(a, answers...)
}

func (p *play) answers(a asking.Ask, answers ...string) *play {
	p.t.Helper()
	r := procedure.Reply{ID: fmt.Sprintf("reply-%d", len(p.state().Seen)+len(p.Letters)), Person: a.Person, Ask: a.ID, Class: procedure.ReplyAnswer, Source: "<m@example>"}
	for _, given := range answers {
		question, value, _ := strings.Cut(given, "=")
		answer := partnership.Answer{Question: question, Value: partnership.TextValue(value)}
		if strings.HasSuffix(question, "-by") || question == review.QuestionUntil {
			answer.Value = partnership.DateValue(specs.Date(value))
		}
		r.Answers = append(r.Answers, answer)
	}
	if !p.state().Deciding.Holds(a.ID) {
		kept := p.kept[a.ID]
		kept.Take(r.Kept(a.Questions))
		p.kept[a.ID] = kept
		r = r.Seal(a.Questions, nil)
	}
	p.Reply(r)
	return p
}

// statements are what is known, a line each.
func (p *play) statements() []string {
	var list []string
	for _, s := range p.state().SWOT.Statements {
		list = append(list, fmt.Sprintf("%s %s", s.Field, procedure.Encode(s.Facts)))
	}
	return list
}

func (p *play) written(t procedure.Template) int {
	n := 0
	for _, l := range p.Letters {
		if l.Template == t {
			n++
		}
	}
	return n
}

// collected is a play in which all four have put something in.
func collected(t rapid.TB, change ...func(*procedure.Brief)) *play {
	t.Helper()
	p := open(t, halfYearly(), change...)
	p.says("lars", "strength=Fast answers: within a day", "weakness=No budget", "opportunity=A new fair", "threat=A rival")
	p.says("tom", "strength=fast ANSWERS — always", "weakness=Slow contracts", "opportunity=nothing", "threat=The rival from the north")
	p.says("nora", "strength=Quick replies", "weakness=None.", "opportunity=none", "threat=none")
	p.says("quinn", "strength=none", "weakness=none", "opportunity=none", "threat=none", "strength-2=Trust")
	p.Until("2027-01-08 10:00")
	return p
}

func TestAReviewFromTheQuestionToTheSteps(t *testing.T) {
	t.Parallel()
	p := open(t, halfYearly())
	p.Expect(
		"01-05 10:00 ask/lars swot-input to lars", "01-05 10:00 ask/nora swot-input to nora",
		"01-05 10:00 ask/quinn swot-input to quinn", "01-05 10:00 ask/tom swot-input to tom",
	)
	p = collected(t)
	// Strengths: fast answers of two, quick replies, trust; two weaknesses, one chance, two threats.
	if got := len(p.state().SWOT.Statements); got != 8 {
		t.Fatalf("%d statements: %+v", got, p.state().SWOT.Statements)
	}
	p.Skip()
	p.says("lars", "same=1=2 7=8")
	p.Until("2027-01-12 10:00")
	p.Expect(
		"01-08 10:00 receipt/"+p.state().Seen.Latest()+" receipt to lars",
		"01-12 10:00 ask-reading/lars swot-scoring to lars", "01-12 10:00 ask-reading/nora swot-scoring to nora",
		"01-12 10:00 ask-reading/quinn swot-scoring to quinn", "01-12 10:00 ask-reading/tom swot-scoring to tom",
	)
	if got := p.state().SWOT.Statements; len(got) != 6 || len(got[0].Writings) != 3 || len(got[5].Writings) != 2 {
		t.Fatalf("the chair has put together %+v", got)
	}
	for _, person := range []string{"lars", "tom", "nora"} {
		p.says(person, "s1=4 3", "s2=1 5", "s3=2 2", "s4=3 3", "s5=5 5", "s6=1 1")
	}
	p.Skip()
	p.Until("2027-01-15 10:00")
	p.Expect("01-14 08:00 remind-reading-1/quinn swot-scoring to quinn", "01-15 10:00 ask-deciding/lars swot-result to lars")
	if diff := cmp.Diff([]swot.Counted{{Marks: swot.Marks{Impact: 4, Likelihood: 3}, N: 3}}, p.state().SWOT.Statements[0].Marks); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
	p.Skip()
	p.says("lars", "so=A stand at the fair", "so-owner="+name(p, "tom"), "so-by=2027-03-01", "wo=A budget of 500")
	p.says("lars", "why-not=The rival is small")
	want := []procedure.Item{
		{ID: "review-swot-2027-01-05-so", What: "A stand at the fair", Owner: "tom", For: "lars", Due: "2027-03-01", By: "lars", Proposed: true},
		{ID: "review-swot-2027-01-05-wo", What: "A budget of 500", Owner: "lars", For: "tom", By: "lars", Within: specs.Span("10bd")},
	}
	last := p.Told[len(p.Told)-1].Message
	if diff := cmp.Diff(want, last.Items); diff != "" {
		t.Errorf("the partnership keeps (-want +got):\n%s", diff)
	}
	if p.written(review.TemplateResult) != 4 || !p.Ended || p.P.Outcome() != procedure.OutcomeDecided {
		t.Errorf("in the end: %s, %v", p.P.Outcome(), p.Lines())
	}
	if last.Course == nil || last.Course.Name != "swot" || last.Shown.Outcome != procedure.OutcomeDecided {
		t.Errorf("the partnership hears %+v", last)
	}
	if p.Forget == nil || p.Forget.At.Before(solo.At("2027-05-01 00:00")) {
		t.Errorf("forgotten: %+v", p.Forget)
	}
}

func name(p *play, person string) string {
	for _, m := range slices.Concat(p.state().Heads, p.state().Members) {
		if m.Person == person {
			return m.Name
		}
	}
	return "nobody"
}

func TestTheCalendarBeginsReviewsOfAllMethods(t *testing.T) {
	t.Parallel()
	want := []string{"swot"}
	spec := halfYearly(func(s *partnership.Spec) {
		for _, m := range partnership.ReviewMethods() {
			v := s.Reviews[0]
			v.ID, v.Method = string(m)+"-review", m
			s.Reviews = append(s.Reviews, v)
			want = append(want, v.ID)
		}
	})
	calendar, err := review.Kind().Due(procedure.Horizon{Spec: spec, After: solo.At("2026-11-30 00:00"), Limit: 1})
	var names []string
	for _, d := range calendar.Declared {
		names = append(names, d.Name)
	}
	if diff := cmp.Diff(want, names); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// What a history, a card, a journal or a message could give away of what people put in,
// before the seal opens and after: not a word, and not a mark beside a name.
func TestNoWordIsInTheHistory(t *testing.T) {
	t.Parallel()
	p := collected(t)
	p.says("lars", "same=1=2")
	p.Until("2027-01-12 10:00")
	p.says("tom", "s1=5 4")
	p.Until("2027-01-15 10:00")
	body, err := json.Marshal([]any{p.P, p.Shown, p.Entries, p.Told, p.Letters, p.Effects})
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Fast", "budget", "rival", "Quick", "Trust", "fair"} {
		if strings.Contains(string(body), word) {
			t.Errorf("%q is known", word)
		}
	}
	for _, a := range p.state().Reading.Asks {
		for _, g := range a.Given {
			if !g.Value.Unknown {
				t.Errorf("the marks of %s are known: %v", a.Person, g.Value)
			}
		}
	}
	for _, l := range p.Letters {
		for _, w := range l.Writings {
			if w.By != "" {
				t.Fatalf("%s says who wrote what", l.Key)
			}
		}
	}
}

func TestWhatOthersHaveReadStaysAsItWas(t *testing.T) {
	t.Parallel()
	p := open(t, halfYearly())
	lars := p.askOf("lars")
	p.says("lars", "strength=First words")
	p.says("lars", "strength=Second words")
	p.says("tom", "strength=Others")
	p.Until("2027-01-08 10:00").Skip()
	p.answers(lars, "strength=Third words")
	if !strings.Contains(strings.Join(p.Lines(), "\n"), " closed to lars") {
		t.Errorf("who writes after the seal has opened hears %v", p.Lines())
	}
	var said []string
	for _, one := range p.state().SWOT.Statements {
		for _, w := range one.Writings {
			said = append(said, p.text(w))
		}
	}
	if diff := cmp.Diff([]string{"Second words", "Others"}, said); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWithoutAWordOfTheChairItGoesOn(t *testing.T) {
	t.Parallel()
	p := collected(t).Until("2027-01-12 10:00")
	if got := len(p.P.(*review.Review).SWOT.Statements); got != 8 || p.P.(*review.Review).Stage != review.Reading {
		t.Errorf("%d statements in stage %s", got, p.P.(*review.Review).Stage)
	}
	p.Until("2027-02-15 10:00")
	if !p.Ended || p.P.Outcome() != procedure.OutcomePartial {
		t.Fatalf("the chair is silent: %s", p.P.Outcome())
	}
	if l := p.Letter("swot-result/tom"); !strings.Contains(string(l.Content), `"silent":true`) || len(l.Writings) == 0 {
		t.Errorf("everybody hears %s", l.Content)
	}
}

func TestWhereNothingCanMeanTheSameTheChairIsNotAsked(t *testing.T) {
	t.Parallel()
	p := open(t, halfYearly())
	p.says("lars", "strength=Fast answers", "threat=A rival")
	p.says("tom", "strength=fast answers")
	p.Until("2027-01-08 10:00")
	if p.state().Stage != review.Reading || p.written(review.TemplateMerge) > 0 {
		t.Errorf("in stage %s: %v", p.state().Stage, p.Lines())
	}
}

func TestNobodyPutsAnythingIn(t *testing.T) {
	t.Parallel()
	for name, says := range map[string]func(*play){
		"silence": func(*play) {},
		"nothing": func(p *play) {
			p.says("lars", "strength=none", "weakness=нет", "opportunity=-", "threat=none")
		},
	} {
		p := open(t, halfYearly())
		says(p)
		p.Until("2027-01-08 10:00")
		if !p.Ended || p.P.Outcome() != procedure.OutcomeMissed {
			t.Errorf("%s: %q in stage %s", name, p.P.Outcome(), p.state().Stage)
		}
	}
}

func TestFiguresAndDaysAreStatementsOfTheirOwn(t *testing.T) {
	t.Parallel()
	spec := halfYearly(func(s *partnership.Spec) {
		s.Goals[0].Milestones = []partnership.Milestone{{ID: "fair"}, {ID: "rules"}, {ID: "old"}, {ID: "open"}}
	})
	kpi := spec.Goals[0].KPIs[0].ID
	for value, kind := range map[int64]review.FactKind{290: review.FactOnTrack, 121: review.FactOffTrack} {
		known := func(b *procedure.Brief) {
			b.Occasion.At = solo.At("2027-06-01 10:00")
			b.Readings = []measure.Reading{{ID: "r", KPI: kpi, Value: decimal.NewFromInt(value), Period: "2027-06-01", Reporter: "lars", At: b.Occasion.At}}
			b.Overdue = 2
			of := func(name string, o procedure.Outcome, at string) procedure.Course {
				return procedure.Course{Type: procedure.Milestone, Name: "leads/" + name, Outcome: o, At: solo.At(at)}
			}
			b.Courses = []procedure.Course{
				of("fair", procedure.OutcomeMet, "2027-04-01 10:00"), of("rules", procedure.OutcomeMetLate, "2027-04-01 10:00"), of("open", "", "2027-04-01 10:00"),
				of("old", procedure.OutcomeMet, "2027-01-01 10:00"),
				{Type: review.Type, Name: "swot", Outcome: procedure.OutcomeDecided, Kept: procedure.Encode(review.Legacy{Date: "2027-02-01", At: solo.At("2027-02-01 10:00")})},
			}
		}
		p := open(t, spec, known)
		met, late, overdue := `strength [{"kind":"met","of":"leads/fair"}]`, `weakness [{"kind":"met-late","of":"leads/rules"}]`, `weakness [{"kind":"overdue","n":2}]`
		want := []string{met, `weakness [{"kind":"off-track","of":"mql","value":"121"}]`, late, overdue}
		if kind == review.FactOnTrack {
			want = []string{`strength [{"kind":"on-track","of":"mql","value":"290"}]`, met, late, overdue}
		}
		if diff := cmp.Diff(want, p.statements()); diff != "" {
			t.Errorf("%d (-want +got):\n%s", value, diff)
		}
		if l := p.Letter("ask/tom"); !strings.Contains(string(l.Content), string(kind)) {
			t.Errorf("people hear %s", l.Content)
		}
	}
}

func TestTheNextReviewLooksBackOnThisOne(t *testing.T) {
	t.Parallel()
	first := collected(t)
	first.Until("2027-01-15 10:00")
	first.says("lars", "so=A stand at the fair", "why-not=One is enough")
	course := first.Told[len(first.Told)-1].Message.Course
	second := open(t, halfYearly(), func(b *procedure.Brief) {
		b.Courses = []procedure.Course{*course}
		b.Workflow = "duo/review/swot/2027-02-02"
	})
	if got := len(second.state().SWOT.Last); got != 8 || second.state().SWOT.LastDate != "2027-01-05" {
		t.Fatalf("%d statements of %q are known", got, second.state().SWOT.LastDate)
	}
	if l := second.Letter("ask/tom"); !strings.Contains(string(l.Content), `{"id":"review-swot-2027-01-05-so","what":"A stand at the fair","owner":"lars"}`) {
		t.Errorf("the review opens without what became of the last one's steps: %s", l.Content)
	}
	second.kept = first.kept
	second.says("tom", "strength=Trust")
	second.Until("2027-01-15 10:00")
	l := second.Letter("ask-deciding/lars")
	last := 0
	for _, w := range l.Writings {
		if w.Part == review.PartLast {
			last++
			if second.text(w) == "" {
				t.Errorf("of %+v no word is left", w)
			}
		}
	}
	if last != 9 { // two have said one of them
		t.Errorf("%d writings of the last time are shown: %+v", last, l.Writings)
	}
}

func TestOnlySoManyStatementsAreScored(t *testing.T) {
	t.Parallel()
	p := open(t, halfYearly())
	for i, person := range []string{"lars", "nora", "quinn", "tom"} {
		p.says(person, fmt.Sprintf("strength=alpha %d", i), fmt.Sprintf("strength-2=beta %d", i), "strength-3=All of us")
	}
	p.Until("2027-01-12 10:00")
	asked := p.askOf("tom").Questions
	if len(asked) != 6 || len(p.state().SWOT.Statements) != 9 || !slices.ContainsFunc(p.state().SWOT.Statements, func(s review.Statement) bool { return len(s.Writings) == 4 && s.Scored }) {
		t.Errorf("%d of %d are scored", len(asked), len(p.state().SWOT.Statements))
	}
}

func TestAnAdminSeesAndScoresNothingForOthers(t *testing.T) {
	t.Parallel()
	p := collected(t)
	enter := procedure.Command{Name: procedure.AnswerFor, Person: "lars", Answers: []procedure.TypedAnswer{{Question: "same", Value: "1=2"}}, Reason: "told me"}
	p.Command(enter)
	p.Until("2027-01-12 10:00")
	if got := len(p.state().SWOT.Statements); got != 7 {
		t.Errorf("%d statements after an admin has entered which mean the same", got)
	}
	score := procedure.Command{Name: procedure.AnswerFor, Person: "tom", Answers: []procedure.TypedAnswer{{Question: "s1", Value: "5 5"}}, Reason: "told me"}
	if err := p.P.Check(score, p.Now); err == nil {
		t.Error("an admin may score for others")
	}
}

func TestAWithdrawnReviewDeletesWhatNobodyHasRead(t *testing.T) {
	t.Parallel()
	p := open(t, halfYearly())
	p.says("lars", "strength=Fast answers")
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw, Gone: true})
	if !p.Ended || p.P.Outcome() != procedure.OutcomeWithdrawn || p.written(review.TemplateLeft) != 4 || p.Forget == nil || p.Forget.At.After(p.Now) {
		t.Errorf("withdrawn: %s, %v, forget %+v", p.P.Outcome(), p.Lines(), p.Forget)
	}
	p = collected(t)
	p.Until("2027-01-20 10:00")
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw})
	if !p.Ended || p.P.Outcome() != procedure.OutcomePartial || p.written(review.TemplateResult) != 5 {
		t.Errorf("the partnership ends while the chair thinks: %s, %v", p.P.Outcome(), p.Lines())
	}
}

func TestWhereTheChairHasLeftTheNextLeadDecides(t *testing.T) {
	t.Parallel()
	p := collected(t)
	p.Until("2027-01-15 10:00")
	before := halfYearly()
	after := halfYearly(func(s *partnership.Spec) {
		s.Parties[0].People = s.Parties[0].People[1:]
		s.Reviews[0].Ask, s.Reviews[0].Chair = []string{"nora", "quinn", "tom"}, ""
	})
	p.Skip()
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(after), People: procedure.ChangedPeople(before, after)})
	lines := strings.Join(p.Lines(), "\n")
	if p.state().Stage != review.Deciding || !strings.Contains(lines, " swot-result to ") || strings.Contains(lines, "to lars") {
		t.Errorf("in stage %s: %s", p.state().Stage, lines)
	}
}

func TestWhoDecidesOnNothingIsAskedWhy(t *testing.T) {
	t.Parallel()
	p := collected(t).Until("2027-01-15 10:00")
	s := &play{Play: p, t: t}
	s.says("lars", "so=nothing", "wo=none", "st=нет", "wt=nothing")
	if s.Ended {
		t.Fatalf("no step and no reason is %s", s.P.Outcome())
	}
	s.Until("2027-01-25 10:00")
	if !s.Wrote("remind-deciding-1/lars") {
		t.Errorf("nobody asks why: %v", s.Lines())
	}
	s.says("lars", "why-not=Too early to tell")
	if !s.Ended || s.P.Outcome() != procedure.OutcomeDecided {
		t.Errorf("a reason is %q", s.P.Outcome())
	}
	if l := s.Letter("swot-result/tom"); !strings.Contains(string(l.Content), "Too early") {
		t.Errorf("everybody hears %s", l.Content)
	}
}

func TestWithNobodyLeftToScoreTheReviewGoesOn(t *testing.T) {
	t.Parallel()
	p := collected(t)
	before, after := halfYearly(), halfYearly(func(s *partnership.Spec) {
		for i := range s.Parties { // sofie stays, who was not asked
			s.Parties[i].People = slices.DeleteFunc(s.Parties[i].People, func(one partnership.Person) bool { return one.ID != "sofie" })
		}
		s.Reviews = nil
	})
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(after), People: procedure.ChangedPeople(before, after)})
	p.Pass(p.Now.AddDate(0, 3, 0))
	if !p.Ended || p.P.Outcome() != procedure.OutcomePartial {
		t.Errorf("it stays %s: %q", p.state().Stage, p.P.Outcome())
	}
}

func TestAPausedReviewAsksNothing(t *testing.T) {
	t.Parallel()
	p := open(t, halfYearly())
	p.says("tom", "strength=Fast answers")
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	p.Skip()
	p.Until("2027-01-20 10:00")
	p.Expect()
	p.Order(procedure.Order{Kind: procedure.OrderResume})
	p.Until("2027-01-30 10:00")
	if p.state().Stage == review.Collecting {
		t.Errorf("after the pause it goes on: %v", p.Lines())
	}
}

// Whatever happens in whatever order, a review ends, says how, and whoever put something
// in that was put in order hears once what came of it.
func TestEveryReviewEndsAndEverybodyHearsOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := open(t, halfYearly())
		for range rapid.IntRange(0, 40).Draw(t, "events") {
			if p.Ended {
				break
			}
			happen(t, p)
		}
		p.Order(procedure.Order{Kind: procedure.OrderResume})
		p.Pass(p.Now.AddDate(0, 6, 0))
		if !p.Ended || p.P.Outcome() == "" {
			t.Fatalf("it never ends: %q\n%s", p.P.Outcome(), p.Shown.Card)
		}
		if p.Forget == nil {
			t.Fatal("nothing of it is ever forgotten")
		}
		for _, a := range p.state().Collecting.Asks {
			heard := 0
			for _, l := range p.Letters {
				if l.Person == a.Person && l.Template == review.TemplateResult && l.Form == procedure.FormNotice {
					heard++
				}
			}
			told := p.P.Outcome() == procedure.OutcomeDecided || p.P.Outcome() == procedure.OutcomePartial
			decided := slices.ContainsFunc(p.state().Deciding.Asks, func(d asking.Ask) bool { return d.Person == a.Person && len(d.Given) > 0 })
			if heard > 1 || told && heard == 0 && a.Arrived() && !a.Bounced && !a.Gone && !decided {
				t.Fatalf("%s hears %d times of a review that is %s", a.Person, heard, p.P.Outcome())
			}
		}
	})
}

func happen(t *rapid.T, p *play) {
	people := p.circle().Asks
	if len(people) == 0 {
		return
	}
	a := people[rapid.IntRange(0, len(people)-1).Draw(t, "person")]
	if rapid.IntRange(0, 5).Draw(t, "late") == 0 {
		a = p.state().Collecting.Asks[0]
	}
	switch rapid.IntRange(0, 7).Draw(t, "event") {
	case 0, 1, 2:
		var answers []string
		for _, q := range a.Questions {
			if rapid.Bool().Draw(t, "answered") {
				answers = append(answers, q.ID+"="+valueOf(t, q))
			}
		}
		p.answers(a, answers...)
	case 3:
		p.Reply(procedure.Reply{Person: a.Person, Ask: a.ID, Class: rapid.SampledFrom([]procedure.ReplyClass{procedure.ReplyBounce, procedure.ReplyAuto, procedure.ReplyPromise}).Draw(t, "class")})
	case 4:
		p.Order(procedure.Order{Kind: rapid.SampledFrom([]procedure.OrderKind{procedure.OrderPause, procedure.OrderResume}).Draw(t, "order")})
	case 5:
		p.Down = rapid.Bool().Draw(t, "down")
	default:
		p.Pass(p.Now.Add(time.Duration(rapid.IntRange(1, 96).Draw(t, "hours")) * time.Hour))
	}
}

func valueOf(t *rapid.T, q partnership.Question) string {
	switch q.Kind {
	case partnership.KindMarks:
		return rapid.SampledFrom([]string{"1 1", "4 3", "5 5"}).Draw(t, "marks")
	case partnership.KindSame:
		return rapid.SampledFrom([]string{"1=2", "-", "1=2=3"}).Draw(t, "same")
	case partnership.KindDate:
		return "2027-06-01"
	case partnership.KindChoice:
		return q.Choices[0]
	default:
		return rapid.SampledFrom([]string{"alpha", "Alpha.", "beta: because", "none"}).Draw(t, "words")
	}
}
