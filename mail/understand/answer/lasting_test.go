package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// TestWordsThatLastAreKeptWhole is of long answers to several questions for text: a
// blank line within one ends it as little as the words of a promise do.
func TestWordsThatLastAreKeptWhole(t *testing.T) {
	t.Parallel()
	var questions []partnership.Question
	for _, id := range []string{"happened", "effect", "need"} {
		questions = append(questions, partnership.Question{ID: id, Kind: partnership.KindText, Text: id + "?", Lasting: true})
	}
	for text, want := range map[string][]string{
		"1) It came late.\n\nAnd nobody told us.\n\n2) We waited.\n3) I will send the list on Monday.": {"It came late.\n\nAnd nobody told us.", "We waited.", "I will send the list on Monday."},
		"1: Пришло поздно.\n\nИ нас не предупредили.\n2: Ждали.\n3: В понедельник пришлю список.":      {"Пришло поздно.\n\nИ нас не предупредили.", "Ждали.", "В понедельник пришлю список."},
	} {
		got := Read(text, Context{Questions: questions, Today: cadence.Date{Year: 2026, Month: 3, Day: 2}})
		for i, q := range questions {
			if said := partnership.Answers(got.Answers).Text(q.ID); said != want[i] {
				t.Errorf("%s is read as %q, want %q", q.ID, said, want[i])
			}
		}
	}
}
