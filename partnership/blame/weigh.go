package blame

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A sign speaks for an accusation or against it: who is spoken to, what is said
// of them, whether it is dated, asked, owned up to or agreed. Most of what people
// write is in no list of phrases, but its signs are: a table gives each some
// points, and a sentence with enough of them sounds like blame.

// readSign reads the head of a sign: NAME POINTS, and the SORT of what it says.
func (r *reader) readSign(head []string) {
	if len(head) < 2 || len(head) > 3 {
		r.problem("want: [sign NAME POINTS] or [sign NAME POINTS SORT]")
		return
	}
	r.family = &family{name: head[0], sign: true, points: r.number(head[1])}
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
	for _, f := range m.table.signs {
		if slices.ContainsFunc(f.also, m.leaves) {
			found[f] = hit{}
		}
	}
	return found
}

// weigh returns where a sentence whose signs make it sound like blame says so:
// at the heaviest of those that have a sort. It returns nothing of others.
func (m *matcher) weigh() []hit {
	if slices.ContainsFunc(m.table.spare, m.leaves) {
		return nil
	}
	found := m.present()
	total := 0
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
	if total < m.table.enough || len(telling) == 0 {
		return nil
	}
	return []hit{slices.MaxFunc(telling, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.pattern.family.points, b.pattern.family.points), cmp.Compare(b.from, a.from))
	})}
}
