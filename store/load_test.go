package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAMailThatStoodTogetherIsCountedOnceWithAllItsCauses(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	a, b, alone := lineLetter(dayA, "a"), lineLetter(dayB, "b"), letter("ask/alone")
	rider := notice("summary", "")
	post(t, s, a, b, alone, rider)
	check(t, together(t, s, a, b))
	check(t, s.MarkSent(t.Context(), a, noon))
	pack(t, s, alone, rider)
	check(t, s.MarkSent(t.Context(), alone, noon))
	var got [][]string
	for _, m := range must[[]SentMail](t)(s.SentMails(t.Context(), noon.AddDate(-1, 0, 0))) {
		got = append(got, append([]string{m.Letter.Workflow, m.Recipient}, m.Together...))
	}
	want := [][]string{{dayA, "lars@acme.test", dayB}, {round, "lars@acme.test"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	if later := must[[]SentMail](t)(s.SentMails(t.Context(), noon.AddDate(100, 0, 0))); len(later) != 0 {
		t.Errorf("sent after the end of time: %v", later)
	}
}
