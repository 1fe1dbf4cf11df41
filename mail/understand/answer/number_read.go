package answer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// quantity is a figure with what was written around it.
type quantity struct {
	value  decimal.Decimal
	scaled bool
	unit   unit
	outOf  *decimal.Decimal // "7 of 10"
}

// readAmount finds the one figure in a text that answers a question for a
// number. The figure must stand in a clause that says nothing else; remarks
// may surround it. Anything that could be another figure makes it unclear.
func readAmount(q partnership.Question, text, locale string) (quantity, reason) {
	parts := clauses(text)
	at, why := figureClause(q, parts, locale)
	if why != understood {
		return quantity{}, why
	}
	c := parts[at]
	switch {
	case c.aside && len(parts) > 1:
		return quantity{}, reasonUnclear
	case c.asked, isQualified(parts, at):
		return quantity{}, reasonUnsure
	default:
		return readClause(q, c.text, locale)
	}
}

// figureClause finds the clause with the figure; figures of later clauses may
// only be compared with it.
func figureClause(q partnership.Question, parts []clause, locale string) (int, reason) {
	found := -1
	for i, c := range parts {
		switch {
		case !holdsFigure(q, c.text, locale):
		case found < 0:
			found = i
		case !c.aside && !startsAside(c.text):
			return found, reasonSeveral
		}
	}
	if found < 0 {
		return found, reasonNoNumber
	}
	return found, understood
}

// isQualified reports whether another clause of the sentence makes the one at
// a place depend on something: "120, if the deal closes".
func isQualified(parts []clause, at int) bool {
	for i, c := range parts {
		if i == at || c.sentence != parts[at].sentence || c.aside {
			continue
		}
		compares := i > at && startsAside(c.text)
		if isConditional(c.text) && !compares {
			return true
		}
	}
	return false
}

// holdsFigure reports whether a clause has a number in digits, or says a
// number in words and nothing else.
func holdsFigure(q partnership.Question, text, locale string) bool {
	spoken := false
	for _, t := range amounts(lex(text, locale), true) {
		if t.kind == figureLexeme && !t.spoken {
			return true
		}
		spoken = spoken || t.spoken
	}
	if !spoken {
		return false
	}
	_, why := readClause(q, text, locale)
	return why == understood || why == reasonOutOfRange || why == reasonRange || why == reasonSeveral
}

// startsAside reports whether a clause with a figure only compares: "was 120".
func startsAside(text string) bool {
	words := prose.Words(text)
	return len(words) > 1 && asideWords[words[0]]
}

var asideWords = setOf("was|were|up|down|from|vs|versus|last|previously|previous|target|plan|compared|against|before|instead|было|был|была|ранее|раньше|вместо|план|цель|против|прошлый|прошлом|рост|вырос|выросло|упало|прогноз")

func isConditional(text string) bool {
	for _, w := range prose.Words(text) {
		if conditionWords[w] {
			return true
		}
	}
	return false
}

var conditionWords = setOf("if|unless|expect|expected|hope|hoping|maybe|perhaps|probably|possibly|target|plan|forecast|not|если|надеюсь|надеемся|наверное|наверно|возможно|вероятно|может|план|цель|прогноз|не|ожидаем")

// readClause reads a clause that holds nothing but a figure and its unit.
func readClause(q partnership.Question, text, locale string) (quantity, reason) {
	asked := parseUnit(q.Unit)
	loneM := asked.group != unitTime && asked.group != unitMeasure
	tokens := amounts(lex(text, locale), loneM)
	at := slices.IndexFunc(tokens, func(t lexeme) bool { return t.kind == figureLexeme })
	if at < 0 {
		return quantity{}, reasonNoNumber
	}
	n := tokens[at]
	out := quantity{value: n.value, scaled: n.scaled}
	left, why := readLeft(q, tokens[:at])
	if why != understood {
		return out, why
	}
	rest := tokens[at+1:]
	if next := slices.IndexFunc(rest, func(t lexeme) bool { return t.kind == figureLexeme }); next >= 0 {
		if !isOutOf(rest[:next]) {
			return out, severalReason(rest[:next])
		}
		out.outOf = &rest[next].value
		rest = rest[next+1:]
	}
	right, why := readRight(q, rest)
	switch {
	case n.fault != understood:
		return out, n.fault
	case why != understood:
		return out, why
	case !left.isZero() && !right.isZero() && left.base != right.base:
		return out, reasonUnit
	}
	out.unit = right
	if right.isZero() {
		out.unit = left
	}
	return out, understood
}

// isOutOf recognises what stands between the figures of "7/10", "7 out of 10"
// and "7 из 10".
func isOutOf(between []lexeme) bool {
	var words []string
	for _, t := range between {
		words = append(words, t.text)
	}
	switch strings.Join(words, " ") {
	case "/", "of", "out of", "из", "баллов из", "балла из", "points out of", "points of":
		return true
	default:
		return false
	}
}

// severalReason tells a range from two figures.
func severalReason(between []lexeme) reason {
	for _, t := range between {
		switch t.text {
		case "-", "to", "до", "till", ".", "…", "and", "и":
			return reasonRange
		}
	}
	return reasonSeveral
}

// readLeft judges what stands before a figure and returns a currency there.
func readLeft(q partnership.Question, tokens []lexeme) (unit, reason) {
	var u unit
	result := namesResult(tokens)
	for i, t := range tokens {
		switch {
		case result && (movedWords[t.text] || i == len(tokens)-1):
		case t.kind == signLexeme:
			if why := leftSign(q, t, i == 0); why != understood {
				return u, why
			}
		case knownUnits[t.text].group == unitMoney || t.text == "%":
			u = unitOf(t.text)
		case i == len(tokens)-1 && shiftingWords[t.text]:
			return u, reasonUnclear
		default:
			if why := judgeWord(q, t.text, true); why != understood {
				return u, why
			}
		}
	}
	return u, understood
}

// namesResult recognises "fell to" and "снизилась до" before a figure.
func namesResult(tokens []lexeme) bool {
	last := len(tokens) - 1
	if last < 1 || tokens[last].text != "to" && tokens[last].text != "до" {
		return false
	}
	return slices.ContainsFunc(tokens[:last], func(t lexeme) bool { return movedWords[t.text] })
}

func leftSign(q partnership.Question, t lexeme, first bool) reason {
	switch t.text {
	case ":", "=", "~", "+", ",", ".", "→", "•", "·", "#", "_", "(", ")", "👉", "✅":
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

// readRight judges what stands after a figure and returns its unit.
func readRight(q partnership.Question, tokens []lexeme) (unit, reason) {
	var u unit
	for i, t := range tokens {
		why := understood
		switch {
		case t.kind == signLexeme:
			why = rightSign(t)
		case isRateWord(q, tokens, i), isFiller(tokens, i):
		case u.isZero() && unitOf(t.text).group != 0:
			u = unitOf(t.text)
		case commentWords[t.text] && (i > 0 || !ownWord(q, t.text)):
			return u, judgeComment(tokens[i:])
		default:
			why = judgeWord(q, t.text, false)
			if why == reasonUnit && u.isZero() && isThing(q, tokens, i) {
				why = understood
				if q.Unit == "" && !describes(t) {
					u = unitOf(t.text)
				}
			}
		}
		if why != understood {
			return u, why
		}
	}
	return u, understood
}

// isFiller recognises a word that adds nothing to what stands before it.
func isFiller(tokens []lexeme, i int) bool {
	return i > 0 && fillers[tokens[i].text] && tokens[i-1].text != "в"
}

// isRateWord recognises the words of a rate that the question itself asks for.
func isRateWord(q partnership.Question, tokens []lexeme, i int) bool {
	return strings.Contains(prose.Fold(q.Unit), tokens[i].text) && strings.ContainsAny(q.Unit, "/ ") && unitOf(tokens[i].text).group == 0
}

func rightSign(t lexeme) reason {
	switch t.text {
	case "+", ">", "<", "±":
		return reasonBound
	case "?":
		return reasonUnsure
	case "/", "=", "-", "^", "×":
		return reasonUnclear
	}
	if strings.ContainsFunc(t.text, unicode.IsNumber) {
		return reasonUnclear // "1½"
	}
	return understood // smileys and stray strokes
}

// judgeWord decides about a word next to a figure.
func judgeWord(q partnership.Question, word string, before bool) reason {
	onScale := q.Kind == partnership.KindScale || outOfTen(q.Kind)
	switch {
	case onScale && scaleWords[word]:
		return understood
	case word == "на" && before, changeWords[word]:
		return reasonChange
	case boundWords[word]:
		return reasonBound
	case otherWords[word]:
		return reasonUnclear
	case fillers[word], ownWord(q, word):
		return understood
	case before:
		return reasonUnclear
	default:
		return reasonUnit
	}
}

func judgeComment(tokens []lexeme) reason {
	for _, t := range tokens {
		if t.kind == figureLexeme || t.text == "?" {
			return reasonUnclear
		}
	}
	return understood
}

// ownWord reports whether a word comes from the question itself.
func ownWord(q partnership.Question, word string) bool {
	for _, source := range []string{q.Unit, q.ID, q.KPI, q.Text} {
		for _, w := range prose.Words(source) {
			if sameStem(w, word) {
				return true
			}
		}
	}
	return false
}
