package cli_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// openPartnership has a round in time, a milestone that is late, one that was met, and
// two items of which one is late.
func openPartnership(t *testing.T) *lifecycle.Partnership {
	t.Helper()
	since := at(t, "2026-12-09T00:00:00+01:00")
	p := lifecycle.New(partnership.Spec{Slug: "pots", Parties: []partnership.Party{{ID: "pot", People: []partnership.Person{{ID: "ann", Name: "Ann Vik"}}}}})
	p.Running = []lifecycle.Running{
		{Workflow: "pots/check-in/weekly/2026-12-08", Title: "Check-in weekly", Shown: procedure.Shown{Stage: "asking", Open: []procedure.OpenAsk{{Person: "ann"}}}},
		{Workflow: "pots/milestone/sales/done", Title: "Milestone sales/done", Shown: procedure.Shown{Stage: "met", Outcome: procedure.OutcomeMet}},
		{Workflow: "pots/milestone/sales/rules", Title: "Milestone sales/rules", Shown: procedure.Shown{
			Stage: "escalated", Line: "late since Wed 9 Dec 00:00; with Ann Vik; step owner; Tue 15 Dec 09:00 Bo Dali hear of it",
			Open: []procedure.OpenAsk{{Person: "ann", Late: true}},
		}},
		{Workflow: "pots/commitments", Title: "Commitments", Standing: true, Shown: procedure.Shown{Stage: "overdue", Owed: []procedure.Owed{
			{ID: "folder", What: "Open the folder", Owner: "ann", Due: "2026-12-20", Stage: procedure.ItemOpen},
			{ID: "contract", What: "Send the draft contract", Owner: "ann", Due: "2026-12-08", Stage: procedure.ItemOverdue, Since: since, Line: "late since Wed 9 Dec 00:00; step owner"},
		}}},
	}
	return p
}

func TestStatusListsWhatIsOpenAndTheLateFirst(t *testing.T) {
	t.Parallel()
	open := cli.OpenOf(openPartnership(t))
	var order []string
	for _, o := range open {
		order = append(order, o.What)
	}
	want := "Milestone sales/rules, Send the draft contract, Check-in weekly, Open the folder"
	if got := strings.Join(order, ", "); got != want {
		t.Errorf("listed are %s, want %s", got, want)
	}
	if o := open[1]; !o.Late || o.Owner != "Ann Vik" || o.ID != "contract" || o.Since.IsZero() || o.Workflow != "pots/commitments" {
		t.Errorf("of what is owed it says %+v", o)
	}
	var out bytes.Buffer
	err := cli.ShowStatus(cli.Env{Stdout: &out}, []cli.PartnershipStatus{
		{Slug: "pots", Title: "Pots", Live: true, Phase: "active", GoalsRAG: "green", Zone: zone(t, "Europe/Oslo"), Open: open},
	})
	if err != nil {
		t.Fatal(err)
	}
	checkGolden(t, filepath.Join("testdata", "status-open.txt"), out.String())
}

func TestWhoIsLateIsWaitedForFirst(t *testing.T) {
	t.Parallel()
	due := at(t, "2026-12-08T10:00:00+01:00")
	list := []cli.WaitingStatus{{Name: "later", Due: due.AddDate(0, 0, 2)}, {Name: "soon", Due: due}, {Name: "late", Due: due.AddDate(0, 0, 1), Late: true}}
	cli.SortWaiting(list)
	if list[0].Name != "late" || list[1].Name != "soon" {
		t.Errorf("the order is %+v", list)
	}
}
