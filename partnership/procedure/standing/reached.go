package standing

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// AtTarget reports whether a KPI that was to get somewhere is there.
func (k KPIStanding) AtTarget() bool {
	return !k.Bound && k.Actual != nil && k.Progress.OK && k.Progress.Value.GreaterThanOrEqual(decimal.NewFromInt(1))
}

// ReachedSince are the KPIs that are at their target on a day and were not on an earlier one.
// What people differ about has to be agreed first.
func ReachedSince(spec partnership.Spec, readings []measure.Reading, since, today cadence.Date) []KPIStanding {
	var before []string
	known := slices.DeleteFunc(slices.Clone(readings), func(r measure.Reading) bool { return r.Period > since.String() })
	for _, k := range Stand(spec, known, since).kpis() {
		if k.AtTarget() && !k.Disputed {
			before = append(before, k.KPI.ID)
		}
	}
	var list []KPIStanding
	for _, k := range Stand(spec, readings, today).kpis() {
		if k.AtTarget() && !k.Disputed && !slices.Contains(before, k.KPI.ID) {
			list = append(list, k)
		}
	}
	return list
}

func (s Standing) kpis() []KPIStanding {
	var list []KPIStanding
	for _, g := range s.Goals {
		list = append(list, g.KPIs...)
	}
	return list
}
