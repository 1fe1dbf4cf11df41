package answer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// inOrder reads bare answers in the order of the questions: a line for each, or
// one line with separators. It gives nothing unless every piece can answer the
// question of its place, so that the order can't be a coincidence.
func inOrder(statements []statement, c Context, pledged *pledges) []statement {
	if len(c.Questions) < 2 {
		return nil
	}
	lines, ok := bareLines(statements)
	switch {
	case len(lines) == 1 && lines[0].question == 0 && statements[0].number == 0:
		return inOneLine(lines[0].text, c) // "runners 1,240 / 18,900 / 70"
	case !ok || len(lines) < 3 && asksVerdict(c.Questions):
		return nil
	case len(lines) == 1:
		return inOneLine(lines[0].text, c)
	}
	if len(lines) > len(c.Questions) && introduces(lines[0]) {
		lines = lines[1:]
	}
	placed := fillInOrder(lines, c, "\n")
	b := newBook(c)
	if slices.ContainsFunc(placed, func(s statement) bool {
		return pledged.speaksOf(b, s.question) && b.namesIn(s.question, s.lines[0]) == 0 && hasValue(s.lines[0])
	}) {
		return nil // "231 tickets, rating 4. The response time I'll send"
	}
	return placed
}

// introduces reports whether a line only says that answers follow.
func introduces(l bareLine) bool {
	return l.question < 0 && (!hasValue(l.text) || saysAnswers.Matches(l.text)) && (strings.HasSuffix(l.text, ":") || len(strings.Fields(l.text)) <= 4)
}

// saysAnswers finds a line that announces the answers, be it with their number.
var saysAnswers = prose.Lazily(`(?i)^(?:(?:here\s+are\s+)?(?:the|my|our)?\s*(?:answers?|replies|figures|numbers)|(?:мои|наши|вот)?\s*(?:ответы|цифры|данные))\b[^\d]{0,60}:$`)

// spacedThousand finds "130 560", which is one number.
var spacedThousand = regexp.MustCompile(`\d\s\d{3}(?:\D|$)`)

// inOneLine reads the answers of one line.
func inOneLine(text string, c Context) []statement {
	if len(text) > maxPlaced {
		return nil
	}
	if head, rest, ok := strings.Cut(text, ":"); ok && introduces(bareLine{text: head + ":", question: -1}) {
		text = strings.TrimSpace(rest)
	}
	if m, ok := mendIn(text); ok && m.before != "" && wordedMend.Matches(text) && isBareDigits(strings.TrimRight(m.after, ".! ")) {
		return nil // "320. No wait, 302."
	}
	if placed, ok := oneForAll(text, c.Questions); ok {
		return placed
	}
	if placed := inSentences(text, c); placed != nil {
		return placed
	}
	if items := talk.Items(text); len(items) == 1 && items[0].Sense == talk.Limit {
		return nil // "yes and no"
	}
	if placed := beforeText(text, c); placed != nil {
		return placed
	}
	for _, separator := range []string{";", " / ", " | ", "\t", ",", "/", " and ", " & ", " и ", " – ", " — ", " - ", " + ", " "} {
		if placed := fillInOrder(piecesAt(text, separator, len(c.Questions)), c, separator); placed != nil {
			return placed
		}
	}
	return nil
}

// oneForAll gives every question the one value that is said to be the same for
// all of them, which stands in no order.
func oneForAll(text string, questions []partnership.Question) ([]statement, bool) {
	m := sameForAll().FindStringSubmatch(text)
	if m == nil || !oneKind(questions) {
		return nil, false
	}
	var placed []statement
	for i := range questions {
		placed = append(placed, statement{question: i, lines: []string{m[1] + m[2]}})
	}
	return placed, true
}

// beforeText reads the values in the first sentence of a line, and gives a last
// question for text the rest, whose separators are only its own.
func beforeText(text string, c Context) []statement {
	last := len(c.Questions) - 1
	head, tail, ok := firstSentence(text)
	if !ok || c.Questions[last].Kind != partnership.KindText {
		return nil
	}
	rest := c
	rest.Questions = c.Questions[:last]
	placed := inOneLine(head, rest)
	if len(placed) != last || isChat(tail) {
		return nil
	}
	return append(placed, statement{question: last, lines: []string{tail}})
}

// piecesAt parts a line at a separator, unless it could as well stand inside a
// value.
func piecesAt(text, separator string, questions int) []bareLine {
	pieces := splitNonBlank(text, separator)
	if separator == "," && len(pieces) < questions {
		pieces = withLastAnd(pieces)
	}
	switch {
	case len(pieces) < 3 && (separator == "/" || strings.ContainsAny(separator, "–—-+")): // a range, "4/5"
		return nil
	case separator == " " && (len(pieces) != questions || spacedThousand.MatchString(text)):
		return nil
	}
	var lines []bareLine
	for _, p := range pieces {
		lines = append(lines, bareLine{text: p, question: -1})
	}
	return lines
}

// firstSentence parts a text behind its first sentence.
func firstSentence(text string) (head, tail string, ok bool) {
	parts := sentences(text)
	if len(parts) < 2 || strings.HasSuffix(parts[0], ";") || strings.HasSuffix(parts[0], "?") {
		return text, "", false
	}
	return strings.TrimRight(parts[0], ".! "), strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), parts[0])), true
}

// inSentences reads a sentence for each question.
func inSentences(text string, c Context) []statement {
	parts := sentences(text)
	if len(parts) < 2 || len(parts) != len(c.Questions) || slices.ContainsFunc(parts[1:], takesFigureBack) {
		return nil
	}
	var lines []bareLine
	for _, p := range parts {
		lines = append(lines, bareLine{text: p, question: -1})
	}
	return fillInOrder(lines, c, " ")
}

// withLastAnd parts the last piece of "a, b and c" at its "and".
func withLastAnd(pieces []string) []string {
	last := len(pieces) - 1
	if last < 0 {
		return pieces // the line has nothing but separators
	}
	for _, and := range []string{" and ", " & ", " и "} {
		if at := strings.LastIndex(pieces[last], and); at > 0 {
			return append(pieces[:last:last], pieces[last][:at], pieces[last][at+len(and):])
		}
	}
	return pieces
}

// sameForAll is one value for all questions.
var sameForAll = prose.Lazily(`(?i)^(?:(?:везде|всюду|вс[её]|по\s+всем(?:\s+(?:пунктам|вопросам))?|all|both|each|everything|everywhere|all\s+of\s+them|both\s+of\s+them|оба|обе|и\s+там\s+и\s+там)\s*(?:по|are|is|get|[:=–-])?\s+(?:an?\s+)?(\d+)|(\d+)\s+(?:for\s+both(?:\s+of\s+them)?|each|both|twice|и\s+там\s+и\s+там|везде|всюду|по\s+всем(?:\s+(?:пунктам|вопросам))?|across\s+the\s+board|everywhere|for\s+all(?:\s+of\s+them)?|for\s+everything|на\s+вс[её]))[.!)\s]*$`)

func oneKind(questions []partnership.Question) bool {
	return !slices.ContainsFunc(questions, func(q partnership.Question) bool { return q.Kind != questions[0].Kind || !isFigureKind(q.Kind) })
}

// bareLine is a line of a reply without a number; it may name its question.
type bareLine struct {
	text     string
	question int
}

// bareLines lists the lines of a reply in which nothing is numbered, and not
// everything is named.
func bareLines(statements []statement) ([]bareLine, bool) {
	var lines []bareLine
	bare := false
	for _, s := range statements {
		if s.number > 0 || s.inline || s.mends {
			return nil, false
		}
		for i, l := range s.lines {
			if l = strings.TrimSpace(bullet.ReplaceAllString(strings.TrimSpace(l), "")); l == "" {
				continue
			}
			question := -1
			if i == 0 {
				question = s.question
			}
			bare = bare || question < 0
			lines = append(lines, bareLine{text: l, question: question})
		}
	}
	return lines, bare
}
