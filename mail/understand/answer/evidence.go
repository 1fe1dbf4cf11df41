package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// The gate that every figure of a mail with several questions passes, on whatever way
// its question was found.
//
// A figure is taken only where something speaks for its question: its number, its
// name, its place in a certain order. Where nothing does, and it is only what is
// left, all else must be certain.

// leftFor reports whether a piece that names no question can be taken as the answer to
// the only one that is left.
func (b *book) leftFor(question int, text string, r reading, slips []slip) bool {
	q := b.Questions[question]
	switch {
	case r.value.Unknown:
		return !b.besideNamed(slips, text)
	case q.Kind == partnership.KindYesNo:
		return !b.besideNamed(slips, text) || hasPlainWord(prose.Words(text)) || questionFor(q.Text).aim.ofTrouble()
	case q.Kind == partnership.KindDate:
		return !isBareDigits(text) || b.figuresBeside(slips, text) == 0 // "2.8" is no day among figures
	case isFigureKind(q.Kind):
		return b.leftForFigure(question, text, slips)
	default:
		return true
	}
}

// leftForFigure reports whether a piece can be the figure of the only question that is
// left: no more figures wait for their questions than there are questions left, the
// piece says nothing of another time, and gives no points where none are asked for.
func (b *book) leftForFigure(question int, text string, slips []slip) bool {
	if !onScale(b.Questions[question]) && ratesSomething(slips, text) || startsAside(text) || b.pledged.speaksOf(b, question) {
		return false
	}
	if isBareDigits(text) && bareBeside(slips, text) > 1 {
		return false // a list that stands in no order
	}
	return !b.hasUnread() && b.figuresBeside(slips, text) < max(1, b.missing(slips))
}

// isBareDigits reports whether a text is a figure without anything that tells what it is.
func isBareDigits(text string) bool { return strings.Trim(text, "0123456789., !") == "" }

// bareBeside counts the other pieces that are digits and nothing else.
func bareBeside(slips []slip, text string) int {
	n := 0
	for _, s := range slips {
		if s.text != text && s.question < 0 && hasFigure(s.text) && isBareDigits(s.text) {
			n++
		}
	}
	return n
}

// figuresBeside counts the other pieces with figures that name no question.
func (b *book) figuresBeside(slips []slip, text string) int {
	n := 0
	for _, s := range slips {
		if s.text != text && s.question < 0 && !s.dealt && !s.aside && hasRunFigure(s.text) {
			n++
		}
	}
	return n
}

// besideNamed reports whether a piece stands in the sentence of one that names a question,
// of which it may be said.
func (b *book) besideNamed(slips []slip, text string) bool {
	i := slices.IndexFunc(slips, func(s slip) bool { return s.text == text })
	return i >= 0 && slices.ContainsFunc(slips, func(s slip) bool { return s.sentence == slips[i].sentence && s.question >= 0 })
}

// ratesSomething reports whether a piece gives points, by its own words or those beside
// it: "I'd recommend you, 9".
func ratesSomething(slips []slip, text string) bool {
	if i := slices.IndexFunc(slips, func(s slip) bool { return s.text == text }); i >= 0 {
		text = ratingAround(slips, i)
	}
	return rates.Matches(prose.Fold(text)) || recommends.Matches(prose.Fold(text))
}

var recommends = prose.Lazily(`\bi(?:['’]?d| would)? recommend|(?:^|\s)(?:по)?рекоменд(?:ую|уем|овал\p{L}*)(?:$|[\s,])`)

// hasUnread reports whether something with a figure was meant as an answer and could
// not be read: it may hold that of another question, too.
func (b *book) hasUnread() bool {
	return slices.ContainsFunc(b.attempts, func(all []attempt) bool {
		return slices.ContainsFunc(all, func(a attempt) bool { return a.why != understood && hasFigure(a.text) })
	})
}

// monthApart reports whether of several figures only one stands with the month that is
// asked for, and not the one that names the rest: "310 km in all, 47 of them in August".
func (b *book) monthApart(question int, slips []slip, parts []int) bool {
	of, others := 0, 0
	for _, i := range parts {
		if !hasRunFigure(slips[i].text) || startsAside(slips[i].text) || b.tellsElsewhere(question, slips[i].text) {
			continue
		}
		if slices.ContainsFunc(prose.Words(slips[i].text), func(w string) bool { return ownMonth(b.Questions[question], w) }) {
			of++
		} else if b.namesIn(question, slips[i].text) > 0 || b.byUnit(slips[i].text) == question {
			others++
		}
	}
	return of == 1 && others > 0
}

// tellsElsewhere reports whether a piece says that its figure is of another time or a plan.
func (b *book) tellsElsewhere(question int, text string) bool {
	return slices.ContainsFunc(prose.Words(text), func(w string) bool { return isElsewhere(b.Questions[question], w) })
}

// labelsOther reports whether a word that is not known stands right before the figure of
// a piece and names it, so that it is none of a question's that was named before.
func (b *book) labelsOther(question int, text string) bool {
	figure, before, _ := loneFigure(text)
	if figure == "" || len(before) == 0 || offersOther(before) || isConditional(before) {
		return false
	}
	label := before[len(before)-1]
	return !leadingTies[label] && judgeWord(b.Questions[question], label, true) == reasonOther
}

// disagree reports whether two pieces name the same question with figures of their own,
// neither of which takes the other back or compares with it: "12,400 parts, 96 of them
// rejected" to a question for the rejected parts.
func (b *book) disagree(question int, slips []slip, parts []int) bool {
	if !isFigureKind(b.Questions[question].Kind) {
		return false
	}
	if b.monthApart(question, slips, parts) {
		return true
	}
	var first *reading
	for _, i := range parts {
		s := slips[i]
		if s.question != question || s.weighed || mends(s.text) {
			if mends(s.text) {
				return false
			}
			continue
		}
		r, why := b.readDealt(question, s.text)
		switch {
		case why != understood || r.value.Number == nil || startsAside(s.text):
		case first == nil:
			first = &r
		case !sameValue(first.value, r.value):
			return true
		}
	}
	return false
}

// vouched gives what was read, or why it is not to be taken: something else in the text
// speaks against it. Placed says that the text is known to be this question's.
func (b *book) vouched(question int, text string, placed bool, r reading, why reason) (reading, reason) {
	if why == understood && !b.vouches(question, text, placed, r) {
		return reading{}, reasonSeveral
	}
	return r, why
}

// vouches reports whether a figure that was read from a text is the one that its
// question's name stands with: in the clause that names the question, or, where that has
// no figure and doesn't say that there is none, bare beside it.
func (b *book) vouches(question int, text string, placed bool, r reading) bool {
	if len(b.Questions) < 2 || !isFigureKind(b.Questions[question].Kind) || r.value.Number == nil || isPlain(text) || len(text) > maxMended {
		return true
	}
	parts := clauses(text)
	if _, mended := mendIn(text); mended || len(parts) < 2 {
		return true
	}
	names := func(c clause) bool { return b.namesIn(question, c.text) > 0 }
	holds := func(c clause) bool {
		got, why := b.readDealt(question, c.text)
		return why == understood && sameValue(got.value, r.value)
	}
	named, at := slices.IndexFunc(parts, names), slices.IndexFunc(parts, holds)
	if named < 0 || at < 0 || placed && at == 0 || slices.ContainsFunc(parts, func(c clause) bool { return names(c) && holds(c) }) {
		return true
	}
	return b.standsIn(question, parts[named].text, parts[at].text)
}

// standsIn reports whether the figure of one clause stands in for the name in another.
func (b *book) standsIn(question int, named, figure string) bool {
	switch {
	case hasRunFigure(named):
		return b.tellsOther(question, named) || saysNow(figure)
	case onScale(b.Questions[question]) && rates.Matches(prose.Fold(figure)):
		return true
	default:
		_, why := b.readBare(question, figure)
		return why == understood && !b.deniesFigure(question, named)
	}
}

// deniesFigure reports whether a clause that names a question says that its figure is
// not there: it is not known, or promised.
func (b *book) deniesFigure(question int, text string) bool {
	r, why := b.readDealt(question, text)
	words := prose.Words(text)
	if onScale(b.Questions[question]) || saysRoughly(words) {
		return false
	}
	return why == understood && r.value.Unknown || saysClueless(text) || slices.ContainsFunc(words, func(w string) bool { return putsOffWords[w] })
}

// putsOffWords say that a figure is still to come.
var putsOffWords = setOf("will|later|follows|follow|comes|tomorrow|pending|ask|check|cant|cannot|пришлю|пришлет|даст|дадут|позже|завтра|уточню|спрошу|узнаю|будет")

// tellsOther reports whether a clause with a figure says itself that this is another one
// than was asked for.
func (b *book) tellsOther(question int, text string) bool {
	q := b.Questions[question]
	_, why := b.readDealt(question, text)
	return why == reasonChange || why == reasonBound || why == reasonUnit || startsAside(text) || slices.ContainsFunc(prose.Words(text), func(w string) bool {
		return isElsewhere(q, w) || pastWords[w] || changeWords[w] || isMove(w)
	})
}

func saysNow(text string) bool {
	return slices.ContainsFunc(prose.Words(text), func(w string) bool { return nowWords[w] })
}

func hasRunFigure(text string) bool {
	return slices.ContainsFunc(strings.Fields(text), func(w string) bool { return isRunFigure(w) && !quarterName.Matches(prose.Fold(w)) })
}

// standsElsewhere reports whether a line in the place of one question speaks of another
// one, so that the lines stand in no order.
func (b *book) standsElsewhere(place int, text string) bool {
	q := b.subjectOf(text)
	return q >= 0 && q != place && b.Questions[q].Kind != partnership.KindText && hasFigure(text)
}
