package compose

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/wording"
)

func aboutExit(form procedure.Form, template procedure.Template, questions func(wording.Exit) []partnership.Question, change func(c *exit.Content, l *procedure.Letter)) func(string, string) procedure.Letter {
	return func(reader, _ string) procedure.Letter {
		words := wording.English().Exit
		if reader == "anna" || reader == "petr" {
			words = wording.Russian().Exit
		}
		l := letter(form, template, reader)
		l.Workflow, l.About, l.Questions = l.Slug+"/exit", "exit", nil
		l.Ask = procedure.AskID(l.Workflow, "notice-0.1", reader)
		l.Number, l.Of = 1, 1
		if questions != nil {
			l.Questions = questions(words)
		}
		if form == procedure.FormNotice {
			l.Due = time.Time{}
		}
		c := exit.Content{
			Cause: procedure.PartingNotice, By: "anna", Reason: "it does not <pay> for us", From: "2026-12-10", LastDay: "2027-02-08", Parallel: "2027-01-09",
			Continuity: "Each side keeps its own customers.",
			Tasks: []exit.Task{
				{ID: "split", What: "Split the lead data", Owner: "lars", For: "anna", Due: "2027-01-09"},
				{ID: "brand", What: "Withdraw the other side's brand", Owner: "anna", For: "lars", Due: "2027-02-08"},
			},
		}
		change(&c, &l)
		return l.With(c)
	}
}

func exitFixtures() []fixture {
	plain := func(*exit.Content, *procedure.Letter) {}
	mine := func(c *exit.Content, l *procedure.Letter) { c.By, c.From, c.Tasks = l.Person, "", nil }
	answered := func(question string, value bool, raw string) func(*exit.Content, *procedure.Letter) {
		return func(c *exit.Content, l *procedure.Letter) {
			mine(c, l)
			l.Complete = true
			l.Understood = []partnership.Answer{{Question: question, Value: partnership.BoolValue(value), Raw: raw}}
		}
	}
	explained := func(why string) func(*exit.Content, *procedure.Letter) {
		return func(c *exit.Content, l *procedure.Letter) {
			l.Phrases, l.Explained = exit.TemplateConfirm, []procedure.Explanation{{Why: why}}
			if why == "notice-not-signer" { // of the partnership itself
				*c = exit.Content{}
			}
		}
	}
	because := func(cause procedure.PartingCause) func(*exit.Content, *procedure.Letter) {
		return func(c *exit.Content, _ *procedure.Letter) {
			c.Cause, c.By = cause, ""
			if cause != procedure.PartingAdmin {
				c.Reason = ""
			}
		}
	}
	leaves := func(c *exit.Content, _ *procedure.Letter) {
		c.Party, c.Tasks, c.Parallel = "lumen", c.Tasks[1:], ""
	}
	holds := procedure.Encode(lifecycle.ConditionMet{Name: "two-red", Trigger: true, Then: partnership.ThenExit, Reasons: []lifecycle.ConditionReason{
		{Metric: "health", Operator: "=", Word: "red", Since: time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC), Count: 2, Unit: "reviews"},
	}})
	offered := func(c *exit.Content, l *procedure.Letter) {
		because(procedure.PartingTrigger)(c, l)
		c.From, c.LastDay, c.Tasks, c.Condition = "", "", nil, holds
	}
	wished := func(c *exit.Content, _ *procedure.Letter) { c.Cause = procedure.PartingAdmin }
	phrased := func(t procedure.Template, change func(*exit.Content, *procedure.Letter)) func(*exit.Content, *procedure.Letter) {
		return func(c *exit.Content, l *procedure.Letter) {
			l.Phrases = t
			change(c, l)
		}
	}
	ask := func(name string, t procedure.Template, questions func(wording.Exit) []partnership.Question, change func(*exit.Content, *procedure.Letter)) []fixture {
		return []fixture{
			{name: name, letter: aboutExit(procedure.FormAsk, t, questions, change)},
			{name: name + "-reminder", letter: aboutExit(procedure.FormReminder, t, questions, change)},
			{name: name + "-closed", letter: aboutExit(procedure.FormClosed, procedure.TemplateClosed, nil, phrased(t, change))},
		}
	}
	told := func(name string, t procedure.Template, change func(*exit.Content, *procedure.Letter)) fixture {
		return fixture{name: name, letter: aboutExit(procedure.FormNotice, t, nil, change)}
	}
	receipt := func(name string, t procedure.Template, questions func(wording.Exit) []partnership.Question, change func(*exit.Content, *procedure.Letter)) fixture {
		return fixture{name: name, letter: aboutExit(procedure.FormReceipt, procedure.TemplateReceipt, questions, phrased(t, change))}
	}
	learned := func(c *exit.Content, l *procedure.Letter) {
		l.Understood = []partnership.Answer{{Question: exit.LessonKeep, Value: partnership.TextValue("The call every other Tuesday."), Raw: "The call every other Tuesday."}}
		l.Open = []string{exit.LessonChange}
	}
	list := append(ask("exit-confirm", exit.TemplateConfirm, exit.ConfirmQuestions, mine), ask("exit-trigger", exit.TemplateTrigger, exit.BeginQuestions, offered)...)
	list = append(list, ask("exit-withdrawal", exit.TemplateStay, exit.StayQuestions, plain)...)
	list = append(list, ask("exit-others", exit.TemplateOthers, exit.GoOnQuestions, leaves)...)
	list = append(list, ask("lessons", exit.TemplateLessons, exit.LessonQuestions, plain)...)
	list = append(list,
		fixture{name: "exit-withdrawal-agreed", letter: aboutExit(procedure.FormAsk, exit.TemplateStay, exit.StayQuestions, wished)},
		fixture{name: "exit-withdrawal-agreed-reminder", letter: aboutExit(procedure.FormReminder, exit.TemplateStay, exit.StayQuestions, wished)},
		told("exit-continued-agreed", exit.TemplateContinued, because(procedure.PartingAdmin)),
		told("exit-continued-agreed-refused", exit.TemplateContinued, func(c *exit.Content, l *procedure.Letter) {
			wished(c, l)
			c.Refused = true
		}),
		fixture{name: "lessons-leaving", letter: aboutExit(procedure.FormAsk, exit.TemplateLessons, exit.LessonQuestions, leaves)},
		receipt("exit-confirm-yes", exit.TemplateConfirm, exit.ConfirmQuestions, answered(exit.QuestionConfirm, true, "YES")),
		receipt("exit-confirm-no", exit.TemplateConfirm, exit.ConfirmQuestions, answered(exit.QuestionConfirm, false, "no")),
		receipt("exit-trigger-passed-on", exit.TemplateTrigger, exit.BeginQuestions, func(c *exit.Content, l *procedure.Letter) {
			offered(c, l)
			l.Explained = []procedure.Explanation{{Why: "lead-passed-on", Person: "sofie"}}
		}),
		receipt("exit-trigger-receipt", exit.TemplateTrigger, exit.BeginQuestions, answered(exit.QuestionBegin, true, "yes")),
		receipt("exit-withdrawal-receipt", exit.TemplateStay, exit.StayQuestions, answered(exit.QuestionStay, true, "yes")),
		receipt("lessons-receipt", exit.TemplateLessons, exit.LessonQuestions, learned),
		told("exit-noticed", exit.TemplateNoticed, plain),
		told("exit-noticed-trigger", exit.TemplateNoticed, because(procedure.PartingTrigger)),
		told("exit-noticed-term", exit.TemplateNoticed, because(procedure.PartingTerm)),
		told("exit-noticed-admin", exit.TemplateNoticed, because(procedure.PartingAdmin)),
		told("exit-noticed-leaving", exit.TemplateNoticed, leaves),
		told("exit-noticed-together", exit.TemplateNoticed, func(c *exit.Content, l *procedure.Letter) {
			because(procedure.PartingTogether)(c, l)
			c.Against = "lumen"
		}),
		receipt("exit-others-receipt", exit.TemplateOthers, exit.GoOnQuestions, func(c *exit.Content, l *procedure.Letter) {
			leaves(c, l)
			l.Complete = true
			l.Understood = []partnership.Answer{{Question: exit.QuestionGoOn, Value: partnership.BoolValue(true), Raw: "yes"}}
		}),
		told("exit-continued", exit.TemplateContinued, plain),
		told("exit-continued-refused", exit.TemplateContinued, func(c *exit.Content, _ *procedure.Letter) { c.Refused = true }),
		told("exit-continued-trigger", exit.TemplateContinued, offered),
		told("exit-continued-term", exit.TemplateContinued, because(procedure.PartingTerm)),
	)
	for _, why := range []string{
		"notice-not-signer", "notice-unproven", "notice-not-alone", "notice-deputy", "notice-not-begun", "notice-under-way", "notice-again", "notice-dropped",
		"exit-unproven", "exit-deputy", "withdraw-other", "withdraw-beside", "withdraw-asked",
	} {
		list = append(list, fixture{name: "explained-" + why, letter: aboutExit(procedure.FormReceipt, procedure.TemplateReceipt, nil, explained(why))})
	}
	return append(list, closingFixtures()...)
}

func closingFixtures() []fixture {
	last := func(change func(*lifecycle.Closing)) func(string, string) procedure.Letter {
		return func(reader, _ string) procedure.Letter {
			c := lifecycle.Closing{
				Outcome: procedure.OutcomeClosed, Cause: procedure.PartingNotice, By: "anna", Continuity: "Each side keeps its own customers.", Milestones: 4, Met: 3, InTime: 2,
				Lessons: []procedure.Lesson{
					{Person: "lars", Question: exit.LessonKeep, Text: "The call every other Tuesday."},
					{Person: "lars", Question: exit.LessonChange, Text: "Agree on how we <count> first."},
					{Person: "anna", Question: exit.LessonKeep, Text: "Сначала цифры."},
				},
			}
			change(&c)
			l := partnershipNotice(lifecycle.TemplateClosing, reader).With(c)
			l.Accounts, l.Ledger = true, books()
			return l
		}
	}
	return []fixture{
		{name: "term-ends", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateTermEnds, reader).With(lifecycle.TermEnding{LastDay: "2027-12-31", Begins: "2027-12-01"})
		}},
		{name: "term-ends-unsigned", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateTermEnds, reader).With(lifecycle.TermEnding{LastDay: "2027-12-31", Begins: "2027-12-17", Renews: "2028-12-31"})
		}},
		{name: "closing-report", letter: last(func(*lifecycle.Closing) {}), spec: paying},
		{name: "closing-report-completed", letter: last(func(c *lifecycle.Closing) {
			c.Outcome, c.By, c.Lessons, c.Continuity = procedure.OutcomeCompleted, "", nil, ""
		})},
		{name: "closing-report-terminated", letter: last(func(c *lifecycle.Closing) {
			c.Outcome, c.Cause, c.By, c.Lessons = procedure.OutcomeTerminated, procedure.PartingBreach, "", nil
		})},
		{name: "closing-report-ended", letter: last(func(c *lifecycle.Closing) {
			c.Outcome, c.By, c.Milestones, c.Conflicts = procedure.OutcomeEnded, "", 0, 1
		})},
	}
}
