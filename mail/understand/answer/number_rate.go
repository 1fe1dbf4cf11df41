package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// isRate recognises "a week" and "в день" behind a figure.
func isRate(tokens []lexeme, i int) bool {
	return i > 0 && periods[tokens[i].text] > 0 && (tokens[i-1].text == "a" || tokens[i-1].text == "an" || tokens[i-1].text == "/" || tokens[i-1].text == "в" && rateForms[tokens[i].text])
}

// rateForms are the cases in which a stretch of time behind "в" is a rate.
var rateForms = setOf("день|неделю|месяц|квартал|год|сутки|час")

// isPeriod recognises "this month" behind a figure; "a month" is a rate.
func isPeriod(tokens []lexeme, i int) bool {
	return i > 0 && periods[tokens[i].text] > 0 && periodPointers[tokens[i-1].text]
}

var periodPointers = setOf("this|the|that|current|in|for|за|этот|эту|этой|этом|текущий|текущую|текущем|текущей|весь|всю|данный|отчетный|отчетную|отчетном|отчетной|whole|full|of")

// otherPeriod reports whether a word names another stretch of time than the
// question does.
func otherPeriod(q partnership.Question, word string) bool {
	kind := periods[word]
	if kind == 0 || word == "today" {
		return false
	}
	for _, w := range wordsOf(q).text {
		if periods[w] > 0 && periods[w] != kind {
			return true
		}
	}
	return false
}

// isRateWord recognises the words of a rate that the question itself asks for.
func isRateWord(q partnership.Question, tokens []lexeme, i int) bool {
	if _, per, ok := strings.Cut(prose.Fold(q.Unit), "/"); ok && i > 0 && unitOf(strings.TrimSpace(per)).base == unitOf(tokens[i].text).base {
		return true
	}
	if w := tokens[i].text; isRate(tokens, i) || i+1 < len(tokens) && isRate(tokens, i+1) || w == "/" {
		return asksPer(q, tokens[min(i+1, len(tokens)-1)].text) || asksPer(q, w) // "118 drops a day"
	}
	return strings.Contains(prose.Fold(q.Unit), tokens[i].text) && ofRate.Matches(q.Unit) && unitOf(tokens[i].text).group == 0
}

// asksPer reports whether a question asks how many there are in a stretch of time.
func asksPer(q partnership.Question, period string) bool {
	if periods[period] == 0 {
		return false
	}
	text := wordsOf(q).text
	for i := 1; i < len(text); i++ {
		if periods[text[i]] == periods[period] && (text[i-1] == "per" || text[i-1] == "a" || text[i-1] == "each" || text[i-1] == "в" || text[i-1] == "за") {
			return true
		}
	}
	return false
}

// ofRate finds the unit of a rate.
var ofRate = prose.Lazily(`/|\bper\b|\bin a\b|\s[вна]+\s|\sза\s`)

// averageWords say that a figure stands for many. They are harmless where the
// question asks for what is usual.
var averageWords = setOf("average|avg|averaging|mean|usually|normally|typically|generally|среднем|обычно|средний|средняя|среднее|как правило")

var asksAverage = prose.Lazily(`average|typical|usual|\bdoes\b.*\btake\b|response time|how long|средн|занимает|обычно|сколько .*идет`)

// asksRate finds questions for a price or a rate of one thing.
var asksRate = prose.Lazily(`\bper\b|\bprice\b|тариф|цена|цену|за единицу|за штуку`)

// rhythms are the adjectives of what is counted in a stretch of time, with the place of
// that in periods.
var rhythms = []string{"daily|суточн|дневн|ежедневн", "weekly|недельн|еженедельн", "monthly|месячн|ежемесячн|помесячн", "quarterly|квартальн|ежеквартальн|поквартальн", "yearly|annual|годов|ежегодн"}

// rhythmOf is the stretch of time that a word names as an adjective, or zero.
func rhythmOf(word string) int {
	for i, row := range rhythms {
		if beginsWith(word, strings.Split(row, "|")) {
			return i + 1
		}
	}
	return 0
}

// namesOtherRhythm reports whether a word says that a figure counts in another stretch of
// time than the one of a question: "daily actives" are no monthly ones.
func namesOtherRhythm(q partnership.Question, word string) bool {
	told := rhythmOf(word)
	if told == 0 || ownWord(q, word) {
		return false
	}
	return slices.ContainsFunc(wordsOf(q).text, func(w string) bool { n := rhythmOf(w); return n > 0 && n != told })
}

// otherRate reports whether an adjective of time makes a figure one of a stretch of time
// that a question does not ask about.
func otherRate(q partnership.Question, word string) bool {
	return rhythmOf(word) > 0 && rateWords[word] && !wordsOf(q).rate && !wordsOf(q).average && !ownWord(q, word) && !slices.Contains(wordsOf(q).text, word)
}
