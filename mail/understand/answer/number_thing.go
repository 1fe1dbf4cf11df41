package answer

import (
	"strings"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// isThing reports whether the word at i after a figure belongs to the reader's
// own name for what the question counts: "130 новых лидов" where it asks for
// leads. No list could hold all those words, so they are told by what they are
// not: the unit of another dimension, a date, a verb, a word for what was lost.
func isThing(q partnership.Question, tokens []lexeme, i int) bool {
	if i > 0 && tokens[0].text == "." { // of "тыс."
		tokens, i = tokens[1:], i-1
	}
	switch {
	case !countsThings(q) || i > 1:
		return false
	case i == 1:
		return describes(tokens[0]) && namesThing(tokens[1])
	case describes(tokens[0]):
		return len(tokens) > 1 && namesThing(tokens[1])
	default:
		return namesThing(tokens[0])
	}
}

func namesThing(word lexeme) bool {
	switch {
	case word.kind != wordLexeme, word.joined, utf8.RuneCountInString(word.text) < 3:
		return false
	case unitOf(word.text).group != 0, isValueWord(word.text), clockWords[word.text], lossWords[word.text], describes(word):
		return false
	default:
		return !noThing.Matches(word.text)
	}
}

// countsThings reports whether a question asks how many of something, in a unit
// that has no meaning of its own. A question without a unit may, too.
func countsThings(q partnership.Question) bool {
	if q.Unit == "" {
		return true
	}
	if q.Kind != partnership.KindNumber || strings.Contains(q.Unit, "/") {
		return false
	}
	for _, t := range lex(q.Unit, localeEnglish) {
		_, scaled := multipliers[t.text]
		if scaled || t.kind != wordLexeme || unitOf(t.text).group != 0 {
			return false
		}
	}
	return true
}

// describes recognises a word that stands before the thing: "new", "новых".
func describes(word lexeme) bool {
	return word.kind == wordLexeme && !word.joined && (word.text == "new" || adjective.Matches(word.text))
}

var (
	adjective = prose.Lazily(`(?:ых|их|ые|ие|ый|ий|ая|яя|ое|ее)$`)
	// noThing are endings of participles, verbs and adverbs.
	noThing = prose.Lazily(`(?:ed|ing|ly|er|n't|л|ла|ло|ли|лось|лись|лся|лась|ть|ться|тся|ает|яет|ует|еет|ют|ут|ят|аем|яем|уем|им|о|ше|же|аны|ены|яны|ана|ена|яна)$`)
)

var clockWords = setOf("oclock|noon|midnight|утра|вечера|ночи|полудня")

// lossWords speak of what does not count any more.
var lossWords = setOf(
	"loss|losses|refunds|refund|cancellations|cancellation|rejections|refusals|dropouts|misses|churn|failures|fewer|less",
	"отказ|отказа|отказов|потерь|потери|отмен|отмены|возврат|возврата|возвратов|отписок|брака|провалов|отсев",
)
