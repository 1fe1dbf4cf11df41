package answer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// resultAt finds the second figure of "up from 40 to 46", "с 40 до 46" and
// "40 -> 46", which is the answer.
func resultAt(tokens []lexeme, first int) int {
	next := indexOfFigure(tokens[first+1:]) + first + 1
	if next < first+2 {
		return -1
	}
	before, between := tokens[:first], tokens[first+1:next]
	tie := between[len(between)-1].text
	switch {
	case isArrow(between), replaceTies[tie] && anyOf(before, replaceWords):
		return next
	case !resultTies[tie] || first == 0:
		return -1
	case startOfMove[before[first-1].text] && (tellsMove(before) || anyOf(tokens[next:], nowWords)):
		return next
	case startsMove[before[first-1].text] && isDifference(tokens[first:next+1]):
		return next
	default:
		return -1
	}
}

// resultTies stand before what a figure has become.
var resultTies = setOf("to|до")

// isDifference reports whether the first of two figures says by how much the other
// one moved: it has a unit of change, as in "up 2 points to 93", or it is by far
// the smaller one, as in "up 10k to 310k".
func isDifference(tokens []lexeme) bool {
	last := len(tokens) - 1
	if last > 2 {
		return countsChange[tokens[1].text]
	}
	return tokens[last].value.GreaterThan(tokens[0].value.Mul(decimal.NewFromInt(5)))
}

// replaceWords ask to put one figure in another one's place.
var (
	replaceWords = setOf("replace|change|correct|swap|замените|исправьте|поменяйте|исправить|заменить|поменять|измените")
	replaceTies  = setOf("by|with|to|into|for|на")
)

// startOfMove stand before what a figure was, or by how much it moved.
var startOfMove = setOf("from|versusfrom|by|с|со|на")

// startsMove stand before a difference, and countsChange behind it.
var (
	startsMove   = setOf("up|down|by|на|плюс|минус|plus|minus|gained|lost|rose|fell|dropped|climbed|выросли|выросла|выросло|вырос")
	countsChange = setOf("points|point|pts|pp|%|percent|percentage|пункта|пунктов|пункт|пп|п|процента|процентов|процент|балла|балл|баллов|штуки|штук")
)

// tellsMove reports whether a verb tells of a move: a known one, or any Russian
// verb in the past, but none of to and fro.
func tellsMove(tokens []lexeme) bool {
	return slices.ContainsFunc(tokens, func(t lexeme) bool {
		return isMove(t.text) || t.kind == wordLexeme && len(tokens) > 1 && pastTense.Matches(t.text) && !wavers.Matches(t.text)
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
		if !isMoneySign(t) {
			words = append(words, t.text)
		}
	}
	switch strings.Join(words, " ") {
	case "/", "of", "out of", "из", "of the", "of our", "out of the", "из наших", "из всех", "баллов из", "балла из", "points out of", "points of", "on a scale of", "stars out of":
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
