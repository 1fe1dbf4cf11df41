package compose

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// theContract and theFolder are what mails about items are about.
func theContract() commitments.Row {
	return commitments.Row{ID: "contract", What: "Send the draft contract", Owner: "sofie", For: "petr", Due: "2026-12-08", Evidence: "It is in the folder."}
}

func theFolder() commitments.Row {
	return commitments.Row{ID: "folder", What: "Open the folder for both sides", Owner: "sofie", For: "petr", Due: "2026-12-08"}
}

// aboutItemsLetter is a letter about items.
func aboutItemsLetter(form procedure.Form, template procedure.Template, person string, c commitments.Content) procedure.Letter {
	l := letter(form, template, person)
	l.Workflow, l.About = l.Slug+"/commitments", ""
	if len(c.Items) == 1 || template == commitments.TemplateCorrective {
		l.About = c.Items[0].What
	}
	l.Ask = procedure.AskID(l.Workflow, "", person)
	l.Questions, l.Due = nil, time.Time{}
	if form == procedure.FormReceipt {
		l.Phrases = commitments.TemplateDue
	}
	return l.With(c)
}

// wordsOf are those of a reader's language.
func wordsOf(reader string) wording.Language {
	if reader == "anna" || reader == "petr" {
		return wording.Russian()
	}
	return wording.English()
}

// itemQuestions are what a mail asks, in the reader's words.
func itemQuestions(reader string, template procedure.Template, items []commitments.Row) []partnership.Question {
	words := wordsOf(reader)
	q := words.Questions
	yesNo := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindYesNo, Text: text}
	}
	text := func(id, text string, optional bool) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Optional: optional, Readers: partnership.ReadersAll}
	}
	switch template {
	case commitments.TemplateDay:
		return []partnership.Question{yesNo("agree", q.Agree), text("why", q.WhyNot, true)}
	case commitments.TemplateProposed:
		will := q.WillYou
		if items[0].Kind == procedure.ItemIdea {
			will = q.TakeUp
		}
		return []partnership.Question{yesNo("accept", will), {ID: "day", Kind: partnership.KindDate, Text: q.ByWhen, Optional: true}, text("why", q.NotOurs, true)}
	case commitments.TemplateIssue:
		return []partnership.Question{text("answer", q.YourAnswer, false)}
	case commitments.TemplateAnswer:
		return []partnership.Question{yesNo("helps", q.Helps), text("missing", q.Missing, true)}
	case commitments.TemplateExperiment:
		choices := []string{"keep", "change", "stop"}
		if words.Code == "ru" {
			choices = []string{"оставить", "изменить", "прекратить"}
		}
		return []partnership.Question{{ID: "verdict", Kind: partnership.KindChoice, Text: q.Verdict, Choices: choices}, text("seen", q.Seen, true)}
	case commitments.TemplateCorrective:
		return []partnership.Question{text("action", q.Remedy, false), {ID: "day", Kind: partnership.KindDate, Text: q.ByWhen}}
	default:
		var list []partnership.Question
		for _, row := range items {
			list = append(list, partnership.Question{
				ID: row.ID, Kind: partnership.KindTask, Text: fmt.Sprintf(q.Task, row.What, map[string]string{"en": "8 Dec 2026", "ru": "8 декабря 2026 г."}[words.Code]),
			})
		}
		return list
	}
}

func commitmentsFixtures() []fixture {
	next := time.Date(2026, 12, 15, 8, 0, 0, 0, time.UTC)
	since := time.Date(2026, 12, 8, 23, 0, 0, 0, time.UTC)
	asks := func(name string, template procedure.Template, change func(*commitments.Content), items ...commitments.Row) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			c := commitments.Content{Items: items}
			change(&c)
			l := aboutItemsLetter(procedure.FormAsk, template, reader, c)
			l.Questions, l.Due = itemQuestions(reader, template, c.Items), time.Date(2026, 12, 8, 23, 0, 0, 0, time.UTC)
			return l
		}}
	}
	tells := func(name string, template procedure.Template, change func(*commitments.Content), items ...commitments.Row) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			c := commitments.Content{Items: items}
			change(&c)
			l := aboutItemsLetter(procedure.FormNotice, template, reader, c)
			if template == procedure.TemplateAllClear {
				l.Phrases = commitments.PhrasesSettled
			}
			return l
		}}
	}
	same := func(*commitments.Content) {}
	late := func(c *commitments.Content) {
		c.Items = append([]commitments.Row(nil), c.Items...)
		for i := range c.Items {
			c.Items[i].Since = since
		}
		c.Next, c.NextPeople = next, []string{"lars", "anna"}
	}
	mine := func(c *commitments.Content) {
		late(c)
		for i := range c.Items {
			c.Items[i].Mine, c.Items[i].Own = true, true
		}
	}
	with := func(row commitments.Row, change func(*commitments.Row)) commitments.Row {
		change(&row)
		return row
	}
	said := with(theContract(), func(r *commitments.Row) {
		r.Said = procedure.Words{By: "sofie", Text: "The lawyer reads it, I need help from Petr"}
	})
	asked := with(theContract(), func(r *commitments.Row) { r.Asked, r.Reason = "2026-12-30", "The lawyer is ill" })
	moved := with(theContract(), func(r *commitments.Row) { r.NewDay, r.Actor = "2026-12-12", "sofie" })
	done := with(theContract(), func(r *commitments.Row) { r.Stage, r.Actor = procedure.ItemDone, "sofie" })
	recorded := with(theContract(), func(r *commitments.Row) {
		r.Stage, r.Actor, r.Reason = procedure.ItemDone, procedure.Admin, "seen at the fair"
	})
	dropped := with(theFolder(), func(r *commitments.Row) {
		r.Stage, r.Actor, r.Reason = procedure.ItemDropped, procedure.Admin, "the product was withdrawn"
	})
	gone := with(theFolder(), func(r *commitments.Row) { r.Stage = procedure.ItemDropped })
	waiting := commitments.Row{ID: "c-1", What: "The price list for spring", Owner: "sofie", By: "petr", Command: partnership.CommandWaiting}
	wished := with(waiting, func(r *commitments.Row) { r.Command, r.Due = partnership.CommandAction, "2026-12-20" })
	idea := with(waiting, func(r *commitments.Row) {
		r.Kind, r.Command, r.What = procedure.ItemIdea, partnership.CommandIdea, "Show the product together at the spring fair"
	})
	question := with(waiting, func(r *commitments.Row) {
		r.Kind, r.Command, r.What, r.Owner = procedure.ItemIssue, partnership.CommandQuestion, "How do we count trials that lapse?", "sofie"
	})
	blocker := with(question, func(r *commitments.Row) {
		r.Command, r.What = partnership.CommandBlocker, "We have no access to the tracker"
	})
	answered := with(question, func(r *commitments.Row) {
		r.Said = procedure.Words{By: "sofie", Text: "They count as lost after 14 days"}
	})
	lacking := with(answered, func(r *commitments.Row) { r.Lacks = procedure.Words{By: "petr", Text: "And from which day on?"} })
	trial := commitments.Row{
		ID: "experiment-lab", Kind: procedure.ItemExperiment, What: "A weekly call makes replies faster", Owner: "sofie", For: "petr",
		Due: "2026-12-08", Evidence: "Replies within one day",
	}
	figure := commitments.Row{ID: "c-2", Kind: procedure.ItemCorrective, What: "Marketing-qualified leads", Owner: "lars", For: "petr"}
	contain := commitments.Row{ID: "c-2-contain", What: "Limit the harm: Marketing-qualified leads", Owner: "lars", For: "petr", Due: "2026-12-10"}
	cause := commitments.Row{ID: "c-2-cause", What: "Find the cause: Marketing-qualified leads", Owner: "lars", For: "petr", Due: "2026-12-17"}
	remedy := commitments.Row{
		ID: "c-2", Kind: procedure.ItemCorrective, About: figure.What, What: "We call the ten largest customers", Owner: "sofie", For: "petr", Actor: "sofie", NewDay: "2026-12-20",
	}
	list := []fixture{
		asks("corrective-action", commitments.TemplateCorrective, same, figure),
		asks("corrective-action-times", commitments.TemplateCorrective, same, figure, contain, cause),
		tells("corrective-taken", commitments.TemplateAnswered, same, remedy),
		tells("corrective-over", commitments.TemplateDropped, same, with(figure, func(r *commitments.Row) { r.Stage = procedure.ItemDropped })),
		asks("commitments-due", commitments.TemplateDue, same, theContract(), theFolder()),
		asks("commitments-due-one", commitments.TemplateDue, same, theContract()),
		asks("item-late-owner", commitments.TemplateLate, mine, theContract()),
		asks("item-late-owner-two", commitments.TemplateLate, mine, theContract(), theFolder()),
		tells("item-late-lead", commitments.TemplateLate, func(c *commitments.Content) { mine(c); c.Items[0].Mine = false }, said),
		tells("item-late-other", commitments.TemplateLate, late, theContract(), asked),
		tells("item-late-last", commitments.TemplateLate, func(c *commitments.Content) { late(c); c.Number, c.Last, c.Next = 2, true, time.Time{} }, asked),
		tells("item-late-issue", commitments.TemplateLate, late, question),
		asks("item-late-issue-owner", commitments.TemplateLate, mine, blocker),
		asks("item-day", commitments.TemplateDay, same, asked),
		tells("item-stays", commitments.TemplateStays, same, with(asked, func(r *commitments.Row) { r.Actor, r.Reason = "petr", "The fair is on the 20th" })),
		tells("item-stays-silence", commitments.TemplateStays, same, with(asked, func(r *commitments.Row) { r.Reason = "" })),
		tells("item-moved", commitments.TemplateMoved, same, moved),
		tells("item-moved-two", commitments.TemplateMoved, same, moved, with(theFolder(), func(r *commitments.Row) { r.NewDay, r.Actor = "2026-12-12", procedure.Admin })),
		tells("item-done", commitments.TemplateDone, same, done),
		tells("item-done-two", commitments.TemplateDone, same, done, recorded),
		tells("item-done-issue", commitments.TemplateDone, same, with(answered, func(r *commitments.Row) { r.Stage = procedure.ItemDone })),
		tells("item-dropped", commitments.TemplateDropped, same, dropped),
		tells("item-dropped-spec", commitments.TemplateDropped, same, gone),
		asks("commitments-due-again", commitments.TemplateDue, same, with(theContract(), func(r *commitments.Row) {
			r.Lacks = procedure.Words{By: "petr", Text: "The annex is not in it"}
		})),
		tells("item-help", commitments.TemplateHelp, same, said),
		tells("item-help-link", commitments.TemplateHelp, same, with(theContract(), func(r *commitments.Row) {
			r.Said = procedure.Words{By: "sofie", Text: "It is here: https://files.partner.example/folders/" + strings.Repeat("0a1b2c3d4e5f", 8)}
		})),
		asks("item-proposed", commitments.TemplateProposed, same, waiting),
		asks("item-proposed-day", commitments.TemplateProposed, same, wished),
		asks("item-proposed-idea", commitments.TemplateProposed, same, idea),
		tells("item-answered", commitments.TemplateAnswered, same, with(waiting, func(r *commitments.Row) { r.Actor, r.NewDay = "sofie", "2026-12-20" })),
		tells("item-answered-no", commitments.TemplateAnswered, same, with(idea, func(r *commitments.Row) {
			r.Actor, r.Refused, r.Reason = "sofie", true, "We have no stand this year"
		})),
		asks("issue", commitments.TemplateIssue, same, question),
		asks("issue-blocker", commitments.TemplateIssue, same, blocker),
		asks("issue-again", commitments.TemplateIssue, same, lacking),
		asks("issue-answer", commitments.TemplateAnswer, same, answered),
		asks("experiment-due", commitments.TemplateExperiment, same, trial),
		tells("all-clear-item", procedure.TemplateAllClear, same, done),
		tells("all-clear-items", procedure.TemplateAllClear, same, moved, recorded, gone),
		{name: "closed-commitments", letter: func(reader, _ string) procedure.Letter {
			l := closedLetter(reader)
			l.Phrases, l.Understood = commitments.TemplateDue, nil
			return l
		}},
		{name: "receipt-commitments", letter: func(reader, _ string) procedure.Letter {
			items := []commitments.Row{theContract(), theFolder()}
			l := aboutItemsLetter(procedure.FormReceipt, procedure.TemplateReceipt, reader, commitments.Content{Items: items})
			l.Questions, l.InReplyTo, l.Open = itemQuestions(reader, commitments.TemplateDue, items), "<abc@partner.example>", []string{"folder"}
			l.Understood = []partnership.Answer{{Question: "contract", Value: partnership.BoolValue(true), Raw: "done"}}
			l.Explained = []procedure.Explanation{
				{Why: "item-noted-done", Item: "Send the draft contract", Person: "petr"},
				{Why: "item-noted-open", Item: "Open the folder for both sides"},
			}
			return l
		}},
	}
	for _, reminder := range []struct {
		template procedure.Template
		row      commitments.Row
	}{
		{commitments.TemplateDue, theContract()},
		{commitments.TemplateDay, asked},
		{commitments.TemplateIssue, question},
		{commitments.TemplateAnswer, answered},
		{commitments.TemplateCorrective, figure},
	} {
		list = append(list, fixture{name: string(reminder.template) + "-reminder", letter: func(reader, _ string) procedure.Letter {
			l := aboutItemsLetter(procedure.FormReminder, reminder.template, reader, commitments.Content{Items: []commitments.Row{reminder.row}})
			l.Questions, l.Number, l.Of = itemQuestions(reader, reminder.template, []commitments.Row{reminder.row}), 1, 1
			return l
		}})
	}
	return append(list, fixture{name: "explained-items", letter: func(reader, _ string) procedure.Letter {
		l := aboutItemsLetter(procedure.FormReceipt, procedure.TemplateReceipt, reader, commitments.Content{})
		l.InReplyTo = "<abc@partner.example>"
		const it = "Send the draft contract"
		l.Explained = []procedure.Explanation{
			{Why: "item-noted-done", Item: it, Person: "petr"},
			{Why: "item-noted-moved", Item: it, Day: "2026-12-12", Limit: "2026-12-08", Person: "petr"},
			{Why: "item-noted-asked", Item: it, Day: "2026-12-30", Limit: "2026-12-08", Person: "petr"},
			{Why: "item-noted-open", Item: it},
			{Why: "item-noted-words", Item: it, Person: "petr"},
			{Why: "item-noted-taken", Item: it, Day: "2026-12-20", Person: "petr"},
			{Why: "item-noted-back", Item: it, Person: "petr"},
			{Why: "item-noted-answer", Item: it, Person: "petr"},
			{Why: "item-noted-helped", Item: it},
			{Why: "item-noted-lacking", Item: it, Person: "petr"},
			{Why: "item-noted-again", Item: it, Person: "sofie"},
			{Why: "item-too-late", Item: it, Day: "2026-12-07", Person: "sofie"},
			{Why: "item-none-done"},
			{Why: "item-which-done", Item: "Send the draft contract; Open the folder for both sides"},
			{Why: "item-by-when", Item: it},
			{Why: "item-no-day", Item: it, Limit: "2026-12-08"},
			{Why: "item-past", Item: it, Day: "2026-12-01", Limit: "2026-12-08"},
			{Why: "item-earlier", Item: it, Day: "2026-12-07", Limit: "2026-12-08"},
			{Why: "item-beyond", Item: it, Day: "2028-01-01", Limit: "2027-11-30"},
			{Why: "item-done-already", Item: it, Day: "2026-12-07"},
			{Why: "item-dropped-already", Item: it},
			{Why: "item-not-asked", Item: it, Day: "2026-12-20"},
			{Why: "item-not-yours", Item: it, Person: "sofie"},
			{Why: "item-which"},
			{Why: "item-nothing"},
			{Why: "item-own-side", Item: it, Person: "petr"},
		}
		return l
	}})
}
