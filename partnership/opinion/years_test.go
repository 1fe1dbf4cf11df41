package opinion_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/opinion"
)

func TestAYearIsTheMeanOfItsRounds(t *testing.T) {
	t.Parallel()
	point := func(date string, index int64) opinion.Point {
		return opinion.Point{Date: date, Index: measure.Some(decimal.NewFromInt(index))}
	}
	trend := opinion.Trend{Points: []opinion.Point{
		point("2026-05-01", 60), point("2026-11-01", 70), {Date: "2027-05-01"}, point("2028-02-01", 81), point("2028-08-01", 80), point("2028-11-01", 82),
	}}
	var got []string
	for _, y := range trend.Years() {
		got = append(got, fmt.Sprint(y.Year, " ", y.Index, " of ", y.Rounds))
	}
	if want := []string{"2026 65 of 2", "2028 81 of 3"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestAYearLiesAmongItsRounds draws rounds of three years: each round that may be seen counts
// once, and no year is above its best or below its worst round.
func TestAYearLiesAmongItsRounds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var trend opinion.Trend
		seen := 0
		for i := range rapid.IntRange(0, 12).Draw(t, "rounds") {
			p := opinion.Point{Date: fmt.Sprintf("%d-%02d-01", 2026+i/4, 1+i%4*3)}
			if rapid.Bool().Draw(t, "may be seen") {
				p.Index, seen = measure.Some(decimal.NewFromInt(rapid.Int64Range(0, 100).Draw(t, "index"))), seen+1
			}
			trend.Points = append(trend.Points, p)
		}
		for _, y := range trend.Years() {
			seen -= y.Rounds
			below, above := false, false
			for _, p := range trend.Points {
				if p.Date[:4] == y.Year && p.Index.OK {
					below = below || p.Index.Value.LessThanOrEqual(y.Index.Value.Round(8))
					above = above || p.Index.Value.GreaterThanOrEqual(y.Index.Value.Round(8))
				}
			}
			if !below || !above {
				t.Errorf("%s is %s of %+v", y.Year, y.Index.Value, trend.Points)
			}
		}
		if seen != 0 {
			t.Errorf("%d rounds are counted too few", seen)
		}
	})
}
