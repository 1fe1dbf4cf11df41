//go:build !slim

package app

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

// heard are those to whom a template went, in the order in which it did.
func (s *stage) heard(template procedure.Template) []string {
	var people []string
	for _, line := range s.happened() {
		if _, to, ok := strings.Cut(line, " "+string(template)+" to "); ok {
			people = append(people, strings.Fields(to)[0])
		}
	}
	return people
}

// TestALeadChangesWhileAMilestoneIsLate has Lena lead the owner's side while something is late
// on a real server: she hears it at once, and when it is over.
func TestALeadChangesWhileAMilestoneIsLate(t *testing.T) {
	t.Parallel()
	changed := agreedDay()
	changed.Parties = slices.Clone(changed.Parties)
	north := &changed.Parties[0]
	north.People = append([]partnership.Person{member("lena", "north")}, north.People...)
	for i := range north.People[1:] {
		north.People[i+1].Roles = []partnership.Role{partnership.RoleMember}
	}
	s := play(t, agreedDay(), "2091-01-02 09:00").
		when("2091-01-30 12:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed}).
		until("2091-02-02 09:00")
	before := s.heard(milestone.TemplateLate)
	if !slices.Contains(before, "lena") {
		t.Fatalf("that it is late %v hear", before)
	}
	s.when("2091-02-02 14:00").answers("due", 1, "lars", said("done", true)).
		when("2091-02-02 15:00").answers("acceptance", 2, "tom", said("accept", true)).until("2091-02-03 00:00")
	if got := s.heard(procedure.TemplateAllClear); !slices.Contains(got, "lena") {
		t.Errorf("that it is over %v hear", got)
	}
	if got := s.ended(theRules); got != procedure.OutcomeMetLate {
		t.Errorf("it ended as %q", got)
	}
	if err := s.store.Verify(t.Context(), "duo"); err != nil {
		t.Error(err)
	}
}

// TestAPartyIsRenamedInTheMiddleOfASigningOnTheServer keeps the signature that is there, and
// asks the other for the party's new name.
func TestAPartyIsRenamedInTheMiddleOfASigningOnTheServer(t *testing.T) {
	t.Parallel()
	changed := signingDuo()
	changed.Parties = slices.Clone(changed.Parties)
	changed.Parties[0].Name = "Nordic Holding"
	s := play(t, signingDuo(), "2090-12-10 09:00").
		when("2090-12-10 12:00").says("lars", partnership.CommandSign, "").
		when("2090-12-11 12:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed}).
		when("2090-12-12 12:00").says("tom", partnership.CommandSign, "").until("2090-12-14 09:00")
	if got := s.ended(firstSigning); got != procedure.OutcomeSigned {
		t.Errorf("it ended as %q", got)
	}
	if a := state[agreement.Agreement](s, firstSigning); a.Signers[0].PartyName != "Nordic Holding" {
		t.Errorf("Lars signed for %s", a.Signers[0].PartyName)
	}
	if err := s.store.Verify(t.Context(), "duo"); err != nil {
		t.Error(err)
	}
}

// TestASignatoryLeavesWhileAnAmendmentIsOpen: the amendment is asked for anew of who signs now,
// the one who has left is asked nothing more, and what Tom had signed is signed again.
func TestASignatoryLeavesWhileAnAmendmentIsOpen(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.Agreement = &partnership.Agreement{SignedOn: date("2090-12-01")}
	longer := spec
	longer.End = date("2092-06-30")
	without := longer
	without.Parties = slices.Clone(longer.Parties)
	without.Parties[0].People = []partnership.Person{member("lena", "north")}
	without.CheckIns = slices.Clone(longer.CheckIns)
	without.CheckIns[0].Ask = []string{"lena"}
	signs := func(s *stage, workflow, person, at string) *stage {
		return s.when(at).deliver(workflow, procedure.Reply{
			Person: person, Class: procedure.ReplyAnswer, Ask: procedure.AskID(workflow, agreement.StageSigning, person), Proof: "dmarc",
			Source: person + workflow + "@mail.example", Commands: []partnership.Command{{Name: partnership.CommandSign}},
		})
	}
	const second = "duo/agreement/2"
	s := play(t, spec, "2091-01-04 09:00").when("2091-01-04 11:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &longer})
	s = signs(s, theAmendment, "tom", "2091-01-05 09:00").
		when("2091-01-06 09:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &without}).until("2091-01-07 09:00")
	if got := s.ended(theAmendment); got != procedure.OutcomeWithdrawn {
		t.Fatalf("the first one ended as %q", got)
	}
	if got := s.heard(agreement.TemplateVoid); !slices.Contains(got, "tom") {
		t.Errorf("that it is void %v hear", got)
	}
	asked := s.heard(agreement.TemplateSignature)
	if !slices.Equal(asked[len(asked)-2:], []string{"lena", "tom"}) {
		t.Errorf("asked to sign are %v", asked)
	}
	s = signs(s, second, "lena", "2091-01-07 10:00")
	s = signs(s, second, "tom", "2091-01-07 11:00").until("2091-01-08 09:00")
	if got := s.ended(second); got != procedure.OutcomeSigned {
		t.Errorf("the second one ended as %q", got)
	}
	if err := s.store.Verify(t.Context(), "duo"); err != nil {
		t.Error(err)
	}
}
