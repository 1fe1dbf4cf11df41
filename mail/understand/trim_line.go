package understand

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxText is how much of a mail's text is considered: more than anyone types,
// little enough that a hostile mail costs milliseconds.
const maxText = 300 << 10

// role says what a line of a mail is to the reader.
type role uint8

const (
	roleBlank       role = iota
	roleNew              // typed by the sender of this mail
	roleQuote            // marked as quoted, or known to be ours
	roleAttribution      // "On Monday Lars wrote:"
	roleSignature        // signature, device line, list footer
	roleTail             // an earlier mail below a header, not marked as quoted
)

// line is one line of a mail with the quote marks taken off.
type line struct {
	raw   string // as written, without trailing space
	text  string // without quote marks and surrounding space
	depth int    // how many quote marks there were
	role  role
	ours  bool // equals a part of the mail that we sent
	// appended is what was typed at the end of a line of ours.
	appended string
	idle     bool // greets, closes or signs
}

var (
	// quoteMark covers ">", "> >", "|" and the initials of some mail programs
	// ("AK> "). A bar is a mark only when it does not draw a table.
	quoteMark = regexp.MustCompile(`^[ \t]*(?:\p{Lu}\p{L}{0,3}>|[>|])(?:[ \t]?[>|])*`)
	pgpHead   = regexp.MustCompile(`^-----BEGIN PGP SIGNED MESSAGE-----$`)
	pgpHash   = regexp.MustCompile(`^Hash: \w+$`)
)

// splitLines normalises a body and parts it into classified lines.
func splitLines(body string) []line {
	var lines []line
	for _, raw := range strings.Split(normalise(body), "\n") {
		raw = strings.TrimRight(raw, " \t")
		l := line{raw: raw, text: strings.TrimSpace(raw), role: roleNew}
		if m := quoteMark.FindString(raw); m != "" && !drawsTable(raw) {
			l.depth = strings.Count(m, ">") + strings.Count(m, "|")
			l.text = strings.TrimSpace(raw[len(m):])
			l.role = roleQuote
		}
		if l.text == "" && l.depth == 0 {
			l.role = roleBlank
		}
		lines = append(lines, l)
	}
	return markEnclosedQuotes(dropPGP(lines))
}

func drawsTable(raw string) bool {
	t := strings.TrimSpace(raw)
	return strings.HasPrefix(t, "|") && len(t) > 1 && strings.HasSuffix(t, "|")
}

// invisible characters come from mail programs and page layouts, never from
// keyboards; they would hide equal words from each other.
var invisible = strings.NewReplacer(
	"\r\n", "\n", "\r", "\n", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ", "\u2002", " ", "\u2003", " ",
	"\u200b", "", "\u2060", "", "\ufeff", "", "\u200e", "", "\u200f", "", "\u00ad", "", "\x00", "", "\ufe0f", "",
)

// normalise caps a text and gives it plain line ends and plain spaces.
func normalise(body string) string {
	if len(body) > maxText {
		body = body[:maxText]
	}
	if !utf8.ValidString(body) {
		body = strings.ToValidUTF8(body, "")
	}
	return invisible.Replace(body)
}

// dropPGP takes off the armour of a signed message and its signature block.
func dropPGP(lines []line) []line {
	out := lines[:0]
	inSignature, afterHead := false, false
	for _, l := range lines {
		switch {
		case l.text == "-----BEGIN PGP SIGNATURE-----":
			inSignature = true
		case inSignature:
			inSignature = l.text != "-----END PGP SIGNATURE-----"
		case pgpHead.MatchString(l.text):
			afterHead = true
		case afterHead && pgpHash.MatchString(l.text):
			afterHead = false
		default:
			afterHead = false
			out = append(out, l)
		}
	}
	return out
}

// markEnclosedQuotes marks what stands between ">>>>" and "<<<<" lines.
func markEnclosedQuotes(lines []line) []line {
	open := -1
	for i := range lines {
		raw := strings.TrimSpace(lines[i].raw)
		switch {
		case open < 0 && isEnclosure(raw, '>'):
			open = i
		case open >= 0 && isEnclosure(raw, '<'):
			for j := open; j <= i; j++ {
				lines[j].role, lines[j].depth = roleQuote, 1
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
