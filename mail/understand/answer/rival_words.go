package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// unlabel takes off what a writer calls a question for text before its answer, on whatever
// way it was found: "What to change: tell us earlier". A name without an answer is none.
func (c contest) unlabel() {
	for q := range c.Questions {
		if c.Questions[q].Kind != partnership.KindText {
			continue
		}
		for i, a := range c.attempts[q] {
			if rest, ok := c.withoutOwnLabel(q, a.text); ok && a.why == understood && !a.value.Unknown {
				c.attempts[q][i].text, c.attempts[q][i].value = rest, partnership.TextValue(rest)
			}
		}
		c.attempts[q] = slices.DeleteFunc(c.attempts[q], func(a attempt) bool { return a.text == "" })
	}
}

// withoutOwnLabel is a text without the name of its question before a colon or a stroke, if
// every word there is of the question, or says nothing.
func (c contest) withoutOwnLabel(question int, text string) (string, bool) {
	if c.isOnlyName(question, text) {
		return "", true
	}
	line, below, more := strings.Cut(text, "\n")
	head, rest, ok := cutLabel(line)
	if !ok || len(strings.Fields(head)) > maxLabel {
		return text, false
	}
	if !c.isNameBefore(question, prose.Words(head)) {
		return text, false
	}
	if more {
		rest = strings.TrimSpace(rest + "\n" + below)
	}
	return rest, true
}

// cutLabel parts a line at the colon or the stroke behind what it begins with.
func cutLabel(line string) (head, rest string, ok bool) {
	for _, sign := range []string{": ", " — ", " – ", " - "} {
		if head, rest, ok = strings.Cut(line+" ", sign); ok && !strings.ContainsAny(head, ".,;!?") && (sign == ": " || len(strings.Fields(head)) <= 2) {
			return head, strings.TrimSpace(rest), true
		}
	}
	return "", line, false
}

// labelTies stand in the name of an answer and say nothing.
var labelTies = setOf("as|for|the|our|my|your|to|of|on|in|by|a|an|and|по|про|о|об|насчет|что|касается|наш|наша|наше|моя|мой|мое|и|на|к|для|one|одна|один")

// announces are words that announce something to know.
var announces = prose.Lazily(`^(?:fyi|for your information|for information|please note|note|к сведению|для сведения|для справки|на заметку|имейте в виду)$`)

// isOnlyName reports whether a text is no more than the name of its question.
func (c contest) isOnlyName(question int, text string) bool {
	words := prose.Words(text)
	return len(words) > 0 && len(words) <= 2 && !slices.ContainsFunc(words, func(w string) bool {
		return !ownWord(c.Questions[question], w) || isNegation(w) || noneWord[w]
	})
}

// isNameBefore reports whether words name a question, or announce something to know, and say
// nothing else.
func (c contest) isNameBefore(question int, words []string) bool {
	named := announces.Matches(strings.Join(words, " "))
	for _, w := range words {
		own := c.isNameOf(question, w) || c.allSubjects()[question].topic.isNamedBy(w) || tellsQuestion(w) && ownWord(c.Questions[question], w)
		named = named || own
		if !named && !fillers[w] && !aboutWords[w] && !askWords[w] && !labelTies[w] {
			return false
		}
	}
	return named
}
