package answer

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// compare takes back the answers that have a rival among the figures of the mail: another
// one that the same name stands with, one beside it that nobody asked for, a list of what
// was not asked for.
func (c contest) compare() {
	for q := range c.Questions {
		if r, ok := c.answered(q); !ok || r.value.Unknown {
			continue
		}
		i := c.source(q, len(c.pieces))
		if i < 0 || slices.ContainsFunc(c.attempts[q], func(a attempt) bool { return a.mends }) {
			continue
		}
		if c.saidTwice(q) || c.isPartOfMore(q, i) || c.isDoubted(i) {
			c.refuse(q, c.pieces[i].text)
		}
	}
	c.compareLists()
}

// isDoubted reports whether another figure right behind the one of a piece may be the one that
// is meant: "4, maybe 5".
func (c contest) isDoubted(at int) bool {
	if maybeOther.Matches(prose.Fold(c.pieces[at].text)) {
		return at > 0 && hasRunFigure(c.pieces[at-1].text) && c.pieces[at-1].sentence == c.pieces[at].sentence
	}
	if at+1 >= len(c.pieces) {
		return false
	}
	next := c.pieces[at+1]
	if next.sentence != c.pieces[at].sentence || len(c.namedIn(next.text)) > 0 || !hasRunFigure(next.text) {
		return false
	}
	return maybeOther.Matches(prose.Fold(next.text))
}

// maybeOther finds what offers another figure than the one before.
var maybeOther = prose.Lazily(`^(?:or|maybe|may|perhaps|possibly|или|может|возможно|а|либо)(?:\s+(?:or|maybe|perhaps|even|be|может|быть|и|то))*\s+\S*\d`)

// saidTwice reports whether two pieces give a question that they name, and none other, two
// figures, neither of which compares with the other.
func (c contest) saidTwice(question int) bool {
	var first *reading
	for _, p := range c.pieces {
		named := c.figureNames(p.text)
		if len(named) != 1 || named[0] != question || p.aside || p.asked || startsAside(p.text) || mends(p.text) || c.isMarked(question, p.text) {
			continue
		}
		r, why := c.readDealt(question, p.text)
		switch {
		case why != understood || r.value.Number == nil:
		case first == nil:
			first = &r
		case !sameValue(first.value, r.value):
			return true
		}
	}
	return false
}

// isMarked reports whether a word of a piece says that its figure is another one than was
// asked for, or tells how it moved.
func (c contest) isMarked(question int, text string) bool {
	q := c.Questions[question]
	return slices.ContainsFunc(prose.Words(text), func(w string) bool {
		return isElsewhere(q, w) || pastWords[w] || nowWords[w] || changeWords[w] || boundWords[w] || compareWords[w] || lossWords[w] || totalWords[w] || isMove(w)
	})
}

// isPartOfMore reports whether the figure of a piece that does not name its question by a
// word of it stands beside another one that counts something as well, and that no question
// took: "6 adults, 2 kids".
func (c contest) isPartOfMore(question, at int) bool {
	q := c.Questions[question]
	if q.Kind != partnership.KindNumber || !countsThings(q) || c.namesByWord(question, c.pieces[at].text) {
		return false
	}
	return slices.ContainsFunc(c.pieces, func(p slip) bool {
		if p.sentence != c.pieces[at].sentence || p.text == c.pieces[at].text || p.aside || startsAside(p.text) || c.isMarked(question, p.text) || len(c.namedIn(p.text)) > 0 {
			return false
		}
		figure, before, behind := loneFigure(p.text)
		return figure != "" && len(before) == 0 && len(behind) == 1 && !c.isAccounted(question, behind[0]) && isBareDigits(figure) && !c.isTakenElsewhere(question, p.text)
	})
}

// namesByWord reports whether a text has a word of a question's text.
func (c contest) namesByWord(question int, text string) bool {
	return slices.ContainsFunc(prose.Words(text), func(w string) bool {
		return slices.ContainsFunc(wordsOf(c.Questions[question]).text, func(own string) bool { return tellsQuestion(own) && sameStem(own, w) })
	})
}

// isTakenElsewhere reports whether another question got its answer from a piece.
func (c contest) isTakenElsewhere(question int, text string) bool {
	for q, all := range c.attempts {
		if q != question && slices.ContainsFunc(all, func(a attempt) bool { return covers(a.text, text) }) {
			return true
		}
	}
	return false
}

// compareLists takes back the figures of a list in order that are told from each other by a
// word that they share and no question has: "913 without VAT, 1,096 with VAT".
func (c contest) compareLists() {
	for i := 1; i < len(c.pieces); i++ {
		a, b := c.pieces[i-1], c.pieces[i]
		if a.sentence != b.sentence || !hasRunFigure(a.text) || !hasRunFigure(b.text) {
			continue
		}
		first, second := c.takenBy(a.text), c.takenBy(b.text)
		if first < 0 || second < 0 || first == second || !c.shareStrangeWord(first, second, a.text, b.text) {
			continue
		}
		c.refuse(first, a.text)
		c.refuse(second, b.text)
	}
}

// takenBy is the question for a figure that got its answer from a piece, or noQuestion.
func (c contest) takenBy(text string) int {
	for q, all := range c.attempts {
		if _, ok := c.answered(q); ok && slices.ContainsFunc(all, func(a attempt) bool { return covers(a.text, text) }) {
			return q
		}
	}
	return noQuestion
}

// shareStrangeWord reports whether two texts share a word that neither question has.
func (c contest) shareStrangeWord(first, second int, a, b string) bool {
	in := prose.Words(b)
	return slices.ContainsFunc(prose.Words(a), func(w string) bool {
		return len([]rune(w)) > 2 && !hasFigure(w) && !isNumberWord(w) && slices.Contains(in, w) && !c.isAccounted(first, w) && !c.isAccounted(second, w) && multipliers[w].IsZero()
	})
}
