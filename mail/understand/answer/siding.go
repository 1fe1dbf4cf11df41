package answer

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand/siding"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

// takeSides puts the amount in the place of words that side with somebody, where people are
// asked which of several amounts is right.
func takeSides(lines []typedLine, questions []partnership.Question) {
	if !slices.ContainsFunc(questions, func(q partnership.Question) bool { return len(q.Claims) > 0 }) {
		return
	}
	for i := range lines[:min(len(lines), maxTyped)] {
		l := &lines[i]
		if l.Role != trim.RoleNew || l.idle {
			continue
		}
		if text, ok := siding.Line(l.Text, questions); ok {
			l.Text = text
		}
	}
}
