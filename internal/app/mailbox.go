package app

import (
	"context"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/imap"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/store"
)

// mailbox watches one IMAP folder for the intake.
type mailbox struct {
	settings imap.Settings
	store    *store.Store
}

func (m mailbox) Watch(ctx context.Context, take func(context.Context, activities.Received) (activities.Taken, error), beat func(string)) error {
	return imap.Watch(ctx, m.settings, positions{m.store}, taker(take), beat)
}

// positions has the store remember how far the mailbox was worked off.
type positions struct{ *store.Store }

// Doomed lists what is to be erased. A mail is known by its Message-ID; one that has none by
// the second in which it came, which is enough: the mailbox holds copies only.
func (p positions) Doomed(ctx context.Context, account string) ([]imap.Doomed, error) {
	rows, err := p.Store.Doomed(ctx, account)
	var doomed []imap.Doomed
	for _, row := range rows {
		doomed = append(doomed, imap.Doomed{
			Mailbox: row.Mailbox, UIDValidity: row.UIDValidity, UID: row.UID,
			Is: func(field []byte, receivedAt time.Time) bool {
				id := understand.MessageID(field)
				return id == row.MessageID && (id != "" || receivedAt.Equal(row.ReceivedAt))
			},
		})
	}
	return doomed, err
}

// Recorded tells whether a mail is in the inbox.
func (p positions) Recorded(ctx context.Context, field []byte) (bool, error) {
	id := understand.MessageID(field)
	if id == "" { // it is told from its twin by its bytes, once it is handed over
		return false, nil
	}
	rows, err := p.Inbox(ctx, store.InboxQuery{MessageID: id, Limit: 1})
	return len(rows) > 0, err
}

// taker turns what has become of a mail into the place that it goes to.
type taker func(context.Context, activities.Received) (activities.Taken, error)

func (t taker) Handle(ctx context.Context, m imap.Incoming) (imap.Disposition, error) {
	taken, err := t(ctx, activities.Received{
		Account: m.Account, Mailbox: m.Mailbox, UIDValidity: m.UIDValidity, UID: m.UID,
		At: m.ReceivedAt, Size: m.Size, Raw: m.Raw, TooLarge: m.TooLarge,
	})
	if err == nil && taken.Erase {
		return imap.Erase, nil
	}
	switch taken.State {
	case activities.InboxAccepted, activities.InboxDuplicate, activities.InboxDismissed:
		return imap.Done, err
	case activities.InboxQuarantined:
		return imap.Quarantine, err
	case activities.InboxStored:
	}
	return imap.Leave, err
}
