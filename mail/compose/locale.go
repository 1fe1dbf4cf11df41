package compose

import (
	"slices"
	"sync"

	"golang.org/x/text/language"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// locale is a language as templates use it.
type locale struct{ wording.Language }

// noBreakSpace keeps a number together at the end of a line.
const noBreakSpace = wording.NoBreakSpace

// locales lists what there are templates for; the first is for everybody else.
var locales = sync.OnceValue(func() []locale {
	var list []locale
	for _, l := range wording.Languages() {
		list = append(list, locale{l})
	}
	return list
})

// languageOf chooses the locale of a letter: the reader's own language, then
// the party's, then the partnership's, as far as there are templates for them.
func languageOf(spec partnership.Spec, person partnership.Person) string {
	known := locales()
	party, _ := spec.PartyOf(person.ID)
	for _, wanted := range []string{person.Language, party.Language, spec.Language} {
		tag, err := language.Parse(wanted)
		if err != nil {
			continue
		}
		base, _ := tag.Base()
		if slices.ContainsFunc(known, func(l locale) bool { return l.Code == base.String() }) {
			return base.String()
		}
	}
	return known[0].Code
}
