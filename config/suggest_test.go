package config

import (
	"strings"
	"testing"
)

// A letter of another alphabet looks like one of ours: nobody would find it by eye.
func TestALetterOfAnotherAlphabetIsNamed(t *testing.T) {
	t.Parallel()
	known := []string{"check_in", "conflict", "corrective_action"}
	for given, want := range map[string]string{
		"chеck_in": `The letter "е" in it is Cyrillic. Write "check_in" in Latin letters.`, // U+0435
		"соnflict": `The letter "с" in it is Cyrillic. Write "conflict" in Latin letters.`, // U+0441, U+043E
		"chek_in":  `Did you mean "check_in"?`,
		"сверка":   "Known here: check_in",
		"harbour":  "Known here: check_in",
	} {
		if got := hint(given, known); !strings.Contains(got, want) {
			t.Errorf("%q is answered with%s, want %q", given, got, want)
		}
	}
}
