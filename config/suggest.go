package config

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/partnership/spelling"
)

// hint says which of the known names was probably meant, or which there are
// when none is near and they are few. It begins with a space.
func hint(given string, known []string) string {
	if s := meant(given, known); s != "" {
		return s
	}
	if len(known) == 0 || len(known) > 12 {
		return ""
	}
	return " Known here: " + strings.Join(known, ", ") + "."
}

// meant says which of the known names was probably meant, as a sentence that begins with a
// space. A letter of another alphabet that looks like one of ours is named: nobody sees it.
func meant(given string, known []string) string {
	near := nearest(given, known)
	letter, strange := lookalike(given)
	switch {
	case near == "":
		return ""
	case strange:
		return fmt.Sprintf(" The letter %q in it is Cyrillic. Write %q in Latin letters.", letter, near)
	default:
		return fmt.Sprintf(" Did you mean %q?", near)
	}
}

// nearest is the known name that was probably meant.
func nearest(given string, known []string) string {
	return spelling.Nearest(strings.Map(inLatin, given), known)
}

// lookalikes are Cyrillic letters, and the Latin ones for which they can be taken.
var lookalikes = map[rune]rune{
	'а': 'a', 'в': 'b', 'с': 'c', 'е': 'e', 'һ': 'h', 'і': 'i', 'ј': 'j', 'к': 'k', 'м': 'm', 'о': 'o', 'р': 'p', 'ѕ': 's', 'т': 't', 'у': 'y', 'х': 'x',
}

func inLatin(r rune) rune {
	if l, ok := lookalikes[unicode.ToLower(r)]; ok {
		return l
	}
	return r
}

// lookalike is the first Cyrillic letter of a name that has Latin ones, too.
func lookalike(name string) (string, bool) {
	mixed := strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	for _, r := range name {
		if mixed && unicode.Is(unicode.Cyrillic, r) {
			return string(r), true
		}
	}
	return "", false
}
