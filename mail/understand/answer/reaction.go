package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// Mail programs send a reaction as a mail: "👍 Lars reacted to your message", with
// the whole thread below, or the message's text in quotes behind "Liked". What was
// said is the sign alone.
var (
	reacted = prose.Lazily(`(?i)(?:reacted\s+(?:to\s+your\s+(?:message|e-?mail)|via\s+gmail|with)|отреагировал\p{L}*(?:\s*\(а\))?\s+на\s+(?:ваше|твое|твоё)\s+(?:сообщение|письмо)|отреагировал\p{L}*\s+(?:через|в|с\s+помощью)\s+gmail|` +
		`поставил\p{L}*\s+реакци\p{L}+|реакция\s+на\s+(?:ваше\s+)?(?:сообщение|письмо)|hat\s+auf\s+ihre\s+nachricht\s+reagiert)`)
	liked = prose.Lazily(`(?i)^(?:(?:[\p{Lu}][\p{L}.'’-]*\s+){1,3})?(liked|loved|disliked|laughed\s+at|emphasi[sz]ed|questioned|понравилось|нравится|не\s+понравилось|оценил\p{L}*|лайкнул\p{L}*|дизлайкнул\p{L}*)(?:\s*:\s*|\s+)(?:[“"«„]|your\s+(?:message|e-?mail)|an?\s+(?:image|message)|ваше\s+(?:сообщение|письмо))`)
)

// tapbacks are the signs that words of reactions stand for.
var tapbacks = map[string]string{
	"liked": "👍", "loved": "❤", "disliked": "👎", "laughed at": "😂", "emphasized": "‼", "emphasised": "‼", "questioned": "🤔",
	"понравилось": "👍", "нравится": "👍", "не понравилось": "👎",
}

// maxReaction is how far into a mail a reaction announces itself.
const maxReaction = 300

// reactionIn returns the sign that a mail is nothing but the notice of.
func reactionIn(text string) (string, bool) {
	head := strings.TrimSpace(text)
	if len(head) > maxReaction {
		head = strings.ToValidUTF8(head[:maxReaction], "")
	}
	first, rest, _ := strings.Cut(head, "\n")
	if m := liked().FindStringSubmatch(first); m != nil {
		word := strings.Join(strings.Fields(prose.Fold(m[1])), " ")
		if strings.HasPrefix(word, "диз") || strings.Contains(prose.Fold(m[0]), "не "+word) {
			return "👎", true
		}
		if sign, ok := tapbacks[word]; ok {
			return sign, true
		}
		return "👍", true
	}
	next, _, _ := strings.Cut(strings.TrimSpace(rest), "\n")
	for _, line := range []string{first, next} {
		if !reacted().MatchString(line) {
			continue
		}
		for _, at := range []string{line, first, next} {
			if sign := signIn(at); sign != "" {
				return sign, true
			}
		}
	}
	return "", false
}

// signIn is the first emoji of a line.
func signIn(line string) string {
	for _, r := range line {
		if r >= 0x2190 && r <= 0x2BFF || r >= 0x1F000 && r <= 0x1FAFF && (r < 0x1F3FB || r > 0x1F3FF) {
			return string(r)
		}
	}
	return ""
}

// onlySigns reports whether a text is nothing but thumbs and the like, which
// answer no question for text.
func onlySigns(text string) bool {
	return !hasLetter(text) && !anyDigit(text) && signIn(text) != ""
}
