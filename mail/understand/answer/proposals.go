package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/significance"
)

// Of proposals that were made together people say which come first, and whoever leads a
// party what becomes of each. Both name proposals by the numbers of the lines.

// readFirsts reads which proposals come first.
func readFirsts(q partnership.Question, text string) (reading, reason) {
	text = withoutChat(text)
	if isNone(text) && !anyDigit(text) {
		return reading{value: partnership.UnknownValue()}, understood
	}
	if label, numbers, ok := strings.Cut(text, ":"); ok && !anyDigit(label) && anyDigit(numbers) {
		text = numbers // "First three: 2, 1", as the mail calls them
	}
	numbers, why := significance.ReadFirsts(text, q.Listed())
	switch why {
	case significance.Beyond:
		return reading{}, reasonFirstBeyond
	case significance.Twice:
		return reading{}, reasonFirstTwice
	case significance.TooMany:
		return reading{}, reasonFirstMany
	case significance.NotNumbers:
		return reading{}, reasonNotFirsts
	}
	return reading{value: significance.FirstsValue(numbers)}, understood
}

// readDecision reads what becomes of a proposal. A yes on a condition is none, and a no
// needs its reason.
func readDecision(text string) (reading, reason) {
	v, why := significance.ReadVerdict(withoutChat(text))
	switch why {
	case significance.Unclear:
		return reading{}, reasonNotVerdict
	case significance.Conditional:
		return reading{}, reasonCondition
	case significance.Unreasoned:
		return reading{}, reasonNoReason
	case significance.Read:
	}
	return reading{value: v.Value()}, understood
}

// lineOfProposals is a line that begins with the number of a line of the mail, or with several:
// "3) no: why", "1, 2: accept".
var lineOfProposals = regexp.MustCompile(`^\s*(\d{1,3}(?:\s*(?:,|&|and|и)\s*\d{1,3})*)\s*[).:–-]\s*(\S.*)$`)

var anyNumber = regexp.MustCompile(`\d+`)

// decidesAll is a line that decides on all proposals at once.
var decidesAll = regexp.MustCompile(`(?i)^\s*(?:(?:all|all of them|everything|все|всё)\s*[:–-]\s*(\S.*)|(accept|later|принять|принимаем|позже)\s+(?:all|all of them|everything|все|всё)[\s.!]*)$`)

// takeNumbered takes what says something of numbers that are not those of questions out of
// the other lines.
func takeNumbered(lines []typedLine, questions []partnership.Question) []statement {
	gatherGroups(lines, questions)
	return takeProposals(lines, questions)
}

// takeProposals takes the lines that decide on proposals or say which come first out of the
// others: "later" is no promise to answer there, and a number behind the first none of a
// question. A decision goes on to the next number or an empty line.
func takeProposals(lines []typedLine, questions []partnership.Question) []statement {
	decides := len(questions) > 0 && !slices.ContainsFunc(questions, func(q partnership.Question) bool { return q.Kind != partnership.KindDecide })
	ranks := slices.ContainsFunc(questions, func(q partnership.Question) bool { return q.Kind == partnership.KindRank })
	if !decides && !ranks {
		return nil
	}
	var taken []statement
	open := 0 // statements that the next line goes on with
	for i := range lines[:min(len(lines), maxTyped)] {
		l := &lines[i]
		if l.Role != trim.RoleNew || strings.TrimSpace(l.Text) == "" {
			open = 0
			continue
		}
		found := proposalsIn(l.Text, questions, decides)
		switch {
		case len(found) > 0:
			taken, open, l.idle = append(taken, found...), len(found), true
		case decides && open > 0 && !l.idle:
			for n := len(taken) - open; n < len(taken); n++ {
				taken[n].lines = append(taken[n].lines, strings.TrimSpace(l.Text))
			}
			l.idle = true
		default:
			open = 0
		}
		if !decides {
			open = 0
		}
	}
	return taken
}

// proposalsIn are the statements of a line, one for each number.
func proposalsIn(line string, questions []partnership.Question, decides bool) []statement {
	if m := decidesAll.FindStringSubmatch(line); decides && m != nil {
		var all []statement
		for i := range questions {
			all = append(all, statement{question: i, number: i + 1, lines: []string{m[1] + m[2]}})
		}
		return all
	}
	m := lineOfProposals.FindStringSubmatch(line)
	if m == nil {
		return nil
	}
	var list []statement
	for _, digits := range anyNumber.FindAllString(m[1], -1) {
		n, err := strconv.Atoi(digits)
		s := statement{question: n - 1, number: n, lines: []string{m[2]}}
		known := err == nil && n >= 1 && n <= len(questions)
		switch {
		case !known:
			s.question = -1
		case questions[n-1].Kind != partnership.KindDecide && questions[n-1].Kind != partnership.KindRank:
			return nil
		}
		if !known && !decides {
			return nil // others know what it is
		}
		list = append(list, s)
	}
	return list
}
