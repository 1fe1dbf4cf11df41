package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// A question may ask for what is not so: «Не закрыто заявлений». What is said of the
// contrary, «закрыли 187», is no answer to it then, and the "not" beside the word
// denies nothing.

// deniedIn lists the words of a question that a "not" stands before.
func deniedIn(words []string) []string {
	var denied []string
	for i, w := range words[:max(0, len(words)-1)] {
		if w == "не" {
			denied = append(denied, words[i+1])
		}
	}
	return denied
}

// nameWords are the words of a text by which it names questions. What is denied is a
// word of its own.
func nameWords(text string) []string {
	words := prose.Words(firstWords(text))
	if !slices.Contains(words, "не") {
		return words
	}
	for _, w := range deniedIn(words) {
		words = append(words, "не"+w)
	}
	return words
}

// asDenied gives a text without the "not" that the question has, too. It is none if
// the text says the contrary.
func asDenied(q partnership.Question, text string) (string, bool) {
	denied := wordsOf(q).denied
	if len(denied) == 0 {
		return text, true
	}
	fields := strings.Fields(text)
	var kept []string
	for i, f := range fields {
		w := strings.Join(prose.Words(f), "")
		asked := slices.ContainsFunc(denied, func(d string) bool { return sameStem(d, w) || isCyrillic(w) && sharesStem(d, w) })
		not := i > 0 && prose.Fold(fields[i-1]) == "не"
		if asked && !not {
			return "", false
		}
		if asked {
			kept = kept[:len(kept)-1]
		}
		kept = append(kept, f)
	}
	return strings.Join(kept, " "), true
}
