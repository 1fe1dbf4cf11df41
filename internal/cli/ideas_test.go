package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/significance"
)

// searching is a partnership whose parties look for goals, as its author writes it.
const searching = `
partnership "duo" {
  title    = "Duo"
  purpose  = "To be two."
  start    = "2026-12-01"
  end      = "2027-11-30"
  timezone = "Etc/UTC"
  currency = "EUR"
  party "north" {
    name = "North"
    person "lars" {
      name  = "Lars"
      email = "lars@north.example"
      roles = ["lead", "executive", "signatory"]
    }
    interest "reach" { statement = "Be seen" }
  }
  party "south" {
    name = "South"
    person "tom" {
      name  = "Tom"
      email = "tom@south.example"
      roles = ["lead", "executive", "signatory"]
    }
    interest "calm" { statement = "Be left alone" }
  }
  competing "stand" {
    interests  = [interest.reach, interest.calm]
    joint_goal = "One stand that both can leave"
  }
%s}
`

func loaded(t *testing.T, goals string) config.Result {
	t.Helper()
	return config.Load(fstest.MapFS{"duo.hcl": {Data: fmt.Appendf(nil, searching, goals)}}, config.Options{})
}

// foundIdeas is a round of five proposals, of which three were accepted.
func foundIdeas(t *testing.T) app.Ideas {
	t.Helper()
	result := loaded(t, "")
	if len(result.Specs) != 1 {
		t.Fatalf("%v", result.Diagnostics)
	}
	given := []significance.Party{
		{ID: "north", Marks: [][significance.Highest]int{{4: 1}, {3: 1}, {2: 1}, {1: 1}, {}}}, {ID: "south", Marks: [][significance.Highest]int{{1: 1}, {3: 1}, {2: 1}, {1: 1}, {}}},
	}
	r := app.IdeasRound{
		Round:   ideas.Round{Name: "goals", Date: "2026-11-20", Workflow: "duo/ideas/goals", Stage: ideas.Done, Given: given, At: at(t, "2026-11-20T08:00:00Z")},
		Outcome: procedure.OutcomeDecided,
	}
	for _, ranked := range significance.Rank(5, given) {
		p := app.IdeasProposal{Ranked: ranked, By: []string{"lars"}}
		yes := significance.Verdict{Decision: significance.Accept}
		p.Said = []ideas.Said{{Party: "north", Person: "lars", Verdict: yes}, {Party: "south", Person: "tom", Verdict: yes}}
		switch ranked.Number {
		case 1:
			p.Text = "Общие заказы: со 120 до 300 в квартал"
		case 2:
			p.Text, p.By = "Raise visitors of the fair from 0 to 40 visitors by June", []string{"tom", "gone"}
		case 3:
			p.Text, p.By, p.Competing = "One stand that both can leave", nil, "stand"
		case 4:
			p.Text = "Merge"
			p.Said[1].Verdict = significance.Verdict{Decision: significance.No, Why: "too early\nfor us"}
		case 5:
			p.Text, p.By = "40 new <clients> \"together\" ${now}", []string{"gone"}
			p.Said[1] = ideas.Said{Party: "south"}
		}
		var verdicts []significance.Verdict
		for _, s := range p.Said {
			verdicts = append(verdicts, s.Verdict)
		}
		p.Decision = significance.Together(verdicts)
		r.Proposals = append(r.Proposals, p)
	}
	return app.Ideas{Spec: result.Specs[0], Rounds: []app.IdeasRound{r}}
}

func TestWhatWasProposedIsListedWithWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := cli.ShowIdeas(cli.Env{Stdout: &out}, "duo", foundIdeas(t)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"goals, 2026-11-20: decided\n", "accepted", "declined", "later", "competing.stand", "north 5, south 2 (they disagree)", "n/a",
		"No. 4, Tom (south): no, too early for us\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it lacks %q:\n%s", want, out.String())
		}
	}
	out.Reset()
	if err := cli.ShowIdeas(cli.Env{Stdout: &out}, "duo", app.Ideas{}); err != nil || !strings.Contains(out.String(), "begin-ideas") {
		t.Errorf("of nothing it says %q (%v)", out.String(), err)
	}
	open := app.Ideas{Rounds: []app.IdeasRound{{Round: ideas.Round{Name: "goals", Date: "2026-11-20", Stage: ideas.Proposing}}}}
	out.Reset()
	if err := cli.ShowIdeas(cli.Env{Stdout: &out}, "duo", open); err != nil || !strings.Contains(out.String(), "goals, 2026-11-20: proposing\nWhat was proposed is sealed") {
		t.Errorf("of a sealed round it says %q (%v)", out.String(), err)
	}
}

func TestProposalsForMachinesAreLists(t *testing.T) {
	t.Parallel()
	body, err := json.Marshal(cli.ViewIdeas("duo", foundIdeas(t)))
	if err != nil || strings.Contains(string(body), `"by":null`) || strings.Contains(string(body), `"said":null`) {
		t.Errorf("%s, %v", body, err)
	}
	if body, err = json.Marshal(cli.ViewIdeas("duo", app.Ideas{})); err != nil || string(body) != `{"format_version":1,"slug":"duo","rounds":[]}` {
		t.Errorf("%s, %v", body, err)
	}
}

// TestAcceptedProposalsAreGoalsThatCanBeApplied pastes the blocks into the files and reads
// those: only what was accepted is there, valid, with the figures that its words hold.
func TestAcceptedProposalsAreGoalsThatCanBeApplied(t *testing.T) {
	t.Parallel()
	blocks := cli.GoalBlocks(foundIdeas(t))
	result := loaded(t, blocks)
	for _, d := range result.Diagnostics {
		if d.Severity == config.Error {
			t.Errorf("%s: %s", d.Summary, d.Detail)
		}
	}
	if len(result.Specs) != 1 {
		t.Fatalf("the blocks are\n%s", blocks)
	}
	var got []string
	for _, g := range result.Specs[0].Goals {
		k := g.KPIs[0]
		got = append(got, fmt.Sprintf("%s: %s (%s, %v) %s %s -> %s %s", g.ID, g.Statement, g.Owner, g.Serves, k.Direction, k.Baseline, k.Target, k.Unit))
	}
	want := []string{
		"obshchie-zakazy-so-120: Общие заказы: со 120 до 300 в квартал (lars, []) increase 120 -> 300 units",
		"one-stand-that-both: One stand that both can leave (lars, [calm reach]) binary 0 -> 1 yes or no",
		"raise-visitors-of-the: Raise visitors of the fair from 0 to 40 visitors by June (tom, []) increase 0 -> 40 visitors",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("goals (-want +got):\n%s\nof\n%s", diff, blocks)
	}
	for _, want := range []string{"# Proposed by Lars, accepted by all parties in the round goals of 2026-11-20. It matters 3.5 of 5.\n", "# To complete: a figure in the place"} {
		if !strings.Contains(blocks, want) {
			t.Errorf("the blocks lack %q:\n%s", want, blocks)
		}
	}
	if first, ok := loaded(t, "").Specs[0].FirstIdeas(); !ok || first.ID != "goals" || len(first.Ask) != 2 {
		t.Errorf("without goals it begins with %+v", first)
	}
	if _, ok := result.Specs[0].FirstIdeas(); ok {
		t.Error("with goals it still looks for some")
	}
}

// TestHostileProposalsStayInTheirPlace writes words that HCL could misunderstand.
func TestHostileProposalsStayInTheirPlace(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"\"} goal \"x\" {", "${file(\"/etc/passwd\")} %{if true}", "a\nb\tc\u202e", strings.Repeat("длинно ", 80), "12345", "*/ # //", "from 1 to 1 thing", "с 99999999999999999999 до 3", "goal", "goal",
	} {
		found := foundIdeas(t)
		found.Rounds[0].Proposals = []app.IdeasProposal{{Text: text, By: []string{"tom"}, Decision: significance.Accept}, {Text: text, By: []string{"tom"}, Decision: significance.Accept}}
		blocks := cli.GoalBlocks(found)
		result := loaded(t, blocks)
		if len(result.Specs) != 1 || len(result.Specs[0].Goals) != 2 {
			t.Errorf("%q becomes\n%s\n%v", text, blocks, result.Diagnostics)
		}
	}
}
