package cli_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// ailing is a partnership half a year in, behind its plan and with half of its asks
// unanswered; in May it was well.
func ailing(t *testing.T) (app.Status, time.Time) {
	t.Helper()
	now := at(t, "2027-06-01T12:00:00Z")
	p := lifecycle.New(specs.Duo())
	p.Phase, p.Agenda.From = lifecycle.PhaseActive, now
	p.Readings = []measure.Reading{{ID: "r", KPI: "mql", Period: "2027-06-01", Value: decimal.NewFromInt(165), Reporter: "lars", At: now}}
	p.Answering = []lifecycle.Answering{{Round: "duo/check-in/fortnightly/2027-06-01", At: now, Asked: 10, Answered: 5}}
	p.Contents = []lifecycle.Surveyed{{Survey: "mood", At: now, Content: []procedure.Content{{Party: "south", Index: decimal.NewFromInt(62)}}}}
	may := health.Seen{At: at(t, "2027-05-25T12:00:00Z"), RAG: measure.Green, Points: 81}
	p.Vitals.Admins = health.Memory{Band: measure.Amber, Last: health.Seen{At: now, RAG: measure.Amber, Points: 59}, Was: may}
	p.Vitals.Admins.Months = []health.Seen{may, p.Vitals.Admins.Last}
	answers := []measure.PartyPromptness{
		{Party: "north", Promptness: measure.Promptness{Asked: 5, Answered: 5, OnTime: 4, Latency: measure.Some(decimal.RequireFromString("3.25"))}},
		{Party: "south", Promptness: measure.Promptness{Asked: 5}},
	}
	return app.Status{Slug: "duo", Title: "Duo", Spec: p.Declared, Zone: time.UTC, State: p, Promptness: answers}, now
}

func TestStatusSaysWhatHealthComesFrom(t *testing.T) {
	t.Parallel()
	status := cli.StatusOf(ailing(t))
	var text bytes.Buffer
	if err := cli.ShowStatus(cli.Env{Stdout: &text}, []cli.PartnershipStatus{status}); err != nil {
		t.Fatal(err)
	}
	checkGolden(t, filepath.Join("testdata", "status-health.txt"), text.String())
	body, err := json.MarshalIndent(map[string]any{"health": status.Health, "health_details": status.Details, "answers": status.Answers}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	checkGolden(t, filepath.Join("testdata", "status-health.json"), string(body)+"\n")
}

func TestHealthIsUnknownWhereNoWorkflowTellsIt(t *testing.T) {
	t.Parallel()
	status, now := ailing(t)
	status.State, status.Standing.RAG = nil, measure.Green
	if got := cli.StatusOf(status, now); got.Health != "unknown" || got.Details != nil || got.GoalsRAG != "green" {
		t.Errorf("it says %s, of the goals %s", got.Health, got.GoalsRAG)
	}
}
