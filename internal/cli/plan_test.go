package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// TestPlanText shows a plan with everything in it: partnerships that begin,
// change, end and are left alone, forty of which the same is to be said, and
// five that differ in their people alone.
func TestPlanText(t *testing.T) {
	t.Parallel()
	old := quickstartSpec(t)
	plan := app.Plan{
		Reason: "the contract was not renewed",
		Items: []app.Item{
			{Slug: "ends", Title: "Ends", Action: app.End},
			{Slug: "new", Title: "New", Action: app.Create},
			{Slug: "late", Title: "Late", Action: app.Past, LastDay: &cadence.Date{Year: 2026, Month: 10, Day: 31}},
			{Slug: "old", Title: "Old", Action: app.EndedBefore, Ended: &app.Ending{
				On: cadence.Date{Year: 2026, Month: 9, Day: 30}, Outcome: "completed",
			}},
			{Slug: "other", Title: "Other", Action: app.Undeclared},
			{Slug: "same", Title: "Same", Action: app.Unchanged},
		},
	}
	changed := old
	changed.Title, changed.End = "Renamed", old.End.AddDays(31)
	changed.CheckIns = append([]partnership.CheckIn(nil), old.CheckIns...)
	changed.CheckIns[0].Rule.At = cadence.Clock{Hour: 9, Minute: 30}
	plan.Items = append(plan.Items, changeOf(t, "alone", old, changed))
	halved := changeOf(t, "halved", old, changed)
	halved.Waits = slices.DeleteFunc(slices.Clone(halved.Changes), func(c revision.Change) bool { return !c.Material })
	refused := changeOf(t, "refused", old, changed)
	refused.Changes, refused.Signers, refused.Moves = refused.Changes[:1], nil, nil
	refused.Refusal = "party kettle would have nobody left who signs for it; name its next signatory in the same change"
	plan.Items = append(plan.Items, halved, refused, app.Item{
		Slug: "waits", Title: "Waits", Action: app.Unchanged, Proposed: "digest", Warnings: []string{"An amendment (1 change of what was agreed) waits for signatures since 2 Dec 2026: Вера has not signed."},
	})
	shorter := old
	shorter.CheckIns = append([]partnership.CheckIn(nil), old.CheckIns...)
	shorter.CheckIns[0].Ask = shorter.CheckIns[0].Ask[:1]
	for i := range 40 {
		plan.Items = append(plan.Items, changeOf(t, fmt.Sprintf("pair-%02d", i), old, shorter))
	}

	later := old
	later.End = old.End.AddDays(31)
	for i := range 5 { // a fleet: the same change, and other people in each
		member := later
		member.Parties = slices.Clone(old.Parties)
		member.Parties[0].People = slices.Clone(old.Parties[0].People)
		for p := range member.Parties[0].People {
			member.Parties[0].People[p].Name += fmt.Sprintf(" of town %d", i)
		}
		before := member
		before.End = old.End
		plan.Items = append(plan.Items, changeOf(t, fmt.Sprintf("town-%d", i), before, member))
	}

	for name, env := range map[string]cli.Env{"plain": {}, "coloured": {Color: true, Width: 80}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			env.Stdout = &out
			if err := cli.ShowPlan(env, plan); err != nil {
				t.Fatal(err)
			}
			checkGolden(t, filepath.Join("testdata", "plan-"+name+".txt"), out.String())
		})
	}
}

func quickstartSpec(t *testing.T) partnership.Spec {
	t.Helper()
	result := config.Load(os.DirFS(quickstart), config.Options{})
	if len(result.Specs) != 1 {
		t.Fatal("the quickstart does not declare one partnership")
	}
	return result.Specs[0]
}

// changeOf is a change as the planner puts it.
func changeOf(t *testing.T, slug string, old, changed partnership.Spec) app.Item {
	t.Helper()
	i := app.Item{Slug: slug, Title: changed.Title, Action: app.Change, Spec: &changed}
	i.Changes = revision.Compare(old, changed)
	i.Signers = revision.Signers(old, changed, i.Changes)
	i.Warnings = []string{"Something that nobody expects."}
	i.NotCarriedOut = []app.Feature{{Block: "meeting", Count: 2}, {Block: "exit", Count: 1}}
	var err error
	if i.Moves, err = revision.Moves(kinds.All(), old, changed, noon(), 90*24*time.Hour, nil); err != nil {
		t.Fatal(err)
	}
	return i
}

func checkGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
