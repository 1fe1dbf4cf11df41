package trim

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// partShared parts lines that a reply shares with the introduction of the quote
// below, as phones and gateways that drop line ends leave them.
func partShared(lines []Line) []Line {
	tried := 0
	for i := 0; i < len(lines) && tried < maxJudged; i++ {
		if lines[i].Role != RoleNew || !strings.ContainsFunc(lines[i].Text, unicode.IsDigit) {
			continue
		}
		tried++
		if at := sharedFrom(lines, i); at > 0 {
			reply, rest := lines[i], lines[i]
			reply.Text = strings.TrimSpace(lines[i].Text[:at])
			reply.raw = reply.Text
			rest.Text = lines[i].Text[at:]
			rest.raw = rest.Text
			lines[i] = reply
			lines = slices.Insert(lines, i+1, rest)
			i++
		}
		if at := quoteOnLine(lines[i].Text); at > 0 {
			quote := Line{raw: lines[i].Text[at:], Text: strings.TrimLeft(lines[i].Text[at:], "> "), Depth: 1, Role: RoleQuote}
			lines[i].Text = strings.TrimSpace(lines[i].Text[:at])
			lines[i].raw = lines[i].Text
			lines = slices.Insert(lines, i+1, quote)
			i++
		}
	}
	return lines
}

// quoteOnLine returns where the quote begins on the line of its introduction,
// or zero.
func quoteOnLine(text string) int {
	at := strings.Index(text, ": >")
	if at < 0 || judgeAttribution(text[:at+1], text) == notAttribution {
		return 0
	}
	return at + len(": ")
}

// sharedFrom returns where in line i an attribution begins that the line shares
// with something typed, or zero.
func sharedFrom(lines []Line, i int) int {
	first, joined := lines[i].Text, ""
	for n := 1; n <= maxAttributionLines && i+n <= len(lines) && lines[i+n-1].Role == RoleNew; n++ {
		joined = strings.TrimSpace(joined + " " + lines[i+n-1].Text)
		if len(joined) > 2*maxAttributionRunes {
			break
		}
		if !strings.Contains(joined, "@") {
			continue
		}
		at := introductionStart(joined)
		if at <= 0 || at >= len(first) || !isReply(joined[:at], joined[at:]) {
			continue
		}
		rest := joined[at:]
		if q := quoteOnLine(rest); q > 0 {
			rest = strings.TrimSpace(rest[:q])
		}
		if judgeAttribution(rest, rest) == certain {
			return at
		}
	}
	return 0
}

// maxLeading is how many words lead up to the date or the address of an
// introduction.
const maxLeading = 6

// introductionStart returns where the introduction in a line begins: at its
// date with the words that lead up to it, or at the name before its address. It
// is negative where there is no introduction.
func introductionStart(s string) int {
	date, mail := dateStart(s), address.FindStringIndex(s)
	if date < 0 || mail == nil {
		return -1
	}
	start, leads := date, leadsToDate
	if mail[0] < date {
		start, leads = nameStart(s, mail[0]), leadsToName
	}
	for range maxLeading {
		head := strings.TrimRight(s[:start], " \t")
		at := strings.LastIndexAny(head, " \t") + 1
		if head == "" || !leads(head[at:], lastWord(head[:at])) {
			break
		}
		start = at
	}
	return start
}

// leadsToDate reports whether a word can stand before a date: "On Mon,".
func leadsToDate(w, before string) bool {
	bare := bareWord(w)
	if dayWord.MatchString(bare) { // "Th 2", the second day of the week
		return weekdays.has(bareWord(before))
	}
	return strings.Trim(w, "-–—>*_") == "" || weekdays.has(bare) || glue.has(bare) || months.has(bare) || yearWord.MatchString(bare)
}

var yearWord = regexp.MustCompile(`^(?:19|20)\d\d$`)

// leadsToName reports whether a word can be a part of a name.
func leadsToName(w, _ string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `"'(<[«“„`))
	return unicode.IsUpper(r) && !strings.ContainsAny(w[len(w)-1:], ".!?:;,")
}

// nameStart steps over the bracket before an address, and over a name in quotes.
func nameStart(s string, address int) int {
	head := strings.TrimRight(s[:address], "<([ \t")
	if name, quoted := strings.CutSuffix(head, `"`); quoted {
		if at := strings.LastIndexByte(name, '"'); at >= 0 {
			return at
		}
	}
	return len(head) + strings.IndexFunc(s[len(head):], func(r rune) bool { return r != ' ' && r != '\t' })
}

func lastWord(s string) string {
	s = strings.TrimRight(s, " \t")
	return s[strings.LastIndexAny(s, " \t")+1:]
}

// dateStart is where the first date or time of a line begins, or -1.
func dateStart(s string) int {
	start := namedDay(s)
	for _, at := range [][]int{numericDate.FindStringIndex(s), clockTime.FindStringIndex(s)} {
		if at != nil && (start < 0 || at[0] < start) {
			start = at[0]
		}
	}
	return start
}

// isReply reports whether the words before an introduction can be a reply, and
// not its first word in a language that we do not know.
func isReply(before, introduction string) bool {
	before = strings.TrimSpace(before)
	if !strings.ContainsFunc(before, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return false
	}
	capital, _ := utf8.DecodeRuneInString(introduction)
	start, _ := utf8.DecodeRuneInString(before)
	return wordCount(before) > 2 || strings.ContainsAny(before, "0123456789.!?;") || unicode.IsUpper(capital) ||
		unicode.IsLower(start) || shortAnswers[prose.Fold(strings.Trim(before, ",:) "))]
}

// shortAnswers are replies of one word that begin with a capital.
var shortAnswers = map[string]bool{
	"yes": true, "no": true, "ok": true, "okay": true, "agreed": true, "done": true, "fine": true, "да": true, "нет": true,
	"ок": true, "согласен": true, "согласна": true, "хорошо": true, "ja": true, "nein": true, "oui": true, "non": true, "sí": true, "si": true,
}
