package checkin

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// IDs of the questions that topics stand for: the topics' own names.
const (
	QuestionConfidence = string(partnership.TopicConfidence)
	QuestionBlockers   = string(partnership.TopicBlockers)
)

// questionsFor lists what a check-in asks one person, in the person's language.
// A KPI is asked of those of its reporters whom the check-in asks at all, and
// of everybody when it asks none of them.
func questionsFor(spec partnership.Spec, c partnership.CheckIn, person partnership.Person, readings []measure.Reading) []partnership.Question {
	var questions []partnership.Question
	for _, topic := range partnership.Topics() {
		if !slices.Contains(c.About, topic) {
			continue
		}
		switch topic {
		case partnership.TopicKPIs:
			questions = append(questions, kpiQuestions(spec, c, person, readings)...)
		case partnership.TopicConfidence:
			lowest, highest := decimal.Zero, decimal.NewFromInt(10)
			questions = append(questions, partnership.Question{
				ID: QuestionConfidence, Kind: partnership.KindConfidence, Min: &lowest, Max: &highest,
				Text: wording.In(person.Language).Questions.Confidence,
			})
		case partnership.TopicBlockers:
			questions = append(questions, partnership.Question{
				ID: QuestionBlockers, Kind: partnership.KindText, Text: wording.In(person.Language).Questions.Blockers,
			})
		}
	}
	questions = append(questions, c.Questions...)
	return chaseWhatMatters(questions)
}

// chaseWhatMatters marks as optional what is asked but never chased, so that
// the first line of an answer is enough: with figures to report only they are
// chased; without any, everything but free text is.
func chaseWhatMatters(questions []partnership.Question) []partnership.Question {
	figures := slices.ContainsFunc(questions, func(q partnership.Question) bool { return q.KPI != "" })
	typed := slices.ContainsFunc(questions, func(q partnership.Question) bool {
		return q.Kind != partnership.KindText && !q.Optional
	})
	for i, q := range questions {
		switch {
		case figures && (q.ID == QuestionConfidence || q.ID == QuestionBlockers):
			questions[i].Optional = true
		case typed && q.Kind == partnership.KindText:
			questions[i].Optional = true
		}
	}
	return questions
}

func kpiQuestions(spec partnership.Spec, c partnership.CheckIn, person partnership.Person, readings []measure.Reading) []partnership.Question {
	var questions []partnership.Question
	for _, goal := range spec.Goals {
		for _, k := range goal.KPIs {
			if !reports(k, c.Ask, person.ID) {
				continue
			}
			q := standing.Question(spec, k, person.Language)
			if last, _, ok := measure.Current(standing.Of(readings, k.ID), standing.Target(k)); ok {
				q.Last = &last.Value
			}
			questions = append(questions, q)
		}
	}
	return questions
}

func reports(k partnership.KPI, asked []string, person string) bool {
	reporterAsked := slices.ContainsFunc(k.Reporters, func(r string) bool { return slices.Contains(asked, r) })
	return !reporterAsked || slices.Contains(k.Reporters, person)
}
