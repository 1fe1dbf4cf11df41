package blame

import (
	"cmp"
	"slices"
)

// A sentence is weighed. A row of the table speaks for an accusation. A sign speaks
// for one or against it: who is spoken to, what is said of them, whether it is
// dated, asked, owned up to or agreed. A single word leans one way or the other.
// Each has points, and a sentence with enough of them sounds like blame.

// weigh returns where a sentence says what makes it sound like blame: its rows, or
// else the most telling of its signs. It returns nothing of a sentence in which
// that does not outweigh what speaks against it.
func (m *matcher) weigh() []hit {
	rows, found := m.hits(), m.present()
	if m.spared(found) {
		return nil
	}
	total := m.wordPoints()
	if len(rows) > 0 {
		total += m.table.row
	}
	for _, f := range m.table.signs {
		if _, ok := found[f]; ok {
			total += f.points
		}
	}
	switch {
	case total < m.table.enough:
		return nil
	case len(rows) > 0:
		return rows
	}
	return []hit{m.mostTelling(found)}
}

// mostTelling is where a sentence without rows says what it sounds like: at the
// heaviest sign of that sort for which most is said. Of whom it speaks says nothing
// of its sort.
func (m *matcher) mostTelling(found map[*family]hit) hit {
	var telling []hit
	points := map[Sort]int{}
	for _, f := range m.table.signs {
		h, ok := found[f]
		if !ok || f.sort == "" {
			continue
		}
		telling = append(telling, h)
		if f != m.table.plain() {
			points[f.sort] += f.points
		}
	}
	if len(telling) == 0 {
		return m.heaviestWord()
	}
	return slices.MaxFunc(telling, func(a, b hit) int {
		x, y := a.pattern.family, b.pattern.family
		return cmp.Or(cmp.Compare(points[x.sort], points[y.sort]), cmp.Compare(x.points, y.points), cmp.Compare(b.from, a.from))
	})
}

// plain is the first sign that tells anything: that somebody is spoken of at all.
func (t *table) plain() *family {
	return t.signs[slices.IndexFunc(t.signs, func(f *family) bool { return f.sort != "" })]
}
