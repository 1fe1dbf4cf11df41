package answer

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/trim"
)

// People number their answers with letters ("a) 130") and with words ("first:
// 130"), too. Where a reply does, its lines are rewritten with plain numbers
// before they are read.

var (
	letterMarks  = prose.Lazily(`(?i)(^|[\s,;])\(?([a-zа-я])[).]\s*`)
	ordinalMarks = prose.Lazily(`(?i)(^|[\s,;.])(?:(?:and|и|а)\s+)?(?:(?:on|for|to\s+your|as\s+for|to|re|по|на|ответ\s+на|answer\s+to)\s+)?(?:the\s+|an?\s+)?(` + strings.Join(ordinalForms, `|`) +
		`|\d{1,2}(?:st|nd|rd|th|-?(?:й|ый|ой|му|ому|е|ое|го)))(?:\s+(?:one|question|answer|point|item|вопрос\p{L}*|пункт\p{L}*|ответ\p{L}*))?(?:\s+(?:is|will\s+be|это))?(?:\s*[:=,]\s*|\.\s+|\s+[-–—]\s+|\s+)`)
	hashMarks = prose.Lazily(`(^|\s)#(\d{1,2})\s+`)
	tightList = prose.Lazily(`^(?:\s*\d{1,2}[-–:=]\S+){2,}\s*$`)
	aboutMark = prose.Lazily(`(?i)(^|[,;.]\s+)(?:re|ad|on|to|zu|as\s+to|по|к|на|насч[её]т)\s+(?:question\s+|вопросу\s+|пункту\s+)?(\d{1,2})\s*[:)–-]+\s*`)
	tightMark = prose.Lazily(`(^|\s)(\d{1,2})[-–:=](\S)`)
)

// ordinalForms are the ordinals up to twelve, a question each.
var ordinalForms = []string{
	`first(?:ly)?|перв(?:ый|ое|ая|ому|ой|ого|ом)|во-первых`, `second(?:ly)?|втор(?:ой|ое|ая|ому|ого|ом)|во-вторых`, `third(?:ly)?|трет(?:ий|ье|ья|ьему|ьей|ьего|ьем)|в-третьих`,
	`fourth(?:ly)?|четв[её]рт(?:ый|ое|ая|ому|ой|ого|ом)|в-четв[её]ртых`, `fifth(?:ly)?|пят(?:ый|ое|ая|ому|ой|ого)`, `sixth(?:ly)?|шест(?:ой|ое|ая|ому|ого)`,
	`seventh|седьм(?:ой|ое|ая|ому|ого)`, `eighth|восьм(?:ой|ое|ая|ому|ого)`, `ninth|девят(?:ый|ое|ая|ому|ой|ого)`, `tenth|десят(?:ый|ое|ая|ому|ой|ого)`,
}

var ordinalPatterns = compiledOrdinals()

func compiledOrdinals() []prose.Pattern {
	patterns := make([]prose.Pattern, len(ordinalForms))
	for i, form := range ordinalForms {
		patterns[i] = prose.Lazily(`(?i)^(?:` + form + `)$`)
	}
	return patterns
}

// numberLines rewrites letters and ordinals before answers as numbers, where
// they count the questions from the first on.
func numberLines(lines []typedLine, questions int) {
	if questions < 2 {
		return
	}
	lines = lines[:min(len(lines), maxTyped)]
	for _, m := range []struct {
		pattern prose.Pattern
		number  func(string) int
	}{{letterMarks, letterNumber(latinOrder)}, {letterMarks, letterNumber(cyrillicOrder)}, {ordinalMarks, ordinalNumber}, {hashMarks, atoi}} {
		if countsQuestions(lines, m.pattern, m.number, questions) {
			rewrite(lines, m.pattern, m.number, questions)
			return
		}
	}
	pointed := pointsCount(lines, questions)
	for i := range lines {
		l := &lines[i]
		switch {
		case pointed && l.marked() && pointMark.Matches(l.Text):
			l.Text = pointMark().ReplaceAllString(l.Text, `$1) $2`)
		case !l.marked():
		case tightList.Matches(l.Text):
			l.Text = strings.TrimSpace(tightMark().ReplaceAllString(l.Text, `$1$2) $3`))
		case aboutMark.Matches(l.Text):
			l.Text = aboutMark().ReplaceAllString(l.Text, `$1$2) `)
		}
	}
}

// pointMark is a number right before its answer: "1.130".
var pointMark = prose.Lazily(`^(\d{1,2})\.(\S.*)$`)

// pointsCount reports whether all lines begin with the number of their place,
// and there are so many of them, or as many as there are questions, that it can't
// be the values' own.
func pointsCount(lines []typedLine, questions int) bool {
	n := 0
	for _, l := range lines {
		if !l.marked() || l.Text == "" {
			continue
		}
		n++
		m := pointMark().FindStringSubmatch(l.Text)
		if m == nil || atoi(m[1]) != n {
			return false
		}
	}
	return n >= 3 && n <= questions || n == 2 && questions == 2
}

// maxMarked is how long a line of answers can be.
const maxMarked = 2000

// marked reports whether a line can hold numbered answers.
func (l typedLine) marked() bool {
	return l.Role == trim.RoleNew && !l.idle && len(l.Text) <= maxMarked
}

const (
	latinOrder    = "abcdefghijkl"
	cyrillicOrder = "абвгдежзиклм"
)

func letterNumber(order string) func(string) int {
	return func(mark string) int {
		at := strings.Index(order, strings.ToLower(mark))
		if at < 0 {
			return 0
		}
		return len([]rune(order[:at])) + 1
	}
}

func ordinalNumber(mark string) int {
	if n := atoi(regexpDigits.FindString(mark)); n > 0 {
		return n
	}
	for i, p := range ordinalPatterns {
		if p.Matches(mark) {
			return i + 1
		}
	}
	return 0
}

var regexpDigits = regexp.MustCompile(`^\d+`)

// countsQuestions reports whether the marks of a reply are the first, the second
// and so on, and at least two.
func countsQuestions(lines []typedLine, pattern prose.Pattern, number func(string) int, questions int) bool {
	next := 1
	for _, l := range lines {
		if !l.marked() {
			continue
		}
		for _, m := range pattern().FindAllStringSubmatch(l.Text, questions+1) {
			switch number(m[2]) {
			case 0:
			case next:
				next++
			default:
				return false
			}
		}
	}
	return next > 2 && next <= questions+1
}

func rewrite(lines []typedLine, pattern prose.Pattern, number func(string) int, questions int) {
	for i := range lines {
		l := &lines[i]
		if !l.marked() {
			continue
		}
		l.Text = pattern().ReplaceAllStringFunc(l.Text, func(s string) string {
			m := pattern().FindStringSubmatch(s)
			n := number(m[2])
			if n == 0 || n > questions {
				return s
			}
			return strings.TrimLeft(m[1], ".") + fmt.Sprintf(" %d) ", n)
		})
		l.Text = strings.TrimSpace(l.Text)
	}
}
