//go:build !slim

package app

import (
	"fmt"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// TestWhatIsOverIsForgottenWithinTheHour: and all of it, however much it is.
func TestWhatIsOverIsForgottenWithinTheHour(t *testing.T) {
	t.Parallel()
	s, start := newStore(t), time.Date(2091, time.January, 2, 9, 0, 0, 0, time.UTC)
	f := &forgetting{store: s}
	var asks []string
	conflict := func(i int, end time.Time) {
		workflow := fmt.Sprint("duo/conflict/", i)
		asks = append(asks, workflow)
		err := s.Seal(t.Context(), workflow, workflow, procedure.Reply{Problems: []string{"quinces"}}, start)
		if err == nil {
			err = s.Commit(t.Context(), store.Record{Slug: "duo", Forget: &procedure.Forget{At: end}, Procedure: &store.ProcedureRow{
				Workflow: workflow, Slug: "duo", Kind: "Conflict", State: []byte(`{}`), UpdatedAt: start,
			}})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range 2*forgetAtOnce + 1 {
		conflict(i, start)
	}
	expect := func(when string, now time.Time, want int) {
		t.Helper()
		for range 5 {
			if err := f.check(t.Context(), now); err != nil {
				t.Fatal(err)
			}
		}
		if kept, err := s.Unseal(t.Context(), asks); err != nil || len(kept) != want {
			t.Errorf("%s %d are left, want %d: %v", when, len(kept), want, err)
		}
	}
	expect("at first", start, 0)
	conflict(100, start)
	expect("within the hour", start.Add(forgetLook-time.Second), 1)
	expect("after an hour", start.Add(forgetLook), 0)
}
