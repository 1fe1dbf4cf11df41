package compose

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// todayFixtures are the mails in which asks stand together.
func todayFixtures() []fixture {
	due := func(reader string) procedure.Letter {
		l := aboutRules(procedure.FormAsk, milestone.TemplateDue, reader, func(c *milestone.Content) {
			c.Next, c.NextPeople = time.Date(2026, 12, 11, 8, 0, 0, 0, time.UTC), []string{"sofie", "petr"}
		})
		l.Questions, l.Due = rulesQuestions(reader, "due"), time.Date(2026, 12, 8, 23, 0, 0, 0, time.UTC)
		return l
	}
	acceptance := func(reader string) procedure.Letter {
		l := aboutRules(procedure.FormAsk, milestone.TemplateAcceptance, reader, func(c *milestone.Content) {
			c.Milestone, c.Owner, c.Acceptor = "campaign", "petr", "sofie"
			c.Said = procedure.Words{By: "petr", Text: "It went out on Monday"}
		})
		l.Workflow, l.About = l.Slug+"/milestone/leads/campaign", "Campaign live"
		l.Questions, l.Due = rulesQuestions(reader, "acceptance"), time.Date(2026, 12, 11, 9, 0, 0, 0, time.UTC)
		return l
	}
	owed := func(reader string, items ...commitments.Row) procedure.Letter {
		l := aboutItemsLetter(procedure.FormAsk, commitments.TemplateDue, reader, commitments.Content{Items: items})
		l.Questions, l.Due = itemQuestions(reader, commitments.TemplateDue, items), time.Date(2026, 12, 8, 23, 0, 0, 0, time.UTC)
		return l
	}
	join := func(reader string, letters ...procedure.Letter) procedure.Letter {
		for i := range letters {
			letters[i].Ask = procedure.AskID(letters[i].Workflow, "", reader)
		}
		return kinds.Together(kinds.All()).Join(letters)
	}
	late := func(reader string, form procedure.Form, change func(*milestone.Content)) procedure.Letter {
		l := aboutRules(form, milestone.TemplateLate, reader, func(c *milestone.Content) {
			c.Since, c.Own = time.Date(2026, 12, 8, 23, 0, 0, 0, time.UTC), true
			c.Next, c.NextPeople = time.Date(2026, 12, 15, 8, 0, 0, 0, time.UTC), []string{"sofie", "petr"}
			change(c)
		})
		if form == procedure.FormAsk {
			person, _ := fixtureSpec().Person(reader)
			l.Questions, l.Opens = append(rulesQuestions(reader, "due"), partnership.Question{
				ID: milestone.QuestionPlan, Kind: partnership.KindText, Optional: true, Text: wording.In(person.Language).Questions.Plan,
			}), false
		}
		return l
	}
	campaign := func(l procedure.Letter) procedure.Letter {
		l.Workflow, l.About = l.Slug+"/milestone/leads/campaign", "Campaign live"
		return l
	}
	owes := func(reader string) procedure.Letter {
		return aboutItemsLetter(procedure.FormNotice, commitments.TemplateLate, reader, commitments.Content{Items: []commitments.Row{theContract()}})
	}
	settled := func(reader string) procedure.Letter {
		l := aboutRules(procedure.FormNotice, procedure.TemplateAllClear, reader, func(c *milestone.Content) { c.Outcome, c.By = procedure.OutcomeMetLate, "petr" })
		l.Phrases = milestone.PhrasesSettled
		return campaign(l)
	}
	receipt := func(l procedure.Letter, understood []partnership.Answer, open ...string) procedure.Letter {
		l.Form, l.Template, l.Phrases, l.Opens, l.Urgent = procedure.FormReceipt, procedure.TemplateReceipt, l.Template, false, true
		l.InReplyTo, l.Divided, l.Understood, l.Open, l.Complete = "<abc@partner.example>", "mail", understood, open, len(open) == 0
		return l
	}
	return []fixture{
		{name: "receipt-of-several", letter: func(reader, _ string) procedure.Letter {
			items := owed(reader, theContract(), theFolder())
			done := receipt(items, []partnership.Answer{{Question: theContract().ID, Value: partnership.BoolValue(true), Raw: "done"}}, theFolder().ID)
			refused := receipt(acceptance(reader), []partnership.Answer{
				{Question: "accept", Value: partnership.BoolValue(false), Raw: "no"}, {Question: "missing", Value: partnership.TextValue("Page 2"), Raw: "Page 2"},
			})
			gone := receipt(due(reader), nil)
			gone.Questions, gone.Explained = nil, []procedure.Explanation{{Why: "step-passed", Person: "petr"}}
			return join(reader, gone, refused, done)
		}},
		{name: "alarms-lead", letter: func(reader, _ string) procedure.Letter {
			return join(reader, owes(reader), settled(reader), late(reader, procedure.FormNotice, func(c *milestone.Content) { c.Own = false }))
		}, also: func(reader string) []procedure.Letter { return []procedure.Letter{summary(reader)} }},
		{name: "alarms-owner", letter: func(reader, _ string) procedure.Letter {
			return join(reader, owes(reader), campaign(late(reader, procedure.FormAsk, func(c *milestone.Content) { c.Number, c.Mine = 1, true })),
				late(reader, procedure.FormAsk, func(c *milestone.Content) { c.Mine = true }))
		}},
		{name: "alarms-over", letter: func(reader, _ string) procedure.Letter {
			l := settled(reader)
			l.Workflow, l.About = l.Slug+"/milestone/leads/rules", "Qualification rules signed"
			return join(reader, settled(reader), l)
		}},
		{name: "alarms-executive", letter: func(reader, _ string) procedure.Letter {
			fyi := func(c *milestone.Content) { c.Executive, c.Own, c.InTime = true, false, []string{"leads/kickoff"} }
			return join(reader, late(reader, procedure.FormNotice, fyi), campaign(late(reader, procedure.FormNotice, fyi)))
		}},
		{name: "today", letter: func(reader, _ string) procedure.Letter {
			return join(reader, acceptance(reader), due(reader), owed(reader, theContract(), theFolder()))
		}},
		{name: "today-two", letter: func(reader, _ string) procedure.Letter {
			return join(reader, acceptance(reader), owed(reader, theFolder()))
		}, also: func(reader string) []procedure.Letter { return []procedure.Letter{summary(reader)} }},
	}
}
