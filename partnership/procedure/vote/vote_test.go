package vote_test

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
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/vote"
)

func days(n int) cadence.Span { return cadence.Span{Count: n, Unit: cadence.Days} }

// assembly decides by two thirds in ten days, and what is carried can be vetoed for fifteen.
func assembly() partnership.DecisionRule {
	share := decimal.RequireFromString("0.6667")
	return partnership.DecisionRule{ID: "rule", Quorum: &share, Majority: &share, WrittenProcedure: days(10), VetoWindow: days(15)}
}

// publication takes silence for consent after thirty days, and an objection makes that longer.
func publication() partnership.DecisionRule {
	return partnership.DecisionRule{ID: "rule", Notice: days(30), Extension: days(60), SilenceConsents: true}
}

// plain has more votes for it than against it, and no veto.
func plain() partnership.DecisionRule { return partnership.DecisionRule{ID: "rule"} }

// deciding is a partnership of two parties that lars and tom lead.
func deciding(rule partnership.DecisionRule, change ...func(*partnership.Spec)) partnership.Spec {
	spec := specs.Duo()
	spec.Parties[0].People[0].Roles = []partnership.Role{partnership.RoleLead}
	spec.Parties[0].People[1].Roles = []partnership.Role{partnership.RoleMember}
	spec.DecisionRules = []partnership.DecisionRule{rule}
	for _, f := range change {
		f(&spec)
	}
	return spec
}

// second gives tom's party another who can speak for it.
func second(spec *partnership.Spec) {
	person := spec.Parties[1].People[0]
	person.ID, person.Name, person.Email, person.Deputy = "quinn", "QUINN", "quinn@example.org", ""
	person.Roles = []partnership.Role{partnership.RoleExecutive}
	spec.Parties[1].People = append(spec.Parties[1].People, person)
}

type play struct {
	*solo.Play
	t rapid.TB
	n int
}

func open(t rapid.TB, spec partnership.Spec, change ...func(*procedure.Brief)) *play {
	t.Helper()
	at := solo.At("2027-01-05 10:00")
	b := procedure.Brief{
		Slug: spec.Slug, Spec: spec.Digest(), Workflow: spec.Slug + "/vote/1", Rules: procedure.Rules,
		Occasion: procedure.Occasion{Type: vote.Type, Noun: vote.Noun, Name: "1", Date: "2027-01-05", At: at, Agreed: true},
		Motion:   &procedure.Motion{Rule: "rule", Text: "The paper goes out", By: "lars", Raised: at},
	}
	for _, f := range change {
		f(&b)
	}
	state, _ := vote.Kind().New(spec, b)
	p := &play{Play: solo.New(t, spec, state, vote.Kind().Blank, at), t: t}
	p.Start()
	return p
}

func (p *play) state() *vote.Vote { return p.P.(*vote.Vote) }

func (p *play) circle() asking.Circle {
	switch s := p.state(); s.Stage {
	case vote.Consulting:
		return s.Consulting
	case vote.Standing:
		return s.Standing
	case vote.Vetoing:
		return s.Vetoing
	default:
		return s.Voting
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

func (p *play) reply(a asking.Ask, change func(*procedure.Reply)) *play {
	p.n++
	r := procedure.Reply{ID: fmt.Sprintf("reply-%d", p.n), Person: a.Person, Ask: a.ID, Class: procedure.ReplyAnswer, Source: "<m@example>"}
	change(&r)
	p.Reply(r)
	return p
}

// votes is a reply that was read as a vote: "for", "against: too dear".
func (p *play) votes(person, value string) *play {
	p.t.Helper()
	return p.reply(p.askOf(person), func(r *procedure.Reply) {
		r.Answers = []partnership.Answer{{Question: vote.Question, Value: partnership.TextValue(value), Raw: value}}
	})
}

// vetoes is a reply with the command.
func (p *play) vetoes(person, why string) *play {
	p.t.Helper()
	return p.reply(p.askOf(person), func(r *procedure.Reply) {
		r.Commands = []partnership.Command{{Name: partnership.CommandVeto, Argument: why}}
	})
}

// results are what the log of decisions says, in its order.
func (p *play) results() (list []string) {
	for _, e := range p.Entries {
		if e.Decision != nil {
			list = append(list, string(e.Decision.Result))
		}
	}
	return list
}

func (p *play) hears(person string, t procedure.Template) int {
	n := 0
	for _, l := range p.Letters {
		if l.Person == person && l.Template == t {
			n++
		}
	}
	return n
}

func (p *play) ended(want procedure.Outcome) *play {
	p.t.Helper()
	if s := p.state(); s.Decided != want || s.Ended != (want != "") {
		p.t.Errorf("it comes out as %q (ended: %t), want %q; the card says\n%s", s.Decided, s.Ended, want, p.Shown.Card)
	}
	return p
}

func (p *play) logged(want ...string) *play {
	p.t.Helper()
	if diff := cmp.Diff(want, p.results()); diff != "" {
		p.t.Errorf("log of decisions (-want +got):\n%s", diff)
	}
	return p
}

func TestAVoteIsCountedWhenAllHaveVoted(t *testing.T) {
	t.Parallel()
	p := open(t, deciding(plain()))
	p.Expect("01-05 10:00 ask-voting/lars vote to lars", "01-05 10:00 ask-voting/tom vote to tom")
	p.votes("lars", "for").ended("")
	if card := p.Shown.Card; strings.Contains(card, "As counted") || strings.Contains(card, "for:") {
		t.Errorf("the card tells how somebody votes before it is counted:\n%s", card)
	}
	p.votes("tom", "for: long overdue").ended(procedure.OutcomeCarried).logged("carried")
	for _, person := range []string{"lars", "tom"} {
		if p.hears(person, vote.TemplateResult) != 1 {
			t.Errorf("%s hears the result %d times", person, p.hears(person, vote.TemplateResult))
		}
	}
	d := p.Entries[len(p.Entries)-1].Decision
	for _, e := range p.Entries {
		if e.Decision != nil {
			d = e.Decision
		}
	}
	if d.By != "lars" || d.Rule != "rule" || d.Method != procedure.DecidedInWriting || !d.Decided.Equal(p.Now) || d.Raised.IsZero() || len(d.For) != 2 {
		t.Errorf("the log says %+v", d)
	}
}

func TestTheLastWordCountsUntilTheVotesAreCounted(t *testing.T) {
	t.Parallel()
	p := open(t, deciding(plain()))
	late := p.askOf("lars")
	p.votes("lars", "against").votes("lars", "for").votes("tom", "for").ended(procedure.OutcomeCarried)
	n := len(p.Letters)
	p.reply(late, func(r *procedure.Reply) {
		r.Answers = []partnership.Answer{{Question: vote.Question, Value: partnership.TextValue("against")}}
	})
	if p.state().Tally.Result != decision.Carried || len(p.Letters) != n {
		t.Error("an ended vote takes votes")
	}
}

// What was carried can be vetoed by whom it touches, and stands when that time is over. Votes
// that come when they are counted change nothing, and their writer hears so.
func TestWhatWasCarriedCanBeVetoed(t *testing.T) {
	t.Parallel()
	carried := func() *play {
		return open(t, deciding(assembly())).votes("lars", "for").votes("tom", "for").ended("")
	}
	p := carried()
	if p.state().Stage != vote.Vetoing || p.hears("tom", vote.TemplateResult) != 1 {
		t.Fatalf("the stage is %s", p.state().Stage)
	}
	late := p.state().Voting.Asks[1]
	p.reply(late, func(r *procedure.Reply) {
		r.Answers = []partnership.Answer{{Question: vote.Question, Value: partnership.TextValue("against")}}
	})
	if p.hears("tom", procedure.TemplateClosed) != 1 || p.state().Tally.Result != decision.Carried {
		t.Error("a late vote is not answered, or counts")
	}
	p.vetoes("tom", "it touches our tariff").ended(procedure.OutcomeVetoed).logged("carried", "vetoed")
	if v := p.state().Veto; v == nil || v.Person != "tom" || v.Why != "it touches our tariff" {
		t.Errorf("the veto is %+v", v)
	}
	if p.hears("lars", vote.TemplateResult) != 2 {
		t.Errorf("lars hears of it %d times", p.hears("lars", vote.TemplateResult))
	}

	bare := carried().vetoes("tom", "-").ended("")
	bare.Until("2027-02-10 10:00")
	bare.ended(procedure.OutcomeCarried).logged("carried")
	if bare.hears("lars", vote.TemplateResult) != 1 {
		t.Error("that there was no veto is told in a mail of its own")
	}
	content := carried().votes("tom", "for")
	content.Until("2027-02-10 10:00")
	content.ended(procedure.OutcomeCarried)
	typed := carried().votes("tom", "veto: our tariff")
	typed.ended(procedure.OutcomeVetoed)
	other := carried().votes("tom", "against: on second thoughts")
	other.ended("")
}

// A veto before anything is carried is a vote against it.
func TestAVetoBeforeTheCountIsAVoteAgainst(t *testing.T) {
	t.Parallel()
	p := open(t, deciding(assembly())).votes("lars", "for").vetoes("tom", "it touches our tariff")
	p.ended(procedure.OutcomeRejected).logged("rejected")
	if r := p.state().Reasons; len(r) != 2 || r[1].Why != "it touches our tariff" {
		t.Errorf("reasons are %+v", r)
	}
}

// Silence is consent where the rule says so and a reminder came before (procedures 0.3).
func TestSilenceIsConsentOnlyWhereItWasAgreed(t *testing.T) {
	t.Parallel()
	p := open(t, deciding(publication()))
	p.Until("2027-02-20 10:00")
	p.ended(procedure.OutcomeCarried).logged("carried")
	if p.hears("tom", vote.TemplateVote) < 2 {
		t.Error("tom was not reminded")
	}
	if got := p.state().Tally.Consenting; len(got) != 2 {
		t.Errorf("consenting are %v", got)
	}
	silent := open(t, deciding(plain()))
	silent.Until("2027-02-20 10:00")
	silent.ended(procedure.OutcomeNoQuorum).logged("no_quorum")
	quorum := open(t, deciding(assembly())).votes("lars", "for")
	quorum.Until("2027-02-20 10:00")
	quorum.ended(procedure.OutcomeNoQuorum)
}

// An objection makes the time longer, once. It stands if it is said again, and is taken back by
// a yes or, where silence is consent, by silence.
func TestAnObjectionMakesTheTimeLongerOnce(t *testing.T) {
	t.Parallel()
	objected := func() *play {
		p := open(t, deciding(publication())).votes("lars", "for").votes("tom", "against: the patent is not filed yet").ended("").logged()
		if p.state().Stage != vote.Standing || p.hears("lars", vote.TemplateResult) != 1 || p.hears("tom", vote.TemplateStands) != 1 {
			t.Fatalf("the stage is %s", p.state().Stage)
		}
		return p
	}
	objected().votes("tom", "against: still not filed").ended(procedure.OutcomeRejected).logged("rejected")
	objected().votes("tom", "for").ended(procedure.OutcomeCarried).logged("carried")
	silent := objected()
	silent.Until("2027-03-01 10:00")
	silent.ended("")
	silent.Until("2027-03-20 10:00")
	silent.ended(procedure.OutcomeCarried)
	if got := silent.state().Tally.Consenting; !slices.Equal(got, []string{silent.state().Voting.Asks[1].Party}) {
		t.Errorf("consenting are %v", got)
	}
}

func TestAPartyThatHasNotPutRightWhatItBrokeHasNoVote(t *testing.T) {
	t.Parallel()
	spec := deciding(assembly())
	p := open(t, spec, func(b *procedure.Brief) { b.Motion.Excluded = []string{spec.Parties[1].ID} })
	if len(p.state().Voting.Asks) != 1 {
		t.Fatalf("asked are %+v", p.state().Voting.Asks)
	}
	p.votes("lars", "for")
	if len(p.state().Vetoing.Asks) != 1 {
		t.Error("who has no vote has a veto")
	}
	if p.hears("tom", vote.TemplateResult) != 1 {
		t.Error("tom does not hear what was decided")
	}
}

// Who is away, gone, unreachable or wants no mail: the next one who can speak for the party
// votes, and without anybody the others decide among themselves.
func TestThePartyVotesWhoeverIsThere(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		begin func(*procedure.Brief)
		play  func(*play)
		spec  func(*partnership.Spec)
		voter string
	}{
		{name: "tom is away", begin: func(b *procedure.Brief) {
			b.Presence = b.Presence.Leave("tom", cadence.Date{Year: 2027, Month: 3, Day: 1})
		}, spec: second, voter: "quinn"},
		{name: "tom is away by the spec", spec: func(s *partnership.Spec) {
			second(s)
			s.Parties[1].People[0].Absences = []partnership.Absence{{From: cadence.Date{Year: 2027, Month: 1, Day: 1}, Until: cadence.Date{Year: 2027, Month: 1, Day: 31}}}
		}, voter: "quinn"},
		{name: "tom is away for a day by the spec", spec: func(s *partnership.Spec) {
			second(s)
			s.Parties[1].People[0].Absences = []partnership.Absence{{From: cadence.Date{Year: 2027, Month: 1, Day: 5}, Until: cadence.Date{Year: 2027, Month: 1, Day: 5}}}
		}, voter: "tom"},
		{name: "tom is away and alone", begin: func(b *procedure.Brief) {
			b.Presence = b.Presence.Leave("tom", cadence.Date{Year: 2027, Month: 3, Day: 1})
		}, voter: "tom"},
		{name: "tom has left", spec: second, play: func(p *play) {
			spec := deciding(plain(), second)
			spec.Parties[1].People = spec.Parties[1].People[1:]
			p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(spec), People: []procedure.PersonChange{{Person: "tom", Left: true}}})
		}, voter: "quinn"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			change := []func(*partnership.Spec){}
			if tt.spec != nil {
				change = append(change, tt.spec)
			}
			begin := []func(*procedure.Brief){}
			if tt.begin != nil {
				begin = append(begin, tt.begin)
			}
			p := open(t, deciding(plain(), change...), begin...)
			if tt.play != nil {
				tt.play(p)
			}
			p.votes("lars", "for").votes(tt.voter, "for").ended(procedure.OutcomeCarried)
		})
	}
}

// However answers are kept away, every vote comes to an end that both sides can read.
func TestNoVoteWaitsForEver(t *testing.T) {
	t.Parallel()
	for name, play := range map[string]func(*play){
		"nobody answers": func(*play) {},
		"tom's mail bounces": func(p *play) {
			p.reply(p.askOf("tom"), func(r *procedure.Reply) {
				r.Class, r.Bounce = procedure.ReplyBounce, procedure.SetbackPermanent
			})
		},
		"tom is away": func(p *play) {
			p.reply(p.askOf("tom"), func(r *procedure.Reply) { r.Class, r.Until = procedure.ReplyAuto, "2027-05-20" })
		},
		"tom wants no mail": func(p *play) {
			p.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Stopped: []string{"tom"}}})
		},
		"tom promises": func(p *play) {
			p.reply(p.askOf("tom"), func(r *procedure.Reply) { r.Class, r.Until = procedure.ReplyPromise, "2027-01-08" })
		},
		"tom has left": func(p *play) {
			spec := deciding(plain())
			spec.Parties[1].People = nil
			p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(spec), People: []procedure.PersonChange{{Person: "tom", Left: true}}})
		},
		"all say yes": func(p *play) { p.votes("lars", "for").votes("tom", "for") },
		"tom objects": func(p *play) { p.votes("lars", "for").votes("tom", "against: no") },
	} {
		for rule, r := range map[string]partnership.DecisionRule{"assembly": assembly(), "publication": publication(), "plain": plain()} {
			t.Run(name+" by "+rule, func(t *testing.T) {
				t.Parallel()
				p := open(t, deciding(r))
				play(p)
				p.Until("2027-12-01 10:00")
				if !p.state().Ended || p.state().Tally == nil {
					t.Fatalf("it does not end:\n%s", p.Shown.Card)
				}
				if p.hears("lars", vote.TemplateResult) == 0 {
					t.Error("lars does not hear what it came to")
				}
			})
		}
	}
}

// Opinions are heard before anybody votes, of those who are to be consulted, too, and whoever
// votes reads them.
func TestOpinionsAreHeardBeforeAnybodyVotes(t *testing.T) {
	t.Parallel()
	rule := plain()
	rule.Consultation = days(5)
	consulted := func(spec *partnership.Spec) {
		spec.Areas = []partnership.Area{{ID: "finance", Consulted: []string{spec.Parties[0].People[1].ID}}}
	}
	begin := func() *play { return open(t, deciding(rule, consulted)) }
	p := begin()
	if p.state().Stage != vote.Consulting || len(p.state().Consulting.Asks) != 3 {
		t.Fatalf("asked are %+v in the stage %s", p.state().Consulting.Asks, p.state().Stage)
	}
	for n, a := range p.state().Consulting.Asks {
		p.reply(a, func(r *procedure.Reply) {
			r.Answers = []partnership.Answer{{Question: vote.QuestionOpinion, Value: partnership.TextValue([]string{"Ask the operators first", "nothing", "Fine"}[n])}}
		})
	}
	if p.state().Stage != vote.Voting {
		t.Fatalf("the stage is %s", p.state().Stage)
	}
	var paper vote.Paper
	if err := json.Unmarshal(p.Letter("ask-voting/tom").Content, &paper); err != nil || len(paper.Opinions) != 2 || paper.Opinions[0].Why != "Ask the operators first" {
		t.Errorf("tom reads %+v, %v", paper.Opinions, err)
	}
	p.votes("lars", "for").votes("tom", "for").ended(procedure.OutcomeCarried)
	silent := begin()
	silent.Until("2027-01-12 10:00")
	if silent.state().Stage != vote.Voting {
		t.Errorf("nobody has an opinion, and the stage is %s", silent.state().Stage)
	}
	gone := begin()
	gone.Order(procedure.Order{Kind: procedure.OrderWithdraw})
	gone.ended(procedure.OutcomeWithdrawn).logged()
}

func TestAPauseHoldsTheWindow(t *testing.T) {
	t.Parallel()
	p := open(t, deciding(plain()))
	p.Until("2027-01-06 10:00")
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	p.votes("lars", "for").votes("tom", "for")
	p.Until("2027-02-20 10:00")
	p.ended("")
	p.Order(procedure.Order{Kind: procedure.OrderResume})
	p.ended(procedure.OutcomeCarried)
}

// The end of the partnership takes back a vote that is open; what was carried stays so.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	p := open(t, deciding(assembly())).votes("lars", "for")
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw})
	p.ended(procedure.OutcomeWithdrawn).logged()
	if p.hears("tom", vote.TemplateLeft) != 1 {
		t.Error("tom does not hear that nobody waits any more")
	}
	carried := open(t, deciding(assembly())).votes("lars", "for").votes("tom", "for")
	carried.Order(procedure.Order{Kind: procedure.OrderWithdraw})
	carried.ended(procedure.OutcomeCarried).logged("carried")
}

// An admin ends a part that waits for somebody, and all read why; nobody votes for another.
func TestAnAdminEndsAPartAndVotesForNobody(t *testing.T) {
	t.Parallel()
	p := open(t, deciding(plain())).votes("lars", "for")
	for _, c := range []procedure.Command{
		{Name: procedure.EndStage},
		{Name: procedure.Pause},
		{Name: procedure.AnswerFor, Person: "tom", Answers: []procedure.TypedAnswer{{Question: vote.Question, Value: "for"}}},
	} {
		if err := p.P.Check(c, p.Now); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
	p.Command(procedure.Command{Name: procedure.EndStage, Reason: "Tom says on the phone that he will not vote"})
	p.ended(procedure.OutcomeCarried)
	var paper vote.Paper
	if err := json.Unmarshal(p.Letter("vote-result/tom/carried/done").Content, &paper); err != nil || !strings.Contains(paper.Moved, "on the phone") {
		t.Errorf("tom reads %q, %v", paper.Moved, err)
	}
	if err := p.P.Check(procedure.Command{Name: procedure.EndStage, Reason: "again"}, p.Now); err == nil {
		t.Error("an ended vote has a part that can be ended")
	}
}

// In whatever order votes, promises, absences and pauses come, nobody gets the same mail twice,
// and what is logged last is how it came out.
func TestAnyCourseOfAVoteEndsAsItsLogSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule := rapid.SampledFrom([]func() partnership.DecisionRule{assembly, publication, plain}).Draw(t, "rule")()
		p := open(t, deciding(rule, second))
		for range rapid.IntRange(0, 8).Draw(t, "events") {
			if p.state().Ended {
				break
			}
			asks := p.circle().Asks
			a := rapid.SampledFrom(asks).Draw(t, "who")
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0, 1, 2:
				p.votes(a.Person, rapid.SampledFrom([]string{"for", "against: too dear", "abstain", "veto: our tariff"}).Draw(t, "vote"))
			case 3:
				p.vetoes(a.Person, "our tariff")
			case 4:
				p.reply(a, func(r *procedure.Reply) { r.Class, r.Until = procedure.ReplyPromise, "2027-01-09" })
			case 5:
				p.Pass(p.Now.AddDate(0, 0, rapid.IntRange(1, 20).Draw(t, "days")))
			}
		}
		p.Pass(p.Now.AddDate(1, 0, 0))
		s := p.state()
		if !s.Ended {
			t.Fatalf("it does not end:\n%s", p.Shown.Card)
		}
		results := p.results()
		if len(results) == 0 || results[len(results)-1] != string(s.Decided) {
			t.Fatalf("logged is %v, and it comes out as %s", results, s.Decided)
		}
		seen := map[string]bool{}
		for _, l := range p.Letters {
			if seen[l.Key] {
				t.Fatalf("the letter %s goes out twice", l.Key)
			}
			seen[l.Key] = true
		}
	})
}
