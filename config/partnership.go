package config

import (
	"maps"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Limits of texts, in characters, so that mails stay readable.
const (
	titleLimit = 120
	proseLimit = 2000
)

type partnershipDecl struct {
	header
	Title, Purpose, Timezone, Language, Currency field[string]
	Start, End                                   field[cadence.Date]
	Calendar                                     field[ref]
	Principles                                   field[[]field[string]]
	Parties                                      []*partyDecl
	Goals                                        []*goalDecl
	CheckIns                                     []*checkInDecl
}

func (p *partnershipDecl) schema() schema {
	return schema{
		doc: "One partnership: who the parties are, what they want together and how often they talk. Its name is the slug that workflow IDs, mails and commands use.",
		attributes: []attribute{
			{name: "title", required: true, value: line(&p.Title, titleLimit), doc: "What the partnership is called in mails and in the Web UI."},
			{name: "purpose", required: true, value: prose(&p.Purpose, proseLimit), doc: "Why the parties work together, in a sentence or two."},
			{name: "start", required: true, value: date(&p.Start), doc: "The first day, at midnight in the partnership's zone. Recurrences count from it."},
			{name: "end", required: true, value: date(&p.End), doc: "The last day, included."},
			{name: "timezone", required: true, value: zone(&p.Timezone), doc: "The zone in which times are meant, unless a party or a person has another."},
			{name: "language", standard: `"en"`, value: language(&p.Language), doc: "The language of mails, unless a party or a person has another."},
			{name: "calendar", standard: "Monday to Friday, no holidays, any hour", value: reference(&p.Calendar, "calendar"), doc: "The business days and hours of everybody who has no other calendar."},
			{name: "currency", value: money(&p.Currency), doc: "The currency of amounts of money, as three letters of ISO 4217."},
			{name: "principles", value: listOf(&p.Principles, func(f *field[string]) binding { return line(f, 200) }), doc: "What the parties promise each other, a line each."},
		},
		blocks: []nested{
			labelled("party", "a name", &p.Parties),
			labelled("goal", "a name", &p.Goals),
			labelled("check_in", "a name", &p.CheckIns),
		},
		later: []string{
			"area", "resource", "meeting", "survey", "review", "report", "escalation", "conflict", "guard", "exit",
			"ideas", "idea", "milestone", "obligation", "risk", "experiment", "amendment", "agreement", "budget",
			"playbook", "type", "tags", "dynamic",
		},
	}
}

func (p *partnershipDecl) check(s *scope) {
	p.checkTerm(s)
	s.resolve(p.Calendar, &p.header)
	p.checkParties(s)
	p.checkNames(s)
	for _, party := range p.Parties {
		party.check(s)
	}
	for _, goal := range p.Goals {
		goal.check(s)
	}
	for _, c := range p.CheckIns {
		c.check(s)
	}
}

func (p *partnershipDecl) checkTerm(s *scope) {
	if p.Start.set && p.End.set && !p.Start.value.Before(p.End.value) {
		s.report(codeEndsEarly, p.at(p.End.at), "The partnership ends on %s, but it starts on %s. The end has to be a later day.",
			p.End.value, p.Start.value)
	}
}

func (p *partnershipDecl) checkParties(s *scope) {
	if n := len(s.parties); n < 2 && !p.mayLack("party") {
		s.report(codeParties, p.named(), "A partnership needs at least two parties; %q has %d. Add a party block for each organisation.", p.name, n)
	}
}

// checkNames reports names that occur twice where they have to be unique.
func (p *partnershipDecl) checkNames(s *scope) {
	s.duplicates(headers(p.Parties), " in this partnership")
	s.duplicates(headers(p.Goals), " in this partnership")
	s.duplicates(headers(p.CheckIns), " in this partnership")
	var kpis []*header
	for _, g := range p.Goals {
		kpis = append(kpis, headers(g.KPIs)...)
	}
	s.duplicates(kpis, " in this partnership")
	s.checkPeople()
}

// compile turns a partnership without errors into its spec.
func (s *scope) compile() partnership.Spec {
	p := s.root
	spec := partnership.Spec{
		Schema: partnership.SchemaVersion, Slug: p.name,
		Title: p.Title.value, Purpose: p.Purpose.value,
		Start: p.Start.value, End: p.End.value,
		Zone: p.Timezone.value, Language: p.Language.or("en"),
		Currency: p.Currency.value, Principles: plain(p.Principles.value),
		Calendar: p.Calendar.value.name,
	}
	for _, name := range s.usedCalendars() {
		spec.Calendars = append(spec.Calendars, s.calendars[name].compile())
	}
	home := inherited{zone: spec.Zone, language: spec.Language, calendar: spec.Calendar}
	for _, party := range sorted(p.Parties) {
		spec.Parties = append(spec.Parties, party.compile(home))
	}
	for _, goal := range sorted(p.Goals) {
		spec.Goals = append(spec.Goals, goal.compile(s))
	}
	for _, c := range sorted(p.CheckIns) {
		spec.CheckIns = append(spec.CheckIns, c.compile(s))
	}
	return spec
}

// usedCalendars names the calendars that the partnership refers to, in order.
// A spec holds only those, so that a calendar of somebody else never changes
// its digest.
func (s *scope) usedCalendars() []string {
	used := map[string]bool{s.root.Calendar.value.name: true}
	for _, party := range s.root.Parties {
		used[party.Calendar.value.name] = true
		for _, person := range party.People {
			used[person.Calendar.value.name] = true
		}
	}
	delete(used, "")
	return slices.Sorted(maps.Keys(used))
}

// inherited is what a party or a person has who declares nothing else.
type inherited struct{ zone, language, calendar string }

func (i inherited) with(zone, language field[string], calendar field[ref]) inherited {
	return inherited{
		zone:     zone.or(i.zone),
		language: language.or(i.language),
		calendar: calendar.or(ref{name: i.calendar}).name,
	}
}
