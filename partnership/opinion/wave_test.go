package opinion_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/disclosure"
	"github.com/rapport-engine/rapport/partnership/opinion"
)

func scale(id string) partnership.Question {
	one, five := decimal.NewFromInt(1), decimal.NewFromInt(5)
	return partnership.Question{ID: id, Kind: partnership.KindScale, Text: id, Min: &one, Max: &five, Dimension: "trust"}
}

// ballots are of so many people of a party who give these answers to a question.
func ballots(party string, q partnership.Question, answers ...int64) []opinion.Ballot {
	var list []opinion.Ballot
	for i, n := range answers {
		list = append(list, opinion.Ballot{
			Person: fmt.Sprintf("%s-%d", party, i), Party: party, Questions: []partnership.Question{q},
			Answers: []partnership.Answer{{Question: q.ID, Value: partnership.NumberValue(decimal.NewFromInt(n))}},
		})
	}
	return list
}

func counted(t rapid.TB, list []opinion.Ballot, rule opinion.Rule, before ...opinion.Wave) opinion.Wave {
	t.Helper()
	w, err := opinion.Count("2027-03-31", len(list), list, rule, before)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

var both = []string{"a", "b"}

func TestARoundComesToWhatTheFormulasSay(t *testing.T) {
	t.Parallel()
	reversed, nps := scale("late"), partnership.Question{ID: "nps", Kind: partnership.KindNPS}
	reversed.Reversed = true
	for _, tt := range []struct {
		name    string
		q       partnership.Question
		answers []int64
		want    string
	}{
		{"F7", scale("heard"), []int64{5, 4, 4, 3, 5, 2, 4}, "7: 3.8571 4 0.7143 71.4286 ±0.7332"},
		{"F7 the other way round", reversed, []int64{1, 2, 2, 3, 1, 4, 2}, "7: 3.8571 4 0.7143 71.4286 ±0.7332"},
		{"F8", nps, []int64{10, 9, 9, 10, 9, 7, 8, 8, 0, 6}, "10: 30 ±48.4084"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := counted(t, ballots("a", tt.q, tt.answers...), opinion.Rule{Floor: 5}).Results[0].Total
			got := fmt.Sprintf("%d:", f.N)
			if l := f.Likert; l != nil {
				got += fmt.Sprintf(" %s %s %s %s ±%s", l.Mean, l.Median, l.Favourable, l.Index, l.Margin)
			}
			if n := f.NPS; n != nil {
				got += fmt.Sprintf(" %s ±%s", n.Score, n.Margin)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAnchoredChoicesCountTheSameInEveryLanguage(t *testing.T) {
	t.Parallel()
	var list []opinion.Ballot
	for i, language := range []string{"en", "ru", "en", "ru", "en"} {
		q := opinion.Questions(partnership.Survey{Template: partnership.SelfAssessment}, language)[0]
		list = append(list, opinion.Ballot{
			Person: fmt.Sprint(i), Party: "a", Questions: []partnership.Question{q},
			Answers: []partnership.Answer{{Question: q.ID, Value: partnership.TextValue(q.Choices[i])}},
		})
	}
	w := counted(t, list, opinion.Rule{Floor: 5})
	if len(w.Results) != 1 || w.Results[0].Total.N != 5 || w.Results[0].Total.Likert.Index.String() != "50" {
		t.Errorf("0, 25, 50, 75 and 100 come to %+v", w.Results)
	}
}

func TestCountsOfChoicesAndYesAndNo(t *testing.T) {
	t.Parallel()
	choice := partnership.Question{ID: "go-on", Kind: partnership.KindChoice, Choices: []string{"yes", "with changes", "no"}}
	yesNo := partnership.Question{ID: "met", Kind: partnership.KindYesNo}
	visits := partnership.Question{ID: "visits", Kind: partnership.KindNumber}
	var list []opinion.Ballot
	for i, chosen := range []string{"yes", "no", "yes", "with changes", "yes"} {
		answers := []partnership.Answer{
			{Question: choice.ID, Value: partnership.TextValue(chosen)},
			{Question: yesNo.ID, Value: partnership.BoolValue(i == 0)},
			{Question: visits.ID, Value: partnership.NumberValue(decimal.NewFromInt(int64(i)))},
		}
		if i == 4 {
			answers[1].Value = partnership.UnknownValue()
		}
		list = append(list, opinion.Ballot{Person: fmt.Sprint(i), Questions: []partnership.Question{choice, yesNo, visits}, Answers: answers})
	}
	r := counted(t, list, opinion.Rule{Floor: 3}).Results
	got := fmt.Sprint(r[0].Total.Counts, r[1].Total.Counts, r[1].Total.N, r[2].Total.Mean)
	if want := "[3 1 1] [1 3] 4 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOtherVersionsAndScalesAreNeverCountedTogether(t *testing.T) {
	t.Parallel()
	first, second, wider := scale("heard"), scale("heard"), scale("heard")
	second.Version = 2
	seven := decimal.NewFromInt(7)
	wider.Max = &seven
	list := append(ballots("a", first, 5, 5, 5), ballots("b", second, 1, 1, 1)...)
	w := counted(t, append(list, ballots("c", wider, 7, 7, 7)...), opinion.Rule{})
	if len(w.Results) != 3 {
		t.Fatalf("%d questions are counted, want 3", len(w.Results))
	}
	for i, want := range []string{"5", "1", "7"} {
		if got := w.Results[i].Total; got.N != 3 || got.Mean.String() != want {
			t.Errorf("version %d: %d answers, mean %s, want %s", i, got.N, got.Mean, want)
		}
	}
	before := counted(t, ballots("a", first, 1, 1, 1), opinion.Rule{})
	now := counted(t, ballots("a", second, 5, 5, 5), opinion.Rule{})
	if trend := opinion.TrendOf([]opinion.Wave{before, now}, opinion.All, ""); trend.Points[0].Index.OK || trend.Way != opinion.WayUnknown {
		t.Errorf("another version stands in the trend: %+v", trend)
	}
}

func TestAFigureThatIsHiddenSaysNothing(t *testing.T) {
	t.Parallel()
	q := scale("heard")
	list := append(ballots("a", q, 5, 5, 5, 5, 5, 5), ballots("b", q, 1, 1)...)
	w := counted(t, list, opinion.Rule{Floor: 5, Parties: both})
	r := w.Results[0]
	if r.Total.Sight != disclosure.Exact || r.Parties[0].Sight != disclosure.Hidden || r.Parties[1].Sight != disclosure.Hidden {
		t.Errorf("total and parties are %+v", r)
	}
	if diff := cmp.Diff([]opinion.Figure{{}, {}}, r.Parties); diff != "" {
		t.Errorf("what is hidden says (-nothing):\n%s", diff)
	}
	few := counted(t, ballots("a", q, 1, 1, 1, 1), opinion.Rule{Floor: 5})
	if few.Published() || few.Readable(opinion.Rule{Floor: 5}) || few.Answered != 4 {
		t.Errorf("four answers of five that are needed: %+v", few)
	}
}

// A person has left: the total without them, beside the one with them, would be their
// answer.
func TestAfterAPersonLeftTheirAnswerDoesNotFollow(t *testing.T) {
	t.Parallel()
	q := scale("heard")
	rule := opinion.Rule{Floor: 5}
	before := counted(t, ballots("a", q, 5, 5, 5, 5, 5, 1), rule)
	now := counted(t, ballots("a", q, 5, 5, 5, 5, 5), rule, before).Results[0].Total
	if now.Sight != disclosure.Rounded || now.Likert != nil || now.Mean.String() != "5" {
		t.Errorf("the total without the person who left is %+v", now)
	}
	nps := partnership.Question{ID: "nps", Kind: partnership.KindNPS}
	before = counted(t, ballots("a", nps, 9, 9, 9, 9, 9, 0), rule)
	if now := counted(t, ballots("a", nps, 9, 9, 9, 9, 9), rule, before); now.Published() {
		t.Errorf("a score cannot be rounded: %+v", now.Results)
	}
	openly := counted(t, ballots("a", q, 5, 5, 5, 5, 5), opinion.Rule{}, before).Results[0].Total
	if openly.Sight != disclosure.Exact {
		t.Errorf("where nobody is anonymous, nothing is rounded: %+v", openly)
	}
}

func TestNobodyIsInAResultThatCouldBeReadOff(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		q := scale("heard")
		list := append(
			ballots("a", q, rapid.SliceOfN(rapid.Int64Range(1, 5), 0, 9).Draw(t, "a")...),
			ballots("b", q, rapid.SliceOfN(rapid.Int64Range(1, 5), 0, 9).Draw(t, "b")...)...)
		if len(list) == 0 {
			t.Skip("nobody")
		}
		floor := rapid.IntRange(3, 6).Draw(t, "floor")
		w := counted(t, list, opinion.Rule{Floor: floor, Parties: both})
		for _, r := range w.Results {
			for _, f := range append(r.Parties, r.Total) {
				if f.Sight == disclosure.Hidden && f.N == 0 || f.N >= floor {
					continue
				}
				t.Fatalf("a figure of %d answers: %+v", f.N, f)
			}
		}
		// The order in which answers came says nothing.
		turned := counted(t, rapid.Permutation(list).Draw(t, "order"), opinion.Rule{Floor: floor, Parties: both})
		if diff := cmp.Diff(w, turned); diff != "" {
			t.Fatalf("another order (-want):\n%s", diff)
		}
	})
}

func TestARoundSurvivesJSON(t *testing.T) {
	t.Parallel()
	w := counted(t, append(ballots("a", scale("heard"), 5, 4, 3), ballots("b", scale("heard"), 1, 2)...), opinion.Rule{Floor: 2, Parties: both})
	body, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	var back opinion.Wave
	if err := json.Unmarshal(body, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(w, back); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

func TestTwoHundredAnswersAreCountedInTime(t *testing.T) {
	t.Parallel()
	var list []opinion.Ballot
	for i := range 200 {
		b := opinion.Ballot{Person: fmt.Sprintf("p%03d", i), Party: both[i%2], Questions: opinion.Questions(partnership.Survey{Template: partnership.RelationshipPulse}, "en")}
		for j, q := range b.Questions {
			if q.Kind == partnership.KindScale {
				b.Answers = append(b.Answers, partnership.Answer{Question: q.ID, Value: partnership.NumberValue(decimal.NewFromInt(int64(1 + (i*j)%5)))})
			}
		}
		list = append(list, b)
	}
	var before []opinion.Wave
	var took time.Duration
	for range 4 {
		begun := time.Now()
		before = append(before, counted(t, list, opinion.Rule{Floor: 5, Parties: both}, before...))
		took = time.Since(begun)
		list = list[3:] // people leave
	}
	t.Logf("the fourth round of %d people takes %s", len(list)+3, took)
	if took > 2*time.Second {
		t.Errorf("it took %s, want less than 2 s", took)
	}
	if names := strings.Count(fmt.Sprint(before[3].Results), "p1"); names > 0 {
		t.Error("a result names people")
	}
}
