package standing

import "github.com/rapport-engine/rapport/partnership"

// Group is the KPIs of one perspective of a scorecard (domain 2.3).
type Group struct {
	Perspective partnership.Perspective
	KPIs        []KPIStanding
}

// Scorecard groups the KPIs by their perspective, in the order of the perspectives and then
// of the spec. A KPI without one stands on no scorecard, nor does a perspective without KPIs.
func Scorecard(st Standing) []Group {
	var groups []Group
	for _, p := range partnership.Perspectives() {
		g := Group{Perspective: p}
		for _, goal := range st.Goals {
			for _, k := range goal.KPIs {
				if k.KPI.Perspective == p {
					g.KPIs = append(g.KPIs, k)
				}
			}
		}
		if len(g.KPIs) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}
