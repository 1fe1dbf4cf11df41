package revision_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/revision"
)

func TestSigners(t *testing.T) {
	t.Parallel()
	target := func(s *partnership.Spec) { s.Goals[0].KPIs[0].Target = decimal.NewFromInt(150) }
	for _, c := range []struct {
		name string
		edit func(*partnership.Spec)
		want []string
	}{
		{"nothing changed", func(*partnership.Spec) {}, nil},
		{"nothing material", func(s *partnership.Spec) { s.Title = "Tea" }, nil},
		{"a target", target, []string{"bo: signatory of leaf", "ann: signatory of pot"}},
		{"the share of one party", func(s *partnership.Spec) {
			sixty := decimal.NewFromInt(60)
			s.Parties[0].Share = &sixty
		}, []string{"bo: signatory of leaf", "ann: signatory of pot"}},
		{"another signatory", func(s *partnership.Spec) {
			s.Parties[1].People[0].Roles = []partnership.Role{partnership.RoleLead}
			s.Parties[1].People[1].Roles = []partnership.Role{partnership.RoleSignatory}
		}, []string{"bo: signatory of leaf", "cat: signatory of pot"}},
		{"no signatory", func(s *partnership.Spec) {
			target(s)
			s.Parties[1].People[0].Roles = []partnership.Role{partnership.RoleLead}
		}, []string{"bo: signatory of leaf", "ann: lead of pot, which has no signatory"}},
		{"nobody who could sign", func(s *partnership.Spec) {
			s.Parties[0].People[0].Roles = []partnership.Role{partnership.RoleFinance}
		}, []string{": nobody can sign for leaf: it has neither signatory nor lead", "ann: signatory of pot"}},
		{"a party joins", func(s *partnership.Spec) {
			s.Parties = append(s.Parties, partnership.Party{ID: "spoon", People: []partnership.Person{
				human("eva", "Europe/Oslo", partnership.RoleSignatory), human("fay", "Europe/Oslo", partnership.RoleSignatory),
			}})
		}, []string{"bo: signatory of leaf", "ann: signatory of pot", "eva: signatory of spoon", "fay: signatory of spoon"}},
		{
			"a party leaves", func(s *partnership.Spec) { s.Parties = s.Parties[1:] },
			[]string{"bo: signatory of leaf, which leaves", "ann: signatory of pot"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			old, spec := shop(), shop()
			c.edit(&spec)
			var got []string
			for _, s := range revision.Signers(old, spec, revision.Compare(old, spec)) {
				got = append(got, s.Person+": "+s.Why)
				if !strings.Contains(s.Why, s.Party) {
					t.Errorf("%s signs for %s because %q", s.Person, s.Party, s.Why)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("signers (-want +got):\n%s", diff)
			}
		})
	}
}
