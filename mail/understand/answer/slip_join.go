package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// maxJoined bounds the clauses that are parted between two subjects.
const maxJoined = 200

// joined parts a clause in which several things are said: at a word that joins
// them, or before the name of another subject.
func (b *book) joined(text string) []string {
	if len(text) > maxJoined {
		return b.alongRun(text)
	}
	for _, and := range ands {
		if left, right, ok := strings.Cut(text, and); ok && (apart(b.spokenOf(left), b.spokenOf(right)) || b.completes(left, right)) {
			return append(b.joined(left), b.joined(right)...)
		}
	}
	words := strings.Fields(text)
	if figuresIn(words) < 1 || len(b.subjectsIn(text)) < 1 {
		return []string{text}
	}
	for _, tie := range ties {
		left, right, ok := strings.Cut(text, tie)
		if ok && hasValue(left) && hasValue(right) && apart(b.spokenOf(left), b.spokenOf(right)) {
			return append(b.joined(left), b.joined(right)...)
		}
	}
	return b.alongRun(text)
}

var (
	// ands join what is said in one clause.
	ands = []string{" and ", " и ", " but ", " но ", " а ", " while ", " / "}
	// ties join two figures.
	ties = []string{" for ", " worth ", " with ", " when ", " at ", " при ", " on ", " by ", " from ", " of which ", " на ", " от ", " с ", " по "}
)

// completes reports whether the left side of an "and" is a whole answer, and the
// right one a value of its own: "412 nights and I'm at an 8".
func (b *book) completes(left, right string) bool {
	named := b.namedIn(left)
	if len(named) != 1 || !isFigureKind(b.Questions[named[0]].Kind) || !hasValue(left) || !hasValue(right) || len(b.namedIn(right)) > 0 {
		return false
	}
	_, why := readAnswer(b.Questions[named[0]], left, b.Context)
	return why == understood
}

// apart reports whether two halves speak of questions of their own.
func apart(left, right []int) bool {
	return len(left) > 0 && len(right) > 0 && !slices.ContainsFunc(left, func(q int) bool { return slices.Contains(right, q) })
}

// spokenOf lists the questions that a piece of a clause names, or the one that
// alone can read it.
func (b *book) spokenOf(text string) []int {
	if named := b.namedIn(text); len(named) > 0 {
		return named
	}
	if q := b.onlyReader(text, nil); q >= 0 {
		return []int{q}
	}
	return nil
}

// namedIn lists the questions that a piece of a clause names: by words of their
// own, or else by a word that they share where one alone can read the piece.
func (b *book) namedIn(text string) []int {
	var own []int
	words := nameWords(text)
	for i, s := range b.allSubjects() {
		if slices.ContainsFunc(words, func(w string) bool { return namesAny(s.words, w) || s.namesKindred(w) || s.topic.isNamedBy(w) }) {
			own = append(own, i)
		}
	}
	if len(own) > 0 {
		return own
	}
	if q := b.readerAmong(b.subjectsIn(text), text, noQuestion); q >= 0 {
		return []int{q}
	}
	return nil
}

func figuresIn(words []string) int {
	n := 0
	for _, w := range words {
		if hasValue(w) {
			n++
		}
	}
	return n
}

// withoutTie drops the words that tie a piece to what stands before it.
func withoutTie(text string) string {
	for range 2 {
		word, rest, ok := strings.Cut(strings.TrimLeft(text, " ,;–—-"), " ")
		if !ok || !leadingTies[prose.Fold(strings.Trim(word, ","))] {
			break
		}
		text = rest
	}
	return text
}

var leadingTies = setOf("and|but|also|so|plus|и|а|но|да|также|еще")
