package wording

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// forms are those that a word has beside a number, in the order of CLDR.
func (l Language) forms() []plural.Form {
	if l.Code == "ru" {
		return []plural.Form{plural.One, plural.Few, plural.Many}
	}
	return []plural.Form{plural.One, plural.Other}
}

// Plural chooses the form of a word that goes with a count. The forms come in the order of
// CLDR: one, other in English; one, few, many in Russian. It is an error to give more or
// fewer.
func (l Language) Plural(n int, forms ...string) (string, error) {
	known := l.forms()
	if len(forms) != len(known) {
		return "", fmt.Errorf("plural of %d in %s: %d forms given, want %d", n, l.Code, len(forms), len(known))
	}
	i := slices.Index(known, plural.Cardinal.MatchPlural(language.Make(l.Code), n, 0, 0, 0, 0))
	if i < 0 {
		i = len(forms) - 1
	}
	return forms[i], nil
}

// Counted is how a number of things is written, with %d in the place of the number. Where a
// language has but two forms, Few and Many are the same.
type Counted struct{ One, Few, Many string }

// Count writes a number of things.
func (l Language) Count(n int, c Counted) string {
	forms := []string{c.One, c.Few, c.Many}
	if len(l.forms()) < len(forms) {
		forms = []string{c.One, c.Many}
	}
	form, _ := l.Plural(n, forms...) // there are as many as the language has
	return strings.ReplaceAll(form, "%d", strconv.Itoa(n))
}
