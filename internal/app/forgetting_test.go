//go:build !slim

package app

import (
	"fmt"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/config"
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

// TestMailsThatWereKeptLongEnoughAreClearedWhileTheProgramRuns: by the time that is declared,
// and noted in the store for whoever asks.
func TestMailsThatWereKeptLongEnoughAreClearedWhileTheProgramRuns(t *testing.T) {
	t.Parallel()
	s, start := newStore(t), time.Now()
	f := &forgetting{store: s, keep: store.Keep(config.UsualKeep())}
	for i := range uint32(2*forgetAtOnce + 1) {
		row, err := s.StoreRaw(t.Context(), store.Incoming{Account: "main", Mailbox: "INBOX", UID: i + 1, ReceivedAt: start, Raw: fmt.Appendf(nil, "Subject: %d\r\n\r\nhello", i)})
		if err == nil {
			err = s.SetInboxState(t.Context(), row.ID, store.InboxAccepted, store.InboxDetail{})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	left := func(after time.Duration) int {
		t.Helper()
		for range 5 {
			if err := f.check(t.Context(), start.Add(after)); err != nil {
				t.Fatal(err)
			}
		}
		held, err := s.Held(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return held.Mails
	}
	if got := left(f.keep.Mails - time.Hour); got != 2*forgetAtOnce+1 {
		t.Errorf("an hour before their time %d are left", got)
	}
	if got := left(f.keep.Mails + time.Hour); got != 0 {
		t.Errorf("an hour after their time %d are left", got)
	}
}
