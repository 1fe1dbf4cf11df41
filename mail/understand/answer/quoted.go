package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// questionOf returns the index of the question that a quoted line asks, or -1.
func questionOf(text string, questions []partnership.Question) int {
	m := prose.MarkerOf(text)
	if m.Number > 0 && m.Number <= len(questions) {
		q := questions[m.Number-1]
		if overlap(m.Rest, q.Text) >= 0.5 || startsWithName(m.Rest, q) {
			return m.Number - 1
		}
	}
	found := -1
	for i, q := range questions {
		if startsWithName(text, q) || asksText(text, q.Text) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// asksText reports whether a line without a number is a question's text, or
// the first line of it.
func asksText(line, question string) bool {
	words, asked := prose.Words(line), prose.Words(question)
	if len(asked) == 0 || len(words) < min(3, len(asked)) {
		return false
	}
	n := min(len(words), len(asked))
	return strings.Join(words[:n], " ") == strings.Join(asked[:n], " ")
}

func startsWithName(text string, q partnership.Question) bool {
	words := prose.Words(text)
	for _, name := range namesOfQuestion(q) {
		if len(name) > 0 && len(name) <= len(words) && strings.Join(words[:len(name)], " ") == strings.Join(name, " ") {
			return true
		}
	}
	return false
}

// overlap is the share of a line's words that stand in a question's text.
func overlap(line, question string) float64 {
	words := prose.Words(line)
	if len(words) == 0 {
		return 0
	}
	asked := setOf(strings.Join(prose.Words(question), "|"))
	n := 0
	for _, w := range words {
		if asked[w] {
			n++
		}
	}
	return float64(n) / float64(min(len(words), max(1, len(asked))))
}
