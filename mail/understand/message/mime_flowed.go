package message

import "strings"

// unflow undoes format=flowed (RFC 3676): lines that end in a blank go on in
// the next line, if it is quoted to the same depth. With delSp the blank is
// not part of the text.
func unflow(text string, delSp bool) string {
	var out []string
	var open *flowedLine
	for _, raw := range strings.Split(text, "\n") {
		l := parseFlowed(strings.TrimSuffix(raw, "\r"))
		if open != nil && l.depth == open.depth && !l.isDelimiter() {
			open.text = append(open.text, l.content)
			open.flows = l.flows
		} else {
			out = appendFlowed(out, open, delSp)
			open = &l
		}
		if !open.flows {
			out = appendFlowed(out, open, delSp)
			open = nil
		}
	}
	return strings.Join(appendFlowed(out, open, delSp), "\n")
}

// flowedLine is a paragraph that still takes lines.
type flowedLine struct {
	depth   int
	content string
	text    []string
	flows   bool
}

func parseFlowed(raw string) flowedLine {
	content := strings.TrimLeft(raw, ">")
	depth := len(raw) - len(content)
	content = strings.TrimPrefix(content, " ") // space-stuffing
	l := flowedLine{depth: depth, content: content, text: []string{content}}
	l.flows = strings.HasSuffix(content, " ") && !l.isDelimiter()
	return l
}

// isDelimiter reports whether the line is the signature delimiter, which never
// flows (RFC 3676 section 4.3).
func (l flowedLine) isDelimiter() bool { return l.content == "-- " }

func appendFlowed(out []string, l *flowedLine, delSp bool) []string {
	if l == nil {
		return out
	}
	if delSp {
		for i, piece := range l.text[:len(l.text)-1] {
			l.text[i] = strings.TrimSuffix(piece, " ")
		}
	}
	mark := strings.Repeat(">", l.depth)
	if l.depth > 0 {
		mark += " "
	}
	return append(out, mark+strings.Join(l.text, ""))
}
