package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

// promoteInline finds answers typed into an unmarked copy of our mail, as
// Outlook users do: lines that are not ours right below a question of ours, or
// below the whole copy. It needs most of the copy to be recognised.
func promoteInline(lines []trim.Line, questions []partnership.Question) {
	ours, all := 0, 0
	for _, l := range lines {
		if l.Role == trim.RoleTail || l.Ours && l.Depth == 0 {
			n := len(strings.Fields(l.Text))
			all += n
			if l.Ours {
				ours += n
			}
		}
	}
	if ours*10 < all*6 {
		return
	}
	var t asking
	end := lastOurs(lines)
	for i := range lines {
		switch {
		case lines[i].Role == trim.RoleBlank:
			t.gap()
		case lines[i].Ours:
			t.quote(lines[i].Text, questions)
		case lines[i].Role == trim.RoleTail && (t.question() >= 0 || i > end):
			lines[i].Role = trim.RoleNew
			t.answer()
		}
	}
	trim.MarkFooters(lines)
}

func lastOurs(lines []trim.Line) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].Ours {
			return i
		}
	}
	return len(lines)
}
