package blame

import (
	"cmp"
	"slices"
)

// A sentence is weighed. A row of the table speaks for an accusation. A sign speaks
// for one or against it: who is spoken to, what is said of them, whether it is
// dated, asked, owned up to or agreed. It speaks more or less of it according to
// whom its clause is about, and so do single words. Each has points, and a sentence
// with enough of them sounds like blame.

// weigh returns where a sentence says what makes it sound like blame: its rows, or
// else the most telling of its signs. It returns nothing of a sentence in which
// that does not outweigh what speaks against it.
func (m *matcher) weigh() []hit {
	e := m.evidence()
	if e.spared {
		return nil
	}
	switch {
	case m.table.sum(e) < m.table.enough:
		return nil
	case len(e.rows) > 0:
		return e.rows
	}
	return []hit{m.mostTelling(e)}
}

// sum adds the points of all that is weighed.
func (t *table) sum(e *evidence) int {
	total := 0
	if len(e.rows) > 0 {
		total += t.row
	}
	for _, f := range t.signs {
		if _, ok := e.signs[f]; ok {
			total += f.points
		}
	}
	for _, trait := range e.traits {
		total += t.points[trait]
	}
	return total
}

// mostTelling is where a sentence without rows says what it sounds like: at the
// heaviest sign of that sort for which most is said. Of whom it speaks says nothing
// of its sort.
func (m *matcher) mostTelling(e *evidence) hit {
	var telling []hit
	points := map[Sort]int{}
	for _, f := range m.table.signs {
		h, ok := e.signs[f]
		if !ok || f.sort == "" {
			continue
		}
		telling = append(telling, h)
		if f != m.table.plain() {
			points[f.sort] += m.table.pointsOf(h, e)
		}
	}
	if len(telling) == 0 {
		return m.heaviestWord(e)
	}
	return slices.MaxFunc(telling, func(a, b hit) int {
		x, y := a.pattern.family, b.pattern.family
		return cmp.Or(cmp.Compare(points[x.sort], points[y.sort]), cmp.Compare(m.table.pointsOf(a, e), m.table.pointsOf(b, e)), cmp.Compare(b.from, a.from))
	})
}

// pointsOf are a sign's points in the clause where it stands.
func (t *table) pointsOf(h hit, e *evidence) int {
	f := h.pattern.family
	return f.points + t.points[trait{kind: kindSign, of: e.persons[h.from], name: f.name}]
}

// plain is the first sign that tells anything: that somebody is spoken of at all.
func (t *table) plain() *family {
	return t.signs[slices.IndexFunc(t.signs, func(f *family) bool { return f.sort != "" })]
}

// heaviestWord is where a sentence says what makes it sound like blame when no
// sign tells it.
func (m *matcher) heaviestWord(e *evidence) hit {
	best, most := -1, 0
	for i, t := range m.sentence.tokens {
		if !t.isWord() {
			continue
		}
		word := stem(t.word)
		points := m.table.points[trait{kind: kindWord, of: anybody, name: word}] + m.table.points[trait{kind: kindWord, of: e.persons[i], name: word}]
		if best < 0 || points > most {
			best, most = i, points
		}
	}
	return hit{pattern: &pattern{family: m.table.plain()}, from: best, to: best + 1}
}
