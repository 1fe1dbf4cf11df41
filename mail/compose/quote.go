package compose

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// quote repeats a person's words in a line, as far as a mail has room for them.
// We translate nothing; words in another language than the mail's are marked with
// it (procedures.md 0.2).
func (l locale) quote(words string) string {
	words = clip(oneLine(words), maxQuote)
	if other, foreign := l.Foreign(words); foreign {
		return "[" + l.InLanguage[other.Code] + "] " + words
	}
	return words
}

// goesAbroad reports whether words that a letter asks for go to somebody who reads
// another language than the mail's, so that its reader can choose theirs.
func (w letterWriter) goesAbroad() bool {
	own, _ := w.spec.PartyOf(w.person.ID)
	readsAnother := func(p partnership.Person) bool { return languageOf(w.spec, p) != w.catalog.locale.Code }
	for _, q := range w.letter.Questions {
		if q.Kind != partnership.KindText {
			continue
		}
		for _, party := range w.spec.Parties {
			if (!ownOnly(q) || party.ID == own.ID) && slices.ContainsFunc(party.People, readsAnother) {
				return true
			}
		}
	}
	return false
}

// readBy says who reads the answers to the letter.
func (w letterWriter) readBy() readersView {
	if w.letter.Sealed {
		return readersView{Sealed: true}
	}
	var r readersView
	for _, q := range w.letter.Questions {
		r.Own = r.Own || ownOnly(q)
		r.All = r.All || !ownOnly(q)
		r.Mean = r.Mean || q.Kind == partnership.KindConfidence
	}
	r.Foreign = w.goesAbroad()
	return r
}
