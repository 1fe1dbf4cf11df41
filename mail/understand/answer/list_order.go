package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// fillInOrder gives each line to the question of its place. A last question for
// text takes all that is left; questions that need no answer may stay open.
func fillInOrder(lines []bareLine, c Context, separator string) []statement {
	lines = withTail(lines, c.Questions, separator)
	if len(lines) < 2 || len(lines) > len(c.Questions) || !mayStayOpen(c.Questions[len(lines):]) {
		return nil
	}
	p := placing{Context: c, lines: lines, separator: separator, book: newBook(c)}
	p.strict = separator != "\n" || slices.ContainsFunc(lines, func(l bareLine) bool { return l.question >= 0 })
	if p.strict && saysSentences(lines, c.Questions) {
		return nil
	}
	for i := range lines {
		if !p.place(i) {
			return nil
		}
	}
	if givesReasons(separator, p.typed, lines, c.Questions) || !provesOrder(p.typed, p.unclear, len(lines), len(c.Questions)) {
		return nil
	}
	return p.placed
}

// A placing is the lines of a reply that stand in the places of their questions, as far
// as they have been looked at.
type placing struct {
	Context
	lines     []bareLine
	separator string
	strict    bool // the lines are pieces of one, or some have names: none may be unclear
	book      *book
	placed    []statement
	typed     int // lines that stand for values
	unclear   int // those of them that could not be read
}

// place puts a line to the question of its place; false, if it shows that the lines
// stand in no order.
func (p *placing) place(i int) bool {
	l := p.lines[i]
	switch {
	case l.question >= 0 && l.question != i:
		return false
	case p.Questions[i].Kind != partnership.KindText:
		p.placed = append(p.placed, statement{question: i, lines: []string{l.text}})
		return p.fits(i)
	case p.strict && (p.separator == "\n" && strings.HasSuffix(l.text, "?") || mends(l.text) && hasRunFigure(l.text) || beginsWithFigure(l.text)):
		return false // a question back, a correction
	default:
		p.placed = append(p.placed, statement{question: i, lines: []string{p.ownText(i)}})
		return true
	}
}

// beginsWithFigure reports whether the first of several sentences is a bare figure, which
// is no part of a text: "5. Nothing needed".
func beginsWithFigure(text string) bool {
	parts := sentences(text)
	return len(parts) > 1 && isBareFigure(strings.TrimRight(parts[0], ".!; "))
}

// ownText is what a line says for a question for text, without its name.
func (p *placing) ownText(i int) string {
	said := withoutLabel(withoutKey(p.lines[i].text, i, p.Questions), p.lines)
	if p.separator != "\n" || !startsUpper(said) {
		return withoutTie(said)
	}
	return said
}

// fits reports whether a line can be the value that is asked for at its place, and
// counts it.
func (p *placing) fits(i int) bool {
	p.typed++
	text := p.lines[i].text
	switch why := p.read(i, text); {
	case p.book.standsElsewhere(i, text), p.book.measuresOther(i, text):
		return false
	case why == understood:
		return true
	case why != understood && p.takesFigure(i, text):
		p.placed[len(p.placed)-1].lines[0], _, _ = loneFigure(text)
		return true
	case p.strict && isSilent(why) && p.isOnlyNamed(i, text):
	case p.strict && p.isOnlyUnclear(i, why):
	case p.strict, isSilent(why), why == reasonOutOfRange, why == reasonUnit:
		return false // out of order, or no list
	}
	p.unclear++
	return true
}

// isOnlyUnclear reports whether a piece is the only one of a long list that can't be read,
// though it holds figures: signs that part nothing else show the place of each.
func (p *placing) isOnlyUnclear(i int, why reason) bool {
	parts := p.separator == " / " || p.separator == ";" || p.separator == " | " || p.separator == "\t"
	return parts && p.unclear == 0 && len(p.lines) == len(p.Questions) && len(p.lines) > 3 && why == reasonSeveral && hasFigure(p.lines[i].text)
}

// measuresOther reports whether a line at a place has the unit that only another question
// asks for: «тонн 117» is no price.
func (b *book) measuresOther(place int, text string) bool {
	at := b.byUnit(text)
	return at >= 0 && at != place && hasFigure(text)
}

// takesFigure reports whether a piece of a list that has one for each question is its
// place's figure, whatever the word beside that: "5 signatures" for the farms that
// signed. The word may not make it another one.
func (p *placing) takesFigure(i int, text string) bool {
	figure, before, behind := loneFigure(text)
	q := p.Questions[i]
	if figure == "" || !isFigureKind(q.Kind) || len(p.lines) != len(p.Questions) || len(p.lines) < 4 || p.separator == "," || p.separator == " " || len(before)+len(behind) > 2 || p.book.makesOther(i, before, behind) {
		return false
	}
	_, why := readAnswer(q, figure, p.Context)
	return why == understood
}

// read says what is wrong with a line at its place.
func (p *placing) read(i int, text string) reason {
	r, why := readAnswer(p.Questions[i], text, p.Context)
	_, why = p.book.vouched(i, text, true, r, why)
	if why != understood && p.strict && slices.ContainsFunc(strings.Fields(text), isRunFigure) {
		_, why = p.book.readDealt(i, text)
	}
	return why
}

// isOnlyNamed reports whether a line names the question of its place, in a list that
// has a line for each: "the sum comes from Paul".
func (p *placing) isOnlyNamed(i int, text string) bool {
	return len(p.lines) == len(p.Questions) && len(p.lines) > 2 && p.book.subjectOf(text) == i
}

// givesReasons reports whether what stands behind a yes or no and a comma explains it,
// and answers no question for text: "no, we need a week longer".
func givesReasons(separator string, typed int, lines []bareLine, questions []partnership.Question) bool {
	return separator == "," && typed == 1 && len(lines) == 2 && questions[0].Kind == partnership.KindYesNo
}

// provesOrder reports whether enough values stand in their places: where most are
// unclear, or one and a text stand for many questions, it could be a coincidence.
func provesOrder(typed, unclear, lines, questions int) bool {
	return typed > 0 && unclear*2 <= typed && (typed > 1 || lines != 2 || questions <= 2)
}

// saysSentences reports whether a piece of a line for a value holds more than one
// sentence.
func saysSentences(lines []bareLine, questions []partnership.Question) bool {
	for i, l := range lines {
		if questions[i].Kind != partnership.KindText && len(sentences(l.text)) > 1 && !mends(l.text) {
			return true
		}
	}
	return false
}

// withoutKey takes the name of its question off a text: "and my idea: a calendar".
func withoutKey(text string, question int, questions []partnership.Question) string {
	bare := leadingTie().ReplaceAllString(text, "")
	if k := keyOf(bare, questions); k.question == question && k.rest != "" {
		return k.rest
	}
	return text
}

var leadingTie = prose.Lazily(`(?i)^(?:(?:and|и|а|my|our|the|moя|наша)\s+)+`)

// withoutLabel takes off what a writer calls a question for text, where the other
// lines have such labels, too.
func withoutLabel(text string, lines []bareLine) string {
	label, rest, ok := strings.Cut(text, ": ")
	labelled := 0
	for _, l := range lines {
		if head, _, marked := headOf(l.text); marked && len(strings.Fields(head)) <= 2 || l.question >= 0 {
			labelled++
		}
	}
	if !ok || len(strings.Fields(label)) > 2 || strings.ContainsAny(label, ".;!") || labelled < len(lines)/2 {
		return text
	}
	return rest
}

// withTail joins the lines that a last question for text takes.
func withTail(lines []bareLine, questions []partnership.Question, separator string) []bareLine {
	last := len(questions) - 1
	if len(lines) <= len(questions) || questions[last].Kind != partnership.KindText {
		return lines
	}
	if slices.ContainsFunc(lines[last:], func(l bareLine) bool { return mends(l.text) && hasRunFigure(l.text) }) {
		return lines // "labels", "update: 16 rejected"
	}
	rest := make([]string, 0, len(lines))
	for i, l := range lines[last:] {
		if i > 0 && (isChat(l.text) || signsText(l.text)) {
			continue
		}
		rest = append(rest, l.text)
	}
	return append(lines[:last:last], bareLine{text: strings.Join(rest, separator), question: lines[last].question})
}

func mayStayOpen(questions []partnership.Question) bool {
	return !slices.ContainsFunc(questions, func(q partnership.Question) bool { return !q.Optional && q.Kind != partnership.KindText })
}
