package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// A figure is taken only where something speaks for its question: its number, its
// name, its place in a certain order. Where nothing does, and it is only what is
// left, all else must be certain.

// leftFor reports whether a piece that names no question can be taken as the figure of
// the only one that is left: no more figures wait for their questions than there are
// questions left, the piece says nothing of another time, and gives no points where none are asked for.
func (b *book) leftFor(question int, text string, slips []slip) bool {
	q := b.Questions[question]
	if !isFigureKind(q.Kind) {
		return true
	}
	if !onScale(q) && rates.Matches(prose.Fold(text)) || startsAside(text) {
		return false
	}
	others := 0
	for _, s := range slips {
		if s.text != text && s.question < 0 && !s.dealt && !s.aside && slices.ContainsFunc(strings.Fields(s.text), isRunFigure) {
			others++
		}
	}
	return !b.hasUnread() && others < max(1, b.missing(slips))
}

// hasUnread reports whether something with a figure was meant as an answer and could
// not be read: it may hold that of another question, too.
func (b *book) hasUnread() bool {
	return slices.ContainsFunc(b.attempts, func(all []attempt) bool {
		return slices.ContainsFunc(all, func(a attempt) bool { return a.why != understood && hasFigure(a.text) })
	})
}

// standsElsewhere reports whether a line in the place of one question speaks of another
// one, so that the lines stand in no order.
func (b *book) standsElsewhere(place int, text string) bool {
	q := b.subjectOf(text)
	return q >= 0 && q != place && b.Questions[q].Kind != partnership.KindText && hasFigure(text)
}
