package config

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// absenceDecl is a stretch of days on which a person is not there.
type absenceDecl struct {
	header
	From, Until field[cadence.Date]
}

func (a *absenceDecl) schema() schema {
	return schema{
		doc: "Days on which the person is not asked; the deputy is, if there is one.",
		attributes: []attribute{
			{name: "from", required: true, value: date(&a.From), doc: "The first day of the absence."},
			{name: "until", required: true, value: date(&a.Until), doc: "The last day of the absence, included."},
		},
	}
}

func (a *absenceDecl) check(r *reports) {
	if a.From.set && a.Until.set && a.Until.value.Before(a.From.value) {
		r.report(codeEndsEarly, a.at(a.Until.at), "The absence ends on %s, before it begins on %s. Put the earlier day into \"from\".",
			a.Until.value, a.From.value)
	}
}

func (a *absenceDecl) compile() partnership.Absence {
	return partnership.Absence{From: a.From.value, Until: a.Until.value}
}
