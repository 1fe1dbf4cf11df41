package activities_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"

	"github.com/rapport-engine/rapport/activities"
)

// mailbox ends as it is told, or with its context.
type mailbox struct{ err error }

func (m mailbox) Watch(ctx context.Context, _ func(context.Context, activities.Received) (activities.Taken, error), beat func(string)) error {
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
			h := newHouse(answer())
			c.watcher.Intake, c.watcher.Quarantine = h.intake(), h.quarantine()
			env.RegisterActivity(c.watcher.WatchMailbox)
			_, err := env.ExecuteActivity(c.watcher.WatchMailbox, "main")
			if (err != nil) != c.fails {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestTheWatchCountsWhatItPutsIntoQuarantine: at the start of every spell, and
// with every mail.
func TestTheWatchCountsWhatItPutsIntoQuarantine(t *testing.T) {
	t.Parallel()
	suite := testsuite.WorkflowTestSuite{}
	suite.SetLogger(sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestActivityEnvironment()
	e := answer()
	e.From = "eve@elsewhere.example"
	h := newHouse(e)
	h.procedures.running = append(h.procedures.running, "mailbox/main")
	told := make(chan string, 10)
	h.procedures.heard = told
	w := activities.Watcher{Mailbox: taking{told}, Intake: h.intake(), Quarantine: h.quarantine(), Spell: time.Hour, Pause: time.Nanosecond}
	env.RegisterActivity(w.WatchMailbox)
	if _, err := env.ExecuteActivity(w.WatchMailbox, "main"); err == nil || !strings.Contains(err.Error(), errBroken.Error()) {
		t.Fatal(err)
	}
	if got := h.procedures.told["duo"]; len(got) != 1 || *got[0].Quarantined != 1 {
		t.Errorf("the partnership hears %+v", got)
	}
	if got := h.procedures.told["mailbox/main"]; len(got) != 2 || *got[0].Quarantined != 0 || *got[1].Quarantined != 1 {
		t.Errorf("the watch hears %+v", got)
	}
}

// taking is a mailbox in which one mail lies, and whose connection is lost when
// everybody has heard what became of it.
type taking struct{ told <-chan string }

func (m taking) Watch(ctx context.Context, take func(context.Context, activities.Received) (activities.Taken, error), _ func(string)) error {
	<-m.told // that nothing lay there
	if _, err := take(ctx, received()); err != nil {
		return err
	}
	<-m.told
	<-m.told
	return errBroken
}
