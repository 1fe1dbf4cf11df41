package config

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type ideasDecl struct {
	header
	recurrence
	reminders
	Title  field[words]
	Date   field[cadence.Date]
	Ask    field[[]field[ref]]
	Window field[cadence.Span]
}

func (i *ideasDecl) schema() schema {
	return schema{
		doc: "A round in which the parties find goals together: everybody proposes under seal, all weigh what was proposed, and the leads decide. It begins at the start unless it has a rhythm or a date. A partnership without a goal block begins with one; nothing else runs before it has goals.",
		attributes: i.with(false,
			attribute{name: "title", value: spokenLine(&i.Title, titleLimit), doc: "What mails call it; without one its name has to do."},
			attribute{name: "date", value: date(&i.Date), doc: "The day on which a single round begins, instead of every and at."},
			attribute{name: "ask", standard: "who leads each party", value: listOf(&i.Ask, personOrRole), doc: "Who proposes and weighs."},
			attribute{name: "window", standard: `"5bd"`, value: length(&i.Window), doc: "How long people have to propose, and once more to weigh what was proposed."},
			i.attribute(),
		),
	}
}

func (i *ideasDecl) check(s *scope) {
	s.checkPeopleIn(i.Ask, &i.header, "asked")
	i.reminders.check(s, &i.header, i.Window.or(usualSurveyWindow))
	i.checkStart(s)
}

// checkStart wants a rhythm, a day within the term, or neither.
func (i *ideasDecl) checkStart(s *scope) {
	if i.given["date"] {
		i.checkDate(s)
		return
	}
	rhythm := slices.ContainsFunc([]string{"every", "on", "at", "on_holiday", "missed"}, func(name string) bool { return i.given[name] })
	if !rhythm {
		return
	}
	for _, name := range []string{"every", "at"} {
		if !i.given[name] {
			s.report(codeMissingAttribute, i.at(hcl.Range{}), "The %s has part of a rhythm and needs the attribute %q, too. Without any of it the round begins at the start; with \"date\", on a day.", i, name)
		}
	}
	i.checkWindow(s, &i.header, i.Window, usualSurveyWindow)
}

func (i *ideasDecl) checkDate(s *scope) {
	for _, name := range []string{"every", "on", "at", "on_holiday", "missed"} {
		if i.given[name] {
			s.report(codeExclusive, i.at(i.Date.at), "The round begins on a day, so %q means nothing. Remove one of the two.", name)
			return
		}
	}
	s.withinTerm(i.Date, &i.header)
}

// compileIdeas gives the rounds of a spec: a partnership that has no goals begins with one.
func (s *scope) compileIdeas(spec partnership.Spec) []partnership.Ideas {
	list := []partnership.Ideas(nil)
	for _, i := range sorted(s.root.Ideas) {
		list = append(list, i.compile(s, spec))
	}
	if len(spec.Goals) > 0 || slices.ContainsFunc(list, partnership.Ideas.AtStart) {
		return list
	}
	name := firstIdeas
	for slices.ContainsFunc(list, func(i partnership.Ideas) bool { return i.ID == name }) {
		name = "first-" + name
	}
	list = append(list, spec.UsualIdeas(name))
	slices.SortFunc(list, func(a, b partnership.Ideas) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// firstIdeas names the round with which a partnership begins that declares neither goals
// nor a round of its own.
const firstIdeas = "goals"

func (i *ideasDecl) compile(s *scope, spec partnership.Spec) partnership.Ideas {
	usual := spec.UsualIdeas(i.name)
	window := i.Window.or(usual.Window)
	ideas := partnership.Ideas{ID: i.name, Title: s.say(i.Title), Date: i.Date.value, Ask: usual.Ask, Window: window, Remind: i.reminders.compile(window)}
	if i.Ask.set {
		ideas.Ask = s.peopleOf(i.Ask.value)
	}
	if i.Every.set {
		rule := i.rule()
		ideas.Rule = &rule
	}
	return ideas
}
