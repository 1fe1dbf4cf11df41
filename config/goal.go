package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// category is the kind of benefit that a goal is about.
type category string

func categories() []category {
	return []category{
		"financial", "customer_growth", "service_quality", "capability", "knowledge", "ip", "people", "social", "other",
	}
}

type goalDecl struct {
	header
	Statement     field[words]
	Category      field[category]
	Kind          field[partnership.GoalKind]
	Owner         field[ref]
	Start, Due    field[cadence.Date]
	Window        field[cadence.Period]
	Weight        field[decimal.Decimal]
	Serves        field[[]field[ref]]
	Beneficiaries field[[]field[ref]]
	KPIs          []*kpiDecl
	Milestones    []*milestoneDecl
}

func (g *goalDecl) schema() schema {
	return schema{
		doc: "Something that the parties want together, measured by its KPIs.",
		attributes: []attribute{
			{name: "statement", required: true, value: spokenLine(&g.Statement, 300), doc: "What is to be reached, how much of it and by when, in one sentence."},
			{name: "category", value: oneOf(&g.Category, categories()), doc: "The kind of benefit that the goal is about."},
			{name: "kind", standard: `"committed"`, value: oneOf(&g.Kind, partnership.GoalKinds()), doc: "Whether all of the goal is promised, or most of it hoped for."},
			{name: "owner", value: reference(&g.Owner, "person"), doc: "Who answers for the goal."},
			{name: "start", standard: "the partnership's start", value: date(&g.Start), doc: "The day from which progress is expected."},
			{name: "due", value: date(&g.Due), doc: "The day by which the targets are to be reached, within the partnership's term. Required unless there is a window."},
			{name: "window", value: period(&g.Window), doc: "The time from the start to the due day, instead of the day: \"12 months\" from 1 February are over on 31 January."},
			{name: "weight", standard: "1", value: number(&g.Weight, positive), doc: "How much the goal counts beside the others."},
			{name: "serves", value: listOf(&g.Serves, interestRef), doc: "The interests that the goal serves."},
			{name: "beneficiaries", standard: "all parties", value: someOf(&g.Beneficiaries, partyRef), doc: "The parties that gain from the goal."},
		},
		blocks: []nested{
			labelled("kpi", "a key", &g.KPIs),
			labelled("milestone", "a name", &g.Milestones),
		},
	}
}

func (g *goalDecl) check(s *scope) {
	s.resolve(g.Owner, &g.header)
	s.resolveAll(g.Serves, &g.header)
	s.resolveAll(g.Beneficiaries, &g.header)
	g.checkDates(s)
	if len(g.KPIs) == 0 && !g.mayLack("kpi") {
		s.report(codeNoKPI, g.named(), "Nothing measures the goal %q, so nobody could tell whether it is reached. Add a kpi block.", g.name)
	}
	checkAll(s, g.KPIs)
	checkAll(s, g.Milestones)
	g.checkCurves(s)
}

// checkCurves reports figures that are expected along milestones which plan
// nothing.
func (g *goalDecl) checkCurves(s *scope) {
	plans := func(m *milestoneDecl) bool { return m.given["planned"] }
	if g.mayLack("milestone") || slices.ContainsFunc(g.Milestones, plans) {
		return
	}
	for _, k := range g.KPIs {
		if k.Curve.value == partnership.MilestoneCurve {
			s.report(codeUnfit, k.at(k.Curve.at), "Progress is expected along the goal's milestones, and none of them says which share of the goal is planned. Add \"planned\" to the milestones, or choose another curve.")
		}
	}
}

func (g *goalDecl) checkDates(s *scope) {
	switch {
	case g.Due.set && g.Window.set:
		s.report(codeExclusive, g.at(g.Window.at), "The goal has both a due day and a window. Keep the one that is meant.")
		return
	case !g.given["due"] && !g.given["window"]:
		s.report(codeMissingAttribute, g.at(hcl.Range{}), "The %s needs the attribute \"due\", the day by which the targets are to be reached, or \"window\", the time it takes.", g)
		return
	}
	due := g.due(s)
	startInside, dueInside := s.withinTerm(g.Start, &g.header), s.withinTerm(due, &g.header)
	start := g.Start.or(s.root.Start.value)
	if startInside && dueInside && due.set && !start.Before(due.value) {
		s.report(codeEndsEarly, g.at(due.at), "The goal is due on %s, but it starts on %s. The due day has to be later.", due.value, start)
	}
}

// due is the declared day, or the last one of the window.
func (g *goalDecl) due(s *scope) field[cadence.Date] {
	if !g.Window.set || !g.Start.set && !s.root.Start.set {
		return g.Due
	}
	var due field[cadence.Date]
	due.give(g.Window.value.AddTo(g.Start.or(s.root.Start.value)).AddDays(-1), g.Window.at)
	return due
}

func (g *goalDecl) compile(s *scope) partnership.Goal {
	goal := partnership.Goal{
		ID: g.name, Statement: s.say(g.Statement), Category: string(g.Category.value),
		Owner: g.Owner.value.name,
		Start: g.Start.or(s.root.Start.value), Due: g.due(s).value,
		Weight: g.Weight.or(decimal.New(1, 0)),
		Serves: namesOf(g.Serves), Beneficiaries: namesOf(g.Beneficiaries),
		KPIs:       compileAll(s, g.KPIs),
		Milestones: compileAll(s, g.Milestones),
	}
	if g.Kind.value != partnership.Committed {
		goal.Kind = g.Kind.value // the empty kind is the committed one
	}
	return goal
}

// namesOf gives the names of references whose order means nothing.
func namesOf(list field[[]field[ref]]) []string {
	names := authorsOrder(list)
	slices.Sort(names)
	return names
}

// authorsOrder gives the names of references as they were written.
func authorsOrder(list field[[]field[ref]]) []string {
	var names []string
	for _, f := range list.value {
		names = append(names, f.value.name)
	}
	return names
}
