package store

import (
	"testing"
	"time"
)

func TestMailIsMissedByEachAccountUntilItHasLookedForIt(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	missed := func(account string) time.Time {
		t.Helper()
		since, err := s.MissedSince(t.Context(), account)
		check(t, err)
		return since
	}
	if got := missed("post"); !got.IsZero() {
		t.Errorf("a store that is no copy misses mail since %s", got)
	}
	first, second := time.Unix(1_700_000_000, 0), time.Unix(1_800_000_000, 0)
	check(t, s.MissMailSince(t.Context(), first))
	for range 2 {
		check(t, s.NothingMissed(t.Context(), "post"))
	}
	if got := missed("post"); !got.IsZero() {
		t.Errorf("post misses mail since %s", got)
	}
	if got := missed("other"); !got.Equal(first) {
		t.Errorf("the other account misses mail since %s", got)
	}
	check(t, s.MissMailSince(t.Context(), second))
	if got := missed("post"); !got.Equal(second) {
		t.Errorf("after another restore post misses mail since %s", got)
	}
}
