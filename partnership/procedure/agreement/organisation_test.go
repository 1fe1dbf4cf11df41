package agreement_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
)

// changes has the signing follow a changed spec that leaves the terms as they were.
func (p *play) changes(from partnership.Spec, change func(*partnership.Spec)) *play {
	p.t.Helper()
	changed := signed(apart, change)
	p.Order(procedure.Order{
		Kind: procedure.OrderAmended, Spec: p.Know(changed), People: procedure.ChangedPeople(from, changed), Heads: procedure.HeadsOf(changed),
	})
	return p
}

// late are who hears that signatures are missing.
func (p *play) late() (people []string) {
	for _, l := range p.Letters {
		if l.Template == agreement.TemplateLate {
			people = append(people, l.Person)
		}
	}
	return people
}

// TestAPartyIsRenamedInTheMiddleOfASigning keeps what was signed, and asks for the rest under
// the new name.
func TestAPartyIsRenamedInTheMiddleOfASigning(t *testing.T) {
	t.Parallel()
	spec := signed(apart)
	p := open(t, spec).comes("2026-11-09 09:30")
	p.writes("tom", partnership.CommandSign, "")
	p.changes(spec, func(s *partnership.Spec) { s.Parties[0].Name = "Nordic Holding" })
	p.stands("tom")
	asked := p.ask("lars").Questions
	if text := asked[len(asked)-1].Text; !strings.Contains(text, "Nordic Holding") {
		t.Errorf("Lars is asked %q", text)
	}
	if !strings.Contains(p.Shown.Card, "for Nordic Holding") {
		t.Errorf("the card says\n%s", p.Shown.Card)
	}
	p.writes("lars", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
}

// TestALeadChangesInTheMiddleOfASigning has the new lead told who has not signed, and that it
// is in force; the former one, who has left, hears nothing more.
func TestALeadChangesInTheMiddleOfASigning(t *testing.T) {
	t.Parallel()
	spec := signed(apart)
	p := open(t, spec).comes("2026-11-09 09:30")
	p.changes(spec, func(s *partnership.Spec) {
		nora := s.Parties[0].People[1]
		nora.ID, nora.Name, nora.Email = "nora", "Nora", "nora@north.example"
		s.Parties[0].People[1], s.Parties[0].People[0].Deputy = nora, ""
	})
	p.Until("2026-11-30 09:00")
	if got := p.late(); !slices.Contains(got, "nora") || slices.Contains(got, "sofie") {
		t.Errorf("that signatures are missing %v hear", got)
	}
	p.writes("lars", partnership.CommandSign, "").writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
	var hear []string
	for _, l := range p.Letters {
		if l.Template == agreement.TemplateInForce {
			hear = append(hear, l.Person)
		}
	}
	if !slices.Contains(hear, "nora") || slices.Contains(hear, "sofie") {
		t.Errorf("that it is in force %v hear", hear)
	}
}

// comes plays it until a time at which people are asked to sign.
func (p *play) comes(when string) *play {
	p.t.Helper()
	p.Until(when)
	return p
}

// TestWhoIsNotThereIsWaitedForHalfOfTheTime and then the lead is asked who acts, of a lead the
// executive; nobody signs in anybody's place.
func TestWhoIsNotThereIsWaitedForHalfOfTheTime(t *testing.T) {
	t.Parallel()
	executive := func(s *partnership.Spec) {
		boss := s.Parties[1].People[0]
		boss.ID, boss.Name, boss.Email, boss.Roles = "boss", "Boss", "boss@south.example", []partnership.Role{partnership.RoleExecutive}
		s.Parties[1].People = append(s.Parties[1].People, boss)
	}
	acts := func(p *play) (list []string) {
		for _, l := range p.Letters {
			if l.Template == agreement.TemplateActs {
				list = append(list, l.Person+" "+l.At.Format("01-02"))
			}
		}
		return list
	}
	away := func(p *play, person string) {
		p.Reply(procedure.Reply{Ask: p.ask(person).ID, Person: person, Class: procedure.ReplyAuto, Until: "2026-12-20"})
	}
	p := open(t, signed(apart, executive)).comes("2026-11-09 09:30")
	away(p, "lars")
	p.Until("2026-11-13 09:00")
	if got := acts(p); len(got) != 0 {
		t.Fatalf("before half of the time %v are asked", got)
	}
	p.Until("2026-11-15 09:00")
	if got := acts(p); !slices.Equal(got, []string{"sofie 11-14"}) {
		t.Errorf("of a signatory asked are %v", got)
	}
	p = open(t, signed(apart, executive)).comes("2026-11-09 09:30")
	away(p, "tom")
	p.Until("2026-11-15 09:00")
	if got := acts(p); !slices.Equal(got, []string{"boss 11-14"}) {
		t.Errorf("of a lead asked are %v", got)
	}
	p.writes("tom", partnership.CommandSign, "").writes("lars", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
	p = open(t, signed(apart, executive)).comes("2026-11-15 09:00")
	if got := acts(p); len(got) != 0 {
		t.Errorf("who is there is waited for: %v", got)
	}
}

// named are the proposals for the spec that the partnership hears of.
func (p *play) named() (list []procedure.Amendment) {
	for _, m := range p.Told {
		list = append(list, m.Message.Amendments...)
	}
	return list
}

// TestTheLeadNamesWhoSignsInstead: a name is only proposed for the spec, nobody can sign by it,
// and it is void once the signatory signs.
func TestTheLeadNamesWhoSignsInstead(t *testing.T) {
	t.Parallel()
	p := open(t, signed(apart)).comes("2026-11-09 09:30")
	p.Reply(procedure.Reply{Ask: p.ask("lars").ID, Person: "lars", Class: procedure.ReplyAuto, Until: "2026-12-20"})
	p.Until("2026-11-15 09:00")
	asked := p.state().Acts[0].Circle.Asks[0]
	if asked.Person != "sofie" || asked.Questions[0].ID != agreement.QuestionWho {
		t.Fatalf("asked is %+v", asked)
	}
	says := func(words string) {
		p.Reply(procedure.Reply{Ask: asked.ID, Person: "sofie", Answers: []partnership.Answer{{Question: agreement.QuestionWho, Value: partnership.TextValue(words), Raw: words}}})
	}
	if says("we wait"); len(p.named()) != 0 {
		t.Errorf("to wait names %+v", p.named())
	}
	says("Ingrid  Moe")
	got := p.named()
	if len(got) != 1 || got[0].Kind != procedure.AmendsSigner || got[0].Party != "north" || got[0].Person != "lars" || got[0].What != "Ingrid Moe" {
		t.Fatalf("proposed is %+v", got)
	}
	p.Reply(procedure.Reply{Ask: asked.ID, Person: "sofie", Proof: "dkim", Commands: []partnership.Command{{Name: partnership.CommandSign}}})
	p.hears("sofie", "sign-not-yours")
	if p.stands(); p.state().Outcome() != "" {
		t.Error("the lead has signed")
	}
	p.writes("lars", partnership.CommandSign, "")
	if got := p.named(); len(got) != 2 || !got[1].Void || got[1].ID != got[0].ID {
		t.Errorf("after the signature proposed is %+v", got)
	}
	says("Ingrid Moe")
	if got := p.named(); len(got) != 2 {
		t.Errorf("what nobody asks any more proposes %+v", got[2:])
	}
	p.writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
}
