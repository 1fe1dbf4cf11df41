package blame

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sentence is weighed. A row of the table speaks for an accusation. A sign speaks
// for one or against it: who is spoken to, what is said of them, whether it is
// dated, asked, owned up to or agreed. A single word leans one way or the other.
// Each has points, and a sentence with enough of them sounds like blame.

// readSign reads the head of a sign or of what is left alone: NAME POINTS, and the
// SORT of what a sign says.
func (r *reader) readSign(head []string) {
	if len(head) == 1 {
		head = append(head, "0")
	}
	if len(head) < 2 || len(head) > 3 {
		r.problem("want: [sign NAME POINTS], [sign NAME POINTS SORT], [leave NAME POINTS] or [leave NAME]")
		head = []string{"", "0"}
	}
	r.family = &family{name: head[0], points: r.number(head[1])}
	if len(head) == 3 {
		r.family.sort = Sort(head[2])
		if !slices.Contains(Sorts(), r.family.sort) {
			r.problem("no sort is called %q", head[2])
		}
	}
	r.signs = append(r.signs, r.family)
}

func (r *reader) number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		r.problem("%q is no number", s)
	}
	return n
}

// readSignRow reads patterns with semicolons between them.
func (r *reader) readSignRow(line string) {
	for entry := range strings.SplitSeq(line, ";") {
		p := &pattern{family: r.family, line: r.line}
		for word := range strings.FieldsSeq(entry) {
			p.items = append(p.items, r.readItem(word))
		}
		r.beginSigns.add(p)
	}
}

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

// present are the signs of a sentence, each where it stands first.
func (m *matcher) present() map[*family]hit {
	found := map[*family]hit{}
	for i, t := range m.sentence.tokens {
		if !t.isWord() {
			continue
		}
		m.table.beginSigns.at(t.word, func(p *pattern) {
			if _, ok := found[p.family]; ok {
				return
			}
			if h, ok := m.try(p, i); ok {
				found[p.family] = h
			}
		})
	}
	return found
}

// weigh returns where a sentence says what makes it sound like blame: its rows,
// or else the heaviest of its signs. It returns nothing of a sentence in which
// that does not outweigh what speaks against it.
func (m *matcher) weigh() []hit {
	rows, found := m.hits(), m.present()
	if m.spared(found) {
		return nil
	}
	total := 0
	if len(rows) > 0 {
		total = m.table.row
	}
	for _, w := range m.sentence.stems() {
		total += m.table.words[w]
	}
	var telling []hit
	for _, f := range m.table.signs {
		h, ok := found[f]
		if !ok {
			continue
		}
		total += f.points
		if f.sort != "" {
			telling = append(telling, h)
		}
	}
	switch {
	case total < m.table.enough:
		return nil
	case len(rows) > 0:
		return rows
	case len(telling) == 0:
		return m.heaviestWord()
	}
	sums := map[Sort]int{}
	for _, h := range telling {
		if f := h.pattern.family; f.name != "you" {
			sums[f.sort] += f.points
		}
	}
	return []hit{slices.MaxFunc(telling, func(a, b hit) int {
		x, y := a.pattern.family, b.pattern.family
		return cmp.Or(cmp.Compare(sums[x.sort], sums[y.sort]), cmp.Compare(x.points, y.points), cmp.Compare(b.from, a.from))
	})}
}

// spared reports whether a sentence has what is left alone whatever else it says.
func (m *matcher) spared(found map[*family]hit) bool {
	return slices.ContainsFunc(m.table.signs, func(f *family) bool {
		_, ok := found[f]
		return ok && f.points == 0
	})
}

// heaviestWord is where a sentence says what makes it sound like blame when no
// sign tells it. The first sign that tells anything says what to write instead.
func (m *matcher) heaviestWord() []hit {
	best := -1
	for i, t := range m.sentence.tokens {
		if t.isWord() && (best < 0 || m.table.words[stem(t.word)] > m.table.words[stem(m.sentence.tokens[best].word)]) {
			best = i
		}
	}
	i := slices.IndexFunc(m.table.signs, func(f *family) bool { return f.sort != "" })
	return []hit{{pattern: &pattern{family: m.table.signs[i]}, from: best, to: best + 1}}
}
