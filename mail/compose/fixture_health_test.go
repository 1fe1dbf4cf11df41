package compose

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// month is what was seen last in one of 2026.
func month(m time.Month, day, points int, rag measure.RAG) health.Seen {
	return health.Seen{At: time.Date(2026, m, day, 12, 0, 0, 0, time.UTC), RAG: rag, Points: points}
}

// wellBeing is the health of a partnership whose parts are given.
func wellBeing(level int, dimensions ...health.Dimension) review.Vital {
	return review.Vital{Date: "2026-12-01", Report: health.Report{Health: health.Of(dimensions, level, health.Memory{})}}
}

func some(n int64, exponent int32) measure.Ratio { return measure.Some(decimal.New(n, exponent)) }

func counted(part, whole int, who ...string) health.Counted {
	return health.Counted{Part: part, Whole: whole, Known: true, Who: who}
}

func healthFixtures() []fixture {
	amber := wellBeing(0,
		health.OfGoals([]health.Paced{{Goal: "leads", Pace: some(5, -1), Who: []string{"lars"}}}), health.OfOperations(counted(6, 14), counted(3, 4), counted(4, 4)),
		health.OfRelationship([]health.Content{{Party: "lumen", Index: decimal.NewFromInt(62), Who: []string{"sofie"}}}), health.OfValue(measure.Ratio{}, measure.Ratio{}, nil),
		health.OfIssues(nil),
	)
	amber.Report.Was = month(time.September, 3, 71, measure.Green)
	amber.Report.Months = []health.Seen{month(time.July, 31, 78, measure.Green), month(time.August, 28, 74, measure.Green), month(time.September, 30, 66, measure.Amber), month(time.November, 24, 53, measure.Amber)}
	again := amber
	again.Before = []review.Undertaken{ // as the fixture's standing has them
		{ID: "contract", What: "Send the <draft> contract", Owner: "sofie"}, {ID: "over", What: "Общий стенд", Owner: "lars"},
	}
	late := wellBeing(2,
		health.OfGoals([]health.Paced{{Goal: "leads", Pace: some(1, 0)}}), health.OfOperations(counted(10, 10), counted(2, 5, "lars", "anna"), counted(3, 7)),
		health.OfRelationship([]health.Content{{Index: decimal.NewFromInt(90)}}), health.OfValue(some(9, -1), some(98, -2), nil),
		health.OfIssues([]health.Open{{Level: 2, Overdue: true}, {Level: 2}}),
	)
	uneven := wellBeing(0, health.OfGoals([]health.Paced{{Goal: "leads", Pace: some(1, 0)}}), health.OfOperations(counted(10, 10), counted(0, 0), counted(4, 4)),
		health.OfRelationship(nil), health.OfValue(some(4, -1), some(2, -1), []string{"sofie", "anna"}), health.OfIssues(nil))
	unknown := wellBeing(0, health.OfGoals(nil), health.OfOperations(counted(10, 10), counted(4, 4), counted(4, 4)), health.OfRelationship(nil), health.OfIssues(nil))

	questions := func(v review.Vital) func(*procedure.Letter, wording.Review) {
		return func(l *procedure.Letter, words wording.Review) {
			var texts []string
			for _, c := range v.Report.Causes {
				texts = append(texts, review.StepAgainst(words, c.Reason))
			}
			if len(texts) == 0 {
				texts = []string{words.AnyStep}
			}
			l.Sealed, l.About = false, "vital"
			for i, text := range texts {
				id := review.HealthSteps()[i]
				l.Questions = append(l.Questions,
					partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Readers: partnership.ReadersAll},
					partnership.Question{ID: id + "-owner", Kind: partnership.KindChoice, Text: words.Owner, Choices: []string{"Lars Hauge", "Анна Иванова"}, Optional: true},
					partnership.Question{ID: id + "-by", Kind: partnership.KindDate, Text: words.By, Optional: true})
			}
			l.Questions = append(l.Questions, partnership.Question{ID: review.QuestionWhyNot, Kind: partnership.KindText, Text: words.WhyNot, Optional: true, Readers: partnership.ReadersAll})
		}
	}
	says := func(l *procedure.Letter, words wording.Review) {
		questions(amber)(l, words)
		l.Phrases, l.Complete = review.TemplateHealth, true
		l.Understood = []partnership.Answer{{Question: "step-1", Value: partnership.TextValue("A call each Monday")}, {Question: "step-1-owner", Value: partnership.TextValue("Анна Иванова")}}
		for _, q := range l.Questions[2:] {
			l.Open = append(l.Open, q.ID)
		}
	}
	tells := func(l *procedure.Letter, _ wording.Review) { l.Due, l.About = time.Time{}, "vital" }
	closed := func(l *procedure.Letter, _ wording.Review) { l.Due, l.Phrases = time.Time{}, review.TemplateHealth }
	decided, silent, declined := amber, late, uneven
	decided.Decision = review.Decision{Over: true, Chair: "lars", Why: "Der Gegner ist klein", Steps: []review.Taken{
		{Of: "step-1", What: "A call each Monday", Owner: "anna", Due: "2027-03-01"}, {Of: "step-2", What: "Вопросы короче", Owner: "lars"},
	}}
	silent.Decision = review.Decision{Over: true, Silent: true}
	declined.Decision = review.Decision{Over: true, Chair: "anna", Why: "Нет людей до весны"}
	ask := procedure.FormAsk
	return []fixture{
		{name: "health-result-chair", letter: aboutReview(ask, review.TemplateHealth, amber, questions(amber))},
		{name: "health-result-again", letter: aboutReview(ask, review.TemplateHealth, again, questions(again))},
		{name: "health-result-capped", letter: aboutReview(ask, review.TemplateHealth, late, questions(late))},
		{name: "health-result-unknown", letter: aboutReview(ask, review.TemplateHealth, unknown, questions(unknown))},
		{name: "health-result-reminder", letter: aboutReview(procedure.FormReminder, review.TemplateHealth, amber, questions(amber))},
		{name: "health-result-receipt", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, amber, says)},
		{name: "health-result", letter: aboutReview(procedure.FormNotice, review.TemplateHealth, decided, tells)},
		{name: "health-result-silent", letter: aboutReview(procedure.FormNotice, review.TemplateHealth, silent, tells)},
		{name: "health-result-declined", letter: aboutReview(procedure.FormNotice, review.TemplateHealth, declined, tells)},
		{name: "health-result-closed", letter: aboutReview(procedure.FormClosed, procedure.TemplateClosed, nil, closed)},
	}
}
