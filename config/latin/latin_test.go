package latin_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/config/latin"
)

func TestWordsAreSpeltAsInPassports(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Анна Петрова-Щукина": "anna petrova shchukina", "ООО «Вектор Софт»": "ooo vektor soft", "Åse Ødegård": "ase odegard",
		"Jean-François O'Neill": "jean francois oneill", "Лев 2-й": "lev 2 i", "李雷": "", "": "",
	} {
		if got := strings.Join(latin.Words(text), " "); got != want {
			t.Errorf("%q is spelt %q, want %q", text, got, want)
		}
	}
}
