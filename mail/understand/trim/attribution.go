package trim

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// certainty says how much an attribution line needs to be believed.
type certainty uint8

const (
	notAttribution certainty = iota
	needsQuote               // believed only when a marked quote follows
	certain                  // date, address and form: nobody types that
)

const (
	maxAttributionLines = 4
	maxAttributionRunes = 400
	// maxLead is how far into its line the date of an attribution begins:
	// "On Wednesday, September 15", "El jueves, 21 de".
	maxLead = 28
	// maxVerb is the length in bytes of the longest ending with a verb.
	maxVerb = 48
	// maxWroteWords is how long an attribution with its verb in the middle is;
	// what is longer and has no address is prose.
	maxWroteWords = 12
)

var (
	address     = regexp.MustCompile(`[^\s<>()\[\]"',;:]+@[^\s<>()\[\]"',;:]+`)
	numericDate = regexp.MustCompile(`\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.] ?\d{1,2}[-/.] ?\d{2,4}\b|\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2}`)
	yearNumber  = regexp.MustCompile(`\b(?:19|20)\d\d`)
	dayNumber   = regexp.MustCompile(`\b[0-3]?\d\b`)
	dayWord     = regexp.MustCompile(`^[0-3]?\d(?:st|nd|rd|th|er|º|-?го)?$`)
	bracketed   = regexp.MustCompile(`[<(\[]\s*(?:mailto:)?[^\s<>()\[\]"',;:]+@[^\s<>()\[\]"',;:]+\s*[>)\]]`)
	clockTime   = regexp.MustCompile(`\b\d{1,2}[:.hч]\d{2}\b`)
	wroteWord   = regexp.MustCompile(`(?i)(?:^|[\s,>)"»])(?:` + strings.Join(wroteWords, "|") + `)(?:$|[\s:：,(])`)
	wroteEnd    = regexp.MustCompile(`(?i)(?:^|[\s,>)"»])(?:` + strings.Join(wroteWords, "|") + `)\s*$`)
)

// wroteWords are the verbs with which mail programs introduce a quote.
var wroteWords = []string{
	`wrote`, `writes`, `schrieb`, `schreef`, `geschreven`, `a écrit`, `a ecrit`, `écrit`, `escribió`, `escribio`, `escreveu`,
	`ha scritto`, `scrisse`, `skrev`, `skriver`, `kirjoitti`, `napsal(?:\(a\)|a)?`, `napísal(?:\(a\)|a)?`, `napisał(?:\(a\)|a)?`,
	`pisze`, `pišě`, `rašė`, `rakstīja`, `kirjutas`, `je napísal(?:a)?`, `skrifaði`, `napisao je`, `je napisal(?:a)?`, `napisa`, `написал(?:\(а\)|а|и)?`, `пишет`, `писал(?:\(а\)|а|и)?`, `сообщил(?:\(а\)|а)?`, `написав(?:\(ла\))?`, `написала`, `пише`,
	`írta`, `yazdı`, `a scris`, `έγραψε`, `写道`, `寫道`, `さんは書きました`, `のメール`, `작성`, `đã viết`, `menulis`, `pišе`, `je napisao(?:/la)?`, `написа`, `כתב`, `كتب`,
}

// attributionAt looks for an attribution that begins at line i and returns
// the number of lines it spans. Mail programs wrap it at will.
func attributionAt(lines []Line, i int) (int, certainty) {
	joined, best, span := "", notAttribution, 0
	for n := 1; n <= maxAttributionLines && i+n <= len(lines); n++ {
		l := lines[i+n-1]
		if l.Role != RoleNew {
			break
		}
		joined = strings.TrimSpace(joined + " " + l.Text)
		if utf8.RuneCountInString(joined) > maxAttributionRunes {
			break
		}
		c := judgeAttribution(joined, lines[i].Text)
		if c == certain || (c == needsQuote && quoteFollows(lines, i+n)) {
			if n > 1 && laterStart(lines, i, n, joined) {
				break
			}
			best, span = c, n
			break
		}
	}
	return span, best
}

// laterStart reports whether the attribution found in n lines really begins
// below line i, so that line i is prose above it.
func laterStart(lines []Line, i, n int, joined string) bool {
	if start := introductionStart(joined); start >= 0 {
		return start >= len(lines[i].Text)
	}
	for j := 1; j < n; j++ {
		parts := make([]string, 0, n-j)
		for _, l := range lines[i+j : i+n] {
			parts = append(parts, l.Text)
		}
		joined := strings.Join(parts, " ")
		if dateLeads(lines[i+j].Text) && hasDate(lines[i+j].Text) && judgeAttribution(joined, lines[i+j].Text) != notAttribution {
			return true
		}
	}
	return false
}

// judgeAttribution weighs the form of a line that was joined from wrapped
// ones, of which first was the uppermost.
func judgeAttribution(s, first string) certainty {
	body, colon := cutColon(s)
	if !colon && !strings.Contains(s, "@") {
		return notAttribution
	}
	f := attributionForm{
		line: s, body: body, colon: colon,
		addressed: address.MatchString(s),
		verbAtEnd: wroteEnd.MatchString(body[max(0, len(body)-maxVerb):]),
	}
	if f.isWhole() {
		return certain
	}
	if dateLeads(first) && hasDate(s) {
		return f.judgeDated()
	}
	return f.judgeUndated()
}

// attributionForm is what a line shows of an attribution.
type attributionForm struct {
	line      string
	body      string // the line without its colon
	colon     bool
	addressed bool // it holds a mail address
	verbAtEnd bool
}

func (f attributionForm) hasVerb() bool { return wroteWord.MatchString(f.body) }

// isWhole reports whether a line is an address, a date and what goes with them,
// in any order and in any language that the names of months and days tell, and
// little besides: prose has words of its own.
func (f attributionForm) isWhole() bool {
	if !f.addressed || !f.colon && !f.verbAtEnd || !hasDate(f.line) {
		return false
	}
	timed := clockTime.MatchString(f.line)
	if !timed && !f.hasVerb() {
		return false
	}
	return strangeWords(f.body) <= maxStrange(f.body)
}

// maxStrange is how many words an attribution may have that are neither names
// nor known to stand in one: a person seldom writes an address in brackets.
func maxStrange(body string) int {
	if bracketed.MatchString(body) {
		return 3
	}
	return 1
}

// strangeWords counts the words of a line that are not names, numbers or known
// to stand in attributions.
func strangeWords(body string) int {
	n := 0
	for _, w := range strings.Fields(wroteWord.ReplaceAllString(address.ReplaceAllString(body, " "), " ")) {
		bare := bareWord(w)
		start, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `"'(<[«“„`))
		switch {
		case bare == "", strings.ContainsFunc(bare, unicode.IsDigit), !unicode.IsLower(start):
		case months.has(bare), weekdays.has(bare), glue.has(bare):
		default:
			n++
		}
	}
	return n
}

// judgeDated weighs a line that begins with a date and is not whole.
func (f attributionForm) judgeDated() certainty {
	toAddress := f.addressed && endsInAddress(f.body)
	switch {
	case f.verbAtEnd && f.addressed, f.colon && f.verbAtEnd, toAddress:
		return needsQuote
	case !f.colon || !f.hasVerb():
		return notAttribution
	case endsInTime(f.body), wordCount(f.body) <= maxWroteWords, f.addressed:
		return needsQuote
	default:
		return notAttribution
	}
}

// judgeUndated weighs a line whose date stands elsewhere, or nowhere.
func (f attributionForm) judgeUndated() certainty {
	switch {
	case !f.colon:
		return notAttribution
	case f.hasVerb() && hasDate(f.line) && wordCount(f.body) <= maxWroteWords:
		return needsQuote // "Вы писали 23 ноября 2026 г., 10:15:15:"
	case f.verbAtEnd && (f.addressed || wordCount(f.body) <= 6):
		return needsQuote
	case f.addressed && endsInAddress(f.body) && wordCount(f.body) <= maxWroteWords/2:
		return needsQuote // "Zitat von Sam <sam@d.org>:"
	default:
		return notAttribution
	}
}

// cutColon takes off what ends an attribution: a colon, or a stroke.
func cutColon(s string) (string, bool) {
	t := strings.TrimRight(s, " \t*_")
	for _, colon := range []string{":", "：", "---"} {
		if b, ok := strings.CutSuffix(t, colon); ok {
			return strings.TrimRight(b, " \t-"), true
		}
	}
	return t, false
}

// hasDate reports whether a line holds a day: in numbers, or with a year or the
// name of a month beside it.
func hasDate(s string) bool {
	if numericDate.MatchString(s) || namedDay(s) >= 0 {
		return true
	}
	year := yearNumber.FindStringIndex(s)
	return year != nil && dayNumber.MatchString(s[:year[0]]+" "+s[year[1]:])
}

// namedDay finds a number beside the name of a month, or returns -1.
func namedDay(s string) int {
	before, after := -1, false // the number one or two words back; a month there
	back, at := 0, 0
	for w := range strings.FieldsSeq(s) {
		start := at + strings.Index(s[at:], w)
		at = start + len(w)
		bare := bareWord(w)
		switch {
		case dayWord.MatchString(bare):
			if after {
				return start
			}
			before, back = start, 0
		case months.has(bare):
			if before >= 0 {
				return before
			}
			after = true
			continue
		default:
			if back++; back > 1 {
				before = -1
			}
		}
		after = false
	}
	return -1
}

// dateLeads reports whether a date begins near the start of the line.
func dateLeads(first string) bool {
	at := strings.IndexFunc(first, unicode.IsDigit)
	return at >= 0 && utf8.RuneCountInString(first[:at]) <= maxLead && wordCount(first[:at]) <= 3
}

func endsInAddress(body string) bool {
	if strings.HasSuffix(body, ">") || strings.HasSuffix(body, "]") || strings.HasSuffix(body, ")") {
		tail := body[max(0, len(body)-120):]
		return address.MatchString(tail)
	}
	all := address.FindAllStringIndex(body, -1)
	return len(all) > 0 && all[len(all)-1][1] >= len(body)-1
}

func endsInTime(body string) bool {
	at := clockTime.FindAllStringIndex(body, -1)
	return len(at) > 0 && len(body)-at[len(at)-1][1] <= 6
}

// quoteFollows reports whether the next line with text is a marked quote.
func quoteFollows(lines []Line, from int) bool {
	for _, l := range lines[min(from, len(lines)):] {
		if l.Role != RoleBlank {
			return l.Role == RoleQuote
		}
	}
	return false
}

func wordCount(s string) int { return len(strings.Fields(s)) }
