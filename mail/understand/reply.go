package understand

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Context is what we know of the mail that is being answered.
type Context struct {
	// Questions are those of that mail, in its order: the first is number 1.
	Questions []partnership.Question
	// Locale is the language tag of the reader, such as "en" or "ru". It
	// decides how 1,200 is read and in which language problems are worded.
	Locale string
	// Sent is the text of that mail. It may be empty; known, it tells our own
	// words from the person's however their mail program quoted them.
	Sent string
	// SentHTML is the HTML part of that mail. Where a mail program copies it
	// without marks, its buttons would look like typed lines; answers inside
	// such a copy are therefore read only when this part is known, too.
	SentHTML string
	// Today completes dates without a year; zero leaves them unclear.
	Today cadence.Date
}

// sent is all text of the mail that is being answered.
func (c Context) sent() string {
	if c.SentHTML == "" {
		return strings.TrimSpace(c.Sent)
	}
	return strings.TrimSpace(c.Sent + "\n" + renderHTML(c.SentHTML).text())
}

// Understanding is what a mail says.
type Understanding struct {
	Class Class
	// Text is what the person typed, without quotes and signature.
	Text    string
	Answers []partnership.Answer
	// Commands stand on lines of their own in the new text.
	Commands []partnership.Command
	// Open lists the questions without an answer, in the mail's order.
	Open []string
	// Problems are sentences for the person, in their language, about what was
	// written but not understood. Unclear is not the same as missing.
	Problems []string
}

// Understand reads a mail as a reply. Nothing but the text is taken from mail
// that no person wrote. A mail without text may have a command as its subject.
func Understand(m Message, c Context) Understanding {
	if cmd, ok := commandOf(m.Subject, c.Questions); ok && strings.TrimSpace(m.Text) == "" && m.Class != ClassAutoReply {
		return Understanding{Class: ClassReply, Commands: []partnership.Command{cmd}, Open: questionIDs(c.Questions)}
	}
	if m.Class != ClassReply && m.Class != "" {
		return Understanding{Class: m.Class, Text: Trim(m.Text), Open: questionIDs(c.Questions)}
	}
	u := UnderstandText(m.Text, c)
	if strings.TrimSpace(m.HTMLQuoted) == "" || strings.TrimSpace(m.HTMLNew) == "" {
		return u
	}
	// The mail program itself marked the quote here; but answers typed into
	// the quote are only in the whole text.
	marked := UnderstandText(m.HTMLNew, c)
	if len(marked.Answers)+len(marked.Commands) >= len(u.Answers)+len(u.Commands) {
		return marked
	}
	return u
}

// UnderstandText reads the text of a reply. It is linear in the text and never
// fails; what it cannot read without a guess becomes a problem.
func UnderstandText(text string, c Context) Understanding { //nolint:revive // named as the pair of Understand
	c.Locale = baseLocale(c.Locale)
	lines := splitLines(text)
	u := Understanding{Class: ClassReply}
	if sent := c.sent(); sent != "" {
		align(lines, sent)
		dissect(lines, true)
		if c.SentHTML != "" {
			promoteInline(lines, c.Questions)
		}
		u.Text = newText(lines)
	} else {
		dissect(lines, false)
		u.Text = newText(lines)
		distrustOpening(lines)
	}
	typed := slices.ContainsFunc(lines, func(l line) bool { return l.role == roleNew || l.appended != "" })
	markSmalltalk(lines, c.Questions)
	statements, commands := collect(lines, c.Questions)
	u.Commands = commands
	book := newBook(c)
	for _, s := range statements {
		book.enter(s)
	}
	book.placeFree()
	u.Answers, u.Open, u.Problems = book.close()
	if !typed && len(c.Questions) > 0 && strings.TrimSpace(text) != "" {
		u.Problems = append(u.Problems, speechFor(c.Locale).nothing)
	}
	return u
}

// distrustOpening takes back what follows an attribution at the very top
// without quote marks: it can be our own mail, and examples in it would be
// read as answers. Only the known text of our mail could tell.
func distrustOpening(lines []line) {
	for i, l := range lines {
		switch {
		case l.role == roleBlank:
		case l.role == roleAttribution && !quoteFollows(lines, i+1) && (i+1 == len(lines) || lines[i+1].role != roleAttribution),
			l.role == roleNew && opensEarlierMail(lines, i):
			setRole(lines[i:], roleTail)
			return
		case l.role != roleAttribution:
			return
		}
	}
}

func questionIDs(questions []partnership.Question) []string {
	ids := make([]string, len(questions))
	for i, q := range questions {
		ids[i] = q.ID
	}
	return ids
}

// attempt is one text that was meant as the answer to a question.
type attempt struct {
	text string
	reading
	why reason
}

// book enters what a person wrote under the questions that it answers.
type book struct {
	Context
	speech   speech
	attempts [][]attempt
	free     []string // texts without a question
	problems []string
}

func newBook(c Context) *book {
	return &book{Context: c, speech: speechFor(c.Locale), attempts: make([][]attempt, len(c.Questions))}
}

// enter reads a statement that names its question.
func (b *book) enter(s statement) {
	text := strings.TrimSpace(strings.Join(s.lines, "\n"))
	switch {
	case s.question < 0 && s.number > 0:
		b.problems = append(b.problems, fmt.Sprintf(b.speech.noSuch, s.number, quoted(text)))
		return
	case text == "":
		return
	case s.question < 0:
		b.free = append(b.free, text)
		return
	}
	q := b.Questions[s.question]
	if q.Kind == partnership.KindText {
		b.attempt(s.question, text)
		return
	}
	first, rest, more := strings.Cut(text, "\n")
	r, why := readAnswer(q, strings.TrimSpace(first), b.Context)
	if !more || why != understood || continues(q, rest) {
		b.attempt(s.question, text)
		return
	}
	b.attempts[s.question] = append(b.attempts[s.question], attempt{text: first, reading: r})
	b.free = append(b.free, strings.TrimSpace(rest))
}

// continues reports whether the line below an answer could be a second value.
func continues(q partnership.Question, rest string) bool {
	next, _, _ := strings.Cut(rest, "\n")
	if !isFigureKind(q.Kind) || strings.TrimSpace(next) == "" {
		return false
	}
	if words := wordsOf(next); len(words) > 0 && amendWords[words[0]] && anyFigure(q, clauses(next)) {
		return true
	}
	_, why := readAmount(q, next, localeEnglish)
	return why == understood || why == reasonRange
}

// amendWords begin a line that takes back the one above.
var amendWords = setOf("or|maybe|perhaps|rather|sorry|correction|no|actually|или|либо|может|возможно|точнее|нет|вернее|поправка")

func (b *book) attempt(question int, text string) {
	r, why := readAnswer(b.Questions[question], text, b.Context)
	b.attempts[question] = append(b.attempts[question], attempt{text: text, reading: r, why: why})
}

// close settles every question.
func (b *book) close() (answers []partnership.Answer, open, problems []string) {
	for i, q := range b.Questions {
		a, why := settle(q, b.attempts[i])
		switch {
		case len(b.attempts[i]) == 0:
			open = append(open, q.ID)
		case why != understood:
			open = append(open, q.ID)
			problems = append(problems, b.speech.problem(i+1, q, a.Raw, why))
		default:
			answers = append(answers, a)
		}
	}
	return answers, open, append(problems, b.problems...)
}

// settle makes one answer of all attempts at a question. Two different values
// are no answer, and neither is a value beside an unclear one.
func settle(q partnership.Question, attempts []attempt) (partnership.Answer, reason) {
	var out partnership.Answer
	if len(attempts) == 0 {
		return out, understood
	}
	if q.Kind == partnership.KindText {
		return joinTexts(q, attempts), understood
	}
	best := slices.IndexFunc(attempts, func(a attempt) bool { return a.why == understood })
	if best < 0 {
		return partnership.Answer{Raw: attempts[0].text}, attempts[0].why
	}
	chosen := attempts[best]
	for _, a := range attempts {
		if a.why == understood && !sameValue(a.value, chosen.value) || a.why != understood && !isSilent(a.why) {
			return partnership.Answer{Raw: chosen.text + " / " + a.text}, reasonContradiction
		}
	}
	return partnership.Answer{Question: q.ID, Value: chosen.value, Unit: chosen.unit, Raw: chosen.text}, understood
}

// isSilent reports reasons that say that a text had no value at all.
func isSilent(why reason) bool {
	return why == reasonNoNumber || why == reasonNotYesNo || why == reasonNotChoice || why == reasonNotDate
}

func joinTexts(q partnership.Question, attempts []attempt) partnership.Answer {
	if len(attempts) == 1 {
		a := attempts[0]
		return partnership.Answer{Question: q.ID, Value: a.value, Raw: a.text}
	}
	var texts []string
	for _, a := range attempts {
		if !slices.Contains(texts, a.text) {
			texts = append(texts, a.text)
		}
	}
	joined := strings.Join(texts, "\n")
	return partnership.Answer{Question: q.ID, Value: partnership.TextValue(joined), Raw: joined}
}

func sameValue(a, b partnership.Value) bool {
	if a.Number != nil && b.Number != nil {
		return a.Number.Equal(*b.Number)
	}
	return a.Unknown == b.Unknown && a.String() == b.String()
}
