package opinion_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/opinion"
)

func TestFindingsHoldWhatAllHaveSaidAndWhereSidesAreApart(t *testing.T) {
	t.Parallel()
	list := sides([3]int64{5, 4, 3}, [3]int64{2, 5, 4}, 4)
	own := scale("own")
	own.Dimension = ""
	f := counted(t, append(list, ballots("a", own, 4, 4, 3)...), byParty).Findings()
	var got []string
	for _, r := range f.Rated {
		got = append(got, fmt.Sprintf("%s%s %s", r.Dimension, r.Question, r.Index))
	}
	for _, g := range f.Apart {
		got = append(got, fmt.Sprintf("%s: %s %s, %s %s", g.Question, g.Of, g.Said, g.By, g.Seen))
	}
	// heard is 3.5 of 5 on average, which is 62.5; of its two gaps the wider one is kept. What
	// is guessed of the other side is no question of its own.
	if diff := cmp.Diff([]string{"trust 63", "fairness 63", "own 67", "heard: b 2, a 5", "fair: a 3, b 4"}, got); diff != "" || f.Date != "2027-03-31" {
		t.Errorf("round of %q (-want +got):\n%s", f.Date, diff)
	}
}

// What nobody may see is no finding either.
func TestBelowTheFloorNothingIsFound(t *testing.T) {
	t.Parallel()
	f := counted(t, sides([3]int64{5, 4, 3}, [3]int64{2, 5, 4}, 2), opinion.Rule{Floor: 5, Parties: both}).Findings()
	if len(f.Rated) > 0 || len(f.Apart) > 0 {
		t.Errorf("of hidden figures there is %+v", f)
	}
}
