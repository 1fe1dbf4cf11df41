package condition

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word, number or sign of a text. The empty token is its end.
type token struct {
	kind         tokenKind
	text         string
	offset, size int // in bytes; a sign of the text may be shorter here
}

type tokenKind int

const (
	end     tokenKind = iota
	word              // letters, digits, "_", "-" and "."; begins with a letter
	number            // canonical: without groups
	percent           // canonical, without the sign
	sign              // an operator or anything else
)

// scan takes a text apart. It never fails: what it does not know is a sign.
func scan(text string) []token {
	var tokens []token
	for offset := 0; ; {
		rest := strings.TrimLeftFunc(text[offset:], unicode.IsSpace)
		offset = len(text) - len(rest)
		if rest == "" {
			return append(tokens, token{kind: end, offset: offset})
		}
		t := next(rest)
		t.offset = offset
		tokens = append(tokens, t)
		offset += t.size
	}
}

// next reads the token that a text begins with.
func next(s string) token {
	if n := wordLength(s); n > 0 {
		return token{kind: word, text: s[:n], size: n}
	}
	if digits, n := readNumber(s); n > 0 {
		after := strings.TrimLeftFunc(s[n:], unicode.IsSpace)
		if strings.HasPrefix(after, "%") {
			return token{kind: percent, text: digits, size: len(s) - len(after) + 1}
		}
		return token{kind: number, text: digits, size: n}
	}
	if n := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("<>=!&|", r) }); n != 0 {
		if n < 0 {
			n = len(s)
		}
		return token{kind: sign, text: s[:n], size: n}
	}
	_, n := utf8.DecodeRuneInString(s)
	return token{kind: sign, text: s[:n], size: n}
}

func wordLength(s string) int {
	for i, r := range s {
		switch {
		case unicode.IsLetter(r), i > 0 && (unicode.IsDigit(r) || strings.ContainsRune("_-.", r)):
		default:
			return i
		}
	}
	return len(s)
}

// readNumber reads digits in groups of three or in one piece, and a fraction.
func readNumber(s string) (digits string, size int) {
	sign := ""
	rest := s
	for _, minus := range []string{"-", "−"} {
		if after, ok := strings.CutPrefix(rest, minus); ok {
			sign, rest = "-", after
			break
		}
	}
	whole := digitsOf(rest)
	if whole == 0 {
		return "", 0
	}
	digits, rest = rest[:whole], rest[whole:]
	for whole <= 3 {
		space, width := utf8.DecodeRuneInString(rest)
		if !strings.ContainsRune(" \u00a0\u202f", space) || width == 0 || digitsOf(rest[width:]) != 3 {
			break
		}
		digits, rest = digits+rest[width:width+3], rest[width+3:]
	}
	if n := digitsOf(strings.TrimPrefix(rest, ".")); strings.HasPrefix(rest, ".") && n > 0 {
		digits, rest = digits+rest[:1+n], rest[1+n:]
	}
	return sign + digits, len(s) - len(rest)
}

func digitsOf(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
