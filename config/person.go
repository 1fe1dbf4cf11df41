package config

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

type personDecl struct {
	header
	Name, Email, Timezone, Language field[string]
	Roles                           field[[]field[partnership.Role]]
	Also                            field[[]field[string]]
	Calendar, Deputy                field[ref]
	Absences                        []*absenceDecl
}

func (p *personDecl) schema() schema {
	return schema{
		doc: "A human of one party. The name of the block is what references use: person.lars.",
		attributes: []attribute{
			{name: "name", required: true, value: line(&p.Name, titleLimit), doc: "The person's full name."},
			{name: "email", required: true, value: address(&p.Email), doc: "The address that mails go to and answers come from. It serves one person only."},
			{name: "also", value: listOf(&p.Also, address), doc: "Other addresses that answers may come from. Mails go to email only."},
			{name: "roles", standard: `["member"]`, value: someOf(&p.Roles, heldRole), doc: "What the person is for. A role in a list of people stands for everybody who holds it."},
			{name: "timezone", standard: "the party's", value: zone(&p.Timezone), doc: "The zone in which mails to this person are timed."},
			{name: "language", standard: "the party's", value: language(&p.Language), doc: "The language of mails to this person."},
			{name: "calendar", standard: "the party's", value: reference(&p.Calendar, "calendar"), doc: "The business days and hours of this person."},
			{name: "deputy", value: reference(&p.Deputy, "person"), doc: "Who of the same party is asked while this person is absent."},
		},
		blocks: []nested{repeated("absence", &p.Absences)},
	}
}

func (p *personDecl) roles() []partnership.Role {
	if !p.Roles.set {
		return []partnership.Role{partnership.RoleMember}
	}
	return plain(p.Roles.value)
}

// rolesUnclear reports roles that were written but could not all be taken.
func (p *personDecl) rolesUnclear() bool {
	return p.given["roles"] && (!p.Roles.set || p.Roles.partial || len(p.Roles.value) == 0)
}

func (p *personDecl) check(s *scope, party *partyDecl) {
	s.resolve(p.Calendar, &p.header)
	p.checkRoles(s)
	p.checkDeputy(s, party)
	for _, a := range p.Absences {
		a.check(s.reports)
	}
}

func (p *personDecl) checkDeputy(s *scope, party *partyDecl) {
	if !s.resolve(p.Deputy, &p.header) {
		return
	}
	deputy := p.Deputy.value.name
	switch {
	case deputy == p.name:
		s.report(codeDeputy, p.at(p.Deputy.at), "%q cannot be their own deputy. Name another person of the party %q, or remove the attribute.", p.name, party.name)
	case s.partyOf[deputy] != party.name:
		s.report(codeDeputy, p.at(p.Deputy.at), "%q belongs to the party %q and cannot answer for somebody of %q. Name a person of %q.",
			deputy, s.partyOf[deputy], party.name, party.name)
	}
}

func (p *personDecl) compile(home inherited) partnership.Person {
	own := home.with(p.Timezone, p.Language, p.Calendar)
	person := partnership.Person{
		ID: p.name, Name: p.Name.value, Email: p.Email.value,
		Language: own.language, Zone: own.zone, Calendar: own.calendar,
		Deputy: p.Deputy.value.name, Roles: inRoleOrder(p.roles()),
	}
	for _, also := range plain(p.Also.value) {
		person.Also = append(person.Also, strings.ToLower(also))
	}
	slices.Sort(person.Also)
	for _, a := range p.Absences {
		person.Absences = append(person.Absences, a.compile())
	}
	slices.SortFunc(person.Absences, func(a, b partnership.Absence) int {
		return cmp.Or(a.From.Compare(b.From), a.Until.Compare(b.Until))
	})
	return person
}

// inRoleOrder gives the roles of the language in their order, and then those of
// the partnership by name.
func inRoleOrder(roles []partnership.Role) []partnership.Role {
	rank := func(r partnership.Role) int {
		if i := slices.Index(partnership.Roles(), r); i >= 0 {
			return i
		}
		return len(partnership.Roles())
	}
	return slices.SortedFunc(slices.Values(roles), func(a, b partnership.Role) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
}

// checkPeople reports people and addresses that stand for two.
func (s *scope) checkPeople() {
	var people []*personDecl
	for _, party := range s.root.Parties {
		people = append(people, party.People...)
	}
	slices.SortStableFunc(people, func(a, b *personDecl) int { return byPlace(&a.header, &b.header) })
	names, addresses := map[string]*personDecl{}, map[string]takenAddress{}
	for _, p := range people {
		s.checkTwice(names, p)
		s.checkAddress(addresses, p)
	}
}

// checkTwice tells a name given twice in one party from a person who seems to
// act for two.
func (s *scope) checkTwice(seen map[string]*personDecl, p *personDecl) {
	first := seen[p.name]
	switch {
	case first == nil:
		seen[p.name] = p
	case first.in.name == p.in.name:
		s.report(codeDuplicate, p.named(), "There is a person %q in this party already, at %s. Give one of the two another %s.", p.name, position(first.nameAt), p.nameWord())
	default:
		s.report(codeTwoParties, p.named(),
			"%q is a person of the party %q already, at %s. Nobody acts for two parties: name another person, or use another name if they are different people.",
			p.name, first.in.name, position(first.nameAt))
	}
}

// nameWord is what the name of a person is called where it was written.
func (p *personDecl) nameWord() string {
	if p.fromFile() {
		return "id, in a column of its own"
	}
	return "name"
}

// takenAddress is an address and whose it is.
type takenAddress struct {
	person *personDecl
	field  field[string]
}

func (s *scope) checkAddress(seen map[string]takenAddress, p *personDecl) {
	for _, a := range append([]field[string]{p.Email}, p.Also.value...) {
		if !a.set {
			continue
		}
		key := strings.ToLower(a.value)
		first, taken := seen[key]
		if !taken {
			seen[key] = takenAddress{p, a}
			continue
		}
		s.report(codeSharedAddress, p.at(a.at),
			"%q is the address of %q too, at %s. An answer has to come from one person: give each their own address.",
			a.value, first.person.name, position(first.field.at))
	}
}
