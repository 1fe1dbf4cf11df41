package message

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message/charset"
)

// toUTF8 decodes text from the charset that a mail names. When the name is
// missing, unknown or plainly wrong, the charset is guessed and guessed is
// true; text always comes back.
func toUTF8(label string, b []byte) (text string, guessed bool) {
	label = strings.ToLower(strings.Trim(label, " \t\"'"))
	switch label {
	case "", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "default", "8bit", "binary":
		return dropControls(guess(b)), label != "" && !isASCII(b)
	case "utf-8", "utf8", "unicode-1-1-utf-8", "utf-8-bom":
		if text, ok := mostlyUTF8(b); ok {
			return dropControls(text), false
		}
		return dropControls(guess(b)), true
	}
	if isLatinLabel(label) && looksCyrillic(b) {
		return dropControls(guess(b)), true
	}
	text, ok := decodeCharset(label, b)
	if !ok {
		return dropControls(guess(b)), true
	}
	return dropControls(text), false
}

func decodeCharset(label string, b []byte) (string, bool) {
	r, err := charset.Reader(label, bytes.NewReader(b))
	if err != nil {
		return "", false
	}
	out, err := io.ReadAll(r)
	if err != nil || !utf8.Valid(out) {
		return "", false
	}
	// x/text maps dangerous charsets to one that yields a single U+FFFD.
	if len(b) > 0 && string(out) == "\ufffd" {
		return "", false
	}
	return string(out), true
}

// mostlyUTF8 accepts text with a few broken bytes: a cut character at a fold
// does not make a mail another charset's.
func mostlyUTF8(b []byte) (string, bool) {
	if utf8.Valid(b) {
		return string(b), true
	}
	good, bad := 0, 0
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	if bad > good/4+1 || good == 0 {
		return "", false
	}
	return string(bytes.ToValidUTF8(b, []byte("\ufffd"))), true
}

// dropControls takes out what no text contains: controls except tabs and line
// ends.
func dropControls(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

func isLatinLabel(label string) bool {
	switch label {
	case "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252", "iso-8859-15":
		return true
	}
	return false
}
