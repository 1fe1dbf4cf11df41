package config

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// category is the kind of benefit that a goal is about.
type category string

func categories() []category {
	return []category{"financial", "customer_growth", "service_quality", "capability", "social", "other"}
}

type goalDecl struct {
	header
	Statement  field[string]
	Category   field[category]
	Owner      field[ref]
	Start, Due field[cadence.Date]
	Weight     field[decimal.Decimal]
	KPIs       []*kpiDecl
}

func (g *goalDecl) schema() schema {
	return schema{
		doc: "Something that the parties want together, measured by its KPIs.",
		attributes: []attribute{
			{name: "statement", required: true, value: line(&g.Statement, 300), doc: "What is to be reached, how much of it and by when, in one sentence."},
			{name: "category", value: oneOf(&g.Category, categories()), doc: "The kind of benefit that the goal is about."},
			{name: "owner", value: reference(&g.Owner, "person"), doc: "Who answers for the goal."},
			{name: "start", standard: "the partnership's start", value: date(&g.Start), doc: "The day from which progress is expected."},
			{name: "due", required: true, value: date(&g.Due), doc: "The day by which the targets are to be reached, within the partnership's term."},
			{name: "weight", standard: "1", value: number(&g.Weight, positive), doc: "How much the goal counts beside the others."},
		},
		blocks: []nested{labelled("kpi", "a key", &g.KPIs)},
		later:  []string{"milestone", "serves", "kind", "curve", "interests", "beneficiaries", "depends_on", "dynamic"},
	}
}

func (g *goalDecl) check(s *scope) {
	s.resolve(g.Owner, &g.header)
	g.checkDates(s)
	if len(g.KPIs) == 0 && !g.mayLack("kpi") {
		s.report(codeNoKPI, g.named(), "Nothing measures the goal %q, so nobody could tell whether it is reached. Add a kpi block.", g.name)
	}
	for _, k := range g.KPIs {
		k.check(s)
	}
}

func (g *goalDecl) checkDates(s *scope) {
	startInside, dueInside := g.checkWithin(s, g.Start), g.checkWithin(s, g.Due)
	start := g.Start.or(s.root.Start.value)
	if startInside && dueInside && g.Due.set && !start.Before(g.Due.value) {
		s.report(codeEndsEarly, g.at(g.Due.at), "The goal is due on %s, but it starts on %s. The due day has to be later.", g.Due.value, start)
	}
}

// checkWithin reports a day outside the term, if there is a sound term.
func (g *goalDecl) checkWithin(s *scope, day field[cadence.Date]) bool {
	start, end := s.root.Start, s.root.End
	if !day.set || !start.set || !end.set || end.value.Before(start.value) ||
		!day.value.Before(start.value) && !end.value.Before(day.value) {
		return true
	}
	s.report(codeOutsideTerm, g.at(day.at), "%s is outside the partnership's term, which runs from %s to %s. Choose a day within it.",
		day.value, start.value, end.value)
	return false
}

func (g *goalDecl) compile(s *scope) partnership.Goal {
	goal := partnership.Goal{
		ID: g.name, Statement: g.Statement.value, Category: string(g.Category.value),
		Owner: g.Owner.value.name,
		Start: g.Start.or(s.root.Start.value), Due: g.Due.value,
		Weight: g.Weight.or(decimal.New(1, 0)),
	}
	for _, k := range sorted(g.KPIs) {
		goal.KPIs = append(goal.KPIs, k.compile(s))
	}
	return goal
}

// reserved reports a key that an answer line could not use, because a mail
// understands the word otherwise.
func (s *scope) reserved(h *header) {
	if slices.Contains(reservedKeys(), h.name) {
		s.report(codeReserved, h.named(), "%q has a meaning of its own in mails, so an answer line that begins with it could be misread. Choose another name.", h.name)
	}
}

// reservedKeys are the topics and commands that a reply can name.
func reservedKeys() []string {
	return []string{
		string(partnership.TopicConfidence), string(partnership.TopicBlockers), string(partnership.TopicKPIs),
		"status", "help", "stop", "conflict", "idea", "extend", "delegate",
	}
}
