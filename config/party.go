package config

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

type partyDecl struct {
	header
	Name, LegalName, Country field[string]
	Timezone, Language       field[string]
	Share, VotingWeight      field[decimal.Decimal]
	Calendar                 field[ref]
	PeopleFile               field[string]
	People                   []*personDecl
	Interests                []*interestDecl
	Contributes              []*contributionDecl
	Expects                  []*benefitDecl
	Obligations              []*obligationDecl
}

func (p *partyDecl) schema() schema {
	return schema{
		doc: "One organisation in the partnership, with its people.",
		attributes: []attribute{
			{name: "name", required: true, value: line(&p.Name, titleLimit), doc: "The organisation's name as mails give it."},
			{name: "legal_name", value: line(&p.LegalName, 200), doc: "Its name as contracts give it."},
			{name: "country", value: country(&p.Country), doc: "The country it is registered in."},
			{name: "share", value: number(&p.Share, percentage), doc: "Its agreed part of the value, in percent."},
			{name: "voting_weight", standard: "1", value: number(&p.VotingWeight, positive), doc: "How much its vote counts beside the others'."},
			{name: "timezone", standard: "the partnership's", value: zone(&p.Timezone), doc: "The zone of its people who have no other."},
			{name: "language", standard: "the partnership's", value: language(&p.Language), doc: "The language of mails to its people who have no other."},
			{name: "calendar", standard: "the partnership's", value: reference(&p.Calendar, "calendar"), doc: "The business days and hours of its people who have no other calendar."},
			{name: "people", value: peopleFile(p), doc: "A file of the spec directory with more of its people, such as \"team.csv\": a header line with the columns name and email, and id, roles, language, timezone and deputy as needed, then a line for each person."},
		},
		blocks: []nested{
			labelled("person", "a name", &p.People),
			labelled("interest", "a name", &p.Interests),
			labelled("contributes", "a name", &p.Contributes),
			labelled("expects", "a name", &p.Expects),
			labelled("obligation", "a name", &p.Obligations),
		},
	}
}

// percentage accepts 0 to 100.
func percentage(d decimal.Decimal) string {
	if d.IsNegative() || d.GreaterThan(decimal.New(100, 0)) {
		return fmt.Sprintf("%s was found, but a percentage from 0 to 100 is wanted.", d)
	}
	return ""
}

func (p *partyDecl) check(s *scope) {
	s.resolve(p.Calendar, &p.header)
	if len(p.People) == 0 && !p.mayLack("person") {
		s.report(codeNoPeople, p.named(), "Nobody is declared for the party %q, so no mail can reach it. Add a person block, or name a file of people.", p.name)
	}
	for _, person := range p.People {
		person.check(s, p)
	}
	s.duplicates(headers(p.Contributes), " in this party")
	s.duplicates(headers(p.Expects), " in this party")
	s.duplicates(headers(p.Obligations), " in this party")
	checkAll(s, p.Contributes)
	checkAll(s, p.Expects)
	checkAll(s, p.Obligations)
}

func (p *partyDecl) compile(s *scope, home inherited) partnership.Party {
	own := home.with(p.Timezone, p.Language, p.Calendar)
	party := partnership.Party{
		ID: p.name, Name: p.Name.value, LegalName: p.LegalName.value, Country: p.Country.value,
		Share: p.Share.pointer(), VotingWeight: p.VotingWeight.pointer(),
		Zone: own.zone, Language: own.language, Calendar: own.calendar,
		Interests:   compileAll(s, p.Interests),
		Contributes: compileAll(s, p.Contributes),
		Expects:     compileAll(s, p.Expects),
		Obligations: compileAll(s, p.Obligations),
	}
	for _, person := range sorted(p.People) {
		party.People = append(party.People, person.compile(own))
	}
	return party
}
