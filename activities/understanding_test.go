package activities_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// A promise and an absence are classes of their own; beside answers they speak of
// what is still open.
func TestWhatAnswersNothingIsOfAClassOfItsOwn(t *testing.T) {
	t.Parallel()
	answers := []partnership.Answer{{Question: "mql", Value: partnership.UnknownValue()}}
	for name, c := range map[string]struct {
		said activities.Understanding
		want procedure.Reply
	}{
		"an answer":                  {activities.Understanding{Answers: answers}, procedure.Reply{Class: procedure.ReplyAnswer, Answers: answers}},
		"files nobody read":          {activities.Understanding{Answers: answers, Unopened: []string{"a.pdf"}}, procedure.Reply{Class: procedure.ReplyAnswer, Answers: answers, Unopened: []string{"a.pdf"}}},
		"a promise":                  {activities.Understanding{Promise: true, Until: "2026-12-02"}, procedure.Reply{Class: procedure.ReplyPromise, Until: "2026-12-02"}},
		"a promise without a day":    {activities.Understanding{Promise: true}, procedure.Reply{Class: procedure.ReplyPromise}},
		"an absence":                 {activities.Understanding{Away: "2026-12-14"}, procedure.Reply{Class: procedure.ReplyAbsence, Until: "2026-12-14"}},
		"an absence and a promise":   {activities.Understanding{Away: "2026-12-14", Promise: true, Until: "2026-12-15"}, procedure.Reply{Class: procedure.ReplyAbsence, Until: "2026-12-14"}},
		"an answer and a promise":    {activities.Understanding{Answers: answers, Promise: true, Until: "2026-12-02"}, procedure.Reply{Class: procedure.ReplyAnswer, Answers: answers, Promised: true, Until: "2026-12-02"}},
		"an answer and an absence":   {activities.Understanding{Answers: answers, Away: "2026-12-14"}, procedure.Reply{Class: procedure.ReplyAnswer, Answers: answers, Away: "2026-12-14"}},
		"an answer and both of them": {activities.Understanding{Answers: answers, Away: "2026-12-14", Promise: true}, procedure.Reply{Class: procedure.ReplyAnswer, Answers: answers, Away: "2026-12-14"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := procedure.Reply{Class: procedure.ReplyAnswer}
			c.said.Fill(&got)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
