package config

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type obligationDecl struct {
	header
	What, Evidence field[words]
	Owner, Goal    field[ref]
	Due            field[cadence.Date]
}

func (o *obligationDecl) schema() schema {
	return schema{
		doc: "A task that the party has to carry out.",
		attributes: []attribute{
			{name: "what", required: true, value: spokenLine(&o.What, 300), doc: "What is to be done."},
			{name: "owner", value: reference(&o.Owner, "person"), doc: "Who of the party does it."},
			{name: "due", value: date(&o.Due), doc: "The day by which it is done, within the partnership's term."},
			{name: "goal", value: reference(&o.Goal, "goal"), doc: "The goal that it is for."},
			{name: "evidence", value: spokenLine(&o.Evidence, 300), doc: "How everybody can see that it is done."},
		},
	}
}

func (o *obligationDecl) check(s *scope) {
	s.resolve(o.Goal, &o.header)
	s.withinTerm(o.Due, &o.header)
	if !s.resolve(o.Owner, &o.header) {
		return
	}
	if owner := o.Owner.value.name; s.partyOf[owner] != o.in.name {
		s.report(codeWrongParty, o.at(o.Owner.at), "%q belongs to the party %q and cannot keep an obligation of %q. Name a person of %q.",
			owner, s.partyOf[owner], o.in.name, o.in.name)
	}
}

func (o *obligationDecl) compile(s *scope) partnership.Obligation {
	return partnership.Obligation{
		ID: o.name, What: s.say(o.What), Owner: o.Owner.value.name,
		Due: o.Due.value, Goal: o.Goal.value.name, Evidence: s.say(o.Evidence),
	}
}
