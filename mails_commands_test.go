package rapport_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/mail/understand/answer"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

// told finds the commands that a mail names, each on a line with what it does.
var told = regexp.MustCompile(`(?m)^\* (\p{Lu}{2}[^→\n]*?) → `)

// TestCommandsThatMailsNameAreUnderstood types whatever command a mail says that works
// as it stands there.
func TestCommandsThatMailsNameAreUnderstood(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	var items []partnership.CommandName
	for _, k := range kinds.All() {
		items = append(items, k.Items...)
	}
	for _, locale := range []string{"en", "ru"} {
		files, err := filepath.Glob("mail/compose/testdata/" + locale + "/*.txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range told.FindAllStringSubmatch(string(text), -1) {
				if seen[m[1]] {
					continue
				}
				seen[m[1]] = true
				c := answer.Context{Locale: locale, Today: cadence.Date{Year: 2026, Month: 12, Day: 8}, Item: items}
				if strings.HasPrefix(filepath.Base(f), "signatures") { // numbers count where it asks of several
					c.Questions = []partnership.Question{{ID: "1/consent", ByCommand: true}, {ID: "2/consent", ByCommand: true}}
				}
				r := answer.Read(m[1], c)
				if strings.HasPrefix(filepath.Base(f), "meeting-minutes") && len(r.Commands) == 0 { // a line of minutes
					said := understand.Text(m[1], understand.Context{Locale: locale, Today: c.Today, Questions: []partnership.Question{{
						ID: "minutes", Kind: partnership.KindMinutes, Choices: []string{"Tom", "Том"},
					}}})
					if len(said.Answers) != 1 || said.Answers[0].Minutes == nil {
						t.Errorf("%s names %q, which is no line of minutes: %+v", filepath.Base(f), m[1], said)
					}
					continue
				}
				if len(r.Commands) != 1 || len(r.Problems) > 0 {
					t.Errorf("%s names %q, which is read as %v %v", filepath.Base(f), m[1], r.Commands, r.Problems)
				}
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d commands are named, which looks as if the mails name them otherwise now", len(seen))
	}
}
