package answer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

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
	if words := prose.Words(next); len(words) > 0 && amendWords[words[0]] && anyFigure(q, clauses(next)) {
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
