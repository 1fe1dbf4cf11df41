package activities

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
)

// Mailbox is a mailbox that can be watched.
type Mailbox interface {
	// Watch hands every mail to take and moves it by the state that take
	// returns, until the context ends or the connection is lost. It calls beat at
	// least every few seconds while it is alive.
	Watch(ctx context.Context, take func(context.Context, Received) (InboxState, error), beat func(progress string)) error
}

// Watcher watches the mailboxes of one installation.
type Watcher struct {
	Mailbox Mailbox
	Intake  *Intake
	// Spell is how long one watch lasts before it is started anew.
	Spell time.Duration
}

// WatchMailbox watches until its spell is over or its worker stops; then the
// workflow begins another one where a worker is. A lost connection is an error,
// which Temporal retries.
func (w *Watcher) WatchMailbox(ctx context.Context, _ string) error {
	spell, cancel := context.WithTimeout(ctx, w.Spell)
	defer cancel()
	go func() {
		select {
		case <-activity.GetWorkerStopChannel(ctx):
			cancel()
		case <-spell.Done():
		}
	}()
	err := w.Mailbox.Watch(spell, w.Intake.Take, func(progress string) { activity.RecordHeartbeat(ctx, progress) })
	if ctx.Err() == nil && spell.Err() != nil {
		return nil // the spell is over
	}
	return err
}
