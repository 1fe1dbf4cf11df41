package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

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
	return i.row(ctx, row)
}

func (i inbox) Unsettled(ctx context.Context) ([]string, error) {
	rows, err := i.store.Inbox(ctx, store.InboxQuery{States: []store.InboxState{store.InboxStored}})
	var ids []string
	for _, row := range slices.Backward(rows) {
		ids = append(ids, row.ID)
	}
	return ids, err
}

func (i inbox) Settle(ctx context.Context, id string, v activities.Verdict) error {
	return i.store.SetInboxState(ctx, id, store.InboxState(v.State), store.InboxDetail{
		Class: string(v.Class), Ask: v.Ask.ID, Slug: v.Ask.Slug, Workflow: v.Workflow, Person: v.Ask.Person, Reason: v.Reason,
		Command: v.Command, SealedBy: v.Seal.Workflow, ForgetAt: v.Seal.Until, Ballot: v.Seal.Ballot,
	})
}

func (i inbox) Kept(ctx context.Context, id string) (k activities.Kept, found bool, err error) {
	kept, err := i.store.Inbound(ctx, id)
	var raw []byte
	if err == nil {
		raw, err = i.store.Raw(ctx, kept.SHA256)
	}
	if errors.Is(err, store.ErrNotFound) {
		return k, false, nil
	}
	if err == nil {
		k.InboxRow, err = i.row(ctx, kept)
	}
	k.Received = activities.Received{
		Account: kept.Account, Mailbox: kept.Mailbox, UIDValidity: kept.UIDValidity, UID: kept.UID,
		At: kept.ReceivedAt, Size: kept.Size, Raw: raw, TooLarge: kept.TooLarge,
	}
	k.Verdict = activities.Verdict{
		State: k.InboxRow.State, Class: activities.MailClass(kept.Class),
		Ask: activities.Ask{ID: kept.Ask, Slug: kept.Slug, Person: kept.Person}, Workflow: kept.Workflow, Reason: kept.Reason, Command: kept.Command,
		Seal: activities.Seal{Workflow: kept.SealedBy, Until: kept.ForgetAt, Ballot: kept.Ballot},
	}
	return k, err == nil, err
}

func (i inbox) Lying(ctx context.Context) ([]activities.Lying, error) {
	counts, err := i.store.Quarantined(ctx)
	lying := make([]activities.Lying, 0, len(counts))
	for _, c := range counts {
		lying = append(lying, activities.Lying(c))
	}
	return lying, err
}

func (i inbox) Ask(ctx context.Context, id string, references []string) (activities.Ask, bool, error) {
	ask, found, err := i.nearest(ctx, references, func(a store.Ask) bool { return a.ID == id })
	if found || err != nil {
		return ask, found, err
	}
	known, err := i.store.Ask(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return activities.Ask{}, false, nil
	}
	return activities.Ask(known), err == nil, err
}

func (i inbox) AskByMessage(ctx context.Context, references []string) (activities.Ask, bool, error) {
	return i.nearest(ctx, references, func(store.Ask) bool { return true })
}

// nearest finds the first of some Message-IDs that belongs to a letter of a
// wanted ask.
func (i inbox) nearest(ctx context.Context, references []string, wanted func(store.Ask) bool) (activities.Ask, bool, error) {
	for _, reference := range references {
		ask, err := i.store.AskByMessageID(ctx, reference)
		switch {
		case err == nil && wanted(ask):
			return activities.Ask(ask), true, nil
		case err != nil && !errors.Is(err, store.ErrNotFound):
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
	return row.Mail.HTML, nil
}

func (i inbox) Asked(ctx context.Context, slug, person string) ([]activities.Ask, error) {
	kept, err := i.store.Asked(ctx, slug, person)
	var asks []activities.Ask
	for _, ask := range kept {
		asks = append(asks, activities.Ask(ask))
	}
	return asks, err
}

func (i inbox) Held(ctx context.Context, id string) (activities.InboxRow, activities.Received, bool, error) {
	kept, found, err := i.Kept(ctx, id)
	return kept.InboxRow, kept.Received, found, err
}

func (i inbox) row(ctx context.Context, kept store.Inbound) (activities.InboxRow, error) {
	twin, found, err := i.store.FindTwin(ctx, kept)
	return activities.InboxRow{
		ID: kept.ID, State: activities.InboxState(kept.State), Digest: procedure.MailID(kept.MessageID, kept.BodySHA256),
		Twin: found, Seal: activities.Seal{Workflow: twin.SealedBy, Until: twin.ForgetAt, Ballot: twin.Ballot}, Ballot: kept.Ballot,
	}, err
}

func (i inbox) Seal(ctx context.Context, ask activities.Ask, r procedure.Reply, at time.Time) error {
	return i.store.Seal(ctx, ask.ID, ask.Workflow, r, at)
}

func (i inbox) Cast(ctx context.Context, ask activities.Ask, r procedure.Reply) ([]string, error) {
	return i.store.Cast(ctx, ask.Workflow, ask.ID, r)
}

// specs finds specs in the store.
type specs struct{ store *store.Store }

func (s specs) Spec(ctx context.Context, digest string) (partnership.Spec, error) {
	spec, err := s.store.Spec(ctx, digest)
	if errors.Is(err, store.ErrNotFound) {
		err = fmt.Errorf("%w: %w", activities.ErrNoSpec, err)
	}
	return spec, err
}

// finder finds specs for mails that are being written.
func (s specs) finder(ctx context.Context) func(digest string) (partnership.Spec, error) {
	return func(digest string) (partnership.Spec, error) { return s.Spec(ctx, digest) }
}

// records are written into the store.
type records struct{ store *store.Store }

func (w records) Commit(ctx context.Context, r activities.Record) error {
	record := store.Record{
		Slug: r.Slug, Entries: r.Entries, Readings: r.Readings, Booked: r.Booked, Adopted: r.Adopted, Letters: r.Letters, Recalls: r.Recalls, Awaits: r.Awaits, Forget: r.Forget,
	}
	if r.Workflow != "" {
		record.Procedure = &store.ProcedureRow{
			Workflow: r.Workflow, Slug: r.Slug, Kind: string(r.Type), State: r.State, Outcome: string(r.Outcome), UpdatedAt: r.At,
		}
	}
	return w.store.Commit(ctx, record)
}
