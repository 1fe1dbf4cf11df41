package blame

import (
	"slices"
	"strconv"
	"strings"
)

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

// readSignRow reads patterns with semicolons between them. A word that is all of a
// pattern stands for no other persons of a verb: nobody says whom it is about.
func (r *reader) readSignRow(line string) {
	for entry := range strings.SplitSeq(line, ";") {
		p := &pattern{family: r.family, line: r.line}
		words := strings.Fields(entry)
		r.alone = len(words) == 1
		for _, word := range words {
			p.items = append(p.items, r.readItem(word))
		}
		r.alone = false
		r.beginSigns.add(p)
	}
}

// present are the signs of a sentence, each where it stands first: where nothing
// denies it, or else where something does.
func (m *matcher) present() map[*family]hit {
	found := map[*family]hit{}
	for i, t := range m.sentence.tokens {
		if !t.isWord() {
			continue
		}
		denied := m.denies(i)
		m.table.beginSigns.at(t.word, func(p *pattern) {
			if was, ok := found[p.family]; ok && (denied || !m.denies(was.from)) {
				return
			}
			if h, ok := m.try(p, i); ok {
				found[p.family] = h
			}
		})
	}
	return found
}

// spared reports whether a sentence has what is left alone whatever else it says.
func (m *matcher) spared(found map[*family]hit) bool {
	return slices.ContainsFunc(m.table.signs, func(f *family) bool {
		_, ok := found[f]
		return ok && f.points == 0
	})
}
