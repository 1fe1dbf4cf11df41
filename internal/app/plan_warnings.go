package app

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// warnings says what an admin might not expect of a change.
func warnings(old, changed partnership.Spec, changes []revision.Change, now time.Time) []string {
	var list []string
	warn := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	if over, err := passed(changed, now); err == nil && over {
		warn("Its last day, %s, has passed: it ends as soon as this is applied, for good.", changed.End)
	}
	for _, goal := range old.Goals {
		for _, kpi := range goal.KPIs {
			_, next, kept := changed.KPI(kpi.ID)
			switch {
			case !kept:
				warn("KPI %s goes: what was measured stays on record, but is no longer shown or asked for.", kpi.ID)
			case next.Unit != kpi.Unit:
				warn("KPI %s was measured in %s until now: earlier values are read as %s.", kpi.ID, kpi.Unit, next.Unit)
			}
		}
	}
	if len(changes) == 0 {
		warn("It was declared to another version of Rapport and means the same; applying stores it in this version's form.")
	}
	return list
}
