package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// TestOneWordCountsWhereOnlyOneDoes wants a yes to be all that the mail says.
func TestOneWordCountsWhereOnlyOneDoes(t *testing.T) {
	t.Parallel()
	asked := []partnership.Question{{ID: "sure", Kind: partnership.KindYesNo, Text: "Do you leave?", Alone: true}}
	for _, c := range []struct {
		text string
		want string // yes, no, or nothing
	}{
		{"YES", "yes"},
		{"Yes.", "yes"},
		{"1) yes", "yes"},
		{"Hello,\n\nyes\n\nBest,\nLars", "yes"},
		{"Добрый день!\n\nДа\n\nС уважением,\nАнна", "yes"},
		{"no", "no"},
		{"yes, but only from May", ""},
		{"yes\n\nunless the price changes", ""},
		{"yes please", ""},
		{"agreed", ""},
		{"OK", ""},
		{"**YES**", "yes"},
		{"Yes\nWe talked about it for long.", ""},
		{"yes?", ""},
		{"да, если цена не изменится", ""},
		{"> yes", ""},
	} {
		r := Read(c.text, Context{Questions: asked, Locale: "en", Today: cadence.Date{Year: 2026, Month: 11, Day: 23}})
		got := ""
		if yes, said := partnership.Answers(r.Answers).YesNo("sure"); said && yes {
			got = "yes"
		} else if said {
			got = "no"
		}
		if got != c.want {
			t.Errorf("%q is %q, want %q (%q)", c.text, got, c.want, r.Problems)
		}
		if got == "" && len(r.Problems) == 0 {
			t.Errorf("%q: nobody hears why it does not count", c.text)
		}
	}
}
