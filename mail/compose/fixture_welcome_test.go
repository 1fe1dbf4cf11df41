package compose

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// member is the fixture's partnership in which the reader leads nothing: another does, the
// finance role has duties, and something comes round for them.
func member(spec partnership.Spec, reader string) partnership.Spec {
	spec.Zone, spec.Purpose = "Europe/Oslo", "Help small shops keep their customers."
	for i, party := range spec.Parties {
		for j, p := range party.People {
			spec.Parties[i].People[j].Roles = []partnership.Role{partnership.RoleLead}
			if p.ID == reader {
				spec.Parties[i].People[j].Roles = []partnership.Role{partnership.RoleFinance, partnership.RoleMember}
			}
		}
	}
	spec.Duties = []partnership.Duties{{Role: partnership.RoleFinance, Duties: []string{"Check the invoices of the month", "book what was paid"}}}
	spec.Goals[0].Milestones[1].Owner = reader
	spec.Goals[0].Milestones[1].Due = cadence.Date{Year: 2027, Month: 2, Day: 12}
	spec.Goals[0].KPIs[0].Reporters = []string{reader}
	rule := cadence.Rule{Every: "2 weeks", On: "tuesday", At: cadence.Clock{Hour: 10}}
	quarterly := cadence.Rule{Every: "quarter", On: "first thursday", At: cadence.Clock{Hour: 9, Minute: 30}}
	spec.CheckIns = []partnership.CheckIn{{ID: "fortnightly", Rule: rule, Ask: []string{reader}}, {ID: "others", Rule: rule, Ask: []string{"sofie"}}}
	spec.Surveys = []partnership.Survey{{ID: "atmosphere", Rule: &quarterly, Ask: []string{reader}}}
	spec.Reviews = []partnership.Review{{ID: "swot", Rule: cadence.Rule{Every: "year", At: cadence.Clock{Hour: 10}}, Ask: []string{reader}}}
	return spec
}

func welcoming(form procedure.Form, c lifecycle.Welcome) func(reader, other string) procedure.Letter {
	return func(reader, other string) procedure.Letter {
		l := partnershipNotice(lifecycle.TemplateWelcome, reader)
		if c.Lead != "" {
			c.Lead = other
		}
		person, _ := fixtureSpec().Person(reader)
		questions := []partnership.Question{asking.DutiesQuestion(person.Language)}
		questions = append(questions, asking.AccessQuestions(asking.SharedWith(fixtureSpec(), reader), person.Language)...)
		l.Form = form
		switch form {
		case procedure.FormAsk:
			l.Questions, l.Opens = questions, true
		case procedure.FormReminder:
			l.Questions, l.Number, l.Of = questions, 1, 1
		case procedure.FormReceipt:
			l.Template, l.Phrases, l.Questions, l.Open = procedure.TemplateReceipt, lifecycle.TemplateWelcome, questions, []string{asking.QuestionDuties}
			l.Problems = []string{"Who are you?"}
		case procedure.FormClosed:
			l.Template, l.Phrases, l.Questions = procedure.TemplateReceipt, lifecycle.TemplateWelcome, questions
			l.Understood = []partnership.Answer{{Question: asking.QuestionDuties, Value: partnership.BoolValue(c.Right == nil || *c.Right)}}
		}
		return l.With(c)
	}
}

func welcomeFixtures() []fixture {
	right, wrong := true, false
	return []fixture{
		{name: "welcome", letter: welcoming(procedure.FormAsk, lifecycle.Welcome{}), spec: member},
		{name: "welcome-lead", letter: welcoming(procedure.FormAsk, lifecycle.Welcome{})},
		{name: "welcome-reminder", letter: welcoming(procedure.FormReminder, lifecycle.Welcome{}), spec: member},
		{name: "welcome-alone", letter: welcoming(procedure.FormNotice, lifecycle.Welcome{}), spec: member},
		{name: "welcome-yes", letter: welcoming(procedure.FormClosed, lifecycle.Welcome{Right: &right}), spec: member},
		{name: "welcome-no", letter: welcoming(procedure.FormClosed, lifecycle.Welcome{Right: &wrong, Lead: "lead"}), spec: member},
		{name: "welcome-no-lead", letter: welcoming(procedure.FormClosed, lifecycle.Welcome{Right: &wrong})},
		{name: "welcome-receipt", letter: welcoming(procedure.FormReceipt, lifecycle.Welcome{}), spec: member},
		{name: "check-in-with-welcome", spec: member, letter: changed(procedure.FormAsk, "check-in", func(l *procedure.Letter) {
			person, _ := fixtureSpec().Person(l.Person)
			duties := asking.DutiesQuestion(person.Language)
			duties.Optional = true
			l.Questions = append(l.Questions[:2], duties)
		}), also: func(reader string) []procedure.Letter {
			return []procedure.Letter{welcoming(procedure.FormNotice, lifecycle.Welcome{})(reader, "")}
		}},
	}
}
