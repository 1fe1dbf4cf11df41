package compose

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// aboutRules is a letter about the milestone of the fixture, which is due on the day
// on which mails go out.
func aboutRules(form procedure.Form, template procedure.Template, person string, change func(*milestone.Content)) procedure.Letter {
	l := letter(form, template, person)
	l.Workflow, l.About = l.Slug+"/milestone/leads/rules", "Attribution rules signed"
	l.Ask = procedure.AskID(l.Workflow, "", person)
	l.Questions, l.Due = nil, time.Time{}
	if form == procedure.FormReceipt {
		l.Phrases = milestone.TemplateDue
	}
	c := milestone.Content{Milestone: "rules", Due: "2026-12-08", Owner: "sofie", Acceptor: "petr"}
	change(&c)
	return l.With(c)
}

// rulesQuestions are what the mails about a milestone ask, in the reader's words.
func rulesQuestions(person string, about string) []partnership.Question {
	words := wording.English().Questions
	if person == "anna" || person == "petr" {
		words = wording.Russian().Questions
	}
	yesNo := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindYesNo, Text: text}
	}
	text := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Optional: true, Readers: partnership.ReadersAll}
	}
	switch about {
	case "acceptance":
		return []partnership.Question{yesNo("accept", words.Accept), text("missing", words.Missing)}
	case "extension":
		return []partnership.Question{yesNo("agree", words.Agree), text("why", words.WhyNot)}
	case "day":
		day := fmt.Sprintf(words.NewDay, "Attribution rules signed")
		return []partnership.Question{{ID: "day", Kind: partnership.KindDate, Text: day}, {ID: "done", Kind: partnership.KindYesNo, Text: words.Already, Optional: true}}
	default:
		done := "Is \"Attribution rules signed\" done?"
		if words.When != wording.English().Questions.When {
			done = "Этап «Attribution rules signed» выполнен?"
		}
		return []partnership.Question{
			yesNo("done", done), {ID: "day", Kind: partnership.KindDate, Text: words.When, Optional: true}, text("evidence", words.Evidence),
		}
	}
}

func milestoneFixtures() []fixture {
	next := time.Date(2026, 12, 11, 8, 0, 0, 0, time.UTC)
	since := time.Date(2026, 12, 8, 23, 0, 0, 0, time.UTC)
	holdsUp := []milestone.Other{{Milestone: "campaign", Owner: "petr", Due: "2027-03-01"}}
	asks := func(name string, template procedure.Template, about string, change func(*milestone.Content)) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			l := aboutRules(procedure.FormAsk, template, reader, change)
			l.Questions, l.Due = rulesQuestions(reader, about), time.Date(2026, 12, 11, 9, 0, 0, 0, time.UTC)
			return l
		}}
	}
	tells := func(name string, template procedure.Template, change func(*milestone.Content)) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			return aboutRules(procedure.FormNotice, template, reader, change)
		}}
	}
	clears := func(name string, change func(*milestone.Content)) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			l := aboutRules(procedure.FormNotice, procedure.TemplateAllClear, reader, change)
			l.Phrases = milestone.PhrasesSettled
			return l
		}}
	}
	explains := func(e procedure.Explanation) fixture {
		return fixture{name: "explained-" + e.Why, letter: func(reader, _ string) procedure.Letter {
			l := aboutRules(procedure.FormReceipt, procedure.TemplateReceipt, reader, func(*milestone.Content) {})
			l.InReplyTo, l.Explained = "<abc@partner.example>", []procedure.Explanation{e}
			return l
		}}
	}
	late := func(c *milestone.Content) {
		c.Since, c.Next, c.NextPeople, c.HoldsUp = since, next, []string{"lars", "anna"}, holdsUp
		c.Said = procedure.Words{By: "sofie", Text: "The lawyer reads it"}
	}
	unconfirmed := func(c *milestone.Content) {
		late(c)
		c.Unconfirmed, c.Claimed = true, since
	}
	list := []fixture{
		tells("milestone-warning", milestone.TemplateWarning, func(c *milestone.Content) {
			c.Due, c.Next, c.NextPeople, c.HoldsUp = "2026-12-22", next, []string{"lars", "anna"}, holdsUp
			c.Unmet = []milestone.Other{{Milestone: "campaign", Owner: "petr", Due: "2026-12-15"}}
		}),
		asks("milestone-due", milestone.TemplateDue, "due", func(c *milestone.Content) { c.Next, c.NextPeople = next, []string{"sofie", "petr"} }),
		asks("milestone-day", milestone.TemplateDay, "day", func(c *milestone.Content) {
			c.Due, c.Overtaken, c.Next, c.NextPeople = "2026-11-20", true, next, []string{"sofie", "petr"}
		}),
		asks("milestone-day-refused", milestone.TemplateRefused, "day", func(c *milestone.Content) {
			c.Due, c.Overtaken, c.Declined, c.Refused = "2026-11-20", true, "2027-01-20", procedure.Words{By: "petr", Text: "The fair is on the 10th"}
		}),
		asks("milestone-day-request", milestone.TemplateRequest, "extension", func(c *milestone.Content) {
			c.Due, c.Overtaken, c.Asked, c.Said = "2026-11-20", true, "2027-01-20", procedure.Words{By: "sofie", Text: "We start anew"}
		}),
		asks("milestone-day-late", milestone.TemplateLate, "day", func(c *milestone.Content) {
			late(c)
			c.Due, c.Overtaken, c.Mine, c.Own = "2026-11-20", true, true, true
		}),
		tells("milestone-day-late-lead", milestone.TemplateLate, func(c *milestone.Content) { late(c); c.Due, c.Overtaken = "2026-11-20", true }),
		asks("milestone-acceptance", milestone.TemplateAcceptance, "acceptance", func(c *milestone.Content) {
			c.Said, c.Claimed = procedure.Words{By: "sofie", Text: "The signed page is in the folder"}, since
		}),
		asks("milestone-refused", milestone.TemplateRefused, "due", func(c *milestone.Content) {
			c.Refused = procedure.Words{By: "petr", Text: "Page 2 is missing"}
		}),
		asks("milestone-refused-often", milestone.TemplateRefused, "due", func(c *milestone.Content) {
			c.Refused, c.Refusals = procedure.Words{By: "petr", Text: "Page 2 is missing"}, 3
		}),
		tells("milestone-refused-often-lead", milestone.TemplateRefused, func(c *milestone.Content) {
			c.Refused, c.Refusals = procedure.Words{By: "petr", Text: "Page 2 is missing"}, 3
		}),
		asks("milestone-refused-day", milestone.TemplateRefused, "due", func(c *milestone.Content) { c.Declined = "2026-12-20" }),
		tells("milestone-refused-early", milestone.TemplateRefused, func(c *milestone.Content) {
			c.Due, c.Declined, c.Refused = "2026-12-22", "2027-01-20", procedure.Words{By: "petr", Text: "The fair is on the 10th"}
		}),
		asks("extension-request", milestone.TemplateRequest, "extension", func(c *milestone.Content) {
			c.Asked, c.HoldsUp, c.Said = "2026-12-20", holdsUp, procedure.Words{By: "sofie", Text: "The lawyer is ill"}
		}),
		tells("milestone-extended", milestone.TemplateExtended, func(c *milestone.Content) { c.NewDay, c.By = "2026-12-20", "sofie" }),
		tells("milestone-extended-admin", milestone.TemplateExtended, func(c *milestone.Content) {
			c.NewDay, c.By, c.Reason = "2026-12-20", procedure.Admin, "agreed on the phone"
		}),
		tells("milestone-extended-spec", milestone.TemplateExtended, func(c *milestone.Content) { c.NewDay = "2026-12-20" }),
		asks("milestone-late-owner", milestone.TemplateLate, "due", func(c *milestone.Content) { late(c); c.Mine, c.Own = true, true }),
		tells("milestone-late-own-lead", milestone.TemplateLate, func(c *milestone.Content) { late(c); c.Own = true }),
		tells("milestone-late-other-lead", milestone.TemplateLate, func(c *milestone.Content) { late(c); c.Asked = "2026-12-20" }),
		tells("milestone-late-executive", milestone.TemplateLate, func(c *milestone.Content) {
			late(c)
			c.Own, c.Executive, c.InTime, c.Number, c.Last = true, true, []string{"campaign"}, 2, true
		}),
		asks("milestone-late-unconfirmed", milestone.TemplateLate, "acceptance", func(c *milestone.Content) { unconfirmed(c); c.Mine, c.Own = true, true }),
		tells("milestone-late-unconfirmed-lead", milestone.TemplateLate, unconfirmed),
		tells("milestone-met", milestone.TemplateMet, func(c *milestone.Content) { c.Outcome, c.By = procedure.OutcomeMet, "petr" }),
		tells("milestone-met-late", milestone.TemplateMet, func(c *milestone.Content) {
			c.Outcome, c.By, c.Reason = procedure.OutcomeMetLate, procedure.Admin, "seen at the fair"
		}),
		tells("milestone-waived", milestone.TemplateMet, func(c *milestone.Content) {
			c.Outcome, c.By, c.Reason = procedure.OutcomeWaived, procedure.Admin, "the fair is cancelled"
		}),
		clears("all-clear", func(c *milestone.Content) { c.Outcome, c.By = procedure.OutcomeMetLate, "petr" }),
		clears("all-clear-moved", func(c *milestone.Content) { c.NewDay, c.By = "2026-12-20", "sofie" }),
		clears("all-clear-waived", func(c *milestone.Content) {
			c.Outcome, c.By, c.Reason = procedure.OutcomeWaived, procedure.Admin, "the fair is cancelled"
		}),
		clears("all-clear-refused", func(c *milestone.Content) { c.Refused = procedure.Words{By: "petr"} }),
		tells("milestone-withdrawn", milestone.TemplateWithdrawn, func(*milestone.Content) {}),
		{name: "closed-milestone", letter: func(reader, _ string) procedure.Letter {
			l := closedLetter(reader)
			l.Phrases, l.Understood = milestone.TemplateMet, nil
			return l
		}},
	}
	for _, reminder := range []struct {
		template procedure.Template
		about    string
	}{
		{milestone.TemplateDue, "due"}, {milestone.TemplateAcceptance, "acceptance"}, {milestone.TemplateRequest, "extension"},
	} {
		list = append(list, fixture{name: string(reminder.template) + "-reminder", letter: func(reader, _ string) procedure.Letter {
			l := aboutRules(procedure.FormReminder, reminder.template, reader, func(c *milestone.Content) { c.Asked = "2026-12-20" })
			l.Questions, l.Number, l.Of = rulesQuestions(reader, reminder.about), 1, 1
			return l
		}})
	}
	for _, e := range []procedure.Explanation{
		{Why: "extend-no-day"},
		{Why: "extend-past", Day: "2026-12-01", Limit: "2026-12-08"},
		{Why: "extend-earlier", Day: "2026-12-07", Limit: "2026-12-08"},
		{Why: "extend-beyond", Day: "2028-01-01", Limit: "2027-11-30"},
		{Why: "extend-not-yours", Person: "sofie"},
		{Why: "done-not-yours", Person: "sofie"},
		{Why: "done-already", Day: "2026-12-07", Person: "petr"},
		{Why: "done-accept", Person: "petr"},
		{Why: "done-accept-you"},
		{Why: "accept-own-side", Person: "petr"},
		{Why: "step-passed", Person: "petr"},
		{Why: "nothing-asked", Person: "sofie"},
	} {
		list = append(list, explains(e))
	}
	return list
}
