package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type conflictDecl struct {
	header
	FollowUp   field[[]field[cadence.Span]]
	CoolingOff field[cadence.Span]
	Levels     []*levelDecl
}

func (c *conflictDecl) schema() schema {
	return schema{
		doc: "How a conflict is settled, level by level in the order in which they are written.",
		attributes: []attribute{
			{name: "follow_up", value: listOf(&c.FollowUp, length), doc: "How long after an agreement everybody is asked whether it holds."},
			{name: "cooling_off", value: length(&c.CoolingOff), doc: "How long a side may wait before it answers."},
		},
		blocks: []nested{labelled("level", "a name", &c.Levels)},
	}
}

func (c *conflictDecl) check(s *scope) {
	if len(c.Levels) == 0 && !c.mayLack("level") {
		s.report(codeNoSteps, c.at(hcl.Range{}), "The conflict block has no level, so nobody would settle anything. Add a level block.")
	}
	s.duplicates(headers(c.Levels), " in this conflict")
	checkAll(s, c.Levels)
}

func (c *conflictDecl) compile(s *scope) *partnership.Conflict {
	conflict := &partnership.Conflict{FollowUp: plain(c.FollowUp.value), CoolingOff: c.CoolingOff.value}
	sortSpans(conflict.FollowUp)
	for _, level := range c.Levels {
		conflict.Levels = append(conflict.Levels, level.compile(s))
	}
	return conflict
}

// levelDecl is one level of the ladder on which a conflict is settled.
type levelDecl struct {
	header
	Who                   field[table]
	Contact, Alternate    field[string]
	External              field[bool]
	Within, Respond, Meet field[cadence.Span]
	RefusedAfter          field[cadence.Span]
	Describe              field[words]
}

func (l *levelDecl) schema() schema {
	return schema{
		doc: "One level: who is at the table and how long it may take. It says exactly one of who, contact and external.",
		attributes: []attribute{
			{name: "who", value: atTable(&l.Who), doc: "Who settles it: \"parties\" for the two people concerned, or people and roles."},
			{name: "contact", value: address(&l.Contact), doc: "The address of a mediator."},
			{name: "alternate", value: address(&l.Alternate), doc: "The address of another mediator, in case the first one cannot."},
			{name: "external", standard: "false", value: truth(&l.External), doc: "Whether lawyers or a court settle it: dates are kept, nobody is nudged."},
			{name: "within", required: true, value: length(&l.Within), doc: "How long the level may take as a whole."},
			{name: "respond", value: length(&l.Respond), doc: "Until the other side has answered; after that the word of one is enough to take it further."},
			{name: "meet", value: length(&l.Meet), doc: "Until both sides have met."},
			{name: "refused_after", value: length(&l.RefusedAfter), doc: "How long no answer on a level outside counts as a refusal, so that the next level begins: thirty days for a claim before a Russian court."},
			{name: "describe", value: spokenLine(&l.Describe, 300), doc: "More in words, such as which court is agreed."},
		},
	}
}

// table is who settles a conflict on a level.
type table struct {
	parties bool
	people  field[[]field[ref]]
}

// atTable binds "parties" or a list of people and roles.
func atTable(into *field[table]) binding {
	return binding{kind: called("\"parties\", or a list of references"), read: func(r *reader, e hcl.Expression) {
		if _, diags := hcl.ExprList(e); !diags.HasErrors() {
			var people field[[]field[ref]]
			if someOf(&people, personOrRole).read(r, e); people.set {
				into.give(table{people: people}, e.Range())
			}
			return
		}
		var word field[string]
		if oneOf(&word, []string{"parties"}).read(r, e); word.set {
			into.give(table{parties: true}, e.Range())
		}
	}}
}

func (l *levelDecl) check(s *scope) {
	if l.Who.set && !l.Who.value.parties {
		s.checkPeopleIn(l.Who.value.people, &l.header, "at the table")
	}
	said := []string{}
	for _, name := range []string{"who", "contact"} {
		if l.given[name] {
			said = append(said, name)
		}
	}
	if l.External.value {
		said = append(said, "external")
	}
	switch {
	case len(said) == 0 && (!l.given["external"] || l.External.set):
		s.report(codeMissingAttribute, l.at(hcl.Range{}), "The %s needs one of the attributes \"who\", \"contact\" and \"external\": who is at the table.", l)
	case len(said) > 1:
		s.report(codeExclusive, l.named(), "The level %q says both %q and %q. Keep one of the two: each is a level of its own.", l.name, said[0], said[1])
	}
	if l.Alternate.set && !slices.Contains(said, "contact") {
		s.report(codeMissingAttribute, l.at(l.Alternate.at), "An alternate stands in for the contact, and there is none. Add the attribute \"contact\".")
	}
	if l.RefusedAfter.set && !l.External.value {
		s.report(codeMissingAttribute, l.at(l.RefusedAfter.at), "Only a level outside can count silence as a refusal. Add \"external = true\", or take \"refused_after\" away.")
	}
}

func (l *levelDecl) compile(s *scope) partnership.ConflictLevel {
	return partnership.ConflictLevel{
		ID: l.name, Parties: l.Who.value.parties, Who: s.peopleOf(l.Who.value.people.value),
		Contact: l.Contact.value, Alternate: l.Alternate.value, External: l.External.value,
		Within: l.Within.value, Respond: l.Respond.value, Meet: l.Meet.value, RefusedAfter: l.RefusedAfter.value, Text: s.say(l.Describe),
	}
}
