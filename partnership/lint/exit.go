package lint

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
)

// EXIT: how it ends is agreed while everybody is friends (ISO 44001 stage 8).
const (
	ExitIncomplete ID = "exit-incomplete"
	ExitUnknown    ID = "exit-unknown"
)

func (c *checker) exit() {
	if missing := missingExit(c.spec.Exit); len(missing) > 0 {
		at := whole
		if c.spec.Exit != nil {
			at = at.Block("exit", "")
		}
		c.find(ExitIncomplete, at, "Nobody has agreed how the partnership ends: %s missing. Write an exit block with trigger blocks, and in continuity what becomes of customers, data and open work.", list(missing))
	}
	if c.spec.Exit == nil {
		return
	}
	for i := range c.spec.Exit.Triggers {
		t := &c.spec.Exit.Triggers[i]
		for _, metric := range t.When.Metrics() {
			if !c.declares(metric) {
				c.find(ExitUnknown, whole.Block("exit", "").Block("trigger", t.ID).Attribute("when"), "The trigger %q looks at the %s %q, which is not declared. Mend the name.", t.ID, metric.Kind, metric.Name)
			}
		}
	}
}

func missingExit(e *partnership.Exit) []string {
	switch {
	case e == nil:
		return []string{"an exit block is"}
	case len(e.Triggers) == 0 && e.Continuity == "":
		return []string{"triggers", "continuity are"}
	case len(e.Triggers) == 0:
		return []string{"triggers are"}
	case e.Continuity == "":
		return []string{"continuity is"}
	default:
		return nil
	}
}

// declares reports whether a metric's name is declared; figures of the
// partnership itself need no declaration.
func (c *checker) declares(m condition.Metric) bool {
	switch m.Kind {
	case "kpi":
		_, _, known := c.spec.KPI(m.Name)
		return known
	case "goal":
		return slices.ContainsFunc(c.spec.Goals, func(g partnership.Goal) bool { return g.ID == m.Name })
	case "milestone":
		return slices.ContainsFunc(c.spec.Goals, func(g partnership.Goal) bool {
			return slices.ContainsFunc(g.Milestones, func(s partnership.Milestone) bool { return s.ID == m.Name })
		})
	default:
		return true
	}
}
