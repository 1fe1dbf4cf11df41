package lint

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// EscalationOrder is ESC as far as a sound ladder can fail it: each rung comes
// later and reaches higher than the one below.
const EscalationOrder ID = "esc-order"

// authority ranks who is told: an owner answers to the team, the team to the
// lead, the lead to the executive; a mediator and a court stand outside.
type authority int

const (
	ofOwner authority = iota
	ofMember
	ofLead
	ofExecutive
	ofMediator
	ofCourt
)

func (c *checker) escalation() {
	for i := range c.spec.Escalations {
		c.ladder(&c.spec.Escalations[i])
	}
	if c.spec.Conflict != nil {
		c.levels(c.spec.Conflict)
	}
}

func (c *checker) ladder(e *partnership.Escalation) {
	for i := 1; i < len(e.Steps); i++ {
		step := &e.Steps[i]
		at := whole.Block("escalation", e.ID).Block("step", step.ID)
		switch before := &e.Steps[i-1]; {
		case step.After.Minutes() <= before.After.Minutes():
			c.find(EscalationOrder, at.Attribute("after"), "The step %q comes %s after the due time, not later than %q at %s. Let each step come later than the one before.",
				step.ID, step.After, before.ID, before.After)
		case c.highest(step.Notify) < c.highest(before.Notify):
			c.find(EscalationOrder, at.Attribute("notify"), "The step %q reaches people with less authority than %q before it. Let each step reach further: owner, team, leads, executives.", step.ID, before.ID)
		case step.Owner == before.Owner && slices.Equal(step.Notify, before.Notify):
			c.find(EscalationOrder, at.Attribute("notify"), "The step %q reaches the same people as %q before it. Let each step reach further, or write repeat in the first.", step.ID, before.ID)
		}
	}
}

// highest is the highest authority among people.
func (c *checker) highest(people []string) authority {
	highest := ofOwner
	for _, id := range people {
		if p := c.person(id); p != nil {
			highest = max(highest, rank(p.Roles))
		}
	}
	return highest
}

func rank(roles []partnership.Role) authority {
	switch {
	case slices.Contains(roles, partnership.RoleExecutive):
		return ofExecutive
	case slices.Contains(roles, partnership.RoleLead):
		return ofLead
	default:
		return ofMember
	}
}

func (c *checker) levels(conflict *partnership.Conflict) {
	for i := 1; i < len(conflict.Levels); i++ {
		level := &conflict.Levels[i]
		if before := &conflict.Levels[i-1]; c.standing(level) < c.standing(before) {
			c.find(EscalationOrder, whole.Block("conflict", "").Block("level", level.ID), "The level %q has less authority than %q before it. Let a conflict climb: the two people, leads, executives, a mediator, a court.", level.ID, before.ID)
		}
	}
}

// standing is the authority of those who settle a conflict on a level.
func (c *checker) standing(level *partnership.ConflictLevel) authority {
	switch {
	case level.External:
		return ofCourt
	case level.Contact != "":
		return ofMediator
	case level.Parties:
		return ofOwner
	default:
		return c.highest(level.Who)
	}
}
