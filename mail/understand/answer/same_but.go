package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// sameBut reads a sentence that leaves all figures what they were before but one, which it
// gives: "all as last time except tickets, which were 230". It reports whether a sentence
// is that: what it does not give is said to be no other way.
func (b *book) sameBut(sentence string) bool {
	m := butFor().FindStringSubmatch(prose.Fold(sentence))
	if m == nil || len(sentence) > maxMended || !saysAllSame(m[1]) {
		return false
	}
	rest := strings.TrimSpace(sentence[len(sentence)-len(m[2]):])
	named := b.namedIn(firstClause(rest))
	if len(named) != 1 || !isFigureKind(b.Questions[named[0]].Kind) {
		b.unplaced(sentence)
		return true
	}
	for i, q := range b.Questions {
		if i != named[0] && isFigureKind(q.Kind) && q.Last != nil && len(b.attempts[i]) == 0 {
			b.note(i, attempt{text: sentence, reading: reading{value: partnership.NumberValue(*q.Last), unit: q.Unit}})
		}
	}
	b.attempt(named[0], whichIs().ReplaceAllString(rest, "$1 "))
	return true
}

// saysAllSame reports whether words say that everything is what it was.
func saysAllSame(text string) bool {
	said := talk.Plain(text)
	if rest, ok := cutAll(said + " "); ok {
		said = strings.TrimSpace(rest)
	}
	return saysSame(said) || asLast.Matches(said)
}

var (
	butFor = prose.Lazily(`^(.{3,60}?),?\s+(?:except(?:\s+(?:for|that))?|but(?:\s+for)?|apart\s+from|other\s+than|only|save\s+for|кроме|за\s+исключением|только|лишь|но)\s+(?:the\s+|that\s+|у\s+нас\s+)?(.*\d.*)$`)
	asLast = prose.Lazily(`^(?:(?:is|are|stays|remains|все|всё) )?(?:(?:the )?same |unchanged )?(?:as|like|как(?: и)?) (?:(?:in|on|for|the|it was|в|на|было) )*(?:(?:last|previous|прошл\p{L}+|предыдущ\p{L}+)(?: \p{L}+)?|before|раньше)$`)
	// whichIs leads up to the figure.
	whichIs = prose.Lazily(`(?i),\s*(?:which|котор\p{L}+|там|это)(\s+(?:is|are|was|were|now|стал\p{L}*|теперь|сейчас|был\p{L}?))?\s+`)
)

func firstClause(text string) string {
	if parts := clauses(text); len(parts) > 0 {
		return parts[0].text
	}
	return text
}
