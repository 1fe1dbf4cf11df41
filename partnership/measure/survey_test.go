package measure_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func decs(values ...int64) []decimal.Decimal {
	var list []decimal.Decimal
	for _, v := range values {
		list = append(list, decimal.NewFromInt(v))
	}
	return list
}

func TestLikert(t *testing.T) {
	t.Parallel()
	five := measure.Scale{Low: 1, High: 5}
	for _, tt := range []struct {
		name    string
		scale   measure.Scale
		answers []decimal.Decimal
		want    string // n, mean, median, sd, favourable, index, margin
	}{
		{"seven answers", five, decs(5, 4, 4, 3, 5, 2, 4), "7 3.8571 4 0.9897 0.7143 71.4286 0.7332"},
		{"reversed", measure.Scale{Low: 1, High: 5, Reversed: true}, decs(1, 2, 2, 3, 1, 4, 2), "7 3.8571 4 0.9897 0.7143 71.4286 0.7332"},
		{"an even number", five, decs(1, 5, 4, 2), "4 3 3 1.5811 0.5 50 1.5495"},
		{"one answer", five, decs(5), "1 5 5 0 1 100 0"},
		{"from nought to ten", measure.Scale{Low: 0, High: 10}, decs(0, 10), "2 5 5 5 0.5 50 6.9296"},
		{"nobody answered", five, nil, "0 n/a n/a n/a n/a n/a n/a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l, err := tt.scale.Likert(tt.answers)
			got := fmt.Sprint(l.N, l.Mean, l.Median, l.SD, l.Favourable, l.Index, l.Margin)
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
	if _, err := five.Likert(decs(4, 6)); err == nil {
		t.Error("6 of 5 was counted")
	}
}

func TestNetPromoters(t *testing.T) {
	t.Parallel()
	people := func(promoters, passives, detractors int) []decimal.Decimal {
		return slices.Concat(slices.Repeat(decs(9), promoters), slices.Repeat(decs(8), passives), slices.Repeat(decs(6), detractors))
	}
	for _, tt := range []struct {
		answers []decimal.Decimal
		want    string // score ± margin
	}{
		{people(5, 3, 2), "30 ± 48.4"},
		{people(6, 2, 2), "40 ± 49.6"},
		{people(4, 1, 0), "80 ± 35.1"},
		{people(0, 0, 3), "-100 ± 0"},
		{decs(0, 7, 10), "0 ± 92.4"},
	} {
		s, err := measure.NetPromoters(tt.answers)
		got := fmt.Sprintf("%s ± %s", s.Score.Value.Round(1), s.Margin.Value.Round(1))
		if err != nil || got != tt.want {
			t.Errorf("got %q, %v, want %q", got, err, tt.want)
		}
	}
	if s, err := measure.NetPromoters(nil); err != nil || s.Score.OK || s.Margin.OK {
		t.Errorf("nobody gives %+v, %v", s, err)
	}
	for _, wrong := range []string{"8.5", "11", "-1"} {
		if _, err := measure.NetPromoters([]decimal.Decimal{dec(wrong)}); err == nil {
			t.Errorf("%s was counted", wrong)
		}
	}
}

func TestNetPromotersStaysOnItsScale(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, err := measure.NetPromoters(decs(rapid.SliceOfN(rapid.Int64Range(0, 10), 1, 40).Draw(t, "answers")...))
		switch {
		case err != nil:
			t.Fatal(err)
		case s.Promoters+s.Passives+s.Detractors != s.N:
			t.Fatalf("%+v does not add up", s)
		case s.Score.Value.Abs().GreaterThan(dec("100")) || s.SE.Value.IsNegative():
			t.Fatalf("score %s ± %s", s.Score, s.Margin)
		}
	})
}

func TestSurveyFiguresAreIndependentOfOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		answers := decs(rapid.SliceOfN(rapid.Int64Range(1, 5), 1, 20).Draw(t, "answers")...)
		scale := measure.Scale{Low: 1, High: 5, Reversed: rapid.Bool().Draw(t, "reversed")}
		want, err := scale.Likert(answers)
		if err != nil {
			t.Fatal(err)
		}
		got, err := scale.Likert(rapid.Permutation(answers).Draw(t, "order"))
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Fatalf("%v (-want +got):\n%s", err, diff)
		}
		if i := want.Index.Value; i.IsNegative() || i.GreaterThan(dec("100")) {
			t.Fatalf("index %s", i)
		}
	})
}
