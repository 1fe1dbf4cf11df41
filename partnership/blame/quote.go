package blame

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoted stands before a word that was put in quotation marks.
const quoted = `"`

// span is a part of the text that other people said.
type span struct {
	start, end int
	line       bool // a whole line with a > before it
}

// sneer is the word or two that somebody put in quotation marks, folded; empty
// for longer quotes.
func (q span) sneer(text string) string {
	inside := strings.TrimFunc(text[q.start:q.end], func(r rune) bool { return !isLetter(r) })
	words := strings.FieldsFunc(inside, func(r rune) bool { return !isLetter(r) && !isHyphen(r) })
	if q.line || len(words) == 0 || len(words) > 2 || !utf8.ValidString(inside) || strings.ContainsFunc(inside, unicode.IsControl) {
		return ""
	}
	return fold(words[len(words)-1])
}

// closing says by what an opening quotation mark may be ended.
var closing = map[rune]string{'"': `"”“`, '“': `”"`, '«': "»", '„': `“”"`, '‘': "’'", '\'': "'’"}

// quotes finds quoted speech and the lines of a quoted mail. A mark that nothing
// closes in the same paragraph opens nothing.
func quotes(text string) []span {
	var all []span
	for from := 0; from < len(text); {
		to := lineEnd(text, from)
		if strings.HasPrefix(strings.TrimLeft(text[from:to], " \t"), ">") {
			all = append(all, span{start: from, end: to, line: true})
			from = to + 1
			continue
		}
		for to < len(text) && continues(text[to+1:lineEnd(text, to+1)]) {
			to = lineEnd(text, to+1)
		}
		all = append(all, spoken(text, from, to)...)
		from = to + 1
	}
	return all
}

// lineEnd is where the line that begins at from ends.
func lineEnd(text string, from int) int {
	if from >= len(text) {
		return len(text)
	}
	if n := strings.IndexByte(text[from:], '\n'); n >= 0 {
		return from + n
	}
	return len(text)
}

// continues reports whether a line goes on with the paragraph.
func continues(line string) bool {
	line = strings.TrimLeft(line, " \t\r")
	return line != "" && line[0] != '>'
}

// spoken finds what stands in quotation marks in a paragraph. It goes backwards,
// so that it knows at each opening mark where the next closing one is.
func spoken(text string, from, to int) []span {
	next := map[rune]int{} // the nearest mark of each sort to the right
	ends := map[int]int{}  // from an opening mark to behind its closing one
	for i := to; i > from; {
		r, size := utf8.DecodeLastRuneInString(text[from:i])
		i -= size
		if marks, ok := closing[r]; ok && opens(text, from, i, size) {
			best := 0
			for _, mark := range marks {
				if at := next[mark]; at > 0 && (best == 0 || at < best) {
					best = at
				}
			}
			if best > 0 {
				ends[i] = best
			}
		}
		if strings.ContainsRune(`"”“»’'`, r) && closes(text, i, size, to) {
			next[r] = i + size
		}
	}
	var all []span
	for i := from; i < to; i++ {
		if end, ok := ends[i]; ok {
			all = append(all, span{start: i, end: end})
			i = end - 1
		}
	}
	return all
}

// opens reports whether a mark stands where quotes begin: not behind a letter,
// before something.
func opens(text string, from, i, size int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[from:i])
	after, _ := utf8.DecodeRuneInString(text[i+size:])
	return !isLetter(before) && !unicode.IsSpace(after) && after != utf8.RuneError
}

// closes reports whether a mark stands where quotes end: not before a letter.
func closes(text string, i, size, to int) bool {
	after, _ := utf8.DecodeRuneInString(text[i+size : to])
	return !isLetter(after)
}
