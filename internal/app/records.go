package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// outbox keeps letters in the store.
type outbox struct{ store *store.Store }

func (o outbox) Enqueue(ctx context.Context, l procedure.Letter, m activities.Message, ask activities.Ask) (activities.Message, bool, error) {
	if err := o.store.PutAsk(ctx, store.Ask(ask)); err != nil {
		return activities.Message{}, false, err
	}
	row, err := o.store.Enqueue(ctx, store.Outgoing{
		MessageID: m.ID, Slug: l.Slug, Workflow: l.Workflow, Key: l.Key, Person: l.Person, Recipient: m.To, Ask: l.Ask,
		Template: string(l.Template), Subject: m.Subject, Text: m.Text, Raw: m.Wire, CreatedAt: l.At,
	})
	if err != nil {
		return activities.Message{}, false, err
	}
	stored := activities.Message{ID: row.MessageID, To: row.Recipient, Subject: row.Subject, Text: row.Text, Wire: row.Raw}
	return stored, row.State == store.OutboxSent, nil
}

func (o outbox) Sending(ctx context.Context, messageID string) error {
	err := o.store.MarkSending(ctx, messageID)
	if errors.Is(err, store.ErrSent) {
		return nil
	}
	return err
}

func (o outbox) Sent(ctx context.Context, messageID string) error {
	return o.store.MarkSent(ctx, messageID, "")
}

func (o outbox) Failed(ctx context.Context, messageID string, cause *activities.DeliveryError) error {
	if cause.Class == activities.DeliveryUnknown {
		return o.store.MarkUnknown(ctx, messageID, cause.Error())
	}
	return o.store.MarkFailed(ctx, messageID, cause.Error(), cause.Class == activities.DeliveryPermanent)
}

// inbox keeps incoming mail in the store.
type inbox struct{ store *store.Store }

func (i inbox) Store(ctx context.Context, r activities.Received) (activities.InboxRow, error) {
	row, err := i.store.StoreRaw(ctx, store.Incoming{
		Account: r.Account, Mailbox: r.Mailbox, UIDValidity: r.UIDValidity, UID: r.UID,
		ReceivedAt: r.At, MessageID: understand.MessageID(r.Raw), Raw: r.Raw, Size: r.Size, TooLarge: r.TooLarge,
	})
	if err != nil {
		return activities.InboxRow{}, err
	}
	_, twin, err := i.store.FindTwin(ctx, row)
	return activities.InboxRow{ID: row.ID, State: activities.InboxState(row.State), Twin: twin, Digest: meaning(row)}, err
}

// meaning identifies what a mail says: the same for every copy of it, whatever
// servers wrote into its headers on the way.
func meaning(row store.Inbound) string {
	sum := sha256.Sum256([]byte(row.MessageID + "\x00" + row.BodySHA256))
	return hex.EncodeToString(sum[:12])
}

func (i inbox) Settle(ctx context.Context, id string, v activities.Verdict) error {
	return i.store.SetInboxState(ctx, id, store.InboxState(v.State), store.InboxDetail{
		Class: string(v.Class), Ask: v.Ask.ID, Slug: v.Ask.Slug, Workflow: v.Workflow, Person: v.Ask.Person, Reason: v.Reason,
	})
}

func (i inbox) Ask(ctx context.Context, id string, references []string) (activities.Ask, bool, error) {
	for _, reference := range references {
		ask, err := i.store.AskByMessageID(ctx, reference)
		if err == nil && ask.ID == id {
			return activities.Ask(ask), true, nil
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return activities.Ask{}, false, err
		}
	}
	ask, err := i.store.Ask(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return activities.Ask{}, false, nil
	}
	return activities.Ask(ask), err == nil, err
}

func (i inbox) AskByMessage(ctx context.Context, references []string) (activities.Ask, bool, error) {
	for _, reference := range references {
		ask, err := i.store.AskByMessageID(ctx, reference)
		if err == nil {
			return activities.Ask(ask), true, nil
		}
		if !errors.Is(err, store.ErrNotFound) {
			return activities.Ask{}, false, err
		}
	}
	return activities.Ask{}, false, nil
}

func (i inbox) SentHTML(ctx context.Context, messageID string) (string, error) {
	row, err := i.store.Outgoing(ctx, messageID)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	sent, err := decode(row.Raw)
	return sent.HTML, err
}
