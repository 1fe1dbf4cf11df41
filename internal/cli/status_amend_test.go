package cli_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TestWhatPartnersDecidedMovesNoCursor prints words of a mail that hold a terminal's codes.
func TestWhatPartnersDecidedMovesNoCursor(t *testing.T) {
	t.Parallel()
	p := openPartnership(t)
	p.Amendments = []procedure.Amendment{
		{ID: "a", From: "Review quarter", Goal: "sales", Way: partnership.GoalAdjusts, What: "250\x1b[2J\nare \u202eenough", At: at(t, "2026-12-09T12:00:00Z")},
	}
	var out bytes.Buffer
	err := cli.ShowStatus(cli.Env{Stdout: &out}, []cli.PartnershipStatus{
		{Slug: "pots", Title: "Pots", Live: true, Phase: "active", GoalsRAG: "green", Zone: zone(t, "Europe/Oslo"), Amendments: cli.AmendedOf(p)},
	})
	if want := "(Review quarter, 9 Dec 2026): 250[2J are enough\n"; err != nil || !strings.Contains(out.String(), want) {
		t.Errorf("it says %q, %v", out.String(), err)
	}
}

func TestStatusSaysWhatIsToBeTakenIntoTheSpec(t *testing.T) {
	t.Parallel()
	p := openPartnership(t)
	p.Amendments = []procedure.Amendment{
		{ID: "a", From: "Review quarter", Goal: "sales", Way: partnership.GoalAdjusts, What: "250 are enough", At: at(t, "2026-12-09T23:30:00Z")},
		{ID: "b", From: "Review quarter", Goal: "cost", Way: partnership.GoalStops, At: at(t, "2026-12-09T23:30:00Z")},
	}
	var out bytes.Buffer
	err := cli.ShowStatus(cli.Env{Stdout: &out}, []cli.PartnershipStatus{
		{Slug: "pots", Title: "Pots", Live: true, Phase: "active", GoalsRAG: "green", Zone: zone(t, "Europe/Oslo"), Amendments: cli.AmendedOf(p)},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "To take into the spec: adjust goal sales (Review quarter, 10 Dec 2026): 250 are enough\nTo take into the spec: stop goal cost (Review quarter, 10 Dec 2026)\n"
	if !strings.Contains(out.String(), want) {
		t.Errorf("it says\n%s", out.String())
	}
}
