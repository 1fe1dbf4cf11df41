package opinion_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
)

// sides are two parties of which everybody gives the same answers: to "heard", what they
// think that the other answers to it, and to "fair".
func sides(a, b [3]int64, each int) []opinion.Ballot {
	heard, fair, mirror := scale("heard"), scale("fair"), scale("heard-mirror")
	fair.Dimension, mirror.Dimension, mirror.Mirrors = "fairness", "", "heard"
	questions := []partnership.Question{heard, mirror, fair}
	var list []opinion.Ballot
	for i, points := range [][3]int64{a, b} {
		for p := range each {
			ballot := opinion.Ballot{Person: fmt.Sprintf("%s-%d", both[i], p), Party: both[i], Questions: questions}
			for j, n := range points {
				ballot.Answers = append(ballot.Answers, partnership.Answer{Question: questions[j].ID, Value: partnership.NumberValue(decimal.NewFromInt(n))})
			}
			list = append(list, ballot)
		}
	}
	return list
}

var byParty = opinion.Rule{Floor: 3, Parties: both}

func TestTheLeastContentPartyIsNamed(t *testing.T) {
	t.Parallel()
	w := counted(t, sides([3]int64{5, 1, 3}, [3]int64{2, 1, 4}, 4), byParty)
	least, ok := w.Least()
	// a: heard 100, fair 50; b: 25 and 75. What is guessed does not count.
	if !ok || least.Party != "b" || least.Is.Index.String() != "50" || least.Next.Index.String() != "75" || !least.Clear {
		t.Errorf("least content is %+v, %t", least, ok)
	}
	if diff := cmp.Diff([]string{"trust", "fairness"}, w.Dimensions()); diff != "" {
		t.Error(diff)
	}
	if got := fmt.Sprint(w.Content("a", "fairness").Index, w.Content(opinion.All, "trust").Index, w.Content("c", "").Index); got != "50 62.5 n/a" {
		t.Errorf("fairness of a, trust of all, and an unknown party are %s", got)
	}
	if _, ok := counted(t, sides([3]int64{5, 1, 3}, [3]int64{3, 1, 5}, 4), byParty).Least(); ok {
		t.Error("of two that are equal one is least content")
	}
	if _, ok := counted(t, sides([3]int64{5, 1, 3}, [3]int64{2, 1, 4}, 2), byParty).Least(); ok {
		t.Error("a party is named whose figures are hidden")
	}
}

func TestWithinTheMarginNobodyIsClearlyLeast(t *testing.T) {
	t.Parallel()
	q := scale("heard")
	w := counted(t, append(ballots("a", q, 5, 1, 4, 2), ballots("b", q, 5, 1, 4, 3)...), byParty)
	if least, ok := w.Least(); !ok || least.Party != "a" || least.Clear {
		t.Errorf("least content is %+v, %t", least, ok)
	}
}

func TestPerceptionGaps(t *testing.T) {
	t.Parallel()
	// a is heard (5) and thinks that b would say 4; b says 2 and guesses rightly of a.
	var got []string
	for _, g := range counted(t, sides([3]int64{5, 4, 3}, [3]int64{2, 5, 3}, 4), byParty).Gaps() {
		got = append(got, fmt.Sprintf("%s: %s says %s, %s %s, guessed %t, wide %t", g.Question, g.Of, g.Said, g.By, g.Seen, g.Guessed, g.Wide))
	}
	want := []string{
		"heard: b says 2, a 5, guessed false, wide true",
		"heard: b says 2, a 4, guessed true, wide true",
		"heard: a says 5, b 5, guessed true, wide false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if gaps := counted(t, sides([3]int64{5, 4, 3}, [3]int64{2, 5, 3}, 2), byParty).Gaps(); len(gaps) > 0 {
		t.Errorf("gaps of hidden figures: %v", gaps)
	}
}

func TestATrendSaysWhereItGoesAndNotWhatChanceDoes(t *testing.T) {
	t.Parallel()
	q := scale("heard")
	round := func(answers ...int64) opinion.Wave { return counted(t, ballots("a", q, answers...), opinion.Rule{}) }
	low, middle, high := round(2, 2, 2, 2, 1), round(2, 3, 2, 3, 2), round(5, 4, 5, 5, 4)
	hidden := counted(t, ballots("a", q, 5), opinion.Rule{Floor: 5})
	for _, tt := range []struct {
		name  string
		waves []opinion.Wave
		want  opinion.Way
	}{
		{"up", []opinion.Wave{low, high}, opinion.WayUp},
		{"down", []opinion.Wave{high, low}, opinion.WayDown},
		{"within the margin", []opinion.Wave{round(1, 5, 3, 3, 3), round(1, 5, 3, 4, 3)}, opinion.WaySame},
		{"one round is hidden", []opinion.Wave{low, hidden, high}, opinion.WayUp},
		{"the last is hidden", []opinion.Wave{low, middle, hidden}, opinion.WayUnknown},
		{"the first round", []opinion.Wave{low}, opinion.WayUnknown},
		{"none", nil, opinion.WayUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := opinion.TrendOf(tt.waves, opinion.All, ""); got.Way != tt.want || len(got.Points) != len(tt.waves) {
				t.Errorf("got %+v, want %q", got, tt.want)
			}
		})
	}
}
