package answer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// A whole mail can fit its questions in one way only, though no piece of it shows that by
// itself.

// minListed is how many values of a list show that they stand in order.
const minListed = 3

// byCourse gives the only figure of a mail that names nothing to the only question on whose
// course it lies: where 41 tonnes and 12,600 dollars were reported before, 44 are tonnes.
func (c contest) byCourse() {
	at := c.onlyNameless()
	if at < 0 || c.answersAny() {
		return
	}
	found := c.onCourse(c.pieces[at].text)
	if found < 0 || len(c.attempts[found]) > 0 && !c.mayGrant(found) || !c.allAccounted(found, at, c.pieces[at].text) {
		return
	}
	r, figure, _ := c.readAlone(found, c.pieces[at].text)
	c.give(found, figure, r)
}

// onlyNameless is the only piece with a figure, if it names nothing; else it is below zero.
func (c contest) onlyNameless() int {
	at := -1
	for i, p := range c.pieces {
		if !hasRunFigure(p.text) {
			continue
		}
		if at >= 0 || p.aside || p.asked || len(c.namedIn(p.text)) > 0 || c.depends(i) {
			return -1
		}
		at = i
	}
	return at
}

// onCourse is the only question on whose course the figure of a text lies, where it is far off
// that of every other one.
func (c contest) onCourse(text string) int {
	found := noQuestion
	for q, asked := range c.Questions {
		if !isFigureKind(asked.Kind) {
			continue
		}
		r, _, ok := c.readAlone(q, text)
		switch {
		case !ok || r.value.Number == nil:
		case asked.Last == nil || onScale(asked):
			return noQuestion
		case isUsual(asked, *r.value.Number) && found < 0:
			found = q
		case !isFarOff(asked, *r.value.Number):
			return noQuestion
		}
	}
	return found
}

// answersAny reports whether any question has got an answer.
func (c contest) answersAny() bool {
	for q := range c.Questions {
		if _, ok := c.answeredBy(q); ok {
			return true
		}
	}
	return false
}

// isFarOff reports whether a figure is another order of size than the one reported before.
func isFarOff(q partnership.Question, v decimal.Decimal) bool {
	ten := decimal.NewFromInt(10)
	return q.Last != nil && q.Last.IsPositive() && (v.GreaterThanOrEqual(q.Last.Mul(ten)) || v.Mul(ten).LessThanOrEqual(*q.Last))
}

// together reads a yes or no and a figure that one breath gives, where nothing else is asked:
// "book it for 8".
func (c contest) together() {
	yesNo, figure := c.onlyPair()
	if yesNo < 0 || len(c.pieces) > 3 || slices.ContainsFunc(c.pieces, func(p slip) bool { return p.asked }) {
		return
	}
	var rest []string
	at := -1
	for i, p := range c.pieces {
		if !hasRunFigure(p.text) {
			rest = append(rest, p.text)
			continue
		}
		if at >= 0 {
			return
		}
		at = i
		if head := beforeFigure(p.text); head != "" {
			rest = append(rest, head)
		}
	}
	if at < 0 || isConditional(prose.Words(c.pieces[at].text)) {
		return
	}
	c.givePart(yesNo, strings.Join(rest, ", "))
	if r, text, ok := c.readAlone(figure, c.pieces[at].text); ok && len(c.attempts[figure]) == 0 && c.endsInFigure(figure, c.pieces[at].text) {
		if _, said := c.answeredBy(yesNo); said {
			c.give(figure, text, r)
		}
	}
}

// onlyPair is the yes or no and the figure of a mail that asks for nothing else.
func (c contest) onlyPair() (yesNo, figure int) {
	yesNo, figure = noQuestion, noQuestion
	if len(c.Questions) != 2 {
		return yesNo, figure
	}
	for i, q := range c.Questions {
		switch q.Kind {
		case partnership.KindYesNo:
			yesNo = i
		case partnership.KindNumber:
			figure = i
		default:
		}
	}
	if figure < 0 {
		return noQuestion, noQuestion
	}
	return yesNo, figure
}

// givePart answers a yes or no that is open with what stands beside the figure of a mail.
func (c contest) givePart(question int, text string) {
	if _, ok := c.answeredBy(question); ok || text == "" {
		return
	}
	r, why := readAnswer(c.Questions[question], text, c.Context)
	if why != understood && tellsToDo(c.Questions[question], text) {
		r, why = reading{value: partnership.BoolValue(true)}, understood
	}
	if why == understood && r.value.Bool != nil {
		c.give(question, text, r)
	}
}

// tellsToDo reports whether a text tells whoever asks leave to do just that: "book it".
func tellsToDo(q partnership.Question, text string) bool {
	m := leaveToDo().FindStringSubmatch(prose.Fold(q.Text))
	words := prose.Words(text)
	return m != nil && len(words) == 2 && words[0] == m[1] && (words[1] == "it" || words[1] == "them")
}

// leaveToDo finds what a question asks leave to do.
var leaveToDo = prose.Lazily(`^(?:shall|should|may|can) (?:we|i) (\p{L}+)`)

// beforeFigure is what a text says before the preposition that its figure stands behind.
func beforeFigure(text string) string {
	fields := strings.Fields(text)
	figures := figuresAmong(fields)
	if len(figures) == 0 || figures[0].from < 2 || !leadsToCount[prose.Fold(fields[figures[0].from-1])] {
		return ""
	}
	return strings.Join(fields[:figures[0].from-1], " ")
}

// leadsToCount stand before how many something is for.
var leadsToCount = setOf("for|with|на|для|с")

// endsInFigure reports whether behind the figure of a text stands nothing but what it counts.
func (c contest) endsInFigure(question int, text string) bool {
	_, _, behind := loneFigure(text)
	return !slices.ContainsFunc(behind, func(w string) bool { return !c.isOwn(question, w) && !personWords[w] && !fillers[w] })
}

// nobody gives a question that counts something the nought of a piece that denies all of it:
// "nobody left".
func (c contest) nobody() {
	for q := range c.Questions {
		if !isFigureKind(c.Questions[q].Kind) || onScale(c.Questions[q]) || len(c.attempts[q]) > 0 {
			continue
		}
		for i, p := range c.pieces {
			if p.asked || p.aside || hasRunFigure(p.text) || !c.deniesAllOf(q, p.text) || c.depends(i) {
				continue
			}
			c.give(q, p.text, reading{value: partnership.NumberValue(decimal.Zero), unit: c.Questions[q].Unit})
			break
		}
	}
}

// deniesAllOf reports whether a text says that there was none of what a question counts, and
// nothing else.
func (c contest) deniesAllOf(question int, text string) bool {
	text = strings.ReplaceAll(prose.Fold(text), "no one", "nobody")
	words := prose.Words(text)
	if len(words) == 0 || len(words) > maxBare || !slices.Equal(c.figureNames(text), []int{question}) {
		return false
	}
	none := false
	for _, w := range words {
		zero := zeroWords[w] || w == "nothing" || w == "ничего"
		none = none || zero
		if !zero && !denyingWords[w] && !c.isOwn(question, w) && !fillers[w] && !leftOver[w] && periods[w] == 0 {
			return false
		}
	}
	return none
}

// leftOver say that it is over.
var leftOver = setOf("any|more|anymore|left|больше|уже|остался|осталось|was|were|has|have|at")

// inSequence reads a list of short values that stand in the order of the questions from the
// first on, where one of them names its question and none another one: "150 calls, 31k, 4".
func (c contest) inSequence() {
	n := len(c.pieces)
	if n < minListed || n > len(c.Questions) || len(c.lines) != 1 || c.pledged.made() {
		return
	}
	named := 0
	for i := range c.pieces {
		if !c.standsAt(i) {
			return
		}
		named += len(c.namedIn(c.pieces[i].text))
	}
	if named == 0 || named == n {
		return
	}
	for i, p := range c.pieces {
		if _, ok := c.answeredBy(i); !ok {
			r, _ := readAnswer(c.Questions[i], p.text, c.Context)
			c.give(i, p.text, r)
		}
	}
}

// standsAt reports whether a piece is a short value of the question at its own place, and names
// no other one.
func (c contest) standsAt(i int) bool {
	p := c.pieces[i]
	if p.aside || p.asked || p.sentence != c.pieces[0].sentence || len(strings.Fields(p.text)) > maxListed || mends(p.text) || c.Questions[i].Kind == partnership.KindText {
		return false
	}
	if names := c.namedIn(p.text); len(names) > 1 || len(names) == 1 && names[0] != i {
		return false
	}
	r, why := readAnswer(c.Questions[i], p.text, c.Context)
	had, ok := c.answeredBy(i)
	return why == understood && (!ok || sameValue(had.value, r.value))
}

// maxListed is how many words a value of such a list has at most.
const maxListed = 4
