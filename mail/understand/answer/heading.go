package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

// joinHeadings puts the values that stand below the names of their questions beside
// them: "Leads", a line below "130". One such pair could be chance.
func joinHeadings(lines []typedLine, questions []partnership.Question) {
	if len(questions) < 2 {
		return
	}
	b := book{Context: Context{Questions: questions}}
	typed := newLines(lines[:min(len(lines), maxTyped)])
	var heads []int
	for n := 0; n+1 < len(typed); n++ {
		head, value := lines[typed[n]], lines[typed[n+1]]
		if isHeadingOf(&b, head, value) {
			heads = append(heads, n)
			n++
		}
	}
	if len(heads) < 2 {
		return
	}
	for _, n := range heads {
		head, value := &lines[typed[n]], &lines[typed[n+1]]
		value.Text = strings.TrimRight(head.Text, ": ") + ": " + value.Text
		head.idle = true
	}
}

// isHeadingOf reports whether a line only names a question for a figure, and the
// next one is a value.
func isHeadingOf(b *book, head, value typedLine) bool {
	if head.idle || value.idle || head.Role != trim.RoleNew || hasValue(head.Text) || len(strings.Fields(head.Text)) > 5 || !hasValue(value.Text) || len(strings.Fields(value.Text)) > 4 {
		return false
	}
	q := b.subjectOf(head.Text)
	return q >= 0 && b.Questions[q].Kind != partnership.KindText && b.subjectOf(value.Text) < 0
}
