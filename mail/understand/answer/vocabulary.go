package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// vocabulary is the words of a question, and what they tell of the figures that
// answer it.
type vocabulary struct {
	id, text, unit []string
	own            []string   // all of them, and those of its KPI
	names          [][]string // what stands before an answer to name it, the short ones first
	short          int        // how many of the names are short
	denied         []string   // what it asks not to be so
	deeds          []int      // the rows of deeds in its text
	topic          *topic     // what it is after, if it is for text

	average, rate, change, fresh, counts bool // what it asks for
	quarter, past, start                 bool // of which time
}

// shortNames are the names without the question's own text and unit.
func (v *vocabulary) shortNames() [][]string { return v.names[:v.short] }

// asked is what tells one question's words from another's.
type asked struct {
	kind                partnership.QuestionKind
	id, text, unit, kpi string
}

var vocabularies remembered[asked, *vocabulary]

// wordsOf are the words of a question. They are shared and must not be changed.
func wordsOf(q partnership.Question) *vocabulary {
	return vocabularies.of(asked{q.Kind, q.ID, q.Text, q.Unit, q.KPI}, newVocabulary)
}

func newVocabulary(a asked) *vocabulary {
	q := partnership.Question{Kind: a.kind, ID: a.id, Text: a.text, Unit: a.unit, KPI: a.kpi}
	v := &vocabulary{id: slices.Clip(prose.Words(a.id)), text: slices.Clip(prose.Words(a.text)), unit: slices.Clip(prose.Words(a.unit))}
	v.own = slices.Concat(v.unit, v.id, prose.Words(a.kpi), v.text)
	short := namesOfQuestion(q)
	v.short = len(short)
	v.names = append(short, v.text, openingOf(a.text))
	if a.unit != "" && isFigureKind(a.kind) && unitOf(prose.Fold(a.unit)).group == 0 {
		v.names = append(v.names, v.unit)
	}
	for _, w := range slices.Concat(v.text, v.id) {
		v.deeds = append(v.deeds, deedsOf(w)...)
	}
	v.denied = deniedIn(v.text)
	v.topic = topicOf(q, slices.Concat(v.id, v.text))
	folded := prose.Fold(a.text)
	v.average, v.rate, v.change, v.counts = asksAverage.Matches(folded), asksRate.Matches(folded), asksChange.Matches(folded), asksCount.Matches(folded)
	v.fresh, v.start, v.past = asksNew.Matches(a.text), asksStart.Matches(folded), asksPast(v.text)
	v.quarter = slices.ContainsFunc(v.text, func(w string) bool { return strings.HasPrefix(w, "quarter") || strings.HasPrefix(w, "квартал") })
	return v
}
