package blame

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readTraits reads KIND PERSON POINTS and the names of traits; a pair has a + between
// its words, and what has no name has none.
func (r *reader) readTraits(row []string) {
	if len(row) < 3 {
		r.problem("want: weigh KIND PERSON POINTS NAME...")
		return
	}
	kind, of, points := slices.Index(kindNames, row[0]), slices.Index(personNames, row[1]), r.number(row[2])
	if kind < 0 || of < 0 {
		r.problem("%s %s: no such kind or person", row[0], row[1])
		return
	}
	if len(row) == 3 {
		row = append(row, "")
	}
	for _, names := range row[3:] {
		name, then, _ := strings.Cut(names, "+")
		r.points[trait{traitKind(kind), person(of), name, then}] = points
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
