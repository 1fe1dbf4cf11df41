package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// chat is a sentence that people put around what they report.
var chat = prose.Lazily(`^[\s(«"–—-]*(?i:` + strings.Join(chatOpenings, "|") + `)`)

// maxChat is more than a sentence of small talk is long.
const maxChat = 200

// isChat reports whether a sentence only keeps company: it greets, thanks,
// excuses or says that figures follow.
func isChat(sentence string) bool {
	if len(sentence) > maxChat {
		return false
	}
	s := strings.TrimSpace(sentence)
	return isCourtesy(s) || closesWithName.Matches(s) || tellsWellbeing(s) || chat.Matches(s) || nameOnly.MatchString(s) && len(prose.Words(s)) < 3 || thanks.MatchString(s) || intro.MatchString(s)
}

// closesWithName finds a farewell in any words: few, a comma, a name.
var closesWithName = prose.Lazily(`^\p{Lu}\p{L}+(?:\s\p{L}+){0,2},\s\p{Lu}\p{L}+[.!]*$`)

// tellsWellbeing reports whether a sentence says no more than that all is well.
func tellsWellbeing(s string) bool {
	return hasLetter(s) && talk.Says(talk.Items(strings.TrimRight(s, ".! ")), talk.Well, talk.Good, talk.Okay, talk.Filler, talk.Courtesy)
}
