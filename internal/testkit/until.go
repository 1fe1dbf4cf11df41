package testkit

import (
	"testing"
	"time"
)

// Until tries again and again until ok, or fails the test with what was waited
// for. It is for what cannot tell when it changes.
func Until(t testing.TB, what string, patience time.Duration, ok func() bool) {
	t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("no %s within %s", what, patience)
		}
	}
}
