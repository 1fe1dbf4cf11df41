package compose

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// paced is how the goals of the fixture stand in the middle of their time, with a scorecard
// and a figure that two people report differently.
func paced(st *standing.Standing) {
	leads, cost := &st.Goals[0], &st.Goals[1]
	leads.Pace = measure.Some(num("0.8715"))
	mql := &leads.KPIs[0]
	mql.KPI.Perspective, mql.ETA, mql.DaysLate, mql.AsOf = partnership.Strategic, &cadence.Date{Year: 2028, Month: time.February, Day: 22}, 84, "2026-11-24"
	mql.Disputed, mql.Claims = true, []measure.Reading{{Reporter: "lars", Value: num("205")}, {Reporter: "anna", Value: num("198")}}
	cost.KPIs[0].KPI.Perspective = partnership.Financial
	signed := standing.KPIStanding{KPI: fixtureSpec().Goals[1].KPIs[1], KPIStanding: measure.KPIStanding{Actual: ptr(num("1")), RAG: measure.Green}}
	signed.KPI.Perspective = partnership.Financial
	cost.KPIs = append(cost.KPIs, signed)
}

// saidBefore is what people have put into a review of progress.
func saidBefore() []procedure.Writing {
	said := func(by, part, text string) procedure.Writing {
		return procedure.Writing{Ask: by, Question: part, By: by, Part: part, Text: text}
	}
	list := []procedure.Writing{
		said("lars", review.QuestionAchieved, "The fair brought 40 leads & a new customer"), said("anna", review.QuestionAchieved, "Запустили общий сайт"),
		said("lars", review.QuestionProblem, "nothing"), said("anna", review.QuestionProblem, "Списки приходят поздно"), said("lars", review.QuestionWeak, "Nobody answers <on Fridays>"),
		said("petr", review.QuestionMarket, "Новый конкурент с севера"), said("lars", review.QuestionRight("leads"), "Yes."), said("anna", review.QuestionRight("leads"), "да"),
		said("petr", review.QuestionRight("cost"), "Нет, 60 теперь мало"),
	}
	for i := range 7 {
		list = append(list, said("sofie", review.QuestionWeak, fmt.Sprintf("Weak spot %d", i+1)))
	}
	return list
}

func progressFixtures() []fixture {
	at := func(day int) time.Time { return time.Date(2026, time.December, day, 13, 0, 0, 0, time.UTC) }
	page := review.Page{Date: "2026-12-17", Goals: []string{"leads", "cost"}, Asked: 5, Answered: 4, Leads: "lars", Page: at(14), At: at(17)}
	again := page
	again.LastDate, again.Last = "2026-09-17", []review.Stood{{Goal: "leads", Progress: measure.Some(num("0.2"))}, {Goal: "cost"}}
	again.Before = []review.Undertaken{ // as the fixture's standing has them
		{ID: "contract", What: "Send the <draft> contract", Owner: "sofie"}, {ID: "over", What: "Общий стенд", Owner: "lars"},
	}
	now := page
	now.Page, now.At = time.Time{}, time.Time{}

	asks := func(l *procedure.Letter, words wording.Review) {
		l.About = "quarter"
		text := func(id, text string, optional bool) partnership.Question {
			return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Optional: optional, Lasting: true, Readers: partnership.ReadersAll}
		}
		p := words.Progress
		l.Questions = []partnership.Question{
			text(review.QuestionAchieved, p.Achieved, false), text(review.QuestionProblem, p.Problem, false), text(review.QuestionWeak, p.Weak, false),
			text(review.QuestionRight("leads"), fmt.Sprintf(p.Right, fixtureSpec().Goals[0].Statement), false), text(review.QuestionMarket, p.Market, true),
		}
	}
	putIn := func(l *procedure.Letter, words wording.Review) {
		asks(l, words)
		l.Phrases = review.TemplateInput
		l.Understood = []partnership.Answer{{Question: review.QuestionAchieved, Value: partnership.TextValue("The fair brought 40 leads")}}
		l.Open = []string{review.QuestionProblem, review.QuestionWeak, review.QuestionRight("leads")}
	}
	decides := func(l *procedure.Letter, words wording.Review) {
		l.Sealed, l.About = false, "quarter"
		p := words.Progress
		for _, g := range fixtureSpec().Goals {
			l.Questions = append(l.Questions, partnership.Question{ID: review.QuestionGoal(g.ID), Kind: partnership.KindChoice, Text: g.Statement, Choices: p.Ways[:]})
		}
		l.Questions = append(l.Questions, partnership.Question{ID: review.QuestionChange, Kind: partnership.KindText, Text: p.Change, Optional: true, Readers: partnership.ReadersAll})
		for i, text := range p.Steps {
			id := review.HealthSteps()[i]
			l.Questions = append(l.Questions,
				partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Optional: i > 0, Readers: partnership.ReadersAll},
				partnership.Question{ID: id + "-owner", Kind: partnership.KindChoice, Text: words.Owner, Choices: []string{"Lars Hauge", "Анна Иванова"}, Optional: true},
				partnership.Question{ID: id + "-by", Kind: partnership.KindDate, Text: words.By, Optional: true})
		}
		l.Questions = append(l.Questions, partnership.Question{ID: review.QuestionWhyNot, Kind: partnership.KindText, Text: words.WhyNot, Optional: true, Readers: partnership.ReadersAll})
	}
	late := func(l *procedure.Letter, words wording.Review) {
		decides(l, words)
		l.Writings = saidBefore()[3:4]
	}
	says := func(l *procedure.Letter, words wording.Review) {
		decides(l, words)
		l.Phrases = review.TemplateDecisions
		l.Understood = []partnership.Answer{
			{Question: review.QuestionGoal("leads"), Value: partnership.TextValue(words.Progress.Ways[0])}, {Question: review.QuestionGoal("cost"), Value: partnership.TextValue(words.Progress.Ways[1])},
		}
		l.Open = []string{review.QuestionChange, "step-1"}
	}
	tells := func(writings []procedure.Writing) func(*procedure.Letter, wording.Review) {
		return func(l *procedure.Letter, _ wording.Review) {
			l.Due, l.About, l.Sealed, l.Writings = time.Time{}, "quarter", false, writings
		}
	}
	closed := func(phrases procedure.Template) func(*procedure.Letter, wording.Review) {
		return func(l *procedure.Letter, _ wording.Review) { l.Due, l.Phrases = time.Time{}, phrases }
	}
	verdict := func(goal string, way partnership.GoalVerdict) review.Verdict {
		return review.Verdict{Goal: goal, Way: way}
	}
	decided, goOn, goals, silent := again, page, page, page
	decided.Verdicts, decided.Change = []review.Verdict{verdict("leads", partnership.GoalContinues), verdict("cost", partnership.GoalAdjusts)}, "Цель 55: 60 теперь мало"
	decided.Decision = review.Decision{Over: true, Chair: "lars", Steps: []review.Taken{{Of: "step-1", What: "A joint stand at the fair", Owner: "anna", Due: "2027-03-01"}}}
	goOn.Verdicts = []review.Verdict{verdict("leads", partnership.GoalContinues), verdict("cost", partnership.GoalContinues)}
	goOn.Decision = review.Decision{Over: true, Chair: "lars", Why: "All is well"}
	goals.Verdicts = []review.Verdict{verdict("leads", partnership.GoalPauses), verdict("cost", partnership.GoalStops)}
	goals.Decision = review.Decision{Over: true}
	silent.Decision = review.Decision{Over: true, Silent: true}
	list := []fixture{
		{name: "review-input", letter: aboutReview(procedure.FormAsk, review.TemplateInput, page, asks)},
		{name: "review-input-again", letter: aboutReview(procedure.FormAsk, review.TemplateInput, again, asks)},
		{name: "review-input-now", letter: aboutReview(procedure.FormAsk, review.TemplateInput, now, asks)},
		{name: "review-input-reminder", letter: aboutReview(procedure.FormReminder, review.TemplateInput, page, asks)},
		{name: "review-input-receipt", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, page, putIn)},
		{name: "review-reading", letter: aboutReview(procedure.FormNotice, review.TemplateReading, again, tells(saidBefore()))},
		{name: "review-reading-now", letter: aboutReview(procedure.FormNotice, review.TemplateReading, now, tells(nil))},
		{name: "review-reading-closed", letter: aboutReview(procedure.FormClosed, procedure.TemplateClosed, page, closed(review.TemplateReading))},
		{name: "review-decisions-chair", letter: aboutReview(procedure.FormAsk, review.TemplateDecisions, page, decides)},
		{name: "review-decisions-late", letter: aboutReview(procedure.FormAsk, review.TemplateDecisions, again, late)},
		{name: "review-decisions-reminder", letter: aboutReview(procedure.FormReminder, review.TemplateDecisions, page, decides)},
		{name: "review-decisions-receipt", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, page, says)},
		{name: "review-decisions", letter: aboutReview(procedure.FormNotice, review.TemplateDecisions, decided, tells(saidBefore()[3:4]))},
		{name: "review-decisions-go-on", letter: aboutReview(procedure.FormNotice, review.TemplateDecisions, goOn, tells(nil))},
		{name: "review-decisions-goals", letter: aboutReview(procedure.FormNotice, review.TemplateDecisions, goals, tells(nil))},
		{name: "review-decisions-silent", letter: aboutReview(procedure.FormNotice, review.TemplateDecisions, silent, tells(nil))},
		{name: "review-decisions-closed", letter: aboutReview(procedure.FormClosed, procedure.TemplateClosed, page, closed(review.TemplateDecisions))},
	}
	for i := range list {
		list[i].standing = paced
	}
	return list
}
