package health_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func some(text string) measure.Ratio { return measure.Some(dec(text)) }

// scores are dimensions of some scores, in their order; "" is n/a.
func scores(list ...string) []health.Dimension {
	var all []health.Dimension
	for i, text := range list {
		d := health.Dimension{Kind: health.Kinds()[i], RAG: measure.Unknown}
		if text != "" {
			d.Score = some(text)
		}
		all = append(all, d)
	}
	return all
}

func TestTheWeightsAreAllThereIs(t *testing.T) {
	t.Parallel()
	sum := decimal.Zero
	for _, k := range health.Kinds() {
		sum = sum.Add(k.Weight())
	}
	if !sum.Equal(dec("1")) {
		t.Errorf("the weights come to %s", sum)
	}
}

func TestHealthIsWhatTheFormulaSays(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name       string
		dimensions []health.Dimension
		level      int
		score      string
		rag        measure.RAG
		capped     health.Cap
	}{
		{"the example of the formula", scores("87", "78", "62", "70", "85"), 0, "76.2", measure.Green, ""},
		{"what is n/a gives its weight to the rest", scores("87", "78", "62", "", "85"), 0, "77.2941", measure.Green, ""},
		{"60 % of the weights are enough", scores("70", "70", "", "", "70"), 0, "70", measure.Green, ""},
		{"less than 60 % are not", scores("90", "", "", "90", "90"), 0, "90", measure.Unknown, ""},
		{"nothing is known", scores("", "", "", "", ""), 0, "n/a", measure.Unknown, ""},
		{"the border is green", scores("70", "70", "70", "70", "70"), 0, "70", measure.Green, ""},
		{"what is printed as 70 is judged as 70", scores("69.5", "69.5", "69.5", "69.5", "69.5"), 0, "69.5", measure.Green, ""},
		{"below the border it is amber", scores("69.4", "69.4", "69.4", "69.4", "69.4"), 0, "69.4", measure.Amber, ""},
		{"40 is amber", scores("40", "40", "40", "40", "40"), 0, "40", measure.Amber, ""},
		{"39 is red", scores("39", "39", "39", "39", "39"), 0, "39", measure.Red, ""},
		{"a red dimension keeps it from green", scores("100", "100", "100", "100", "39"), 0, "93.9", measure.Amber, health.CapDimension},
		{"a conflict on the first level caps nothing", scores("100", "100", "100", "100", "85"), 1, "98.5", measure.Green, ""},
		{"one on the second keeps it from green", scores("100", "100", "100", "100", "70"), 2, "97", measure.Amber, health.CapConflict},
		{"one on the third makes it red", scores("100", "100", "100", "100", "50"), 3, "95", measure.Red, health.CapConflict},
		{"higher is no better", scores("100", "100", "100", "100", "50"), 7, "95", measure.Red, health.CapConflict},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			h := health.Of(tc.dimensions, tc.level, health.Memory{})
			if h.Score.String() != tc.score || h.RAG != tc.rag || h.Capped != tc.capped {
				t.Errorf("%s %s, capped by %q; want %s %s, %q", h.Score, h.RAG, h.Capped, tc.score, tc.rag, tc.capped)
			}
		})
	}
}

func TestDimensionsAreWhatTheFormulaSays(t *testing.T) {
	t.Parallel()
	count := func(part, whole int) health.Counted { return health.Counted{Part: part, Whole: whole, Known: true} }
	none := health.Counted{Part: 1, Whole: 2}
	for _, tc := range []struct {
		name string
		got  health.Dimension
		want string
	}{
		{"goals: the mean of their paces, none above 1", health.OfGoals([]health.Paced{{Pace: some("1.4")}, {Pace: some("0.5")}}), "75"},
		{"goals: one without a pace is left out", health.OfGoals([]health.Paced{{Pace: some("0.5")}, {}}), "50"},
		{"goals: a step back is nothing reached", health.OfGoals([]health.Paced{{Pace: some("-0.5")}}), "0"},
		{"goals: none has a pace", health.OfGoals([]health.Paced{{}}), "n/a"},
		{"operations: all three", health.OfOperations(count(5, 10), count(3, 4), count(1, 4)), "50"},
		{"operations: too few days", health.OfOperations(count(5, 10), none, count(1, 4)), "39.2857"},
		{"operations: too little of all", health.OfOperations(none, none, none), "n/a"},
		{"relationship: the least content", health.OfRelationship([]health.Content{{Index: dec("80")}, {Index: dec("62")}}), "62"},
		{"relationship: nobody was asked", health.OfRelationship(nil), "n/a"},
		{"value: both", health.OfValue(some("1.2"), some("0.4"), nil), "70"},
		{"value: the balance alone", health.OfValue(measure.Ratio{}, some("0.629"), nil), "62.9"},
		{"value: neither", health.OfValue(measure.Ratio{}, measure.Ratio{}, nil), "n/a"},
		{"issues: none", health.OfIssues(nil), "100"},
		{"issues: one of each level", health.OfIssues([]health.Open{{}, {Level: 1}, {Level: 2}, {Level: 3}}), "0"},
		{"issues: raised", health.OfIssues([]health.Open{{}}), "95"},
		{"issues: first level", health.OfIssues([]health.Open{{Level: 1}}), "85"},
		{"issues: second level", health.OfIssues([]health.Open{{Level: 2}}), "70"},
		{"issues: third level", health.OfIssues([]health.Open{{Level: 3}}), "50"},
		{"issues: overdue costs half as much again", health.OfIssues([]health.Open{{Level: 1, Overdue: true}}), "77.5"},
		{"issues: never below 0", health.OfIssues([]health.Open{{Level: 4, Overdue: true}, {Level: 4, Overdue: true}}), "0"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if tc.got.Score.String() != tc.want {
				t.Errorf("it is %s, want %s", tc.got.Score, tc.want)
			}
		})
	}
}

func TestTheThreeLargestLossesAreNamed(t *testing.T) {
	t.Parallel()
	count := func(part, whole int) health.Counted { return health.Counted{Part: part, Whole: whole, Known: true} }
	h := health.Of([]health.Dimension{
		health.OfGoals([]health.Paced{{Goal: "leads", Pace: some("0.6"), Who: []string{"lars"}}, {Goal: "trust", Pace: some("1")}}), // .30·20 = 6
		health.OfOperations(count(3, 8), count(9, 10), count(4, 4)),                                                                 // .20·.4·62.5 = 5, .20·.3·10 = .6
		health.OfRelationship([]health.Content{{Party: "b", Index: dec("64")}}),                                                     // .25·36 = 9
		health.OfValue(measure.Ratio{}, measure.Ratio{}, nil),
		health.OfIssues([]health.Open{{Level: 1}}), // .10·15 = 1.5
	}, 1, health.Memory{})
	var got []string
	for _, c := range h.Causes {
		got = append(got, string(c.Kind)+" "+string(c.Reason)+" "+c.Of+" "+c.Points.Mul(h.Coverage).Round(4).String())
	}
	if diff := cmp.Diff([]string{"relationship discontent b 9", "goals behind leads 6", "operations unanswered  5"}, got); diff != "" {
		t.Errorf("the causes are (-want +got):\n%s", diff)
	}
}

// anyDimensions draws dimensions from what they are made of, some of them n/a.
func anyDimensions() *rapid.Generator[[]health.Dimension] {
	return rapid.Custom(func(t *rapid.T) []health.Dimension {
		ratio := func(label string) measure.Ratio {
			if rapid.Bool().Draw(t, label+"?") {
				return measure.Ratio{}
			}
			return measure.Some(decimal.New(rapid.Int64Range(-50, 200).Draw(t, label), -2))
		}
		counted := func(label string) health.Counted {
			whole := rapid.IntRange(0, 20).Draw(t, label)
			return health.Counted{Whole: whole, Part: rapid.IntRange(0, whole).Draw(t, "of "+label), Known: rapid.Bool().Draw(t, label+"?")}
		}
		var paces []health.Paced
		for range rapid.IntRange(0, 4).Draw(t, "goals") {
			paces = append(paces, health.Paced{Pace: ratio("pace")})
		}
		var content []health.Content
		for range rapid.IntRange(0, 3).Draw(t, "parties") {
			content = append(content, health.Content{Index: decimal.NewFromInt(rapid.Int64Range(0, 100).Draw(t, "index"))})
		}
		var open []health.Open
		for range rapid.IntRange(0, 4).Draw(t, "conflicts") {
			open = append(open, health.Open{Level: rapid.IntRange(0, 4).Draw(t, "level"), Overdue: rapid.Bool().Draw(t, "overdue")})
		}
		return []health.Dimension{
			health.OfGoals(paces), health.OfOperations(counted("answered"), counted("met"), counted("kept")), health.OfRelationship(content),
			health.OfValue(ratio("attained"), ratio("balance"), nil), health.OfIssues(open),
		}
	})
}

var tiny = decimal.New(1, -9)

func TestEveryScoreLiesBetweenNothingAndAllAndItsCausesExplainIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := health.Of(anyDimensions().Draw(t, "dimensions"), rapid.IntRange(0, 4).Draw(t, "level"), health.Memory{})
		for _, d := range h.Dimensions {
			if !d.Score.OK {
				if len(d.Causes) > 0 || d.RAG != measure.Unknown {
					t.Fatalf("%s is n/a and %s, and costs %v", d.Kind, d.RAG, d.Causes)
				}
				continue
			}
			missing := dec("100").Sub(d.Score.Value)
			for _, c := range d.Causes {
				missing = missing.Sub(c.Points)
			}
			if missing.Abs().GreaterThan(tiny) || d.Score.Value.IsNegative() || d.Score.Value.GreaterThan(dec("100")) {
				t.Fatalf("%s is %s, and %s of what is missing is not explained", d.Kind, d.Score, missing)
			}
		}
		if h.Score.Value.IsNegative() || h.Score.Value.GreaterThan(dec("100")) {
			t.Fatalf("the score is %s", h.Score)
		}
		sorted := slices.IsSortedFunc(h.Causes, func(a, b health.Cause) int { return b.Points.Cmp(a.Points) })
		lost := decimal.Zero
		for _, c := range h.Causes {
			lost = lost.Add(c.Points)
		}
		if !sorted || len(h.Causes) > 3 || lost.GreaterThan(dec("100").Sub(h.Score.Value).Add(tiny)) {
			t.Fatalf("%s has the causes %v", h.Score, h.Causes)
		}
	})
}

// anyScores draws five scores, some of them n/a.
func anyScores() *rapid.Generator[[]health.Dimension] {
	return rapid.Custom(func(t *rapid.T) []health.Dimension {
		all := scores("", "", "", "", "")
		for i := range all {
			if rapid.IntRange(0, 3).Draw(t, "known") > 0 {
				all[i].Score = measure.Some(decimal.New(rapid.Int64Range(0, 1000).Draw(t, "score"), -1))
			}
		}
		return all
	})
}

func TestABetterDimensionNeverMakesItWorse(t *testing.T) {
	t.Parallel()
	rank := map[measure.RAG]int{measure.Red: 1, measure.Amber: 2, measure.Green: 3}
	rapid.Check(t, func(t *rapid.T) {
		before := anyScores().Draw(t, "scores")
		i, level := rapid.IntRange(0, 4).Draw(t, "which"), rapid.IntRange(0, 3).Draw(t, "level")
		if !before[i].Score.OK {
			return
		}
		after := slices.Clone(before)
		after[i].Score = measure.Some(decimal.Min(dec("100"), after[i].Score.Value.Add(decimal.NewFromInt(rapid.Int64Range(0, 100).Draw(t, "more")))))
		was, is := health.Of(before, level, health.Memory{}), health.Of(after, level, health.Memory{})
		if is.Score.Value.LessThan(was.Score.Value) || rank[is.RAG] < rank[was.RAG] {
			t.Fatalf("%s is better, and %s %s has become %s %s", before[i].Kind, was.Score, was.RAG, is.Score, is.RAG)
		}
	})
}

func TestWhatIsUnknownGivesItsWeightToTheRest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		known := anyScores().Draw(t, "scores")
		h := health.Of(known, 0, health.Memory{})
		if !h.Score.OK {
			return
		}
		// Filled up with what the rest comes to, it stays what it is.
		for i := range known {
			if !known[i].Score.OK {
				known[i].Score = h.Score
			}
		}
		full := health.Of(known, 0, health.Memory{})
		if full.Score.Value.Sub(h.Score.Value).Abs().GreaterThan(tiny) || !full.Coverage.Equal(dec("1")) {
			t.Fatalf("%s of %s is %s of all", h.Score, h.Coverage, full.Score)
		}
	})
}

func TestCapsHoldWhateverTheScore(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var m health.Memory
		at := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
		for range rapid.IntRange(1, 10).Draw(t, "looks") {
			level := rapid.IntRange(0, 4).Draw(t, "level")
			h := health.Of(anyScores().Draw(t, "scores"), level, m)
			red := slices.ContainsFunc(h.Dimensions, func(d health.Dimension) bool { return d.RAG == measure.Red })
			switch {
			case h.Coverage.LessThan(dec("0.6")):
				if h.RAG != measure.Unknown {
					t.Fatalf("%s is known, and it is %s", h.Coverage, h.RAG)
				}
			case level >= 3 && h.RAG != measure.Red, (level == 2 || red) && h.RAG == measure.Green:
				t.Fatalf("with a conflict on level %d, a red dimension: %v, it is %s", level, red, h.RAG)
			}
			at = at.AddDate(0, 0, 10)
			m.Take(h, at)
		}
	})
}

func TestAVerdictNeverGoesBackAndForthWithinThreePoints(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var m health.Memory
		at := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
		look := func(tenths int64) measure.RAG {
			s := decimal.New(tenths, -1).String()
			h := health.Of(scores(s, s, s, s, s), 0, m)
			at = at.Add(time.Hour)
			m.Take(h, at)
			return h.RAG
		}
		look(rapid.Int64Range(0, 1000).Draw(t, "before"))
		low := rapid.Int64Range(0, 970).Draw(t, "low")
		last, changes := look(low), 0
		for range 20 {
			now := look(low + rapid.Int64Range(0, 30).Draw(t, "within three points"))
			if now != last {
				changes++
			}
			last = now
		}
		if changes > 1 {
			t.Fatalf("between %d and %d tenths it has changed %d times", low, low+30, changes)
		}
	})
}

func TestAVerdictChangesOnceTheBorderIsThreePointsAway(t *testing.T) {
	t.Parallel()
	var m health.Memory
	at := time.Date(2027, 1, 30, 12, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		score string
		want  measure.RAG
	}{
		{"70", measure.Green},
		{"68", measure.Green},
		{"67", measure.Amber},
		{"72", measure.Amber},
		{"73", measure.Green},
		{"38", measure.Amber},
		{"37", measure.Red},
		{"42", measure.Red},
		{"43", measure.Amber},
		{"30", measure.Red},
		{"72", measure.Amber},
		{"95", measure.Green},
	} {
		h := health.Of(scores(tc.score, tc.score, tc.score, tc.score, tc.score), 0, m)
		if h.RAG != tc.want {
			t.Errorf("%s after %+v is %s, want %s", tc.score, m.Last, h.RAG, tc.want)
		}
		m.Take(h, at)
		at = at.Add(12 * time.Hour)
	}
	if m.Was.Points != 72 || m.Was.RAG != measure.Amber || m.Last.Points != 95 {
		t.Errorf("it was %+v and is %+v", m.Was, m.Last)
	}
	var months []string
	for _, one := range m.Months {
		months = append(months, one.At.Format("2006-01 ")+string(one.RAG))
	}
	if diff := cmp.Diff([]string{"2027-01 amber", "2027-02 green"}, months); diff != "" {
		t.Errorf("the months are (-want +got):\n%s", diff)
	}
}

func TestWhatIsUnknownLeavesWhatWasKnown(t *testing.T) {
	t.Parallel()
	var m health.Memory
	at := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	m.Take(health.Of(scores("75", "75", "75", "75", "75"), 0, m), at)
	m.Take(health.Of(scores("75", "", "", "", "20"), 0, m), at.AddDate(0, 1, 0))
	if m.Last.Points != 75 || len(m.Months) != 1 || m.Band != measure.Green {
		t.Errorf("what is remembered is %+v", m)
	}
	if h := health.Of(scores("68", "68", "68", "68", "68"), 0, m); h.RAG != measure.Green {
		t.Errorf("it is %s again, and was green", h.RAG)
	}
}

func TestAYearOfMonthsIsKept(t *testing.T) {
	t.Parallel()
	var m health.Memory
	for i := range 40 {
		m.Take(health.Of(scores("75", "75", "75", "75", "75"), 0, m), time.Date(2027, 1, 5, 0, 0, 0, 0, time.UTC).AddDate(0, i, 0))
	}
	if len(m.Months) != 13 || m.Months[12].At.Format("2006-01") != "2030-04" {
		t.Errorf("%d months are kept, the last %s", len(m.Months), m.Months[len(m.Months)-1].At)
	}
}
