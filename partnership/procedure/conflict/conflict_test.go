package conflict_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
)

// two is duo with an executive on each side, and somebody of each to disagree: Lars,
// whose lead is Sofie, and Mia, whose lead is Tom.
func two() partnership.Spec {
	spec := specs.Duo()
	add := func(party int, id, name string, role partnership.Role) {
		p := spec.Parties[party].People[0]
		p.ID, p.Name, p.Email, p.Deputy, p.Roles = id, name, id+"@"+spec.Parties[party].ID+".example", "", []partnership.Role{role}
		spec.Parties[party].People = append(spec.Parties[party].People, p)
	}
	add(0, "ingrid", "Ingrid", partnership.RoleExecutive)
	add(1, "mia", "Mia", partnership.RoleMember)
	add(1, "aoife", "Aoife", partnership.RoleExecutive)
	return spec
}

// play is one conflict on a clock of its own, raised by Lars.
type play struct {
	*solo.Play
	t     rapid.TB
	mails int
}

func raise(t rapid.TB, spec partnership.Spec, change ...func(*procedure.Brief)) *play {
	t.Helper()
	b := procedure.Brief{
		Slug: "duo", Spec: spec.Digest(), Workflow: "duo/conflict/1", Rules: procedure.Rules,
		Occasion: procedure.Occasion{Type: conflict.Type, Noun: conflict.Noun, Name: "1", Agreed: true, At: solo.At("2026-12-01 10:00")},
		Dispute:  &procedure.Dispute{Number: 1, Raiser: "lars", RaisedAt: solo.At("2026-12-01 10:00")},
	}
	for _, f := range change {
		f(&b)
	}
	p, _ := conflict.Kind().New(spec, b)
	play := &play{Play: solo.New(t, spec, p, conflict.Kind().Blank, solo.At("2026-12-01 10:00")), t: t}
	play.Start()
	return play
}

func (p *play) state() *conflict.Conflict { return p.P.(*conflict.Conflict) }

// asked is the ID of the latest question mail to somebody that is open and asks
// some questions.
func (p *play) asked(person string, questions ...string) string {
	p.t.Helper()
	list := p.state().Inquiries
	for i := len(list) - 1; i >= 0; i-- {
		for _, a := range list[i].Circle.Asks {
			all := !slices.ContainsFunc(questions, func(id string) bool { _, ok := a.Question(id); return !ok })
			if a.Person == person && !list[i].Over && all {
				return a.ID
			}
		}
	}
	p.t.Fatalf("%s is not asked %v; the card says %s", person, questions, p.Shown.Card)
	return ""
}

// says delivers what somebody answers to what they are asked: words to questions of
// text, "yes" and "no", days, and the number of a choice.
func (p *play) says(person string, answers ...string) *play {
	p.t.Helper()
	var ids []string
	for _, a := range answers {
		id, _, _ := strings.Cut(a, "=")
		ids = append(ids, id)
	}
	ask := p.asked(person, ids...)
	r := procedure.Reply{Person: person, Ask: ask}
	var questions []partnership.Question
	for _, in := range p.state().Inquiries {
		for _, a := range in.Circle.Asks {
			if a.ID == ask {
				questions = a.Questions
			}
		}
	}
	for _, a := range answers {
		id, value, _ := strings.Cut(a, "=")
		i := slices.IndexFunc(questions, func(q partnership.Question) bool { return q.ID == id })
		if i < 0 {
			p.t.Fatalf("%s is not asked %q", person, id)
		}
		r.Answers = append(r.Answers, partnership.Answer{Question: id, Value: valueOf(questions[i], value)})
	}
	p.mails++
	r.ID = fmt.Sprintf("r%d", p.mails)
	sealed := r.Seal(questions, nil)
	p.Reply(sealed)
	return p
}

func valueOf(q partnership.Question, value string) partnership.Value {
	switch q.Kind {
	case partnership.KindYesNo:
		return partnership.BoolValue(value == "yes")
	case partnership.KindChoice:
		var n int
		fmt.Sscan(value, &n)
		return partnership.TextValue(q.Choices[n])
	case partnership.KindDate:
		d, _ := cadence.ParseDate(value)
		return partnership.DateValue(d)
	default:
		return partnership.TextValue(value)
	}
}

// writes delivers a command in a mail about the conflict.
func (p *play) writes(person string, name partnership.CommandName, argument string) *play {
	p.t.Helper()
	p.mails++
	r := procedure.Reply{
		ID: fmt.Sprintf("r%d", p.mails), Person: person, Ask: procedure.AskID("duo/conflict/1", "letter", person),
		Commands: []partnership.Command{{Name: name, Argument: argument}},
	}
	p.Reply(r.Seal(nil, func(id string) string { return id }))
	return p
}

func (p *play) until(when string) *play {
	p.t.Helper()
	p.Until(when)
	return p
}

// stands compares the stage, the level and who speaks.
func (p *play) stands(stage conflict.Stage, level int, speakers ...string) *play {
	p.t.Helper()
	c := p.state()
	if c.Stage != stage || c.Dispute.Level != level {
		p.t.Fatalf("it is %s on level %d, want %s on %d\n%s", c.Stage, c.Dispute.Level, stage, level, p.Shown.Card)
	}
	for i, s := range speakers {
		if c.Sides[i].Speaker != s {
			p.t.Fatalf("side %d is spoken for by %s, want %s", i, c.Sides[i].Speaker, s)
		}
	}
	return p
}

func (p *play) ended(outcome procedure.Outcome) *play {
	p.t.Helper()
	if !p.Ended || p.P.Outcome() != outcome {
		p.t.Fatalf("ended %v with %q, want %q\n%s", p.Ended, p.P.Outcome(), outcome, p.Shown.Card)
	}
	return p
}

// told counts the letters of a template to somebody; news by what they tell.
func (p *play) told(person, what string) int {
	n := 0
	for _, l := range p.Letters {
		if l.Person == person && (string(l.Template) == what || strings.Contains(string(l.Content), `"news":"`+what+`"`)) {
			n++
		}
		for _, e := range l.Explained {
			if l.Person == person && e.Why == what {
				n++
			}
		}
	}
	return n
}

func (p *play) hears(person, what string) *play {
	p.t.Helper()
	if p.told(person, what) == 0 {
		var list []string
		for _, l := range p.Letters {
			if l.Person == person {
				list = append(list, l.Key)
			}
		}
		p.t.Fatalf("%s is not told %q; they got %v", person, what, list)
	}
	return p
}

// opened has Lars raise it with Mia about the goal, and begin it.
func opened(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	p := raise(t, spec)
	return p.says("lars", "with=1", "about=0", "spoken=yes", "heat=0").writes("lars", partnership.CommandGo, "")
}

// stated has both write what happened.
func stated(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	p := opened(t, spec)
	p.says("lars", "happened=a", "effect=b", "need=c", "wish=d")
	p.until("2026-12-01 12:00").says("mia", "begin=0")
	return p.until("2026-12-01 13:00").says("mia", "happened=e", "effect=f", "need=g", "wish=h")
}

// understood has both say what the other means, and be right.
func understood(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	p := stated(t, spec).stands(conflict.Understood, 1)
	p.until("2026-12-01 14:00").says("mia", "restated=you say a").says("lars", "restated=you say e")
	return p.until("2026-12-01 15:00").says("lars", "yes=yes").says("mia", "yes=yes")
}

// proposing has both explore.
func proposing(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	p := understood(t, spec).stands(conflict.Exploring, 1)
	for _, who := range []string{"lars", "mia"} {
		p.until("2026-12-01 16:00").says(who, "interests=i", "option=j", "another=k", "criteria=l")
	}
	return p.stands(conflict.Proposed, 1)
}

func agreed(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	p := proposing(t, spec).until("2026-12-01 17:00").writes("lars", partnership.CommandProposal, "we tell each other")
	return p.until("2026-12-02 17:00").says("mia", "yes=yes").stands(conflict.Forward, 1)
}

func TestNobodyElseHearsOfItBeforeGo(t *testing.T) {
	t.Parallel()
	p := raise(t, two())
	p.says("lars", "with=1", "about=0").until("2026-12-04 10:00")
	for _, l := range p.Letters {
		if l.Person != "lars" {
			t.Errorf("%s hears of it: %s", l.Person, l.Key)
		}
	}
	p.until("2026-12-30 10:00").ended(procedure.OutcomeWithdrawn).hears("lars", "never-begun")
	for _, l := range p.Letters {
		if l.Person != "lars" {
			t.Errorf("%s hears of it: %s", l.Person, l.Key)
		}
	}
}

func TestGoNeedsWithWhomAndAboutWhat(t *testing.T) {
	t.Parallel()
	p := raise(t, two())
	p.writes("lars", partnership.CommandGo, "").hears("lars", "go-with").stands(conflict.Raised, 0)
	p.until("2026-12-01 11:00").says("lars", "with=1").writes("lars", partnership.CommandGo, "").hears("lars", "go-about").stands(conflict.Raised, 0)
	p.until("2026-12-01 12:00").says("lars", "about=0").writes("lars", partnership.CommandGo, "").stands(conflict.Framed, 1, "lars", "mia").hears("mia", "conflict-opened")
}

// TestOneMailHasOneReceiptWhateverItSays answers the sheet and gives the GO in one mail:
// what is missing, or that it has begun, stands in the receipt.
func TestOneMailHasOneReceiptWhateverItSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answers []string
		begun   bool
	}{"all there": {[]string{"with", "about"}, true}, "nothing about what": {[]string{"with"}, false}} {
		p := raise(t, two())
		ask := p.state().Inquiries[0].Circle.Asks[0]
		r := procedure.Reply{ID: "both", Person: "lars", Ask: ask.ID, Commands: []partnership.Command{{Name: partnership.CommandGo}}}
		for _, id := range c.answers {
			q, _ := ask.Question(id)
			r.Answers = append(r.Answers, partnership.Answer{Question: id, Value: partnership.TextValue(q.Choices[0])})
		}
		p.Reply(r.Seal(ask.Questions, nil))
		var receipts []procedure.Letter
		for _, l := range p.Letters {
			if l.Form == procedure.FormReceipt {
				receipts = append(receipts, l)
			}
		}
		if len(receipts) != 1 {
			t.Fatalf("%s: %d receipts", name, len(receipts))
		}
		l := receipts[0]
		explained := len(l.Explained) == 1 && l.Explained[0].Why == "go-about"
		if l.Complete != c.begun || len(l.Open) == 0 != c.begun || explained == c.begun {
			t.Errorf("%s: complete %t, open %v, explained %v", name, l.Complete, l.Open, l.Explained)
		}
	}
}

func TestWaitHoldsItOnce(t *testing.T) {
	t.Parallel()
	p := raise(t, two()).says("lars", "with=1", "about=0").writes("lars", partnership.CommandWait, "3d").hears("lars", "waits")
	p.until("2026-12-03 10:00").writes("lars", partnership.CommandWait, "3d").hears("lars", "wait-once")
	if n := p.until("2026-12-05 10:00").told("lars", "conflict-entry"); n < 2 {
		t.Errorf("the raiser was asked %d times", n)
	}
	p.until("2026-12-07 10:00").writes("lars", partnership.CommandGo, "").stands(conflict.Framed, 1)
}

func TestTwoWhoUnderstandEachOtherAgreeAndItHolds(t *testing.T) {
	t.Parallel()
	p := agreed(t, two())
	p.says("lars", "do=x", "day=2026-12-20", "sign=y").says("mia", "do=z", "day=2026-12-21", "sign=y").stands(conflict.FollowUp, 1)
	p.hears("lars", "settled").hears("mia", "settled")
	items := 0
	for _, told := range p.Told {
		items += len(told.Message.Items)
	}
	if items != 2 {
		t.Errorf("%d items are kept, want 2", items)
	}
	for _, day := range []string{"2027-01-02 18:00", "2027-02-01 18:00", "2027-03-03 18:00"} {
		p.until(day).says("lars", "yes=yes").says("mia", "yes=yes")
	}
	p.until("2027-04-01 10:00").ended(procedure.OutcomeResolved)
	forgets := 0
	for _, e := range p.Effects {
		if f, ok := e.(procedure.Forget); ok {
			forgets++
			if len(f.Keep) != 1 || f.Keep[0].Part != "proposal" {
				t.Errorf("kept for good is %+v, want the accepted text", f.Keep)
			}
		}
	}
	_ = forgets
}

func TestSilenceOfOneSideStopsNothing(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	p.says("lars", "happened=a", "effect=b", "need=c", "wish=d")
	p.until("2026-12-16 18:00").hears("mia", "level-up").says("lars", "yes=yes").stands(conflict.Proposed, 2, "sofie", "tom")
	p.hears("sofie", "brief").hears("tom", "brief").hears("mia", "level-moved")
	p.until("2027-01-05 18:00").says("tom", "yes=yes").stands(conflict.Proposed, 3, "ingrid", "aoife")
	p.until("2027-06-01 18:00").ended(procedure.OutcomeLapsed).hears("ingrid", "no-level-left")
	p.hears("lars", "ended-by-others").hears("tom", "ended-by-others")
}

func TestUpOfBothAtOnceAndOfOneAfterAReminder(t *testing.T) {
	t.Parallel()
	p := stated(t, two()).writes("lars", partnership.CommandUp, "").hears("lars", "up-noted").stands(conflict.Understood, 1)
	p.writes("mia", partnership.CommandUp, "").stands(conflict.Proposed, 2, "sofie", "tom")
	q := opened(t, two())
	q.until("2026-12-03 18:00").writes("lars", partnership.CommandUp, "").stands(conflict.Framed, 2, "sofie", "tom")
}

func TestBlameComesBackOnceAndGoesAsItStandsAfterADay(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	p.Look = func(e procedure.Examine) procedure.Examined {
		return procedure.Examined{Of: e.Of, Sharp: []string{"happened"}}
	}
	p.says("lars", "happened=you always", "effect=b", "need=c", "wish=d").hears("lars", "statement-check")
	if p.state().Sides[0].StatedAt.IsZero() == false {
		t.Fatal("it went on at once")
	}
	p.until("2026-12-02 18:00")
	if p.state().Sides[0].StatedAt.IsZero() {
		t.Fatal("it did not go on after a day")
	}
	if n := p.told("lars", "statement-check"); n != 1 {
		t.Errorf("it came back %d times", n)
	}
	for _, l := range p.Letters {
		if l.Person == "mia" && len(l.Writings) > 0 {
			t.Error("the other side reads it before it has written")
		}
	}
}

func TestOtherWordsTakeThePlaceOfBlame(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	p.Look = func(e procedure.Examine) procedure.Examined {
		return procedure.Examined{Of: e.Of, Sharp: []string{"happened"}}
	}
	p.says("lars", "happened=you always", "effect=b", "need=c", "wish=d")
	before := p.state().Sides[0].Statement
	p.until("2026-12-01 11:00").says("lars", "happened=on 3 May it came late")
	after := p.state().Sides[0].Statement
	if len(after) != 4 || after[0] == before[0] || after[1] != before[1] {
		t.Errorf("the statement was %+v and is %+v", before, after)
	}
}

func TestWhoReadsFirstWritesSecond(t *testing.T) {
	t.Parallel()
	p := opened(t, two()).says("mia", "begin=1")
	if n := p.told("mia", "statement"); n != 0 {
		t.Fatal("asked to write at once")
	}
	p.until("2026-12-01 12:00").says("lars", "happened=a", "effect=b", "need=c", "wish=d").hears("mia", "statement")
	last := p.Letters[len(p.Letters)-1]
	if last.Person != "mia" || len(last.Writings) != 4 {
		t.Errorf("%s shows %d parts", last.Key, len(last.Writings))
	}
	p.until("2026-12-01 13:00").says("mia", "happened=e", "effect=f", "need=g", "wish=h").stands(conflict.Understood, 1)
}

func TestNotQuiteEndsAfterTwoRounds(t *testing.T) {
	t.Parallel()
	p := stated(t, two())
	for i := range 2 {
		p.until(fmt.Sprintf("2026-12-02 1%d:00", i)).says("mia", fmt.Sprintf("restated=try %d", i))
		p.until(fmt.Sprintf("2026-12-02 1%d:30", i)).says("lars", "yes=no", "missing=not that")
	}
	p.until("2026-12-02 15:00").says("lars", "restated=you say e")
	p.until("2026-12-02 15:30").says("mia", "yes=yes").stands(conflict.Exploring, 1)
	c := p.state()
	if c.Sides[1].Confirmed || !c.Sides[0].Confirmed || c.Dispute.Loops != 2 {
		t.Errorf("confirmed %v and %v after %d loops", c.Sides[0].Confirmed, c.Sides[1].Confirmed, c.Dispute.Loops)
	}
}

func TestACopyIsAskedForOwnWordsOnce(t *testing.T) {
	t.Parallel()
	p := stated(t, two())
	p.Look = func(e procedure.Examine) procedure.Examined {
		return procedure.Examined{Of: e.Of, Copied: len(e.Against) > 0}
	}
	p.says("mia", "restated=a").hears("mia", "restate-copied")
	if p.told("lars", "confirm-restatement") != 0 {
		t.Fatal("the author reads a copy")
	}
	p.until("2026-12-01 16:00").says("mia", "restated=a again").hears("lars", "confirm-restatement")
}

// TestAnEmptyStatementIsAskedForAgain: nobody else reads it, and words take its place.
func TestAnEmptyStatementIsAskedForAgain(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	p.Look = func(e procedure.Examine) procedure.Examined { return procedure.Examined{Of: e.Of, Blank: true} }
	p.says("lars", "happened= ", "effect= ", "need= ", "wish= ").hears("lars", "statement-blank")
	p.until("2026-12-01 12:00").says("mia", "begin=0")
	p.Look = func(e procedure.Examine) procedure.Examined { return procedure.Examined{Of: e.Of} }
	p.until("2026-12-01 13:00").says("mia", "happened=e", "effect=f", "need=g", "wish=h").stands(conflict.Framed, 1)
	if p.told("mia", "restate") != 0 {
		t.Fatal("the other side is asked to restate an empty statement")
	}
	p.until("2026-12-01 14:00").says("lars", "happened=a", "effect=b", "need=c", "wish=d").stands(conflict.Understood, 1)
}

// TestAnEmptyRestatementIsAskedForAgain: whose words it is about does not get it.
func TestAnEmptyRestatementIsAskedForAgain(t *testing.T) {
	t.Parallel()
	p := stated(t, two())
	p.Look = func(e procedure.Examine) procedure.Examined { return procedure.Examined{Of: e.Of, Blank: true} }
	p.says("mia", "restated= ").hears("mia", "restate-blank")
	if p.told("lars", "confirm-restatement") != 0 {
		t.Fatal("the author is asked whether nothing is what they mean")
	}
	p.Look = nil
	p.until("2026-12-01 16:00").says("mia", "restated=you say a").hears("lars", "confirm-restatement")
}

func TestAProposalIsAgreedByTheYesOfTheOther(t *testing.T) {
	t.Parallel()
	p := proposing(t, two()).writes("mia", partnership.CommandAgreed, "as we said").hears("lars", "proposal")
	p.until("2026-12-01 18:00").says("lars", "yes=no", "missing=the date").hears("mia", "declined").stands(conflict.Proposed, 1)
	p.until("2026-12-01 19:00").writes("lars", partnership.CommandProposal, "with the date")
	p.until("2026-12-01 20:00").says("mia", "yes=yes").stands(conflict.Forward, 1)
}

func TestAYesToATextThatWasChangedIsNoAgreement(t *testing.T) {
	t.Parallel()
	p := proposing(t, two()).writes("lars", partnership.CommandProposal, "one")
	old := p.asked("mia")
	p.until("2026-12-01 18:00").writes("lars", partnership.CommandProposal, "two")
	yes := procedure.Reply{ID: "yes-1", Person: "mia", Ask: old, Answers: []partnership.Answer{{Question: "yes", Value: partnership.BoolValue(true)}}, Sealed: true}
	p.Reply(yes)
	p.stands(conflict.Proposed, 1).hears("mia", "proposal-gone").hears("lars", "accepted-gone")
}

func TestAChangeThatCrossesTheYesStopsTheAgreement(t *testing.T) {
	t.Parallel()
	p := agreed(t, two())
	p.writes("lars", partnership.CommandProposal, "changed").stands(conflict.Proposed, 1).hears("mia", "crossed").hears("lars", "crossed").hears("mia", "proposal")
	q := agreed(t, two())
	q.until("2026-12-03 17:00").writes("lars", partnership.CommandProposal, "changed").stands(conflict.Forward, 1).hears("lars", "agreed-already")
}

func TestWhatBothAgreedMayBeSaidAtAnyStage(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	p.until("2026-12-01 18:00").writes("mia", partnership.CommandAgreed, "we spoke").hears("lars", "proposal")
	p.until("2026-12-01 19:00").says("lars", "yes=yes").stands(conflict.Forward, 1)
}

func TestWithdrawingIsTheRaisersAndTheOtherMayCarryOn(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	p.writes("mia", partnership.CommandWithdraw, "").hears("mia", "withdraw-not-yours").stands(conflict.Framed, 1)
	p.writes("lars", partnership.CommandWithdraw, "").ended(procedure.OutcomeWithdrawn).hears("mia", "withdrawn")

	q := stated(t, two()).writes("lars", partnership.CommandWithdraw, "").hears("mia", "conflict-withdrawn").stands(conflict.Understood, 1)
	q.until("2026-12-02 10:00").says("mia", "yes=yes").stands(conflict.Understood, 1, "mia", "lars").hears("lars", "carried-on")

	r := stated(t, two()).writes("lars", partnership.CommandWithdraw, "")
	r.until("2026-12-20 10:00").ended(procedure.OutcomeWithdrawn)
}

func TestBothTakeMoreTime(t *testing.T) {
	t.Parallel()
	p := stated(t, two())
	ends := p.state().Clock.Ends
	p.writes("lars", partnership.CommandExtend, "5d").hears("lars", "extend-noted").hears("mia", "longer-wanted")
	p.until("2026-12-02 10:00").writes("mia", partnership.CommandExtend, "10d").hears("mia", "longer")
	if got := p.state().Clock.Ends; got.Sub(ends).Hours() < 4*24 || got.Sub(ends).Hours() > 6*24 {
		t.Errorf("it ended at %s and ends at %s", ends, got)
	}
	q := opened(t, two())
	q.until("2026-12-01 12:00").writes("mia", partnership.CommandExtend, "5d").hears("mia", "extend-no-part")
}

func TestWhatDoesNotHoldIsOpenedAgainOneLevelHigher(t *testing.T) {
	t.Parallel()
	p := agreed(t, two())
	p.says("lars", "do=x", "day=2026-12-20", "sign=y").says("mia", "do=z", "day=2026-12-21", "sign=y")
	p.until("2027-01-02 18:00").says("mia", "yes=no").says("mia", "slipped=the second point", "yes=yes")
	p.stands(conflict.Proposed, 2, "sofie", "tom").hears("lars", "reopened")
}

func TestSilenceAtTheLastLookLeavesItHeld(t *testing.T) {
	t.Parallel()
	p := agreed(t, two())
	p.until("2027-06-01 10:00").ended(procedure.OutcomeResolved)
}

func TestWhoLeavesIsFollowedByTheNextOfTheirParty(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	spec := two()
	spec.Parties[1].People = slices.DeleteFunc(spec.Parties[1].People, func(person partnership.Person) bool { return person.ID == "mia" })
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(spec), People: []procedure.PersonChange{{Person: "mia", Left: true}}})
	p.stands(conflict.Framed, 1, "lars", "tom").hears("tom", "conflict-opened")
}

func TestItCanBeAboutAPromise(t *testing.T) {
	t.Parallel()
	promise := procedure.Matter{Item: "contract", Title: "Send the contract"}
	p := raise(t, two(), func(b *procedure.Brief) { b.Promises = []procedure.Matter{promise} })
	p.says("lars", "with=1", "about=1", "shall_we=yes").stands(conflict.Framed, 1)
	if got := p.state().Dispute.Matter; got != promise {
		t.Errorf("it is about %+v", got)
	}
}

func TestWhoLeavesBeforeGoTakesItAlong(t *testing.T) {
	t.Parallel()
	spec := two()
	spec.Parties[0].People = slices.DeleteFunc(spec.Parties[0].People, func(person partnership.Person) bool { return person.ID == "lars" })
	p := raise(t, two()).says("lars", "with=1", "about=0")
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(spec), People: []procedure.PersonChange{{Person: "lars", Left: true}}})
	p.ended(procedure.OutcomeWithdrawn)
	for _, l := range p.Letters {
		if l.Person != "lars" {
			t.Errorf("%s hears of it: %s", l.Person, l.Key)
		}
	}
}

func TestASpeakerHandsTheSideToAColleague(t *testing.T) {
	t.Parallel()
	p := stated(t, two()).stands(conflict.Understood, 1, "lars", "mia")
	p.writes("mia", partnership.CommandDelegate, "").hears("mia", "speaker-whom")
	p.writes("mia", partnership.CommandDelegate, "lars").stands(conflict.Understood, 1, "lars", "mia")
	p.writes("mia", partnership.CommandDelegate, "tom").stands(conflict.Understood, 1, "lars", "tom").hears("mia", "speaker-named")
	p.hears("tom", "you-speak").hears("lars", "speaker-changed").hears("tom", "restate")
	p.says("tom", "restated=you say a").says("lars", "yes=yes")
	if !p.state().Sides[1].Confirmed {
		t.Error("what the colleague wrote does not count")
	}
	p.writes("mia", partnership.CommandProposal, "x").hears("mia", "not-yours")
	p.writes("tom", partnership.CommandProposal, "a list").says("lars", "yes=yes")
	p.says("lars", "do=a", "day=2026-12-20", "sign=b").says("tom", "do=a", "day=2026-12-20", "sign=b").hears("mia", "settled-by-others")
	for _, l := range p.Letters {
		if l.Person == "mia" && strings.Contains(string(l.Content), "settled-by-others") && len(l.Writings) > 0 {
			t.Error("who no longer speaks reads what was written")
		}
	}
}

func TestALevelWhosePeopleSpokeAlreadyIsSkippedAlsoAfterDelegating(t *testing.T) {
	t.Parallel()
	spec := two()
	spec.Conflict = &partnership.Conflict{Levels: []partnership.ConflictLevel{
		{ID: "direct", Parties: true, Within: specs.Span("10bd")},
		{ID: "same", Who: []string{"lars", "mia"}, Within: specs.Span("10bd")},
		{ID: "leads", Who: []string{"sofie", "tom"}, Within: specs.Span("10bd")},
	}}
	p := stated(t, spec).writes("mia", partnership.CommandDelegate, "tom")
	p.writes("lars", partnership.CommandUp, "").writes("tom", partnership.CommandUp, "").stands(conflict.Proposed, 3, "sofie", "tom")
}

// TestWhoSitsBesideASpeakerGetsCopies looks at a level with two people of a side.
func TestWhoSitsBesideASpeakerGetsCopies(t *testing.T) {
	t.Parallel()
	spec := two()
	spec.Conflict = &partnership.Conflict{Levels: []partnership.ConflictLevel{
		{ID: "direct", Parties: true, Within: specs.Span("10bd")},
		{ID: "heads", Who: []string{"sofie", "ingrid", "tom"}, Within: specs.Span("10bd")},
	}}
	p := stated(t, spec).writes("lars", partnership.CommandUp, "").writes("mia", partnership.CommandUp, "")
	p.stands(conflict.Proposed, 2, "sofie", "tom").hears("ingrid", "brief")
	p.writes("tom", partnership.CommandProposal, "a list").hears("sofie", "proposal").hears("ingrid", "proposal")
	p.writes("ingrid", partnership.CommandUp, "").hears("ingrid", "not-yours")
	for _, l := range p.Letters {
		if l.Person == "ingrid" && len(l.Questions) > 0 && l.Form != procedure.FormReceipt {
			t.Errorf("who only reads is asked something: %s", l.Key)
		}
		if l.Person == "mia" && l.Key != "" && strings.Contains(string(l.Content), `"copy":true`) {
			t.Errorf("somebody who does not sit there gets a copy: %s", l.Key)
		}
	}
	p.says("sofie", "yes=yes", "missing=").says("sofie", "do=a", "day=2026-12-20", "sign=b").says("tom", "do=a", "day=2026-12-20", "sign=b")
	p.hears("ingrid", "settled")
}

// TestWhoCannotBeAskedIsReplacedByTheirLeadsWord has Mia away for long. Her lead hears
// nothing of what it is about, and names who acts; until half of the time is over
// everybody waits for her.
func TestWhoCannotBeAskedIsReplacedByTheirLeadsWord(t *testing.T) {
	t.Parallel()
	away := func(until string) procedure.Order {
		day, _ := cadence.ParseDate(until)
		return procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Away: []procedure.Absent{{Person: "mia", Until: day}}}}
	}
	p := opened(t, two())
	p.Order(away("2027-01-20"))
	p.until("2026-12-01 12:00")
	if p.told("tom", "conflict-speaker") != 0 {
		t.Fatal("the lead was asked at once")
	}
	p.until("2026-12-03 12:00").hears("tom", "conflict-speaker")
	for _, l := range p.Letters {
		if l.Template == conflict.TemplateSpeaker && (strings.Contains(string(l.Content), "title") || l.About != "" || len(l.Writings) > 0) {
			t.Errorf("the lead reads what it is about: %s", l.Content)
		}
	}
	p.says("tom", "who_speaks=0").stands(conflict.Framed, 1, "lars", "tom").hears("tom", "conflict-opened").hears("lars", "speaker-changed")

	q := opened(t, two())
	q.Order(away("2026-12-01"))
	q.until("2026-12-03 12:00")
	if q.told("tom", "conflict-speaker") != 0 {
		t.Error("the lead was asked about somebody who is back in time")
	}
	w := opened(t, two())
	w.Order(away("2027-01-20"))
	w.until("2026-12-03 12:00").says("tom", "who_speaks=2").stands(conflict.Framed, 1, "lars", "mia")
	if w.until("2026-12-04 12:00").told("tom", "conflict-speaker") > 1 {
		t.Error("the lead is asked again after having said that they wait")
	}
}

func TestThoseWhoNoLongerTalkBeginWithTheirLeads(t *testing.T) {
	t.Parallel()
	for heat, want := range []int{1, 2, 3, 3} {
		p := raise(t, two()).says("lars", "with=1", "about=0", fmt.Sprintf("heat=%d", heat)).writes("lars", partnership.CommandGo, "")
		if got := p.state().Dispute.Level; got != want {
			t.Errorf("heat %d begins on level %d, want %d", heat, got, want)
		}
	}
}

func TestOnlySpeakersSpeak(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	p.writes("sofie", partnership.CommandUp, "").hears("sofie", "not-yours")
}

func TestWhatComesAgainBeginsOneLevelHigherIfTheRaiserSaysSo(t *testing.T) {
	t.Parallel()
	for answer, level := range map[string]int{"yes": 2, "no": 1} {
		p := raise(t, two(), func(b *procedure.Brief) {
			b.Dispute.Number = 2
			b.Disputes = []procedure.Dispute{{
				Number: 1, Raiser: "mia", With: "lars", Level: 1, Matter: procedure.Matter{Goal: "leads"}, Outcome: procedure.OutcomeResolved,
			}}
		})
		p.says("lars", "with=1", "about=0", "shall_we=yes").stands(conflict.Raised, 0)
		p.until("2026-12-01 12:00").says("lars", "yes="+answer).stands(conflict.Framed, level)
	}
}

func TestWhatIsOpenAlreadyIsNotRaisedTwice(t *testing.T) {
	t.Parallel()
	p := raise(t, two(), func(b *procedure.Brief) {
		b.Disputes = []procedure.Dispute{{Number: 1, Raiser: "mia", With: "lars", Level: 1, Matter: procedure.Matter{Goal: "leads"}}}
	})
	p.says("lars", "with=1", "about=0", "shall_we=yes").ended(procedure.OutcomeWithdrawn).hears("lars", "open-already")
}

func TestAMediatorIsWrittenToWhenBothSaySo(t *testing.T) {
	t.Parallel()
	spec := two()
	spec.Conflict = &partnership.Conflict{Levels: []partnership.ConflictLevel{
		{ID: "direct", Parties: true, Within: specs.Span("10bd")},
		{ID: "mediator", Contact: "mediator@resolve.example", Within: specs.Span("60d")},
		{ID: "court", External: true, Within: specs.Span("90d")},
	}}
	p := stated(t, spec).writes("lars", partnership.CommandUp, "").writes("mia", partnership.CommandUp, "")
	p.stands(conflict.Proposed, 2, "ingrid", "aoife").hears("ingrid", "brief")
	if p.told("ingrid", "mediator-letter") != 0 {
		t.Fatal("the mediator was written to before anybody said so")
	}
	p.until("2026-12-02 10:00").says("ingrid", "yes=yes").says("aoife", "yes=yes").hears("ingrid", "mediator-letter")
	letter := p.Letters[len(p.Letters)-3]
	if letter.Reader == nil || letter.Reader.Email != "mediator@resolve.example" || len(letter.Writings) == 0 {
		t.Fatalf("the letter goes to %+v with %d writings", letter.Reader, len(letter.Writings))
	}
	p.Reply(procedure.Reply{Person: "ingrid", Ask: letter.Ask, Sealed: true, Commands: []partnership.Command{{Name: partnership.CommandProposal, Argument: procedure.UnderSeal}}})
	p.hears("ingrid", "proposal").hears("aoife", "proposal")
	p.until("2026-12-05 10:00").says("ingrid", "yes=yes").says("aoife", "yes=yes").stands(conflict.Forward, 2)
}

// TestAMediatorWhoDoesNotAnswerIsFollowedByTheSecondOne plays silence and a mail that
// comes back; a late word of the first one still counts.
func TestAMediatorWhoDoesNotAnswerIsFollowedByTheSecondOne(t *testing.T) {
	t.Parallel()
	spec := two()
	spec.Conflict = &partnership.Conflict{Levels: []partnership.ConflictLevel{
		{ID: "direct", Parties: true, Within: specs.Span("10bd")},
		{ID: "mediator", Contact: "first@resolve.example", Alternate: "second@resolve.example", Within: specs.Span("60d"), Respond: specs.Span("7d")},
	}}
	written := func(p *play) (list []procedure.Letter) {
		for _, l := range p.Letters {
			if l.Template == conflict.TemplateMediator {
				list = append(list, l)
			}
		}
		return list
	}
	begun := func() *play {
		p := stated(t, spec).writes("lars", partnership.CommandUp, "").writes("mia", partnership.CommandUp, "")
		return p.until("2026-12-02 10:00").says("ingrid", "yes=yes").says("aoife", "yes=yes")
	}
	p := begun()
	p.until("2026-12-15 10:00").stands(conflict.Proposed, 2)
	if p.pendingSend("ingrid") {
		t.Fatal("the second one is proposed while the first has time")
	}
	p.until("2026-12-18 12:00").says("ingrid", "yes=yes").says("aoife", "yes=yes")
	letters := written(p)
	if len(letters) != 2 || letters[1].Reader.Email != "second@resolve.example" || letters[0].Ask == letters[1].Ask {
		t.Fatalf("%d letters went to mediators, the last to %+v", len(letters), letters[len(letters)-1].Reader)
	}
	p.Reply(procedure.Reply{ID: "late", Person: "ingrid", Ask: letters[0].Ask, Sealed: true, Commands: []partnership.Command{{Name: partnership.CommandProposal, Argument: procedure.UnderSeal}}})
	p.hears("ingrid", "proposal").hears("aoife", "proposal")

	q := begun()
	q.Step(procedure.Event{Kind: procedure.Replied, Reply: &procedure.Reply{ID: "back", Person: "ingrid", Ask: written(q)[0].Ask, Class: procedure.ReplyBounce}})
	if !q.pendingSend("ingrid") || !q.pendingSend("aoife") {
		t.Error("after a mail that came back the second one is not proposed")
	}
	q.says("ingrid", "yes=yes").until("2026-12-12 12:00")
	if len(written(q)) != 2 {
		t.Error("the word of one, and a week of the other's silence, do not reach the second one")
	}
	q.until("2027-01-05 12:00").hears("ingrid", "mediator-silent").hears("aoife", "mediator-silent")
}

// pendingSend reports whether somebody is asked about a letter to a mediator.
func (p *play) pendingSend(person string) bool {
	for _, in := range p.state().Inquiries {
		if string(in.Kind) == "send" && !in.Over && len(in.Circle.Asks) > 0 && in.Circle.Asks[0].Person == person {
			return true
		}
	}
	return false
}

// TestSilenceOutsideCountsAsRefusal is a claim that nobody answers within thirty days of
// what was last put on record.
func TestSilenceOutsideCountsAsRefusal(t *testing.T) {
	t.Parallel()
	spec := two()
	spec.Conflict = &partnership.Conflict{Levels: []partnership.ConflictLevel{
		{ID: "direct", Parties: true, Within: specs.Span("10bd")},
		{ID: "claim", External: true, Within: specs.Span("90d"), RefusedAfter: specs.Span("30d")},
		{ID: "court", External: true, Within: specs.Span("90d")},
	}}
	p := stated(t, spec).writes("lars", partnership.CommandUp, "").writes("mia", partnership.CommandUp, "").stands(conflict.Proposed, 2)
	p.Order(procedure.Order{Kind: procedure.OrderExternal, Day: "2026-12-20", Reason: "claim filed"})
	p.until("2027-01-18 10:00").stands(conflict.Proposed, 2)
	p.until("2027-01-20 10:00").stands(conflict.Proposed, 3).hears("ingrid", "refused").hears("aoife", "refused")
}

// TestWhoLetsTheTimeToRespondPassHoldsTheOtherUpNoMore goes on by one word as soon as
// the level's own time to answer is over.
func TestWhoLetsTheTimeToRespondPassHoldsTheOtherUpNoMore(t *testing.T) {
	t.Parallel()
	spec := two()
	spec.Conflict = &partnership.Conflict{Levels: []partnership.ConflictLevel{
		{ID: "direct", Parties: true, Within: specs.Span("10bd")},
		{ID: "executives", Who: []string{"ingrid", "aoife"}, Within: specs.Span("45d"), Respond: specs.Span("15d"), Meet: specs.Span("30d")},
		{ID: "court", External: true, Within: specs.Span("90d")},
	}}
	p := stated(t, spec).writes("lars", partnership.CommandUp, "").writes("mia", partnership.CommandUp, "").stands(conflict.Proposed, 2, "ingrid", "aoife")
	p.until("2026-12-14 10:00").writes("ingrid", partnership.CommandUp, "").stands(conflict.Proposed, 2)
	p.until("2026-12-17 18:00").writes("ingrid", partnership.CommandUp, "").stands(conflict.Proposed, 3)
}

// TestAGoalIsOnHoldBeforeTheStatementsOnlyIfBothWantThat asks both, and takes neither's
// word alone.
func TestAGoalIsOnHoldBeforeTheStatementsOnlyIfBothWantThat(t *testing.T) {
	t.Parallel()
	p := opened(t, two()).says("lars", "on_hold=yes")
	if !p.state().Dispute.Frozen.IsZero() {
		t.Fatal("one alone puts the goal on hold")
	}
	p.until("2026-12-01 12:00").says("mia", "on_hold=yes").stands(conflict.Framed, 1)
	if !p.state().Dispute.Frozen.Equal(p.state().Clock.Ends) {
		t.Errorf("it is on hold until %v, not until the level ends", p.state().Dispute.Frozen)
	}
	q := opened(t, two()).says("lars", "on_hold=yes").until("2026-12-01 12:00").says("mia", "on_hold=no")
	if !q.state().Dispute.Frozen.IsZero() {
		t.Error("a no puts the goal on hold")
	}
}

// TestAnAdminMovesEveryStageThatWaitsOnPeople pushes a conflict in which nobody answers
// from stage to stage: each says so to both sides, and what was written counts.
func TestAnAdminMovesEveryStageThatWaitsOnPeople(t *testing.T) {
	t.Parallel()
	push := func(p *play, stage conflict.Stage) *play {
		p.Order(procedure.Order{Kind: procedure.OrderLevel, Stage: string(stage), Reason: "said so"})
		return p.hears("lars", "pushed-by-admin").hears("mia", "pushed-by-admin")
	}
	p := opened(t, two()).says("lars", "happened=a")
	push(p, conflict.Understood).stands(conflict.Understood, 1).hears("mia", "restate")
	push(p, conflict.Exploring).stands(conflict.Exploring, 1).hears("lars", "explore")
	push(p, conflict.Proposed).stands(conflict.Proposed, 1).hears("lars", "options")
	push(opened(t, two()), conflict.Proposed).stands(conflict.Proposed, 1)
	q := agreed(t, two()).says("lars", "do=x", "day=2026-12-20", "sign=y")
	push(q, conflict.FollowUp).stands(conflict.FollowUp, 1).hears("mia", "settled")
	r := stated(t, two())
	r.Order(procedure.Order{Kind: procedure.OrderLevel, Stage: "agreed", Reason: "said so"})
	r.stands(conflict.Understood, 1)
}

func TestALevelOutsideIsWatchedAndNobodyIsNudged(t *testing.T) {
	t.Parallel()
	spec := two()
	spec.Conflict = &partnership.Conflict{Levels: []partnership.ConflictLevel{
		{ID: "direct", Parties: true, Within: specs.Span("10bd")}, {ID: "court", External: true, Within: specs.Span("90d")},
	}}
	p := stated(t, spec).writes("lars", partnership.CommandUp, "").writes("mia", partnership.CommandUp, "").stands(conflict.Proposed, 2)
	p.Order(procedure.Order{Kind: procedure.OrderExternal, Day: "2026-12-20", Reason: "claim filed"})
	before := len(p.Letters)
	p.until("2027-02-01 10:00")
	if len(p.Letters) != before || !strings.Contains(p.Shown.Card, "claim filed") {
		t.Errorf("%d letters more\n%s", len(p.Letters)-before, p.Shown.Card)
	}
	p.until("2027-05-01 10:00").ended(procedure.OutcomeExternal)
}

func TestAnAdminMovesAndClosesWithAReasonThatBothRead(t *testing.T) {
	t.Parallel()
	p := stated(t, two())
	p.Order(procedure.Order{Kind: procedure.OrderLevel, Level: "leads", Reason: "on the phone"})
	p.stands(conflict.Proposed, 2, "sofie", "tom").hears("lars", "moved-by-admin").hears("mia", "moved-by-admin")
	p.Order(procedure.Order{Kind: procedure.OrderClose, Outcome: procedure.OutcomeLapsed, Reason: "both have left"})
	p.ended(procedure.OutcomeLapsed).hears("sofie", "closed-by-admin").hears("tom", "closed-by-admin")
}

func TestTwoOfTheSameBecomeOneAsLongAsNothingIsWritten(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	p.Order(procedure.Order{Kind: procedure.OrderJoin})
	p.ended(procedure.OutcomeWithdrawn).hears("lars", "joined").hears("mia", "joined")
	q := stated(t, two())
	q.Order(procedure.Order{Kind: procedure.OrderJoin})
	q.stands(conflict.Understood, 1)
}

// TestNoQuestionIsNamedLikeACommand reads the IDs of all questions: a line of that
// name would be taken for the answer, and GO would never be heard.
func TestNoQuestionIsNamedLikeACommand(t *testing.T) {
	t.Parallel()
	p := opened(t, two())
	var asked []partnership.Question
	for _, in := range p.state().Inquiries {
		for _, a := range in.Circle.Asks {
			asked = append(asked, a.Questions...)
		}
	}
	for _, q := range asked {
		for _, form := range partnership.Commands() {
			if strings.EqualFold(q.ID, form.English.Word) {
				t.Errorf("the question %s is named like the command %s", q.ID, form.Name)
			}
		}
	}
}
