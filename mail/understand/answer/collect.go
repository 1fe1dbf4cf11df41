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

// typed takes in a line that the person typed.
func (c *statementCollector) typed(text string) {
	fresh := c.asking.answer()
	pieces := c.split(withoutClosing(text))
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
	case c.open:
		last := &c.out[len(c.out)-1]
		last.lines = append(last.lines, text)
	default:
		c.out = append(c.out, statement{question: -1, lines: []string{text}})
		c.open = true
	}
}

// afterMend parts a line of answers that begins with the words of a correction:
// "Correction: mql 75".
func (c *statementCollector) afterMend(text string) []statement {
	rest, ok := withoutMend(text)
	if !ok {
		return nil
	}
	pieces := c.split(rest)
	for i := range pieces {
		pieces[i].mends = true
	}
	return pieces
}

// settleDoubt takes the question back from text below a quote of several ones,
// unless the person answers in between elsewhere, too.
func (c *statementCollector) settleDoubt() []statement {
	for i := range c.out {
		if c.out[i].doubtful && c.inlines < 2 && len(c.questions) > 1 {
			c.out[i].question = -1
		}
	}
	return c.out
}

var bullet = regexp.MustCompile(`^(?:[-*•–—·▪◦►➤✓✔]|\+)\s+`)

// split parts a line into statements that name their questions; none when the
// line does not.
func (c *statementCollector) split(text string) []statement {
	bare := text
	if m := bullet.FindString(text); m != "" {
		bare = text[len(m):]
	}
	bare = strings.Trim(bare, "| \t") // the row of a table
	for _, separator := range []string{";", ",", " / ", " | "} {
		pieces := splitNonBlank(bare, separator)
		if len(pieces) < 2 {
			continue
		}
		if out, ok := c.all(pieces); ok {
			return out
		}
	}
	if s, ok := c.one(bare); ok {
		out := c.sequence(s)
		if s.number == 0 && len(out) == 1 {
			out[0].whole = bare
		}
		return out
	}
	return nil
}

// splitNonBlank splits at a separator; a comma before a digit belongs to a
// number.
func splitNonBlank(text, separator string) []string {
	var out []string
	start := 0
	for i := 0; i+len(separator) <= len(text); i++ {
		end := i + len(separator)
		if text[i:end] != separator || separator == "," && end < len(text) && isDigit(rune(text[end])) {
			continue
		}
		out = append(out, text[start:i])
		start = end
	}
	out = append(out, text[start:])
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return slices.DeleteFunc(out, func(p string) bool { return p == "" })
}

// all reads every piece as a statement, or none. A comma may belong to prose
// after a name, so the pieces must be values.
func (c *statementCollector) all(pieces []string) ([]statement, bool) {
	var out []statement
	for _, p := range pieces {
		s, ok := c.one(p)
		if !ok || s.question < 0 {
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

// one reads a text that begins with the number or the name of its question.
func (c *statementCollector) one(text string) (statement, bool) {
	if m := c.accepted(text); m.Number > 0 {
		question := m.Number - 1
		if question >= len(c.questions) {
			return statement{question: -1, number: m.Number, style: m.Style, lines: []string{m.Rest}}, true
		}
		rest := m.Rest
		if k := nameKey(rest, c.questions); k.question == question && k.rest != "" {
			rest = k.rest
		}
		return statement{question: question, number: m.Number, style: m.Style, lines: []string{trimSeparator(rest)}}, true
	}
	k := keyOf(text, c.questions)
	if k.question < 0 {
		return statement{}, false
	}
	return statement{question: k.question, lines: []string{k.rest}}, true
}

// accepted returns the marker of a line unless it belongs to a list inside a
// text answer, or could as well be a part of the value.
func (c *statementCollector) accepted(text string) prose.Marker {
	m := prose.MarkerOf(text)
	if m.Number == 0 {
		m = prose.LooseMarkerOf(text)
	}
	if m.Number == 0 || !m.Strong && !c.weak[m.Style] {
		return prose.Marker{}
	}
	if len(c.questions) > 0 && m.Number > len(c.questions) && m.Style == "." && len(c.out) == 0 && isFigureKind(c.questions[0].Kind) && len(sentences(text)) > 1 {
		return prose.Marker{} // "52. Nothing is holding us back."
	}
	if len(c.questions) == 1 && (m.Number > 1 || c.questions[0].Kind == partnership.KindText) {
		return prose.Marker{}
	}
	if !c.open {
		return m
	}
	last := c.out[len(c.out)-1]
	inText := last.question >= 0 && c.questions[last.question].Kind == partnership.KindText
	if inText && (m.Number > len(c.questions) || last.number > 0 && (m.Style != last.style || c.used(m.Number))) {
		return prose.Marker{}
	}
	return m
}

func (c *statementCollector) used(number int) bool {
	return slices.ContainsFunc(c.out, func(s statement) bool { return s.number == number })
}

// sequence parts "1) 130 2) 7 3) no" at the numbers that count on.
func (c *statementCollector) sequence(s statement) []statement {
	out := []statement{s}
	for {
		last := &out[len(out)-1]
		at, next := c.nextInLine(*last)
		if at < 0 {
			return out
		}
		last.lines[0] = withoutAnd(strings.TrimRight(last.lines[0][:at], " ,;"))
		out = append(out, next)
	}
}

// withoutAnd drops the "and" before the next answer.
func withoutAnd(text string) string {
	for _, and := range []string{" and", " и", " а"} {
		if rest, ok := strings.CutSuffix(text, and); ok {
			return strings.TrimRight(rest, " ,;")
		}
	}
	return text
}

var inLineMarker = regexp.MustCompile(`[\s,;](?:[QqAaВвОо№#]|\()?(\d{1,2})\s*([).:=])\s*`)

// nextInLine finds where the next statement begins inside a line: at the next
// number, or at the name of another question after a complete value.
func (c *statementCollector) nextInLine(s statement) (int, statement) {
	if s.number > 0 {
		return c.nextNumber(s)
	}
	return c.nextName(s)
}

func (c *statementCollector) nextNumber(s statement) (int, statement) {
	text := s.lines[0]
	for _, m := range inLineMarker.FindAllStringSubmatchIndex(text, 20) {
		n := atoi(text[m[2]:m[3]])
		style := text[m[4]:m[5]]
		spacedPoint := style != "." || m[1] > m[5]
		if n == s.number+1 && n <= len(c.questions) && strings.HasSuffix(s.style, style) && spacedPoint {
			return m[0], statement{question: n - 1, number: n, style: s.style, lines: []string{text[m[1]:]}}
		}
	}
	return -1, statement{}
}

func (c *statementCollector) nextName(s statement) (int, statement) {
	text := s.lines[0]
	if s.question < 0 || c.questions[s.question].Kind == partnership.KindText || len(text) > 200 {
		return -1, statement{}
	}
	for i, r := range text {
		if r != ' ' || i == 0 {
			continue
		}
		k := nameKey(text[i+1:], c.questions)
		if k.question < 0 || k.question == s.question || k.rest == "" {
			continue
		}
		if c.questions[k.question].Kind == partnership.KindText && !strings.ContainsRune(".,;:!?)", rune(text[i-1])) {
			continue // "58. We need brochures" does not name the question "need"
		}
		if _, why := readAnswer(c.questions[s.question], text[:i], Context{Locale: localeEnglish}); why == understood {
			return i, statement{question: k.question, lines: []string{k.rest}}
		}
	}
	return -1, statement{}
}

// groupedDigits finds "1 200", whose space is inside the number.
var groupedDigits = regexp.MustCompile(`^\d{1,2}\s\d{3}(?:\D|$)`)

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
		for _, piece := range splitNonBlank(l.Text, ";") {
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
