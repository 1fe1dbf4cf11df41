package survey_test

import (
	"encoding/json"
	"fmt"
	"reflect"
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
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
)

// pulse is a partnership of two parties with some people each, whom a survey asks once a
// month: p1 of the first party and q1 of the second are the leads.
func pulse(each int, change ...func(*partnership.Survey)) partnership.Spec {
	spec := specs.Duo()
	spec.CheckIns = nil
	v := partnership.Survey{
		ID: "pulse", Window: specs.Span("5bd"), Remind: []cadence.Span{specs.Span("60%")}, Anonymous: true, MinN: 5, Template: partnership.CommitmentPulse,
	}
	rule := specs.Rule("month", "first tuesday", "10:00")
	v.Rule = &rule
	for party, letter := range []string{"p", "q"} {
		person := spec.Parties[party].People[0]
		spec.Parties[party].People = nil
		for n := range each {
			one := person
			one.ID = fmt.Sprintf("%s%d", letter, n+1)
			one.Name, one.Email, one.Deputy, one.Roles = strings.ToUpper(one.ID), one.ID+"@"+spec.Parties[party].ID+".example", "", []partnership.Role{partnership.RoleMember}
			if n == 0 {
				one.Roles = []partnership.Role{partnership.RoleLead}
			}
			spec.Parties[party].People = append(spec.Parties[party].People, one)
			v.Ask = append(v.Ask, one.ID)
		}
	}
	for _, f := range change {
		f(&v)
	}
	spec.Surveys = []partnership.Survey{v}
	return spec
}

// play is the first round of the survey on a clock of its own, with an urn beside it as
// the store has one.
type play struct {
	*solo.Play
	t   rapid.TB
	urn map[string][]partnership.Answer
}

func open(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	calendar, err := survey.Kind().Due(procedure.Horizon{Spec: spec, After: solo.At("2026-11-30 00:00"), Limit: 1})
	if err != nil || len(calendar.Occasions) == 0 {
		t.Fatalf("no round is planned: %v", err)
	}
	first := calendar.Occasions[0]
	state, _ := survey.Kind().New(spec, procedure.Brief{
		Slug: spec.Slug, Spec: spec.Digest(), Workflow: first.Workflow(spec.Slug), Rules: procedure.Rules, Occasion: first,
	})
	p := &play{Play: solo.New(t, spec, state, survey.Kind().Blank, first.At), t: t, urn: map[string][]partnership.Answer{}}
	p.Publish = p.count
	p.Start()
	return p
}

func (p *play) state() *survey.Survey { return p.P.(*survey.Survey) }

func (p *play) askOf(person string) asking.Ask {
	p.t.Helper()
	for _, a := range slices.Concat(p.state().Leads.Asks, p.state().Circle.Asks) {
		if a.Person == person {
			return a
		}
	}
	p.t.Fatalf("%s is not asked; the card says\n%s", person, p.Shown.Card)
	return asking.Ask{}
}

// votes delivers a ballot: all statements get the same points, and words if there are any.
func (p *play) votes(person string, points int64, words string) *play {
	p.t.Helper()
	i := slices.IndexFunc(p.state().Circle.Asks, func(a asking.Ask) bool { return a.Person == person })
	a := p.state().Circle.Asks[i]
	r := procedure.Reply{Person: person, Ask: a.ID, Class: procedure.ReplyAnswer}
	for _, q := range a.Questions {
		switch {
		case q.Kind == partnership.KindScale && points > 0:
			r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: partnership.NumberValue(decimal.NewFromInt(points))})
		case q.Kind == partnership.KindText && words != "":
			r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: partnership.TextValue(words)})
		}
	}
	kept := procedure.Sealed{Answers: p.urn[a.ID]}
	kept.Take(r)
	if !p.state().Circle.Closed() {
		p.urn[a.ID] = kept.Answers
	}
	var answered []string
	for _, one := range kept.Answers {
		answered = append(answered, one.Question)
	}
	if r = r.Ballot(a.Questions, answered); !p.state().Anonymous {
		r.Cast = false
	}
	p.Reply(r)
	return p
}

// count is what the store does.
func (p *play) count(e procedure.Publish) procedure.Publication {
	p.t.Helper()
	var ballots []opinion.Ballot
	for _, v := range e.Voters {
		questions := p.askOf(v.Person).Questions
		for _, a := range p.state().Circle.Asks {
			if a.ID == v.Ask {
				questions = a.Questions
			}
		}
		if len(p.urn[v.Ask]) > 0 {
			ballots = append(ballots, opinion.Ballot{Person: v.Person, Party: v.Party, Questions: questions, Answers: p.urn[v.Ask]})
		}
	}
	w, err := opinion.Count(e.Date, e.Asked, ballots, e.Rule, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	remarks := 0
	if w.Readable(e.Rule) {
		remarks = len(opinion.Remarks(ballots))
	}
	return procedure.PublicationOf(w, remarks)
}

// does delivers what a lead says follows.
func (p *play) does(person string, answers ...partnership.Answer) *play {
	p.t.Helper()
	p.Reply(procedure.Reply{Person: person, Ask: p.askOf(person).ID, Answers: answers})
	return p
}

func day(question, date string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.DateValue(specs.Date(date))}
}

const round = "duo/survey/pulse/2027-01-05"

// letters lists the keys of the letters of a template, without the people.
func (p *play) letters(t procedure.Template) int {
	n := 0
	for _, l := range p.Letters {
		if l.Template == t {
			n++
		}
	}
	return n
}

func TestARoundFromTheQuestionToWhatWasDone(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	p.Expect(
		"01-05 10:00 ask/p1 survey to p1", "01-05 10:00 ask/p2 survey to p2", "01-05 10:00 ask/p3 survey to p3",
		"01-05 10:00 ask/q1 survey to q1", "01-05 10:00 ask/q2 survey to q2", "01-05 10:00 ask/q3 survey to q3",
	)
	p.Until("2027-01-05 12:00")
	for _, person := range []string{"p1", "p2", "p3", "q1", "q2"} {
		p.votes(person, 4, "")
	}
	p.Skip()
	p.Until("2027-01-11 09:00")
	p.Expect("01-09 14:48 remind-1/q3 survey to q3")
	p.Until("2027-01-12 12:00")
	p.Expect(
		"01-12 10:00 publish, discard false", "01-12 10:00 outcome: Survey pulse: published",
		"01-12 10:00 ask-responding/p1 we-heard to p1", "01-12 10:00 ask-responding/q1 we-heard to q1",
	)
	p.does("p1", specs.Words(survey.QuestionDo, "A call each Monday"), day(survey.QuestionBy, "2027-01-20"))
	item := procedure.Item{
		ID: "survey-pulse-2027-01-05-north", What: "A call each Monday", Owner: "p1", For: "q1", Due: "2027-01-20", By: "p1",
	}
	if told := p.Told[len(p.Told)-1].Message.Items; !reflect.DeepEqual(told, []procedure.Item{item}) {
		t.Errorf("the partnership keeps %+v, want %+v", told, item)
	}
	p.Skip()
	p.does("q1", specs.Words(survey.QuestionWhyNot, "We have no budget this quarter"))
	p.Expect(
		"01-12 12:00 receipt/mail-7 receipt to q1",
		"01-12 12:00 you-said-we-did/p1 you-said-we-did to p1", "01-12 12:00 you-said-we-did/p2 you-said-we-did to p2",
		"01-12 12:00 you-said-we-did/p3 you-said-we-did to p3", "01-12 12:00 you-said-we-did/q1 you-said-we-did to q1",
		"01-12 12:00 you-said-we-did/q2 you-said-we-did to q2", "01-12 12:00 you-said-we-did/q3 you-said-we-did to q3",
		"01-12 12:00 end published",
	)
}

// Reviews look back on what a round has found, from the moment at which everybody knows
// it. A round of which no figure may be seen leaves what is known from earlier ones.
func TestWhatARoundHasFoundIsKeptWhenEverybodyKnowsIt(t *testing.T) {
	t.Parallel()
	for _, answered := range []int{1, 5} {
		p := open(t, pulse(3))
		p.Until("2027-01-05 12:00")
		for _, person := range []string{"p1", "p2", "p3", "q1", "q2"}[:answered] {
			p.votes(person, 4, "")
		}
		kept := func() (list []string) {
			for _, m := range p.Told {
				if m.Message.Course != nil {
					list = append(list, fmt.Sprintf("%s %s", m.Message.Course.Name, m.Message.Course.Kept))
				}
			}
			return list
		}
		p.Until("2027-01-12 12:00")
		if early := kept(); len(early) > 0 {
			t.Errorf("before the leads have said anything, %q is known", early)
		}
		p.Until("2027-02-15 12:00")
		var want []string
		if answered == 5 {
			want = []string{`pulse {"date":"2027-01-05","rated":[{"dimension":"commitment","index":"75"},{"dimension":"reliability","index":"75"}]}`}
		}
		if diff := cmp.Diff(want, kept()); diff != "" || !p.Ended {
			t.Errorf("%d have answered (-want +got):\n%s", answered, diff)
		}
	}
}

// What a lead undertakes is kept from the moment at which everybody hears of it: one
// message for all, unless its day comes before the others have answered.
func TestWhatLeadsUndertakeIsKeptWhenEverybodyHearsOfIt(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	for _, person := range []string{"p1", "p2", "p3", "q1", "q2"} {
		p.votes(person, 4, "")
	}
	p.Until("2027-01-12 12:00")
	told := len(p.Told)
	p.does("p1", specs.Words(survey.QuestionDo, "A call"), day(survey.QuestionBy, "2027-03-01"))
	p.does("p1", specs.Words(survey.QuestionDo, "Two calls"))
	if len(p.Told) != told {
		t.Errorf("the partnership hears at once of what is far off: %+v", p.Told[told:])
	}
	p.does("q1", specs.Words(survey.QuestionDo, "Fewer mails"))
	var whats []string
	for _, i := range p.Told[len(p.Told)-1].Message.Items {
		whats = append(whats, i.Owner+": "+i.What)
	}
	if diff := cmp.Diff([]string{"p1: Two calls", "q1: Fewer mails"}, whats); diff != "" || len(p.Told) != told+1 {
		t.Errorf("in %d messages (-want +got):\n%s", len(p.Told)-told, diff)
	}
}

// remarked is a round of which five have written something, when the leads have the
// result.
func remarked(t *testing.T) *play {
	t.Helper()
	p := open(t, pulse(3))
	for _, person := range []string{"p1", "p2", "p3", "q1", "q2"} {
		p.votes(person, 4, "THE-WORDS of "+person)
	}
	p.Until("2027-01-12 12:00")
	return p
}

// picks is a lead's answer which remarks they take up.
func picks(numbers ...int) partnership.Answer {
	return partnership.Answer{Question: survey.QuestionRemarks, Value: partnership.PickValue(numbers)}
}

func TestWhereNothingWasWrittenNoRemarkIsAskedAbout(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	for _, person := range []string{"p1", "p2", "p3", "q1", "q2"} {
		p.votes(person, 4, "")
	}
	p.Until("2027-01-12 12:00")
	if n := len(p.Letter("ask-responding/p1").Questions); n != 3 {
		t.Errorf("%d questions", n)
	}
	asked := remarked(t).Letter("ask-responding/p1").Questions
	if len(asked) != 5 || asked[3].ID != survey.QuestionRemarks || asked[3].Listed() != 5 || !asked[3].Optional || !asked[4].Optional {
		t.Errorf("of five remarks the leads are asked %+v", asked)
	}
}

// A remark that a lead takes up is theirs to keep, without its words: both sides may take
// up the same. Who does not says why, and that alone is an answer.
func TestARemarkThatIsTakenUpIsOwedByItsNumber(t *testing.T) {
	t.Parallel()
	p := remarked(t)
	told := len(p.Told)
	p.does("p1", picks(3, 1))
	if l := p.Letter("receipt/mail-6"); !l.Complete || len(p.Told) != told {
		t.Errorf("who takes up a remark has answered: %+v, %+v", l.Asking, p.Told[told:])
	}
	p.does("q1", picks(3), specs.Words(survey.QuestionOthers, "They are not ours"))
	owed := func(id, owner, waits string, n int) procedure.Item {
		return procedure.Item{
			ID: "survey-pulse-2027-01-05-" + id, What: fmt.Sprintf("Remark %d of the survey pulse of 5 Jan 2027", n), Owner: owner, For: waits, By: owner, Within: specs.Span("10bd"),
		}
	}
	want := []procedure.Item{owed("north-remark-1", "p1", "q1", 1), owed("north-remark-3", "p1", "q1", 3), owed("south-remark-3", "q1", "p1", 3)}
	if diff := cmp.Diff(want, p.Told[len(p.Told)-1].Message.Items); diff != "" {
		t.Errorf("the partnership keeps (-want +got):\n%s", diff)
	}
	var said survey.Response
	if err := json.Unmarshal(p.Letter("you-said-we-did/q2").Content, &said); err != nil {
		t.Fatal(err)
	}
	doing := []survey.Doing{{Person: "p1", Party: "north", Remarks: []int{1, 3}}, {Person: "q1", Party: "south", Remarks: []int{3}, Others: "They are not ours"}}
	if diff := cmp.Diff(doing, said.Doing); diff != "" || !p.Ended {
		t.Errorf("everybody hears (-want +got):\n%s", diff)
	}
	body, err := json.Marshal([]any{p.P, p.Shown, p.Entries, p.Told, p.Letters, p.Effects})
	if err != nil || strings.Contains(string(body), "THE-WORDS") {
		t.Errorf("the words of a remark are in the history: %v", err)
	}
}

// What a lead says last counts until everybody hears of it.
func TestWhatALeadTakesBackIsNotOwed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		says [][]partnership.Answer
		want []string
	}{
		"fewer remarks":        {[][]partnership.Answer{{picks(1, 2)}, {picks(2)}}, []string{"Remark 2 of the survey pulse of 5 Jan 2027"}},
		"none, with a reason":  {[][]partnership.Answer{{picks(1, 2)}, {picks(), specs.Words(survey.QuestionOthers, "No time")}}, nil},
		"nothing, and why":     {[][]partnership.Answer{{specs.Words(survey.QuestionDo, "A call")}, {specs.Words(survey.QuestionDo, "Nothing."), specs.Words(survey.QuestionWhyNot, "No time")}}, nil},
		"a remark in addition": {[][]partnership.Answer{{specs.Words(survey.QuestionDo, "A call")}, {picks(4)}}, []string{"A call", "Remark 4 of the survey pulse of 5 Jan 2027"}},
	} {
		p := remarked(t)
		for _, answers := range c.says {
			p.does("p1", answers...)
		}
		p.does("q1", specs.Words(survey.QuestionWhyNot, "No budget"))
		var whats []string
		for _, i := range p.Told[len(p.Told)-1].Message.Items {
			whats = append(whats, i.What)
		}
		if diff := cmp.Diff(c.want, whats); diff != "" || !p.Ended {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestToDoNothingNeedsAReason(t *testing.T) {
	t.Parallel()
	for name, answers := range map[string][]partnership.Answer{
		"a deed that is none":   {specs.Words(survey.QuestionDo, "nothing")},
		"a reason that is none": {specs.Words(survey.QuestionDo, "nothing"), specs.Words(survey.QuestionWhyNot, "-")},
		"no remark and no word": {picks()},
	} {
		p := remarked(t)
		p.does("q1", specs.Words(survey.QuestionDo, "Fewer mails"))
		for _, a := range answers {
			p.does("p1", a)
		}
		l := p.Letters[len(p.Letters)-1]
		if p.Ended || l.Person != "p1" || l.Complete || !slices.Contains(l.Open, survey.QuestionDo) {
			t.Errorf("%s: answered with %+v", name, l.Asking)
		}
		if answers[0].Question == survey.QuestionDo && !strings.Contains(p.Letter("receipt/mail-7").Problems[0], "say why behind 3)") {
			t.Errorf("%s: the receipt does not ask why", name)
		}
		p.does("p1", specs.Words(survey.QuestionOthers, "No budget"))
		if !p.Ended || p.letters(survey.TemplateDid) != 6 {
			t.Errorf("%s: a reason does not end it", name)
		}
	}
}

func TestAnAdminPicksOnlyRemarksThatThereAre(t *testing.T) {
	t.Parallel()
	p := remarked(t)
	enter := func(value string) procedure.Command {
		return procedure.Command{Name: procedure.AnswerFor, Person: "p1", Answers: []procedure.TypedAnswer{{Question: "remarks", Value: procedure.Text(value)}}, Reason: "told me"}
	}
	if err := p.P.Check(enter("1, 6"), p.Now); err == nil || !strings.Contains(err.Error(), `"6" is not one of the numbers from 1 to 5`) {
		t.Errorf("a remark that nobody made: %v", err)
	}
	p.Command(enter("1, 5"))
	p.does("q1", picks(2))
	if items := p.Told[len(p.Told)-1].Message.Items; len(items) != 3 || !p.Ended {
		t.Errorf("owed are %+v", items)
	}
}

func TestTheFirstRoundHasSomethingToLookBackOn(t *testing.T) {
	t.Parallel()
	for rhythm, want := range map[[2]string]string{{"month", "first tuesday"}: "2027-01-05", {"quarter", "first tuesday"}: "2027-03-02", {"month", "last friday"}: "2026-12-25"} {
		spec := pulse(3, func(v *partnership.Survey) {
			rule := specs.Rule(rhythm[0], rhythm[1], "10:00")
			v.Rule = &rule
		})
		calendar, err := survey.Kind().Due(procedure.Horizon{Spec: spec, After: solo.At("2026-11-30 00:00"), Limit: 1})
		if err != nil || calendar.Occasions[0].Date != want {
			t.Errorf("every %v the first is on %v, %v, want %s", rhythm, calendar.Occasions[0].Date, err, want)
		}
	}
}

func TestWithoutAWordOfTheLeadsTheResultGoesOutAlone(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	for _, person := range []string{"p1", "p2", "p3", "q1", "q2", "q3"} {
		p.votes(person, 2, "words")
	}
	p.Until("2027-01-25 12:00").Skip()
	p.Until("2027-02-01 12:00")
	if p.letters(survey.TemplateResult) != 6 || p.letters(survey.TemplateDid) != 0 || !p.Ended || p.P.Outcome() != procedure.OutcomePublished {
		t.Errorf("after ten business days: %v", p.Lines())
	}
	if l := p.Letter("survey-result/q2"); !strings.Contains(string(l.Content), `"silent":true`) || l.Result != round {
		t.Errorf("the result says %s", l.Content)
	}
}

func TestBelowTheFloorNothingIsTold(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	for _, person := range []string{"p1", "p2", "q1", "q2"} {
		p.votes(person, 1, "we are unhappy")
	}
	p.Until("2027-01-13 12:00")
	if p.P.Outcome() != procedure.OutcomeSuppressed || !p.Ended || p.letters(survey.TemplateHeard) != 0 || p.letters(survey.TemplateResult) != 6 {
		t.Errorf("four answers of five: %s, %v", p.P.Outcome(), p.Lines())
	}
}

func TestAnAudienceBelowTheFloorIsNotAsked(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(2))
	p.Expect(
		"01-05 10:00 outcome: Survey pulse: suppressed",
		"01-05 10:00 survey-result/p1 survey-result to p1", "01-05 10:00 survey-result/q1 survey-result to q1",
		"01-05 10:00 end suppressed",
	)
	if l := p.Letter("survey-result/p1"); !strings.Contains(string(l.Content), `"floor":5,"audience":4`) {
		t.Errorf("the leads hear %s", l.Content)
	}
}

func TestWhereOthersCouldTellTheMailSaysSo(t *testing.T) {
	t.Parallel()
	for each, want := range map[int]string{2: `"few":true`, 3: `"floor":3`} {
		p := open(t, pulse(each, func(v *partnership.Survey) { v.MinN = 3 }))
		if l := p.Letter("ask/p1"); !strings.Contains(string(l.Content), want) || !strings.Contains(string(l.Content), `"anonymous":true`) {
			t.Errorf("%d of each side are asked, and the mail says %s", each, l.Content)
		}
	}
}

func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	p.Until("2027-01-13 12:00")
	if p.P.Outcome() != procedure.OutcomeMissed || !p.Ended {
		t.Errorf("nobody answered: %s", p.P.Outcome())
	}
}

// What a history, a card, a journal or a message could give away of an anonymous answer:
// neither points nor words nor whether there were any are in it.
func TestNothingOfABallotIsInTheHistory(t *testing.T) {
	t.Parallel()
	told := func(points int64, words string) string {
		p := open(t, pulse(3))
		for _, person := range []string{"p1", "p2", "p3", "q1", "q2"} {
			p.votes(person, 3, "")
		}
		p.votes("q3", points, words)
		body, err := json.Marshal([]any{p.P, p.Shown, p.Entries, p.Told, p.Letters, p.Effects})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	if d := cmp.Diff(told(1, "THE-WORDS"), told(5, "")); d != "" {
		t.Errorf("what is known depends on the answer:\n%s", d)
	}
}

func TestTheLastBallotOfAPersonCountsAndTheReceiptSaysSo(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	p.votes("p1", 1, "")
	if p.Letter("receipt/mail-1").Again {
		t.Error("the first answer replaces none")
	}
	p.Until("2027-01-11 09:00") // long after an answer elsewhere could be corrected
	p.votes("p1", 5, "")
	if l := p.Letter("receipt/mail-2"); !l.Again || !l.Anonymous || l.WaitsForSealed() {
		t.Errorf("the receipt says %+v", l.Asking)
	}
}

func TestWordsAloneGetAReceipt(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	p.votes("p1", 4, "").votes("p1", 0, "one more thing")
	if !p.Wrote("receipt/mail-2") {
		t.Error("who adds words to a ballot hears nothing")
	}
}

func TestWhoWritesAfterTheCloseHearsThatItDoesNotCount(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	for _, person := range []string{"p1", "p2", "p3", "q1", "q2"} {
		p.votes(person, 3, "")
	}
	p.Until("2027-01-12 12:00").Skip()
	p.votes("q3", 1, "")
	p.Expect("01-12 12:00 closed/mail-6 closed to q3")
	if p.state().Result.Answered != 5 {
		t.Errorf("%d answers count", p.state().Result.Answered)
	}
}

func TestAWithdrawnRoundDeletesWhatWasAnswered(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	p.votes("p1", 3, "")
	p.Skip()
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw, Gone: true})
	lines := p.Lines()
	if !slices.Contains(lines, "01-05 10:00 publish, discard true") || p.P.Outcome() != procedure.OutcomeWithdrawn || p.letters(survey.TemplateLeft) != 6 {
		t.Errorf("withdrawn: %v", lines)
	}
}

func TestAResultThatIsCountedGoesOutThoughThePartnershipEnds(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	for _, person := range []string{"p1", "p2", "p3", "q1", "q2"} {
		p.votes(person, 3, "")
	}
	p.Until("2027-01-12 12:00")
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw})
	if !p.Ended || p.P.Outcome() != procedure.OutcomePublished || p.letters(survey.TemplateResult) != 6 {
		t.Errorf("the partnership has ended: %s, %d results", p.P.Outcome(), p.letters(survey.TemplateResult))
	}
}

func TestAPersonWhoHasLeftIsAskedAndToldNothing(t *testing.T) {
	t.Parallel()
	spec := pulse(4)
	p := open(t, spec)
	smaller := pulse(4)
	smaller.Parties[0].People = smaller.Parties[0].People[:3] // p4
	smaller.Surveys[0].Ask = slices.DeleteFunc(smaller.Surveys[0].Ask, func(id string) bool { return id == "p4" })
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(smaller), People: procedure.ChangedPeople(spec, smaller)})
	p.Skip()
	for _, person := range []string{"p1", "p2", "p3", "q1", "q2"} {
		p.votes(person, 3, "")
	}
	p.Until("2027-01-12 12:00")
	p.does("p1", specs.Words(survey.QuestionDo, "More calls"))
	p.does("q1", specs.Words(survey.QuestionDo, "Fewer mails"))
	for _, line := range p.Lines() {
		if strings.HasSuffix(line, " to p4") {
			t.Errorf("to somebody who has left: %s", line)
		}
	}
	if p.letters(survey.TemplateDid) != 7 {
		t.Errorf("%d people are told, want 7", p.letters(survey.TemplateDid))
	}
}

func TestAnAdminAnswersNoSurvey(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	c := procedure.Command{Name: procedure.AnswerFor, Person: "p1", Answers: []procedure.TypedAnswer{{Question: "invest", Value: "5"}}, Reason: "told me"}
	if err := p.P.Check(c, p.Now); err == nil {
		t.Error("an admin may vote for others")
	}
	for _, person := range []string{"p1", "p2", "p3", "q1", "q2"} {
		p.votes(person, 3, "")
	}
	p.Until("2027-01-12 12:00")
	p.Command(procedure.Command{Name: procedure.AnswerFor, Person: "p1", Answers: []procedure.TypedAnswer{{Question: "do", Value: "A call"}}, Reason: "told me"})
	p.does("q1", specs.Words(survey.QuestionDo, "Fewer mails"))
	if !p.Ended {
		t.Error("what an admin entered for a lead does not count")
	}
}

func TestAPausedRoundAsksAndCountsNothing(t *testing.T) {
	t.Parallel()
	p := open(t, pulse(3))
	p.votes("p1", 3, "")
	p.Until("2027-01-06 10:00")
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	p.Skip()
	p.Until("2027-01-20 10:00")
	p.Expect()
	p.Order(procedure.Order{Kind: procedure.OrderResume})
	p.Until("2027-01-27 10:00")
	if p.P.Outcome() == "" {
		t.Errorf("after the pause it goes on: %v", p.Lines())
	}
}

// Who has been asked hears once what came of it, whatever happens in between, and every
// round comes to an end.
func TestEveryRoundEndsAndEverybodyHearsOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := open(t, pulse(rapid.IntRange(2, 4).Draw(t, "each"), func(v *partnership.Survey) {
			v.Anonymous = rapid.Bool().Draw(t, "anonymous")
			v.MinN = map[bool]int{true: 5, false: 0}[v.Anonymous]
		}))
		for range rapid.IntRange(0, 30).Draw(t, "events") {
			if p.Ended {
				break
			}
			people := p.state().Circle.Asks
			a := people[rapid.IntRange(0, len(people)-1).Draw(t, "person")]
			switch rapid.IntRange(0, 6).Draw(t, "event") {
			case 0, 1, 2:
				p.votes(a.Person, rapid.Int64Range(0, 5).Draw(t, "points"), rapid.SampledFrom([]string{"", "words"}).Draw(t, "words"))
			case 3:
				p.Reply(procedure.Reply{Person: a.Person, Ask: a.ID, Class: rapid.SampledFrom([]procedure.ReplyClass{procedure.ReplyBounce, procedure.ReplyAuto, procedure.ReplyPromise}).Draw(t, "class")})
			case 4:
				p.Order(procedure.Order{Kind: rapid.SampledFrom([]procedure.OrderKind{procedure.OrderPause, procedure.OrderResume}).Draw(t, "order")})
			case 5:
				if leads := p.state().Leads.Asks; len(leads) > 0 {
					lead := leads[rapid.IntRange(0, len(leads)-1).Draw(t, "lead")]
					says := []partnership.Answer{specs.Words("do", "words"), specs.Words("do", "nothing"), specs.Words("why-not", "words"), specs.Words("why-not-others", "words"), picks()}
					if q, ok := lead.Question("remarks"); ok {
						says = append(says, picks(rapid.IntRange(1, q.Listed()).Draw(t, "remark")))
					}
					p.does(lead.Person, rapid.SampledFrom(says).Draw(t, "says"))
				}
			default:
				p.Pass(p.Now.Add(time.Duration(rapid.IntRange(1, 96).Draw(t, "hours")) * time.Hour))
			}
		}
		p.Order(procedure.Order{Kind: procedure.OrderResume})
		p.Pass(p.Now.AddDate(0, 3, 0))
		if !p.Ended || p.P.Outcome() == "" {
			t.Fatalf("it never ends: %s\n%s", p.P.Outcome(), p.Shown.Card)
		}
		for _, a := range p.state().Circle.Asks {
			heard := 0
			for _, l := range p.Letters {
				if l.Person == a.Person && (l.Template == survey.TemplateResult || l.Template == survey.TemplateDid) {
					heard++
				}
			}
			outcome := p.P.Outcome()
			due := outcome == procedure.OutcomePublished || outcome == procedure.OutcomeSuppressed && a.Arrived()
			if heard > 1 || due && heard == 0 && !a.Bounced && !a.Gone && a.Arrived() {
				t.Fatalf("%s hears %d times of a round that is %s", a.Person, heard, outcome)
			}
		}
	})
}
