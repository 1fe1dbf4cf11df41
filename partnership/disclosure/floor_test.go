package disclosure_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/disclosure"
)

// groups are parties of which so many have answered, everybody every question.
func groups(counts ...int) []disclosure.Group {
	var list []disclosure.Group
	for i, n := range counts {
		g := disclosure.Group{ID: fmt.Sprint(i), N: n}
		for p := range n {
			g.Members = append(g.Members, fmt.Sprintf("%d-%d", i, p))
		}
		list = append(list, g)
	}
	return list
}

// shown says whether the total is, and of how many people each group is that is.
func shown(list []disclosure.Group, f disclosure.Figures) string {
	seen := []int{}
	for i, s := range f.Groups {
		if s != disclosure.Hidden {
			seen = append(seen, list[i].N)
		}
	}
	return fmt.Sprint(f.Total != disclosure.Hidden, seen)
}

func TestAGroupBelowTheFloorIsHiddenAndSoIsWhatGivesItAway(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		counts []int
		want   string // total, then the groups shown
	}{
		{"everybody enough", []int{6, 7}, "true [6 7]"},
		{"the small one takes another with it", []int{9, 3, 6}, "true [9]"},
		{"two small ones hide each other", []int{9, 3, 3}, "true [9]"},
		{"the last of equals goes first", []int{7, 7, 1}, "true [7]"},
		{"nobody of one group answered", []int{9, 0}, "true [9]"},
		{"all hidden, enough together", []int{3, 3}, "true []"},
		{"too few altogether", []int{2, 2}, "false []"},
		{"nobody asked", nil, "false []"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			list := groups(tt.counts...)
			f := disclosure.Decide(list, 5, nil)
			if got := shown(list, f); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if slices.Contains(append(f.Groups, f.Total), disclosure.Rounded) {
				t.Errorf("a first round has nothing to round: %+v", f)
			}
		})
	}
}

// Readers don't know who left a question out, but they may know how many.
func TestCountsNeverIsolateAFew(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		floor := rapid.IntRange(0, 8).Draw(t, "floor")
		list := groups(rapid.SliceOfN(rapid.IntRange(0, 15), 0, 8).Draw(t, "answered")...)
		hidden := 0
		for i := range list {
			list[i].N = rapid.IntRange(0, len(list[i].Members)).Draw(t, "n")
			hidden += list[i].N
		}
		total := hidden
		f := disclosure.Decide(list, floor, nil)
		some := false
		for i, g := range list {
			if f.Groups[i] == disclosure.Hidden {
				continue
			}
			hidden, some = hidden-g.N, true
			if g.N < floor {
				t.Fatalf("a group of %d is shown", g.N)
			}
		}
		switch isTotal := f.Total != disclosure.Hidden; {
		case !isTotal && some:
			t.Fatal("groups without a total")
		case isTotal && total < floor:
			t.Fatalf("a total of %d is shown", total)
		case isTotal && hidden > 0 && hidden < floor:
			t.Fatalf("total less shown groups isolates %d", hidden)
		}
	})
}
