package answer

import (
	"slices"

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
	ended     bool   // the clause says how it ended
	countedOf bool   // what it is out of is of what is counted: "298 seats of 500"
	mine      bool   // the clause says that the figure is the writer's own
	foreign   bool   // the figure counts in a unit that the question can't
	ownLeft   bool   // a word of the question stands before the figure
	ownRight  bool   // or behind it
	leftOther bool   // words that are not known stand before the figure
	deed      bool   // the very doing that is asked for stands before the figure

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
	at, why := chosenClaim(q, []clause{{text: text}}, claims)
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
		if i == 0 || !contrastWords[t.text] || !holds(tokens[:i]) || !holds(tokens[i:]) {
			continue
		}
		first, one := claimOf(q, tokens[:i])
		second, two := claimOf(q, withoutConjunction(tokens[i:]))
		second.total = second.total || anyOf(tokens[i:], totalWords)
		first.foreign, second.foreign = isForeign(q, first), isForeign(q, second)
		if one && two && first.setsOff(second) {
			return first, second, true
		}
	}
	return first, second, false
}

// setsOff reports whether one of two claims of a clause can't be the answer.
func (c claim) setsOff(other claim) bool {
	switch {
	case c.beside || other.beside, c.foreign != other.foreign, c.past && other.now, c.now && other.past:
		return true
	default:
		return c.why == understood && c.named && other.isAside()
	}
}

// isAside reports whether a claim tells of something else than the one before
// it in its clause: "23 customers and lost 4".
func (c claim) isAside() bool {
	return c.beside || c.lost || c.why == reasonOther || c.why == reasonUnit
}

var contrastWords = setOf("which|but|and|while|now|today|not|currently|yesterday|а|но|и|однако|теперь|сегодня|сейчас|стало|не|вчера|план|факт|plan|actual|was|were|было")

func holds(tokens []lexeme) bool { return indexOfFigure(tokens) >= 0 }

func indexOfFigure(tokens []lexeme) int {
	return slices.IndexFunc(tokens, func(t lexeme) bool { return t.kind == figureLexeme })
}

// withoutConjunction drops the words that tie a clause to the one before it.
func withoutConjunction(tokens []lexeme) []lexeme {
	for len(tokens) > 1 && tieWords[tokens[0].text] {
		tokens = tokens[1:]
	}
	return tokens
}

var tieWords = setOf("так|что|выходит|therefore|hence|thus|поэтому|значит|следовательно|отсюда|but|and|while|so|then|which|а|но|и|однако|ну|то|ok|okay|well")

var genitivePlural = prose.Lazily(`(?:ов|ей|ек|ок|ин)$|^(?:тонн|штук)$`)

// claimOf reads what the words around the first figure make of it.
func claimOf(q partnership.Question, tokens []lexeme) (claim, bool) {
	tokens = withoutConjunction(tokens)
	at := indexOfFigure(tokens)
	if at < 0 {
		return claim{}, false
	}
	if to := resultAt(tokens, at); to > at {
		return claimAt(q, tokens[to:], 0)
	}
	if isResultFrom(tokens, at) {
		return claimAt(q, withUnit(tokens, at), 0)
	}
	return claimAt(q, tokens, at)
}

// isResultFrom recognises "up to 46 from 40".
func isResultFrom(tokens []lexeme, at int) bool {
	from := at + 1
	if from < len(tokens) && unitOf(tokens[from].text).group != 0 {
		from++
	}
	if at < 2 || from+1 >= len(tokens) || tokens[from+1].kind != figureLexeme || !startOfMove[tokens[from].text] {
		return false
	}
	to := tokens[at-1].text
	return (to == "to" || to == "до") && tellsMove(tokens[:at-1])
}

// claimAt reads the figure at a place.
func claimAt(q partnership.Question, tokens []lexeme, at int) (claim, bool) {
	n, before, rest := tokens[at], tokens[:at], tokens[at+1:]
	c := newClaim(n, tokens)
	if last := len(before) - 1; last >= 0 && minusWords[before[last].text] && !staysPositive(q) {
		before, c.value = before[:last], c.value.Neg()
	}
	left := readLeft(q, before)
	if why := c.takeSecond(q, rest); why != understood && !left.beside {
		if c.beside = readRight(q, rest, false).beside; !c.beside {
			c.why = why
		}
		return c, true
	}
	if c.outOf != nil {
		rest = rest[indexOfFigure(rest)+1:]
	}
	c.deed = tellsAsked(q, before)
	right := c.readRight(q, rest, left)
	c.takeSides(left, right)
	c.bare = c.bare && !hasSign(before)
	c.rough = c.rough || n.rough || isInverted(q, before, n)
	c.why = whyOf(n, left, right)
	c.judgeShare(q, right.named || left.named)
	c.mine = saysWhose(q, tokens)
	if c.why == understood && c.now && wordsOf(q).fresh && !right.named {
		c.why = reasonUnclear // what there is now is not what has come
	}
	return c, c.saysFigure(n)
}

// tellsAsked reports whether a word before a figure tells of the very doing that is asked for.
func tellsAsked(q partnership.Question, before []lexeme) bool {
	return slices.ContainsFunc(before, func(t lexeme) bool { return tells(t.text) && slices.Contains(wordsOf(q).text, t.text) })
}

// readRight judges what stands behind the figure: "and sold 400 of them" is of the doing that
// stands before it.
func (c claim) readRight(q partnership.Question, rest []lexeme, left side) side {
	if c.deed && len(rest) > 0 && rest[0].text == "ofwhich" {
		return side{named: true}
	}
	return readRight(q, rest, !left.unit.isZero())
}

// newClaim takes in what the words of the whole clause say.
func newClaim(n lexeme, tokens []lexeme) claim {
	return claim{
		quantity: quantity{value: n.value, scaled: n.scaled}, spoken: n.spoken,
		said: anyOf(tokens, saidWords), past: anyOf(tokens, pastWords), now: anyOf(tokens, nowWords),
		total: anyOf(tokens, totalWords), ended: anyOf(tokens, endedWords), depends: anyOf(tokens, dependWords), lost: anyOf(tokens, lossWords) || anyOf(tokens, lostWords),
	}
}

// takeSides takes in what stands before and behind the figure.
func (c *claim) takeSides(left, right side) {
	c.unit = right.unit
	if right.unit.isZero() || right.unit.couldBe(left.unit.base) { // "USD 500 $"
		c.unit = left.unit
	}
	c.named = right.named || !right.unit.isZero()
	c.thing = right.thing && right.unit.isZero()
	c.rough, c.beside = left.rough || right.rough, left.beside || right.beside
	c.leftOther = left.why == reasonOther
	c.ownLeft, c.ownRight = left.named, right.named
	c.bare = !right.named && c.unit.isZero() && right.why != reasonUnit && right.why != reasonOther && c.outOf == nil
}

// whyOf is why a figure is no answer by itself, or by the words beside it. Words
// that tell of a doing are harmless where the figure says what it counts; a share
// can be of anything.
func whyOf(n lexeme, left, right side) reason {
	counts := func(u unit) bool { return !u.isZero() && u.group != unitPercent }
	named := right.named || counts(right.unit) || counts(left.unit)
	if left.why == reasonOther && left.told && (named || left.doing) {
		left.why = understood
	}
	switch {
	case n.fault != understood:
		return n.fault
	case left.why != understood:
		return left.why
	case right.why != understood:
		return right.why
	case !left.unit.isZero() && !right.unit.isZero() && !left.unit.couldBe(right.unit.base) && !right.unit.couldBe(left.unit.base):
		return reasonUnit
	default:
		return understood
	}
}

// minusWords before a figure make it negative, or tell of a loss.
var minusWords = setOf("minus|negative|минус")

// staysPositive reports whether a question's figure has only been positive, so
// that "minus 5" can mean "5 fewer".
func staysPositive(q partnership.Question) bool {
	return q.Min != nil && !q.Min.IsNegative() || q.Last != nil && q.Last.IsPositive() || q.Target != nil && q.Target.IsPositive()
}

func hasSign(tokens []lexeme) bool {
	return slices.ContainsFunc(tokens, func(t lexeme) bool { return t.kind == signLexeme && (t.text == "+" || t.text == "-") })
}

// isInverted recognises "тонн сорок", which says "about forty".
func isInverted(q partnership.Question, before []lexeme, n lexeme) bool {
	if len(before) == 0 {
		return false
	}
	word := before[len(before)-1].text
	if group := unitOf(word).group; !n.spoken {
		return (group == unitTime || group == unitPercent) && invertible.Matches(word)
	}
	if len(before) != 1 || !n.value.IsPositive() || !n.value.Mod(decimal.NewFromInt(5)).IsZero() {
		return false
	}
	return genitivePlural.Matches(word) && (ownWord(q, word) || sameThing(q, word) || unitOf(word).group != 0)
}

// invertible are the units that people put before a figure to call it rough.
var invertible = prose.Lazily(`^(?:процентов|часов|дней|минут|недель|месяцев|лет)$`)

// saysFigure reports whether a claim's number in words is one: "one more thing"
// holds none.
func (c claim) saysFigure(n lexeme) bool {
	return !n.spoken || c.why == understood || c.beside || n.value.GreaterThan(two) || n.scaled || n.fault != understood
}

// endedWords say how it ended, after what was before.
var endedWords = setOf("ended")

// saysWhose reports whether a clause says that a point on a scale is the writer's own.
func saysWhose(q partnership.Question, tokens []lexeme) bool {
	return onScale(q) && anyOf(tokens, mineWords)
}

// mineWords say whose point on a scale is given.
var mineWords = setOf("fromme|мой|моя|мое|my|mine")

// dependWords make a figure depend on something.
var dependWords = setOf("if|unless|once|provided|если|когда|при условии")

// lostWords are words of losing.
var lostWords = setOf("lost|lose|потеряли|ушло|ушли|отвалились|отвалилось")

func anyOf(tokens []lexeme, words wordSet) bool {
	return slices.ContainsFunc(tokens, func(t lexeme) bool { return words[t.text] })
}

// withUnit is the figure at a place, with the unit behind it if it has one.
func withUnit(tokens []lexeme, at int) []lexeme {
	if at+1 < len(tokens) && unitOf(tokens[at+1].text).group != 0 {
		return tokens[at : at+2]
	}
	return tokens[at : at+1]
}
