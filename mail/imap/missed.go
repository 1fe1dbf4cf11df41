package imap

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// fetchBack puts messages back into the watched folder that went out of it and of which there
// is no record: whoever goes on from a backup knows nothing of what was handled after it was
// made, and the mailbox still has that. It returns only the connection's errors: what the
// server refuses now it is asked again at the next poll, as what a crash interrupts.
func (w *watch) fetchBack(ctx context.Context) error {
	since, err := w.ledger.MissedSince(ctx, w.settings.Account)
	if err != nil {
		return fmt.Errorf("read what may be missed: %w", err)
	}
	if since.IsZero() {
		return nil
	}
	for _, folder := range []string{w.settings.Done, w.settings.Quarantine} {
		err := w.fetchBackFrom(ctx, folder, since)
		switch {
		case err == nil:
		case isFatal(err):
			return err
		default:
			w.settings.Logger.WarnContext(ctx, "messages of which there is no record are not fetched back yet",
				"account", w.settings.Account, "mailbox", folder, "error", err)
			return nil
		}
	}
	if err := w.ledger.NothingMissed(ctx, w.settings.Account); err != nil {
		return fmt.Errorf("record that nothing is missed: %w", err)
	}
	return nil
}

func (w *watch) fetchBackFrom(ctx context.Context, folder string, since time.Time) error {
	there, err := w.conn.enter(ctx, folder)
	if err != nil || !there {
		return err
	}
	var unread error
	missed, err := w.conn.recognise(ctx, func(messageID []byte, receivedAt time.Time) bool {
		if unread != nil || receivedAt.Before(since) {
			return false
		}
		recorded, err := w.ledger.Recorded(ctx, messageID)
		unread = err
		return err == nil && !recorded
	})
	if err = errors.Join(err, unread); err != nil || len(missed) == 0 {
		return err
	}
	w.settings.Logger.WarnContext(ctx, "messages of which there is no record are handled again",
		"account", w.settings.Account, "mailbox", folder, "messages", len(missed))
	for _, uid := range missed { // one by one: they are to come in the order in which they lie there
		if err := w.conn.move(ctx, uid, w.settings.Folder); err != nil {
			return err
		}
	}
	return nil
}
