package commitments_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
)

// TestWhatIsLateIsToldToWhoeverLeadsNow: Nora leads North from the fourth day on, and Sofie is
// still there. Nora hears once of all that is late, and from then on in Sofie's place.
func TestWhatIsLateIsToldToWhoeverLeadsNow(t *testing.T) {
	t.Parallel()
	s := play(t, task("contract", "2026-12-08"), task("folder", "2026-12-08")).Until("2026-12-12 12:00")
	late := func(s *solo.Play) (people []string) {
		for _, l := range s.Letters {
			if l.Template == commitments.TemplateLate {
				people = append(people, l.Person)
			}
		}
		s.Letters = nil
		return people
	}
	if got := late(s); !slices.Equal(got, []string{"lars", "sofie"}) {
		t.Fatalf("that it is late %v hear", got)
	}
	changed := specs.Duo()
	nora := changed.Parties[0].People[1]
	nora.ID, nora.Name, nora.Email, nora.Roles = "nora", "Nora", "nora@north.example", []partnership.Role{partnership.RoleLead}
	for i := range changed.Parties[0].People {
		changed.Parties[0].People[i].Roles = []partnership.Role{partnership.RoleMember}
	}
	changed.Parties[0].People = append(changed.Parties[0].People, nora)
	sides := procedure.Sides(changed)
	amend := procedure.Order{Kind: procedure.OrderAmended, Spec: s.Know(changed), People: procedure.ChangedPeople(specs.Duo(), changed), Sides: &sides}
	amend.Items = []procedure.Item{task("contract", "2026-12-08"), task("folder", "2026-12-08")}
	s.Order(amend)
	if got := late(s); !slices.Equal(got, []string{"nora"}) {
		t.Errorf("at once %v hear", got)
	}
	s.Until("2026-12-17 12:00")
	if got := late(s); slices.Contains(got, "sofie") || !slices.Contains(got, "tom") {
		t.Errorf("of the next step %v hear", got)
	}
}
