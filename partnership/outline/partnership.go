package outline

import (
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Of outlines a spec. Calendars come as its first blocks, although files hold
// them beside the partnership.
func Of(spec partnership.Spec) Block {
	b := open("partnership", spec.Slug)
	b.said("title", spec.Title)
	b.text("type", spec.Type)
	b.list("tags", Set(texts(spec.Tags)...))
	b.said("purpose", spec.Purpose)
	b.date("start", spec.Start)
	b.date("end", spec.End)
	b.text("timezone", spec.Zone)
	b.text("language", spec.Language)
	b.ref("calendar", "calendar", spec.Calendar)
	b.text("currency", spec.Currency)
	b.number("budget", spec.Budget)
	b.number("discount_rate", spec.DiscountRate)
	b.saidAll("principles", spec.Principles)
	b.said("from_name", spec.FromName)
	b.text("color", spec.Color)
	b.count("max_mails", spec.MaxMails)
	nest(b, spec.Calendars, calendar)
	nest(b, spec.ExchangeRates, rateOf)
	nest(b, spec.Duties, duties)
	nest(b, spec.Parties, party)
	nest(b, spec.Competing, competing)
	nest(b, spec.Areas, area)
	nest(b, spec.Resources, resource)
	nest(b, spec.Goals, goal)
	nest(b, spec.Experiments, experiment)
	nest(b, spec.CheckIns, checkIn)
	nest(b, spec.Meetings, meeting)
	nest(b, spec.Surveys, survey)
	nest(b, spec.Ideas, ideas)
	nest(b, spec.Reviews, review)
	nest(b, spec.Reports, report)
	nest(b, spec.Escalations, escalation)
	nest(b, spec.Corrections, correction)
	if spec.Conflict != nil {
		b.Blocks = append(b.Blocks, conflict(*spec.Conflict))
	}
	nest(b, spec.DecisionRules, decisionRule)
	nest(b, spec.Guards, guard)
	if spec.Exit != nil {
		b.Blocks = append(b.Blocks, exit(*spec.Exit))
	}
	if spec.Agreement != nil {
		b.Blocks = append(b.Blocks, agreement(*spec.Agreement))
	}
	if spec.Renewal != nil {
		b.Blocks = append(b.Blocks, renewal(*spec.Renewal))
	}
	own := partnership.BaseLanguage(spec.Language)
	return b.settled(own, spec.Phrases)
}

// settled gives the texts of a block the languages in which the spec has them.
func (b Block) settled(own string, phrases partnership.Phrases) Block {
	for i, a := range b.Attributes {
		b.Attributes[i].Value = a.Value.settled(own, phrases)
	}
	for i, inner := range b.Blocks {
		b.Blocks[i] = inner.settled(own, phrases)
	}
	return b
}

func calendar(c cadence.Calendar) Block {
	b := open("calendar", c.Name)
	var days, holidays []Value
	for _, day := range c.Workdays {
		days = append(days, Text(strings.ToLower(day.String())[:3]))
	}
	for _, day := range c.Holidays {
		holidays = append(holidays, Text(day.String()))
	}
	b.list("workdays", Set(days...))
	if c.Hours != nil {
		b.text("hours", c.Hours.String())
	}
	b.list("holidays", Set(holidays...))
	return b.Block
}

func rateOf(r partnership.ExchangeRate) Block {
	b := open(exchangeRate, r.Currency)
	b.date("on", r.On)
	b.number("rate", &r.Rate)
	return b.Block
}

func duties(d partnership.Duties) Block {
	b := open("role", string(d.Role))
	b.saidAll("duties", d.Duties)
	return b.Block
}

func competing(c partnership.Competing) Block {
	b := open("competing", c.ID)
	b.refs("interests", "interest", c.Interests)
	b.said("statement", c.Statement)
	b.said("joint_goal", c.JointGoal)
	return b.Block
}
