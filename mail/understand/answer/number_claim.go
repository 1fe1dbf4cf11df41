package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// claim is what a clause says with a figure.
type claim struct {
	quantity
	why       reason // understood: the figure can be the answer
	beside    bool   // the clause says itself that its figure is another one
	said      bool   // the clause tells what the person said before
	past, now bool   // the clause speaks of what was, or of what is now
	bare      bool   // no word of the clause says what the figure counts
	total     bool   // the figure is the sum of the others
	named     bool   // a word of the question says what the figure counts
	spoken    bool   // the figure is in words
	depends   bool   // the figure depends on something
	lost      bool   // the figure tells of a loss
	foreign   bool   // the figure counts in a unit that the question can't
	leftOther bool   // words that are not known stand before the figure

	part  int  // the place of the clause in its text
	aside bool // the clause is in brackets, beside others
	asked bool // the clause is a question
}

// claimsIn reads the claims of a clause: none without a figure, two in
// "planned 50 but got 46", and else one.
func claimsIn(q partnership.Question, text, locale string) []claim {
	loneM := takesMillion(q)
	tokens := amounts(joinPhrases(lex(text, locale)), loneM)
	tokens = sumOf(withMinutes(withCents(tokens)))
	if first, second, ok := contrasted(q, tokens); ok {
		return []claim{first, second}
	}
	if c, ok := claimOf(q, tokens); ok {
		c = c.converted(q)
		c.foreign = isForeign(q, c)
		return []claim{c}
	}
	return nil
}

// takesMillion reports whether a bare "m" after a figure can mean million.
func takesMillion(q partnership.Question) bool {
	g := parseUnit(q.Unit).group
	return g != unitTime && g != unitMeasure
}

// readClause reads a clause that makes one claim.
func readClause(q partnership.Question, text, locale string) (quantity, reason) {
	claims := claimsIn(q, text, locale)
	at, why := chosenClaim([]clause{{text: text}}, claims)
	if why != understood {
		return quantity{}, why
	}
	return claims[at].quantity, understood
}

// holdsFigure reports whether a clause makes a claim.
func holdsFigure(q partnership.Question, text, locale string) bool {
	return len(claimsIn(q, text, locale)) > 0
}

// contrasted parts a clause in two where one half sets the other one off:
// "40 yesterday and 46 today".
func contrasted(q partnership.Question, tokens []lexeme) (first, second claim, ok bool) {
	for i, t := range tokens {
		if i == 0 || !contrastWords[t.text] {
			continue
		}
		left, right := tokens[:i], tokens[i:]
		if !holds(left) || !holds(right) {
			continue
		}
		first, one := claimOf(q, left)
		second, two := claimOf(q, withoutConjunction(right))
		second.total = second.total || anyOf(right, totalWords)
		first.foreign, second.foreign = isForeign(q, first), isForeign(q, second)
		if one && two && (first.why == understood && first.named && second.isAside() || first.foreign != second.foreign || first.beside || second.beside || first.past && second.now || first.now && second.past) {
			return first, second, true
		}
	}
	return first, second, false
}

// isAside reports whether a claim tells of something else than the one before
// it in its clause: "23 customers and lost 4".
func (c claim) isAside() bool {
	return c.beside || c.lost || c.why == reasonOther || c.why == reasonUnit
}

// converted puts a claim into the unit of the question where that is exact:
// "61 000 kg" where it asks for tonnes.
func (c claim) converted(q partnership.Question) claim {
	asked := parseUnit(q.Unit)
	factor, down, ok := c.unit.convert(asked)
	switch {
	case !ok || c.why != understood:
		return c
	case down:
		v := c.value.DivRound(factor, 6)
		if !v.Mul(factor).Equal(c.value) {
			return c
		}
		c.value = v
	default:
		c.value = c.value.Mul(factor)
	}
	c.unit = asked
	return c
}

// isForeign reports whether a claim counts in a unit that the question can't.
func isForeign(q partnership.Question, c claim) bool {
	asked := parseUnit(q.Unit)
	switch {
	case c.unit.isZero():
		return false
	case outOfTen(q.Kind) || q.Kind == partnership.KindScale:
		return c.unit.group != unitCount && !asked.fits(c.unit) || q.Unit == ""
	default:
		return !asked.fits(c.unit) || q.Unit == "" && q.Kind == partnership.KindNumber && isForeignUnit(q, c.unit)
	}
}

// withCents adds "50 коп." to the figure before it.
func withCents(tokens []lexeme) []lexeme {
	for i := 2; i+1 < len(tokens); i++ {
		t := tokens[i]
		if t.kind != figureLexeme || !strings.HasPrefix(tokens[i+1].text, "коп") && !strings.HasPrefix(tokens[i+1].text, "cent") {
			continue
		}
		at := i - 1
		for at >= 0 && tokens[at].kind != figureLexeme {
			at--
		}
		if at < 0 || !t.value.LessThan(decimal.NewFromInt(100)) {
			continue
		}
		out := slices.Clone(tokens[:i])
		out[at].value = out[at].value.Add(t.value.Shift(-2))
		return append(out, tokens[i+2:]...)
	}
	return tokens
}

// withMinutes adds the minutes of "1 h 30 min" to its hours.
func withMinutes(tokens []lexeme) []lexeme {
	for i := 0; i+3 < len(tokens); i++ {
		m := i + 2
		if tokens[m].text == "and" || tokens[m].text == "и" {
			m++
		}
		if m+1 >= len(tokens) || tokens[i].kind != figureLexeme || tokens[m].kind != figureLexeme || unitOf(tokens[i+1].text).base != "hour" || unitOf(tokens[m+1].text).base != "minute" {
			continue
		}
		out := slices.Clone(tokens)
		out[i].value = out[i].value.Add(tokens[m].value.DivRound(decimal.NewFromInt(60), 4))
		return append(out[:i+2], tokens[m+2:]...)
	}
	return tokens
}

var contrastWords = setOf("which|but|and|while|now|today|not|currently|yesterday|а|но|и|однако|теперь|сегодня|сейчас|стало|не|вчера|план|факт|plan|actual|was|were|было")

func holds(tokens []lexeme) bool {
	return slices.ContainsFunc(tokens, func(t lexeme) bool { return t.kind == figureLexeme })
}

// withoutConjunction drops the words that tie a clause to the one before it.
func withoutConjunction(tokens []lexeme) []lexeme {
	for len(tokens) > 1 && tieWords[tokens[0].text] {
		tokens = tokens[1:]
	}
	return tokens
}

var tieWords = setOf("but|and|while|so|then|which|а|но|и|однако|ну|то|ok|okay|well")

// claimOf reads what the words around the first figure make of it.
func claimOf(q partnership.Question, tokens []lexeme) (claim, bool) {
	tokens = withoutConjunction(tokens)
	at := slices.IndexFunc(tokens, func(t lexeme) bool { return t.kind == figureLexeme })
	if at < 0 {
		return claim{}, false
	}
	if to := resultAt(tokens, at); to > at {
		return claimAt(q, tokens[to:], 0)
	}
	return claimAt(q, tokens, at)
}

// claimAt reads the figure at a place.
func claimAt(q partnership.Question, tokens []lexeme, at int) (claim, bool) {
	n := tokens[at]
	c := claim{quantity: quantity{value: n.value, scaled: n.scaled}}
	c.said = anyOf(tokens, saidWords)
	c.past, c.now, c.total = anyOf(tokens, pastWords), anyOf(tokens, nowWords), anyOf(tokens, totalWords)
	before, rest := tokens[:at], tokens[at+1:]
	if len(before) > 0 && minusWords[before[len(before)-1].text] && !staysPositive(q) {
		before, c.value = before[:len(before)-1], c.value.Neg()
	}
	left := readLeft(q, before)
	if why := c.takeSecond(q, rest); why != understood && !left.beside {
		right := readRight(q, rest, false)
		if right.beside {
			c.beside = true
		} else {
			c.why = why
		}
		return c.spokenClearly(n, true)
	}
	if c.outOf != nil {
		rest = rest[slices.IndexFunc(rest, func(t lexeme) bool { return t.kind == figureLexeme })+1:]
	}
	right := readRight(q, rest, !left.unit.isZero())
	c.named = right.named || !right.unit.isZero()
	c.spoken = n.spoken
	c.depends = anyOf(tokens, dependWords)
	c.leftOther = left.why == reasonOther
	c.lost = anyOf(tokens, lossWords) || anyOf(tokens, setLost)
	c.thing = right.thing && right.unit.isZero()
	c.unit, c.rough = right.unit, left.rough || right.rough || n.spoken && isInverted(q, before, c.value)
	if right.unit.isZero() {
		c.unit = left.unit
	}
	c.beside = left.beside || right.beside
	c.bare = !right.named && c.unit.isZero() && right.why != reasonUnit && right.why != reasonOther && c.outOf == nil && !hasSign(before, "+") && !hasSign(before, "-")
	if left.why == reasonOther && left.done && (right.named || !c.unit.isZero()) {
		left.why = understood
	}
	switch {
	case n.fault != understood:
		c.why = n.fault
	case left.why != understood:
		c.why = left.why
	case right.why != understood:
		c.why = right.why
	case !left.unit.isZero() && !right.unit.isZero() && left.unit.base != right.unit.base:
		c.why = reasonUnit
	}
	return c.spokenClearly(n, false)
}

// minusWords before a figure make it negative, or tell of a loss.
var minusWords = setOf("minus|negative|минус")

// staysPositive reports whether a question's figure has only been positive, so
// that "minus 5" can mean "5 fewer".
func staysPositive(q partnership.Question) bool {
	return q.Min != nil && !q.Min.IsNegative() || q.Last != nil && q.Last.IsPositive() || q.Target != nil && q.Target.IsPositive()
}

func hasSign(tokens []lexeme, sign string) bool {
	return slices.ContainsFunc(tokens, func(t lexeme) bool { return t.kind == signLexeme && t.text == sign })
}

// isInverted recognises "тонн сорок", which says "about forty".
func isInverted(q partnership.Question, before []lexeme, v decimal.Decimal) bool {
	if len(before) != 1 || !v.IsPositive() || !v.Mod(decimal.NewFromInt(5)).IsZero() {
		return false
	}
	word := before[0].text
	many := strings.HasSuffix(word, "ов") || strings.HasSuffix(word, "ей") || strings.HasSuffix(word, "ек") || word == "тонн" || word == "штук" || strings.HasSuffix(word, "ок") || strings.HasSuffix(word, "ин")
	return many && (ownWord(q, word) || sameThing(q, word) || unitOf(word).group != 0)
}

// sumOf leaves the result of "85 + 45 = 130" and of "130 = 85 + 45".
func sumOf(tokens []lexeme) []lexeme {
	at := slices.IndexFunc(tokens, func(t lexeme) bool { return t.text == "=" })
	if at < 0 {
		return tokens
	}
	left, leftCount := addUp(tokens[:at])
	right, rightCount := addUp(tokens[at+1:])
	switch {
	case leftCount > 1 && rightCount == 1 && left.Equal(right):
		return tokens[at+1:]
	case leftCount == 1 && rightCount > 1 && left.Equal(right):
		return tokens[:at]
	default:
		return tokens
	}
}

func addUp(tokens []lexeme) (sum decimal.Decimal, figures int) {
	for _, t := range tokens {
		if t.kind == figureLexeme && t.fault == understood {
			sum = sum.Add(t.value)
			figures++
		}
	}
	return sum, figures
}

// spokenClearly drops a claim whose number in words may be no number at all:
// "one more thing".
func (c claim) spokenClearly(n lexeme, second bool) (claim, bool) {
	switch {
	case !n.spoken || second || c.why == understood || c.beside:
		return c, true
	default:
		return c, n.value.GreaterThan(two) || n.scaled || n.fault != understood
	}
}

// takeSecond judges a second figure in the clause: the scale that the first one
// is out of, one that it is compared with, or a reason to ask.
func (c *claim) takeSecond(q partnership.Question, rest []lexeme) reason {
	next := slices.IndexFunc(rest, func(t lexeme) bool { return t.kind == figureLexeme })
	switch {
	case next < 0, isRemarkTo(q, rest[:next]), isOutOf(rest[:next]) && isPlanned(q, rest[next+1:]), slices.ContainsFunc(rest[:next], func(t lexeme) bool { return compareWords[t.text] || remarkWords[t.text] }):
		return understood
	case isOutOf(rest[:next]):
		c.outOf = &rest[next].value
		return understood
	default:
		return severalReason(rest[:next])
	}
}

// isRemarkTo reports whether the words between two figures name what the first
// one counts and tell of what, by whom or for how much: "388 orders worth 41k".
func isRemarkTo(q partnership.Question, between []lexeme) bool {
	named := false
	for i, t := range between {
		switch {
		case named && remarkTies[t.text]:
			return !anyOf(between[i+1:], eitherWord)
		case t.kind == wordLexeme && (unitOf(t.text).group != 0 || ownWord(q, t.text) || sameThing(q, t.text)):
			named = true
		case !fillers[t.text] && t.text != ".":
			return false
		}
	}
	return false
}

// isPlanned reports whether words behind a figure make it a plan's.
func isPlanned(q partnership.Question, tokens []lexeme) bool {
	return len(tokens) > 0 && isElsewhere(q, tokens[0].text)
}

// remarkTies tie a remark with a figure to a figure that is named.
var remarkTies = setOf("from|by|worth|из|на|стоимостью|ofwhich|across|силами")

// dependWords make a figure depend on something.
var dependWords = setOf("if|unless|once|provided|если|когда|при условии")

// setLost are words of losing.
var setLost = setOf("lost|lose|потеряли|ушло|ушли|отвалились|отвалилось")

func anyOf(tokens []lexeme, words wordSet) bool {
	return slices.ContainsFunc(tokens, func(t lexeme) bool { return words[t.text] })
}

// resultAt finds the second figure of "up from 40 to 46", "с 40 до 46" and
// "40 -> 46", which is the answer.
func resultAt(tokens []lexeme, first int) int {
	next := slices.IndexFunc(tokens[first+1:], func(t lexeme) bool { return t.kind == figureLexeme })
	if next < 0 {
		return -1
	}
	next += first + 1
	between := tokens[first+1 : next]
	last := between[max(0, len(between)-1):]
	switch {
	case len(between) == 0:
		return -1
	case (last[0].text == "to" || last[0].text == "до") && first > 0 && startOfMove[tokens[first-1].text] && tellsMove(tokens[:first]):
		return next
	case isArrow(between):
		return next
	case (replaceTies[last[0].text]) && anyOf(tokens[:first], replaceWords):
		return next
	case (last[0].text == "to" || last[0].text == "до") && startOfMove[tokens[max(0, first-1)].text] && anyOf(tokens[next:], nowWords):
		return next
	default:
		return -1
	}
}

// replaceWords ask to put one figure in another one's place.
var (
	replaceWords = setOf("replace|change|correct|swap|замените|исправьте|поменяйте|исправить|заменить|поменять|измените")
	replaceTies  = setOf("by|with|to|into|for|на")
)

// startOfMove stand before what a figure was, or by how much it moved.
var startOfMove = setOf("from|versusfrom|by|с|со|на")

// tellsMove reports whether a verb tells of a move: a known one, or any Russian
// verb in the past, but none of to and fro.
func tellsMove(tokens []lexeme) bool {
	return slices.ContainsFunc(tokens, func(t lexeme) bool {
		return movedWords[t.text] || t.kind == wordLexeme && len(tokens) > 1 && pastTense.Matches(t.text) && !wavers.Matches(t.text)
	})
}

var (
	pastTense = prose.Lazily(`[аеиоуыяю](?:ли|ла|ло|л|лся|лась|лось|лись)$`)
	wavers    = prose.Lazily(`^(?:колеб|варьир|менял|плавал|был|составля)`)
)

func isArrow(tokens []lexeme) bool {
	var signs strings.Builder
	for _, t := range tokens {
		signs.WriteString(t.text)
	}
	return slices.Contains([]string{"->", "→", "=>", "-->", "➡"}, signs.String())
}

// isOutOf recognises what stands between the figures of "7/10", "7 out of 10"
// and "7 из 10".
func isOutOf(between []lexeme) bool {
	var words []string
	for _, t := range between {
		words = append(words, t.text)
	}
	switch strings.Join(words, " ") {
	case "/", "of", "out of", "из", "баллов из", "балла из", "points out of", "points of", "on a scale of", "stars out of":
		return true
	default:
		return false
	}
}

// severalReason tells a range from two figures.
func severalReason(between []lexeme) reason {
	for _, t := range between[:min(2, len(between))] {
		switch t.text {
		case "-", "to", "до", "till", ".", "…", "and", "и":
			return reasonRange
		}
	}
	return reasonSeveral
}

// side is what the words on one side of a figure say about it.
type side struct {
	unit   unit
	why    reason
	rough  bool
	beside bool
	named  bool // a word of the question stands there
	thing  bool // the figure counts things
	done   bool // all words that are not known tell of a doing
}

// readLeft judges what stands before a figure.
func readLeft(q partnership.Question, tokens []lexeme) side {
	s := side{done: true}
	result := namesResult(tokens)
	for i, t := range tokens {
		last := i == len(tokens)-1
		why := understood
		switch {
		case result && (movedWords[t.text] || last):
		case t.kind == signLexeme:
			why = leftSign(q, t, i == 0)
			s.rough = s.rough || t.text == "~"
		case knownUnits[t.text].group == unitMoney || t.text == "%" || last && utf8.RuneCountInString(t.text) > 2 && knownUnits[t.text].group != 0:
			s.unit = unitOf(t.text)
		case last && shiftingWords[t.text]:
			why = reasonUnclear
		case roughWords[t.text]:
			s.rough = true
		case isNegationBefore(tokens[i:]), isElsewhere(q, t.text), otherPeriod(q, t.text):
			s.beside, why = true, reasonUnclear
		default:
			why = judgeWord(q, t.text, true)
			if why == reasonOther && isSource(tokens, i) {
				why = understood
			}
			if t.text == "на" && i > 0 && reachesBefore(q, tokens[:i]) {
				why = understood
			}
			s.named = s.named || ownWord(q, t.text)
		}
		s.done = s.done && (why == understood || doneWords[t.text])
		if why != understood && s.why == understood {
			s.why = why
		}
	}
	return s
}

// isSource reports whether the word at i names what a figure was read from.
func isSource(tokens []lexeme, i int) bool {
	return anyOf(tokens[max(0, i-3):i], sourceWords) || i+1 < len(tokens) && showWords[tokens[i+1].text]
}

// reachesBefore reports whether a verb before "на" says where a figure stands,
// and not by how much it changed: "закрылись на 870".
func reachesBefore(q partnership.Question, tokens []lexeme) bool {
	return !anyOf(tokens, changeWords) && slices.ContainsFunc(tokens, func(t lexeme) bool {
		return doneWords[t.text] || fillers[t.text] || ownWord(q, t.text)
	})
}

// isNegationBefore recognises "not" and "not a" right before a figure.
func isNegationBefore(tokens []lexeme) bool {
	return (tokens[0].text == "not" || tokens[0].text == "не") && (len(tokens) == 1 || len(tokens) == 2 && linkWords[tokens[1].text])
}

// namesResult recognises "fell to" and "снизилась до" before a figure.
func namesResult(tokens []lexeme) bool {
	last := len(tokens) - 1
	if last < 1 || tokens[last].text != "to" && tokens[last].text != "до" && tokens[last].text != "at" {
		return false
	}
	return anyOf(tokens[:last], movedWords) && !(tokens[last-1].text == "up" && last == 1)
}

func leftSign(q partnership.Question, t lexeme, first bool) reason {
	switch t.text {
	case "+":
		if asksChange.Matches(prose.Fold(q.Text)) || q.Min != nil && q.Min.IsNegative() || outOfTen(q.Kind) {
			return understood
		}
		return reasonChange
	case ":", "=", "~", ",", ".", "→", "•", "·", "#", "_", "(", ")", "👉", "✅", "|":
		return understood
	case "-":
		// A bullet looks like a minus where negative values make sense.
		if first && (q.Min == nil || q.Min.IsNegative()) && !outOfTen(q.Kind) {
			return reasonSign
		}
		return understood
	case ">", "<", "≥", "≤":
		return reasonBound
	case "±":
		return reasonRange
	default:
		return reasonUnclear
	}
}

// readRight judges what stands after a figure and finds its unit.
func readRight(q partnership.Question, tokens []lexeme, named bool) side {
	s := side{named: named}
	if len(tokens) > 0 && tokens[0].text == "ofwhich" {
		s.beside, s.why = true, reasonUnclear
		return s
	}
	for i, t := range tokens {
		switch {
		case !s.unit.isZero() && t.kind == figureLexeme && t.value.IsZero() && i+1 < len(tokens) && strings.HasPrefix(tokens[i+1].text, "коп"):
			return s // "500 руб. 00 коп."
		case t.kind == signLexeme:
			s.why = rightSign(t)
		case isOutOf(tokens[i:min(len(tokens), i+2)]) && holds(tokens[i:]), isOutOf(tokens[i:i+1]) && holds(tokens[i:]):
			return s
		case t.kind == figureLexeme, compareWords[t.text], i > 0 && remarkTies[t.text] && isRemarkTo(q, append(slices.Clone(tokens[:i]), t)) && holds(tokens[i:]):
			return s // what it is compared with
		case t.text == "something":
			s.why = reasonBound
		case isRateWord(q, tokens, i), isFiller(tokens, i), averageWords[t.text] && asksAverage.Matches(prose.Fold(q.Text)), rateWords[t.text] && asksRate.Matches(prose.Fold(q.Text)):
		case isRate(tokens, i):
			s.why = reasonUnclear
		case isPeriod(tokens, i):
			s.beside = otherPeriod(q, t.text)
		case s.unit.isZero() && unitOf(t.text).group != 0:
			s.unit = unitOf(t.text)
		case roughWords[t.text]:
			s.rough = true
		case isElsewhere(q, t.text):
			s.beside = true
		case (commentWords[t.text] || remarkWords[t.text]) && (i > 0 || !ownWord(q, t.text)):
			s.takeRemark(tokens[i:])
			return s
		default:
			s.why = judgeRight(q, tokens, i)
			s.named = s.named || s.why == understood && (ownWord(q, t.text) || sameThing(q, t.text))
			s.thing = s.thing || things[t.text] > 0
		}
		if s.why == reasonOther && (s.named || !s.unit.isZero()) && !partWords[tokens[max(0, i-1)].text] && isLooseRemark(q, tokens[i:]) {
			s.why = understood
			return s
		}
		if s.beside {
			s.why = reasonUnclear
		}
		if s.why != understood {
			s.beside = s.beside || slices.ContainsFunc(tokens[i:], func(t lexeme) bool { return t.kind == wordLexeme && isElsewhere(q, t.text) })
			return s
		}
	}
	return s
}

// takeRemark judges a remark behind a figure.
func (s *side) takeRemark(tokens []lexeme) {
	s.why = judgeRemark(tokens)
	for _, t := range tokens {
		s.rough = s.rough || t.text == "notfinal" || t.text == "counting"
	}
}

// judgeRight judges a word that is neither a unit nor a remark.
func judgeRight(q partnership.Question, tokens []lexeme, i int) reason {
	why := judgeWord(q, tokens[i].text, false)
	if why == reasonOther && sameThing(q, tokens[i].text) {
		return understood
	}
	return why
}

// isFiller recognises a word that adds nothing to what stands before it.
func isFiller(tokens []lexeme, i int) bool {
	return fillers[tokens[i].text] && (i == 0 && tokens[i].text != "в" && tokens[i].text != "a" || i > 0 && tokens[i-1].text != "в" && tokens[i-1].text != "a")
}

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
	for _, w := range prose.Words(q.Text) {
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
	return strings.Contains(prose.Fold(q.Unit), tokens[i].text) && strings.ContainsAny(q.Unit, "/ ") && unitOf(tokens[i].text).group == 0
}

// averageWords say that a figure stands for many. They are harmless where the
// question asks for what is usual.
var averageWords = setOf("average|avg|averaging|mean|usually|normally|typically|generally|среднем|обычно|средний|средняя|среднее|как правило")

var asksAverage = prose.Lazily(`average|typical|usual|\bdoes\b.*\btake\b|response time|how long|средн|занимает|обычно|сколько .*идет`)

// asksRate finds questions for a price or a rate of one thing.
var asksRate = prose.Lazily(`\bper\b|\bprice\b|тариф|цена|цену|за единицу|за штуку`)

func rightSign(t lexeme) reason {
	switch t.text {
	case "+", ">", "<", "±":
		return reasonBound
	case "?":
		return reasonUnsure
	case "(", ")", "[", "]", ".", ",", ":", ";", "!", "*", "|", "…", "_", "`":
		return understood
	}
	if r := []rune(t.text)[0]; unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) {
		return understood // emoji
	}
	return reasonUnclear // "3‰", "3/4"
}

// judgeWord decides about a word next to a figure.
func judgeWord(q partnership.Question, word string, before bool) reason {
	onScale := q.Kind == partnership.KindScale || outOfTen(q.Kind)
	switch {
	case averageWords[word] && asksAverage.Matches(prose.Fold(q.Text)):
		return understood
	case grewWords[word] && asksChange.Matches(prose.Fold(q.Text)), word == "на" && asksChange.Matches(prose.Fold(q.Text)):
		return understood
	case onScale && scaleWords[word]:
		return understood
	case word == "на" && before, changeWords[word]:
		return reasonChange
	case boundWords[word]:
		return reasonBound
	case otherWords[word], lossWords[word] && !ownWord(q, word):
		return reasonUnclear
	case fillers[word], pastWords[word], showWords[word] && before, sourceWords[word] && before, nowWords[word], roughWords[word], ownWord(q, word), periods[word] > 0 && before:
		return understood
	case before && sameThing(q, word):
		return understood
	default:
		return reasonOther
	}
}

// grewWords tell of a rise. Where a question asks for a change, they answer it.
var grewWords = setOf("up|by|grew|rose|increase|increased|growth|rise|plus|gained|выросли|вырос|выросло|выросла|увеличились|увеличился|рост|прирост|плюс|прибавили|подросли")

var asksChange = prose.Lazily(`\b(?:by how much|growth|grow|grew|change|increase|net)\b|на сколько|измен|прирост|динамик|выросл`)

// isElsewhere reports whether a word says that a figure is not the one that was
// asked for; a question for a forecast asks for it.
func isElsewhere(q partnership.Question, word string) bool {
	if monthNamed(word) > 0 && word != "may" && !ownWord(q, word) {
		return true
	}
	if !elsewhereWords[word] && !slices.ContainsFunc(elsewhereStems, func(s string) bool { return strings.HasPrefix(word, s) }) {
		return false
	}
	return !asksAhead[word] || !slices.Contains(prose.Words(q.Text), word)
}

var asksAhead = setOf("expect|expected|forecast|projected|projection|budget|estimate|ожидаете|ожидаемый|ожидаемая|прогноз|бюджет|planned|plan|план|планируете")

// ownWord reports whether a word comes from the question itself.
func ownWord(q partnership.Question, word string) bool {
	if slices.Contains(kindNouns[q.Kind], word) {
		return true
	}
	for _, source := range []string{q.Unit, q.ID, q.KPI, q.Text} {
		for _, w := range prose.Words(source) {
			if sameStem(w, word) {
				return true
			}
		}
	}
	return false
}
