package understand

import (
	"slices"
	"strings"
)

// Trim returns what the sender of a mail typed, without the quoted mail and
// the signature.
//
// Quotes go when they trail the text or when the mail opens with the quoted
// mail; a quote in the middle of a text that the sender began above it is a
// citation and stays. A signature is what follows "--", a rule, a device line
// ("Sent from my iPhone"), or a formal closing above a telephone number;
// "Thanks, Lars" and a lone dash before a name stay. A forwarded mail goes if
// the sender wrote something above it. When nothing would be left, the whole
// text is returned.
func Trim(body string) string {
	lines := splitLines(body)
	dissect(lines, false)
	return newText(lines)
}

// maxJudged is how many typed lines are searched for the start of an earlier
// mail; nobody types as many above one.
const maxJudged = 2000

// dissect gives every line its role. With aligned set, lines known to be ours
// are already marked, and guesses that the knowledge replaces are not made.
func dissect(lines []line, aligned bool) {
	if !aligned {
		markOverflow(lines)
	}
	typed, judged := false, 0
	for i := 0; i < len(lines) && judged < maxJudged; i++ {
		if lines[i].ours && lines[i].depth == 0 {
			openTail(lines, i)
			break
		}
		if lines[i].role != roleNew {
			continue
		}
		judged++
		if n, c := attributionAt(lines, i); c != notAttribution {
			setRole(lines[i:i+n], roleAttribution)
			if !quoteFollows(lines, i+n) && typed {
				setRole(lines[i+n:], roleTail)
				break
			}
			i += n - 1
			continue
		}
		if opensEarlierMail(lines, i) && typed {
			openTail(lines, i)
			break
		}
		if n := headerLines(lines[i:]); aligned && n > 0 {
			setRole(lines[i:i+n], roleAttribution)
			i += n - 1
			continue
		}
		typed = true
	}
	markFooters(lines)
}

// headerLines counts the lines of the header block that lines begin with.
func headerLines(lines []line) int {
	if !headerBlockAt(lines, 0, 3) {
		return 0
	}
	n := 0
	for n < len(lines) && lines[n].role != roleBlank {
		n++
	}
	return n
}

// openTail begins an unmarked earlier mail at line i. The line right above may
// introduce it in a form that attributionAt does not know.
func openTail(lines []line, i int) {
	setRole(lines[i:], roleTail)
	above := i - 1
	for above >= 0 && lines[above].role == roleBlank {
		above--
	}
	if above < 0 || lines[above].role != roleNew {
		return
	}
	text := lines[above].text
	if _, colon := cutColon(text); hasDate(text) && (colon || address.MatchString(text)) {
		lines[above].role = roleAttribution
	}
}

// opensEarlierMail reports whether an unmarked earlier mail begins at line i:
// a header block, an "original message" line or our reply marker.
func opensEarlierMail(lines []line, i int) bool {
	text := lines[i].text
	if isOriginalLine(text) || forwardWords.MatchString(text) || isReplyMarker(text) || headerBlockAt(lines, i, 3) {
		return true
	}
	return rule.MatchString(text) && i+1 < len(lines) && headerBlockAt(lines, i+1, 2)
}

// markFooters finds the signature in every stretch of typed lines.
func markFooters(lines []line) {
	from, typed := 0, false
	for i := 0; i <= len(lines); i++ {
		if i < len(lines) && (lines[i].role == roleNew || lines[i].role == roleBlank) {
			continue
		}
		typed = markSignatures(lines, from, i, typed)
		from = i + 1
	}
}

// markOverflow joins the unmarked rest of an over-long quoted line to its
// quote. A question is not over-long: what follows it is an answer.
func markOverflow(lines []line) {
	for i := 1; i+1 < len(lines); i++ {
		above := lines[i-1]
		if lines[i].role != roleNew || above.role != roleQuote || lines[i+1].role != roleQuote {
			continue
		}
		question := strings.HasSuffix(above.text, "?") || strings.HasSuffix(above.text, ":") || markerOf(above.text).strong
		if len(above.raw) >= 60 && !question && isLowerStart(lines[i].text) {
			lines[i].role = roleQuote
		}
	}
}

// newText joins the lines that belong to the new text.
func newText(lines []line) string {
	first := slices.IndexFunc(lines, func(l line) bool { return l.role == roleNew })
	if first < 0 {
		return wholeText(lines)
	}
	last := first
	for i, l := range lines {
		if l.role == roleNew {
			last = i
		}
	}
	keepQuotes := !opensWithAttribution(lines)
	introduced := slices.IndexFunc(lines, func(l line) bool { return l.role == roleAttribution })
	var out []string
	for i, l := range lines[:last+1] {
		// A quote above all typed text is a citation unless it was introduced.
		citation := keepQuotes && (i > first || introduced < 0 || i < introduced)
		if l.role == roleNew || l.role == roleBlank || l.role == roleQuote && !l.ours && citation {
			out = append(out, l.raw)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// opensWithAttribution reports whether the mail begins by introducing a quote:
// it is answered below or in between, and the quote is not the sender's text.
func opensWithAttribution(lines []line) bool {
	for i, l := range lines {
		switch l.role {
		case roleBlank:
		case roleAttribution:
			if i+1 < len(lines) && lines[i+1].role == roleAttribution {
				continue
			}
			return quoteFollows(lines, i+1)
		default:
			return false
		}
	}
	return false
}

func wholeText(lines []line) string {
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = l.raw
	}
	return strings.TrimSpace(strings.Join(all, "\n"))
}
