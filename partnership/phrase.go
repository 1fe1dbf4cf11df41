package partnership

import (
	"cmp"
	"slices"
	"strings"
)

// Phrase is a text of the spec in another language than the partnership's own. The spec
// itself holds every text in its own language, and that text finds the phrase: so what is
// kept of a spec elsewhere, such as the questions of an ask, can be said in any language, too.
type Phrase struct {
	Language string `json:"in"`   // without a region: "ru"
	Text     string `json:"text"` // as the spec has it
	Says     string `json:"says"`
}

// SortPhrases puts phrases in the order in which a spec holds them, each once.
func SortPhrases(list []Phrase) []Phrase {
	slices.SortFunc(list, func(a, b Phrase) int {
		return cmp.Or(cmp.Compare(a.Language, b.Language), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Says, b.Says))
	})
	return slices.Compact(list)
}

// Phrases are those of a spec, sorted.
type Phrases []Phrase

// In is a text in a language: as it was translated, or as it is.
func (p Phrases) In(language, text string) string {
	says, _ := p.find(BaseLanguage(language), text)
	return says
}

// Has reports whether a text is there in a language.
func (p Phrases) Has(language, text string) bool {
	_, found := p.find(BaseLanguage(language), text)
	return found
}

func (p Phrases) find(language, text string) (says string, found bool) {
	i, found := slices.BinarySearchFunc(p, Phrase{Language: language, Text: text}, func(a, b Phrase) int {
		return cmp.Or(cmp.Compare(a.Language, b.Language), cmp.Compare(a.Text, b.Text))
	})
	if !found {
		return text, false
	}
	return p[i].Says, true
}

// Of are the phrases for some texts, in every language.
func (p Phrases) Of(texts ...string) Phrases {
	var list Phrases
	for _, one := range p {
		if slices.Contains(texts, one.Text) {
			list = append(list, one)
		}
	}
	return list
}

// BaseLanguage is a language without its region: "ru" of "ru-KG".
func BaseLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return base
}

// Said is a text of the spec in a language, or the text itself where the spec does not have
// it there.
func (s Spec) Said(language, text string) string { return s.Phrases.In(language, text) }

// In is the spec with every text in a language, as far as it has them there. What people
// read is written from it; its digest is another.
func (s Spec) In(language string) Spec {
	if language = BaseLanguage(language); len(s.Phrases) == 0 || language == BaseLanguage(s.Language) {
		return s
	}
	phrases := s.Phrases
	s.Phrases = nil // said once, a text is not looked up again
	return s.spoken(func(_ Path, text string) string { return phrases.In(language, text) })
}

// Spoken is a text of the spec that people read, and where it stands.
type Spoken struct {
	Path Path
	Text string
}

// Texts lists the texts that can be said in several languages, in the order of the spec.
func (s Spec) Texts() []Spoken {
	var list []Spoken
	s.spoken(func(at Path, text string) string {
		list = append(list, Spoken{at, text})
		return text
	})
	return list
}

// Unsaid lists the texts that the spec does not have in a language.
func (s Spec) Unsaid(language string) []Spoken {
	if BaseLanguage(language) == BaseLanguage(s.Language) {
		return nil
	}
	return slices.DeleteFunc(s.Texts(), func(one Spoken) bool { return s.Phrases.Has(language, one.Text) })
}

// Worded is a text in a reader's language with what is asked: the words of a question, its
// unit, and what can be chosen.
func (p Phrases) Worded(language string, asked []Question) []Question {
	if len(p) == 0 {
		return asked
	}
	list := slices.Clone(asked)
	for i, q := range list {
		q.Text, q.Unit = p.In(language, q.Text), p.In(language, q.Unit)
		if q.Kind == KindChoice {
			q.Choices = slices.Clone(q.Choices)
			for j, choice := range q.Choices {
				q.Choices[j] = p.In(language, choice)
			}
		}
		list[i] = q
	}
	return list
}

// Meant gives answers that were given in a reader's words in those of the spec, so that one
// choice is the same for all readers. Asked are the questions as the spec words them.
func (p Phrases) Meant(language string, asked []Question, given []Answer) []Answer {
	if len(p) == 0 {
		return given
	}
	list := slices.Clone(given)
	for i, a := range list {
		j := slices.IndexFunc(asked, func(q Question) bool { return q.ID == a.Question })
		if j < 0 {
			continue
		}
		q := asked[j]
		if a.Unit != "" && a.Unit == p.In(language, q.Unit) {
			a.Unit = q.Unit
		}
		if choice := p.chosen(language, q, a.Value); choice != "" {
			a.Value = TextValue(choice)
		}
		list[i] = a
	}
	return list
}

// chosen is the choice that a value stands for in a reader's words.
func (p Phrases) chosen(language string, q Question, v Value) string {
	if q.Kind != KindChoice || v.Text == nil || slices.Contains(q.Choices, *v.Text) {
		return ""
	}
	for _, choice := range q.Choices {
		if p.In(language, choice) == *v.Text {
			return choice
		}
	}
	return ""
}

// Answered gives answers in a reader's words: their units, and what was chosen. What people
// wrote themselves stays as it is.
func (p Phrases) Answered(language string, asked []Question, given []Answer) []Answer {
	if len(p) == 0 {
		return given
	}
	list := slices.Clone(given)
	for i, a := range list {
		list[i].Unit = p.In(language, a.Unit)
		j := slices.IndexFunc(asked, func(q Question) bool { return q.ID == a.Question })
		if j >= 0 && asked[j].Kind == KindChoice && a.Value.Text != nil && slices.Contains(asked[j].Choices, *a.Value.Text) {
			list[i].Value = TextValue(p.In(language, *a.Value.Text))
		}
	}
	return list
}
