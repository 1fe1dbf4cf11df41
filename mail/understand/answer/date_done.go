package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// readDone reads the day on which something has been done already, where it is asked when
// it will be: "it was switched over on 18 May".
func readDone(q partnership.Question, text string, today cadence.Date) (cadence.Date, bool) {
	if today.IsZero() || wordsOf(q).past || len(text) > maxMended || strings.Contains(text, "?") || !tellsDone(q, text) {
		return cadence.Date{}, false
	}
	asked := q
	asked.Text = "When was it, когда был: " + strings.Join(slices.DeleteFunc(strings.Fields(q.Text), func(f string) bool {
		w := prose.Fold(strings.Trim(f, ",.?!"))
		return w == "will" || w == "be" || w == "next" || strings.HasPrefix(w, "буд")
	}), " ")
	d, rough, why := readDate(asked, text, today)
	if why != understood {
		d, rough, why = readOpenDate(asked, text, today)
	}
	return d, why == understood && !rough && !today.Before(d)
}

// tellsDone reports whether a text tells of the past that the very thing was done which is
// asked about, and not that it was only meant to be.
func tellsDone(q partnership.Question, text string) bool {
	words := prose.Words(text)
	if slices.ContainsFunc(words, func(w string) bool { return onlyMeant[w] || beginsWith(w, wishing) || isNegation(w) || conditions[w] }) {
		return false
	}
	asked := wordsOf(q).text
	return slices.ContainsFunc(words, func(w string) bool {
		if !isPast(w) && !pastVerbs[w] && !isCyrillic(w) || isCyrillic(w) && !hasEnding(w, pastEndings) {
			return false
		}
		return slices.ContainsFunc(asked, func(a string) bool {
			return !isCyrillic(w) && sameStem(a, w) || isCyrillic(w) && a != w && hasEnding(a, verbForms) && sharesStem(a, w)
		}) ||
			slices.ContainsFunc(deedsOf(w), func(row int) bool { return slices.Contains(wordsOf(q).deeds, row) })
	})
}

// verbForms are the endings of what is asked to be done.
var verbForms = []string{"ть", "ти", "ете", "ите", "ем", "им", "ет", "ит", "ют", "ут", "ят", "ется", "ится", "ются", "ятся", "утся"}

// onlyMeant tell of what was to be done.
var onlyMeant = setOf("planned|due|scheduled|supposed|expected|meant|promised|agreed|originally|should|должны|должен|должна|срок|обещал|обещала|обещали|намечали|намечено|собирались|планировали")
