package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/partnership"
)

// subject holds the words by which one question of a mail can be told from the
// others, wherever they stand in a sentence.
type subject struct {
	words   []string
	shared  []string // words that other questions have, too
	topic   *topic   // what a question for text is after
	kindred []int    // rows of other names for what it is after
	persons bool     // it alone counts persons
}

// subjectsOf finds for each question the words that no other one has.
func subjectsOf(questions []partnership.Question) []subject {
	all := make([][]string, len(questions))
	for i, q := range questions {
		known := wordsOf(q)
		sources := slices.Concat(known.id, known.unit, known.text)
		for _, name := range known.shortNames() {
			sources = append(sources, name...)
		}
		sources = append(sources, kindNouns[q.Kind]...)
		for _, w := range sources {
			if slices.Contains(known.denied, w) {
				w = "не" + w
			}
			if (tellsQuestion(w) || tellsItself(q, w)) && !slices.Contains(all[i], w) {
				all[i] = append(all[i], w)
			}
		}
	}
	subjects := make([]subject, len(questions))
	for i, words := range all {
		subjects[i].topic = wordsOf(questions[i]).topic
		subjects[i].kindred = kindredOf(words)
		for _, w := range words {
			if inOther(all, i, w) {
				subjects[i].shared = append(subjects[i].shared, w)
			} else {
				subjects[i].words = append(subjects[i].words, w)
			}
		}
	}
	ownRows(subjects)
	nameNew(questions, subjects)
	countPersons(questions, subjects)
	return subjects
}

// nameNew lets "new" name the only question that asks for what is new, where others ask
// for the same things: "new 6, lost 3".
func nameNew(questions []partnership.Question, subjects []subject) {
	at := noQuestion
	for i, q := range questions {
		if !slices.ContainsFunc(wordsOf(q).text, func(w string) bool { return newWords[w] }) {
			continue
		}
		if at >= 0 {
			return
		}
		at = i
	}
	if at < 0 || len(subjects[at].shared) == 0 || questions[at].Kind != partnership.KindNumber {
		return
	}
	for w := range newWords {
		subjects[at].words = append(subjects[at].words, w)
	}
	slices.Sort(subjects[at].words)
}

var newWords = setOf("new|новых|новые|новый|новая")

// countPersons finds the only question that counts persons, which any word for them
// names.
func countPersons(questions []partnership.Question, subjects []subject) {
	at := noQuestion
	for i, q := range questions {
		if q.Kind != partnership.KindNumber || !countsPersons(q) {
			continue
		}
		if at >= 0 {
			return
		}
		at = i
	}
	if at >= 0 {
		subjects[at].persons = true
	}
}

// kindNouns are what people call a question by its kind.
var kindNouns = map[partnership.QuestionKind][]string{
	partnership.KindDate:       {"date", "deadline", "дата", "дате", "срок", "сроку"},
	partnership.KindChoice:     {"status", "статус", "статусу"},
	partnership.KindConfidence: {"confidence", "confident", "уверенность", "уверенности", "увереность", "уверен", "уверена", "уверены"},
	partnership.KindMoney:      {"money", "sum", "сумма", "сумму", "сумме", "деньги", "деньгам", "денег"},
	partnership.KindScale:      {"rating", "score", "grade", "оценка", "оценку", "оценки", "балл"},
	partnership.KindNPS:        {"nps", "recommendation", "рекомендация", "рекомендации"},
}

// tellsQuestion reports whether a word has a meaning of its own.
func tellsQuestion(w string) bool {
	switch {
	case utf8.RuneCountInString(w) < 3, fillers[w], askWords[w], periods[w] > 0, pastWords[w], nowWords[w], isValueWord(w), otherWords[w], hedgeWords[w]:
		return false
	default:
		return true
	}
}

// tellsItself reports whether a word that elsewhere makes a figure another one is
// what a question is about: "late", "open"; the budget, where it asks for no figure.
func tellsItself(q partnership.Question, w string) bool {
	if saidWords[w] && q.Kind == partnership.KindNumber && slices.Contains(wordsOf(q).text, w) {
		return true // how many were sent
	}
	if evaluated[w] && isFigureKind(q.Kind) && slices.Contains(wordsOf(q).text, w) {
		return true // the rating in the store
	}
	return utf8.RuneCountInString(w) > 3 && !askWords[w] && (lackWords[w] && w != "left" || asksAhead[w] && (q.Kind == partnership.KindYesNo || slices.Contains(wordsOf(q).text, w)))
}

// evaluated are what figures are called that people give; elsewhere they say nothing.
var evaluated = setOf("rating|score|оценка|рейтинг|балл")

// askWords are the words of questions that say nothing about what is asked.
var askWords = setOf("больше|меньше|всего|всех|time|how|many|much|what|which|when|where|who|why|did|does|your|their|has|have|any|will|would|can|are|was|were|per|and|the|you|out|from|into|under|joint|end|side|take|place|reach|work|since|share|rate|scale|not|fully|question|answer|сколько|какая|какой|какое|какие|когда|где|кто|что|как|насколько|какого|какую|ли|был|были|быть|есть|для|при|или|над|под|это|срок|вас|вам|ваш|ваша|ваши|наших|нашей|совместной|совместная|числа|доля|конец|конца|первый|первая|шкале|своими|словами|общего|нет|так|вопрос|средний|средняя")

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
	words := nameWords(text)
	found := noQuestion
	for _, w := range words {
		for i, s := range b.allSubjects() {
			if !namesAny(s.words, w) {
				continue
			}
			if found >= 0 && found != i {
				return severalQuestions
			}
			found = i
		}
	}
	if found == noQuestion {
		found = b.byKindred(words)
	}
	if found == noQuestion {
		found = b.topicIn(words)
	}
	return found
}

// topicIn returns the only question for text whose topic the words name.
func (b *book) topicIn(words []string) int {
	found := noQuestion
	for i, s := range b.allSubjects() {
		if !slices.ContainsFunc(words, s.topic.isNamedBy) {
			continue
		}
		if found >= 0 {
			return noQuestion
		}
		found = i
	}
	return found
}

// subjectsIn lists the questions that share a word with a text.
func (b *book) subjectsIn(text string) []int {
	var found []int
	words := nameWords(text)
	for i, s := range b.allSubjects() {
		if slices.ContainsFunc(words, func(w string) bool { return namesAny(s.words, w) || namesAny(s.shared, w) }) {
			found = append(found, i)
		}
	}
	return found
}

func (b *book) allSubjects() []subject {
	if b.subjects == nil {
		b.subjects = subjectsOf(b.Questions)
	}
	return b.subjects
}

// pointing are words that are alike to names and are none: "this quarter" means no things.
var pointing = setOf("про|под|при|без|для|над|про|pro|per|con|for|out|off|all|any|not|can|get|got|put|set|see|say|own|one|new|old|now|too|yet|via|see|this|that|these|those|there|then|they|them|their|thus|than")

// namesAny reports whether a word is a form of one of a question's own words, or
// another name for it.
func namesAny(words []string, word string) bool {
	if pointing[word] {
		return slices.Contains(words, word)
	}
	if isMeasure(word) {
		return slices.ContainsFunc(words, func(own string) bool { return own == word || sameStem(own, word) })
	}
	if evaluations[word] || isCyrillic(word) && isNumberWord(word) {
		return slices.Contains(words, word)
	}
	return slices.ContainsFunc(words, func(own string) bool {
		return own == word || sameStem(own, word) || sameRoot(own, word) || things[own] > 0 && things[own] == things[word] ||
			utf8.RuneCountInString(word) >= 3 && !fillers[word] && strings.HasPrefix(own, word) || isMisspelt(own, word) || isClipped(own, word)
	})
}

// sameRoot reports whether two long words agree in most of their letters:
// "satisfied" and "satisfaction".
func sameRoot(a, b string) bool {
	n := sameBytes(a, b)
	return utf8.RuneCountInString(a[:n]) >= 5 && utf8.RuneCountInString(a[n:]) <= 7 && utf8.RuneCountInString(b[n:]) <= 7
}
