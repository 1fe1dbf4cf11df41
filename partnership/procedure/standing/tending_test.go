package standing_test

import (
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

func hours(period, value, who string, at int) measure.Reading {
	r := reading(standing.QuestionTending, period, value, who)
	r.At = time.Unix(int64(at), 0)
	return r
}

// TestTheLastWordOfASideOnAQuarterCounts counts a corrected figure once, whoever of the side
// has corrected it, and nobody who is of no side any more.
func TestTheLastWordOfASideOnAQuarterCounts(t *testing.T) {
	t.Parallel()
	got := standing.Tended(specs.Duo(), []measure.Reading{
		hours("2027-03-09", "10", "lars", 1), hours("2027-03-09", "14", "sofie", 2), hours("2027-06-01", "6.5", "sofie", 3),
		hours("2027-03-09", "99", "gone", 4), reading("mql", "2027-06-01", "130", "tom"),
	})
	want := []standing.Tending{{Party: "north", Last: dec("6.5"), AsOf: "2027-06-01", Sum: dec("20.5")}}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("hours (-want +got):\n%s", diff)
	}
}

// TestHoursAreTheSameInWhateverOrderTheyCame shuffles what was said at different times.
func TestHoursAreTheSameInWhateverOrderTheyCame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var list []measure.Reading
		for i := range rapid.IntRange(0, 12).Draw(t, "n") {
			list = append(list, hours(
				rapid.SampledFrom([]string{"2027-03-09", "2027-06-01", "2027-09-07"}).Draw(t, "period"), rapid.SampledFrom([]string{"0", "4", "12.5"}).Draw(t, "value"),
				rapid.SampledFrom([]string{"lars", "sofie", "tom"}).Draw(t, "who"), i,
			))
		}
		want := standing.Tended(specs.Duo(), list)
		if diff := gocmp.Diff(want, standing.Tended(specs.Duo(), rapid.Permutation(list).Draw(t, "order"))); diff != "" {
			t.Errorf("another order (-want +got):\n%s", diff)
		}
		for _, one := range want {
			if one.Sum.LessThan(one.Last) {
				t.Errorf("in all there are %s, lately %s", one.Sum, one.Last)
			}
		}
	})
}
