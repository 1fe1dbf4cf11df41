package understand

import (
	"bytes"
	"strings"
)

const (
	// maxHeader is how much of a header block is read. Real ones stay below
	// 30 KB, even after many hops.
	maxHeader = 256 << 10
	// maxFields bounds the work that tiny fields cause.
	maxFields = 2000
)

// field is one header field with its folding undone; the value is otherwise
// as it was sent.
type field struct {
	name  string // lower case
	value string
}

// header is the header block of a mail or of a part, in order of appearance.
type header struct {
	fields    []field
	malformed int  // lines that were skipped
	cut       bool // the block was larger than the bounds
}

// first returns the value of the topmost field with a name, or "".
func (h header) first(name string) string {
	for _, f := range h.fields {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

// all returns the values of the named fields, in the order of the names first
// and of appearance second.
func (h header) all(names ...string) []string {
	var values []string
	for _, name := range names {
		for _, f := range h.fields {
			if f.name == name {
				values = append(values, f.value)
			}
		}
	}
	return values
}

// has reports whether a field with that name is present, even an empty one.
func (h header) has(name string) bool {
	for _, f := range h.fields {
		if f.name == name {
			return true
		}
	}
	return false
}

// text returns the topmost field with its encoded words decoded.
func (h header) text(name string) string { return decodeWords(h.first(name)) }

// isMail reports whether the block has a field without which nothing is a mail.
func (h header) isMail() bool {
	for _, name := range []string{
		"from", "to", "subject", "message-id", "received", "mime-version",
		"content-type", "return-path", "delivered-to", "auto-submitted", "references", "in-reply-to",
	} {
		if h.has(name) {
			return true
		}
	}
	return false
}

// readHeader parts raw into its header block and what follows. Lines that are
// no fields are skipped, unless no known field comes after them: then the
// blank line was forgotten and the body begins there.
func readHeader(raw []byte) (h header, body []byte) {
	lines, body := fieldLines(raw)
	h.cut = len(lines) > 0 && lines[len(lines)-1].end >= maxHeader
	last := -1
	for i, l := range lines {
		if l.kind == lineField && isKnownField(l.name()) {
			last = i
		}
	}
	for i, l := range lines {
		switch {
		case l.kind == lineMalformed && i > last:
			return h, raw[l.start:]
		case l.kind == lineMalformed:
			h.malformed++
		case l.kind == lineField && len(h.fields) < maxFields:
			h.fields = append(h.fields, unfold(lines[i:]))
		case l.kind == lineField:
			h.cut = true
		}
	}
	return h, body
}

type fieldLineKind uint8

const (
	lineField fieldLineKind = iota
	lineContinuation
	lineMailbox // "From " of mbox files
	lineMalformed
)

// fieldLine is one physical line of a header block.
type fieldLine struct {
	text       []byte
	start, end int
	kind       fieldLineKind
}

// name returns the lower-cased name of a field line.
func (l fieldLine) name() string {
	name, _, _ := bytes.Cut(l.text, []byte(":"))
	return strings.ToLower(string(bytes.TrimRight(name, " \t")))
}

// fieldLines reads physical lines up to the blank line.
func fieldLines(raw []byte) (lines []fieldLine, body []byte) {
	for at := 0; at < len(raw); {
		text, next := cutLine(raw, at)
		if endsHeader(text, raw, next) {
			return lines, raw[next:]
		}
		if at > maxHeader {
			return lines, afterBlankLine(raw[at:])
		}
		l := fieldLine{text: text, start: at, end: next}
		l.kind = kindOf(text, lines)
		if len(bytes.TrimSpace(text)) > 0 {
			lines = append(lines, l)
		}
		at = next
	}
	return lines, nil
}

// cutLine returns the line that starts at an offset, without its end, and the
// offset of the next one.
func cutLine(raw []byte, at int) (line []byte, next int) {
	if i := bytes.IndexByte(raw[at:], '\n'); i >= 0 {
		return bytes.TrimSuffix(raw[at:at+i], []byte("\r")), at + i + 1
	}
	return raw[at:], len(raw)
}

// endsHeader reports whether a line ends the block. A line of blanks does so
// only when no field follows, because some programs fold an empty subject so.
func endsHeader(text, raw []byte, next int) bool {
	if len(text) == 0 {
		return true
	}
	if len(bytes.TrimSpace(text)) > 0 {
		return false
	}
	if next >= len(raw) {
		return true
	}
	following, _ := cutLine(raw, next)
	l := fieldLine{text: following, kind: kindOf(following, nil)}
	return l.kind != lineField || !isKnownField(l.name())
}

// afterBlankLine returns what follows the first blank line.
func afterBlankLine(b []byte) []byte {
	unix, dos := bytes.Index(b, []byte("\n\n")), bytes.Index(b, []byte("\n\r\n"))
	switch {
	case dos >= 0 && (unix < 0 || dos < unix):
		return b[dos+3:]
	case unix >= 0:
		return b[unix+2:]
	default:
		return nil
	}
}

func kindOf(text []byte, before []fieldLine) fieldLineKind {
	if len(text) > 0 && (text[0] == ' ' || text[0] == '\t') {
		if len(before) == 0 {
			return lineMalformed
		}
		return lineContinuation
	}
	if len(before) == 0 && startsMailbox(text) {
		return lineMailbox
	}
	colon := bytes.IndexByte(text, ':')
	if colon <= 0 {
		return lineMalformed
	}
	for _, c := range bytes.TrimRight(text[:colon], " \t") {
		if c <= ' ' || c >= 0x7f {
			return lineMalformed
		}
	}
	return lineField
}

// startsMailbox reports whether a line is the one that mbox files put before a
// mail. "From : ada@tea.example" is a field.
func startsMailbox(text []byte) bool {
	rest, found := bytes.CutPrefix(bytes.TrimPrefix(text, []byte(">")), []byte("From "))
	return found && !bytes.HasPrefix(bytes.TrimLeft(rest, " \t"), []byte(":"))
}

// unfold joins a field line with the continuations below it.
func unfold(lines []fieldLine) field {
	_, value, _ := bytes.Cut(lines[0].text, []byte(":"))
	joined := append([]byte(nil), bytes.TrimSpace(value)...)
	for _, l := range lines[1:] {
		if l.kind != lineContinuation {
			break
		}
		joined = append(append(joined, ' '), bytes.TrimSpace(l.text)...)
	}
	return field{name: lines[0].name(), value: string(bytes.TrimSpace(joined))}
}

// isKnownField reports whether a name is one that mail programs write, as
// opposed to a word before a colon in somebody's text.
func isKnownField(name string) bool {
	for _, prefix := range []string{"x-", "content-", "list-", "resent-", "arc-", "received", "dkim-", "mime-", "auto-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	switch name {
	case "from", "to", "cc", "bcc", "subject", "date", "message-id", "reply-to", "sender", "in-reply-to",
		"references", "return-path", "delivered-to", "envelope-to", "precedence", "importance", "priority",
		"user-agent", "errors-to", "status", "lines", "organization", "authentication-results",
		"thread-topic", "thread-index", "accept-language", "feedback-id", "delivery-date", "comments", "keywords":
		return true
	}
	return false
}
