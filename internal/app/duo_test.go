//go:build !slim

package app

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// round1 is the workflow of duo's first round.
const round1 = "duo/check-in/fortnightly/2091-01-02"

// duo is the smallest partnership: two people, one KPI, a check-in of one of
// them every other Tuesday at 10:00 UTC with a window of two business days and
// a reminder at 60 % of it. 2091-01-02 is a Tuesday: the window closes on
// Thursday at 10:00, and the reminder goes out on Wednesday at 14:48. A server's
// clock cannot be set back, so the play is far ahead.
func duo() partnership.Spec {
	return partnership.Spec{
		Schema: partnership.SchemaVersion, Slug: "duo", Title: "Duo", Purpose: "To be two.", Zone: "Etc/UTC", Language: "en",
		Start: date("2091-01-01"), End: date("2091-12-31"),
		Parties: []partnership.Party{
			{ID: "north", Name: "North", People: []partnership.Person{member("lars", "north")}},
			{ID: "south", Name: "South", People: []partnership.Person{member("tom", "south")}},
		},
		Goals: []partnership.Goal{{
			ID: "leads", Statement: "Grow joint leads from 120 to 300", Start: date("2091-01-01"), Due: date("2091-12-31"),
			Weight: decimal.NewFromInt(1), KPIs: []partnership.KPI{{
				ID: "mql", Unit: "leads", Direction: partnership.Increase, Weight: decimal.NewFromInt(1),
				Baseline: decimal.NewFromInt(120), Target: decimal.NewFromInt(300),
			}},
		}},
		CheckIns: []partnership.CheckIn{{
			ID: "fortnightly", Rule: rule("2 weeks", "tuesday", "10:00"), Ask: []string{"lars"},
			About: []partnership.Topic{partnership.TopicKPIs}, Window: span("2bd"), Remind: []cadence.Span{span("60%")},
		}},
	}
}

// choir is duo with as many people who are all asked.
func choir(people int) partnership.Spec {
	spec := duo()
	spec.Parties[0].People, spec.CheckIns[0].Ask = nil, nil
	for n := range people {
		id := fmt.Sprintf("p%02d", n+1)
		spec.Parties[0].People = append(spec.Parties[0].People, member(id, "north"))
		spec.CheckIns[0].Ask = append(spec.CheckIns[0].Ask, id)
	}
	return spec
}

func member(id, party string) partnership.Person {
	return partnership.Person{
		ID: id, Name: strings.ToUpper(id[:1]) + id[1:], Email: id + "@" + party + ".example", Zone: "Etc/UTC",
		Language: "en", Roles: []partnership.Role{partnership.RoleLead},
	}
}

// number is an answer to a question that wants a number.
func number(question, value string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.NumberValue(decimal.RequireFromString(value)), Raw: value}
}

// The fixtures are constants; one that does not parse is a bug of the test.

func rule(every, on, at string) cadence.Rule {
	r, err := cadence.ParseRule(every, on, at)
	if err != nil {
		panic(err)
	}
	return r
}

func date(s string) cadence.Date {
	d, err := cadence.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func span(s string) cadence.Span {
	sp, err := cadence.ParseSpan(s)
	if err != nil {
		panic(err)
	}
	return sp
}
