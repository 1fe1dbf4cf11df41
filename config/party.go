package config

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

type partyDecl struct {
	header
	Name, Timezone, Language field[string]
	Calendar                 field[ref]
	People                   []*personDecl
}

func (p *partyDecl) schema() schema {
	return schema{
		doc: "One organisation in the partnership, with its people.",
		attributes: []attribute{
			{name: "name", required: true, value: line(&p.Name, titleLimit), doc: "The organisation's name as mails give it."},
			{name: "timezone", standard: "the partnership's", value: zone(&p.Timezone), doc: "The zone of its people who have no other."},
			{name: "language", standard: "the partnership's", value: language(&p.Language), doc: "The language of mails to its people who have no other."},
			{name: "calendar", standard: "the partnership's", value: reference(&p.Calendar, "calendar"), doc: "The business days and hours of its people who have no other calendar."},
		},
		blocks: []nested{labelled("person", "a name", &p.People)},
		later: []string{
			"share", "interest", "contributes", "expects", "country", "voting_weight", "commitment", "obligation", "dynamic",
		},
	}
}

func (p *partyDecl) check(s *scope) {
	s.resolve(p.Calendar, &p.header)
	switch {
	case p.mayLack("person"):
	case len(p.People) == 0:
		s.report(codeNoPeople, p.named(), "Nobody is declared for the party %q, so no mail can reach it. Add a person block.", p.name)
	case !slices.ContainsFunc(p.People, (*personDecl).mayLead):
		s.report(codeNoLead, p.named(),
			"Nobody of the party %q has the role \"lead\", so questions to the leads pass it by. Give one person roles = [\"lead\"].", p.name)
	}
	for _, person := range p.People {
		person.check(s, p)
	}
}

func (p *partyDecl) compile(home inherited) partnership.Party {
	own := home.with(p.Timezone, p.Language, p.Calendar)
	party := partnership.Party{
		ID: p.name, Name: p.Name.value,
		Zone: own.zone, Language: own.language, Calendar: own.calendar,
	}
	for _, person := range sorted(p.People) {
		party.People = append(party.People, person.compile(own))
	}
	return party
}
