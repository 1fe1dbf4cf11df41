package partnership

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// ToOpen lists what a person has to be able to open and does not look after
// themselves.
func (s Spec) ToOpen(person string) []Resource {
	var list []Resource
	for _, r := range s.Resources {
		if r.Owner != person && (len(r.Access) == 0 || slices.Contains(r.Access, person)) {
			list = append(list, r)
		}
	}
	return list
}

// Mentions reports whether some words speak of a thing: one of the longer words of its
// name is among them, but for its ending, or the whole name.
func Mentions(words, name string) bool {
	words, name = strings.ToLower(words), strings.ToLower(name)
	said := wordsOf(words)
	return name != "" && strings.Contains(words, name) || slices.ContainsFunc(wordsOf(name), func(word string) bool {
		return slices.ContainsFunc(said, func(w string) bool { return likeWord(word, w) })
	})
}

// likeWord compares a word of a name with one that somebody wrote: languages change
// the last letters.
func likeWord(word, said string) bool {
	const long, ending = 5, 2
	n := utf8.RuneCountInString(word)
	return n >= long && strings.HasPrefix(said, string([]rune(word)[:n-ending])) && utf8.RuneCountInString(said) <= n+ending
}
