package partnership

import (
	"slices"
	"strings"
)

// nothing are the usual ways of saying that there is nothing to say.
var nothing = []string{"", "no", "none", "nothing", "n/a", "-", "нет", "ничего", "ничто", "не мешает", "ничего не мешает"}

// SaysNothing reports whether words say that there is nothing to say, as a mail offers
// it.
func SaysNothing(text string) bool {
	return slices.Contains(nothing, strings.ToLower(strings.TrimRight(strings.TrimSpace(text), ".!")))
}

// Answers are what somebody has said to several questions.
type Answers []Answer

// YesNo is the yes or no to a question, if one was given.
func (a Answers) YesNo(question string) (yes, given bool) {
	for _, answer := range a {
		if answer.Question == question && answer.Value.Bool != nil {
			return *answer.Value.Bool, true
		}
	}
	return false, false
}

// Text is the text given to a question, without spaces around it; empty for none.
func (a Answers) Text(question string) string {
	for _, answer := range a {
		if answer.Question == question && answer.Value.Text != nil {
			return strings.TrimSpace(*answer.Value.Text)
		}
	}
	return ""
}

// Day is the day given to a question, as an RFC 3339 full-date; empty for none.
func (a Answers) Day(question string) string {
	for _, answer := range a {
		if answer.Question == question && answer.Value.Date != nil {
			return answer.Value.Date.String()
		}
	}
	return ""
}
