package compose

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func TestAskTellsBeforehandThatNotAllReadersReadItsLanguage(t *testing.T) {
	t.Parallel()
	text := partnership.Question{ID: "changed", Kind: partnership.KindText, Readers: partnership.ReadersAll}
	own := text
	own.Readers = partnership.ReadersOwn
	figure := partnership.Question{ID: "mql", Kind: partnership.KindNumber}
	for name, c := range map[string]struct {
		mate, other string // languages of a colleague and of the other side
		questions   []partnership.Question
		sealed      bool
		want        bool
	}{
		"the other side reads Russian":      {"en", "ru", []partnership.Question{figure, text}, false, true},
		"all read English":                  {"en", "en", []partnership.Question{text}, false, false},
		"the other side gets English mails": {"en", "nb", []partnership.Question{text}, false, false},
		"only the own side reads, English":  {"en", "ru", []partnership.Question{own}, false, false},
		"only a colleague reads, Russian":   {"ru", "en", []partnership.Question{own}, false, true},
		"figures need no translation":       {"en", "ru", []partnership.Question{figure}, false, false},
		"sealed words go to nobody":         {"en", "ru", []partnership.Question{text}, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reader := partnership.Person{ID: "ann", Language: "en"}
			w := letterWriter{
				catalog: catalog{locale: localeNamed(t, "en")}, person: reader,
				letter: procedure.Letter{Asking: procedure.Asking{Questions: c.questions, Sealed: c.sealed}},
				spec: partnership.Spec{Parties: []partnership.Party{
					{ID: "own", People: []partnership.Person{reader, {ID: "bo", Language: c.mate}}},
					{ID: "other", People: []partnership.Person{{ID: "vera", Language: c.other}}},
				}},
			}
			if got := w.readBy().Foreign; got != c.want {
				t.Errorf("told beforehand: %v, want %v", got, c.want)
			}
		})
	}
}
