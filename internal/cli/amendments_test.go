package cli_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/revision"
)

func decidedAmendments(t *testing.T) app.Amendments {
	old, spec := specs.Duo(), specs.Duo()
	spec.Goals[0].KPIs[0].Target = decimal.NewFromInt(350)
	return app.Amendments{
		Spec: old, Proposed: "An amendment (1 change of what was agreed) waits for signatures since 2 Dec 2026: Tom has not signed.", Changes: revision.Compare(old, spec),
		Decided: []procedure.Amendment{
			{ID: "a", From: "Review quarter", Goal: "leads", Way: partnership.GoalAdjusts, What: "250 are\nenough", At: at(t, "2026-12-09T23:30:00Z")},
			{ID: "b", From: "Review quarter", Goal: "gone", Way: partnership.GoalStops, At: at(t, "2026-12-09T23:30:00Z")},
		},
	}
}

func TestWhatIsToChangeIsListed(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := cli.ShowAmendments(cli.Env{Stdout: &out}, "duo", decidedAmendments(t)); err != nil {
		t.Fatal(err)
	}
	want := `An amendment (1 change of what was agreed) waits for signatures since 2 Dec 2026: Tom has not signed.
    ~ goal.leads/kpi.mql/target: 300 -> 350  (material)
To take into the spec: adjust goal leads (Review quarter, 2026-12-09): 250 are enough
To take into the spec: stop goal gone (Review quarter, 2026-12-09)
`
	if out.String() != want {
		t.Errorf("it says\n%s", out.String())
	}
	out.Reset()
	if err := cli.ShowAmendments(cli.Env{Stdout: &out}, "duo", app.Amendments{}); err != nil || out.String() != "duo: nothing is to change of what was agreed.\n" {
		t.Errorf("of nothing it says %q (%v)", out.String(), err)
	}
}

func TestGoingOnCanBePasted(t *testing.T) {
	t.Parallel()
	a := app.Amendments{Spec: specs.Duo(), Decided: []procedure.Amendment{{
		ID: "a", From: "Review renewal", Kind: procedure.AmendsTerm, End: "2028-06-30", Said: []procedure.Words{{By: "tom", Text: "One\nbudget"}}, At: at(t, "2027-10-20T09:00:00Z"),
	}}}
	want := "# prolong the term until 2028-06-30 (Review renewal, 2027-10-20); tom wants changed: One budget\n# In the partnership block:\nend = \"2028-06-30\"\n\n"
	if got := cli.AmendedBlocks(a); got != want {
		t.Errorf("to paste is\n%s", got)
	}
}

func TestARuleOfBothSidesCanBePasted(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Principles = []string{"Bad news first"}
	a := app.Amendments{Spec: spec, Decided: []procedure.Amendment{{
		ID: "conflict-1-rule", From: "Conflict 1", Kind: procedure.AmendsRules, What: "Leads go into the \"list\"\nwithin ${two} days.", At: at(t, "2027-10-20T09:00:00Z"),
	}}}
	want := `# write in the rule that both sides agreed on (Conflict 1, 2027-10-20): Leads go into the "list" within ${two} days.
# In the partnership block, or wherever it belongs:
principles = [
  "Bad news first",
  "Leads go into the \"list\" within $${two} days.",
]

`
	if got := cli.AmendedBlocks(a); got != want {
		t.Errorf("to paste is\n%s", got)
	}
}

// TestWhoSignsInsteadCanBePasted: one of the party gets the right to sign, and whoever is not
// there loses it; somebody whom nobody knows is to be added.
func TestWhoSignsInsteadCanBePasted(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Parties[0].People[0].Roles = append(spec.Parties[0].People[0].Roles, partnership.RoleSignatory)
	person, other := spec.Parties[0].People[0], spec.Parties[0].People[1]
	paste := func(name string) string {
		return cli.AmendedBlocks(app.Amendments{Spec: spec, Decided: []procedure.Amendment{{
			ID: "signer", From: "Agreement, revision 1", Kind: procedure.AmendsSigner, Party: "north", Person: person.ID, What: name, At: at(t, "2027-10-20T09:00:00Z"),
		}}})
	}
	known := paste(other.Name)
	for _, want := range []string{
		"# name who signs for party north in the place of " + person.ID + " (Agreement, revision 1, 2027-10-20): " + other.Name + "\n# Take this block in the place",
		"party \"north\" {\n", "\"signatory\"",
	} {
		if !strings.Contains(known, want) {
			t.Errorf("it lacks %q:\n%s", want, known)
		}
	}
	if before, after, _ := strings.Cut(known, "person \""+other.ID+"\""); strings.Contains(before, "\"signatory\"") || !strings.Contains(after, "\"signatory\"") {
		t.Errorf("the right to sign is where it was:\n%s", known)
	}
	if got := paste("Zoe Nowhere"); !strings.Contains(got, "# Nobody of it is called that.") || !strings.Contains(got, "party \"north\" {") {
		t.Errorf("of a stranger it says\n%s", got)
	}
	if len(spec.Parties[0].People[0].Roles) != len(person.Roles) || !slices.Contains(spec.Parties[0].People[0].Roles, partnership.RoleSignatory) {
		t.Error("the spec itself has changed")
	}
}

func TestALeavingPartyIsTakenOutWithWhatNamesItsPeople(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Goals[0].Owner, spec.Goals[0].KPIs[0].Reporters = "tom", []string{"lars"}
	a := app.Amendments{Spec: spec, Decided: []procedure.Amendment{{ID: "exit-0-south", From: "Exit", Kind: procedure.AmendsParty, Party: "south", At: at(t, "2027-10-20T09:00:00Z")}}}
	got := cli.AmendedBlocks(a)
	for _, want := range []string{"# take out party south (Exit, 2027-10-20)\n", `# Take the block party "south" out. These blocks name somebody of it:`, "goal \"leads\" {\n", "person.tom"} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "check_in") || strings.Contains(got, "party \"north\" {") {
		t.Errorf("it prints what names nobody of it:\n%s", got)
	}
}

func TestWhatReviewsWantChangedCanBePasted(t *testing.T) {
	t.Parallel()
	got := cli.AmendedBlocks(decidedAmendments(t))
	for _, want := range []string{
		"# adjust goal leads (Review quarter, 2026-12-09): 250 are enough\ngoal \"leads\" {\n", "  kpi \"mql\" {\n", "# stop goal gone", "# Take this block out:\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
}
