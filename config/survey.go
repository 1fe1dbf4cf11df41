package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/opinion"
)

type surveyDecl struct {
	header
	recurrence
	reminders
	asked
	Title              field[words]
	After              field[partnership.SurveyTrigger]
	Ask                field[[]field[ref]]
	Window             field[cadence.Span]
	Anonymous, ByParty field[bool]
	MinN               field[int]
	Template           field[partnership.SurveyTemplate]
}

func (v *surveyDecl) schema() schema {
	return schema{
		doc: "Questions about the partnership itself, asked regularly or after an event.",
		attributes: v.with(false,
			attribute{name: "title", value: spokenLine(&v.Title, titleLimit), doc: "What mails call it; without one its name has to do."},
			attribute{name: "after", value: oneOf(&v.After, partnership.SurveyTriggers()), doc: "The event that starts it, instead of every and at: a goal is closed, a milestone met, a conflict settled, an informal meeting over."},
			attribute{name: "ask", required: true, value: listOf(&v.Ask, personOrRole), doc: "Who is asked."},
			attribute{name: "window", standard: `"5bd"`, value: length(&v.Window), doc: "How long answers count."},
			v.reminders.attribute(),
			attribute{name: "anonymous", standard: "false", value: truth(&v.Anonymous), doc: "Whether answers are kept apart from who gave them."},
			attribute{name: "min_n", standard: "5 if anonymous", value: integer(&v.MinN, 1, 1000), doc: "How many answers a figure needs before it is published; at least 3 if anonymous."},
			attribute{name: "by_party", standard: "false", value: truth(&v.ByParty), doc: "Whether figures of an anonymous survey are published for each party too, as far as there are answers enough; those of others always are."},
			attribute{name: "template", value: oneOf(&v.Template, partnership.SurveyTemplates()), doc: "Questions that come with the program, asked before the others."},
			v.asked.attribute(),
		),
		blocks: []nested{labelled("question", "a key", &v.Questions)},
	}
}

// The usual window and the usual number of answers of an anonymous survey.
var usualSurveyWindow = cadence.Span{Count: 5, Unit: cadence.BusinessDays}

const (
	usualMinN = 5
	leastMinN = 3
)

func (v *surveyDecl) check(s *scope) {
	s.checkPeopleIn(v.Ask, &v.header, "asked")
	v.checkStart(s)
	v.reminders.check(s, &v.header, v.Window.or(usualSurveyWindow))
	v.asked.check(s, &v.header, "survey")
	v.checkTemplate(s)
	if !v.any() && !v.given["template"] && !v.mayLack("question") {
		s.report(codeNothingAsked, v.named(), "The survey %q asks nothing. Write template = \"relationship-pulse\", or add a question block.", v.name)
	}
	if v.Anonymous.value && v.MinN.set && v.MinN.value < leastMinN {
		s.report(codeFewAnswers, v.at(v.MinN.at), "With figures of %d answers, an anonymous survey shows who said what. Set min_n to %d or more, or anonymous = false.", v.MinN.value, leastMinN)
	}
}

// checkTemplate reports questions that have the name of one of the template's, because
// answers are counted together by it, and questions that mirror none.
func (v *surveyDecl) checkTemplate(s *scope) {
	template := opinion.Questions(partnership.Survey{Template: v.Template.value}, "")
	has := func(name string) bool {
		return slices.ContainsFunc(template, func(q partnership.Question) bool { return q.ID == name })
	}
	for _, q := range v.Questions {
		if has(q.name) {
			s.report(codeDuplicate, q.named(), "The template %q has a question %q already, and its questions are asked here too. Give this one another name.", v.Template.value, q.name)
		}
	}
	for _, q := range v.banked(s) {
		if has(q.name) {
			s.report(codeDuplicate, v.at(v.Bank.at), "%s has a question %q, and so has the template %q, so an answer line could mean either. Choose another name for the one in the bank.", v.Bank.value, q.name, v.Template.value)
		}
	}
	own := v.all(s)
	for _, q := range own {
		named := func(o *questionDecl) bool {
			return o.name == q.Mirrors.value && o.kindIn(partnership.KindScale) && o != q
		}
		if q.Mirrors.set && !has(q.Mirrors.value) && !slices.ContainsFunc(own, named) {
			s.report(codeQuestion, q.at(q.Mirrors.at), "The survey %q asks no statement %q on a scale, so what the other side would answer to it can't be compared. Name another question of the survey.", v.name, q.Mirrors.value)
		}
	}
}

// checkStart wants either a rhythm or an event.
func (v *surveyDecl) checkStart(s *scope) {
	if !v.given["after"] {
		for _, name := range []string{"every", "at"} {
			if !v.given[name] {
				s.report(codeMissingAttribute, v.at(hcl.Range{}), "The %s needs the attribute %q, or \"after\" when an event starts it.", v, name)
			}
		}
		v.checkWindow(s, &v.header, v.Window, usualSurveyWindow)
		return
	}
	for _, name := range []string{"every", "on", "at", "on_holiday", "missed"} {
		if v.given[name] {
			s.report(codeExclusive, v.at(v.After.at), "An event starts the survey, so %q means nothing. Remove one of the two.", name)
			return
		}
	}
}

func (v *surveyDecl) compile(s *scope) partnership.Survey {
	window := v.Window.or(usualSurveyWindow)
	survey := partnership.Survey{
		ID: v.name, Title: s.say(v.Title), After: v.After.value, Ask: s.peopleOf(v.Ask.value),
		Window: window, Remind: v.reminders.compile(window),
		Anonymous: v.Anonymous.value, MinN: v.MinN.value, ByParty: v.ByParty.value,
		Template: v.Template.value, Questions: v.asked.compile(s),
	}
	if !v.After.set {
		rule := v.rule()
		survey.Rule = &rule
	}
	if survey.Anonymous && !v.MinN.set {
		survey.MinN = usualMinN
	}
	return survey
}
