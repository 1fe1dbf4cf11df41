package procedure_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// A partnership hears how content each party is only where that may be seen: of all
// together where no party has figures of its own, and nothing below the floor.
func TestAPublicationTellsOfContentWhatMayBeSeen(t *testing.T) {
	t.Parallel()
	one, five := decimal.NewFromInt(1), decimal.NewFromInt(5)
	question := partnership.Question{ID: "trust", Kind: partnership.KindScale, Min: &one, Max: &five}
	for _, tc := range []struct {
		name  string
		rule  opinion.Rule
		north []int64
		south []int64
		want  []string
	}{
		{"by party", opinion.Rule{Floor: 3, Parties: []string{"north", "south"}}, []int64{5, 5, 5}, []int64{2, 2, 2}, []string{"north 100", "south 25"}},
		{"all together", opinion.Rule{Floor: 3}, []int64{5, 5, 5}, []int64{3, 3, 3}, []string{" 75"}},
		{"too few of either", opinion.Rule{Floor: 3, Parties: []string{"north", "south"}}, []int64{5, 4}, []int64{3, 2}, []string{" 62.5"}},
		{"too few of all", opinion.Rule{Floor: 3}, []int64{5}, []int64{3}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var ballots []opinion.Ballot
			for party, points := range map[string][]int64{"north": tc.north, "south": tc.south} {
				for i, p := range points {
					ballots = append(ballots, opinion.Ballot{
						Person: fmt.Sprint(party, i), Party: party, Questions: []partnership.Question{question},
						Answers: []partnership.Answer{{Question: "trust", Value: partnership.NumberValue(decimal.NewFromInt(p))}},
					})
				}
			}
			w, err := opinion.Count("2027-01-05", len(ballots), ballots, tc.rule, nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range procedure.PublicationOf(w, 0).Content {
				got = append(got, c.Party+" "+c.Index.String())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("content (-want +got):\n%s", diff)
			}
		})
	}
}
