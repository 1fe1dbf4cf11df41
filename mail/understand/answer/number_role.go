package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// judgeWord decides about a word next to a figure.
func judgeWord(q partnership.Question, word string, before bool) reason {
	switch {
	case answersAsked(q, word), ownMonth(q, word):
		return understood
	case word == "на" && before, changeWords[word]:
		return reasonChange
	case boundWords[word] && !before && slices.Contains(wordsOf(q).text, word):
		return understood // "1,240 ha under contract"
	case boundWords[word]:
		return reasonBound
	case otherWords[word], lossWords[word] && !ownWord(q, word):
		return reasonUnclear
	case wordsOf(q).quarter && quarterName.Matches(word):
		return understood
	case fillers[word], pastWords[word], nowWords[word], roughWords[word], ownWord(q, word), before && standsBefore(q, word):
		return understood
	default:
		return reasonOther
	}
}

// standWords are limits and lacks, unless the question asks how long something was
// down or how much is left.
var standWords = setOf("up|down|left|late|open|ahead|behind")

// ownMonth reports whether a word names the month that a question names.
func ownMonth(q partnership.Question, word string) bool {
	month := monthNamed(word)
	return month > 0 && slices.ContainsFunc(wordsOf(q).own, func(w string) bool { return monthNamed(w) == month })
}

// quarterName is what people call a quarter of a year.
var quarterName = prose.Lazily(`^[qк][1-4]$`)

// answersAsked reports whether a word that else would count against a figure is
// what the question asks for: a point of a scale, a mean, a change.
func answersAsked(q partnership.Question, word string) bool {
	switch {
	case onScale(q) && scaleWords[word], (word == "еще" || word == "still") && asksStill.Matches(prose.Fold(q.Text)):
		return true
	case asksAhead[word]:
		return slices.Contains(wordsOf(q).text, word)
	case lackWords[word]:
		return ownWord(q, word) || asksLack.Matches(prose.Fold(q.Text))
	case tellsDeed(q, word):
		return true
	case standWords[word]:
		return slices.Contains(wordsOf(q).text, word)
	case averageWords[word]:
		return parseUnit(q.Unit).group == unitPercent || wordsOf(q).average
	case grewWords[word], beginsWith(word, growing), word == "на":
		return wordsOf(q).change
	default:
		return false
	}
}

// tellsDeed reports whether a word of change or loss tells of the very deed that is
// counted: "added", where it is asked how many were added.
func tellsDeed(q partnership.Question, word string) bool {
	return (changeWords[word] || lostWords[word]) && (slices.Contains(wordsOf(q).text, word) || !outcomes[word] && !beginsWith(word, changing) && sameDeed(q, word))
}

// asksLack finds questions for how many are missing.
var asksLack = prose.Lazily(`\bmissing\b|\bshort\b|\black\p{L}*|не хвата|недоста|нехватк`)

// asksStill finds questions for what is not done yet.
var asksStill = prose.Lazily(`\b(?:open|left|remain|waiting|pending|in progress|still|outstanding)|в работе|остал|остае|открыт|ожида|ждут|ждет|не закры`)

// onScale reports whether a question is answered with a point of a scale.
func onScale(q partnership.Question) bool { return q.Kind == partnership.KindScale || outOfTen(q.Kind) }

// standsBefore recognises the words that only stand before a figure.
func standsBefore(q partnership.Question, word string) bool {
	return showWords[word] || sourceWords[word] || periods[word] > 0 || sameThing(q, word)
}

// grewWords tell of a rise. Where a question asks for a change, they answer it.
var grewWords = setOf("won|another|additional|еще|up|by|grew|rose|increase|increased|growth|rise|plus|gained|выросли|вырос|выросло|выросла|увеличились|увеличился|рост|прирост|плюс|прибавили|подросли")

// growing begin more of them.
var growing = []string{"прибав", "добав", "прирос", "вырос", "увелич", "подрос", "increas", "gain"}

var asksChange = prose.Lazily(`\bnew\b|\badded\b|(?:^|\s)нов(?:ых|ые|ого)|прибав|\b(?:by how much|growth|grow|grew|change|increase|net)\b|на сколько|измен|прирост|динамик|выросл`)

// isElsewhere reports whether a word says that a figure is not the one that was
// asked for; a question for a forecast asks for it.
func isElsewhere(q partnership.Question, word string) bool {
	if monthNamed(word) > 0 && word != "may" && !ownMonth(q, word) {
		return true
	}
	if labelsOther(q, word) {
		return true
	}
	if !elsewhereWords[word] && !slices.ContainsFunc(elsewhereStems, func(s string) bool { return strings.HasPrefix(word, s) }) {
		return false
	}
	if outOfTen(q.Kind) && slices.ContainsFunc(wordsOf(q).text, func(w string) bool { return sameStem(w, word) }) {
		return false // the goal that one is confident to reach
	}
	if aheadWordsOfFigures[word] && asksToCome.Matches(prose.Fold(q.Text)) {
		return false
	}
	if lastWords.Matches(word) && slices.ContainsFunc(wordsOf(q).text, func(w string) bool { return sameStem(w, word) }) {
		return false // last week, where last week is asked for
	}
	return !asksAhead[word] || !slices.Contains(wordsOf(q).text, word)
}

// labelsOther reports whether a word is the name of another figure than the one that was
// asked for: of a point on a scale, of a sum where the mean is asked, of another quarter.
func labelsOther(q partnership.Question, word string) bool {
	asksMean := func() bool {
		return slices.ContainsFunc(wordsOf(q).text, func(w string) bool { return averageWords[w] })
	}
	switch {
	case namesOtherRhythm(q, word):
		return true
	case scaleNames[word] && !onScale(q), // "confidence 7"
		sumWords[word] && (asksMean() || wordsOf(q).rate), word == "всего" && wordsOf(q).rate, // "12,300 in total, so 60 on average"
		quarterName.Matches(word) && slices.ContainsFunc(wordsOf(q).own, quarterName.Matches):
		return !ownWord(q, word)
	default:
		return false
	}
}

// sumWords say that a figure is a sum, where what is usual may be asked for.
var sumWords = setOf("total|altogether|сумме|вместе")

// scaleNames name a point on a scale, and nothing that counts.
var scaleNames = setOf("confidence|nps|уверенность|уверенности|рекомендация")

// What will be is what questions for what is to come ask for.
var (
	aheadWordsOfFigures = setOf("will|gonna|будет|будем|будут")
	asksToCome          = prose.Lazily(`\bwill\b|\bgoing to\b|(?:^|\s)(?:буд[еу]т|приед[еу]т|прид[еу]т|понадоб\p{L}+|потреб\p{L}+)(?:$|[\s?])`)
)

var lastWords = prose.Lazily(`^(?:last|previous|past|прошл|предыдущ)`)

var asksAhead = setOf("expect|expected|forecast|projected|projection|budget|estimate|ожидаете|ожидаемый|ожидаемая|прогноз|бюджет|planned|plan|план|планируете")

// isPlural reports whether a word is the English plural of another one, however
// short.
func isPlural(one, many string) bool { return len(one) > 1 && !isCyrillic(one) && many == one+"s" }

// ownWord reports whether a word comes from the question itself.
func ownWord(q partnership.Question, word string) bool {
	if slices.Contains(kindNouns[q.Kind], word) {
		return true
	}
	if strings.Contains(word, "-") {
		return allBelong(prose.Words(word), q)
	}
	return slices.ContainsFunc(wordsOf(q).own, func(w string) bool { return sameStem(w, word) || isPlural(w, word) || isPlural(word, w) })
}
