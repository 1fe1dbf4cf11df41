package standing_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

func TestAScorecardGroupsFiguresInTheOrderOfThePerspectives(t *testing.T) {
	t.Parallel()
	spec := measured(
		partnership.KPI{ID: "cost", Perspective: partnership.Financial}, partnership.KPI{ID: "leads", Perspective: partnership.Strategic},
		partnership.KPI{ID: "loose"}, partnership.KPI{ID: "margin", Perspective: partnership.Financial},
	)
	var got []string
	for _, g := range standing.Scorecard(standing.Stand(spec, nil, halfway)) {
		line := string(g.Perspective)
		for _, k := range g.KPIs {
			line += " " + k.KPI.ID
		}
		got = append(got, line)
	}
	if diff := cmp.Diff([]string{"strategic leads", "financial cost margin"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if groups := standing.Scorecard(standing.Stand(measured(partnership.KPI{ID: "loose"}), nil, halfway)); len(groups) != 0 {
		t.Error(fmt.Sprint(groups))
	}
}
