package answer

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// asksNew finds questions for what has come, and not for what there is.
var asksNew = prose.Lazily(`(?i)\bnew\b|\badded\b|(?:^|\s)нов(?:ых|ые|ого)|\bdid\b.*\b(?:get|gain|add|attract)\b`)

// judgeShare judges "12 of 15": where how many is asked and the words behind say
// what of those, it is the first; else a share is no number.
func (c *claim) judgeShare(q partnership.Question, named bool) {
	switch {
	case c.outOf == nil || c.why != understood || onScale(q) || q.Max != nil && q.Max.Equal(*c.outOf):
	case (named || c.countedOf || slices.Contains(questionFor(q.Text).figures, c.outOf.String())) && countsThings(q) && c.unit.isZero(), q.Kind == partnership.KindMoney && c.outOf.GreaterThan(c.value):
		c.outOf = nil
	default:
		c.why = reasonScaleOf
	}
}

// takeSecond judges a second figure in the clause: the scale that the first one
// is out of, one that it is compared with, or a reason to ask.
func (c *claim) takeSecond(q partnership.Question, rest []lexeme) reason {
	next := indexOfFigure(rest)
	switch {
	case next < 0, isRemarkTo(q, rest[:next]), isOutOf(rest[:next]) && isPlanned(q, rest[next+1:]), anyOf(rest[:next], compareWords), anyOf(rest[:next], remarkWords):
		return understood
	case isOutOf(rest[:next]), isOutOfNamed(q, rest[:next]):
		c.outOf, c.countedOf = &rest[next].value, isOutOfNamed(q, rest[:next])
		return understood
	case isSetOff(q, rest, next):
		return understood
	default:
		return severalReason(rest[:next])
	}
}

// isSetOff reports whether the words around a second figure say that it is another
// one: last month's, or of things that the question does not count.
func isSetOff(q partnership.Question, tokens []lexeme, at int) bool {
	tie := tokens[max(0, at-1)].text
	right := readRight(q, tokens[at+1:], false)
	if right.beside && (at == 0 || !eitherWord[tie] || compareWords[tie]) {
		return true
	}
	counts := at+1 < len(tokens) && things[tokens[at+1].text] > 0 && !sameThing(q, tokens[at+1].text) && !ownWord(q, tokens[at+1].text)
	return at == 1 && counts && acrossWords[tie]
}

// acrossWords tie a figure to those that it comes from: "41k from 388 orders".
var acrossWords = setOf("from|across|over|by|in|on|for|with|at|из|с|со|по|от|на|в|за")

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

// isOutOfNamed recognises what stands between the figures of "298 seats of 500": the
// name of what is counted, too.
func isOutOfNamed(q partnership.Question, between []lexeme) bool {
	last := len(between) - 1
	return last == 1 && (between[last].text == "of" || between[last].text == "из") && (ownWord(q, between[0].text) || sameThing(q, between[0].text))
}

// isPlanned reports whether words behind a figure make it a plan's.
func isPlanned(q partnership.Question, tokens []lexeme) bool {
	return len(tokens) > 0 && isElsewhere(q, tokens[0].text)
}

// remarkTies tie a remark with a figure to a figure that is named.
var remarkTies = setOf("from|by|worth|из|на|стоимостью|ofwhich|across|силами")
