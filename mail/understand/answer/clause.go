package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// sameStem reports whether two words are forms of one: they agree in all but
// their endings.
func sameStem(a, b string) bool {
	if a == b {
		return true
	}
	common := utf8.RuneCountInString(a[:sameLetters(a, b)])
	shorter := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	return common >= 3 && common >= shorter-2 && max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))-common <= 4
}

// sameLetters is how many bytes the letters take up with which both words begin.
func sameLetters(a, b string) int {
	n := sameBytes(a, b)
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n-- // half a letter is none
	}
	return n
}

// sameBytes is with how many bytes both words begin.
func sameBytes(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// wordSet is a set of folded words or phrases.
type wordSet map[string]bool

// setOf builds a set from lists in which a bar parts the entries.
func setOf(lists ...string) wordSet {
	set := make(wordSet)
	for _, list := range lists {
		for entry := range strings.SplitSeq(list, "|") {
			set[entry] = true
		}
	}
	return set
}

// clause is a piece of a text that makes one statement.
type clause struct {
	text     string
	sentence int  // clauses of one sentence share it
	block    int  // clauses of one block of lines share it
	whole    bool // it is all of its line
	aside    bool // in brackets
	asked    bool // ends in a question mark
}

// abbreviations end in a point that does not end a sentence.
var abbreviations = setOf("incl|conf|conv|qty|resp|rev|увер|выр|обр|ext|тел|доб|вкл|tel|тыс|млн|млрд|руб|р|т|ок|шт|чел|г|гг|ч|мин|дн|нед|мес|проц|прим|пр|коп|ед|ул|ca|approx|appr|c|mio|mln|mrd|no|nr|vs|est|hrs|hr|min|mo|wk|pct|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|янв|фев|февр|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек|mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс")

// clauses parts a text at the points, commas and dashes that do not belong to
// a number.
func clauses(text string) []clause {
	c := clauseCutter{runes: []rune(text)}
	for i, r := range c.runes {
		switch {
		case endsSentence(c.runes, i):
			c.cut(i, r == '?')
			c.sentence++
		case strings.ContainsRune("()[]", r):
			c.bracket(i, r)
		case endsClause(c.runes, i) && (!isDash(r) || !isBlank(c.runes[c.start:i])):
			c.cut(i, false)
		}
	}
	c.cut(len(c.runes), false)
	return c.out
}

// clauseCutter walks over a text and cuts it into clauses.
type clauseCutter struct {
	runes                         []rune
	start, sentence, depth, block int
	out                           []clause
}

// cut ends the clause that goes on at a sign.
func (c *clauseCutter) cut(end int, asked bool) {
	if s := strings.TrimSpace(string(c.runes[c.start:end])); s != "" {
		whole := (c.start == 0 || c.runes[c.start-1] == '\n') && (end == len(c.runes) || c.runes[end] == '\n')
		c.out = append(c.out, clause{text: s, sentence: c.sentence, block: c.block, whole: whole, aside: c.depth > 0, asked: asked})
	}
	if end+1 < len(c.runes) && c.runes[end] == '\n' && c.runes[end+1] == '\n' {
		c.block++
	}
	c.start = end + 1
}

// bracket cuts at a bracket; one that closes nothing is a smile, which ends a
// sentence.
func (c *clauseCutter) bracket(i int, r rune) {
	opens := r == '(' || r == '['
	switch {
	case opens:
		c.cut(i, false)
		c.depth++
	case c.depth > 0:
		c.cut(i, false)
		c.depth--
	case r == ')' && i > 0:
		end := i
		for end > c.start && strings.ContainsRune(":;=-^8", c.runes[end-1]) && (end < 2 || !isDigit(c.runes[end-2])) {
			end--
		}
		c.cut(end, false)
		c.start = i + 1
		c.sentence++
	}
}

// endsSentence reports whether the sign at i ends a sentence.
func endsSentence(runes []rune, i int) bool {
	return strings.ContainsRune("\n;!?", runes[i]) || runes[i] == '.' && isFullStop(runes, i)
}

// endsClause reports whether the sign at i parts clauses of one sentence.
func endsClause(runes []rune, i int) bool {
	switch r := runes[i]; {
	case r == ',':
		return i+1 == len(runes) || !isDigit(runes[i+1])
	case r == '/' || r == '|':
		return spaced(runes, i) && !isRange(runes, i)
	case isDash(r):
		return spaced(runes, i) && !isRange(runes, i)
	default:
		return r == '…'
	}
}

func isBlank(runes []rune) bool { return strings.TrimSpace(string(runes)) == "" }

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '−' }

func spaced(runes []rune, i int) bool {
	return i > 0 && runes[i-1] == ' ' && i+1 < len(runes) && runes[i+1] == ' '
}

// isRange reports whether the dash at i stands between two figures.
func isRange(runes []rune, i int) bool {
	return i > 1 && i+2 < len(runes) && (isDigit(runes[i-2]) || runes[i-2] == '%') && isDigit(runes[i+2]) && !falls(runes, i)
}

// falls reports whether the whole figure before a dash is much longer than the one
// behind it: "3,050 - 200 more than planned" is no range.
func falls(runes []rune, i int) bool {
	before, behind := 0, 0
	for j := i - 2; j >= 0 && (isDigit(runes[j]) || runes[j] == ','); j-- {
		if isDigit(runes[j]) {
			before++
		}
	}
	for j := i + 2; j < len(runes) && isDigit(runes[j]); j++ {
		behind++
	}
	return before > behind && before > 2
}

// isFullStop reports whether the point at i belongs to no number, word or
// abbreviation.
func isFullStop(runes []rune, i int) bool {
	if i+1 < len(runes) && (isDigit(runes[i+1]) || unicode.IsLetter(runes[i+1]) || runes[i+1] == '.') {
		return false
	}
	j := i
	for j > 0 && unicode.IsLetter(runes[j-1]) {
		j--
	}
	word := prose.Fold(string(runes[j:i]))
	if (word == "no" || word == "ок") && !beforeDigit(runes, i+1) {
		return true // "No. 7" is a number, "No. Seven came" is not
	}
	return !abbreviations[word] || unitAbbreviations[word] && beforeCapital(runes, i+1)
}

// unitAbbreviations stand behind figures; a sentence may end in one.
var unitAbbreviations = setOf("тыс|млн|млрд|руб|р|шт|чел|ч|мин|т|коп|ед|уп|hrs|hr|min|pct|mio|mln|mrd|wk|mo")

// beforeCapital reports whether the next sign behind spaces is a capital letter.
func beforeCapital(runes []rune, i int) bool {
	for i < len(runes) && runes[i] == ' ' {
		i++
	}
	return i < len(runes) && unicode.IsUpper(runes[i])
}

// beforeDigit reports whether the next sign behind spaces is a digit.
func beforeDigit(runes []rune, i int) bool {
	for i < len(runes) && runes[i] == ' ' {
		i++
	}
	return i < len(runes) && isDigit(runes[i])
}
