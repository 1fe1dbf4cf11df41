package lint

import (
	"github.com/rapport-engine/rapport/partnership"
)

// KPI-N: a few figures, each with somebody who takes it from somewhere.
const (
	KPIManyForGoal ID = "kpi-n-goal"
	KPIManyInAll   ID = "kpi-n-all"
	KPIOrigin      ID = "kpi-n-origin"
)

const (
	mostKPIsPerGoal = 5
	mostKPIsInAll   = 12
)

func (c *checker) kpis() {
	total := 0
	for i := range c.spec.Goals {
		g := &c.spec.Goals[i]
		total += len(g.KPIs)
		if n := len(g.KPIs); n > mostKPIsPerGoal {
			c.find(KPIManyForGoal, goalPath(g), "The goal %q has %d KPIs; beyond %d people stop looking at them. Keep the ones that decide.", g.ID, n, mostKPIsPerGoal)
		}
		for j := range g.KPIs {
			c.origin(g, &g.KPIs[j])
		}
	}
	if total > mostKPIsInAll {
		c.find(KPIManyInAll, whole, "The partnership has %d KPIs in all; a scorecard of more than %d is not kept up. Keep the ones that decide.", total, mostKPIsInAll)
	}
}

// origin reports a figure that nobody could check.
func (c *checker) origin(g *partnership.Goal, k *partnership.KPI) {
	at := goalPath(g).Block("kpi", k.ID)
	switch {
	case k.Source == "" && len(k.Reporters) == 0:
		c.find(KPIOrigin, at, "Nobody knows where the figure %q comes from or who reports it. Write a source, such as source = \"both CRMs\", and reporters = [role.lead] or the people who look it up.", k.ID)
	case k.Source == "":
		c.find(KPIOrigin, at.Attribute("source"), "Nobody knows where the figure %q comes from, so two people may report two figures. Write a source, such as source = \"both CRMs\".", k.ID)
	case len(k.Reporters) == 0:
		c.find(KPIOrigin, at.Attribute("reporters"), "Nobody is named to report the figure %q. Write reporters = [role.lead], or the people who look it up.", k.ID)
	}
}
