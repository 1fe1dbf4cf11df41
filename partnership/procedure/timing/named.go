package timing

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/calling"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// named finds the colleague whom a person means by a name or an address.
func named(spec partnership.Spec, s procedure.StandIn) procedure.ReckonedStandIn {
	found := procedure.ReckonedStandIn{Key: s.Key}
	party, _ := spec.PartyOf(s.Person)
	colleagues := slices.DeleteFunc(slices.Clone(party.People), func(p partnership.Person) bool { return p.ID == s.Person })
	meant := calling.Who(colleagues, s.Named)
	if i := strings.IndexAny(s.Named, ",;:(—–"); len(meant) == 0 && i > 0 { // and why
		meant = calling.Who(colleagues, s.Named[:i])
	}
	switch {
	case len(meant) == 1:
		found.Person, found.Name, found.City = meant[0].ID, meant[0].Name, cadence.City(meant[0].Zone)
		return found
	case len(meant) == 0:
		meant = colleagues
	}
	for _, p := range meant {
		found.Choices = append(found.Choices, p.Name)
	}
	return found
}

// Colleagues finds the one colleague of a person whom a name or an address means, and
// returns an ID; nothing where it means nobody, or several.
func Colleagues(spec partnership.Spec, person string) func(name string) (id string) {
	return func(name string) string {
		return named(spec, procedure.StandIn{Person: person, Named: name}).Person
	}
}
