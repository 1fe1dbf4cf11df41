// Package prose holds what all rooms of understand need to read what people wrote.
package prose

import (
	"strings"
	"unicode"
)

// Fold makes equal words equal: lower case, ё as е.
func Fold(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "ё", "е")
}

// Words returns the folded words of a text; an apostrophe inside a word is
// dropped, so that "don’t" and "dont" are one word.
func Words(s string) []string {
	return strings.FieldsFunc(Bare(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%'
	})
}

// Bare folds a text and drops its apostrophes.
func Bare(s string) string { return apostrophes.Replace(Fold(s)) }

var apostrophes = strings.NewReplacer("'", "", "’", "")
