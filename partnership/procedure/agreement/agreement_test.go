package agreement_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// signed is a partnership in which Sofie and Tom sign and lead. Others changes it.
func signed(change ...func(*partnership.Spec)) partnership.Spec {
	spec := specs.Duo()
	times := partnership.UsualAgreement()
	spec.Agreement = &times
	for _, party := range spec.Parties {
		for i, p := range party.People {
			if slices.Contains(p.Roles, partnership.RoleLead) {
				party.People[i].Roles = []partnership.Role{partnership.RoleLead, partnership.RoleSignatory}
			}
		}
	}
	for _, f := range change {
		f(&spec)
	}
	return spec
}

// apart has Sofie lead only, and Lars sign.
func apart(spec *partnership.Spec) {
	spec.Parties[0].People[0].Roles = []partnership.Role{partnership.RoleSignatory}
	spec.Parties[0].People[1].Roles = []partnership.Role{partnership.RoleLead}
}

type play struct {
	*solo.Play
	t rapid.TB
}

func prepare(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	o := procedure.Occasion{
		Type: agreement.Type, Noun: agreement.Noun, Name: "1", Date: "2026-11-02", At: solo.At("2026-11-02 09:00"), Until: solo.At("2027-12-01 00:00"), Agreed: true,
	}
	state, _ := agreement.Kind().New(spec, procedure.Brief{
		Slug: spec.Slug, Spec: spec.Digest(), Workflow: o.Workflow(spec.Slug), Rules: procedure.Rules, Occasion: o,
	})
	return &play{Play: solo.New(t, spec, state, agreement.Kind().Blank, o.At), t: t}
}

func open(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	p := prepare(t, spec)
	p.Start()
	return p
}

func (p *play) state() *agreement.Agreement { return p.P.(*agreement.Agreement) }

// ask finds what somebody is asked, in the latest stage.
func (p *play) ask(person string) asking.Ask {
	p.t.Helper()
	for _, c := range []asking.Circle{p.state().Signing, p.state().Understanding} {
		for _, a := range c.Asks {
			if a.Person == person {
				return a
			}
		}
	}
	p.t.Fatalf("%s is not asked", person)
	return asking.Ask{}
}

// writes is a mail of somebody with a command, proven as a server does.
func (p *play) writes(person string, c partnership.CommandName, words string, change ...func(*procedure.Reply)) *play {
	p.t.Helper()
	r := procedure.Reply{
		Ask: p.ask(person).ID, Person: person, Proof: "dkim", Sender: person + "@mail.example", Commands: []partnership.Command{{Name: c, Argument: words}},
	}
	for _, f := range change {
		f(&r)
	}
	p.Reply(r)
	return p
}

// says is a mail of somebody with answers.
func (p *play) says(person string, answers ...partnership.Answer) *play {
	p.t.Helper()
	p.Reply(procedure.Reply{Ask: p.ask(person).ID, Person: person, Proof: "dkim", Answers: answers})
	return p
}

func yes(question string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(true), Raw: "yes"}
}

// stands wants some people to have signed, and nobody else.
func (p *play) stands(people ...string) *play {
	p.t.Helper()
	var got []string
	for _, s := range p.state().Signers {
		if !s.SignedAt.IsZero() {
			got = append(got, s.Person)
		}
	}
	if !slices.Equal(got, people) {
		p.t.Errorf("%v have signed, want %v", got, people)
	}
	return p
}

// ended wants it to have ended so.
func (p *play) ended(o procedure.Outcome) *play {
	p.t.Helper()
	if got := p.state().Decided; got != o || p.Ended != (o != "") {
		p.t.Errorf("it is %q (ended: %t), want %q", got, p.Ended, o)
	}
	return p
}

// hears wants the last letter to somebody to be of a template, or to explain why.
func (p *play) hears(person, what string) *play {
	p.t.Helper()
	for _, l := range slices.Backward(p.Letters) {
		if l.Person != person {
			continue
		}
		if got := string(l.Template); got != what && (len(l.Explained) == 0 || l.Explained[0].Why != what) {
			p.t.Errorf("%s heard %s %v, want %s", person, got, l.Explained, what)
		}
		return p
	}
	p.t.Errorf("%s heard nothing, want %s", person, what)
	return p
}

// kept are the items that the partnership has to keep.
func (p *play) kept() []procedure.Item {
	var items []procedure.Item
	for _, told := range p.Told {
		items = append(items, told.Message.Items...)
	}
	return items
}

// proofs are the signatures on record.
func (p *play) proofs() []procedure.Signature {
	var list []procedure.Signature
	for _, e := range p.Entries {
		if e.Kind == procedure.EntrySignature && e.Signature != nil {
			list = append(list, *e.Signature)
		}
	}
	return list
}

func TestSignedWhenAllHave(t *testing.T) {
	t.Parallel()
	spec := signed()
	p := open(t, spec)
	p.Expect(
		"11-02 09:00 phase: Agreement, revision 1: the signing begins",
		"11-02 09:00 ask-signing/sofie signature to sofie", "11-02 09:00 ask-signing/tom signature to tom",
	)
	p.writes("sofie", partnership.CommandSign, "", func(r *procedure.Reply) { r.Source = "<one@mail.example>" }).stands("sofie").ended("").hears("sofie", "receipt")
	p.Until("2026-11-03 09:00")
	p.writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned).stands("sofie", "tom").hears("sofie", "in-force").hears("tom", "in-force")
	proofs := p.proofs()
	if len(proofs) != 2 {
		t.Fatalf("%d signatures are on record, want 2", len(proofs))
	}
	want := procedure.Signature{
		Person: "sofie", Party: "north", Spec: spec.Digest(), Charter: procedure.Charter(spec.Digest()), Message: "<one@mail.example>", Mail: "mail-1", Sender: "sofie@mail.example",
		Proof: "dkim", At: solo.At("2026-11-02 09:00"), Method: procedure.SignedByMail,
	}
	if proofs[0] != want {
		t.Errorf("on record is %+v, want %+v", proofs[0], want)
	}
	if last := p.Told[len(p.Told)-1].Message; last.Course == nil || last.Course.Outcome != procedure.OutcomeSigned {
		t.Errorf("the partnership hears %+v of the outcome", last.Course)
	}
}

func TestWhoLeadsAndDoesNotSignIsAskedWhetherTheTermsAreClear(t *testing.T) {
	t.Parallel()
	p := open(t, signed(apart))
	p.Expect(
		"11-02 09:00 ask-understanding/lars charter to lars", "11-02 09:00 ask-understanding/sofie charter to sofie",
		"11-02 09:00 ask-understanding/tom charter to tom",
	)
	p.writes("lars", partnership.CommandSign, "").stands().hears("lars", "sign-not-yet")
	p.writes("sofie", partnership.CommandSign, "").stands().hears("sofie", "sign-not-yours")
	p.says("sofie", yes(agreement.QuestionClear)).says("lars", yes(agreement.QuestionClear)).Skip()
	p.says("tom", yes(agreement.QuestionClear)).hears("lars", "signature").hears("tom", "signature").hears("sofie", "receipt")
	p.writes("lars", partnership.CommandSign, "").writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned).hears("sofie", "in-force")
}

func TestSilenceAboutTheTermsHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	p := open(t, signed(apart))
	p.Until("2026-11-20 09:00")
	if len(p.state().Signing.Asks) != 2 {
		t.Error("after the time to say whether the terms are clear nobody is asked to sign")
	}
}

func TestWhatIsUnclearStopsTheClockUntilItIsAnswered(t *testing.T) {
	t.Parallel()
	p := open(t, signed())
	due := p.ask("tom").Due
	p.says("sofie", specs.Words(agreement.QuestionUnclear, "Who pays for the stands at the fair?"))
	if items := p.kept(); len(items) != 1 || items[0].Owner != "tom" || items[0].For != "sofie" || items[0].Kind != procedure.ItemIssue {
		t.Fatalf("the partnership has %+v to keep", items)
	}
	if want := solo.At("2026-11-16 23:59"); p.ask("tom").Due.Before(want.Add(-24 * time.Hour)) {
		t.Errorf("the window ends %s, want ten business days later than %s", p.ask("tom").Due, due)
	}
	p.Until("2026-11-04 09:00")
	p.Order(procedure.Order{Kind: procedure.OrderMet, Item: "agreement-1-1"})
	if got := p.ask("tom").Due; !got.Equal(due.Add(48 * time.Hour)) {
		t.Errorf("the window ends %s, want the two days of the question after %s", got, due)
	}
	p.says("sofie", specs.Words(agreement.QuestionUnclear, "And who pays for the travel to the fair?"))
	if n := len(p.state().Remarks); n != 2 {
		t.Errorf("%d questions were passed on, want the second too", n)
	}
}

func TestDeclinedAtOnceAndEverybodyHearsWhy(t *testing.T) {
	t.Parallel()
	p := open(t, signed())
	p.writes("sofie", partnership.CommandSign, "")
	p.writes("tom", partnership.CommandDecline, "").ended("").hears("tom", "decline-no-reason")
	p.writes("tom", partnership.CommandDecline, "our share is too small").ended(procedure.OutcomeDeclined).hears("sofie", "not-signed").hears("tom", "not-signed")
	var c agreement.Content
	if err := json.Unmarshal(p.Letters[len(p.Letters)-1].Content, &c); err != nil || c.Reason.Text != "our share is too small" || c.Reason.By != "tom" {
		t.Errorf("they hear %+v (%v)", c, err)
	}
}

func TestASignatureCanBeTakenBackUntilAllHaveSigned(t *testing.T) {
	t.Parallel()
	p := open(t, signed())
	p.writes("sofie", partnership.CommandWithdraw, "").hears("sofie", "withdraw-unsigned")
	p.writes("sofie", partnership.CommandSign, "", func(r *procedure.Reply) { r.Source = "<one@mail.example>" }).stands("sofie")
	p.writes("sofie", partnership.CommandWithdraw, "").stands().hears("sofie", "receipt")
	p.writes("tom", partnership.CommandSign, "").ended("").stands("tom")
	p.writes("sofie", partnership.CommandSign, "", func(r *procedure.Reply) { r.Source = "<one@mail.example>" }).stands("tom").hears("sofie", "sign-replayed")
	p.writes("sofie", partnership.CommandSign, "", func(r *procedure.Reply) { r.Source = "<two@mail.example>" }).ended(procedure.OutcomeSigned)
}

func TestSignAndWithdrawCrossing(t *testing.T) {
	t.Parallel()
	first := open(t, signed()).writes("sofie", partnership.CommandSign, "")
	first.writes("sofie", partnership.CommandWithdraw, "").writes("tom", partnership.CommandSign, "").ended("").stands("tom")
	last := open(t, signed()).writes("sofie", partnership.CommandSign, "")
	last.writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
	if last.Step(procedure.Event{Kind: procedure.Woke}); len(last.Effects) > 0 {
		t.Error("it goes on after its end")
	}
}

func TestWhatDoesNotSign(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*procedure.Reply)
		why    string
	}{
		"a deputy":                   {func(r *procedure.Reply) { r.Person, r.Named = "lars", "Lars" }, "sign-deputy"},
		"another signatory's thread": {func(r *procedure.Reply) { r.Person = "tom" }, "sign-deputy"},
		"nobody vouches":             {func(r *procedure.Reply) { r.Proof = "" }, "sign-unproven"},
		"only SPF":                   {func(r *procedure.Reply) { r.Proof = "spf" }, "sign-unproven"},
		"an admin vouches":           {func(r *procedure.Reply) { r.Proof = "admin" }, "sign-unproven"},
		"an admin enters it":         {func(r *procedure.Reply) { r.By = procedure.Admin }, ""},
		"together with DECLINE":      {also(partnership.CommandDecline), "sign-not-alone"},
		"together with STATUS":       {also(partnership.CommandStatus), "sign-not-alone"},
		"beside an answer": {func(r *procedure.Reply) {
			r.Answers = []partnership.Answer{specs.Words(agreement.QuestionUnclear, "if")}
		}, "sign-not-alone"},
		"beside what cannot be read": {func(r *procedure.Reply) { r.Problems = []string{"?"} }, "sign-not-alone"},
		"an ask that nobody knows":   {func(r *procedure.Reply) { r.Ask = "0000000000000000" }, "sign-not-yours"},
		"a yes": {func(r *procedure.Reply) {
			r.Commands, r.Answers = nil, []partnership.Answer{yes(agreement.QuestionConsent)}
		}, "sign-yes"},
		"a no": {func(r *procedure.Reply) {
			r.Commands = nil
			r.Answers = []partnership.Answer{{Question: agreement.QuestionConsent, Value: partnership.BoolValue(false)}}
		}, "sign-no"},
		"applause": {func(r *procedure.Reply) {
			r.Commands, r.Answers = nil, []partnership.Answer{specs.Words(agreement.QuestionUnclear, "We are with you")}
		}, "sign-words"},
		"an automatic reply":            {func(r *procedure.Reply) { r.Class = procedure.ReplyAuto }, ""},
		"a bounce that quotes it":       {func(r *procedure.Reply) { r.Class = procedure.ReplyBounce }, ""},
		"a promise":                     {func(r *procedure.Reply) { r.Class = procedure.ReplyPromise }, ""},
		"a mail that could not be read": {func(r *procedure.Reply) { r.Class = procedure.ReplyUnread }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, signed())
			p.writes("sofie", partnership.CommandSign, "", c.change).stands().ended("")
			if len(p.proofs()) > 0 {
				t.Error("a signature is on record")
			}
			if why := lastWhy(p); why != c.why {
				t.Errorf("it is answered with %q, want %q", why, c.why)
			}
		})
	}
}

func also(name partnership.CommandName) func(*procedure.Reply) {
	return func(r *procedure.Reply) {
		r.Commands = append(r.Commands, partnership.Command{Name: name, Argument: "no"})
	}
}

func lastWhy(p *play) string {
	for _, l := range slices.Backward(p.Letters) {
		if len(l.Explained) > 0 {
			return l.Explained[0].Why
		}
	}
	return ""
}

func TestTheSameMailTwiceSignsOnce(t *testing.T) {
	t.Parallel()
	p := open(t, signed())
	for range 2 {
		p.writes("sofie", partnership.CommandSign, "", func(r *procedure.Reply) { r.ID, r.Source = "mail", "<one@mail.example>" })
	}
	if n := len(p.proofs()); n != 1 {
		t.Errorf("%d signatures are on record", n)
	}
	p.writes("sofie", partnership.CommandSign, "").stands("sofie").hears("sofie", "sign-signed")
}

func TestRemindedThenTheLeadsHearThenItExpires(t *testing.T) {
	t.Parallel()
	p := open(t, signed())
	p.writes("tom", partnership.CommandSign, "").Skip()
	p.Until("2026-12-10 00:00")
	p.ended(procedure.OutcomeExpired)
	var got []string
	for _, line := range p.Lines() {
		if strings.Contains(line, " to ") {
			got = append(got, line)
		}
	}
	want := []string{
		"11-07 09:00 remind-signing-1/sofie signature to sofie", "11-10 09:00 remind-signing-2/sofie signature to sofie",
		"11-12 09:00 signature-late/leads-0/sofie signature-late to sofie", "11-12 09:00 signature-late/leads-0/tom signature-late to tom",
		"12-02 09:00 not-signed/sofie not-signed to sofie", "12-02 09:00 not-signed/tom not-signed to tom",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the mails are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTheDeclaredLadderIsClimbed(t *testing.T) {
	t.Parallel()
	p := open(t, signed(func(spec *partnership.Spec) {
		spec.Escalations = []partnership.Escalation{{ID: "agreement", Steps: []partnership.EscalationStep{
			{ID: "signer", After: specs.Span("2bd"), Owner: true}, {ID: "others", After: specs.Span("5bd"), Notify: []string{"lars"}},
		}}}
	}))
	p.writes("tom", partnership.CommandSign, "").Skip()
	p.Until("2026-11-25 00:00")
	for _, key := range []string{"signature-late/signer-0/sofie", "signature-late/others-0/lars"} {
		if !p.Wrote(key) {
			t.Errorf("nobody got %s: %q", key, p.Lines())
		}
	}
	late := p.Letter("signature-late/signer-0/sofie")
	if late.Ask != p.ask("sofie").ID {
		t.Error("SIGN does not work in answer to the alarm")
	}
}

func TestNobodyIsLateWhomNoMailReached(t *testing.T) {
	t.Parallel()
	p := prepare(t, signed())
	p.Down = true
	p.Start()
	p.Until("2026-11-20 09:00")
	p.ended("")
	p.Down = false
	p.Arrive("ask-signing/sofie", "ask-signing/tom")
	if want := solo.At("2026-11-30 09:00"); !p.ask("tom").Due.Equal(want) || !p.state().LateAt.Equal(want) {
		t.Errorf("the time for signing ends %s, the ladder begins %s, want %s", p.ask("tom").Due, p.state().LateAt, want)
	}
	p.Until("2026-12-15 09:00")
	p.ended("")
	p.writes("sofie", partnership.CommandSign, "").writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
}

func TestAPauseHoldsTheClock(t *testing.T) {
	t.Parallel()
	p := open(t, signed())
	expires := p.state().ExpiresAt
	p.Until("2026-11-05 09:00")
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	p.Until("2026-12-20 09:00")
	p.ended("")
	p.writes("sofie", partnership.CommandSign, "").stands("sofie")
	p.Order(procedure.Order{Kind: procedure.OrderResume})
	if got := p.state().ExpiresAt; !got.Equal(expires.Add(45 * 24 * time.Hour)) {
		t.Errorf("it is given up %s, want the 45 days of the pause after %s", got, expires)
	}
	p.Until("2026-12-22 09:00")
	p.ended("").writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
}

func TestChangedTermsMakeSignaturesVoid(t *testing.T) {
	t.Parallel()
	p := open(t, signed())
	p.writes("sofie", partnership.CommandSign, "")
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw, Reason: procedure.VoidAmended})
	p.ended(procedure.OutcomeWithdrawn).hears("sofie", "signature-void").hears("tom", "signature-void")
	var c agreement.Content
	if err := json.Unmarshal(p.Letter("signature-void/sofie").Content, &c); err != nil || !c.Mine || c.Why != procedure.VoidAmended {
		t.Errorf("Sofie reads %+v (%v)", c, err)
	}
}

func TestAHarmlessChangeLeavesSignatures(t *testing.T) {
	t.Parallel()
	spec := signed()
	p := open(t, spec)
	p.writes("sofie", partnership.CommandSign, "")
	changed := signed()
	changed.Parties[1].People[0].Name, changed.Title = "Thomas", "The duo"
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(changed), People: procedure.ChangedPeople(spec, changed)})
	p.stands("sofie").writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
	if proofs := p.proofs(); proofs[0].Spec == proofs[1].Spec {
		t.Error("each signature names the spec whose terms its mail showed")
	}
}

func TestNobodySignsForAnother(t *testing.T) {
	t.Parallel()
	p := open(t, signed())
	err := p.P.Check(procedure.Command{Name: procedure.AnswerFor, Person: "tom", Answers: []procedure.TypedAnswer{{Question: agreement.QuestionConsent, Value: "yes"}}}, p.Now)
	if err == nil || !strings.Contains(err.Error(), "signed_on") {
		t.Errorf("an admin signs for Tom: %v", err)
	}
}

// TestNoOrderOfEventsBindsWhoDidNotSign plays random scripts: whatever happens, what is
// in force was signed by everybody who signs, each by a proven mail of their own that was
// not taken back since.
func TestNoOrderOfEventsBindsWhoDidNotSign(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec := signed()
		if rapid.Bool().Draw(t, "apart") {
			spec = signed(apart)
		}
		p := open(t, spec)
		stands := map[string]bool{}
		for range rapid.IntRange(1, 25).Draw(t, "events") {
			if p.Ended {
				break
			}
			person := rapid.SampledFrom([]string{"lars", "sofie", "tom"}).Draw(t, "who")
			happen(t, p, person, stands)
			for _, s := range p.state().Signers {
				if !s.SignedAt.IsZero() != stands[s.Person] {
					t.Fatalf("%s: signed %t, want %t", s.Person, !s.SignedAt.IsZero(), stands[s.Person])
				}
			}
			clocked(t, p)
		}
		if p.state().Decided == procedure.OutcomeSigned {
			for _, s := range p.state().Signers {
				if !stands[s.Person] {
					t.Errorf("it is in force, and %s has not signed", s.Person)
				}
			}
		}
	})
}

// happen is one event of a script.
func happen(t *rapid.T, p *play, person string, stands map[string]bool) {
	asked, signing := false, len(p.state().Signing.Asks) > 0
	for _, c := range []asking.Circle{p.state().Signing, p.state().Understanding} {
		asked = asked || slices.ContainsFunc(c.Asks, func(a asking.Ask) bool { return a.Person == person })
	}
	signer := signing && slices.ContainsFunc(p.state().Signers, func(s agreement.Signer) bool { return s.Person == person })
	proof := rapid.SampledFrom([]string{"dkim", "dmarc", "spf", ""}).Draw(t, "proof")
	proven := proof == "dkim" || proof == "dmarc"
	with := func(r *procedure.Reply) { r.Proof = proof }
	switch n := rapid.IntRange(0, 8).Draw(t, "event"); {
	case n <= 2 && asked:
		p.writes(person, partnership.CommandSign, "", with)
		stands[person] = stands[person] || signer && proven
	case n == 3 && asked:
		p.writes(person, partnership.CommandWithdraw, "", with)
		if proven {
			stands[person] = false
		}
	case n == 4 && asked:
		p.says(person, specs.Words(agreement.QuestionUnclear, "What about the third point of it?"))
	case n == 5 && asked:
		p.says(person, yes(agreement.QuestionClear), yes(agreement.QuestionConsent))
	case n == 6:
		p.Order(procedure.Order{Kind: rapid.SampledFrom([]procedure.OrderKind{procedure.OrderPause, procedure.OrderResume}).Draw(t, "order")})
	default:
		p.Pass(p.Now.Add(time.Duration(rapid.IntRange(1, 100).Draw(t, "hours")) * time.Hour))
	}
}

// clocked wants somebody asked, a clock, or a pause (procedures 0.11).
func clocked(t *rapid.T, p *play) {
	if !p.Ended && p.Alarm.IsZero() && !p.state().Paused() {
		t.Fatalf("nothing will ever happen: %s", p.Shown.Card)
	}
}
