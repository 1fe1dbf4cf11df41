package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// boundFigure cuts out of a clause its only figure with the name of what was asked
// for right beside it: the "23 units" of "last week we managed to install 23 units",
// the "revenue of 88k" of "our best month with a revenue of 88k". What the figure is
// needs no guess then, and the rest need not be known, unless a word of it makes the
// figure another one. A measure says enough only of what was dealt to its question.
func boundFigure(q partnership.Question, text string, dealt bool) (string, bool) {
	fields := strings.Fields(withoutReferences(text))
	at := onlyFigure(fields)
	if at < 0 || len(fields) > maxBound || atPlace.Matches(text) {
		return "", false
	}
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = strings.Join(prose.Words(f), " ")
	}
	from, to := boundLeft(q, fields, words, at), boundRight(q, fields, words, at, dealt)
	remark := from < at && to == at && onScale(q) && at+1 < len(words) && !partWords[words[at+1]]
	if from == at && to == at || to == at && !remark && countsStranger(q, fields, words, at) || spoiled(q, words[:from], false, false) || spoiled(q, words[to+1:], true, remark) {
		return "", false
	}
	return strings.Trim(strings.Join(fields[from:to+1], " "), ",;:"), true
}

// countsStranger reports whether a word that is not known stands right behind a
// figure: it may be what that counts.
func countsStranger(q partnership.Question, fields, words []string, at int) bool {
	if at+1 == len(fields) || strings.ContainsAny(fields[at][len(fields[at])-1:], ",;:.)") {
		return false
	}
	return judgeWord(q, words[at+1], false) == reasonOther && unitOf(words[at+1]).group == 0
}

// maxBound is how many words a clause has at most.
const maxBound = 30

// onlyFigure is the place of the only figure in digits, or of the only number in
// words that is more than one; -1 if there are several.
func onlyFigure(fields []string) int {
	at := -1
	for i, f := range fields {
		w := strings.Join(prose.Words(f), "")
		if _, spoken := numberWords[w]; !hasFigure(f) && (!spoken || w == "one" || beginsWith(w, []string{"один", "одн"})) {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// boundLeft is where the name before a figure begins, or the figure's own place. Only
// words that say nothing stand between the two.
func boundLeft(q partnership.Question, fields, words []string, at int) int {
	first := at
	for i := at - 1; i >= max(0, at-maxBetween); i-- {
		w := words[i]
		switch {
		case namesAsked(q, w):
			return i
		case i+1 < at && strings.ContainsAny(fields[i][len(fields[i])-1:], ",;."):
			return first
		case roughWords[w] && first == i+1:
			first = i
		case !betweenWords[w] && w != "" && !roughWords[w]:
			return first
		}
	}
	return first
}

// boundRight is where the name behind a figure ends, or the figure's own place.
func boundRight(q partnership.Question, fields, words []string, at int, dealt bool) int {
	last := at
	for i := at; i < min(len(fields), at+maxBetween); i++ {
		w := words[i]
		_, scale := multipliers[w]
		switch {
		case i > at && (namesAsked(q, w) || dealt && ownUnit(q, w)):
			last = i
		case i > at && !scale && !isAdjective(w) && !ownWord(q, w):
			return last
		}
		if strings.ContainsAny(fields[i][len(fields[i])-1:], ",;:.)") {
			return last
		}
	}
	return last
}

// maxBetween is how many words stand between a figure and its name.
const maxBetween = 4

// betweenWords stand between a name and its figure, and say nothing.
var betweenWords = setOf("i|id|ill|we|wed|say|give|put|rate|call|it|can|would|only|still|stays|remains|remain|stayed|могу|можем|назвать|сказать|скажу|дам|даю|ставлю|поставлю|оцениваю|оценю|осталась|остается|is|was|were|are|at|of|a|an|the|to|came|stands|stood|reached|totalled|totaled|now|for|well|about|month|quarter|week|составила|составил|составило|составили|была|был|было|были|в|за|на|по|сейчас|месяц|квартал|неделю|это|вышла|вышло|вышел|равна|итого|уже|ну|где|то|так|примерно|около")

// namesAsked reports whether a word names what a question asks for, and not only
// how it asks.
func namesAsked(q partnership.Question, w string) bool {
	for part := range strings.FieldsSeq(w) {
		if tellsQuestion(part) && !isMeasure(part) && !isElsewhere(q, part) && (ownWord(q, part) || sameThing(q, part)) {
			return true
		}
	}
	return false
}

// isMeasure reports whether a word is a unit that measures anything: minutes, euros.
func isMeasure(w string) bool {
	group := unitOf(w).group
	return group != 0 && group != unitCount
}

// ownUnit reports whether a word is the question's unit.
func ownUnit(q partnership.Question, w string) bool {
	u := unitOf(w)
	return u.group != 0 && u.base == parseUnit(q.Unit).base
}

// spoiled reports whether words beside a bound figure make it another one: a plan's,
// a part's, a bound, a change, a lack. Of a remark behind a point on a scale nothing
// is a part.
func spoiled(q partnership.Question, words []string, behind, remark bool) bool {
	for i, w := range words {
		switch {
		case w == "" || ownMonth(q, w):
		case makesOther(q, w):
			return true
		case !remark && partWords[w] && (behind || w != "to") && !harmlessPhrase(q, words[i+1:]):
			return true
		case behind && (w == "per" || isEvery(words, i)):
			return true // a rate
		}
	}
	return false
}

// isEvery reports whether a period is one of many: "a week", «в неделю».
func isEvery(words []string, i int) bool {
	return periods[words[i]] > 0 && i > 0 && (words[i-1] == "a" || words[i-1] == "an" || words[i-1] == "в")
}

// makesOther reports whether a word anywhere beside a figure makes it another one.
func makesOther(q partnership.Question, w string) bool {
	switch {
	case isElsewhere(q, w), endsState(q, w), otherRate(q, w), fewWords[w], boundWords[w], changeWords[w], lossWords[w], lostWords[w], notAllWords[w], isNegation(w), conditions[w]:
		return true
	case wantWords[w], orWords[w], compareWords[w], lackWords[w], doubtWords[w], beginsWith(w, undoing), beginsWith(w, wishing):
		return true
	default:
		return numberedWords[w] && !ownWord(q, w) || !fillers[w] && otherDeed(q, w) || namesMeasure(q, w)
	}
}

// yoursAndOurs stand before a noun and say nothing of it.
var yoursAndOurs = setOf("ваш|ваше|вашу|вашего|вашему|вашем|наш|наше|нашу|нашего|нашем|этот|этого|этом")

// harmlessPhrase reports whether what follows a preposition confines nothing: a
// pronoun, the time that is asked for, what is asked about, nothing at all.
func harmlessPhrase(q partnership.Question, words []string) bool {
	for _, w := range words {
		switch {
		case articles[w], owners[w], yoursAndOurs[w], w == "":
		default:
			return officialese[w] || periods[w] > 0 && !otherPeriod(q, w) || pronounWords[w] || suited[w] || ownWord(q, w) || ownMonth(q, w)
		}
	}
	return true
}
