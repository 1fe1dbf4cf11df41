package answer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
)

// TestAChoiceOfManyWordsIsAnAnswerAndNoCopy: it stands word for word in our mail, of which
// replies hold copies, marked or not.
func TestAChoiceOfManyWordsIsAnAnswerAndNoCopy(t *testing.T) {
	t.Parallel()
	begin := []partnership.Question{{
		ID: "begin", Kind: partnership.KindChoice, Text: "How would you like to begin?", Choices: []string{"I'll write my side too", "let me read it all first"},
	}}
	const plain = "Hello Ann,\n\nOne word is enough for an answer to this.\n\n1) How would you like to begin?\n   one of: I'll write my side too, let me read it all first\n\nWho reads first writes second, and both are good."
	const buttons = "Hello Ann,\n\nOne word is enough for an answer to this.\n\nHow would you like to begin?\nI'll write my side too\nlet me read it all first\nWho reads first writes second, and both are good."
	marked := "> " + strings.ReplaceAll(plain, "\n", "\n> ")
	for name, c := range map[string]struct{ text, want string }{
		"above a marked copy":         {"I'll write my side too\n\nOn 3 May Rapport wrote:\n" + marked, "begin = I'll write my side too"},
		"in other letters":            {"i'll write my side too.\n\n" + marked, "begin = I'll write my side too"},
		"above a copy without marks":  {"Let me read it all first\n\n" + buttons, "begin = let me read it all first"},
		"with a greeting":             {"Hi,\nlet me read it all first\nThanks, Ann\n\n" + marked, "begin = let me read it all first"},
		"nothing but a marked copy":   {marked, ""},
		"nothing but an unmarked one": {buttons, ""},
		"nothing but the plain one":   {plain, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Context{Locale: "en", Questions: begin, Sent: plain + "\n" + buttons})
			r.Problems, r.Commands = nil, nil
			if diff := cmp.Diff(c.want, strings.TrimSpace(summary(r))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestTheBeginningOfAChoiceIsEnough, as people say it.
func TestTheBeginningOfAChoiceIsEnough(t *testing.T) {
	t.Parallel()
	about := []partnership.Question{{
		ID: "about", Kind: partnership.KindChoice, Text: "What is it about?", Choices: []string{"Sell 300 tea sets by 30 June", "Shelf in the shop", "Shop window", "something else"},
	}}
	ru := []partnership.Question{{ID: "about", Kind: partnership.KindChoice, Text: "О чём речь?", Choices: []string{"Правила учёта подписаны", "Полка в магазине", "другое"}}}
	for _, c := range []struct {
		questions  []partnership.Question
		text, want string
	}{
		{about, "the shelf", "about = Shelf in the shop"},
		{about, "1) it's about the shelf", "about = Shelf in the shop"},
		{about, "about the shop window", "about = Shop window"},
		{about, "the shop", ""},
		{about, "the house", ""},
		{about, "the sh", ""},
		{ru, "про правила учета", "about = Правила учёта подписаны"},
		{ru, "это полка", "about = Полка в магазине"},
	} {
		r := Read(c.text, Context{Locale: "en", Questions: c.questions})
		r.Problems, r.Commands = nil, nil
		if got := strings.TrimSpace(summary(r)); got != c.want {
			t.Errorf("%q is read as %q, want %q", c.text, got, c.want)
		}
	}
}
