package answer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

// statement is a piece of new text with the question that it answers.
type statement struct {
	question int // -1 when the text names none
	number   int // the number written before it, if any
	style    string
	lines    []string
	whole    string // the line that began it, if it begins with a name
	inline   bool   // its question is quoted right above it
	doubtful bool   // several questions are quoted above it
	mends    bool   // it takes back what was said before
}

// typedLine is a line of a reply; an idle one greets, closes or signs.
type typedLine struct {
	trim.Line
	idle bool
}

func typedLines(lines []trim.Line) []typedLine {
	all := make([]typedLine, len(lines))
	for i, l := range lines {
		all[i].Line = l
	}
	return all
}

// statementCollector walks over the lines of a reply and gathers statements.
type statementCollector struct {
	questions []partnership.Question
	weak      wordSet // marker styles that the whole reply confirms
	out       []statement
	book      *book // to part what is said of several questions; nil until then

	asking  asking
	inlines int  // quotes with an answer below
	open    bool // the last statement goes on
}

// maxTyped is how many lines of new text are read for answers.
const maxTyped = 1000

// collect gathers the statements of the new text in order.
func collect(lines []typedLine, questions []partnership.Question) []statement {
	c := statementCollector{questions: questions, weak: confirmedStyles(lines, len(questions))}
	typed := 0
	for i := range lines {
		l := &lines[i]
		if l.Role == trim.RoleNew {
			typed++
		}
		switch {
		case typed > maxTyped:
			return c.settleDoubt()
		case l.Role == trim.RoleBlank, l.Role == trim.RoleQuote && l.Text == "":
			c.blank()
		case l.Role == trim.RoleQuote:
			c.quote(l)
		case isStruck(l.Line):
			c.asking.answer()
			c.open = false
		case l.Role == trim.RoleNew && !l.idle:
			c.typed(l.Text)
		default:
			c.open = false
		}
	}
	return c.settleDoubt()
}

func (c *statementCollector) blank() {
	c.asking.gap()
	if !c.open {
		return
	}
	last := &c.out[len(c.out)-1]
	last.lines = append(last.lines, "")
	if last.question < 0 || c.questions[last.question].Kind != partnership.KindText {
		c.open = strings.TrimSpace(strings.Join(last.lines, "")) == ""
	}
}

// quote takes in a quoted line and what was typed at its end.
func (c *statementCollector) quote(l *typedLine) {
	c.asking.quote(l.Text, c.questions)
	c.open = false
	if q := c.asking.question(); l.Appended != "" && q >= 0 {
		c.inlines++
		c.out = append(c.out, statement{question: q, lines: []string{l.Appended}, inline: true})
	}
}

// typed takes in a line that the person typed, sentence by sentence where its
// sentences name their questions.
func (c *statementCollector) typed(text string) {
	for i, s := range c.sentencesOf(text) {
		if i > 0 && c.continues(s) {
			last := &c.out[len(c.out)-1]
			last.lines[len(last.lines)-1] += " " + s
			continue
		}
		c.open = c.open && i == 0
		c.typedSentence(s)
	}
}

// typedSentence takes in a line, or a sentence of one.
func (c *statementCollector) typedSentence(text string) {
	fresh := c.asking.answer()
	pieces := c.split(withoutClosing(text))
	if len(pieces) == 0 {
		pieces = c.pointed(withoutClosing(text))
	}
	if len(pieces) == 0 {
		pieces = c.afterMend(withoutClosing(text))
	}
	if len(pieces) == 0 {
		pieces = c.afterCourtesy(withoutClosing(text))
	}
	if len(pieces) > 0 {
		c.out = append(c.out, pieces...)
		c.open = true
		return
	}
	switch {
	case fresh && c.asking.question() >= 0:
		c.inlines++
		c.out = append(c.out, statement{question: c.asking.question(), lines: []string{text}, inline: true, doubtful: c.asking.several})
		c.open = true
	case c.open && c.ended(text):
		c.open = false // below an answer in words, somebody says goodbye
	case c.open && !c.saidNone():
		last := &c.out[len(c.out)-1]
		last.lines = append(last.lines, text)
	default:
		c.out = append(c.out, statement{question: -1, lines: []string{text}})
		c.open = true
	}
}

// settleDoubt takes the question back from text below a quote of several ones,
// unless the person answers in between elsewhere, too.
func (c *statementCollector) settleDoubt() []statement {
	for i := range c.out {
		if c.out[i].doubtful && c.inlines < 2 && len(c.questions) > 1 {
			c.out[i].question, c.out[i].inline = -1, false
		}
	}
	return c.out
}

// accepted returns the marker of a line unless it belongs to a list inside a
// text answer, or could as well be a part of the value.
func (c *statementCollector) accepted(text string) prose.Marker {
	m := prose.MarkerOf(text)
	if m.Number == 0 {
		m = prose.LooseMarkerOf(text)
	}
	if m.Number == 0 || !m.Strong && !c.weak[m.Style] && !c.numbersText(m) || m.Number > len(c.questions) && namesMonth(m.Rest) {
		return prose.Marker{}
	}
	if c.namesQuarter(text) || countsUnit(m) || c.beginsWithFigure(text, m) {
		return prose.Marker{}
	}
	if c.isLoneText(m) || c.open && c.listsInText(m) {
		return prose.Marker{}
	}
	return m
}

// isLoneText reports whether the only question leaves a marker to the words of its answer.
func (c *statementCollector) isLoneText(m prose.Marker) bool {
	return len(c.questions) == 1 && (m.Number > 1 || c.questions[0].Kind == partnership.KindText && !c.questions[0].Lasting)
}

// namesQuarter reports whether what looks like a question's number is a quarter of which
// is asked: "Q2: 46 ordered".
func (c *statementCollector) namesQuarter(text string) bool {
	return strings.ContainsRune("QqКк", firstRune(text)) && beginsWithQuarter.Matches(text) && slices.ContainsFunc(c.questions, func(q partnership.Question) bool { return wordsOf(q).quarter })
}

// countsUnit reports whether what looks like a question's number counts the unit behind
// it: «ответ 5 часов».
func countsUnit(m prose.Marker) bool {
	return !hasFigure(m.Rest) && len(strings.Fields(m.Rest)) < 3 && unitOf(firstField(prose.Fold(m.Rest))).group != 0
}

// beginsWithQuarter finds the name of a quarter, which looks like a question's number.
var beginsWithQuarter = prose.Lazily(`(?i)^[qк][1-4]\b`)

// beginsWithFigure reports whether a marker is the first answer, which a sentence
// follows: "52. Nothing is holding us back."
func (c *statementCollector) beginsWithFigure(text string, m prose.Marker) bool {
	return len(c.questions) > 0 && m.Number > len(c.questions) && m.Style == "." && len(c.out) == 0 && isFigureKind(c.questions[0].Kind) && len(sentences(text)) > 1
}

// listsInText reports whether a marker belongs to a list inside the open text
// answer: it numbers no question, or not as the answer itself is numbered.
func (c *statementCollector) listsInText(m prose.Marker) bool {
	last := c.out[len(c.out)-1]
	inText := last.question >= 0 && c.questions[last.question].Kind == partnership.KindText
	return inText && (m.Number > len(c.questions) || last.number > 0 && (m.Style != last.style || c.used(m.Number)))
}

// numbersText reports whether "2 - less paperwork" gives the second question, which
// is for text, its words.
func (c *statementCollector) numbersText(m prose.Marker) bool {
	return m.Number > 1 && m.Number <= len(c.questions) && c.questions[m.Number-1].Kind == partnership.KindText &&
		len(strings.Fields(m.Rest)) > 1 && !strings.HasPrefix(m.Style, "loose") && !hasFigure(firstField(m.Rest))
}

func firstField(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}

// namesMonth reports whether a text begins with a month: "No. 27 Feb" is a no and
// a day.
func namesMonth(text string) bool {
	words := prose.Words(firstWords(text))
	return len(words) > 0 && monthNamed(words[0]) > 0
}

func (c *statementCollector) used(number int) bool {
	return slices.ContainsFunc(c.out, func(s statement) bool { return s.number == number })
}

// groupedDigits finds "1 200", whose space is inside the number.
var groupedDigits = regexp.MustCompile(`^\d{1,2}\s\d{3}(?:\D|$)`)

// itemised parts a line at its semicolons, and at its commas where each part has a dash
// behind a number: "1 - 12, 2 - 7".
func itemised(line string) []string {
	parts := splitNonBlank(line, ",")
	if len(parts) > 1 && !slices.ContainsFunc(parts, func(part string) bool { return !dashedNumber.MatchString(part) }) {
		return parts
	}
	return splitNonBlank(line, ";")
}

var dashedNumber = regexp.MustCompile(`^\s*\d{1,2}\s[-–—]\s`)

// confirmedStyles finds the weak marker styles that a list confirms: its lines
// number the questions from the first on. "1 200" and "2 300" could as well be
// two thousands, so not every line may look like that.
func confirmedStyles(lines []typedLine, questions int) wordSet {
	numbers := make(map[string][]int)
	plain := wordSet{":": true}
	for _, l := range lines {
		if l.Role != trim.RoleNew || l.idle {
			continue
		}
		for _, piece := range itemised(l.Text) {
			m := prose.MarkerOf(piece)
			if m.Number == 0 {
				m = prose.LooseMarkerOf(piece)
			}
			if m.Number > 0 && !m.Strong {
				numbers[m.Style] = append(numbers[m.Style], m.Number)
				plain[m.Style] = plain[m.Style] || !groupedDigits.MatchString(piece)
			}
		}
	}
	confirmed := wordSet{":": true}
	for style, list := range numbers {
		counted := len(list) > 1 && len(list) <= questions
		for i, n := range list {
			counted = counted && n == i+1
		}
		if counted && plain[style] {
			confirmed[style] = true
		}
	}
	return confirmed
}
