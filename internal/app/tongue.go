package app

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
)

// inTongue reads a reply to questions as its writer has read them, and gives the answers in
// the words of the spec. Who answers in those, such as somebody to whom the mail was passed
// on, is understood as well.
func inTongue(phrases partnership.Phrases, locale string, asked []partnership.Question, read func([]partnership.Question) understand.Understanding) understand.Understanding {
	u := read(phrases.Worded(locale, asked))
	u.Answers = phrases.Meant(locale, asked, u.Answers)
	if !slices.ContainsFunc(asked, func(q partnership.Question) bool {
		return slices.Contains(u.Open, q.ID) && slices.ContainsFunc(q.Choices, func(c string) bool { return phrases.Has(locale, c) })
	}) {
		return u
	}
	if own := read(asked); len(own.Answers) > len(u.Answers) {
		return own
	}
	return u
}
