package answer

import (
	"slices"
	"strings"
)

// joined parts a clause at an "and" with another subject on each side, and
// before the name of another subject.
func (b *book) joined(text string) []string {
	for _, and := range []string{" and ", " и ", " but ", " но ", " а ", " while ", " for ", " at ", " worth ", " on "} {
		if left, right, ok := strings.Cut(text, and); ok {
			l, r := b.subjectOf(left), b.subjectOf(right)
			if l >= 0 && r >= 0 && l != r || l >= 0 && r == -1 && b.completes(l, left, right) {
				return append(b.joined(left), b.joined(right)...)
			}
		}
	}
	if b.subjectOf(text) != -2 || len(text) > 200 {
		return []string{text}
	}
	words := strings.Fields(text)
	for i := 1; i < len(words); i++ {
		left, right := strings.Join(words[:i], " "), strings.Join(words[i:], " ")
		l := b.subjectOf(left)
		if l >= 0 && b.subjectOf(words[i]) >= 0 && b.subjectOf(words[i]) != l && hasValue(left) && hasValue(right) {
			return append([]string{left}, b.joined(right)...)
		}
		if r := b.subjectOf(right); l >= 0 && r >= 0 && r != l && isDigit(rune(words[i][0])) && hasValue(left) && figuresIn(right) == 1 {
			return append([]string{loosened(left)}, b.joined(right)...)
		}
	}
	return []string{text}
}

// figuresIn counts the figures of a piece.
func figuresIn(text string) int {
	runs := strings.FieldsFunc(text, func(r rune) bool { return !isDigit(r) && !strings.ContainsRune(".,", r) })
	return len(slices.DeleteFunc(runs, func(run string) bool { return !hasFigure(run) }))
}

// loosened takes the words off the end of a piece that tie it to the next one.
func loosened(text string) string {
	words := strings.Fields(text)
	for len(words) > 1 && loosenedTies[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

var loosenedTies = setOf("out|of|from|and|with|for|at|or|which|of which|из|и|с|от|на|при|по")

// completes reports whether the left side of an "and" is a whole answer, and the
// right one a value of its own: "412 nights and I'm at an 8".
func (b *book) completes(question int, left, right string) bool {
	if !isFigureKind(b.Questions[question].Kind) || !hasValue(left) || !hasValue(right) {
		return false
	}
	_, why := readAnswer(b.Questions[question], left, b.Context)
	return why == understood
}
