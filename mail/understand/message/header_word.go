package message

import (
	"encoding/base64"
	"regexp"
	"strings"
	"unicode/utf8"
)

// encodedWord is RFC 2047's "=?charset?encoding?text?=", with the language of
// RFC 2231 section 5 and with the stray blanks that some programs leave in it.
var encodedWord = regexp.MustCompile(`=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=`)

// DecodeWords turns a raw header value into text: encoded words are decoded
// and bare 8-bit text is given the charset it seems to have.
func DecodeWords(raw string) string {
	matches := encodedWord.FindAllStringSubmatchIndex(raw, -1)
	if matches == nil {
		return bareText(raw)
	}
	var out strings.Builder
	var run wordRun
	at := 0
	for _, m := range matches {
		between := raw[at:m[0]]
		if at == 0 || strings.TrimSpace(between) != "" {
			run.flush(&out)
			out.WriteString(bareText(between))
		}
		run.add(&out, strings.ToLower(raw[m[2]:m[3]]), decodeWord(raw[m[4]:m[5]], raw[m[6]:m[7]]))
		at = m[1]
	}
	run.flush(&out)
	out.WriteString(bareText(raw[at:]))
	return strings.TrimSpace(out.String())
}

// wordRun collects neighbouring words of one charset, because many programs
// split a character between two of them although RFC 2047 section 5 forbids it.
type wordRun struct {
	charset string
	bytes   []byte
}

func (r *wordRun) add(out *strings.Builder, charset string, b []byte) {
	if r.charset != charset {
		r.flush(out)
	}
	r.charset = charset
	r.bytes = append(r.bytes, b...)
}

func (r *wordRun) flush(out *strings.Builder) {
	text, _ := toUTF8(r.charset, r.bytes)
	out.WriteString(text)
	r.bytes = nil
}

func decodeWord(encoding, text string) []byte {
	if strings.EqualFold(encoding, "b") {
		return decodeBase64([]byte(text))
	}
	return decodeQuotedPrintable([]byte(strings.ReplaceAll(text, "_", " ")))
}

// bareText gives 8-bit text outside encoded words the charset it seems to have.
func bareText(raw string) string {
	if utf8.ValidString(raw) {
		return raw
	}
	text, _ := toUTF8("", []byte(raw))
	return text
}

// decodeBase64 ignores what does not belong to the alphabet and decodes an
// incomplete end as far as it goes.
func decodeBase64(b []byte) []byte {
	clean := make([]byte, 0, len(b))
	for _, c := range b {
		switch {
		case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '+', c == '/':
			clean = append(clean, c)
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}

// decodeQuotedPrintable keeps escapes that are none, as mail programs do.
func decodeQuotedPrintable(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] != '=' {
			out = append(out, b[i])
			continue
		}
		if n := softBreak(b[i+1:]); n > 0 {
			i += n
			continue
		}
		if i+2 < len(b) {
			high, ok1 := unhex(b[i+1])
			low, ok2 := unhex(b[i+2])
			if ok1 && ok2 {
				out = append(out, high<<4|low)
				i += 2
				continue
			}
		}
		out = append(out, '=')
	}
	return out
}

// softBreak returns the length of a line end, with blanks before it, at the
// start of b; 0 when there is none.
func softBreak(b []byte) int {
	for i, c := range b {
		switch c {
		case '\n':
			return i + 1
		case ' ', '\t', '\r':
			if i > 80 { // no mail program pads so much: keeps the scan linear
				return 0
			}
		default:
			return 0
		}
	}
	return len(b)
}

func unhex(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}
