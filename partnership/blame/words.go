package blame

import (
	"unicode"
	"unicode/utf8"
)

// readWords reads POINTS and the stems of words.
func (r *reader) readWords(row []string) {
	points := 0
	for i, field := range row {
		if i == 0 {
			points = r.number(field)
			continue
		}
		r.words[field] = points
	}
}

// stemLength is how many letters of a word count: few enough that its forms are
// one, enough that words are told apart.
const stemLength = 5

// stem is the part of a word by which its points are kept; numbers have none.
func stem(word string) string {
	for i, r := range word {
		if unicode.IsDigit(r) {
			return ""
		}
		if stemLength == utf8.RuneCountInString(word[:i]) {
			return word[:i]
		}
	}
	return word
}

// stems are those of a sentence, each once, in its order.
func (s sentence) stems() []string {
	var all []string
	seen := map[string]bool{"": true}
	for _, t := range s.tokens {
		if w := stem(t.word); !seen[w] {
			seen[w] = true
			all = append(all, w)
		}
	}
	return all
}

// wordPoints are those of a sentence's words.
func (m *matcher) wordPoints() int {
	m.effort += len(m.sentence.tokens)
	total := 0
	for _, w := range m.sentence.stems() {
		total += m.table.words[w]
	}
	return total
}

// heaviestWord is where a sentence says what makes it sound like blame when no
// sign tells it.
func (m *matcher) heaviestWord() hit {
	points := func(t token) int { return m.table.words[stem(t.word)] }
	best := -1
	for i, t := range m.sentence.tokens {
		if t.isWord() && (best < 0 || points(t) > points(m.sentence.tokens[best])) {
			best = i
		}
	}
	return hit{pattern: &pattern{family: m.table.plain()}, from: best, to: best + 1}
}
