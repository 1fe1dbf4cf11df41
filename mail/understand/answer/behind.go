package answer

import (
	"strings"
)

// behindAnswer lists what stands behind an answer in its line and may be meant for
// another question: clauses that name one, and further sentences without a value.
func (b *book) behindAnswer(question int, text string) []string {
	if len(b.Questions) < 2 || len(text) > maxPlaced {
		return nil
	}
	parts := clauses(text)
	if len(parts) > maxPieces {
		return nil
	}
	var free, run []string
	end := func() {
		if len(run) > 0 {
			free = append(free, strings.Join(run, ", "))
		}
		run = nil
	}
	for i, c := range parts {
		switch {
		case i == 0 || c.aside || c.asked:
			end()
		case c.sentence != parts[i-1].sentence && !hasValue(c.text) && !mends(c.text), b.isForAnother(question, c.text):
			end()
			run = append(run, c.text)
		case len(run) > 0 && c.sentence == parts[i-1].sentence:
			run = append(run, c.text)
		default:
			end()
		}
	}
	end()
	return free
}

// isForAnother reports whether a clause names another question than the one that
// its line answers, or can only be meant for one.
func (b *book) isForAnother(question int, text string) bool {
	if q := b.subjectOf(text); q >= 0 && q != question {
		return true
	}
	if hasValue(text) {
		return false
	}
	q := b.meant(text)
	return q >= 0 && q != question
}
