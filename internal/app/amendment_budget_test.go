//go:build !slim

package app

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
)

// amendmentBudget is the most events that an amendment with two signatories may take, in
// its own history and in the partnership's.
const amendmentBudget = 85

// theAmendment is the workflow in which duo's amendment is signed.
const theAmendment = "duo/agreement/1"

// amended plays duo, which was signed elsewhere, until both have signed what a changed spec
// changes of it, and says how long the partnership's history was before.
func amended(t *testing.T) (s *stage, before int) {
	t.Helper()
	spec := duo()
	spec.Agreement = &partnership.Agreement{SignedOn: date("2090-12-01")}
	changed := spec
	changed.Goals = slices.Clone(spec.Goals)
	changed.Goals[0].KPIs = slices.Clone(spec.Goals[0].KPIs)
	changed.Goals[0].KPIs[0].Target = decimal.NewFromInt(350)
	s = play(t, spec, "2091-01-04 09:00")
	before = len(s.until("2091-01-04 10:00").history("duo"))
	s.when("2091-01-04 11:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed})
	for n, signer := range changed.Signers() {
		s.when([]string{"2091-01-05 09:00", "2091-01-05 14:00"}[n]).deliver(theAmendment, procedure.Reply{
			Person: signer.Person, Class: procedure.ReplyAnswer, Ask: procedure.AskID(theAmendment, agreement.StageSigning, signer.Person), Proof: "dmarc",
			Source: signer.Person + "@mail.example", Commands: []partnership.Command{{Name: partnership.CommandSign}},
		})
	}
	return s.until("2091-01-06 09:00"), before
}

// TestAnAmendmentKeepsItsBudget has two people sign what changes of the terms on a real
// server, and counts from the apply until it is in force.
func TestAnAmendmentKeepsItsBudget(t *testing.T) {
	t.Parallel()
	s, before := amended(t)
	share, own := s.history("duo")[before:], s.history(theAmendment)
	t.Logf("an amendment takes %d events\n%s", len(own)+len(share), table(own, share))
	if n := len(own) + len(share); n > amendmentBudget {
		t.Errorf("an amendment takes %d events, want at most %d", n, amendmentBudget)
	}
	if got := s.ended(theAmendment); got != procedure.OutcomeSigned {
		t.Errorf("it has ended as %q", got)
	}
}
