package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/trim"
)

// besides is the first line that says something beside a command: neither a greeting nor
// thanks, nor a signature below. What takes something back or adds a condition says
// something wherever it stands.
func besides(lines []trim.Line, o order) string {
	below := false
	for i, l := range lines {
		switch text := strings.TrimSpace(l.Text); {
		case i >= o.lines[0] && i <= o.last():
			below = true
		case l.Role != trim.RoleNew || text == "":
		case reserves(text):
			return text
		case greeting.MatchString(text), thanks.MatchString(text), closings.Matches(text), isCourtesy(text), onlySigns(text):
		case below && len(text) <= maxSigned && (isNameOnly(text) || contactLine.Matches(text) || signatureMarks.Matches(text) && startsUpper(text)):
		default:
			return text
		}
	}
	return ""
}

// isNameOnly reports whether a line is a name and no word that could qualify something.
func isNameOnly(text string) bool {
	words := strings.Fields(text)
	if len(words) == 1 && qualifies.Matches(text) {
		return false
	}
	return nameOnly.MatchString(text) || personName.Matches(text)
}

// reserves reports whether a line makes a condition, takes something back or asks.
func reserves(text string) bool {
	return strings.Contains(text, "?") || reservation.Matches(text)
}

var (
	reservation = prose.Lazily(`(?i)(?:^|[^\p{L}])(?:if|unless|provided|providing|subject to|except|but|once|until|as soon as|on condition|conditional\p{L}*|not|don['’]?t|won['’]?t|can['’]?t|cannot|never|however|although|without|pending|assuming|если|кроме|но|однако|хотя|при условии|после того|как только|пока|когда|не|нет|за исключением|с оговорк\p{L}+|условно|предварительно|с учётом|с учетом|согласовани\p{L}+)(?:$|[^\p{L}])`)
	qualifies   = prose.Lazily(`(?i)^(?:\p{L}+ly|maybe|perhaps|later|almost|soon|tomorrow|no|yes|partly|draft|\p{L}+(?:но|чески|льно)|может|завтра|позже|почти|скоро|да|частично)[.!,]*$`)
)
