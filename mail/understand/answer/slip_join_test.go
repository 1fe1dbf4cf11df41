package answer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
)

// joinQuestions are three figures and a text, in both languages.
var (
	joinEnglish = []partnership.Question{
		{ID: "visits", Kind: partnership.KindNumber, Text: "How many customers did you visit?", Unit: "visits"},
		{ID: "revenue", Kind: partnership.KindMoney, Text: "What was the revenue?", Unit: "EUR"},
		{ID: "confidence", Kind: partnership.KindConfidence, Text: "How sure are you?"},
		{ID: "blockers", Kind: partnership.KindText, Text: "What is in your way?"},
	}
	joinRussian = []partnership.Question{
		{ID: "visits", Kind: partnership.KindNumber, Text: "Сколько было визитов?", Unit: "визитов"},
		{ID: "revenue", Kind: partnership.KindMoney, Text: "Какая выручка?", Unit: "тыс ₽"},
		{ID: "confidence", Kind: partnership.KindConfidence, Text: "Насколько вы уверены?"},
		{ID: "blockers", Kind: partnership.KindText, Text: "Что мешает?"},
	}
)

// TestAClauseIsPartedBetweenItsSubjects parts clauses in which several things are
// said, and leaves whole what says one thing.
func TestAClauseIsPartedBetweenItsSubjects(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		questions []partnership.Question
		text      string
		want      string // the pieces, parted by bars
	}{
		{"two names at an and", joinEnglish, "12 visits and a revenue of 30k", "12 visits|a revenue of 30k"},
		{"two names without a word between", joinEnglish, "visits 12 revenue 30k", "visits 12|revenue 30k"},
		{"three names without a word between", joinEnglish, "visits 12 revenue 30k confidence 7", "visits 12|revenue 30k|confidence 7"},
		{"a tie between two figures", joinEnglish, "12 visits with revenue 30k", "12 visits|revenue 30k"},
		{"an answer and a bare value", joinEnglish, "12 visits and I'm at an 8", "12 visits|I'm at an 8"},
		{"a contrast", joinEnglish, "visits 12 but confidence 4", "visits 12|confidence 4"},
		{"one thing with an and", joinEnglish, "12 visits and meetings", "12 visits and meetings"},
		{"one figure", joinEnglish, "visits were 12", "visits were 12"},
		{"a multiplier goes with its figure", joinEnglish, "revenue 30 k", "revenue 30 k"},
		{"a unit goes with its figure", joinEnglish, "revenue 30 EUR", "revenue 30 EUR"},
		{"too long to be parted", joinEnglish, "visits 12 revenue 30k " + strings.Repeat("z ", maxJoined), "visits 12 revenue 30k " + strings.Repeat("z ", maxJoined)},

		{"two names at an и", joinRussian, "визитов 12 и выручка 300", "визитов 12|выручка 300"},
		{"names without a word between", joinRussian, "визиты 12 выручка 300 уверенность 7", "визиты 12|выручка 300|уверенность 7"},
		{"a contrast, in Russian", joinRussian, "визитов 12 а уверенность 4", "визитов 12|уверенность 4"},
		{"one thing, in Russian", joinRussian, "визитов было 12", "визитов было 12"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := newBook(Context{Questions: c.questions, Locale: "en"})
			if diff := cmp.Diff(c.want, strings.Join(b.joined(c.text), "|")); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.text, diff)
			}
		})
	}
}

// TestTiesAreDropped takes the words off that tie a piece to what stands before it.
func TestTiesAreDropped(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"and the crane": "the crane", "and also the crane": "the crane", "– but the crane": "the crane", "и ещё кран": "кран",
		"android": "android", "and": "and", "": "",
	} {
		if got := withoutTie(text); got != want {
			t.Errorf("withoutTie(%q) = %q, want %q", text, got, want)
		}
	}
}
