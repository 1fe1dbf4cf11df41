package activities_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"

	"github.com/rapport-engine/rapport/activities"
)

// mailbox ends as it is told, or with its context.
type mailbox struct{ err error }

func (m mailbox) Watch(ctx context.Context, _ func(context.Context, activities.Received) (activities.InboxState, error), beat func(string)) error {
	beat("watching")
	if m.err != nil {
		return m.err
	}
	<-ctx.Done()
	return ctx.Err()
}

func TestWatchMailbox(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		watcher activities.Watcher
		stop    bool // the worker stops
		fails   bool
	}{
		"a spell comes to its end":         {watcher: activities.Watcher{Mailbox: mailbox{}, Spell: time.Millisecond}},
		"the worker stops":                 {watcher: activities.Watcher{Mailbox: mailbox{}, Spell: time.Hour}, stop: true},
		"a lost connection is tried again": {watcher: activities.Watcher{Mailbox: mailbox{errBroken}, Spell: time.Hour}, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			suite := testsuite.WorkflowTestSuite{}
			suite.SetLogger(sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)))
			env := suite.NewTestActivityEnvironment()
			stop := make(chan struct{})
			env.SetWorkerStopChannel(stop)
			if c.stop {
				close(stop)
			}
			c.watcher.Intake = &activities.Intake{}
			env.RegisterActivity(c.watcher.WatchMailbox)
			_, err := env.ExecuteActivity(c.watcher.WatchMailbox, "main")
			if (err != nil) != c.fails {
				t.Errorf("got %v", err)
			}
		})
	}
}
