package revision_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// halved checks what holds for the halves of every change.
func halved(t rapid.TB, old, spec partnership.Spec) (atOnce partnership.Spec, rest []revision.Change) {
	t.Helper()
	atOnce, rest = revision.Halves(old, spec)
	if taken := revision.Compare(old, atOnce); revision.Material(taken) {
		t.Fatalf("what takes effect at once is material:\n%s", render(taken))
	}
	all := strings.Split(render(revision.Compare(old, spec)), "\n")
	for _, line := range strings.Split(render(rest), "\n") {
		if line != "" && !slices.Contains(all, line) {
			t.Fatalf("waits, and is no change: %s", line)
		}
		all = slices.DeleteFunc(all, func(l string) bool { return l == line })
	}
	if i := slices.IndexFunc(all, func(line string) bool { return strings.HasSuffix(line, "!") }); i >= 0 {
		t.Fatalf("is material, and does not wait: %s", all[i])
	}
	if !revision.Material(rest) && atOnce.Digest() != spec.Digest() {
		t.Fatal("nothing is material, and not all of it takes effect at once")
	}
	return atOnce, rest
}

// TestOneChangeIsTakenAtOnceOrWaits changes one field of the whole spec at a time: it is
// taken at once exactly if it is not material.
func TestOneChangeIsTakenAtOnceOrWaits(t *testing.T) {
	t.Parallel()
	old, spec := specs.Full(), specs.Full()
	if same, rest := halved(t, old, spec); same.Digest() != old.Digest() || rest != nil {
		t.Error("nothing changed, and something does all the same")
	}
	for _, edit := range specs.Edits(&spec) {
		if written(edit.Field) {
			continue
		}
		undo := edit.Apply()
		if _, rest := halved(t, old, spec); slices.ContainsFunc(rest, func(c revision.Change) bool { return !c.Material }) {
			t.Errorf("%s: waits, and is not material:\n%s", edit.Field, render(rest))
		}
		undo()
	}
}

// TestManyChangesArePartedCleanly edits specs at random; nothing in the full spec names
// anything else, so that exactly what is material waits.
func TestManyChangesArePartedCleanly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		old, spec := specs.Full(), specs.Full()
		all := specs.Edits(&spec)
		for range rapid.IntRange(0, 12).Draw(t, "edits") {
			if edit := rapid.SampledFrom(all).Draw(t, "edit"); !written(edit.Field) {
				edit.Apply()
			}
		}
		atOnce, rest := halved(t, old, spec)
		again, _ := halved(t, atOnce, spec)
		if again.Digest() != atOnce.Digest() {
			t.Fatalf("parted again, it is another half:\n%s", render(revision.Compare(atOnce, again)))
		}
		if slices.ContainsFunc(rest, func(c revision.Change) bool { return !c.Material }) {
			t.Fatalf("something waits that is not material:\n%s", render(rest))
		}
	})
}

// TestWhatNamesWhatIsNotThereYet changes what other parts name.
func TestWhatNamesWhatIsNotThereYet(t *testing.T) {
	t.Parallel()
	member := func(id string) partnership.Person { return human(id, "Europe/Oslo", partnership.RoleMember) }
	for _, c := range []struct {
		name    string
		prepare func(*partnership.Spec)
		edit    func(*partnership.Spec)
		want    string // what waits
	}{
		{
			"the owner of a goal that is to go stays with it",
			func(s *partnership.Spec) { s.Goals[0].Owner = "cat" },
			func(s *partnership.Spec) {
				s.Goals, s.Parties[1].People = nil, s.Parties[1].People[:1]
			},
			"removed party.pot/person.cat\nremoved goal.sales !",
		},
		{
			"a deputy of somebody who stays stays, too",
			func(s *partnership.Spec) {
				s.Goals[0].Owner = "cat"
				s.Parties[1].People[1].Deputy = "dan"
				s.Parties[1].People = append(s.Parties[1].People, member("dan"))
			},
			func(s *partnership.Spec) {
				s.Goals, s.Parties[1].People = nil, s.Parties[1].People[:1]
			},
			"removed party.pot/person.cat\nremoved party.pot/person.dan\nremoved goal.sales !",
		},
		{
			"a check-in waits for whom it asks",
			nil,
			func(s *partnership.Spec) {
				s.Parties = append(s.Parties, partnership.Party{ID: "spoon", People: []partnership.Person{human("eva", "Europe/Oslo", partnership.RoleLead)}})
				s.CheckIns[0].Ask, s.Meetings[0].Invite = []string{"ann", "bo", "eva"}, []string{"ann"}
			},
			"added party.spoon !\nchanged check_in.weekly/ask [person.ann, person.bo] -> [person.ann, person.bo, person.eva] +[person.eva]",
		},
		{
			"a guard waits for the figure that it looks at",
			nil,
			func(s *partnership.Spec) {
				s.Goals[0].KPIs = append(s.Goals[0].KPIs, partnership.KPI{ID: "cups", Unit: "cups", Direction: partnership.Increase, Target: decimal.NewFromInt(9), Weight: decimal.NewFromInt(1)})
				when, err := condition.Parse("kpi.cups < 3")
				if err != nil {
					panic(err)
				}
				s.Guards = append(s.Guards, partnership.Guard{ID: "cups", When: when, Then: partnership.ThenNotify})
			},
			"added goal.sales/kpi.cups !\nadded guard.cups",
		},
		{
			"a lead stays until the next one comes with the rest",
			func(s *partnership.Spec) {
				s.Parties[1].People[0].Roles = []partnership.Role{partnership.RoleSignatory}
				s.Parties[1].People[1].Roles = []partnership.Role{partnership.RoleLead}
			},
			func(s *partnership.Spec) {
				s.Parties[1].People[1] = human("eva", "Europe/Oslo", partnership.RoleLead, partnership.RoleSignatory)
			},
			"added party.pot/person.eva !\nremoved party.pot/person.cat",
		},
		{
			"a signatory waits, a colleague and an address do not",
			nil,
			func(s *partnership.Spec) {
				s.Parties[1].People[0].Email, s.Parties[1].People[1].Email = "a@tea.example", "c@tea.example"
				s.Parties[1].People = append(s.Parties[1].People, member("dan"))
			},
			`changed party.pot/person.ann/email "ann@tea.example" -> "a@tea.example" !`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			old, spec := shop(), shop()
			if c.prepare != nil {
				c.prepare(&old)
				c.prepare(&spec)
			}
			c.edit(&spec)
			_, rest := halved(t, old, spec)
			if diff := cmp.Diff(strings.TrimSpace(c.want), render(rest)); diff != "" {
				t.Errorf("what waits (-want +got):\n%s", diff)
			}
		})
	}
}
