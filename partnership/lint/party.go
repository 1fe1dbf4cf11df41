package lint

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// PARTY: each party can be spoken to, can settle and can sign.
const (
	PartyRoles  ID = "party-roles"
	PartyDeputy ID = "party-deputy"
	// PartyAddress finds an address whose domain has no ending.
	PartyAddress ID = "party-address"
)

func (c *checker) parties() {
	for i := range c.spec.Parties {
		p := &c.spec.Parties[i]
		at := whole.Block("party", p.ID)
		if missing := missingRoles(p); len(missing) > 0 {
			c.find(PartyRoles, at, "Nobody of the party %q has the %s %s. One person may hold all three: roles = [\"lead\", \"executive\", \"signatory\"].",
				p.ID, plural(len(missing), "role", "roles"), quoted(missing))
		}
		if alone := leadsAlone(p); len(alone) > 0 {
			c.find(PartyDeputy, at.Block("person", alone[0]).Attribute("deputy"), "When %s of the party %q %s away, nobody stands in as lead. %s",
				quoted(alone), p.ID, plural(len(alone), "is", "are"), standIn(p, alone[0]))
		}
		for _, person := range p.People {
			if _, domain, _ := strings.Cut(person.Email, "@"); domain != "" && !strings.Contains(domain, ".") {
				c.find(PartyAddress, at.Block("person", person.ID).Attribute("email"), "The address of %q ends in %q, which has no dot: is it whole? Mail goes there only if it is a host of your own network.", person.ID, domain)
			}
		}
	}
}

// missingRoles lists the roles that every party needs and this one lacks.
func missingRoles(p *partnership.Party) []string {
	var missing []string
	for _, role := range []partnership.Role{partnership.RoleLead, partnership.RoleExecutive, partnership.RoleSignatory} {
		if !slices.ContainsFunc(p.People, func(person partnership.Person) bool { return slices.Contains(person.Roles, role) }) {
			missing = append(missing, string(role))
		}
	}
	return missing
}

// leadsAlone lists the leads without a deputy.
func leadsAlone(p *partnership.Party) []string {
	var alone []string
	for i := range p.People {
		if person := &p.People[i]; slices.Contains(person.Roles, partnership.RoleLead) && person.Deputy == "" {
			alone = append(alone, person.ID)
		}
	}
	return alone
}

// standIn says who could be somebody's deputy.
func standIn(p *partnership.Party, absent string) string {
	for i := range p.People {
		if id := p.People[i].ID; id != absent {
			return "Name a deputy, such as deputy = person." + id + "."
		}
	}
	return "Add another person to the party and name them as deputy."
}
