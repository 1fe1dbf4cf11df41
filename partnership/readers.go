package partnership

import "slices"

// LeadOf is who acts for a person's party beside them: its first lead, and for the
// lead its executive.
func (s Spec) LeadOf(person string) (Person, bool) {
	party, _ := s.PartyOf(person)
	for _, role := range []Role{RoleLead, RoleExecutive} {
		i := slices.IndexFunc(party.People, func(p Person) bool { return slices.Contains(p.Roles, role) })
		if i >= 0 && party.People[i].ID != person {
			return party.People[i], true
		}
	}
	return Person{}, false
}

// ReadersOf lists who reads what a person has written with a command that no
// procedure carries out yet: their own lead, who passes it on; of an idea, and of
// what a lead writes, the leads of the other parties, too.
func (s Spec) ReadersOf(person string, command CommandName) []Person {
	own, _ := s.PartyOf(person)
	var readers []Person
	leads := true
	for _, party := range s.Parties {
		i := slices.IndexFunc(party.People, func(p Person) bool { return slices.Contains(p.Roles, RoleLead) })
		if i < 0 {
			continue
		}
		lead := party.People[i]
		switch {
		case party.ID != own.ID:
			readers = append(readers, lead)
		case lead.ID != person:
			leads = false
			readers = slices.Insert(readers, 0, lead)
		}
	}
	if !leads && command != CommandIdea {
		return readers[:1]
	}
	return readers
}
