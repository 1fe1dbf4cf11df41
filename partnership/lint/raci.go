package lint

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// RACI-A: one person answers for each area, somebody does the work, few are
// asked first (domain 2.5).
const (
	RACIAccountable ID = "raci-accountable"
	RACIResponsible ID = "raci-responsible"
	RACIConsulted   ID = "raci-consulted"
	RACIOverload    ID = "raci-overload"
)

const (
	mostConsulted = 3
	// fewestAreas is the least number of which half is a burden.
	fewestAreas = 3
)

func areaPath(a *partnership.Area) partnership.Path { return whole.Block("area", a.ID) }

func (c *checker) raci() {
	var idle []*partnership.Area
	for i := range c.spec.Areas {
		a := &c.spec.Areas[i]
		if a.NotApplicable {
			continue
		}
		if a.Accountable == "" {
			c.find(RACIAccountable, areaPath(a), "Nobody is accountable for the area %q. Name one person, such as accountable = person.%s, or write not_applicable = true.", a.ID, c.candidate())
		}
		if len(a.Responsible) == 0 {
			idle = append(idle, a)
		}
		if n := len(a.Consulted); n > mostConsulted {
			c.find(RACIConsulted, areaPath(a).Attribute("consulted"), "%d people have to be asked before anything is decided on %q; more than %d make decisions slow. Move some of them to informed.", n, a.ID, mostConsulted)
		}
	}
	if len(idle) > 0 {
		names := areaIDs(idle)
		c.find(RACIResponsible, areaPath(idle[0]).Attribute("responsible"), "Nobody does the work of the %s %s. Name people or roles in responsible; the accountable person may be one of them.",
			plural(len(names), "area", "areas"), quoted(names))
	}
	c.overload()
}

func areaIDs(areas []*partnership.Area) []string {
	names := make([]string, len(areas))
	for i, a := range areas {
		names[i] = a.ID
	}
	return names
}

// overload reports one person who answers for more than half of the areas.
func (c *checker) overload() {
	total := 0
	for i := range c.spec.Areas {
		if c.spec.Areas[i].Accountable != "" {
			total++
		}
	}
	if total < fewestAreas {
		return
	}
	for _, p := range c.people {
		var own []string
		for i := range c.spec.Areas {
			if a := &c.spec.Areas[i]; a.Accountable == p.ID {
				own = append(own, a.ID)
			}
		}
		if 2*len(own) > total {
			c.find(RACIOverload, whole.Block("area", own[0]).Attribute("accountable"), "%q is accountable for %d of %d areas: %s. Spread them, so that one absence does not stop everything.",
				p.ID, len(own), total, quoted(own))
		}
	}
}

// AreaUncovered is rule AREA: the usual fields of responsibility are covered.
const AreaUncovered ID = "area-uncovered"

func (c *checker) areas() {
	var uncovered []string
	for _, id := range partnership.StandardAreas() {
		if !slices.ContainsFunc(c.spec.Areas, func(a partnership.Area) bool { return a.ID == id }) {
			uncovered = append(uncovered, id)
		}
	}
	if len(uncovered) > 0 {
		c.find(AreaUncovered, whole, "Nobody has said who answers for %s. Add an area block for each, with not_applicable = true where there is nothing to answer for.", quoted(uncovered))
	}
}
