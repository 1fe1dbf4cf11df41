package significance_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/significance"
)

// gave is what the people of a party have given: a mark for each proposal, and the first
// three; 0 is none.
type gave struct {
	marks  []int
	firsts []int
}

func party(id string, proposals int, people ...gave) significance.Party {
	p := significance.Party{ID: id, Marks: make([][significance.Highest]int, proposals)}
	for _, one := range people {
		for i, mark := range one.marks {
			if mark > 0 {
				p.Marks[i][mark-1]++
			}
		}
		if len(one.firsts) > 0 {
			p.Firsts = append(p.Firsts, one.firsts)
		}
	}
	return p
}

func shown(ranked []significance.Ranked) []string {
	var lines []string
	for _, r := range ranked {
		line := fmt.Sprintf("%d. #%d %s", r.Place, r.Number, r.Mark)
		for _, o := range r.Parties {
			line += fmt.Sprintf(" %s %s", o.Party, o.Mark)
		}
		if r.Disagree() {
			line += " !"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestRankedAsTheRuleSays(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		parties []significance.Party
		want    []string
	}{
		{
			"each party counts the same, however many are asked",
			[]significance.Party{
				party("north", 2, gave{marks: []int{5, 1}}, gave{marks: []int{5, 1}}, gave{marks: []int{5, 1}}),
				party("south", 2, gave{marks: []int{1, 5}}),
			},
			[]string{"1. #1 3 north 5 south 1 !", "1. #2 3 north 1 south 5 !"},
		},
		{
			"of two with one mean that of the side which wants it least",
			[]significance.Party{party("north", 2, gave{marks: []int{5, 4}}), party("south", 2, gave{marks: []int{3, 4}})},
			[]string{"1. #2 4 north 4 south 4", "2. #1 4 north 5 south 3 !"},
		},
		{
			"then who is put first",
			[]significance.Party{
				party("north", 3, gave{[]int{4, 4, 4}, []int{3, 2}}), party("south", 3, gave{[]int{4, 4, 4}, []int{3, 1, 2}}),
			},
			[]string{"1. #3 4 north 4 south 4", "2. #2 4 north 4 south 4", "3. #1 4 north 4 south 4"},
		},
		{
			"a party without marks is left out, and what nobody marks stands last",
			[]significance.Party{party("north", 2, gave{marks: []int{0, 2}}), party("south", 2)},
			[]string{"1. #2 2 north 2 south n/a", "0. #1 n/a north n/a south n/a"},
		},
		{"nobody", nil, []string{"0. #1 n/a", "0. #2 n/a"}},
	} {
		n := 2
		if len(tt.parties) > 0 {
			n = len(tt.parties[0].Marks)
		}
		if diff := cmp.Diff(tt.want, shown(significance.Rank(n, tt.parties))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// round draws what the people of some parties give.
func round(t *rapid.T) (int, [][]gave) {
	n := rapid.IntRange(1, 7).Draw(t, "proposals")
	parties := rapid.SliceOfN(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) gave {
		g := gave{marks: rapid.SliceOfN(rapid.IntRange(1, 5), n, n).Draw(t, "marks")}
		all := make([]int, n)
		for i := range all {
			all[i] = i + 1
		}
		g.firsts = rapid.Permutation(all).Draw(t, "order")[:rapid.IntRange(0, min(3, n)).Draw(t, "firsts")]
		return g
	}), 1, 4), 2, 4).Draw(t, "parties")
	return n, parties
}

func of(n int, people [][]gave) []significance.Party {
	var parties []significance.Party
	for i, p := range people {
		parties = append(parties, party(fmt.Sprintf("p%d", i), n, p...))
	}
	return parties
}

func places(ranked []significance.Ranked) []int {
	list := make([]int, len(ranked))
	for _, r := range ranked {
		list[r.Number-1] = r.Place
	}
	return list
}

// TestAHigherMarkNeverCostsAPlace raises one mark of one person.
func TestAHigherMarkNeverCostsAPlace(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n, people := round(t)
		p := rapid.IntRange(0, len(people)-1).Draw(t, "party")
		one := rapid.IntRange(0, len(people[p])-1).Draw(t, "person")
		at := rapid.IntRange(0, n-1).Draw(t, "proposal")
		before := places(significance.Rank(n, of(n, people)))
		own := func(ranked []significance.Ranked) int {
			i := slices.IndexFunc(ranked, func(r significance.Ranked) bool { return r.Number == at+1 })
			return ranked[i].Parties[p].Place
		}
		ownBefore := own(significance.Rank(n, of(n, people)))
		people[p][one].marks[at] = min(5, people[p][one].marks[at]+1)
		after := significance.Rank(n, of(n, people))
		if got := places(after); got[at] > before[at] {
			t.Fatalf("place %d became %d", before[at], got[at])
		}
		if own(after) > ownBefore {
			t.Fatalf("with the party place %d became %d", ownBefore, own(after))
		}
	})
}

// TestPartiesAndPeopleAreEqual turns both around: the ranking of all stays.
func TestPartiesAndPeopleAreEqual(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n, people := round(t)
		want := places(significance.Rank(n, of(n, people)))
		slices.Reverse(people)
		for _, p := range people {
			slices.Reverse(p)
		}
		if diff := cmp.Diff(want, places(significance.Rank(n, of(n, people)))); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// TestWhatAllMarkHigherStandsHigher holds for any two proposals, and what all give lies
// between what the parties give.
func TestWhatAllMarkHigherStandsHigher(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n, people := round(t)
		ranked := significance.Rank(n, of(n, people))
		at := places(ranked)
		for a := range n {
			for b := range n {
				higher := true
				for _, p := range people {
					for _, one := range p {
						higher = higher && one.marks[a] > one.marks[b]
					}
				}
				if higher && at[a] >= at[b] {
					t.Fatalf("all mark %d higher than %d, whose places are %d and %d", a+1, b+1, at[a], at[b])
				}
			}
		}
		for _, r := range ranked {
			under := slices.ContainsFunc(r.Parties, func(o significance.Opinion) bool { return !o.Mark.Value.Round(9).GreaterThan(r.Mark.Value.Round(9)) })
			over := slices.ContainsFunc(r.Parties, func(o significance.Opinion) bool { return !o.Mark.Value.Round(9).LessThan(r.Mark.Value.Round(9)) })
			if !under || !over {
				t.Fatalf("what all give lies outside of what the parties give: %+v", r)
			}
		}
	})
}

// TestPlacesAreOneAfterTheOther: somebody is first, and nobody's place is left out but for
// those that are shared.
func TestPlacesAreOneAfterTheOther(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n, people := round(t)
		at := places(significance.Rank(n, of(n, people)))
		slices.Sort(at)
		for i, p := range at {
			if p != i+1 && (i == 0 || p != at[i-1]) {
				t.Fatalf("places %v", at)
			}
		}
	})
}
