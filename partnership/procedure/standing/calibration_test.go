package standing_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// TestConfidenceIsHeldAgainstWhatCameOfGoals lets one goal be achieved and one be missed:
// one side was sure, the other doubted both.
func TestConfidenceIsHeldAgainstWhatCameOfGoals(t *testing.T) {
	t.Parallel()
	spec := measured(
		partnership.KPI{ID: "good", Direction: partnership.Increase, Target: dec("10")},
	)
	missed := spec.Goals[0]
	missed.ID, missed.KPIs = "missed", []partnership.KPI{{ID: "bad", Direction: partnership.Increase, Target: dec("10"), Weight: dec("1")}}
	unmeasured := missed
	unmeasured.ID, unmeasured.KPIs = "unmeasured", []partnership.KPI{{ID: "none", Direction: partnership.Increase, Target: dec("10"), Weight: dec("1")}}
	spec.Goals = append(spec.Goals, missed, unmeasured)
	corrected := reading("confidence", "2027-06-01", "9", "lars")
	corrected.ID, corrected.At = "later", time.Unix(9, 0)
	readings := []measure.Reading{
		reading("good", "2027-11-01", "10", "lars"), reading("bad", "2027-11-01", "2", "lars"),
		reading("confidence", "2027-06-01", "2", "lars"), corrected, reading("confidence", "2027-06-15", "7", "sofie"),
		reading("confidence", "2027-06-01", "3", "tom"), reading("confidence", "2027-12-14", "10", "tom"), // the goals were over
	}
	calibrated := func(today string) []string {
		var list []string
		for _, c := range standing.Calibrate(spec, readings, specs.Date(today)) {
			list = append(list, c.Party+" "+c.Brier().String())
		}
		return list
	}
	if got := calibrated("2027-11-30"); len(got) > 0 {
		t.Errorf("before any goal is over: %q", got)
	}
	// north: (0.1² + 0.3² + 0.9² + 0.7²) ÷ 4; south: (0.7² + 0.3²) ÷ 2
	if got, want := calibrated("2027-12-20"), []string{"north 0.35", "south 0.29"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
