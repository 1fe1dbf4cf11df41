package ideas_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/examining"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/significance"
)

// undecided is a partnership of two parties that has no goals yet; lars and tom lead them.
func undecided(change ...func(*partnership.Spec)) partnership.Spec {
	spec := specs.Duo()
	spec.CheckIns, spec.Goals = nil, nil
	spec.Parties[0].People[0].Roles = []partnership.Role{partnership.RoleLead}
	spec.Parties[0].People[1].Roles = []partnership.Role{partnership.RoleMember}
	for _, f := range change {
		f(&spec)
	}
	if len(spec.Ideas) == 0 {
		spec.Ideas = []partnership.Ideas{spec.UsualIdeas("goals")}
	}
	return spec
}

// rivals adds competing interests with a joint goal.
func rivals(spec *partnership.Spec) {
	spec.Competing = []partnership.Competing{{ID: "leads", Interests: []string{"a", "b"}, JointGoal: "Whoever has the account answers within a day"}}
}

// also adds a third person, of tom's party, to those who propose.
func also(spec *partnership.Spec) {
	person := spec.Parties[1].People[0]
	person.ID, person.Name, person.Email, person.Deputy = "quinn", "QUINN", "quinn@example.org", ""
	person.Roles = []partnership.Role{partnership.RoleMember}
	spec.Parties[1].People = append(spec.Parties[1].People, person)
	i := spec.UsualIdeas("goals")
	i.Ask = []string{"lars", "quinn", "tom"}
	spec.Ideas = []partnership.Ideas{i}
}

// play is a round on a clock of its own, with words kept beside it as the store keeps them.
type play struct {
	*solo.Play
	t    rapid.TB
	kept map[string]procedure.Sealed
}

func open(t rapid.TB, spec partnership.Spec, change ...func(*procedure.Brief)) *play {
	t.Helper()
	at := solo.At("2027-01-05 10:00")
	b := procedure.Brief{
		Slug: spec.Slug, Spec: spec.Digest(), Workflow: spec.Slug + "/ideas/goals", Rules: procedure.Rules,
		Occasion: procedure.Occasion{Type: ideas.Type, Noun: ideas.Noun, Name: "goals", Date: "2027-01-05", At: at, Agreed: true},
	}
	for _, f := range change {
		f(&b)
	}
	state, _ := ideas.Kind().New(spec, b)
	p := &play{Play: solo.New(t, spec, state, ideas.Kind().Blank, at), t: t, kept: map[string]procedure.Sealed{}}
	p.Look = func(e procedure.Examine) procedure.Examined {
		return examining.Look(e, func(w procedure.Writing) string { return p.kept[w.Ask].Text(w.Question) })
	}
	p.Tally = func(e procedure.Tally) procedure.Tallies {
		var kept []procedure.SealedAsk
		for ask, s := range p.kept {
			kept = append(kept, procedure.SealedAsk{Ask: ask, Answers: s.Answers})
		}
		return procedure.Tallies{Questions: e.Count(kept)}
	}
	p.Start()
	return p
}

func (p *play) state() *ideas.Ideas { return p.P.(*ideas.Ideas) }

func (p *play) circle() asking.Circle {
	s := p.state()
	switch s.Stage {
	case ideas.Proposing:
		return s.Proposing
	case ideas.Weighing:
		return s.Weighing
	default:
		return s.Deciding
	}
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
	return p.answers(p.askOf(person), answers...)
}

func (p *play) answers(a asking.Ask, answers ...string) *play {
	p.t.Helper()
	r := procedure.Reply{ID: fmt.Sprintf("reply-%d", len(p.state().Seen)+len(p.Letters)), Person: a.Person, Ask: a.ID, Class: procedure.ReplyAnswer, Source: "<m@example>"}
	for _, given := range answers {
		question, value, _ := strings.Cut(given, "=")
		answer := partnership.Answer{Question: question, Value: partnership.TextValue(value)}
		if mark, err := decimal.NewFromString(value); err == nil && strings.HasPrefix(question, "p") {
			answer.Value = partnership.NumberValue(mark)
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

// words are the proposals by their numbers.
func (p *play) words() []string {
	var list []string
	for _, one := range p.state().Proposals {
		text := "joint goal " + one.Competing
		for n, w := range one.Writings {
			if text = p.kept[w.Ask].Text(w.Question); n > 0 {
				text += " / " + w.By
			}
		}
		list = append(list, text)
	}
	return list
}

// number is that of a proposal.
func (p *play) number(words string) int {
	p.t.Helper()
	n := slices.Index(p.words(), words)
	if n < 0 {
		p.t.Fatalf("nobody proposes %q; there are %q", words, p.words())
	}
	return n + 1
}

// marks are answers to how much proposals matter: by their words.
func (p *play) marks(given map[string]int, firsts ...string) []string {
	var list, numbers []string
	for words, mark := range given {
		list = append(list, fmt.Sprintf("%s=%d", ideas.MarkOf(p.number(words)), mark))
	}
	for _, words := range firsts {
		numbers = append(numbers, fmt.Sprint(p.number(words)))
	}
	slices.Sort(list)
	return append(list, "first="+strings.Join(numbers, ", "))
}

func (p *play) written(t procedure.Template) (people []string) {
	for _, l := range p.Letters {
		if l.Template == t && l.Form != procedure.FormReceipt {
			people = append(people, l.Person)
		}
	}
	return people
}

// outcome is what came of the proposals as the mails tell it: by their words.
func (p *play) outcome(person string) (board ideas.Board, decided map[string]significance.Decision) {
	p.t.Helper()
	l := p.Letter("ideas-decided/" + person)
	if err := json.Unmarshal(l.Content, &board); err != nil {
		p.t.Fatal(err)
	}
	decided = map[string]significance.Decision{}
	for n, line := range board.Proposals {
		decided[p.words()[n]] = line.Decision
	}
	return board, decided
}

const (
	fair  = "A joint fair, from 0 to 40 visitors"
	costs = "Halve the cost of a delivery by June"
)

// weighed is a round in which both have proposed one thing and weighed both.
func weighed(t rapid.TB, change ...func(*partnership.Spec)) *play {
	t.Helper()
	p := open(t, undecided(change...))
	p.says("lars", "proposal="+fair, "expect=Answers within a day")
	if slices.ContainsFunc(p.circle().Asks, func(a asking.Ask) bool { return a.Person == "quinn" }) {
		p.says("quinn", "proposal=none", "expect=none")
	}
	p.says("tom", "proposal="+costs, "proposal-2=none", "expect=nothing")
	p.says("lars", p.marks(map[string]int{fair: 5, costs: 4}, fair, costs)...)
	p.says("tom", p.marks(map[string]int{fair: 2, costs: 4}, costs)...)
	return p
}

func TestARoundFromTheProposalToTheGoal(t *testing.T) {
	t.Parallel()
	p := open(t, undecided())
	p.Expect("01-05 10:00 ask/lars ideas to lars", "01-05 10:00 ask/tom ideas to tom")
	p.Until("2027-01-05 12:00")
	p.says("lars", "proposal="+fair, "expect=Answers within a day")
	if p.state().Stage != ideas.Proposing {
		t.Fatal("the seal is open before all have answered")
	}
	p.Skip()
	p.Until("2027-01-06 09:00")
	p.says("tom", "proposal="+costs, "expect=nothing")
	p.Expect(
		"01-06 09:00 receipt/"+p.state().Seen.Latest()+" receipt to tom",
		"01-06 09:00 ask-weighing/lars ideas-opened to lars", "01-06 09:00 ask-weighing/tom ideas-opened to tom",
	)
	for _, l := range []procedure.Letter{p.Letter("ask-weighing/lars"), p.Letter("ask-weighing/tom")} {
		if len(l.Writings) != 4 || len(l.Questions) != 3 {
			t.Errorf("the mail shows %d words and asks %d questions", len(l.Writings), len(l.Questions))
		}
		for _, w := range l.Writings {
			if w.By != "" {
				t.Errorf("the mail says whose %q is", w.Question)
			}
		}
	}
	p.says("lars", p.marks(map[string]int{fair: 5, costs: 4}, fair, costs)...)
	p.Skip()
	p.says("tom", p.marks(map[string]int{fair: 2, costs: 4}, costs)...)
	p.Expect(
		"01-06 09:00 receipt/"+p.state().Seen.Latest()+" receipt to tom",
		"01-06 09:00 ask-deciding/lars ideas-result to lars", "01-06 09:00 ask-deciding/tom ideas-result to tom",
	)
	ranked := significance.Rank(2, p.state().Given)
	if ranked[0].Number != p.number(costs) || !ranked[1].Disagree() || ranked[1].Mark.String() != "3.5" {
		t.Errorf("ranked as %+v", ranked)
	}
	p.says("lars", fmt.Sprintf("d%d=accept", p.number(costs)), fmt.Sprintf("d%d=accept", p.number(fair)))
	p.Skip()
	p.says("tom", fmt.Sprintf("d%d=accept", p.number(costs)), fmt.Sprintf("d%d=no: nobody has time", p.number(fair)))
	p.Expect(
		"01-06 09:00 receipt/"+p.state().Seen.Latest()+" receipt to tom",
		"01-06 09:00 outcome: Ideas goals: decided",
		"01-06 09:00 ideas-decided/lars ideas-decided to lars", "01-06 09:00 ideas-decided/tom ideas-decided to tom",
		"01-06 09:00 forget on 2027-07-05", "01-06 09:00 end decided",
	)
	board, decided := p.outcome("lars")
	if diff := cmp.Diff(map[string]significance.Decision{costs: significance.Accept, fair: significance.No}, decided); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{p.number(fair)}, board.Own); diff != "" {
		t.Errorf("own proposals (-want +got):\n%s", diff)
	}
	said := board.Proposals[p.number(fair)-1].Said
	if len(said) != 2 || said[1].Why != "nobody has time" || said[1].Person != "tom" {
		t.Errorf("the reason is told as %+v", said)
	}
	// Every proposal is kept for good, also the one that was declined; what was expected and
	// how it was weighed is not.
	if len(p.Forget.Keep) != 2 {
		t.Errorf("kept are %+v", p.Forget.Keep)
	}
	course := p.Told[len(p.Told)-1].Message.Course
	if course == nil || course.Name != "goals/2027-01-05" || course.Outcome != procedure.OutcomeDecided {
		t.Fatalf("the partnership keeps %+v", course)
	}
	var round ideas.Round
	if err := json.Unmarshal(course.Kept, &round); err != nil || len(round.Proposals) != 2 || round.Proposals[p.number(fair)-1].Decision != significance.No || len(round.Given) != 2 {
		t.Errorf("kept is %+v, %v", round, err)
	}
}

// Nothing that people write is in the state, in the card, in the journal or in what the
// partnership hears.
func TestNoWordLeavesTheSeal(t *testing.T) {
	t.Parallel()
	p := weighed(t, also)
	p.says("quinn", p.marks(map[string]int{fair: 3, costs: 3}, fair)...)
	state, err := json.Marshal(p.state())
	if err != nil {
		t.Fatal(err)
	}
	everything := string(state) + p.Shown.Card
	for _, e := range p.Entries {
		everything += e.Text
	}
	for _, tell := range p.Told {
		everything += string(procedure.Encode(tell.Message))
	}
	for _, words := range []string{"fair", "visitors", "Halve", "within a day"} {
		if strings.Contains(everything, words) {
			t.Errorf("%q is out", words)
		}
	}
}

func TestOneNoIsANoAndSilenceIsNoYes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name      string
		lars, tom string
		want      significance.Decision
		outcome   procedure.Outcome
	}{
		{"both accept", "accept", "accept", significance.Accept, procedure.OutcomeDecided},
		{"one says later", "accept", "later", significance.Later, procedure.OutcomeDecided},
		{"one says no", "no: too dear", "accept", significance.No, procedure.OutcomeDecided},
		{"one is silent", "accept", "", significance.Later, procedure.OutcomePartial},
		{"both are", "", "", significance.Undecided, procedure.OutcomePartial},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := weighed(t)
			for person, word := range map[string]string{"lars": tt.lars, "tom": tt.tom} {
				if word != "" {
					p.says(person, "d1="+word, "d2="+word)
				}
			}
			p.Until("2027-03-01 10:00")
			if p.state().Decided != tt.outcome || !p.Ended {
				t.Fatalf("it ends as %q", p.state().Decided)
			}
			if _, decided := p.outcome("tom"); decided[costs] != tt.want {
				t.Errorf("decided is %q, want %q", decided[costs], tt.want)
			}
		})
	}
}

// Who says nothing, is away or gone, and a party that proposes nothing keeps no other from
// finding goals.
func TestNobodyIsWaitedForForEver(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		play func(p *play)
		want []string // asked to weigh
	}{
		{"tom is silent", func(*play) {}, []string{"lars", "tom"}},
		{"tom is away", func(p *play) {
			p.Reply(procedure.Reply{Person: "tom", Ask: p.askOf("tom").ID, Class: procedure.ReplyAuto, Until: "2027-02-20"})
		}, []string{"lars", "tom"}},
		{"tom's mail bounces", func(p *play) {
			p.Reply(procedure.Reply{Person: "tom", Ask: p.askOf("tom").ID, Class: procedure.ReplyBounce, Bounce: procedure.SetbackPermanent})
		}, []string{"lars", "tom"}},
		{"tom wants no mail", func(p *play) {
			p.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Stopped: []string{"tom"}}})
		}, []string{"lars"}},
		{"tom has left", func(p *play) {
			spec := undecided()
			spec.Parties[1].People = spec.Parties[1].People[1:]
			p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(spec), People: []procedure.PersonChange{{Person: "tom", Left: true}}})
		}, []string{"lars"}},
		{"tom promises and does not", func(p *play) {
			p.Reply(procedure.Reply{Person: "tom", Ask: p.askOf("tom").ID, Class: procedure.ReplyPromise, Until: "2027-01-08"})
		}, []string{"lars", "tom"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, undecided())
			tt.play(p)
			p.says("lars", "proposal="+fair, "expect=nothing")
			p.Until("2027-01-13 10:00")
			if len(p.state().Weighing.Asks) == 0 {
				t.Fatalf("the stage is %s; the card says\n%s", p.state().Stage, p.Shown.Card)
			}
			var asked []string
			for _, a := range p.state().Weighing.Asks {
				if !a.Left() {
					asked = append(asked, a.Person)
				}
			}
			if diff := cmp.Diff(tt.want, asked); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
			var board ideas.Board
			if err := json.Unmarshal(p.Letter("ask-weighing/lars").Content, &board); err != nil || !slices.Equal(board.Silent, []string{p.state().Proposing.Asks[1].Party}) {
				t.Errorf("silent are %v, %v", board.Silent, err)
			}
			p.Until("2027-06-01 10:00")
			if !p.Ended || p.state().Decided != procedure.OutcomePartial {
				t.Errorf("it comes out as %q", p.state().Decided)
			}
		})
	}
}

func TestWithoutAnyProposalThereIsNothingToWeigh(t *testing.T) {
	t.Parallel()
	silent := open(t, undecided(rivals))
	silent.Until("2027-03-01 10:00")
	if silent.state().Decided != procedure.OutcomeMissed {
		t.Errorf("nobody answers: %q", silent.state().Decided)
	}
	blank := open(t, undecided())
	blank.says("lars", "proposal=nothing", "expect=nothing").says("tom", "proposal=-", "expect=Trust")
	if blank.state().Decided != procedure.OutcomeMissed || !blank.Ended {
		t.Errorf("nobody proposes anything: %q", blank.state().Decided)
	}
	nowhere := open(t, undecided())
	for _, person := range []string{"lars", "tom"} {
		nowhere.Reply(procedure.Reply{Person: person, Ask: nowhere.askOf(person).ID, Class: procedure.ReplyBounce, Bounce: procedure.SetbackPermanent})
	}
	nowhere.Until("2027-03-01 10:00")
	if nowhere.state().Decided != procedure.OutcomeUndelivered {
		t.Errorf("no mail arrives: %q", nowhere.state().Decided)
	}
}

// The joint goal of competing interests is weighed like a proposal, also where people
// propose nothing themselves.
func TestCompetingInterestsBringTheirJointGoal(t *testing.T) {
	t.Parallel()
	p := open(t, undecided(rivals))
	p.says("lars", "proposal="+fair, "expect=nothing").says("tom", "proposal=none", "expect=nothing")
	if got := p.words(); !slices.Equal(got, []string{fair, "joint goal leads"}) {
		t.Fatalf("proposals are %q", got)
	}
	alone := open(t, undecided(rivals))
	alone.says("lars", "proposal=none", "expect=nothing").says("tom", "proposal=none", "expect=nothing")
	if got := alone.words(); !slices.Equal(got, []string{"joint goal leads"}) || len(alone.askOf("lars").Questions) != 1 {
		t.Errorf("proposals are %q", got)
	}
}

func TestTheSameWordsAreOneProposalOfBoth(t *testing.T) {
	t.Parallel()
	p := open(t, undecided())
	p.says("lars", "proposal="+fair, "expect=nothing").says("tom", "proposal="+strings.ToLower(fair)+"!", "expect=nothing")
	if got := p.state().Proposals; len(got) != 1 || len(got[0].Writings) != 2 {
		t.Fatalf("proposals are %+v", got)
	}
	for range 2 {
		for _, person := range []string{"lars", "tom"} {
			p.says(person, "p1=4", "d1=accept")
		}
	}
	for _, person := range []string{"lars", "tom"} {
		if board, _ := p.outcome(person); !slices.Equal(board.Own, []int{1}) {
			t.Errorf("%s reads that theirs are %v", person, board.Own)
		}
	}
}

// What comes after the seal is open changes nothing that others have read, and its writer
// hears so.
func TestLateWordsChangeNothing(t *testing.T) {
	t.Parallel()
	p := open(t, undecided())
	first := p.askOf("lars")
	p.says("lars", "proposal="+fair, "expect=nothing").says("tom", "proposal="+costs, "expect=nothing")
	before := p.words()
	p.answers(first, "proposal=Something else")
	if diff := cmp.Diff(before, p.words()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	last := p.Letters[len(p.Letters)-1]
	if last.Template != procedure.TemplateClosed || last.Phrases != ideas.TemplateAsk || last.Person != "lars" {
		t.Errorf("lars hears %s in the words of %s", last.Template, last.Phrases)
	}
	n := len(p.Letters)
	p.Reply(procedure.Reply{ID: p.state().Seen.Latest(), Person: "lars", Ask: first.ID, Class: procedure.ReplyAnswer, Sealed: true})
	if len(p.Letters) != n {
		t.Error("the same mail twice is answered twice")
	}
}

// Until the seal is open the last word counts.
func TestAProposalCanBeWrittenAnew(t *testing.T) {
	t.Parallel()
	p := open(t, undecided())
	p.says("lars", "proposal="+fair, "expect=nothing")
	p.says("lars", "proposal="+costs)
	p.says("tom", "proposal=none", "expect=nothing")
	if got := p.words(); !slices.Equal(got, []string{costs}) {
		t.Errorf("proposals are %q", got)
	}
}

// An admin ends a part that waits for somebody, and all read why.
func TestAnAdminMovesAStageWithAReason(t *testing.T) {
	t.Parallel()
	p := open(t, undecided())
	if err := p.P.Check(procedure.Command{Name: procedure.EndStage}, p.Now); err == nil || !strings.Contains(err.Error(), "reason") {
		t.Errorf("without a reason: %v", err)
	}
	p.says("lars", "proposal="+fair, "expect=nothing")
	p.Command(procedure.Command{Name: procedure.EndStage, Reason: "Tom is ill"})
	if p.state().Stage != ideas.Weighing {
		t.Fatalf("the stage is %s", p.state().Stage)
	}
	for _, person := range []string{"lars", "tom"} {
		if l := p.Letter("ask-weighing/" + person); !strings.Contains(string(l.Content), "Tom is ill") {
			t.Errorf("%s does not read why", person)
		}
	}
	p.says("lars", "p1=4")
	p.says("tom", "p1=3")
	if l := p.Letter("ask-deciding/lars"); strings.Contains(string(l.Content), "Tom is ill") {
		t.Error("what was said of an earlier part is said again")
	}
	for _, c := range []procedure.Command{
		{Name: procedure.AnswerFor, Person: "tom", Answers: []procedure.TypedAnswer{{Question: "d1", Value: "no"}}},
		{Name: procedure.AnswerFor, Person: "nobody", Answers: []procedure.TypedAnswer{{Question: "d1", Value: "later"}}},
		{Name: procedure.Pause},
	} {
		if err := p.P.Check(c, p.Now); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
	p.Command(procedure.Command{Name: procedure.AnswerFor, Person: "tom", Reason: "told on the phone", Answers: []procedure.TypedAnswer{{Question: "d1", Value: "accept"}}})
	p.Command(procedure.Command{Name: procedure.EndStage, Reason: "we go on"})
	board, decided := p.outcome("tom")
	if decided[fair] != significance.Later || board.Moved != "we go on" {
		t.Errorf("decided is %q, and why is %q", decided[fair], board.Moved)
	}
}

func TestNobodyProposesOrWeighsInAnothersPlace(t *testing.T) {
	t.Parallel()
	p := open(t, undecided())
	for range 2 {
		err := p.P.Check(procedure.Command{Name: procedure.AnswerFor, Person: "tom", Answers: []procedure.TypedAnswer{{Question: "proposal", Value: "x"}}}, p.Now)
		if err == nil || !strings.Contains(err.Error(), "theirs alone") {
			t.Errorf("in the stage %s: %v", p.state().Stage, err)
		}
		p.says("lars", "proposal="+fair, "expect=nothing").says("tom", "proposal=none", "expect=nothing")
	}
}

// A round that is taken out before anything was decided is deleted; one that was weighed is
// told as it stands.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	p := open(t, undecided())
	p.says("lars", "proposal="+fair, "expect=nothing")
	p.Skip()
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw, Gone: true})
	p.Expect(
		"01-05 10:00 outcome: Ideas goals: withdrawn", "01-05 10:00 ideas-withdrawn/lars ideas-withdrawn to lars",
		"01-05 10:00 ideas-withdrawn/tom ideas-withdrawn to tom", "01-05 10:00 forget on 2027-01-05", "01-05 10:00 end withdrawn",
	)
	late := weighed(t)
	late.says("lars", "d1=accept", "d2=accept")
	late.Order(procedure.Order{Kind: procedure.OrderWithdraw, Gone: true})
	if late.state().Decided != procedure.OutcomePartial || len(late.written(ideas.TemplateDecided)) != 2 {
		t.Errorf("it comes out as %q and is told to %v", late.state().Decided, late.written(ideas.TemplateDecided))
	}
}

func TestAPauseHoldsTheWindow(t *testing.T) {
	t.Parallel()
	p := open(t, undecided())
	p.Until("2027-01-06 10:00")
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	p.says("lars", "proposal="+fair, "expect=nothing").says("tom", "proposal="+costs, "expect=nothing")
	p.Until("2027-01-20 10:00")
	if p.state().Stage != ideas.Proposing {
		t.Fatal("a paused round goes on")
	}
	p.Order(procedure.Order{Kind: procedure.OrderResume})
	if p.state().Stage != ideas.Weighing {
		t.Errorf("after the pause the stage is %s", p.state().Stage)
	}
}

// Who leads a party leaves while they are asked to decide: the next one of the party is.
func TestTheNextWhoLeadsThePartyDecides(t *testing.T) {
	t.Parallel()
	second := func(spec *partnership.Spec) {
		also(spec)
		spec.Parties[1].People[len(spec.Parties[1].People)-1].Roles = []partnership.Role{partnership.RoleExecutive}
	}
	p := weighed(t, second)
	p.says("quinn", p.marks(map[string]int{fair: 3, costs: 3}, fair)...)
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(undecided()), People: []procedure.PersonChange{{Person: "tom", Left: true}}})
	if got := p.askOf("quinn"); got.Party != p.state().Proposing.Asks[1].Party {
		t.Errorf("quinn decides for %s", got.Party)
	}
}

// In any state there is a person asked, a clock, or an end; nobody reads the same mail twice.
func TestARoundAlwaysComesToAnEnd(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := open(t, undecided(also, func(s *partnership.Spec) {
			if rapid.Bool().Draw(t, "rivals") {
				rivals(s)
			}
		}))
		for range rapid.IntRange(0, 14).Draw(t, "steps") {
			if p.Ended {
				break
			}
			p.random(t)
			if !p.Ended && p.Alarm.IsZero() && !p.state().Paused() {
				t.Fatalf("nothing will happen any more; the card says\n%s", p.Shown.Card)
			}
		}
		if !p.Ended {
			p.Order(procedure.Order{Kind: procedure.OrderResume})
			p.Until("2027-12-01 10:00")
		}
		if !p.Ended {
			t.Fatalf("it does not end; the card says\n%s", p.Shown.Card)
		}
		keys := map[string]bool{}
		for _, l := range p.Letters {
			if keys[l.Key] {
				t.Fatalf("%s goes out twice", l.Key)
			}
			keys[l.Key] = true
		}
		for _, person := range p.written(ideas.TemplateDecided) {
			board, _ := p.outcome(person)
			for n, line := range board.Proposals {
				for _, s := range line.Said {
					if line.Decision == significance.Accept && s.Decision != significance.Accept {
						t.Fatalf("proposal %d becomes a goal that %s does not accept", n+1, s.Party)
					}
				}
			}
		}
	})
}

// random does one thing that may happen.
func (p *play) random(t *rapid.T) {
	person := rapid.SampledFrom([]string{"lars", "quinn", "tom"}).Draw(t, "person")
	i := slices.IndexFunc(p.circle().Asks, func(a asking.Ask) bool { return a.Person == person })
	if i < 0 {
		return
	}
	a := p.circle().Asks[i]
	switch rapid.IntRange(0, 9).Draw(t, "what") {
	case 0:
		p.Until(p.Now.AddDate(0, 0, rapid.IntRange(1, 9).Draw(t, "days")).UTC().Format("2006-01-02 15:04"))
	case 1:
		p.Reply(procedure.Reply{Person: person, Ask: a.ID, Class: procedure.ReplyAuto, Until: "2027-02-20"})
	case 2:
		p.Reply(procedure.Reply{Person: person, Ask: a.ID, Class: procedure.ReplyBounce, Bounce: procedure.SetbackPermanent})
	case 3:
		p.Order(procedure.Order{Kind: rapid.SampledFrom([]procedure.OrderKind{procedure.OrderPause, procedure.OrderResume}).Draw(t, "order")})
	case 4:
		if p.P.Check(procedure.Command{Name: procedure.EndStage, Reason: "on"}, p.Now) == nil {
			p.Command(procedure.Command{Name: procedure.EndStage, Reason: "on"})
		}
	case 5:
		p.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Stopped: []string{person}}})
	default:
		var said []string
		for _, q := range a.Questions {
			if rapid.IntRange(0, 4).Draw(t, "leaves out") == 0 {
				continue
			}
			value := rapid.SampledFrom([]string{fair, costs, "none", "Trust"}).Draw(t, "words")
			switch q.Kind {
			case partnership.KindScale:
				value = fmt.Sprint(rapid.IntRange(1, 5).Draw(t, "mark"))
			case partnership.KindRank:
				value = "1"
			case partnership.KindDecide:
				value = rapid.SampledFrom([]string{"accept", "later", "no: why"}).Draw(t, "verdict")
			}
			said = append(said, q.ID+"="+value)
		}
		p.answers(a, said...)
	}
}
