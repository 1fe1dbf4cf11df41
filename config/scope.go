package config

import (
	"cmp"
	"maps"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// scope holds the names that are known inside one partnership.
type scope struct {
	*reports
	root      *partnershipDecl
	calendars map[string]*calendarDecl
	parties   map[string]*partyDecl
	people    map[string]*personDecl
	partyOf   map[string]string // a person's party
	holders   map[partnership.Role][]string
	kpis      map[string]*kpiDecl
	partial   bool // calendars may be missing, see loader
}

func newScope(r *reports, p *partnershipDecl, calendars map[string]*calendarDecl) *scope {
	s := &scope{
		reports: r, root: p, calendars: calendars,
		parties: byName(p.Parties), people: map[string]*personDecl{}, partyOf: map[string]string{},
		holders: map[partnership.Role][]string{}, kpis: map[string]*kpiDecl{},
	}
	for _, party := range p.Parties {
		for _, person := range party.People {
			s.addPerson(person, party)
		}
	}
	for _, goal := range p.Goals {
		for _, k := range goal.KPIs {
			s.kpis[k.name] = k
		}
	}
	return s
}

// addPerson indexes a person; of two with one name the first counts.
func (s *scope) addPerson(person *personDecl, party *partyDecl) {
	if s.people[person.name] != nil {
		return
	}
	s.people[person.name] = person
	s.partyOf[person.name] = party.name
	for _, role := range person.roles() {
		s.holders[role] = append(s.holders[role], person.name)
	}
}

// knows reports whether a reference names something that is declared.
func (s *scope) knows(r ref) bool {
	switch r.kind {
	case "person":
		return s.people[r.name] != nil
	case "role":
		return slices.Contains(roleNames(), r.name)
	case "calendar":
		return s.calendars[r.name] != nil || s.partial
	default:
		return false
	}
}

// names lists what a kind of reference may name here, in order.
func (s *scope) names(kind string) []string {
	switch kind {
	case "person":
		return slices.Sorted(maps.Keys(s.people))
	case "role":
		return roleNames()
	default:
		return slices.Sorted(maps.Keys(s.calendars))
	}
}

func roleNames() []string {
	var names []string
	for _, r := range partnership.Roles() {
		names = append(names, string(r))
	}
	return names
}

// resolve reports a reference to something that does not exist and says
// whether it does.
func (s *scope) resolve(f field[ref], in *header) bool {
	if !f.set {
		return false
	}
	if s.knows(f.value) {
		return true
	}
	if s.root.mayLack(f.value.kind) {
		return false
	}
	s.report(codeUnknownReference, in.at(f.at), "No %s is named %q here.%s",
		f.value.kind, f.value.name, hint(f.value.name, s.names(f.value.kind)))
	return false
}

// resolveAll resolves the elements of a list.
func (s *scope) resolveAll(list field[[]field[ref]], in *header) {
	for _, f := range list.value {
		s.resolve(f, in)
	}
}

// peopleOf turns references to people and roles into people's IDs, sorted, each
// once. A role names everybody who holds it, whatever their party.
func (s *scope) peopleOf(list []field[ref]) []string {
	var found []string
	for _, f := range list {
		switch {
		case f.value.kind == "role":
			found = append(found, s.holders[partnership.Role(f.value.name)]...)
		case s.knows(f.value):
			found = append(found, f.value.name)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// peopleUnclear reports that people or their roles could not all be read, so
// that nobody can say who holds a role.
func (s *scope) peopleUnclear() bool {
	if s.root.mayLack("person") {
		return true
	}
	for _, p := range s.people {
		if p.rolesUnclear() {
			return true
		}
	}
	return false
}

// duplicates reports every block after the first that has the same name.
func (r *reports) duplicates(blocks []*header, within string) {
	slices.SortStableFunc(blocks, byPlace)
	first := map[string]*header{}
	for _, h := range blocks {
		if seen := first[h.name]; seen != nil {
			r.report(codeDuplicate, h.named(), "There is a %s %q%s already, at %s. Give one of the two another name.",
				h.kind, h.name, within, position(seen.nameAt))
			continue
		}
		first[h.name] = h
	}
}

// headers gives the headers of declarations of one kind.
func headers[D declaration](list []D) []*header {
	var out []*header
	for _, d := range list {
		out = append(out, d.head())
	}
	return out
}

// byName indexes declarations; of two with one name the first counts, and
// duplicates reports the other.
func byName[D declaration](list []D) map[string]D {
	index := map[string]D{}
	for _, d := range list {
		if _, taken := index[d.head().name]; !taken {
			index[d.head().name] = d
		}
	}
	return index
}

// sorted gives declarations in the order of their names.
func sorted[D declaration](list []D) []D {
	return slices.SortedStableFunc(slices.Values(list), func(a, b D) int {
		return cmp.Compare(a.head().name, b.head().name)
	})
}
