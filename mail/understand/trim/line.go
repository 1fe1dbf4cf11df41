package trim

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// Role says what a line of a mail is to the reader.
type Role uint8

// The roles of lines.
const (
	RoleBlank       Role = iota
	RoleNew              // typed by the sender of this mail
	RoleQuote            // marked as quoted, or known to be ours
	RoleAttribution      // "On Monday Lars wrote:"
	RoleSignature        // signature, device line, list footer
	RoleTail             // an earlier mail below a header, not marked as quoted
)

// Line is one line of a mail with the quote marks taken off.
type Line struct {
	raw   string // as written, without trailing space
	Text  string // without quote marks and surrounding space
	Depth int    // how many quote marks there were
	Role  Role
	Ours  bool // equals a part of the mail that we sent
	// Doubtful says that the line was kept out of the text by a guess.
	Doubtful bool
	// Appended is what was typed at the end of a line of ours.
	Appended string
}

// Clear makes a line as if nothing had been typed there.
func (l *Line) Clear() {
	if l.Role == RoleQuote { // what was typed stands at its end
		if i := strings.LastIndex(l.raw, l.Appended); i >= 0 {
			l.raw = l.raw[:i]
		}
		l.Appended = ""
		return
	}
	*l = Line{Role: RoleBlank}
}

var (
	// quoteMark covers ">", "> >", "|" and the initials of some mail programs
	// ("AK> "). A bar is a mark only when it does not draw a table.
	quoteMark = regexp.MustCompile(`^[ \t]*(?:\p{Lu}\p{L}{0,3}>|[>|])(?:[ \t]?[>|])*`)
	pgpField  = regexp.MustCompile(`^[A-Za-z-]{3,20}: ?\S.{0,80}$`)
	// struck is what people strike out where a program has only plain text.
	struck = regexp.MustCompile(`~~[^~\s](?:[^~]{0,200}[^~\s])?~~`)
)

// split normalises a body and parts it into classified lines.
func split(body string) []Line {
	var lines []Line
	for _, raw := range strings.Split(prose.Normalise(body), "\n") {
		lines = append(lines, newLine(raw))
	}
	return partShared(markEnclosedQuotes(dropPGP(lines)))
}

func newLine(raw string) Line {
	if strings.Contains(raw, "~~") {
		raw = struck.ReplaceAllString(raw, "")
	}
	raw = strings.TrimRight(raw, " \t")
	l := Line{raw: raw, Text: strings.TrimSpace(raw), Role: RoleNew}
	if m := quoteMark.FindString(raw); m != "" && !drawsTable(raw) {
		l.Depth = strings.Count(m, ">") + strings.Count(m, "|")
		l.Text = strings.TrimSpace(raw[len(m):])
		l.Role = RoleQuote
	}
	if l.Text == "" && l.Depth == 0 {
		l.Role = RoleBlank
	}
	return l
}

func drawsTable(raw string) bool {
	t := strings.TrimSpace(raw)
	return strings.HasPrefix(t, "|") && len(t) > 1 && strings.HasSuffix(t, "|")
}

// dropPGP takes a signed message out of its armour (RFC 9580 section 7): the
// head with its fields, the signature, and the dash before lines that begin with
// one.
func dropPGP(lines []Line) []Line {
	out := lines[:0]
	inSignature, inHead, signed := false, false, false
	for _, l := range lines {
		switch {
		case l.Text == "-----BEGIN PGP SIGNATURE-----":
			inSignature, signed = true, false
		case inSignature:
			inSignature = l.Text != "-----END PGP SIGNATURE-----"
		case l.Text == "-----BEGIN PGP SIGNED MESSAGE-----":
			inHead, signed = true, true
		case inHead && l.Role != RoleBlank && pgpField.MatchString(l.Text):
		default:
			inHead = false
			if dashed, escaped := strings.CutPrefix(l.raw, "- "); signed && escaped {
				l = newLine(dashed)
			}
			out = append(out, l)
		}
	}
	return out
}

// markEnclosedQuotes marks what stands between ">>>>" and "<<<<" lines.
func markEnclosedQuotes(lines []Line) []Line {
	open := -1
	for i := range lines {
		raw := strings.TrimSpace(lines[i].raw)
		switch {
		case open < 0 && isEnclosure(raw, '>'):
			open = i
		case open >= 0 && isEnclosure(raw, '<'):
			for j := open; j <= i; j++ {
				lines[j].Role, lines[j].Depth = RoleQuote, 1
			}
			open = -1
		}
	}
	return lines
}

// isEnclosure reports whether a line is "<<<<" or "<<< name <<<".
func isEnclosure(s string, mark rune) bool {
	arrow := strings.Repeat(string(mark), 3)
	if !strings.HasPrefix(s, arrow) || !strings.HasSuffix(s, arrow) {
		return false
	}
	inner := strings.TrimFunc(s, func(r rune) bool { return r == mark })
	return len(s) >= 4 && !strings.ContainsAny(inner, "<>")
}
