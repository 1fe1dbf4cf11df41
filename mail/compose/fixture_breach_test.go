package compose

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// broken is what Anna's party says that Lars's has broken.
func broken(changes ...func(*exit.Content, *procedure.Letter)) func(*exit.Content, *procedure.Letter) {
	return func(c *exit.Content, l *procedure.Letter) {
		*c = exit.Content{Cause: procedure.PartingBreach, By: "anna", Against: "fjordmail", Reason: "the lead data were <sold>", CureBy: "2027-01-09"}
		for _, change := range changes {
			change(c, l)
		}
	}
}

// breachFixtures are the mails about what a party is said to have broken.
func breachFixtures() []fixture {
	says := func(c *exit.Content, _ *procedure.Letter) {
		c.Said = procedure.Words{By: "lars", Text: "The lists are back since Monday"}
	}
	contested := func(c *exit.Content, l *procedure.Letter) {
		says(c, l)
		c.Contested = true
	}
	recorded := func(c *exit.Content, _ *procedure.Letter) { c.By = "" }
	news := func(what string, change func(*exit.Content, *procedure.Letter)) fixture {
		return fixture{name: "breach-news-" + what, letter: aboutExit(procedure.FormNotice, exit.TemplateNews, nil, broken(change, func(c *exit.Content, _ *procedure.Letter) { c.News = what }))}
	}
	phrased := func(t procedure.Template, answer partnership.Answer) func(*exit.Content, *procedure.Letter) {
		return func(_ *exit.Content, l *procedure.Letter) {
			l.Phrases, l.Complete = t, true
			if answer.Question != "" {
				l.Understood = []partnership.Answer{answer}
			}
		}
	}
	ask := func(t procedure.Template, questions func(wording.Exit) []partnership.Question, change func(*exit.Content, *procedure.Letter), answer partnership.Answer) []fixture {
		name := string(t)
		return []fixture{
			{name: name, letter: aboutExit(procedure.FormAsk, t, questions, broken(change))},
			{name: name + "-reminder", letter: aboutExit(procedure.FormReminder, t, questions, broken(change))},
			{name: name + "-receipt", letter: aboutExit(procedure.FormReceipt, procedure.TemplateReceipt, questions, broken(change, phrased(t, answer)))},
			{name: name + "-closed", letter: aboutExit(procedure.FormClosed, procedure.TemplateClosed, nil, broken(phrased(t, partnership.Answer{})))},
		}
	}
	nothing := func(*exit.Content, *procedure.Letter) {}
	yes := func(question string) partnership.Answer {
		return partnership.Answer{Question: question, Value: partnership.BoolValue(true), Raw: "yes"}
	}
	list := ask(exit.TemplateBreach, exit.BreachQuestions, nothing, partnership.Answer{Question: exit.QuestionWords, Value: partnership.TextValue("The lists are back"), Raw: "The lists are back"})
	list = append(list, ask(exit.TemplateCured, exit.CuredQuestions, says, yes(exit.QuestionCured))...)
	list = append(list, ask(exit.TemplateVerdict, exit.VerdictQuestions, contested, yes(exit.QuestionVerdict))...)
	mine := func(c *exit.Content, l *procedure.Letter) { c.By = l.Person }
	meant := func(c *exit.Content, l *procedure.Letter) {
		phrased(exit.TemplateConfirm, yes(exit.QuestionConfirm))(c, l)
	}
	list = append(list,
		fixture{name: "breach-recorded", letter: aboutExit(procedure.FormAsk, exit.TemplateBreach, exit.BreachQuestions, broken(recorded))},
		fixture{name: "breach-contested-receipt", letter: aboutExit(procedure.FormReceipt, procedure.TemplateReceipt, exit.BreachQuestions, broken(contested, phrased(exit.TemplateBreach, partnership.Answer{})))},
		fixture{name: "breach-confirm", letter: aboutExit(procedure.FormAsk, exit.TemplateConfirm, exit.ConfirmBreachQuestions, broken(mine))},
		fixture{name: "breach-confirm-reminder", letter: aboutExit(procedure.FormReminder, exit.TemplateConfirm, exit.ConfirmBreachQuestions, broken(mine))},
		fixture{name: "breach-confirm-yes", letter: aboutExit(procedure.FormReceipt, procedure.TemplateReceipt, exit.ConfirmBreachQuestions, broken(mine, meant))},
		fixture{name: "exit-noticed-breach", letter: aboutExit(procedure.FormNotice, exit.TemplateNoticed, nil, broken(func(c *exit.Content, _ *procedure.Letter) {
			c.From, c.LastDay = "2027-01-20", "2027-02-03"
		}))},
		news(exit.NewsTold, nothing), news(exit.NewsContested, contested), news(exit.NewsNotCured, nothing), news(exit.NewsCured, nothing),
		news(exit.NewsUnreached, nothing), news(exit.NewsLapsed, nothing),
	)
	for _, why := range []string{"breach-not-lead", "breach-whose", "breach-what"} {
		list = append(list, fixture{name: "explained-" + why, letter: aboutExit(procedure.FormReceipt, procedure.TemplateReceipt, nil, func(c *exit.Content, l *procedure.Letter) {
			*c = exit.Content{}
			l.Phrases, l.Explained = exit.TemplateConfirm, []procedure.Explanation{{Why: why}}
		})})
	}
	return list
}
