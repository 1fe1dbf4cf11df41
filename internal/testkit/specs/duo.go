package specs

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Duo returns the smallest partnership: two parties, one KPI, a check-in of Lars
// on every other Tuesday at 10:00 UTC, the first on 2026-12-01, with a window of
// two business days and a reminder at 60 %. Sofie is the deputy of Lars.
func Duo() partnership.Spec {
	person := func(id, party, deputy string, roles ...partnership.Role) partnership.Person {
		return partnership.Person{
			ID: id, Name: strings.ToUpper(id[:1]) + id[1:], Email: id + "@" + party + ".example", Zone: "Etc/UTC",
			Language: "en", Roles: roles, Deputy: deputy,
		}
	}
	return partnership.Spec{
		Schema: partnership.SchemaVersion, Slug: "duo", Title: "Duo", Purpose: "To be two.", Zone: "Etc/UTC", Language: "en",
		Start: Date("2026-12-01"), End: Date("2027-11-30"),
		Parties: []partnership.Party{
			{ID: "north", Name: "North", People: []partnership.Person{
				person("lars", "north", "sofie", partnership.RoleMember), person("sofie", "north", "", partnership.RoleLead),
			}},
			{ID: "south", Name: "South", People: []partnership.Person{person("tom", "south", "", partnership.RoleLead)}},
		},
		Goals: []partnership.Goal{{
			ID: "leads", Statement: "Grow joint leads from 120 to 300", Start: Date("2026-12-01"), Due: Date("2027-11-30"),
			Weight: decimal.NewFromInt(1),
			KPIs: []partnership.KPI{{
				ID: "mql", Unit: "leads", Direction: partnership.Increase, Baseline: decimal.NewFromInt(120),
				Target: decimal.NewFromInt(300), Weight: decimal.NewFromInt(1),
			}},
		}},
		CheckIns: []partnership.CheckIn{{
			ID: "fortnightly", Rule: Rule("2 weeks", "tuesday", "10:00"), Ask: []string{"lars"},
			About:  []partnership.Topic{partnership.TopicKPIs},
			Window: Span("2bd"), Remind: []cadence.Span{Span("60%")},
		}},
	}
}

// Office is a calendar with hours on the days of the standard week.
func Office(name, hours string) cadence.Calendar {
	h, err := cadence.ParseHours(hours)
	if err != nil {
		panic(err)
	}
	c := cadence.StandardWeek()
	c.Name, c.Hours = name, &h
	return c
}

// Date reads a date that a test wrote.
func Date(s string) cadence.Date {
	d, err := cadence.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Span reads a span that a test wrote.
func Span(s string) cadence.Span {
	span, err := cadence.ParseSpan(s)
	if err != nil {
		panic(err)
	}
	return span
}

// Rule reads a rule that a test wrote.
func Rule(every, on, at string) cadence.Rule {
	r, err := cadence.ParseRule(every, on, at)
	if err != nil {
		panic(err)
	}
	return r
}

// Number is an answer as somebody gives it.
func Number(question, value string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.NumberValue(decimal.RequireFromString(value)), Raw: value}
}

// Words is an answer in words.
func Words(question, text string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.TextValue(text), Raw: text}
}
