// Package trim tells what the sender of a mail typed from what their program put
// around it: quoted mail, introductions, signatures. Where the mail that is being
// answered is known, it is told by comparison instead of by guessing.
package trim

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// Text returns what the sender of a mail typed, without the quoted mail and
// the signature.
//
// Quotes go when they trail the text or when the mail opens with the quoted
// mail; a quote in the middle of a text that the sender began above it is a
// citation and stays. A signature is what follows "--", a rule, a device line
// ("Sent from my iPhone"), or a formal closing above a telephone number;
// "Thanks, Lars" and a lone dash before a name stay. A forwarded mail goes if
// the sender wrote something above it. When nothing would be left, the whole
// text is returned.
func Text(body string) string { return NewText(Lines(body)) }

// Lines parts a text into lines and says what each of them is.
func Lines(body string) []Line {
	lines := split(body)
	dissect(lines, false)
	return lines
}

// LinesAgainst does so where the mail that is being answered is known. Offered are words
// of it that people are to answer with: a line that holds nothing else is theirs, unless
// it stands in a copy of the mail.
func LinesAgainst(body, sent string, offered ...string) []Line {
	lines := split(body)
	align(lines, sent, offered)
	dissect(lines, true)
	doubtBetween(lines)
	return lines
}

// doubtBetween doubts sentences in a copy of our mail that are not ours: somebody
// typed them there, and not below a question.
func doubtBetween(lines []Line) {
	ours := func(l Line) bool { return l.Ours }
	first := slices.IndexFunc(lines, ours)
	if first < 0 {
		return
	}
	last := len(lines) - 1
	for !lines[last].Ours {
		last--
	}
	for i := first; i < last; i++ {
		l := &lines[i]
		l.Doubtful = l.Doubtful || l.Role == RoleTail && !l.Ours && headerOf(l.Text) == 0 && isProse(l.Text) && !isContact(l.Text)
	}
}

// maxJudged is how many typed lines are searched for the start of an earlier
// mail; nobody types as many above one.
const maxJudged = 1000

// maxAbove is how many bytes a person writes above a mail that they hand on.
const maxAbove = 64 << 10

// dissect gives every line its role. With aligned set, lines known to be ours
// are already marked, and guesses that the knowledge replaces are not made.
func dissect(lines []Line, aligned bool) {
	if !aligned {
		markOverflow(lines)
	}
	markBanners(lines)
	typed, judged := false, 0
	for i := 0; i < len(lines) && judged < maxJudged; i++ {
		if lines[i].Ours && lines[i].Depth == 0 {
			openTail(lines, i)
			break
		}
		if lines[i].Role != RoleNew {
			continue
		}
		judged++
		if n, c := attributionAt(lines, i); c != notAttribution {
			setRole(lines[i:i+n], RoleAttribution)
			if !quoteFollows(lines, i+n) && typed {
				setRole(lines[i+n:], RoleTail)
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
			setRole(lines[i:i+n], RoleAttribution)
			i += n - 1
			continue
		}
		typed = true
	}
	MarkFooters(lines)
}

// headerLines counts the lines of the header block that lines begin with.
func headerLines(lines []Line) int {
	if !headerBlockAt(lines, 0, 3) {
		return 0
	}
	n := 0
	for n < len(lines) && lines[n].Role != RoleBlank {
		n++
	}
	return n
}

// openTail begins an unmarked earlier mail at line i. The line right above may
// introduce it in a form that attributionAt does not know.
func openTail(lines []Line, i int) {
	setRole(lines[i:], RoleTail)
	above := i - 1
	for above >= 0 && lines[above].Role == RoleBlank {
		above--
	}
	if above < 0 || lines[above].Role != RoleNew {
		return
	}
	text := lines[above].Text
	if _, colon := cutColon(text); hasDate(text) && (colon || address.MatchString(text)) {
		lines[above].Role = RoleAttribution
	}
}

// opensEarlierMail reports whether an unmarked earlier mail begins at line i:
// a header block, an "original message" line or our reply marker.
func opensEarlierMail(lines []Line, i int) bool {
	text := lines[i].Text
	return isOriginalLine(text) || isForwardLine(text) || isReplyMarker(text) || headerBlockAt(lines, i, 3) ||
		separatesAt(lines, i) || flatHeader(text) || stackedHeader(lines, i)
}

// DistrustOpening takes back what follows an attribution at the very top
// without quote marks: it can be our own mail, and examples in it would be
// read as answers. Only the known text of our mail could tell.
func DistrustOpening(lines []Line) {
	for i, l := range lines {
		switch {
		case l.Role == RoleBlank:
		case l.Role == RoleAttribution && !quoteFollows(lines, i+1) && (i+1 == len(lines) || lines[i+1].Role != RoleAttribution),
			l.Role == RoleNew && opensEarlierMail(lines, i):
			setRole(lines[i:], RoleTail)
			doubt(lines[i:])
			return
		case l.Role != RoleAttribution:
			return
		}
	}
}

func doubt(lines []Line) {
	for i := range lines {
		lines[i].Doubtful = lines[i].Role != RoleBlank && !lines[i].Ours
	}
}

// LeftOut returns the lines that were kept out of the text by a guess.
func LeftOut(lines []Line) string {
	var out []string
	for _, l := range lines {
		if l.Doubtful && l.Role != RoleNew {
			out = append(out, l.Text)
		}
	}
	return strings.Join(out, "\n")
}

// Forward parts the text of a mail that hands on another one: what its sender
// wrote above, and the other mail. Where named is set the mail says itself that
// it is a forward, and whatever earlier mail it shows is the forwarded one;
// otherwise a line must say so that stands above all earlier mail.
func Forward(body string, named bool) (above, forwarded string, ok bool) {
	if !named && !forwardStems.Matches(body[:min(len(body), maxAbove)]) {
		return "", "", false
	}
	lines := split(body)
	for i := range lines[:min(len(lines), maxJudged)] {
		if lines[i].Role == RoleBlank {
			continue
		}
		_, c := attributionAt(lines, i)
		starts := c != notAttribution || lines[i].Role == RoleNew && opensEarlierMail(lines, i)
		says := lines[i].Role == RoleNew && isForwardLine(lines[i].Text)
		switch {
		case says, named && (starts || lines[i].Role == RoleQuote):
			return NewText(Lines(rawText(lines[:i]))), rawText(lines[i:]), true
		case starts:
			return "", "", false
		}
	}
	return "", "", false
}

// MarkFooters finds the signature in every stretch of typed lines.
func MarkFooters(lines []Line) {
	from, typed := 0, false
	for i := 0; i <= len(lines); i++ {
		if i < len(lines) && (lines[i].Role == RoleNew || lines[i].Role == RoleBlank) {
			continue
		}
		typed = markSignatures(lines, from, i, typed)
		from = i + 1
	}
}

// markOverflow joins the unmarked rest of an over-long quoted line to its
// quote. A question is not over-long: what follows it is an answer.
func markOverflow(lines []Line) {
	for i := 1; i+1 < len(lines); i++ {
		above := lines[i-1]
		if lines[i].Role != RoleNew || above.Role != RoleQuote || lines[i+1].Role != RoleQuote {
			continue
		}
		question := strings.HasSuffix(above.Text, "?") || strings.HasSuffix(above.Text, ":") || prose.MarkerOf(above.Text).Strong
		if len(above.raw) >= 60 && !question && isLowerStart(lines[i].Text) {
			lines[i].Role = RoleQuote
		}
	}
}

// NewText joins the lines that belong to the new text.
func NewText(lines []Line) string {
	first := slices.IndexFunc(lines, func(l Line) bool { return l.Role == RoleNew })
	if first < 0 {
		return rawText(lines)
	}
	last := first
	for i, l := range lines {
		if l.Role == RoleNew {
			last = i
		}
	}
	keepQuotes := !opensWithAttribution(lines)
	introduced := slices.IndexFunc(lines, func(l Line) bool { return l.Role == RoleAttribution })
	var out []string
	for i, l := range lines[:last+1] {
		// A quote above all typed text is a citation unless it was introduced.
		citation := keepQuotes && (i > first || introduced < 0 || i < introduced)
		if l.Role == RoleNew || l.Role == RoleBlank || l.Role == RoleQuote && !l.Ours && citation {
			out = append(out, l.raw)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// opensWithAttribution reports whether the mail begins by introducing a quote:
// it is answered below or in between, and the quote is not the sender's text.
func opensWithAttribution(lines []Line) bool {
	for i, l := range lines {
		switch l.Role {
		case RoleBlank:
		case RoleAttribution:
			if i+1 < len(lines) && lines[i+1].Role == RoleAttribution {
				continue
			}
			return quoteFollows(lines, i+1)
		default:
			return false
		}
	}
	return false
}

func rawText(lines []Line) string {
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = l.raw
	}
	return strings.TrimSpace(strings.Join(all, "\n"))
}
