package config

import (
	"github.com/rapport-engine/rapport/partnership"
)

type areaDecl struct {
	header
	Accountable                      field[ref]
	Responsible, Consulted, Informed field[[]field[ref]]
	NotApplicable                    field[bool]
}

func (a *areaDecl) schema() schema {
	return schema{
		doc: "A field of responsibility, such as finance, and who has which part in it (RACI).",
		attributes: []attribute{
			{name: "accountable", value: reference(&a.Accountable, "person"), doc: "The one person who answers for the area."},
			{name: "responsible", value: listOf(&a.Responsible, personOrRole), doc: "Who does the work."},
			{name: "consulted", value: listOf(&a.Consulted, personOrRole), doc: "Whose advice is asked beforehand."},
			{name: "informed", value: listOf(&a.Informed, personOrRole), doc: "Who is told afterwards."},
			{name: "not_applicable", standard: "false", value: truth(&a.NotApplicable), doc: "Says that the partnership has no work in this area, so that nobody asks who does it."},
		},
	}
}

func (a *areaDecl) check(s *scope) {
	s.resolve(a.Accountable, &a.header)
	for _, list := range []field[[]field[ref]]{a.Responsible, a.Consulted, a.Informed} {
		s.resolveAll(list, &a.header)
	}
	if a.NotApplicable.value && (a.Accountable.set || len(a.Responsible.value)+len(a.Consulted.value)+len(a.Informed.value) > 0) {
		s.report(codeExclusive, a.at(a.NotApplicable.at), "The area %q is not applicable, and yet people have a part in it. Remove one of the two.", a.name)
	}
}

func (a *areaDecl) compile(s *scope) partnership.Area {
	return partnership.Area{
		ID: a.name, Accountable: a.Accountable.value.name,
		Responsible: s.peopleOf(a.Responsible.value),
		Consulted:   s.peopleOf(a.Consulted.value), Informed: s.peopleOf(a.Informed.value),
		NotApplicable: a.NotApplicable.value,
	}
}
