package procedure

import "strings"

// longestRemark is how much of what somebody says beside an answer is kept.
const longestRemark = 300

// Remark is what somebody says beside an answer, in one line of a length that a mail can quote.
func Remark(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longestRemark {
		text = string(runes[:longestRemark-1]) + "…"
	}
	return text
}
