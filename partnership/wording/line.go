package wording

import (
	"strings"
	"unicode"
)

// OneLine makes one line of a text that somebody else wrote and drops what cannot be seen
// but changes what can: control and direction characters.
func OneLine(s string) string {
	if isOneLine(s) { // as nearly all are
		return s
	}
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
}

// isOneLine reports whether a text is one already, and holds nothing that could be none.
func isOneLine(s string) bool {
	before := ' '
	for _, r := range s {
		if r == ' ' && before == ' ' || mayNotStand(r) {
			return false
		}
		before = r
	}
	return before != ' ' || s == ""
}

// mayNotStand reports whether a character is, or may be, a control or direction character or
// another space than the usual one.
func mayNotStand(r rune) bool {
	switch {
	case r < 0x80:
		return r < ' ' || r == 0x7f
	case r < 0x2000:
		return r <= 0xa0 || r == 0x61c || r == 0x1680
	case r <= 0x206f:
		return r < 0x2010 || r >= 0x2028 && r <= 0x202f || r >= 0x205f
	default:
		return r == 0x3000 || r == unicode.ReplacementChar
	}
}
