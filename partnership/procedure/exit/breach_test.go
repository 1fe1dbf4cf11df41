package exit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
)

// sold is what Tom says that Sofie's party, North, has broken.
func sold() procedure.Parting {
	return procedure.Parting{Cause: procedure.PartingBreach, By: "tom", Against: "north", Reason: "The leads were sold."}
}

// accused is when Tom has said that he means it: Sofie has thirty days.
func accused(t *testing.T, change ...func(*partnership.Spec)) *play {
	t.Helper()
	p := open(t, agreed(change...), sold())
	p.hearing(exit.TemplateConfirm, "tom").hearing(exit.TemplateBreach)
	p.says("tom", true).hearing(exit.TemplateBreach, "sofie").hearing(exit.TemplateNoticed)
	return p
}

// of finds what somebody is asked about a breach, and answers it.
func (p *play) of(person string, answers ...partnership.Answer) *play {
	p.t.Helper()
	b := p.state().Breach
	for _, c := range []*asking.Circle{&b.Verdict, &b.Cured, &b.Told} {
		for _, a := range c.Asks {
			if a.Person == person {
				p.Reply(procedure.Reply{Ask: a.ID, Person: person, Proof: "dkim", Answers: answers})
				return p
			}
		}
	}
	p.t.Fatalf("%s is not asked", person)
	return p
}

func state(choice, words string) []partnership.Answer {
	list := []partnership.Answer{{Question: exit.QuestionState, Value: partnership.TextValue(choice)}}
	if words != "" {
		list = append(list, partnership.Answer{Question: exit.QuestionWords, Value: partnership.TextValue(words)})
	}
	return list
}

func says(question string, yes bool) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(yes)}
}

// became are what the letters say that tell of it, each once.
func (p *play) became() string {
	var list []string
	for _, l := range p.Letters {
		if l.Template == exit.TemplateNews {
			parts := strings.Split(l.Key, "-")
			list = append(list, l.Person+" "+strings.Join(parts[3:len(parts)-1], "-"))
		}
	}
	return strings.Join(list, ", ")
}

func TestABreachIsNobodysBusinessBeforeItsYes(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), sold()).says("tom", false)
	p.hearing(exit.TemplateBreach).hearing(exit.TemplateNews).ended(procedure.OutcomeWithdrawn)
}

// TestWhatBecomesOfABreach plays what both sides say of it, and do not say: nobody decides
// their own case, and nobody loses a partnership by another's silence.
func TestWhatBecomesOfABreach(t *testing.T) {
	t.Parallel()
	cured, apart := state("put right", "They are back."), state("we see it differently", "They were ours.")
	for _, c := range []struct {
		name    string
		play    func(*play)
		outcome procedure.Outcome
		became  string
	}{
		{"put right, and seen so", func(p *play) { p.of("sofie", cured...).of("tom", says(exit.QuestionCured, true)) }, procedure.OutcomeContinued, "sofie cured, tom cured"},
		{"put right, and nobody looks", func(p *play) { p.of("sofie", cured...).Until("2027-06-01 09:00") }, procedure.OutcomeContinued, "sofie cured, tom cured"},
		{"not put right enough, and then it is", func(p *play) {
			p.of("sofie", cured...).of("tom", says(exit.QuestionCured, false))
			b := p.state().Breach
			p.Reply(procedure.Reply{Ask: b.Told.Asks[0].ID, Person: "sofie", Answers: cured})
			p.of("tom", says(exit.QuestionCured, true))
		}, procedure.OutcomeContinued, "sofie not-cured, sofie cured, tom cured"},
		{"silence of the one, and the other ends it", func(p *play) {
			p.Until("2027-04-02 09:00")
			p.of("tom", says(exit.QuestionVerdict, true)).Until("2027-07-01 09:00")
		}, procedure.OutcomeTerminated, ""},
		{"silence of both", func(p *play) { p.Until("2027-06-01 09:00") }, procedure.OutcomeContinued, "sofie lapsed, tom lapsed"},
		{"silence of the one, and the other goes on", func(p *play) { p.Until("2027-04-02 09:00"); p.of("tom", says(exit.QuestionVerdict, false)) }, procedure.OutcomeContinued, "sofie lapsed, tom lapsed"},
		{"contested, and ended all the same", func(p *play) {
			p.of("sofie", apart...).Until("2027-04-02 09:00")
			p.of("tom", says(exit.QuestionVerdict, true)).Until("2027-07-01 09:00")
		}, procedure.OutcomeTerminated, "sofie contested, tom contested"},
		{"contested, and then put right", func(p *play) {
			p.of("sofie", apart...).of("sofie", cured...).of("tom", says(exit.QuestionCured, true))
		}, procedure.OutcomeContinued, "sofie contested, tom contested, sofie cured, tom cured"},
		{"an admin puts on record that it is put right", func(p *play) { p.Order(procedure.Order{Kind: procedure.OrderCured}) }, procedure.OutcomeContinued, "sofie cured, tom cured"},
		{"a pause holds no cure period", func(p *play) {
			p.Order(procedure.Order{Kind: procedure.OrderPause}).Until("2027-04-02 09:00")
			p.of("tom", says(exit.QuestionVerdict, false))
		}, procedure.OutcomeContinued, "sofie lapsed, tom lapsed"},
		{"the lead has left", func(p *play) {
			p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.state().Spec, People: []procedure.PersonChange{{Person: "sofie", Left: true}}}).Until("2027-04-02 09:00")
		}, procedure.OutcomeContinued, "tom unreached"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := accused(t)
			c.play(p)
			p.ended(c.outcome)
			if got := p.became(); got != c.became {
				t.Errorf("they hear %q, want %q", got, c.became)
			}
			if got := len(p.heard(exit.TemplateNoticed)) > 0; got != (c.outcome == procedure.OutcomeTerminated) {
				t.Errorf("the end is told: %t", got)
			}
		})
	}
}

func TestAVerdictNeedsItsOwnWord(t *testing.T) {
	t.Parallel()
	p := accused(t)
	p.Until("2027-04-02 09:00")
	a := p.state().Breach.Verdict.Asks[0]
	p.Reply(procedure.Reply{Ask: a.ID, Person: "tom", Answers: []partnership.Answer{says(exit.QuestionVerdict, true)}})
	p.hearing(exit.TemplateNoticed).explained("exit-unproven").ended("")
	p.Reply(procedure.Reply{Ask: a.ID, Person: "sofie", Proof: "dkim", Answers: []partnership.Answer{says(exit.QuestionVerdict, true)}})
	p.hearing(exit.TemplateNoticed).ended("")
}

func TestOfThreePartiesOnlyTheOneLeavesAndHasNoSay(t *testing.T) {
	t.Parallel()
	p := accused(t, third)
	if got := p.became(); got != "ann told" {
		t.Errorf("they hear %q", got)
	}
	p.Until("2027-04-02 09:00")
	var asked []string
	for _, a := range p.state().Breach.Verdict.Asks {
		asked = append(asked, a.Person)
	}
	if !slices.Equal(asked, []string{"tom", "ann"}) {
		t.Fatalf("asked are %v", asked)
	}
	p.of("tom", says(exit.QuestionVerdict, true)).hearing(exit.TemplateNoticed)
	p.of("ann", says(exit.QuestionVerdict, true))
	if got := p.state().Parting; got.Party != "north" || got.LastDay != "2027-04-15" && got.LastDay != "2027-04-16" {
		t.Errorf("it comes to %+v", got)
	}
	var amends []procedure.Amendment
	for _, told := range p.Told {
		amends = append(amends, told.Message.Amendments...)
	}
	if len(amends) != 1 || amends[0].Kind != procedure.AmendsParty || amends[0].Party != "north" {
		t.Errorf("to be signed by the others is %+v", amends)
	}
}

func TestWhatAnAdminPutsOnRecordIsToldAtOnce(t *testing.T) {
	t.Parallel()
	why := sold()
	why.By = ""
	p := open(t, agreed(func(s *partnership.Spec) {
		s.DecisionRules = []partnership.DecisionRule{{ID: "assembly", CurePeriod: specs.Span("10d")}}
	}), why)
	p.hearing(exit.TemplateConfirm).hearing(exit.TemplateBreach, "sofie")
	p.Until("2027-03-12 10:00")
	if p.became() != "tom told" || len(p.state().Breach.Verdict.Asks) != 1 {
		t.Errorf("they hear %q, and asked are %d", p.became(), len(p.state().Breach.Verdict.Asks))
	}
}

// TestWhatAllAgreedToEndAllCanTakeBack plays the wish of a lead to go on after all, where no
// one has given notice.
func TestWhatAllAgreedToEndAllCanTakeBack(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]func(*testing.T) *play{
		"a trigger": func(t *testing.T) *play {
			p := open(t, agreed(), offered())
			return p.says("sofie", true).says("tom", true)
		},
		"an admin": func(t *testing.T) *play {
			return open(t, agreed(), procedure.Parting{Cause: procedure.PartingAdmin, Reason: "withdrawn"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wish := func(p *play, person string) {
				p.Reply(procedure.Reply{Ask: "letter", Person: person, Proof: "dkim", Commands: []partnership.Command{{Name: partnership.CommandWithdraw}}})
			}
			p := begin(t)
			wish(p, "lars")
			p.explained("withdraw-other").hearing(exit.TemplateStay)
			wish(p, "sofie")
			p.explained("withdraw-asked").hearing(exit.TemplateStay, "tom")
			p.says("tom", false).hearing(exit.TemplateContinued, "sofie").ended("")
			wish(p, "tom")
			p.says("sofie", true).ended(procedure.OutcomeContinued)
			if got := p.heard(exit.TemplateContinued); len(got) != 4 {
				t.Errorf("that it goes on %v hear", got)
			}
		})
	}
}

// TestWhoeverLeadsNowIsAskedWhereTheFormerLeadHasLeft plays a lead who leaves while others wait
// for their word: their successor is asked, and nothing is lost.
func TestWhoeverLeadsNowIsAskedWhereTheFormerLeadHasLeft(t *testing.T) {
	t.Parallel()
	spec := agreed()
	successor := agreed(func(s *partnership.Spec) {
		nora := s.Parties[0].People[1]
		nora.ID, nora.Name, nora.Email = "nora", "Nora", "nora@north.example"
		s.Parties[0].People[1], s.Parties[0].People[0].Deputy = nora, ""
	})
	follows := func(p *play) {
		p.Order(procedure.Order{
			Kind: procedure.OrderAmended, Spec: p.Know(successor), People: procedure.ChangedPeople(spec, successor), Heads: procedure.HeadsOf(successor),
		})
	}
	p := open(t, spec, offered()).says("tom", true)
	follows(p)
	p.hearing(exit.TemplateTrigger, "sofie", "tom", "nora")
	p.says("nora", true)
	if !p.state().Parting.Ends() {
		t.Errorf("with the word of the successor it comes to %+v", p.state().Parting)
	}
	p = accused(t)
	p.Until("2027-03-20 09:00")
	follows(p)
	if got := p.heard(exit.TemplateBreach); got[len(got)-1] != "nora" {
		t.Errorf("of what is broken hear %v", got)
	}
	p.Until("2027-04-02 09:00")
	if len(p.state().Breach.Verdict.Asks) != 0 {
		t.Error("the successor has less time to put it right")
	}
	p.of("nora", state("put right", "They are back.")...).of("tom", says(exit.QuestionCured, true)).ended(procedure.OutcomeContinued)
}

// TestWhoeverLeadsNowIsAskedThoughTheFormerLeadStays: a lead who is a member from now on is told
// that another is asked, and what they say counts for nothing; what they had said before stands.
func TestWhoeverLeadsNowIsAskedThoughTheFormerLeadStays(t *testing.T) {
	t.Parallel()
	spec := agreed()
	led := func(by string) partnership.Spec {
		return agreed(func(s *partnership.Spec) {
			nora := s.Parties[0].People[1]
			nora.ID, nora.Name, nora.Email, nora.Roles = "nora", "Nora", "nora@north.example", []partnership.Role{partnership.RoleMember}
			s.Parties[0].People = append(s.Parties[0].People, nora)
			for i := range s.Parties[0].People {
				p := &s.Parties[0].People[i]
				if p.Roles = []partnership.Role{partnership.RoleMember}; p.ID == by {
					p.Roles = []partnership.Role{partnership.RoleLead}
				}
			}
		})
	}
	follows := func(p *play, before, after partnership.Spec) {
		p.Order(procedure.Order{
			Kind: procedure.OrderAmended, Spec: p.Know(after), People: procedure.ChangedPeople(before, after), Heads: procedure.HeadsOf(after),
		})
	}
	p := open(t, spec, offered())
	p.hearing(exit.TemplateTrigger, "sofie", "tom")
	follows(p, spec, led("nora"))
	p.hearing(exit.TemplateTrigger, "sofie", "tom", "nora")
	p.says("sofie", true).says("tom", true)
	if l := p.Letters[len(p.Letters)-2]; l.Person != "sofie" || len(l.Explained) != 1 || l.Explained[0].Why != "lead-passed-on" || l.Explained[0].Person != "nora" {
		t.Errorf("Sofie reads %+v", l)
	}
	if p.state().Parting.Ends() {
		t.Error("it ends without the word of whoever leads")
	}
	p.says("nora", true)
	if !p.state().Parting.Ends() {
		t.Errorf("with the word of whoever leads it comes to %+v", p.state().Parting)
	}

	p = open(t, spec, offered()).says("sofie", true)
	follows(p, spec, led("nora"))
	p.hearing(exit.TemplateTrigger, "sofie", "tom")
	if p.says("tom", true); !p.state().Parting.Ends() {
		t.Error("what the former lead had said counts no more")
	}

	p = open(t, spec, offered())
	follows(p, spec, led("nora"))
	follows(p, led("nora"), led("sofie"))
	if p.says("sofie", true).says("tom", true); !p.state().Parting.Ends() {
		t.Error("whoever leads again is not heard")
	}

	p = accused(t)
	p.Until("2027-03-20 09:00")
	follows(p, spec, led("nora"))
	if got := p.heard(exit.TemplateBreach); got[len(got)-1] != "nora" {
		t.Errorf("of what is broken hear %v", got)
	}
	p.of("nora", state("put right", "They are back.")...).of("tom", says(exit.QuestionCured, true)).ended(procedure.OutcomeContinued)
}
