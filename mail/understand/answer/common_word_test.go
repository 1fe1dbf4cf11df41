package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

// Questions whose names are common words are named with a colon only: "so" begins many a
// clause of another answer.
func TestACommonWordNamesNoQuestion(t *testing.T) {
	t.Parallel()
	questions := []partnership.Question{
		{ID: "so", Kind: partnership.KindText, Text: "Strengths for opportunities: which step?"},
		{ID: "so-by", Kind: partnership.KindDate, Text: "By which day?", Optional: true},
		{ID: "do", Kind: partnership.KindText, Text: "What does your side do?"},
		{ID: "why", Kind: partnership.KindText, Text: "If nothing: why?", Optional: true},
	}
	for _, c := range []struct{ text, want string }{
		{"1) A stand at the fair\n3) nothing\n4) no threats, so nothing for those", "so = A stand at the fair\ndo = nothing\nwhy = no threats, so nothing for those"},
		{"1) A stand, do it together\n3) A call", "so = A stand, do it together\ndo = A call"},
		{"1) We ask them why they left\n3) A call", "so = We ask them why they left\ndo = A call"},
		{"so: A stand\ndo: A call\nwhy: no money", "so = A stand\ndo = A call\nwhy = no money"},
		{"so = A stand", "so = A stand"},
	} {
		if got := summary(Read(c.text, Context{Questions: questions, Locale: "en"})); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
