//go:build !slim

package app_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// TestFirstLight is the main job: a check-in goes out, its answer comes back,
// and the number shows wherever an admin looks.
func TestFirstLight(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	if got := w.Applied(); len(got) != 1 || got[0].Slug != slug || got[0].Result != "started" {
		t.Errorf("applied %v", got)
	}
	asked := w.mail(ada, 1)
	if !strings.Contains(asked.Text, "Qualified leads") {
		t.Errorf("the check-in does not ask for the KPI:\n%s", asked.Text)
	}

	answer := w.answer(ada, "1) 150")
	w.post(answer)
	receipt := w.mail(ada, 2)
	if !strings.Contains(receipt.Text, "150") || receipt.References[len(receipt.References)-1] != answer.ID {
		t.Errorf("receipt with references %v:\n%s", receipt.References, receipt.Text)
	}
	if row := w.settled(answer.ID); row.State != store.InboxAccepted || row.Workflow == slug {
		t.Errorf("the answer was %s by %q: %s", row.State, row.Workflow, row.Reason)
	}

	w.eventually("reading in the partnership", func() bool { return len(w.state().Readings) == 1 })
	if r := w.state().Readings[0]; r.KPI != "mql" || r.Value.String() != "150" || r.Reporter != "ada" {
		t.Errorf("reading %+v", r)
	}
	if card := w.card(slug); !strings.Contains(card, "**150**") || !strings.Contains(card, "Борис Орлов") {
		t.Errorf("the card lacks the number or who is still asked:\n%s", card)
	}
	attributes := w.attributes()
	if progress, ok := attributes.GetFloat64(workflows.AttributeProgress); !ok || progress != 0.25 {
		t.Errorf("progress attribute %v, %v", progress, ok)
	}
	if phase, _ := attributes.GetKeyword(workflows.AttributePhase); phase != "active" {
		t.Errorf("phase attribute %q", phase)
	}
	stored, err := w.Store().Readings(t.Context(), slug)
	if err != nil || len(stored) != 1 {
		t.Errorf("the store has readings %v, %v", stored, err)
	}
	if journal := w.journal(slug); !strings.Contains(journal, "ada answered 1 question") {
		t.Errorf("journal:\n%s", journal)
	}
}
