package answer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/partnership"
)

// readRight judges what stands after a figure and finds its unit. named says that
// a unit stands before the figure.
func readRight(q partnership.Question, tokens []lexeme, named bool) side {
	s := side{named: named}
	if len(tokens) > 0 && tokens[0].text == "ofwhich" {
		if slices.ContainsFunc(tokens, func(t lexeme) bool { return isVerb(t.text) && !outcomes[t.text] && sameDeed(q, t.text) }) {
			s.named = true // "19 of them passed"
			return s
		}
		s.beside, s.why = true, reasonUnclear
		return s
	}
	for i := range tokens {
		switch {
		case endsRight(q, tokens, i):
			return s
		case isHarmless(q, tokens, i):
			continue
		case isRemark(q, tokens, i):
			s.takeRemark(tokens[i:])
			return s
		}
		s.takeWord(q, tokens, i)
		if s.why == reasonOther && s.isRemarked(q, tokens, i) {
			s.why = understood
			return s
		}
		if s.why != understood {
			s.beside = s.beside || slices.ContainsFunc(tokens[i:], func(t lexeme) bool { return t.kind == wordLexeme && isElsewhere(q, t.text) })
			return s
		}
	}
	return s
}

// endsRight reports whether a figure, or what it is compared with, ends what is
// said of the first one.
func endsRight(q partnership.Question, tokens []lexeme, i int) bool {
	t := tokens[i]
	if t.kind == figureLexeme || compareWords[t.text] {
		return true
	}
	if t.kind != wordLexeme || !holds(tokens[i:]) {
		return false
	}
	if i+1 < len(tokens) && tokens[i+1].kind == figureLexeme && isSetOff(q, tokens[i:], 1) {
		return true
	}
	return isOutOf(tokens[i:i+1]) || isOutOf(tokens[i:min(len(tokens), i+2)]) ||
		i > 0 && remarkTies[t.text] && isRemarkTo(q, tokens[:i+1])
}

// isHarmless recognises a word that says nothing against the figure.
func isHarmless(q partnership.Question, tokens []lexeme, i int) bool {
	word := tokens[i].text
	switch {
	case tokens[i].kind == signLexeme, sumWords[word] && isElsewhere(q, word):
		return false
	case isRateWord(q, tokens, i), isFiller(tokens, i):
		return true
	default:
		return averageWords[word] && wordsOf(q).average || rateWords[word] && wordsOf(q).rate
	}
}

func isRemark(q partnership.Question, tokens []lexeme, i int) bool {
	word := tokens[i].text
	return (commentWords[word] || remarkWords[word]) && (i > 0 || !ownWord(q, word)) && !isElsewhere(q, word)
}

// takeWord takes in a word that may change what the figure says.
func (s *side) takeWord(q partnership.Question, tokens []lexeme, i int) {
	t := tokens[i]
	switch {
	case t.kind == signLexeme:
		s.why = rightSign(t)
	case isUpAndRunning(tokens, i):
	case t.text == "something":
		s.why = reasonBound
	case isRate(tokens, i):
		s.beside = true
	case isPeriod(tokens, i):
		s.beside = otherPeriod(q, t.text)
	case s.saysWhat() && dayPartWords[t.text]:
	case s.unit.isZero() && unitOf(t.text).group != 0:
		s.unit = unitOf(t.text)
	case roughWords[t.text]:
		s.rough = true
	case isElsewhere(q, t.text), lackWords[t.text] && !ownWord(q, t.text):
		s.beside = true
	default:
		s.takeName(q, tokens, i)
	}
	if s.beside {
		s.why = reasonUnclear
	}
}

// takeName takes in a word that may name what a figure counts.
func (s *side) takeName(q partnership.Question, tokens []lexeme, i int) {
	w := tokens[i].text
	if s.why = judgeAfter(q, w); s.why == understood && isHalfUnit(q, tokens, i) {
		s.why = reasonOther // "64 rooms" where room nights are asked for
	}
	s.named = s.named || s.why == understood && (ownWord(q, w) || sameThing(q, w))
	s.thing = s.thing || things[w] > 0
}

// isUpAndRunning recognises an "up" that says in what state things are, and not by
// how much they rose: "1240 panels are up".
func isUpAndRunning(tokens []lexeme, i int) bool {
	return tokens[i].text == "up" && i == len(tokens)-1 && i > 1 && pastOrNow[tokens[i-1].text]
}

// saysWhat reports whether a figure says what it counts.
func (s *side) saysWhat() bool { return s.named || !s.unit.isZero() }

var pastOrNow = setOf("is|are|was|were")

// dayPartWords say when in the day what is counted was so.
var dayPartWords = setOf("morning|afternoon|evening|tonight|утром|днем|вечером|ночью")

// isRemarked reports whether the word at i begins a remark of no consequence on a
// figure that says what it counts.
func (s *side) isRemarked(q partnership.Question, tokens []lexeme, i int) bool {
	return s.saysWhat() && !partWords[tokens[max(0, i-1)].text] && isLooseRemark(q, tokens[i:])
}

// takeRemark judges a remark behind a figure.
func (s *side) takeRemark(tokens []lexeme) {
	s.why = judgeRemark(tokens)
	for _, t := range tokens {
		s.rough = s.rough || t.text == "notfinal" || t.text == "counting"
	}
}

// isHalfUnit reports whether the word at i is only the first word of an English
// unit of several, whose last one says what is counted.
func isHalfUnit(q partnership.Question, tokens []lexeme, i int) bool {
	unit := wordsOf(q).unit
	last := len(unit) - 1
	if last < 1 || strings.Contains(q.Unit, "/") || isCyrillic(unit[0]) || !slices.ContainsFunc(unit[:last], func(w string) bool { return sameStem(w, tokens[i].text) }) {
		return false
	}
	return i+1 == len(tokens) || !sameStem(unit[last], tokens[i+1].text)
}

// judgeAfter judges a word behind a figure that is neither a unit nor a remark.
func judgeAfter(q partnership.Question, word string) reason {
	why := judgeWord(q, word, false)
	if why == reasonOther && (sameThing(q, word) || tells(word) && !outcomes[word] && sameDeed(q, word)) {
		return understood
	}
	return why
}

// isFiller recognises a word that adds nothing to what stands before it.
func isFiller(tokens []lexeme, i int) bool {
	first := tokens[max(0, i-1)].text // itself, if nothing stands before it
	return fillers[tokens[i].text] && first != "в" && first != "a"
}

func rightSign(t lexeme) reason {
	switch t.text {
	case "+", ">", "<", "±":
		return reasonBound
	case "?":
		return reasonUnsure
	case "(", ")", "[", "]", ".", ",", ":", ";", "!", "*", "|", "…", "_", "`":
		return understood
	}
	if unicode.In([]rune(t.text)[0], unicode.So, unicode.Sk, unicode.Cf, unicode.Mn) {
		return understood // emoji
	}
	return reasonUnclear // "3‰", "3/4"
}
