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

var (
	// quoteMark covers ">", "> >", "|" and the initials of some mail programs
	// ("AK> "). A bar is a mark only when it does not draw a table.
	quoteMark = regexp.MustCompile(`^[ \t]*(?:\p{Lu}\p{L}{0,3}>|[>|])(?:[ \t]?[>|])*`)
	pgpHead   = regexp.MustCompile(`^-----BEGIN PGP SIGNED MESSAGE-----$`)
	pgpHash   = regexp.MustCompile(`^Hash: \w+$`)
)

// split normalises a body and parts it into classified lines.
func split(body string) []Line {
	var lines []Line
	for _, raw := range strings.Split(prose.Normalise(body), "\n") {
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
		lines = append(lines, l)
	}
	return partShared(markEnclosedQuotes(dropPGP(lines)))
}

func drawsTable(raw string) bool {
	t := strings.TrimSpace(raw)
	return strings.HasPrefix(t, "|") && len(t) > 1 && strings.HasSuffix(t, "|")
}

// dropPGP takes off the armour of a signed message and its signature block.
func dropPGP(lines []Line) []Line {
	out := lines[:0]
	inSignature, afterHead := false, false
	for _, l := range lines {
		switch {
		case l.Text == "-----BEGIN PGP SIGNATURE-----":
			inSignature = true
		case inSignature:
			inSignature = l.Text != "-----END PGP SIGNATURE-----"
		case pgpHead.MatchString(l.Text):
			afterHead = true
		case afterHead && pgpHash.MatchString(l.Text):
			afterHead = false
		default:
			afterHead = false
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
