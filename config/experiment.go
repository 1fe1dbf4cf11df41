package config

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type experimentDecl struct {
	header
	Hypothesis, Success field[words]
	Owner, KPI          field[ref]
	From, Until         field[cadence.Date]
}

func (x *experimentDecl) schema() schema {
	return schema{
		doc: "Something that is tried for a while and then kept or stopped.",
		attributes: []attribute{
			{name: "hypothesis", required: true, value: spokenLine(&x.Hypothesis, 300), doc: "What is expected to happen."},
			{name: "owner", value: reference(&x.Owner, "person"), doc: "Who carries it out."},
			{name: "from", required: true, value: date(&x.From), doc: "The first day, within the partnership's term."},
			{name: "until", required: true, value: date(&x.Until), doc: "The last day, within the partnership's term."},
			{name: "kpi", value: reference(&x.KPI, "kpi"), doc: "The figure that it should move."},
			{name: "success", required: true, value: spokenLine(&x.Success, 300), doc: "What has to be seen to keep it."},
		},
	}
}

func (x *experimentDecl) check(s *scope) {
	s.resolve(x.Owner, &x.header)
	s.resolve(x.KPI, &x.header)
	s.withinTerm(x.From, &x.header)
	s.withinTerm(x.Until, &x.header)
	if x.From.set && x.Until.set && x.Until.value.Before(x.From.value) {
		s.report(codeEndsEarly, x.at(x.Until.at), "The experiment ends on %s, before it begins on %s. Put the earlier day into \"from\".",
			x.Until.value, x.From.value)
	}
}

func (x *experimentDecl) compile(s *scope) partnership.Experiment {
	return partnership.Experiment{
		ID: x.name, Hypothesis: s.say(x.Hypothesis), Owner: x.Owner.value.name,
		From: x.From.value, Until: x.Until.value, KPI: x.KPI.value.name, Success: s.say(x.Success),
	}
}
