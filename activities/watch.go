package activities

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
)

// Mailbox is a mailbox that can be watched.
type Mailbox interface {
	// Watch hands every mail to take and moves or deletes it by what take returns,
	// until the context ends or the connection is lost. It calls beat at least every
	// few seconds while it is alive.
	Watch(ctx context.Context, take func(context.Context, Received) (Taken, error), beat func(progress string)) error
}

// Watcher watches the mailboxes of one installation.
type Watcher struct {
	Mailbox    Mailbox
	Intake     *Intake
	Quarantine *Quarantine
	// Spell is how long one watch lasts before it is started anew.
	Spell time.Duration
	// Pause is the least time between two counts of what lies in quarantine, which
	// anybody may fill by writing.
	Pause time.Duration
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
	err := w.resume(ctx, spell)
	if err == nil {
		err = w.watch(ctx, spell)
	}
	if ctx.Err() == nil && spell.Err() != nil {
		return nil // the spell is over
	}
	return err
}

// resume settles what an earlier watch was interrupted at.
func (w *Watcher) resume(ctx, spell context.Context) error {
	defer beat(ctx, func() string { return "take up what was interrupted" })()
	return w.Intake.Resume(spell)
}

// watch hands over what comes until the spell ends or the connection is lost.
func (w *Watcher) watch(ctx, spell context.Context) error {
	spell, cancel := context.WithCancel(spell)
	news := make(chan struct{}, 1)
	counted := make(chan struct{})
	go func() {
		defer close(counted)
		w.count(spell, news)
	}()
	take := func(ctx context.Context, r Received) (Taken, error) {
		taken, err := w.Intake.Take(ctx, r)
		if taken.State == InboxQuarantined {
			call(news)
		}
		return taken, err
	}
	err := w.Mailbox.Watch(spell, take, func(progress string) { activity.RecordHeartbeat(ctx, progress) })
	cancel()
	<-counted
	return err
}

// count lets everybody know how many mails lie in quarantine: at first, and when
// there is news. What comes within a pause is told at its end.
func (w *Watcher) count(ctx context.Context, news chan struct{}) {
	pause := time.Duration(0)
	for {
		if err := w.Quarantine.Tell(ctx); err != nil && ctx.Err() == nil {
			w.Intake.Logger.Warn("mails in quarantine are not counted; trying again", "error", err)
			pause = w.Pause
			call(news)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		select {
		case <-ctx.Done():
			return
		case <-news:
		}
		pause = w.Pause
	}
}

// call puts news into a channel that holds some already or has room.
func call(news chan<- struct{}) {
	select {
	case news <- struct{}{}:
	default:
	}
}
