package lint

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// SMART-S, SMART-A, SMART-R and SMART-T (domain 2.7). What SMART-M asks for is
// refused before a spec exists.
const (
	SmartVague     ID = "smart-s-vague"
	SmartOwner     ID = "smart-s-owner"
	SmartSteep     ID = "smart-a-steep"
	SmartEffort    ID = "smart-a-effort"
	SmartInterest  ID = "smart-r-interest"
	SmartBenefit   ID = "smart-r-benefit"
	SmartMilestone ID = "smart-t-milestone"
	SmartOutside   ID = "smart-t-outside"
)

const (
	// fewestWords is the least that a statement needs to say what, how much and
	// of what.
	fewestWords = 4
	// longestBlind is the longest time, in days, that a goal may run without a
	// milestone.
	longestBlind = 90
	daysPerYear  = 365
)

// smart checks every goal letter by letter, and then whether the goals are worth
// it to every party.
func (c *checker) smart() {
	effort, interest := c.planned(), c.interested()
	if len(c.spec.Goals) > 0 && !effort {
		c.find(SmartEffort, whole, "SMART A: no party contributes anything, so nobody can tell whether the goals can be reached. Add a contributes block with money, hours or in_kind to the parties that put something in.")
	}
	if len(c.spec.Goals) > 0 && !interest {
		c.find(SmartInterest, whole, "SMART R: no party names an interest, so nobody can tell whom the goals serve. Add an interest block to each party, and serves = [interest.…] to each goal.")
	}
	for i := range c.spec.Goals {
		g, before := &c.spec.Goals[i], len(c.findings)
		c.specific(g)
		c.figures(g)
		c.achievable(g, effort)
		c.relevant(g, interest)
		c.timely(g)
		if len(c.findings) == before && effort && interest {
			c.smartest++
		}
	}
	c.benefits()
}

// specific is the letter S.
func (c *checker) specific(g *partnership.Goal) {
	at := goalPath(g)
	words, verb := split(g.Statement), ""
	if !measured(words) {
		verb = vague(words)
	}
	switch {
	case verb != "":
		c.find(SmartVague, at.Attribute("statement"), "SMART S: \"%s\" says \"%s\" but not how much, so nobody can tell when it is reached.%s",
			g.Statement, verb, c.better(g))
	case len(words) < fewestWords:
		c.find(SmartVague, at.Attribute("statement"), "SMART S: \"%s\" has fewer than %d words, too few to say what is to be reached, how much of it and by when.%s",
			g.Statement, fewestWords, c.better(g))
	}
	if g.Owner == "" {
		c.find(SmartOwner, at.Attribute("owner"), "SMART S: nobody answers for the goal %q. Name one person, such as owner = person.%s.", g.ID, c.candidate())
	}
}

// candidate is somebody who could answer for something: the first lead, or the
// first person.
func (c *checker) candidate() string {
	first := "someone"
	for i, p := range c.people {
		switch {
		case slices.Contains(p.Roles, partnership.RoleLead):
			return p.ID
		case i == 0:
			first = p.ID
		}
	}
	return first
}

// better suggests another wording of a goal.
func (c *checker) better(g *partnership.Goal) string {
	if s := c.suggest(g); s != "" {
		return " Suggested wording: " + s
	}
	return ""
}

// achievable is the letter A.
func (c *checker) achievable(g *partnership.Goal, effort bool) {
	for i := range g.KPIs {
		c.steep(g, &g.KPIs[i])
	}
	if effort && !c.contributedTo(g.ID) {
		c.find(SmartEffort, goalPath(g), "SMART A: nothing that the parties contribute is for the goal %q. Add it to the goals of a contributes block, or add a contribution of its own.", g.ID)
	}
}

// steep reports a change of more than 100 % of the baseline in twelve months.
// An aspirational goal may hope for more.
func (c *checker) steep(g *partnership.Goal, k *partnership.KPI) {
	days := int64(g.Start.DaysUntil(g.Due) + 1)
	if g.Kind == partnership.Aspirational || !moves(k) || k.Baseline.IsZero() || days < 1 {
		return
	}
	change := k.Target.Sub(k.Baseline).Abs().Mul(decimal.NewFromInt(daysPerYear))
	most := k.Baseline.Abs().Mul(decimal.NewFromInt(days))
	if change.LessThanOrEqual(most) {
		return
	}
	percent := change.Mul(decimal.NewFromInt(100)).Div(most).Round(0)
	c.find(SmartSteep, goalPath(g).Block("kpi", k.ID).Attribute("target"),
		"SMART A: from %s to %s within %d days is a change of %s %% a year; more than 100 %% is seldom reached. Take a nearer target or a later due day, or declare the goal kind = \"aspirational\" if that is meant.",
		k.Baseline, k.Target, days, percent)
}

// moves reports whether a KPI has a way from its baseline to its target.
func moves(k *partnership.KPI) bool {
	switch k.Direction {
	case partnership.Increase, partnership.Decrease, partnership.Cumulative:
		return true
	default:
		return false
	}
}

// planned reports whether any party contributes anything.
func (c *checker) planned() bool {
	return slices.ContainsFunc(c.spec.Parties, func(p partnership.Party) bool { return len(p.Contributes) > 0 })
}

// contributedTo reports whether a contribution is for a goal; those that name no
// goals are for all.
func (c *checker) contributedTo(goal string) bool {
	for i := range c.spec.Parties {
		for _, contribution := range c.spec.Parties[i].Contributes {
			if len(contribution.Goals) == 0 || slices.Contains(contribution.Goals, goal) {
				return true
			}
		}
	}
	return false
}

// interested reports whether any party names an interest.
func (c *checker) interested() bool {
	return slices.ContainsFunc(c.spec.Parties, func(p partnership.Party) bool { return len(p.Interests) > 0 })
}

// relevant is the letter R, as far as a goal alone can show it.
func (c *checker) relevant(g *partnership.Goal, interest bool) {
	if interest && len(g.Serves) == 0 {
		c.find(SmartInterest, goalPath(g).Attribute("serves"), "SMART R: the goal %q serves no interest. Write which it serves, such as serves = [interest.%s].", g.ID, c.firstInterest())
	}
}

func (c *checker) firstInterest() string {
	for i := range c.spec.Parties {
		for _, interest := range c.spec.Parties[i].Interests {
			return interest.ID
		}
	}
	return ""
}

// benefits is the letter R for each party.
func (c *checker) benefits() {
	if len(c.spec.Goals) == 0 {
		return
	}
	for i := range c.spec.Parties {
		if p := &c.spec.Parties[i]; !c.gains(p) {
			c.find(SmartBenefit, whole.Block("party", p.ID),
				"SMART R: the party %q gains nothing: it expects no benefit, no goal serves an interest of its own, and none names it among its beneficiaries. Add an expects block, or an interest that a goal serves.", p.ID)
		}
	}
}

func (c *checker) gains(p *partnership.Party) bool {
	if len(p.Expects) > 0 {
		return true
	}
	for i := range c.spec.Goals {
		g := &c.spec.Goals[i]
		if slices.Contains(g.Beneficiaries, p.ID) || slices.ContainsFunc(p.Interests, func(interest partnership.Interest) bool {
			return slices.Contains(g.Serves, interest.ID)
		}) {
			return true
		}
	}
	return false
}

// timely is the letter T, as far as a sound spec can fail it.
func (c *checker) timely(g *partnership.Goal) {
	at := goalPath(g)
	if days := g.Start.DaysUntil(g.Due) + 1; days > longestBlind && len(g.Milestones) == 0 {
		c.find(SmartMilestone, at, "SMART T: the goal %q runs for %d days without a milestone; after %d nobody would notice that it is late. Add milestone blocks.%s",
			g.ID, days, longestBlind, c.halfway(g))
	}
	for i := range g.Milestones {
		m := &g.Milestones[i]
		if m.Due.Before(g.Start) || g.Due.Before(m.Due) {
			c.find(SmartOutside, at.Block("milestone", m.ID).Attribute("due"),
				"SMART T: the milestone %q is due on %s, outside the goal's time from %s to %s. Choose a day within it.", m.ID, m.Due, g.Start, g.Due)
		}
	}
}
