package compose

import (
	"fmt"
	"slices"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// locale is a language with what its templates need besides.
type locale struct {
	wording.Language
	forms []plural.Form
}

// noBreakSpace keeps a number together at the end of a line.
const noBreakSpace = wording.NoBreakSpace

// locales lists what there are templates for; the first is for everybody else.
var locales = sync.OnceValue(func() []locale {
	forms := map[string][]plural.Form{
		"en": {plural.One, plural.Other},
		"ru": {plural.One, plural.Few, plural.Many},
	}
	var list []locale
	for _, l := range wording.Languages() {
		list = append(list, locale{l, forms[l.Code]})
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

// plural chooses the form of a word that goes with a count. The forms come in
// the order of CLDR: one, other in English; one, few, many in Russian.
func (l locale) plural(n int, forms ...string) (string, error) {
	if len(forms) != len(l.forms) {
		return "", fmt.Errorf("plural of %d in %s: %d forms given, want %d", n, l.Code, len(forms), len(l.forms))
	}
	i := slices.Index(l.forms, plural.Cardinal.MatchPlural(language.Make(l.Code), n, 0, 0, 0, 0))
	if i < 0 {
		i = len(forms) - 1
	}
	return forms[i], nil
}
