package disclosure_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/disclosure"
)

// attacker knows every exact figure, who is behind it, and supposes that nobody has
// changed their mind between the rounds: each person's answer is one unknown, however
// often they were asked. Nothing is left out that linear algebra can do, and nothing is
// shared with what decides: every group of people is tried by its rank.
type attacker struct {
	people  []string
	figures []disclosure.Set
}

// finds returns a group of fewer people than the floor whose sum follows from the
// figures.
func (a attacker) finds(floor int) []string {
	known := a.matrix()
	rank := rankOf(known)
	var found []string
	a.subsets(nil, 0, floor-1, func(group []string) bool {
		if rankOf(append(a.matrix(), a.row(group))) == rank {
			found = slices.Clone(group)
		}
		return found == nil
	})
	return found
}

// subsets calls try for every group of at most so many people, until that says no.
func (a attacker) subsets(group []string, from, most int, try func([]string) bool) bool {
	if len(group) > 0 && !try(group) {
		return false
	}
	if len(group) == most {
		return true
	}
	for i := from; i < len(a.people); i++ {
		if !a.subsets(append(group, a.people[i]), i+1, most, try) {
			return false
		}
	}
	return true
}

func (a attacker) matrix() [][]*big.Rat {
	var m [][]*big.Rat
	for _, f := range a.figures {
		m = append(m, a.row(f))
	}
	return m
}

func (a attacker) row(group []string) []*big.Rat {
	row := make([]*big.Rat, len(a.people))
	for i, p := range a.people {
		row[i] = new(big.Rat)
		if slices.Contains(group, p) {
			row[i].SetInt64(1)
		}
	}
	return row
}

// rankOf eliminates below the diagonal, in fractions.
func rankOf(m [][]*big.Rat) int {
	rank := 0
	for c := 0; len(m) > 0 && c < len(m[0]); c++ {
		pivot := slices.IndexFunc(m[rank:], func(row []*big.Rat) bool { return row[c].Sign() != 0 })
		if pivot < 0 {
			continue
		}
		m[rank], m[rank+pivot] = m[rank+pivot], m[rank]
		for _, row := range m[rank+1:] {
			f := new(big.Rat).Quo(row[c], m[rank][c])
			for i := range row {
				row[i].Sub(row[i], new(big.Rat).Mul(f, m[rank][i]))
			}
		}
		if rank++; rank == len(m) {
			break
		}
	}
	return rank
}

// The property that the whole package is for: rounds of one question, between which
// people leave, come, and sometimes do not answer; by parties and together.
func TestNoSmallGroupFollowsFromAllThatIsPublished(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		floor := rapid.IntRange(2, 5).Draw(t, "floor")
		people := rapid.IntRange(4, 9).Draw(t, "people")
		party := rapid.SliceOfN(rapid.IntRange(0, 2), people, people).Draw(t, "party")
		var a attacker
		for p := range people {
			a.people = append(a.people, fmt.Sprintf("p%d", p))
		}
		for range rapid.IntRange(1, 5).Draw(t, "rounds") {
			list := []disclosure.Group{{ID: "a"}, {ID: "b"}, {ID: "c"}}
			for p, answers := range rapid.SliceOfN(rapid.Bool(), people, people).Draw(t, "answer") {
				if g := &list[party[p]]; answers {
					g.Members = append(g.Members, a.people[p])
					g.N++
				}
			}
			f := disclosure.Decide(list, floor, a.figures)
			a.figures = append(a.figures, f.Shown...)
			if group := a.finds(floor); group != nil {
				t.Fatalf("with a floor of %d the answers of %v follow from %v", floor, group, a.figures)
			}
		}
	})
}

// wave are the people of two parties who have answered: "abcd efgh".
func wave(parties string) []disclosure.Group {
	var list []disclosure.Group
	for i, members := range strings.Fields(parties) {
		list = append(list, disclosure.Group{ID: fmt.Sprint(i), Members: strings.Split(members, ""), N: len(members)})
	}
	return list
}

func TestWhatARoundMaySayBesideThoseBeforeIt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		floor int
		waves []string
		want  string // of the last: total, then parties
	}{
		{"the same people again", 5, []string{"abcdefgh", "abcdefgh"}, "exact [exact]"},
		{"one person has left", 5, []string{"abcdefgh", "abcdefg"}, "rounded [rounded]"},
		{"one has come", 5, []string{"abcdefg", "abcdefgh"}, "rounded [rounded]"},
		{"as many left as a group needs", 3, []string{"abcdefgh", "abcde"}, "exact [exact]"},
		{"one left and another came", 5, []string{"abcdefgh", "abcdefgi"}, "exact [exact]"},
		{"and then the first is back", 5, []string{"abcdefgh", "abcdefgi", "abcdefghi"}, "rounded [rounded]"},
		{"the party of somebody who left, and the total with it", 4, []string{"abcde fghij", "abcd fghij"}, "rounded [rounded exact]"},
		{"a party falls below the floor and takes the other with it", 5, []string{"abcde fghij", "abcd fghij"}, "rounded [hidden hidden]"},
		{"one of each party", 4, []string{"abcde fghij", "abcd fghi"}, "rounded [rounded rounded]"},
		{"openly, without a floor", 0, []string{"ab cd", "ab c"}, "exact [exact exact]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var before []disclosure.Set
			var f disclosure.Figures
			for _, w := range tt.waves {
				f = disclosure.Decide(wave(w), tt.floor, before)
				before = append(before, f.Shown...)
			}
			word := func(s disclosure.Sight) string {
				if s == disclosure.Hidden {
					return "hidden"
				}
				return string(s)
			}
			parties := make([]string, 0, len(f.Groups))
			for _, s := range f.Groups {
				parties = append(parties, word(s))
			}
			if got := fmt.Sprint(word(f.Total), " ", parties); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A large survey must not be slow, whatever has been published before.
func TestManyRoundsOfManyPeopleAreDecidedInTime(t *testing.T) {
	t.Parallel()
	var before []disclosure.Set
	for round := range 8 {
		list := make([]disclosure.Group, 5)
		for p := range 200 {
			if g := &list[p%5]; (p*7+round*13)%11 != 0 {
				g.Members = append(g.Members, fmt.Sprintf("p%03d", p))
				g.N++
			}
		}
		f := disclosure.Decide(list, 5, before)
		if f.Total == disclosure.Hidden || len(before) == 0 && f.Total != disclosure.Exact {
			t.Errorf("round %d: %+v", round, f)
		}
		before = append(before, f.Shown...)
	}
}

// Whoever subtracts a rounded total from an exact one is left with as many sums as an
// answer has values.
func TestARoundedMeanLeavesAsManySumsOpenAsAnAnswerHasValues(t *testing.T) {
	t.Parallel()
	for width := 1; width <= 10; width++ {
		for n := 1; n <= 30; n++ {
			for rounded := 1; rounded < width; rounded++ {
				open := 0
				for sum := 0; sum <= n*width; sum++ {
					if (2*sum+n)/(2*n) == rounded { // half up
						open++
					}
				}
				if values := width + 1; disclosure.Roundable(n, width) && open < values {
					t.Errorf("%d answers on %d values that come to about %d have %d sums", n, values, rounded, open)
				}
			}
		}
	}
}
