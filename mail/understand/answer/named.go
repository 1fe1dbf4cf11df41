package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// subject holds the words by which one question of a mail can be told from the
// others, wherever they stand in a sentence.
type subject struct {
	words []string
	unit  unit
}

// subjectsOf finds for each question the words that no other one has.
func subjectsOf(questions []partnership.Question) []subject {
	all := make([][]string, len(questions))
	for i, q := range questions {
		sources := append(prose.Words(q.ID), prose.Words(q.Unit+" "+q.Text)...)
		for _, name := range namesOfQuestion(q) {
			sources = append(sources, name...)
		}
		sources = append(sources, kindNouns[q.Kind]...)
		for _, w := range sources {
			if tellsQuestion(w) && !slices.Contains(all[i], w) {
				all[i] = append(all[i], w)
			}
		}
	}
	subjects := make([]subject, len(questions))
	for i, words := range all {
		subjects[i].unit = parseUnit(questions[i].Unit)
		for _, w := range words {
			if !inOther(all, i, w) {
				subjects[i].words = append(subjects[i].words, w)
			}
		}
	}
	return subjects
}

// kindNouns are what people call a question by its kind.
var kindNouns = map[partnership.QuestionKind][]string{
	partnership.KindDate:       {"date", "deadline", "дата", "дате", "срок", "сроку"},
	partnership.KindChoice:     {"status", "статус", "статусу"},
	partnership.KindConfidence: {"confidence", "confident", "уверенность", "уверенности", "увереность", "уверен", "уверена", "уверены"},
	partnership.KindMoney:      {"money", "sum", "сумма", "сумму", "сумме", "деньги", "деньгам", "денег"},
	partnership.KindNPS:        {"nps", "recommendation", "рекомендация", "рекомендации"},
}

// tellsQuestion reports whether a word has a meaning of its own.
func tellsQuestion(w string) bool {
	switch {
	case utf8.RuneCountInString(w) < 3, fillers[w], askWords[w], periods[w] > 0, isValueWord(w), otherWords[w], hedgeWords[w]:
		return false
	default:
		return true
	}
}

// askWords are the words of questions that say nothing about what is asked.
var askWords = setOf("how|many|much|what|which|when|where|who|why|did|does|your|their|has|have|any|will|would|can|are|was|were|per|and|the|you|out|from|into|under|joint|end|side|take|place|reach|work|since|share|rate|scale|not|fully|question|answer|сколько|какая|какой|какое|какие|когда|где|кто|что|как|насколько|какого|какую|ли|был|были|быть|есть|для|при|или|над|под|это|срок|вас|вам|ваш|ваша|ваши|наших|нашей|совместной|совместная|числа|доля|конец|конца|первый|первая|шкале|своими|словами|общего|нет|так|вопрос|средний|средняя")

func inOther(all [][]string, own int, word string) bool {
	for i, words := range all {
		if i != own && slices.ContainsFunc(words, func(w string) bool { return sameStem(w, word) || things[w] > 0 && things[w] == things[word] }) {
			return true
		}
	}
	return false
}

// subjectOf returns the only question that a text names, -1 for none, or -2 if
// it names several.
func (b *book) subjectOf(text string) int {
	if b.subjects == nil {
		b.subjects = subjectsOf(b.Questions)
	}
	found := -1
	for _, w := range prose.Words(firstWords(text)) {
		for i, s := range b.subjects {
			if !s.named(w) {
				continue
			}
			if found >= 0 && found != i {
				return -2
			}
			found = i
		}
	}
	return found
}

func (s subject) named(word string) bool {
	return slices.ContainsFunc(s.words, func(own string) bool {
		return own == word || sameStem(own, word) || sameRoot(own, word) || things[own] > 0 && things[own] == things[word] ||
			utf8.RuneCountInString(word) >= 3 && !fillers[word] && strings.HasPrefix(own, word)
	})
}

// sameRoot reports whether two long words agree in most of their letters:
// "satisfied" and "satisfaction".
func sameRoot(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return utf8.RuneCountInString(a[:n]) >= 5 && utf8.RuneCountInString(a[n:]) <= 6 && utf8.RuneCountInString(b[n:]) <= 6
}

// piece is a part of a text with the question that it speaks of.
type piece struct {
	text     string
	question int
	sentence int
}

// piecesOf parts a text at its clauses, and at an "and" that joins two subjects.
func (b *book) piecesOf(text string) []piece {
	var pieces []piece
	for _, c := range clauses(text) {
		for _, part := range b.joined(c.text) {
			pieces = append(pieces, piece{text: part, question: b.subjectOf(part), sentence: c.sentence})
		}
	}
	return pieces
}

// placeNamed gives the pieces of free text to the questions that they name, or
// that alone can take them, and returns what is left over. What follows a piece
// in its sentence is a remark on it.
func (b *book) placeNamed(text string) string {
	if len(text) > maxPlaced {
		return text
	}
	pieces := b.piecesOf(text)
	if len(pieces) > maxPieces || !b.worthPlacing(pieces) {
		return text
	}
	b.mending = certainMend.Matches(text)
	texts, left := b.sorted(withLeads(pieces))
	for q, parts := range texts {
		if joined := strings.Join(parts, ", "); joined != "" && !b.takes(q, joined) {
			left = append(left, joined)
		}
	}
	return strings.Join(left, "\n")
}

// sorted gives each piece to its question; left are those of none.
func (b *book) sorted(pieces []piece) (texts [][]string, left []string) {
	texts = make([][]string, len(b.Questions))
	last := -1
	for i, p := range pieces {
		q := p.question
		if q < 0 && !isBareOfMany(p, pieces) {
			q = b.onlyReader(p.text, pieces)
		}
		if q < 0 && last >= 0 && pieces[i-1].sentence == p.sentence {
			q = last
		}
		if q < 0 || b.Questions[q].Kind == partnership.KindText {
			left = append(left, p.text)
			last = -1
			continue
		}
		texts[q] = append(texts[q], p.text)
		last = q
	}
	return texts, left
}

// isBareOfMany reports whether a piece is a figure alone, and not the only such one:
// then only their order could tell them apart.
func isBareOfMany(p piece, pieces []piece) bool {
	bare := func(p piece) bool { return p.question < 0 && isBareFigure(p.text) }
	first := slices.IndexFunc(pieces, bare)
	return bare(p) && first >= 0 && slices.ContainsFunc(pieces[first+1:], bare)
}

func isBareFigure(text string) bool { return strings.Trim(text, "0123456789 .,%") == "" }

// takes enters what was said of a question and reports whether there was
// anything. An unclear word on what is answered already is a remark.
func (b *book) takes(question int, text string) bool {
	_, why := readAnswer(b.Questions[question], text, b.Context)
	b.mending = b.mending || mends(text)
	switch {
	case why != understood && isSilent(why):
		return false
	case why == understood, b.mending, !b.isAnswered(question):
		b.attempt(question, text)
	}
	return true
}

// withLeads ties what leads up to a piece in its sentence to it: "if all goes
// well, mql 130". Courtesies lead up to nothing.
func withLeads(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		if greeting.MatchString(p.text) || thanks.MatchString(p.text) {
			continue
		}
		last := len(out) - 1
		if p.question >= 0 && last >= 0 && out[last].question == -1 && out[last].sentence == p.sentence && !hasValue(out[last].text) &&
			(last == 0 || out[last-1].sentence != p.sentence) {
			out[last].text += ", " + p.text
			out[last].question = p.question
			continue
		}
		out = append(out, p)
	}
	return out
}

func (b *book) isAnswered(question int) bool {
	return slices.ContainsFunc(b.attempts[question], func(a attempt) bool { return a.why == understood })
}

// Longer free text, or free text of more pieces, is prose.
const (
	maxPieces = 40
	maxPlaced = 4000
)

// worthPlacing reports whether pieces name a question at all.
func (b *book) worthPlacing(pieces []piece) bool {
	return slices.ContainsFunc(pieces, func(p piece) bool {
		if p.question >= 0 {
			return b.Questions[p.question].Kind != partnership.KindText
		}
		reader := -1
		if p.question == -1 && len(pieces) > 1 {
			reader = b.onlyReader(p.text, nil)
		}
		return reader >= 0 && !isFigureKind(b.Questions[reader].Kind)
	})
}

// onlyReader returns the only open question that a piece without a name can
// answer, or -1. What other pieces name is taken.
func (b *book) onlyReader(text string, pieces []piece) int {
	found := -1
	for i, q := range b.Questions {
		if q.Kind == partnership.KindText || len(b.attempts[i]) > 0 || slices.ContainsFunc(pieces, func(p piece) bool { return p.question == i }) {
			continue
		}
		if _, why := readAnswer(q, text, b.Context); why != understood {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}
