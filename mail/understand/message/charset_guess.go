package message

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// guessSample is how much text a guess looks at.
const guessSample = 8 << 10

// guess decodes text of an unnamed charset: UTF-8, UTF-16 and ISO-2022-JP show
// themselves; of the Cyrillic charsets the one wins whose text has the letters
// of Russian in their usual case and frequency; all else is Latin.
func guess(b []byte) string {
	switch {
	case bytes.Contains(b, []byte("\x1b$")):
		if text, ok := decodeCharset("iso-2022-jp", b); ok {
			return text
		}
	case utf8.Valid(b):
		return string(b)
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}), bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return decodeBy(xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM), b)
	case looksCyrillic(b):
		return decodeBy(bestCyrillic(b), b)
	}
	if text, ok := mostlyUTF8(b); ok {
		return text
	}
	return decodeBy(charmap.Windows1252, b)
}

func decodeBy(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return string(bytes.ToValidUTF8(b, []byte("\ufffd")))
	}
	return string(out)
}

// looksCyrillic reports whether most letters are 8-bit ones, as in a Cyrillic
// single-byte charset; in Latin ones they are few among ASCII letters.
func looksCyrillic(b []byte) bool {
	if utf8.Valid(b) {
		return false
	}
	high, pairs, ascii := 0, 0, 0
	previous := false
	for _, c := range b[:min(len(b), guessSample)] {
		isHigh := c >= 0x80
		switch {
		case isHigh:
			high++
			if previous {
				pairs++
			}
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			ascii++
		}
		previous = isHigh
	}
	return pairs >= 2 && pairs*2 >= high && high*3 >= ascii
}

func bestCyrillic(b []byte) encoding.Encoding {
	candidates := []encoding.Encoding{charmap.Windows1251, charmap.KOI8R, charmap.CodePage866, charmap.ISO8859_5, charmap.MacintoshCyrillic}
	best, bestScore := candidates[0], 0
	for _, e := range candidates {
		if score := russianScore(decodeBy(e, b[:min(len(b), guessSample)])); score > bestScore {
			best, bestScore = e, score
		}
	}
	return best
}

// russianScore rewards the letters that make up most of Russian text, and
// punishes a capital after a small letter and anything that is no letter: a
// wrong charset shows as those.
func russianScore(text string) int {
	score := 0
	small := false
	for _, r := range text {
		if r < 0x80 {
			small = false
			continue
		}
		switch {
		case small && unicode.IsUpper(r):
			score -= 4
		case isFrequentRussian(unicode.ToLower(r)):
			score += 2
		case unicode.Is(unicode.Cyrillic, r):
		default:
			score -= 2
		}
		small = unicode.IsLower(r)
	}
	return score
}

func isFrequentRussian(r rune) bool {
	switch r {
	case 'о', 'е', 'а', 'и', 'н', 'т', 'с', 'р', 'в', 'л', 'к', 'м', 'д', 'п', 'у':
		return true
	}
	return false
}
