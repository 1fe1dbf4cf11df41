package answer

import (
	"slices"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

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
		case isUnitBefore(t.text, last):
			s.unit = unitOf(t.text)
		case last && shiftingWords[t.text]:
			why = reasonUnclear
		case roughWords[t.text]:
			s.rough = true
		case isNegationBefore(tokens[i:]), isElsewhere(q, t.text), otherPeriod(q, t.text):
			s.beside, why = true, reasonUnclear
		default:
			why = judgeBefore(q, tokens, i)
		}
		s.done = s.done && (why == understood || doneWords[t.text])
		if why != understood && s.why == understood {
			s.why = why
		}
	}
	return s
}

// isUnitBefore recognises a unit before its figure: "€5", "тонн сорок".
func isUnitBefore(word string, last bool) bool {
	group := knownUnits[word].group
	return group == unitMoney || word == "%" || last && group != 0 && utf8.RuneCountInString(word) > 2
}

// judgeBefore judges a word before a figure.
func judgeBefore(q partnership.Question, tokens []lexeme, i int) reason {
	why := judgeWord(q, tokens[i].text, true)
	switch {
	case why == reasonOther && isSource(tokens, i), tokens[i].text == "на" && i > 0 && reachesBefore(q, tokens[:i]):
		return understood
	default:
		return why
	}
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
	return anyOf(tokens[:last], movedWords) && (tokens[last-1].text != "up" || last > 1)
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
