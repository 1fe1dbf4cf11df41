package answer

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/swot"
)

// Statements of a SWOT are marked with two numbers each, and put together by their own
// numbers: "3=7". Those are no numbers of questions.

// readMarks reads how much a statement matters and how likely it is.
func readMarks(text string) (reading, reason) {
	m, ok := swot.ReadMarks(text)
	if !ok || !m.Fit() {
		return reading{}, reasonNotMarks
	}
	return reading{value: partnership.TextValue(m.String())}, understood
}

// readGroups reads which statements mean the same.
func readGroups(q partnership.Question, text string) (reading, reason) {
	if isNone(text) && !anyDigit(text) {
		return reading{value: partnership.TextValue(partnership.NoneSame)}, understood
	}
	groups, ok := swot.ReadSame(text)
	if !ok {
		return reading{}, reasonNotSame
	}
	if _, refused := groups.Merge(swot.FieldsOf(q.Choices)); len(refused) > 0 {
		if refused[0].Why == swot.Unknown {
			return reading{}, reasonNoStatement
		}
		return reading{}, reasonAcrossFields
	}
	return reading{value: partnership.TextValue(groups.String())}, understood
}

// gatherGroups makes one line of those that put statements together, if that is all that
// was asked: their numbers are no numbers of questions. A line beside them that seems to
// say more of numbers leaves it to be asked about.
func gatherGroups(lines []typedLine, questions []partnership.Question) {
	if len(questions) != 1 || questions[0].Kind != partnership.KindSame {
		return
	}
	var groups []string
	var of []int
	for i, l := range lines[:min(len(lines), maxTyped)] {
		if l.Role != trim.RoleNew || l.idle {
			continue
		}
		said := onlyQuestion.ReplaceAllString(l.Text, "")
		switch _, ok := swot.ReadSame(said); {
		case ok:
			groups, of = append(groups, said), append(of, i)
		case strings.Contains(said, "="):
			groups, of = append(groups, said), append(of, i) // it is asked back as a whole
		}
	}
	if len(of) == 0 {
		return
	}
	lines[of[0]].Text = "1) " + strings.Join(groups, ", ")
	for _, i := range of[1:] {
		lines[i].idle = true
	}
}

// onlyQuestion is the number of the one question before its answer.
var onlyQuestion = regexp.MustCompile(`^\s*1\s*[).:]\s*`)
