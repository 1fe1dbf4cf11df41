// Package opinion is what people are asked about the partnership itself, and what their
// answers come to: the questions that come with the program, what is counted together and
// what is not, figures for all and for each party, who is least content, where one side
// sees what the other does not, and how that changes from round to round.
//
// Figures are published once and never again: of what people answered nothing but the
// figures is kept, and everything else here is computed from them.
package opinion

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// item is a question of the bank. Its ID and version are contracts: answers are counted
// together by them, over years. Another meaning is another version.
type item struct {
	id, dimension string
	version       int // 0 is the first
	kind          partnership.QuestionKind
	text          func(wording.Survey) string
	// Of a scale: high is bad. Of a text: nobody is chased for it.
	reversed, optional bool
	mirrors            string // the item whose answer by the other side is guessed
	anchored           bool   // the points are the bank's anchors
}

func statement(id, dimension string, text func(wording.Survey) string) item {
	return item{id: id, dimension: dimension, kind: partnership.KindScale, text: text}
}

func (i item) turned() item { i.reversed = true; return i }

// mirror guesses what the other side answers to a statement.
func mirror(i item) item {
	return item{
		id: i.id + "-mirror", kind: partnership.KindScale, reversed: i.reversed, mirrors: i.id,
		text: func(w wording.Survey) string { return fmt.Sprintf(w.Mirror, i.text(w)) },
	}
}

func inWords(id string, text func(wording.Survey) string) item {
	return item{id: id, kind: partnership.KindText, text: text, optional: true}
}

func recommended(id string, text func(wording.Survey) string) item {
	return item{id: id, kind: partnership.KindNPS, text: text}
}

func placed(id, dimension string, text func(wording.Survey) string) item {
	return item{id: id, dimension: dimension, kind: partnership.KindChoice, anchored: true, text: text}
}

// The statements that more than one template asks, or that are mirrored.
var (
	heard  = statement("heard", "heard", func(w wording.Survey) string { return w.Heard })
	fair   = statement("shared-fairly", "fairness", func(w wording.Survey) string { return w.SharedFairly })
	mutual = statement("mutual", "commitment", func(w wording.Survey) string { return w.Mutual })
	invest = statement("invest", "commitment", func(w wording.Survey) string { return w.Invest })
)

// itemsOf are the questions of a template, in the order in which they are asked.
func itemsOf(t partnership.SurveyTemplate) []item {
	switch t {
	case partnership.RelationshipPulse:
		return []item{
			statement("early", "trust", func(w wording.Survey) string { return w.Early }),
			statement("too-late", "communication", func(w wording.Survey) string { return w.TooLate }).turned(),
			statement("clear", "clarity", func(w wording.Survey) string { return w.Clear }),
			fair,
			statement("in-time", "responsiveness", func(w wording.Survey) string { return w.InTime }),
			heard,
			statement("valued", "valued", func(w wording.Survey) string { return w.Valued }),
			mutual, invest, mirror(heard), mirror(fair),
			inWords("strengths", func(w wording.Survey) string { return w.Strengths }),
			inWords("weaknesses", func(w wording.Survey) string { return w.Weaknesses }),
			inWords("change", func(w wording.Survey) string { return w.Change }),
		}
	case partnership.SelfAssessment:
		return []item{
			placed("joint-goals", "direction", func(w wording.Survey) string { return w.Goals }),
			placed("roles", "direction", func(w wording.Survey) string { return w.Roles }),
			placed("figures", "working-together", func(w wording.Survey) string { return w.Figures }),
			placed("telling", "working-together", func(w wording.Survey) string { return w.Way }),
			placed("deciding", "governance", func(w wording.Survey) string { return w.Deciding }),
			placed("disagreeing", "governance", func(w wording.Survey) string { return w.Disagreeing }),
			placed("risks", "governance", func(w wording.Survey) string { return w.Risks }),
			placed("give-and-get", "value", func(w wording.Survey) string { return w.Balance }),
			placed("parting", "value", func(w wording.Survey) string { return w.Out }),
			inWords("first-step", func(w wording.Survey) string { return w.FirstStep }),
		}
	case partnership.NetPromoter:
		return []item{
			recommended("recommend-partner", func(w wording.Survey) string { return w.Recommend }),
			recommended("recommend-work", func(w wording.Survey) string { return w.RecommendWork }),
			inWords("why", func(w wording.Survey) string { return w.Why }),
		}
	case partnership.CommitmentPulse:
		return []item{
			invest, mutual,
			statement("kept", "reliability", func(w wording.Survey) string { return w.Kept }),
			statement("time", "commitment", func(w wording.Survey) string { return w.HaveTime }),
			mirror(invest),
			inWords("easier", func(w wording.Survey) string { return w.Easier }),
		}
	}
	return nil
}

// Questions are what a survey asks: those of its template in a language of the program,
// then its own.
func Questions(v partnership.Survey, language string) []partnership.Question {
	words := wording.In(language).Survey
	var list []partnership.Question
	for _, i := range itemsOf(v.Template) {
		list = append(list, i.in(words))
	}
	return append(list, v.Questions...)
}

// Opens reports whether a template leaves room for what nobody thought of asking.
func Opens(t partnership.SurveyTemplate) bool {
	for _, i := range itemsOf(t) {
		if i.kind == partnership.KindText {
			return true
		}
	}
	return false
}

func (i item) in(words wording.Survey) partnership.Question {
	q := partnership.Question{
		ID: i.id, Kind: i.kind, Text: i.text(words), Version: i.version, Dimension: i.dimension,
		Reversed: i.reversed, Optional: i.optional, Mirrors: i.mirrors, Anchored: i.anchored,
	}
	low, high := decimal.Zero, decimal.NewFromInt(10)
	switch i.kind {
	case partnership.KindScale:
		low, high = decimal.NewFromInt(1), decimal.NewFromInt(5)
		q.Min, q.Max = &low, &high
	case partnership.KindNPS:
		q.Min, q.Max = &low, &high
	case partnership.KindChoice:
		q.Choices = words.Anchors[:]
	default: // in words
	}
	return q
}
