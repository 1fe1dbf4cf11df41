package app

import (
	"context"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/imap"
	"github.com/rapport-engine/rapport/store"
)

// mailbox watches one IMAP folder for the intake.
type mailbox struct {
	settings imap.Settings
	store    *store.Store
}

func (m mailbox) Watch(ctx context.Context, take func(context.Context, activities.Received) (activities.InboxState, error), beat func(string)) error {
	return imap.Watch(ctx, m.settings, m.store, taker(take), beat)
}

// taker turns an inbox state into the folder that a mail goes to.
type taker func(context.Context, activities.Received) (activities.InboxState, error)

func (t taker) Handle(ctx context.Context, m imap.Incoming) (imap.Disposition, error) {
	state, err := t(ctx, activities.Received{
		Account: m.Account, Mailbox: m.Mailbox, UIDValidity: m.UIDValidity, UID: m.UID,
		At: m.ReceivedAt, Size: m.Size, Raw: m.Raw, TooLarge: m.TooLarge,
	})
	switch state {
	case activities.InboxAccepted, activities.InboxDuplicate, activities.InboxDismissed:
		return imap.Done, err
	case activities.InboxQuarantined:
		return imap.Quarantine, err
	case activities.InboxStored:
	}
	return imap.Leave, err
}
