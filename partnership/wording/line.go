package wording

import (
	"strings"
	"unicode"
)

// OneLine makes one line of a text that somebody else wrote and drops what cannot be seen
// but changes what can: control and direction characters.
func OneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
}
