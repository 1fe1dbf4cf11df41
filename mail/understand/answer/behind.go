package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// behindAnswer lists what stands behind an answer in its line and may be meant for
// another question: in its own sentence from the clause on that names one, and
// further sentences that name one or tell of trouble where that is asked.
func (b *book) behindAnswer(question int, text string) []string {
	if len(b.Questions) < 2 || len(text) > maxPlaced {
		return nil
	}
	parts := sentences(text)
	if len(parts) == 0 || len(parts) > maxPieces {
		return nil
	}
	var free []string
	if tail := b.behindClause(question, parts[0]); tail != "" {
		free = append(free, tail)
	}
	for _, s := range parts[1:] {
		// What follows a word for another question may limit it.
		if !hasValue(s) && !mends(s) && (len(free) > 0 || b.tellsTrouble(s)) || b.isForAnother(question, s) {
			free = append(free, s)
		}
	}
	return free
}

// behindClause returns the clauses of a sentence from the first on that is meant
// for another question.
func (b *book) behindClause(question int, sentence string) string {
	var tail []string
	for i, c := range clauses(sentence) {
		if len(tail) == 0 && isConditional(prose.Words(c.text)) {
			return "" // what it depends on must not be lost
		}
		if len(tail) > 0 || i > 0 && !c.aside && !c.asked && b.isForAnother(question, c.text) {
			tail = append(tail, c.text)
		}
	}
	return strings.Join(tail, ", ")
}

// tellsTrouble reports whether a sentence tells what is wrong, or that nothing is,
// and a question for a text asks what is.
func (b *book) tellsTrouble(sentence string) bool {
	asks := slices.ContainsFunc(b.Questions, func(q partnership.Question) bool {
		return q.Kind == partnership.KindText && questionFor(q.Text).aim.ofTrouble()
	})
	return asks && hasSense(talk.Items(sentence), talk.Objection, talk.Hindrance, talk.Amiss, talk.Late, talk.Undone, talk.Nothing, talk.Silence)
}

// isForAnother reports whether a text names another question than the one that its
// line answers, or can only be meant for one.
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
