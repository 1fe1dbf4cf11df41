package answer_test

import (
	"testing"

	"github.com/rapport-engine/rapport/mail/understand/answer"
	"github.com/rapport-engine/rapport/partnership"
)

// TestAnAnswerLikeTheExampleIsHeard: our mails show an answer, and people write theirs in
// the same way, often with the same values. That is no copy of our mail; the line of the
// example itself is, where it stands in one.
func TestAnAnswerLikeTheExampleIsHeard(t *testing.T) {
	t.Parallel()
	const sent = "Questions\n1) Statement a\n   a number from 1 to 5: \"1) 4\"\n2) Statement b\n   a number from 1 to 5: \"2) 4\"\n" +
		"3) Statement c\n   a number from 1 to 5: \"3) 4\"\n4) Statement d\n   a number from 1 to 5: \"4) 4\"\n\n" +
		"An answer can look like this: 1) 4; 2) 4; 3) 4\nIf you do not know, write \"don't know\": that is an answer too.\n"
	var questions []partnership.Question
	for _, id := range []string{"a", "b", "c", "d"} {
		questions = append(questions, partnership.Question{ID: id, Kind: partnership.KindScale, Text: "Statement " + id})
	}
	for text, want := range map[string]int{
		"1) 4; 2) 4; 3) 4; 4) 3": 4,
		"1) 4; 2) 4; 3) 4":       3,
		"1) 4, 2) 4, 3) 4, 4) 5": 4,
		"1) 4; 2) 4; 3) 4\n\nOn some day Rapport wrote:\n> " + "An answer can look like this: 1) 4; 2) 4; 3) 4":             3,
		"An answer can look like this: 1) 4; 2) 4; 3) 4\nIf you do not know, write \"don't know\": that is an answer too.":  0,
		"An answer can look like this:\n1) 4; 2) 4; 3) 4\nIf you do not know, write \"don't know\": that is an answer too.": 0,
	} {
		if r := answer.Read(text, answer.Context{Locale: "en", Questions: questions, Sent: sent}); len(r.Answers) != want {
			t.Errorf("%q gives %d answers, want %d: %v", text, len(r.Answers), want, r.Problems)
		}
	}
}
