package revision_test

import (
	"encoding/json"
	"flag"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/revision"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestJSON pins the form in which plans write changes, signers and moves.
func TestJSON(t *testing.T) {
	t.Parallel()
	old, spec := shop(), shop()
	spec.Goals[0].KPIs[0].Target = decimal.NewFromInt(150)
	spec.Goals[0].KPIs[0].Reporters = []string{"bo", "cat"}
	spec.Goals[0].Milestones[0].AcceptBy = "ann"
	spec.CheckIns[0].Rule = rule("2 weeks", "tuesday", "09:00")
	spec.Meetings = nil
	spec.Parties[0].People[0].Absences = []partnership.Absence{{From: day("2027-03-01"), Until: day("2027-03-07")}}
	changes := revision.Compare(old, spec)
	moves, err := revision.Moves(kinds.All(), old, spec, at("03-01 12:00"), 28*24*time.Hour, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(map[string]any{
		"changes": changes, "signers": revision.Signers(old, spec, changes), "moves": moves,
	}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	const golden = "testdata/changes.json"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
}
