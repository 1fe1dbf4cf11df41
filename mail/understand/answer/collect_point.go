package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// pointed reads a correction that says by its number which answer it takes back:
// "in question 2 make it 560", «по первому опечатка, там 135».
func (c *statementCollector) pointed(text string) []statement {
	m := pointsBack().FindStringSubmatch(text)
	if m == nil || !mends(text) {
		return nil
	}
	n := max(atoi(m[2]), ordinalNumber(m[1]))
	if n < 1 || n > len(c.questions) {
		return nil
	}
	return []statement{{question: n - 1, number: n, lines: []string{text[len(m[0]):]}, mends: true}}
}

// pointsBack is the number of an answer at the beginning of a line.
var pointsBack = prose.Lazily(`(?i)^(?:(?:sorry|oops|ой|извините|простите|correction|update|поправка|исправление|уточнение)[,.!\s]+)?(?:(?:in|on|for|to|at|as\s+for|re|по|в|во|на|к)\s+)?(?:the\s+)?(?:(` + strings.Join(ordinalForms, `|`) + `|\d{1,2}(?:st|nd|rd|th|-?(?:й|ый|ой|му|ому|м|ом|е|ое|го)))|(?:question|point|item|no\.?|number|пункт\p{L}{0,2}|вопрос\p{L}{0,2}|п\.|№|#)\s*(\d{1,2}))(?:\s+(?:question|answer|point|item|one|figure|number|пункт\p{L}*|вопрос\p{L}*|ответ\p{L}*|цифр\p{L}*))?[\s,:.–—-]+`)

// afterMend parts a line of answers that begins with the words of a correction:
// "Correction: mql 75".
func (c *statementCollector) afterMend(text string) []statement {
	rest, ok := withoutMend(text)
	if !ok {
		return nil
	}
	pieces := c.split(rest)
	for i := range pieces {
		pieces[i].mends = true
	}
	return pieces
}
