package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// OutboxState says how far a mail has come. Values are kept in files: never
// change one.
type OutboxState string

// The states of a mail on its way out.
const (
	OutboxQueued   OutboxState = "queued"   // composed, no attempt has failed yet
	OutboxSending  OutboxState = "sending"  // an attempt is under way, or was when the program died
	OutboxSent     OutboxState = "sent"     // the server took it; final
	OutboxDeferred OutboxState = "deferred" // the server said: later
	OutboxFailed   OutboxState = "failed"   // the server refused it for good; final
	OutboxUnknown  OutboxState = "unknown"  // the connection broke where it may or may not have been taken
)

// ErrSent says that a mail has been sent and must not be sent again.
var ErrSent = errors.New("already sent")

// Outgoing is one mail in the outbox. Workflow and Key together name the
// effect, which happens once; MessageID names the row.
type Outgoing struct {
	MessageID string
	Slug      string
	Workflow  string
	Key       string // the letter's key within the workflow
	Person    string
	Recipient string // address of the envelope
	Ask       string
	Template  string
	Subject   string
	Text      string
	Raw       []byte // the whole message as it goes over the wire
	CreatedAt time.Time

	// The rest is the store's account of the sending.
	State     OutboxState
	Attempts  int
	Response  string // the server's answer to the successful attempt
	Reason    string // why the last attempt failed
	UpdatedAt time.Time
}

const outboxColumns = `message_id, slug, workflow, letter, person, recipient, ask_id, template, subject, text, raw,
	created_at, state, attempts, response, reason, updated_at`

// Enqueue keeps a mail before it is sent and returns the row. If the effect is
// in the outbox already, that row is returned instead and m is forgotten: a
// retry sends what the first attempt composed.
func (s *Store) Enqueue(ctx context.Context, m Outgoing) (row Outgoing, err error) {
	err = s.update(ctx, "enqueue mail "+m.MessageID, func(tx *sql.Tx) error {
		now := instant(s.now())
		if m.CreatedAt.IsZero() {
			m.CreatedAt = time.Time(now)
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO outbox (`+outboxColumns+`)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, '', '', $14)
			ON CONFLICT (workflow, letter) DO NOTHING`,
			m.MessageID, m.Slug, m.Workflow, m.Key, m.Person, m.Recipient, m.Ask, m.Template, m.Subject, m.Text,
			notNil(m.Raw), instant(m.CreatedAt), OutboxQueued, now)
		if err != nil {
			return err
		}
		row, err = one(ctx, tx, scanOutgoing,
			`SELECT `+outboxColumns+` FROM outbox WHERE workflow = $1 AND letter = $2`, m.Workflow, m.Key)
		return err
	})
	return row, err
}

// MarkSending records that an attempt begins. It returns ErrSent for a mail
// that needs none.
func (s *Store) MarkSending(ctx context.Context, messageID string) error {
	return s.mark(ctx, messageID, OutboxSending, "", "", 1)
}

// MarkSent records that the server took the mail, and what it said.
func (s *Store) MarkSent(ctx context.Context, messageID, response string) error {
	err := s.mark(ctx, messageID, OutboxSent, response, "", 0)
	if errors.Is(err, ErrSent) {
		return nil
	}
	return err
}

// MarkFailed records that the server did not take the mail: for good if
// permanent, otherwise until the next attempt.
func (s *Store) MarkFailed(ctx context.Context, messageID, reason string, permanent bool) error {
	state := OutboxDeferred
	if permanent {
		state = OutboxFailed
	}
	return s.mark(ctx, messageID, state, "", reason, 0)
}

// MarkUnknown records that the server may or may not have taken the mail.
func (s *Store) MarkUnknown(ctx context.Context, messageID, reason string) error {
	return s.mark(ctx, messageID, OutboxUnknown, "", reason, 0)
}

func (s *Store) mark(ctx context.Context, messageID string, state OutboxState, response, reason string, attempts int) error {
	return s.update(ctx, fmt.Sprintf("mark mail %s as %s", messageID, state), func(tx *sql.Tx) error {
		before, err := one(ctx, tx, scanValue[OutboxState], `SELECT state FROM outbox WHERE message_id = $1`, messageID)
		if err != nil {
			return err
		}
		if before == OutboxSent {
			return ErrSent
		}
		return execOne(ctx, tx, `
			UPDATE outbox SET state = $2, response = $3, reason = $4, attempts = attempts + $5, updated_at = $6
			WHERE message_id = $1`, messageID, state, response, reason, attempts, instant(s.now()))
	})
}

// OutboxQuery selects mails; zero fields select all.
type OutboxQuery struct {
	Slug   string
	States []OutboxState
	Limit  int // the newest
}

// Outbox lists mails, newest first.
func (s *Store) Outbox(ctx context.Context, q OutboxQuery) ([]Outgoing, error) {
	where, args := filter{}.equal("slug", q.Slug).in("state", texts(q.States)).sql(q.Limit)
	list, err := all(ctx, s.read, scanOutgoing,
		`SELECT `+outboxColumns+` FROM outbox`+where+` ORDER BY created_at DESC, message_id LIMIT $1`, args...)
	if err != nil {
		return nil, fmt.Errorf("list outbox: %w", err)
	}
	return list, nil
}

// Outgoing returns the mail with a Message-ID, or ErrNotFound.
func (s *Store) Outgoing(ctx context.Context, messageID string) (Outgoing, error) {
	m, err := one(ctx, s.read, scanOutgoing, `SELECT `+outboxColumns+` FROM outbox WHERE message_id = $1`, messageID)
	if err != nil {
		return Outgoing{}, fmt.Errorf("read mail %s: %w", messageID, err)
	}
	return m, nil
}

func scanOutgoing(row scanner) (m Outgoing, err error) {
	err = row.Scan(&m.MessageID, &m.Slug, &m.Workflow, &m.Key, &m.Person, &m.Recipient, &m.Ask, &m.Template,
		&m.Subject, &m.Text, &m.Raw, (*instant)(&m.CreatedAt), &m.State, &m.Attempts, &m.Response, &m.Reason,
		(*instant)(&m.UpdatedAt))
	return m, err
}
