//go:build !slim

package app

import (
	"path/filepath"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
)

const firstSigning = "duo/agreement/1"

// signingDuo is the duo, whose parties sign by mail.
func signingDuo() partnership.Spec {
	spec := duo()
	times := partnership.UsualAgreement()
	spec.Agreement = &times
	return spec
}

// says is a mail of somebody who is asked to sign, with one command.
func (s *stage) says(person string, c partnership.CommandName, words string) *stage {
	return s.deliver(firstSigning, procedure.Reply{
		Ask: procedure.AskID(firstSigning, agreement.StageSigning, person), Person: person, Class: procedure.ReplyAnswer, Proof: "local",
		Sender: person + "@duo.example", Commands: []partnership.Command{{Name: c, Argument: words}},
	})
}

// signingBudget is the most events that a signing of two may take in its own workflow and
// the partnership's.
const signingBudget = 65

func TestASigningKeepsItsBudget(t *testing.T) {
	t.Parallel()
	s := play(t, signingDuo(), "2090-12-10 09:00").
		when("2090-12-10 12:00").says("lars", partnership.CommandSign, "").
		when("2090-12-11 12:00").says("tom", partnership.CommandSign, "").until("2090-12-20 09:00")
	own, share := s.history(firstSigning), s.history("duo")
	t.Logf("a signing of two takes %d events\n%s", len(own)+len(share), table(own, share))
	if n := len(own) + len(share); n > signingBudget {
		t.Errorf("a signing of two takes %d events, want at most %d", n, signingBudget)
	}
	if o := s.ended(firstSigning); o != procedure.OutcomeSigned {
		t.Errorf("it ended as %s", o)
	}
	if err := s.store.Verify(t.Context(), "duo"); err != nil {
		t.Error(err)
	}
}

// recordAgreement keeps a signing in which somebody takes theirs back, and one that is
// overtaken by other terms, which nobody signs then.
func recordAgreement(t *testing.T, folder string) {
	s := play(t, signingDuo(), "2090-12-10 09:00").
		when("2090-12-10 12:00").says("lars", partnership.CommandSign, "").
		when("2090-12-11 12:00").says("lars", partnership.CommandWithdraw, "").
		when("2090-12-16 12:00").says("lars", partnership.CommandSign, "").
		when("2090-12-22 12:00").says("tom", partnership.CommandSign, "").until("2091-01-03 09:00")
	keep(t, filepath.Join(folder, "agreement-signed.json"), s.history(firstSigning))
	keep(t, filepath.Join(folder, "partnership-signing.json"), s.history("duo"))
	changed := signingDuo()
	changed.End = date("2092-12-31")
	s = play(t, signingDuo(), "2090-12-10 09:00").
		when("2090-12-10 12:00").says("lars", partnership.CommandSign, "").
		when("2090-12-11 12:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed}).
		until("2091-02-20 09:00")
	keep(t, filepath.Join(folder, "agreement-void.json"), s.history(firstSigning))
	keep(t, filepath.Join(folder, "agreement-expired.json"), s.history("duo/agreement/2"))
}
