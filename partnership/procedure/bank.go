package procedure

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// IDs of the questions that topics stand for.
const (
	QuestionConfidence = "confidence"
	QuestionBlockers   = "blockers"
)

// words are what the engine asks in one language.
type words struct{ language, confidence, blockers, since string }

// bank holds the wording of the topics' questions in every language that has
// templates (domain question bank).
var bank = []words{
	{
		language:   "en",
		confidence: "How sure are you that we will hit the due dates, from 0 to 10?",
		blockers:   "Is anything in the way? Who could help?",
		since:      "%s since the last time",
	},
	{
		language:   "ru",
		confidence: "Насколько вы уверены, что мы уложимся в сроки, от 0 до 10?",
		blockers:   "Что-нибудь мешает? Кто мог бы помочь?",
		since:      "%s с прошлого раза",
	},
}

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
				Text: wording(person.Language).confidence,
			})
		case partnership.TopicBlockers:
			questions = append(questions, partnership.Question{
				ID: QuestionBlockers, Kind: partnership.KindText, Text: wording(person.Language).blockers,
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
			q := kpiQuestion(k, person.Language)
			if last, _, ok := measure.Current(readingsOf(readings, k.ID), target(k)); ok {
				q.Last = &last.Value
			}
			questions = append(questions, q)
		}
	}
	return questions
}

// kpiQuestion asks for a KPI's value: whether it is so, how much there was since
// the last time, or how much there is.
func kpiQuestion(k partnership.KPI, language string) partnership.Question {
	q := partnership.Question{ID: k.ID, KPI: k.ID, Kind: partnership.KindNumber, Text: k.Title, Unit: k.Unit}
	switch k.Direction {
	case partnership.Binary:
		q.Kind = partnership.KindYesNo
	case partnership.Cumulative:
		q.Text = fmt.Sprintf(wording(language).since, cmp.Or(k.Title, k.ID))
	case partnership.Increase, partnership.Decrease, partnership.MaintainMin, partnership.MaintainMax, partnership.InRange:
	}
	return q
}

func reports(k partnership.KPI, asked []string, person string) bool {
	reporterAsked := slices.ContainsFunc(k.Reporters, func(r string) bool { return slices.Contains(asked, r) })
	return !reporterAsked || slices.Contains(k.Reporters, person)
}

func wording(language string) words {
	for _, w := range bank {
		if w.language == language {
			return w
		}
	}
	return bank[0]
}
