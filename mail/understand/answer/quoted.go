package answer

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// questionNames are the words by which a quoted line is known to ask a question.
type questionNames struct {
	names [][]string
	text  []string
}

func namesOfQuestions(questions []partnership.Question) []questionNames {
	all := make([]questionNames, len(questions))
	for i, q := range questions {
		all[i] = questionNames{names: wordsOf(q).shortNames(), text: wordsOf(q).text}
	}
	return all
}

// questionOf returns the index of the question that a quoted line asks, or -1.
func questionOf(line string, questions []questionNames) int {
	m := prose.MarkerOf(line)
	if m.Number > 0 && m.Number <= len(questions) {
		q, words := questions[m.Number-1], prose.Words(m.Rest)
		if overlap(words, q.text) >= 0.5 || q.begins(words) {
			return m.Number - 1
		}
	}
	found := -1
	words := prose.Words(line)
	for i, q := range questions {
		if q.begins(words) || asksText(words, q.text) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// asksText reports whether the words of a line without a number are a question's
// text, or the first line of it.
func asksText(words, asked []string) bool {
	if len(asked) == 0 || len(words) < min(3, len(asked)) {
		return false
	}
	n := min(len(words), len(asked))
	return slices.Equal(words[:n], asked[:n])
}

// begins reports whether words begin with a name of the question.
func (q questionNames) begins(words []string) bool {
	return slices.ContainsFunc(q.names, func(name []string) bool {
		return len(name) > 0 && len(name) <= len(words) && slices.Equal(words[:len(name)], name)
	})
}

// overlap is the share of a line's words that stand in a question's text.
func overlap(words, asked []string) float64 {
	if len(words) == 0 {
		return 0
	}
	n := 0
	for _, w := range words {
		if slices.Contains(asked, w) {
			n++
		}
	}
	return float64(n) / float64(min(len(words), max(1, len(asked))))
}
