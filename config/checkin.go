package config

import (
	"errors"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type checkInDecl struct {
	header
	Every, On, At field[string]
	Kickoff       field[bool]
	Ask           field[[]field[ref]]
	About         field[[]field[partnership.Topic]]
	Window        field[cadence.Span]
	Remind        field[[]field[cadence.Span]]
	OnHoliday     field[cadence.HolidayPolicy]
	Missed        field[cadence.MissedPolicy]
	Questions     []*questionDecl
}

func (c *checkInDecl) schema() schema {
	return schema{
		doc: "A regular round of questions by mail.",
		attributes: []attribute{
			{name: "every", required: true, value: line(&c.Every, 40), doc: "The rhythm: \"week\", \"2 weeks\", \"month\", \"quarter\", \"6 months\", \"year\", \"10 days\"."},
			{name: "on", standard: "as the partnership's first day", value: line(&c.On, 40), doc: "The day: \"tuesday\" in weeks; in months \"first thursday\", \"last business day\", \"5th business day\", \"15th\"."},
			{name: "at", required: true, value: line(&c.At, 40), doc: "The time of day in the partnership's zone, such as \"10:00\"."},
			{name: "kickoff", standard: "false", value: truth(&c.Kickoff), doc: "Whether a first round goes out the moment the partnership becomes active."},
			{name: "ask", required: true, value: listOf(&c.Ask, personOrRole), doc: "Who is asked, such as [role.lead] or [person.lars, person.conor]."},
			{name: "about", value: listOf(&c.About, topic), doc: "What is asked without spelling it out."},
			{name: "window", standard: `"3bd"`, value: span(&c.Window, false), doc: "How long answers count as in time."},
			{name: "remind", standard: `["60%"]`, value: listOf(&c.Remind, reminder), doc: "When those who have not answered are reminded, counted from the start of the window. An empty list sends no reminder."},
			{name: "on_holiday", standard: `"next"`, value: oneOf(&c.OnHoliday, cadence.HolidayPolicies()), doc: "Where a round goes that falls on no business day: to the next one, to the previous one, or nowhere."},
			{name: "missed", standard: `"send_latest"`, value: oneOf(&c.Missed, cadence.MissedPolicies()), doc: "What becomes of a round whose time passed while nothing ran."},
		},
		blocks: []nested{labelled("question", "a key", &c.Questions)},
		later:  []string{"escalate", "escalation", "anonymous", "urgent", "template", "dynamic"},
	}
}

func topic(f *field[partnership.Topic]) binding { return oneOf(f, partnership.Topics()) }

func reminder(f *field[cadence.Span]) binding { return span(f, true) }

// window is the declared window or the usual one.
func (c *checkInDecl) window() cadence.Span {
	return c.Window.or(cadence.Span{Count: 3, Unit: cadence.BusinessDays})
}

func (c *checkInDecl) check(s *scope) {
	s.resolveAll(c.Ask, &c.header)
	c.checkAsked(s)
	c.checkQuestions(s)
	c.checkReminders(s)
	if rule, ok := c.checkRule(s); ok && windowMinutes(c.window()) > everyMinutes(rule.Every) {
		s.report(codeLongWindow, c.at(c.Window.at),
			"The window of %s is longer than the rhythm, every %s, so it is cut short when the next round begins. Shorten the window.", c.window(), rule.Every)
	}
}

// checkAsked reports a round that would ask nobody. References that could not
// be read or resolved have been reported on their own.
func (c *checkInDecl) checkAsked(s *scope) {
	if !c.Ask.set || c.Ask.partial || s.peopleUnclear() || len(s.peopleOf(c.Ask.value)) > 0 {
		return
	}
	for _, f := range c.Ask.value {
		if !s.knows(f.value) {
			return
		}
	}
	s.report(codeNobody, c.at(c.Ask.at), "Nobody would be asked: no person has a role that is named here. Name a person, or give somebody the role.")
}

// checkRule parses the rhythm and points at each attribute that is wrong.
func (c *checkInDecl) checkRule(s *scope) (cadence.Rule, bool) {
	if !c.Every.set || !c.At.set {
		return cadence.Rule{}, false
	}
	rule, err := cadence.ParseRule(c.Every.value, c.On.value, c.At.value)
	if err == nil {
		return rule, true
	}
	places := map[string]hcl.Range{"every": c.Every.at, "on": c.On.at, "at": c.At.at}
	for _, one := range ruleErrors(err) {
		s.report(codeRule, c.at(places[one.Field]), "%s", explain(errors.New(one.Message)))
	}
	return cadence.Rule{}, false
}

// ruleErrors takes a joined error apart.
func ruleErrors(err error) []*cadence.RuleError {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		var all []*cadence.RuleError
		for _, one := range joined.Unwrap() {
			all = append(all, ruleErrors(one)...)
		}
		return all
	}
	var rule *cadence.RuleError
	if errors.As(err, &rule) {
		return []*cadence.RuleError{rule}
	}
	return []*cadence.RuleError{{Message: err.Error()}}
}

func (c *checkInDecl) checkQuestions(s *scope) {
	s.duplicates(headers(c.Questions), " in this check-in")
	for _, q := range c.Questions {
		q.check(s)
	}
	if len(c.Questions) > 0 || c.mayLack("question") || c.given["about"] && (!c.About.set || c.About.partial) {
		return
	}
	switch topics := plain(c.About.value); {
	case len(topics) == 0:
		s.report(codeNothingAsked, c.named(), "The check-in %q asks nothing. Write about = [\"kpis\"], or add a question block.", c.name)
	case len(s.kpis) == 0 && !s.root.mayLack("kpi") && slices.Equal(topics, []partnership.Topic{partnership.TopicKPIs}):
		s.report(codeNothingAsked, c.at(c.About.at), "The check-in asks about KPIs only, and the partnership has none. Add a kpi to a goal, another topic or a question.")
	}
}

func (c *checkInDecl) checkReminders(s *scope) {
	for _, f := range c.Remind.value {
		if beyond(f.value, c.window()) {
			s.report(codeLateReminder, c.at(f.at), "The reminder after %s comes when the window of %s has closed. Choose an earlier time.", f.value, c.window())
		}
	}
}

func (c *checkInDecl) compile(s *scope) partnership.CheckIn {
	rule, _ := cadence.ParseRule(c.Every.value, c.On.value, c.At.value)
	rule.OnHoliday = c.OnHoliday.or(cadence.HolidayNext)
	rule.Missed = c.Missed.or(cadence.MissedSendLatest)
	checkIn := partnership.CheckIn{
		ID: c.name, Rule: rule, Kickoff: c.Kickoff.value,
		Ask: s.peopleOf(c.Ask.value), About: []partnership.Topic{},
		Window: c.window(), Remind: c.reminders(),
	}
	for _, t := range partnership.Topics() {
		if slices.Contains(plain(c.About.value), t) {
			checkIn.About = append(checkIn.About, t)
		}
	}
	for _, q := range c.Questions {
		checkIn.Questions = append(checkIn.Questions, q.compile())
	}
	return checkIn
}

// reminders gives the declared reminders in the order of their times, or the
// usual one.
func (c *checkInDecl) reminders() []cadence.Span {
	if !c.Remind.set {
		return []cadence.Span{{Count: 60, Unit: cadence.Percent}}
	}
	spans := plain(c.Remind.value)
	sortReminders(spans, c.window())
	return spans
}
