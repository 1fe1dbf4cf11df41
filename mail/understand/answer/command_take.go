package answer

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

// order is a command in a reply, and the lines that it takes up.
type order struct {
	partnership.Command
	lines []int
	// meant is the name that a misspelt command comes near: it is not carried out.
	meant string
	typed string
}

// secret reports whether nobody may read the lines.
func (o order) secret() bool { return o.Name.Secret() }

// maxArgument bounds what a command takes with it, in runes. The mail itself is
// in the store.
const maxArgument = 2000

// maxWritten bounds a text that belongs to the matter and that others answer word for
// word.
const maxWritten = 20_000

// takeOrders finds the commands in a reply. They are taken out before anything
// else reads it: see hide and strike.
func takeOrders(lines []trim.Line, c Context) []order {
	t := taker{Context: c, lines: lines, asked: namesOfQuestions(c.Questions)}
	t.look()
	return t.found
}

// hide takes what is for nobody's eyes out of the lines, as if it had not been
// written.
func hide(lines []trim.Line, orders []order) {
	for _, o := range orders {
		for _, i := range o.lines {
			if o.secret() {
				lines[i].Clear()
			}
		}
	}
}

// strike empties the lines of commands. They stay typed lines: a quote above them
// was answered.
func strike(lines []trim.Line, orders []order) {
	for _, o := range orders {
		for _, i := range o.lines {
			lines[i].Text, lines[i].Appended = "", ""
		}
	}
}

// isStruck reports whether a command stood on a line.
func isStruck(l trim.Line) bool { return l.Role == trim.RoleNew && l.Text == "" }

// heard parts commands from what only comes near to one. A command in a line that
// turned out to be of an earlier mail is not the writer's; one that counts only
// alone does not count beside others.
func heard(lines []trim.Line, orders []order, locale string) (commands []partnership.Command, problems []string) {
	speech := commandSpeechFor(locale)
	var typed []order
	for _, o := range orders {
		switch l := lines[o.lines[0]]; {
		case l.Role != trim.RoleNew && l.Appended == "":
		case o.meant != "":
			problems = append(problems, speech.meantProblem(o))
		default:
			typed = append(typed, o)
		}
	}
	for _, o := range typed {
		if len(typed) > 1 && o.Name.Form().Alone {
			problems = append(problems, speech.aloneProblem(o))
			continue
		}
		if more := besides(lines, o); more != "" && o.Name.Form().Bare {
			problems = append(problems, speech.bareProblem(o, more))
			continue
		}
		commands = append(commands, o.Command)
	}
	return commands, problems
}

// taker walks over the lines of a reply in search of commands.
type taker struct {
	Context
	lines []trim.Line
	found []order
	asked []questionNames
	only  bool // a single line was written
}

func (t *taker) look() {
	t.only = t.written() == 1
	quoted, typed := false, 0
	for i := 0; i < len(t.lines) && typed <= maxTyped; i++ {
		l := t.lines[i]
		switch {
		case l.Role == trim.RoleQuote && l.Appended != "":
			t.appended(i)
			quoted = true
		case l.Role == trim.RoleQuote:
			quoted = true
		case l.Role == trim.RoleNew:
			typed++
			if last := t.take(i, spot{opens: !quoted && t.opens(i), only: t.only}); last > i {
				typed += last - i
				i = last
			}
		}
	}
}

// written counts the lines that neither greet nor close.
func (t *taker) written() int {
	n := 0
	for _, l := range t.lines {
		switch {
		case l.Role != trim.RoleNew, n == 0 && greeting.MatchString(l.Text):
		case thanks.MatchString(l.Text):
			return n
		default:
			n++
		}
	}
	return n
}

// opens reports whether a paragraph begins at a line.
func (t *taker) opens(i int) bool {
	if i == 0 || t.lines[i-1].Role == trim.RoleBlank || greeting.MatchString(t.lines[i-1].Text) {
		return true
	}
	return len(t.found) > 0 && t.found[len(t.found)-1].meant == "" && t.found[len(t.found)-1].last() == i-1
}

func (o order) last() int { return o.lines[len(o.lines)-1] }

// take takes the command that begins at a line, if one does, and returns its last
// line.
func (t *taker) take(i int, at spot) int {
	text := t.lines[i].Text
	h, ok := t.commandAt(text, at)
	o := order{Command: partnership.Command{Name: h.form.Name, Argument: h.rest}, lines: []int{i}, typed: h.typed}
	if !ok {
		if o, ok = t.near(i, at); !ok {
			return i
		}
		h.form = o.Name.Form()
	}
	if h.form.Takes == partnership.TakesText {
		t.paragraph(&o)
	}
	if o.meant != "" || o.Name == partnership.CommandConflict { // why somebody leaves all read once it counts
		o.Argument = ""
	}
	most := maxArgument
	if o.Name.Writes() {
		most = maxWritten
	}
	o.Argument = clipRunes(o.Argument, most)
	t.found = append(t.found, o)
	return o.last()
}

// appended takes what is for nobody's eyes off the end of a quoted line. Other
// commands stand on lines of their own.
func (t *taker) appended(i int) {
	if h, ok := t.commandAt(t.lines[i].Appended, spot{}); ok && h.form.Name.Secret() {
		t.found = append(t.found, order{Command: partnership.Command{Name: h.form.Name}, lines: []int{i}, typed: h.typed})
	}
}

// paragraph adds the lines that belong to a command: the rest of the paragraph,
// or the one below if nothing stands beside the colon. What is said of a conflict
// has no end but another command or a plain answer: rather an answer is asked for
// again than a word of it read by somebody. A text that others answer goes on with the
// list that it announces or consists of.
func (t *taker) paragraph(o *order) {
	argument := []string{o.Argument}
	blank := false
	for i := o.lines[0] + 1; i < len(t.lines); i++ {
		l := t.lines[i]
		switch {
		case l.Role == trim.RoleBlank:
			blank = true
			continue
		case o.Name == partnership.CommandConflict && l.Role == trim.RoleQuote && l.Appended == "" && questionOf(l.Text, t.asked) < 0:
			continue
		case l.Role != trim.RoleNew, t.ends(l.Text):
			o.Argument = strings.TrimSpace(strings.Join(argument, "\n"))
			return
		case o.Name.Writes() && blank && belongsBelow(argument, l.Text):
			argument = append(argument, "")
		case o.Name != partnership.CommandConflict && (blank && strings.Join(argument, "") != "" || thanks.MatchString(l.Text)):
			o.Argument = strings.TrimSpace(strings.Join(argument, "\n"))
			return
		}
		blank = false
		o.lines = append(o.lines, i)
		argument = append(argument, l.Text)
	}
	o.Argument = strings.TrimSpace(strings.Join(argument, "\n"))
}

// listed is a point of a list.
var listed = regexp.MustCompile(`^\s*(?:\d{1,2}[.)]|[-–—*•])\s+\S`)

// belongsBelow reports whether a line below a blank one belongs to the text above: a colon
// announces it, or it is a point of a list.
func belongsBelow(text []string, line string) bool {
	return strings.HasSuffix(strings.TrimSpace(text[len(text)-1]), ":") || listed.MatchString(line)
}

// ends reports whether a line below a command does not belong to it: another one,
// or a plain answer.
func (t *taker) ends(text string) bool {
	if h, ok := t.commandAt(text, spot{}); ok && h.shouted {
		return true
	}
	c := statementCollector{questions: t.Questions, weak: wordSet{":": true}}
	pieces := c.split(text)
	for _, s := range pieces {
		if s.question < 0 || !t.plain(t.Questions[s.question], strings.TrimSpace(s.lines[0])) {
			return false
		}
	}
	return len(pieces) > 0
}

// plain reports whether a text is a value for a question and can be nothing else.
func (t *taker) plain(q partnership.Question, text string) bool {
	if q.Kind == partnership.KindText {
		return noneWords[foldWords(text)]
	}
	_, why := readAnswer(q, text, t.Context)
	return why == understood
}

// near finds a command that was misspelt, or written without its colon: in
// capitals, or where it would be for nobody's eyes. Ordinary words that look alike
// are left in peace.
func (t *taker) near(i int, at spot) (order, bool) {
	text := t.lines[i].Text
	if t.names(text) || t.chooses(text) || prose.MarkerOf(text).Number > 0 {
		return order{}, false
	}
	name, typed := misspelt(text)
	if h, ok := headingOf(text); ok {
		name, typed = "", ""
		if h.shouted && !h.colon && h.form.Takes == partnership.TakesText && hasLetter(h.rest) && !isShouted(h.rest) {
			name, typed = prose.Fold(h.typed), h.typed
		}
	}
	if name == "" {
		return order{}, false
	}
	h, _ := headingOf(name)
	secret := h.form.Name == partnership.CommandConflict && at.opens
	if h.form.Fate == partnership.FateItem || !isShouted(typed) && !secret {
		return order{}, false
	}
	o := order{Command: partnership.Command{Name: h.form.Name}, lines: []int{i}, typed: typed, meant: strings.ToUpper(name)}
	if h.form.Takes == partnership.TakesText {
		o.meant += ":"
	}
	return o, true
}

// misspelt is the name that the beginning of a line, or the whole of it, comes
// near to, and what was typed.
func misspelt(text string) (name, typed string) {
	bare := strings.TrimLeft(text, markup)
	typed, rest, colon := strings.Cut(bare, ":")
	typed = strings.TrimRight(typed, markup+".!?")
	rest = strings.TrimSpace(rest)
	if !colon {
		typed, rest = strings.TrimRight(withoutPlease(bare), markup+".!?"), ""
	}
	switch {
	case strings.IndexFunc(typed, notInName) >= 0, colon && (!hasLetter(rest) || noneWords[foldWords(rest)]):
		return "", ""
	}
	return nearest(prose.Fold(typed), colon), typed
}

func clipRunes(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}
