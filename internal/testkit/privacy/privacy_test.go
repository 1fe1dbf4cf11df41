package privacy

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// witness notes failures instead of failing.
type witness struct {
	testing.TB
	said []string
}

func (w *witness) Helper()                        {}
func (w *witness) Errorf(format string, a ...any) { w.said = append(w.said, fmt.Sprintf(format, a...)) }

var planted = Plants{Word("lars", "quinces", "tom"), Word("tom", "лимонад")}

func TestPlantsAreFoundHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Quinces, please":                               {`"Quinces" of lars`},
		`{"text":"больше лимонада"}`:                    {`"лимонад" of tom`},
		"=D0=BB=D0=B8=D0=BC=D0=BE=\n=D0=BD=D0=B0=D0=B4": {`"лимонад" of tom`},
		"jam, a=b": nil,
	} {
		if diff := cmp.Diff(want, planted.In([]byte(text))); diff != "" {
			t.Errorf("in %q (-want +got):\n%s", text, diff)
		}
	}
}

func TestAMailIsForItsReaders(t *testing.T) {
	t.Parallel()
	text := []byte("quinces, лимонад")
	for reader, want := range map[string]int{"lars": 1, "tom": 0, "lena": 2} {
		w := &witness{TB: t}
		planted.Mail(w, "a mail", reader, text)
		if len(w.said) != want {
			t.Errorf("to %s: %q, want %d", reader, w.said, want)
		}
	}
}

// TestTheStoreIsSearchedWhereverAnybodyReadsIt plants words in it, in a place of each
// kind.
func TestTheStoreIsSearchedWhereverAnybodyReadsIt(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	s, err := store.Open(t.Context(), "sqlite:"+path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	said := procedure.Reply{Answers: []partnership.Answer{{Question: "x", Value: partnership.TextValue("quinces")}}, Problems: []string{"лимонад?"}}
	if err := s.Seal(t.Context(), "ask", "acme/poll", said, time.Now()); err != nil {
		t.Fatal(err)
	}
	planted.Store(t, path) // where they belong
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, statement := range []string{
		`INSERT INTO procedures VALUES ('acme', 'acme', 'P', '{"said":"quinces"}', '', '')`,
		`INSERT INTO journal VALUES ('acme', 1, 'e', 'лимонад', 'hash')`,
		`INSERT INTO settings VALUES ('name', CAST('quinces' AS BLOB))`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	w := &witness{TB: t}
	planted.Store(w, path)
	slices.Sort(w.said)
	want := []string{
		`the store's column journal.entry holds "лимонад" of tom, said under seal`,
		`the store's column procedures.state holds "quinces" of lars, said under seal`,
		`the store's column settings.value holds "quinces" of lars, said under seal`,
	}
	if diff := cmp.Diff(want, w.said); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	w = &witness{TB: t}
	slices.Concat(planted, Plants{Word("eve", "pears")}).Store(w, path)
	if !slices.Contains(w.said, "what the store keeps under seal lacks what eve said: (?i)pears") {
		t.Errorf("what is nowhere is not missed: %q", w.said)
	}
	w = &witness{TB: t}
	planted.Forgotten(w, path)
	if len(w.said) != 5 {
		t.Errorf("found of what is to be forgotten: %q", w.said)
	}
}
