package answer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// grant gives the questions for figures that are open the one figure that stands with their
// name, where every word beside it is accounted for and nothing else in the mail is called
// so.
func (c contest) grant() {
	if slices.ContainsFunc(c.pieces, func(p slip) bool { return mends(p.text) || maybeOther.Matches(prose.Fold(p.text)) }) {
		return // which figure is taken back is for others to tell
	}
	for q := range c.Questions {
		if !isFigureKind(c.Questions[q].Kind) || !c.mayGrant(q) {
			continue
		}
		at, ok := c.onlyPiece(q)
		if !ok {
			continue
		}
		text := c.boundTo(q, at)
		r, figure, ok := c.readWhole(q, text)
		if !ok || !c.allAccounted(q, at, text) || c.hasIdleFigure(q, at) {
			continue
		}
		c.give(q, figure, r)
	}
}

// mayGrant reports whether a question is open, and what was read for it says no more than
// that words are not known.
func (c contest) mayGrant(question int) bool {
	return !slices.ContainsFunc(c.attempts[question], func(a attempt) bool {
		switch a.why {
		case reasonUnclear, reasonOther, reasonSeveral, reasonScaled:
			return false
		case reasonChange:
			return !onScale(c.Questions[question])
		default:
			return true
		}
	})
}

// onlyPiece is the only piece with a figure that names a question, and no other one for a
// figure.
func (c contest) onlyPiece(question int) (int, bool) {
	found := -1
	for i, p := range c.pieces {
		if p.aside || !hasRunFigure(p.text) || c.namesIn(question, p.text) == 0 || c.tellsElsewhere(question, p.text) {
			continue
		}
		if named := c.figureNames(p.text); found >= 0 || p.asked || len(named) != 1 || named[0] != question {
			return -1, false
		}
		found = i
	}
	return found, found >= 0
}

// hasIdleFigure reports whether another figure of a piece's sentence is nobody's, and nothing
// says that it is another one: it may be the one that is asked for.
func (c contest) hasIdleFigure(question, at int) bool {
	for i, p := range c.pieces {
		if i == at || p.sentence != c.pieces[at].sentence || !hasRunFigure(p.text) {
			continue
		}
		explained := startsAside(p.text) || c.tellsElsewhere(question, p.text) || p.aside && c.tellsElsewhere(question, c.asideOf(i))
		if c.takenBy(p.text) < 0 && !explained {
			return true
		}
	}
	return false
}

// asideOf is what stands in the same brackets as a piece.
func (c contest) asideOf(i int) string {
	text := c.pieces[i].text
	if i > 0 && c.pieces[i-1].aside && c.pieces[i-1].sentence == c.pieces[i].sentence {
		text = c.pieces[i-1].text + ", " + text
	}
	return text
}

// boundTo is a piece without a second figure that counts something else behind a
// preposition: "224 children in 14 groups".
func (c contest) boundTo(question, at int) string {
	fields := strings.Fields(c.pieces[at].text)
	figures := figuresAmong(fields)
	if len(figures) != 2 || figures[1].from == 0 || figures[1].to >= len(fields) {
		return c.pieces[at].text
	}
	tie := prose.Fold(fields[figures[1].from-1])
	counted := strings.Join(prose.Words(fields[figures[1].to]), " ")
	left := strings.Join(fields[:figures[1].from-1], " ")
	if !besideTies[tie] || c.isOwn(question, counted) || unitOf(counted).group != 0 || periods[counted] > 0 || c.namesIn(question, left) == 0 {
		return c.pieces[at].text
	}
	return left
}

// besideTies lead up to what a figure is spread over, which is no other one of it.
var besideTies = setOf("in|across|among|over|at|в|по|на|у")

// readWhole reads the only figure of a text, in the unit of its question or in ones of it.
func (c contest) readWhole(question int, text string) (reading, string, bool) {
	r, figure, ok := c.readAlone(question, text)
	if ok || figure == "" {
		return r, figure, ok
	}
	q := c.Questions[question]
	scale := parseUnit(q.Unit).scale
	if !scale.GreaterThan(decimal.NewFromInt(1)) {
		return r, figure, false
	}
	ones := q
	ones.Unit = ""
	if n, why := readAnswer(ones, figure, c.Context); why == understood && n.value.Number != nil {
		if v := n.value.Number.Div(scale); isUsual(q, v) {
			return reading{value: partnership.NumberValue(v), unit: q.Unit, rough: n.rough}, figure, true
		}
	}
	return r, figure, false
}

// allAccounted reports whether every word of a text beside its figure is accounted for, and
// no clause of its sentence makes it another one.
func (c contest) allAccounted(question, at int, text string) bool {
	figure, before, behind := loneFigure(text)
	if figure == "" || c.depends(at) {
		return false
	}
	before, behind = withoutPairs(before), withoutPairs(behind)
	return c.harmless(question, before, false) && c.harmless(question, behind, true)
}

// harmless reports whether every word of one side of a figure is accounted for. Behind it a
// verb tells what became of what was counted.
func (c contest) harmless(question int, words []string, behind bool) bool {
	q := c.Questions[question]
	for i, w := range words {
		switch {
		case numberedWords[w] && !behind && i == len(words)-1, isEvery(words, i), newWords[w] && !wordsOf(q).fresh && !ownWord(q, w):
			return false
		case c.isOwn(question, w), c.deniesOwn(question, words, i):
		case makesOther(q, w), !c.isAccounted(question, w), behind && (doneWords[w] || tells(w)) && !fillers[w]:
			return false
		}
	}
	return true
}

// deniesOwn reports whether the "not" at a place is the question's own: «не оплачено».
func (c contest) deniesOwn(question int, words []string, i int) bool {
	return words[i] == "не" && i+1 < len(words) && slices.ContainsFunc(wordsOf(c.Questions[question]).denied, func(d string) bool { return sameStem(d, words[i+1]) })
}

// withoutPairs leaves out the pairs of words that say nothing together.
func withoutPairs(words []string) []string {
	in := " " + strings.Join(words, " ") + " "
	for _, pair := range harmlessPairs {
		in = strings.ReplaceAll(in, " "+pair+" ", " ")
	}
	return strings.Fields(in)
}

var harmlessPairs = []string{"все еще", "all in all", "so far"}

// depends reports whether a clause of a piece's sentence is a condition, or asks.
func (c contest) depends(at int) bool {
	return slices.ContainsFunc(c.pieces, func(p slip) bool {
		words := prose.Words(p.text)
		if p.sentence == c.pieces[at].sentence && p.start < c.pieces[at].start && len(words) > 0 && !hasFigure(p.text) && narrows(partnership.Question{}, words) {
			return true // "in Oslo, 50"
		}
		return p.sentence == c.pieces[at].sentence && (p.asked || isConditional(words) || len(words) > 0 && disclaims(words))
	})
}
