package config

import (
	"maps"
	"slices"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/lint"
)

// scope holds the names that are known inside one partnership.
type scope struct {
	*reports
	shared
	root       *partnershipDecl
	parties    map[string]*partyDecl
	people     map[string]*personDecl
	partyOf    map[string]string // a person's party
	roles      map[string]*roleDecl
	holders    map[partnership.Role][]string
	interests  map[string]*interestDecl
	goals      map[string]*goalDecl
	kpis       map[string]*kpiDecl
	milestones map[string]*milestoneDecl
	rules      map[string]*decisionRuleDecl
	// unclear is set when people or their roles could not all be read, so that
	// nobody can say who holds a role.
	unclear bool
	listed  map[string][]string // what names has listed
	phrases partnership.Phrases // what was said in other languages, while it is compiled
}

// shared is what every partnership of a directory may refer to.
type shared struct {
	calendars map[string]*calendarDecl
	banks     map[string]*bankDecl
	partial   bool // some may be missing, see loader
	// told holds the places that notCarriedOut has spoken of.
	told   map[hcl.Range]bool
	linter *lint.Linter
	// languages are those that mails are written in, translated says that some text stands
	// in several.
	languages  []string
	translated *atomic.Bool
}

func (l *loader) shared() shared {
	return shared{calendars: byName(l.doc.Calendars), banks: byName(l.doc.Banks), partial: l.partial, told: map[hcl.Range]bool{}, linter: new(lint.Linter), languages: l.languages, translated: l.translated}
}

func newScope(r *reports, p *partnershipDecl, all shared) *scope {
	s := &scope{
		reports: r, shared: all, root: p,
		parties: byName(p.Parties), people: map[string]*personDecl{}, partyOf: map[string]string{},
		roles: byName(p.Roles), holders: map[partnership.Role][]string{},
		interests: byName(p.interests()), goals: byName(p.Goals),
		kpis: byName(p.kpis()), milestones: byName(p.milestones()),
		rules: byName(p.DecisionRules), unclear: p.mayLack("person"), listed: map[string][]string{},
	}
	for _, party := range p.Parties {
		for _, person := range party.People {
			s.addPerson(person, party)
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
	if slices.ContainsFunc(person.roles(), func(r partnership.Role) bool { return !s.knows(ref{"role", string(r)}) }) {
		person.Roles.partial = true
	}
	s.unclear = s.unclear || person.rolesUnclear()
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
	case "party":
		return s.parties[r.name] != nil
	case "role":
		return r != ownerRole && (slices.Contains(partnership.Roles(), partnership.Role(r.name)) || s.roles[r.name] != nil)
	case "interest":
		return s.interests[r.name] != nil
	case "goal":
		return s.goals[r.name] != nil
	case "kpi":
		return s.kpis[r.name] != nil
	case "milestone":
		return s.milestones[r.name] != nil
	case "decision_rule":
		return s.rules[r.name] != nil
	case "question_bank":
		return s.banks[r.name] != nil || s.partial
	case "calendar":
		return s.calendars[r.name] != nil || s.partial
	default:
		return false
	}
}

// names lists what a kind of reference may name here, in order.
func (s *scope) names(kind string) []string {
	if _, known := s.listed[kind]; !known {
		s.listed[kind] = s.list(kind)
	}
	return s.listed[kind]
}

func (s *scope) list(kind string) []string {
	switch kind {
	case "person":
		return inOrder(s.people)
	case "party":
		return inOrder(s.parties)
	case "role":
		return s.roleNames()
	case "interest":
		return inOrder(s.interests)
	case "goal":
		return inOrder(s.goals)
	case "kpi":
		return inOrder(s.kpis)
	case "milestone":
		return inOrder(s.milestones)
	case "decision_rule":
		return inOrder(s.rules)
	case "question_bank":
		return inOrder(s.banks)
	case "calendar":
		return inOrder(s.calendars)
	default:
		return nil
	}
}

// inOrder gives the names of an index.
func inOrder[T any](index map[string]T) []string { return slices.Sorted(maps.Keys(index)) }

// roleNames lists the roles of the language and then the declared ones.
func (s *scope) roleNames() []string {
	names := wordsOf(partnership.Roles())
	for _, name := range inOrder(s.roles) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// resolve reports a reference to something that does not exist and says
// whether it does.
func (s *scope) resolve(f field[ref], in *header) bool {
	switch {
	case !f.set:
		return false
	case s.knows(f.value):
		return true
	case s.root.mayLack(f.value.kind):
		return false
	case f.value == ownerRole:
		s.report(codeOwnerRole, in.at(f.at), "role.owner stands for whoever owns the thing that is late, so only the steps of an escalation can notify it. Name a person or another role.")
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

// checkPeopleIn resolves a list of people and roles and reports one that comes
// to nobody. References that could not be read or resolved have been reported
// on their own.
func (s *scope) checkPeopleIn(list field[[]field[ref]], in *header, verb string) {
	s.resolveAll(list, in)
	if !list.set || list.partial || s.unclear || len(s.peopleOf(list.value)) > 0 {
		return
	}
	for _, f := range list.value {
		if !s.knows(f.value) {
			return
		}
	}
	s.report(codeNobody, in.at(list.at), "Nobody would be %s: no person has a role that is named here. Name a person, or give somebody the role.", verb)
}

// peopleOf turns references to people, roles and parties into people's IDs,
// sorted, each once. A role names everybody who holds it, whatever their party.
func (s *scope) peopleOf(list []field[ref]) []string {
	var found []string
	for _, f := range list {
		switch f.value.kind {
		case "role":
			found = append(found, s.holders[partnership.Role(f.value.name)]...)
		case "party":
			if party := s.parties[f.value.name]; party != nil {
				found = append(found, inOrder(byName(party.People))...)
			}
		default:
			if s.knows(f.value) {
				found = append(found, f.value.name)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// withinTerm reports a day outside the term, if there is a sound term.
func (s *scope) withinTerm(day field[cadence.Date], in *header) bool {
	start, end := s.root.Start, s.root.End
	if !day.set || !start.set || !end.set || end.value.Before(start.value) ||
		!day.value.Before(start.value) && !end.value.Before(day.value) {
		return true
	}
	s.report(codeOutsideTerm, in.at(day.at), "%s is outside the partnership's term, which runs from %s to %s. Choose a day within it.",
		day.value, start.value, end.value)
	return false
}
