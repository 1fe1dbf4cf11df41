package compose

import (
	"bytes"
	"net/mail"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func num(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func ptr[T any](v T) *T { return &v }

func settings(t testing.TB) Settings {
	t.Helper()
	keys, err := token.New(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return Settings{
		From: mail.Address{Name: "Rapport", Address: "rapport@ops.example"}, Addressing: token.Plus,
		Keys: keys, Instance: "test-1",
	}
}

func composer(t testing.TB) *Composer {
	t.Helper()
	c, err := New(settings(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func lead(id, name, language, zone string) partnership.Person {
	return partnership.Person{
		ID: id, Name: name, Email: id + "@partner.example", Language: language, Zone: zone,
		Roles: []partnership.Role{partnership.RoleLead},
	}
}

// fixtureSpec has a reader for each locale: lars and anna; sofie and petr are
// their deputies.
func fixtureSpec() partnership.Spec {
	sofie := lead("sofie", "Sofie Berg", "en", "Europe/Oslo")
	petr := lead("petr", "Пётр Смирнов", "ru", "Europe/Moscow")
	sofie.Roles, petr.Roles = nil, nil
	return partnership.Spec{
		Slug: "fjordmail-lumen", Title: "Fjordmail × Lumen co-marketing", Language: "en",
		Parties: []partnership.Party{
			{ID: "fjordmail", Name: "Fjordmail AS", Language: "en", People: []partnership.Person{lead("lars", "Lars Hauge", "en", "Europe/Oslo"), sofie}},
			{ID: "lumen", Name: "ООО «Люмен»", Language: "ru", People: []partnership.Person{lead("anna", "Анна Иванова", "ru", "Europe/Moscow"), petr}},
		},
		Goals: []partnership.Goal{
			{ID: "leads", Statement: "Grow joint leads from 120 to 300 a quarter", KPIs: []partnership.KPI{
				{ID: "mql", Title: "Marketing-qualified leads", Unit: "leads", Baseline: num("120"), Target: num("300")},
			}},
			{ID: "cost", Statement: "Bring the cost of a lead below 60 EUR", KPIs: []partnership.KPI{
				{ID: "cpl", Unit: "EUR", Baseline: num("1085.5"), Target: num("60")},
			}},
		},
	}
}

func fixtureStanding() procedure.Standing {
	spec := fixtureSpec()
	return procedure.Standing{Goals: []procedure.GoalStanding{
		{
			Statement:    spec.Goals[0].Statement,
			GoalStanding: measure.GoalStanding{Progress: measure.Some(num("0.43333")), RAG: measure.Amber},
			KPIs: []procedure.KPIStanding{{
				KPI:         spec.Goals[0].KPIs[0],
				KPIStanding: measure.KPIStanding{Actual: ptr(num("198")), Progress: measure.Some(num("0.43333")), RAG: measure.Amber},
			}},
		},
		{
			Statement:    spec.Goals[1].Statement,
			GoalStanding: measure.GoalStanding{RAG: measure.Unknown},
			KPIs:         []procedure.KPIStanding{{KPI: spec.Goals[1].KPIs[0], KPIStanding: measure.KPIStanding{RAG: measure.Unknown}}},
		},
	}}
}

func fixtureQuestions() []partnership.Question {
	return []partnership.Question{
		{ID: "mql", KPI: "mql", Kind: partnership.KindNumber, Text: "Marketing-qualified leads", Unit: "leads", Last: ptr(num("198"))},
		{ID: "cpl", KPI: "cpl", Kind: partnership.KindMoney, Unit: "EUR"},
		{ID: "confidence", Kind: partnership.KindConfidence, Text: "How sure are you?", Optional: true},
		{ID: "blockers", Kind: partnership.KindText, Text: "Is anything in the way?", Optional: true},
		{ID: "agreed", Kind: partnership.KindYesNo, Text: "Is the plan agreed?", Optional: true},
		{ID: "channel", Kind: partnership.KindChoice, Text: "Best channel?", Choices: []string{"mail", "fair", "web"}, Optional: true},
		{ID: "launch", Kind: partnership.KindDate, Text: "When do we launch?", Optional: true},
	}
}

func fixtureAnswers() []partnership.Answer {
	return []partnership.Answer{
		{Question: "cpl", Value: partnership.NumberValue(num("1200.5")), Unit: "EUR", Raw: "1.2005k"},
		{Question: "mql", Value: partnership.NumberValue(num("210")), Unit: "leads", Raw: "210"},
		{Question: "agreed", Value: partnership.BoolValue(true), Raw: "sure"},
		{Question: "launch", Value: partnership.DateValue(cadence.Date{Year: 2027, Month: time.May, Day: 9}), Raw: "9 May"},
		{Question: "confidence", Value: partnership.UnknownValue(), Raw: "no idea"},
	}
}

func letter(template procedure.Template, person string) procedure.Letter {
	l := procedure.Letter{
		Key: string(template) + "/" + person, Template: template, Slug: "fjordmail-lumen",
		Workflow: "fjordmail-lumen/check-in/fortnightly/2026-12-08", Person: person, About: "fortnightly",
		At: time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC), Due: time.Date(2026, 12, 10, 9, 0, 0, 0, time.UTC),
		Questions: fixtureQuestions(),
	}
	l.Ask = procedure.AskID(l.Workflow, person)
	return l
}

type fixture struct {
	name   string
	letter func(reader, deputy string) procedure.Letter
}

// fixtures lists letters of every template, with what makes their text differ.
func fixtures() []fixture {
	with := func(template procedure.Template, change func(*procedure.Letter)) func(string, string) procedure.Letter {
		return func(reader, _ string) procedure.Letter {
			l := letter(template, reader)
			change(&l)
			return l
		}
	}
	return []fixture{
		{"check-in", with(procedure.TemplateCheckIn, func(*procedure.Letter) {})},
		{"check-in-one-question", with(procedure.TemplateCheckIn, func(l *procedure.Letter) { l.Questions = l.Questions[:1] })},
		{"check-in-deputy", func(reader, deputy string) procedure.Letter {
			l := letter(procedure.TemplateCheckIn, deputy)
			l.For, l.Questions = reader, l.Questions[:2]
			return l
		}},
		{"reminder", with(procedure.TemplateReminder, func(l *procedure.Letter) {
			l.Number, l.Of, l.Understood = 1, 2, fixtureAnswers()[1:2]
		})},
		{"receipt-part", with(procedure.TemplateReceipt, func(l *procedure.Letter) {
			l.Understood, l.Open, l.InReplyTo = fixtureAnswers(), []string{"blockers", "channel"}, "<abc@partner.example>"
			l.Problems = []string{"4: lots & lots", "<b>maybe</b> 7 or 9"}
		})},
		{"receipt-complete-late", with(procedure.TemplateReceipt, func(l *procedure.Letter) {
			l.Understood, l.Complete, l.Late = fixtureAnswers()[:2], true, true
		})},
		{"receipt-nothing", with(procedure.TemplateReceipt, func(l *procedure.Letter) {
			l.Questions, l.Open = l.Questions[:1], []string{"mql"}
		})},
		{"closed", with(procedure.TemplateClosed, func(l *procedure.Letter) {
			l.Questions, l.Due, l.About, l.Understood = nil, time.Time{}, "", fixtureAnswers()[:2]
		})},
		{"status", with(procedure.TemplateStatus, func(l *procedure.Letter) { l.Understood = fixtureAnswers() })},
		{"status-nothing-asked", with(procedure.TemplateStatus, func(l *procedure.Letter) {
			l.Questions, l.Due, l.About = nil, time.Time{}, ""
		})},
		{"help", with(procedure.TemplateHelp, func(l *procedure.Letter) { l.Questions = l.Questions[:1] })},
	}
}
