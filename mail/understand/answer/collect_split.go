package answer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

var bullet = regexp.MustCompile(`^(?:[-*•–—·▪◦►➤✓✔]|\+)\s+`)

// split parts a line into statements that name their questions; none when the
// line does not.
func (c *statementCollector) split(text string) []statement {
	bare := text
	if m := bullet.FindString(text); m != "" {
		bare = text[len(m):]
	}
	bare = strings.Trim(bare, "| \t") // the row of a table
	if out := c.run(bare); out != nil {
		return out
	}
	for _, separator := range []string{";", ",", " / ", " | "} {
		pieces := splitNonBlank(bare, separator)
		if len(pieces) < 2 {
			continue
		}
		if out, ok := c.all(pieces); ok {
			return out
		}
		if out := c.most(pieces, separator); out != nil {
			return out
		}
	}
	if out := c.bySentence(bare); out != nil {
		return out
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

// run parts a sentence of pieces at commas of which each that holds a value names a
// question of its own, wherever the name stands: "tickets 2044, snacks 5.2k, sold out
// 2, conf 6". What has no value goes with the piece before, or with nothing.
func (c *statementCollector) run(text string) []statement {
	if !c.mayRun(text) {
		return nil
	}
	b := c.reader()
	var out []statement
	var seen []int
	for _, s := range b.slipsOf(text) {
		last := len(out) - 1
		switch {
		case s.question >= 0 && !slices.Contains(seen, s.question):
			seen = append(seen, s.question)
			out = append(out, statement{question: s.question, lines: []string{c.ownText(s)}})
		case hasPlainWord(prose.Words(s.text)):
			return nil // it says yes or no to something
		case last < 0 || out[last].question < 0 || s.question != noQuestion || hasValue(s.text) || c.questions[out[last].question].Kind == partnership.KindText:
			return nil
		case last == len(seen)-1 && len(seen) == len(c.questions)-1:
			out = append(out, statement{question: -1, lines: []string{s.text}}) // the rest is the last one's
		default:
			out[last].lines[0] += ", " + s.text
		}
	}
	if len(seen) < 3 {
		return nil
	}
	return out
}

// reader is the book that parts what is said of several questions.
func (c *statementCollector) reader() *book {
	if c.book == nil {
		c.book = newBook(Context{Questions: c.questions, Locale: localeEnglish})
	}
	return c.book
}

// answered reports whether a statement has been given to a question.
func (c *statementCollector) answered(question int) bool {
	return slices.ContainsFunc(c.out, func(s statement) bool { return s.question == question })
}

// mayRun reports whether a text can be such a sentence: one, with enough figures
// for a run, and none of the signs that part answers in another way.
func (c *statementCollector) mayRun(text string) bool {
	return len(c.questions) > 1 && len(text) <= maxRun && strings.Contains(text, ", ") && !strings.ContainsAny(text, "=;|()?") &&
		c.accepted(text).Number <= 0 && figuresIn(strings.Fields(text)) >= 3 && len(sentences(text)) <= 1 && !mends(text)
}

// ownText is what a slip says, for a question for text without its name.
func (c *statementCollector) ownText(s slip) string {
	if c.questions[s.question].Kind != partnership.KindText {
		return s.text
	}
	text := withoutTie(s.text)
	if k := keyOf(text, c.questions); k.question == s.question && k.rest != "" {
		return k.rest
	}
	return text
}

// bySentence parts a line into sentences that all name their questions.
func (c *statementCollector) bySentence(text string) []statement {
	parts := sentences(text)
	if len(parts) < 2 || len(parts) > maxPieces {
		return nil
	}
	var out []statement
	for _, p := range parts {
		named := c.split(p)
		if len(named) == 0 || slices.ContainsFunc(named, func(s statement) bool { return s.question < 0 }) {
			return nil
		}
		out = append(out, named...)
	}
	return out
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
		out = append(out, c.sequence(s)...)
	}
	return out, true
}

// most reads pieces of which the first and another one name their questions. What
// follows a comma without a name is a remark on what stands before it.
func (c *statementCollector) most(pieces []string, separator string) []statement {
	var out []statement
	named := 0
	for _, p := range pieces {
		s, ok := c.one(p)
		last := len(out) - 1
		switch {
		case ok && s.question >= 0:
			named++
			out = append(out, c.sequence(s)...)
		case last < 0, separator == "," && out[last].question < 0:
			return nil
		case separator == "," && (hasFigure(p) || c.questions[out[last].question].Kind == partnership.KindText):
			return nil
		case separator == ",":
			out[last].lines[len(out[last].lines)-1] += ", " + p
		default:
			out = append(out, statement{question: -1, lines: []string{p}})
		}
	}
	if named < 2 || out[0].question == out[len(out)-1].question {
		return nil
	}
	return out
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
	if k.question < 0 && strings.HasSuffix(text, ":") {
		k = topicKey(text+" ", c.questions)
	}
	if k.question < 0 {
		return statement{}, false
	}
	return statement{question: k.question, lines: []string{k.rest}}, true
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
		next.mends = next.mends || endsInMend.Matches(last.lines[0])
		out = append(out, next)
	}
}

// endsInMend finds the words of a correction that lead up to the next answer.
var endsInMend = prose.Lazily(`(?i)[.!?\s](?:sorry|oops|correction|wait|update|ой|упс|поправка|исправление|извините|простите)\W*$`)

// withoutAnd drops the "and" before the next answer.
func withoutAnd(text string) string {
	for _, and := range []string{" and", " и", " а"} {
		if rest, ok := strings.CutSuffix(text, and); ok {
			return strings.TrimRight(rest, " ,;")
		}
	}
	return text
}

var inLineMarker = regexp.MustCompile(`[\s,;](?:[QqAaВвОо№#]|\()?(\d{1,2})(?:\s*([).:=])|(\s[-–—])\s)\s*`)

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
		stroke := m[4:6]
		if stroke[0] < 0 { // "1 - 12, 2 - 7"
			stroke = m[6:8]
		}
		n := atoi(text[m[2]:m[3]])
		style := strings.TrimSpace(text[stroke[0]:stroke[1]])
		spacedPoint := style != "." || m[1] > stroke[1]
		if n == s.number+1 && n <= len(c.questions) && strings.HasSuffix(strings.TrimSpace(s.style), style) && spacedPoint {
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
		if k.question < 0 || k.question == s.question || !saysSomething(k.rest) {
			continue
		}
		if c.questions[k.question].Kind == partnership.KindText && !strings.ContainsRune(".,;:!?)", rune(text[i-1])) {
			continue // "58. We need brochures" does not name the question "need"
		}
		if isFigureKind(c.questions[k.question].Kind) && !hasValue(k.rest) && hasValue(lastField(text[:i])) {
			continue // "and two alarms went off" says how many
		}
		if _, why := readAnswer(c.questions[s.question], text[:i], Context{Locale: localeEnglish}); why == understood {
			return i, statement{question: k.question, lines: []string{k.rest}}
		}
	}
	return -1, statement{}
}

func lastField(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// saysSomething reports whether what follows a name can be its value: behind "128
// kW" another clause begins.
func saysSomething(rest string) bool {
	return rest != "" && !strings.ContainsAny(rest[:1], ",.;") && strings.IndexFunc(rest, isLetterOrDigit) >= 0
}
