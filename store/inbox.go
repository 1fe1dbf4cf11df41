package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// InboxState says what became of a message. Values are kept in files: never
// change one.
type InboxState string

// The states of a message that came in.
const (
	InboxStored      InboxState = "stored"      // safe, not yet understood
	InboxAccepted    InboxState = "accepted"    // a workflow has it
	InboxQuarantined InboxState = "quarantined" // waits for an admin
	InboxDuplicate   InboxState = "duplicate"   // its twin was dealt with
	InboxDismissed   InboxState = "dismissed"   // an admin needs no more of it
)

// Incoming is a message as the mailbox gave it.
type Incoming struct {
	Account     string
	Mailbox     string
	UIDValidity uint32
	UID         uint32
	ReceivedAt  time.Time // the server's internal date
	MessageID   string    // without angle brackets; empty when the message has none
	Raw         []byte
	// Size is the size on the server in octets; it exceeds len(Raw) when the
	// message was too large and only its headers were fetched.
	Size     int64
	TooLarge bool
}

// Inbound is a row of the inbox. The raw bytes are fetched with Raw.
type Inbound struct {
	ID          string // derived from account, mailbox, UID validity and UID
	Account     string
	Mailbox     string
	UIDValidity uint32
	UID         uint32
	ReceivedAt  time.Time
	StoredAt    time.Time
	SHA256      string // of the raw bytes
	Size        int64
	TooLarge    bool
	MessageID   string
	BodySHA256  string // of what follows the headers
	State       InboxState
	InboxDetail
	UpdatedAt time.Time
}

// InboxDetail is what was found out about a message.
type InboxDetail struct {
	Class    string
	Ask      string
	Slug     string
	Workflow string
	Person   string
	Command  string // ID of the admin's command that moved it, if one did
	Reason   string // why it is in its state
	// SealedBy is the workflow under whose seal the mail stands, if it does, and
	// ForgetAt when its words go, if that has a time of its own. A seal is never taken
	// off.
	SealedBy string
	ForgetAt time.Time
	// Ballot says that the mail stands among the answers to an anonymous survey, for ever.
	// The mailbox is to keep no copy of it, and the store none but while it is in
	// quarantine and the survey open.
	Ballot bool
}

const inboxColumns = `id, account, mailbox, uid_validity, uid, received_at, stored_at, sha256, size, too_large,
	message_id, body_sha256, state, class, ask_id, slug, workflow, person, signal_id, reason, sealed, forget_at, ballot, updated_at`

// StoreRaw keeps a message before anything is done with it. A message that is
// kept already is returned with the state that it has reached.
func (s *Store) StoreRaw(ctx context.Context, in Incoming) (row Inbound, err error) {
	first := s.newInbound(in)
	err = s.update(ctx, "store message "+first.ID, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO mail_raw (sha256, raw) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
			first.SHA256, notNil(in.Raw))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO inbox (`+inboxColumns+`)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '', '', '', '', '', '', '', '', 0, $14)
			ON CONFLICT DO NOTHING`,
			first.ID, first.Account, first.Mailbox, first.UIDValidity, first.UID, instant(first.ReceivedAt), instant(first.StoredAt),
			first.SHA256, first.Size, first.TooLarge, first.MessageID, first.BodySHA256, first.State, instant(first.UpdatedAt))
		if err != nil {
			return err
		}
		row, err = one(ctx, tx, scanInbound, `SELECT `+inboxColumns+` FROM inbox
			WHERE account = $1 AND mailbox = $2 AND uid_validity = $3 AND uid = $4`,
			in.Account, in.Mailbox, in.UIDValidity, in.UID)
		return err
	})
	return row, err
}

func (s *Store) newInbound(in Incoming) Inbound {
	now := s.now()
	return Inbound{
		ID:      inboundID(in),
		Account: in.Account, Mailbox: in.Mailbox, UIDValidity: in.UIDValidity, UID: in.UID,
		ReceivedAt: in.ReceivedAt, StoredAt: now, UpdatedAt: now,
		SHA256: digest(in.Raw), BodySHA256: digest(procedure.BodyOf(in.Raw)), MessageID: in.MessageID,
		Size: max(in.Size, int64(len(in.Raw))), TooLarge: in.TooLarge,
		State: InboxStored,
	}
}

func inboundID(in Incoming) string {
	return digest(fmt.Appendf(nil, "%q %q %d %d", in.Account, in.Mailbox, in.UIDValidity, in.UID))[:16]
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// FindTwin finds an earlier copy of a message of which something has come. The
// same Message-ID with the same body is one message, as when it came through
// two aliases or was seen again after the mailbox was rebuilt; with another
// body it is a new one. Without a Message-ID all bytes must agree. A copy in
// quarantine is no twin: it may have lost on its way what makes this one
// believed, or somebody may have forged it to be the first.
func (s *Store) FindTwin(ctx context.Context, row Inbound) (twin Inbound, found bool, err error) {
	twin, err = one(ctx, s.read, scanInbound, `SELECT `+inboxColumns+` FROM inbox
		WHERE message_id = $1 AND body_sha256 = $2 AND (message_id <> '' OR sha256 = $3)
		  AND id <> $4 AND state = $5
		ORDER BY stored_at, id LIMIT 1`,
		row.MessageID, row.BodySHA256, row.SHA256, row.ID, InboxAccepted)
	switch {
	case errors.Is(err, ErrNotFound):
		return Inbound{}, false, nil
	case err != nil:
		return Inbound{}, false, fmt.Errorf("find twin of message %s: %w", row.ID, err)
	}
	return twin, true, nil
}

// SetInboxState records what became of a message and what was found out about it.
func (s *Store) SetInboxState(ctx context.Context, id string, state InboxState, d InboxDetail) error {
	over := false
	err := s.update(ctx, fmt.Sprintf("mark message %s as %s", id, state), func(tx *sql.Tx) error {
		err := execOne(ctx, tx, `UPDATE inbox SET state = $2, class = $3, ask_id = $4, slug = $5, workflow = $6,
			person = $7, signal_id = $8, reason = $9, updated_at = $10,
			sealed = CASE WHEN $11 = '' THEN sealed ELSE $11 END, forget_at = CASE WHEN $12 = '' THEN forget_at ELSE $12 END,
			ballot = MAX(ballot, $13) WHERE id = $1`,
			id, state, d.Class, d.Ask, d.Slug, d.Workflow, d.Person, d.Command, d.Reason, instant(s.now()), d.SealedBy, instant(d.ForgetAt), d.Ballot)
		if err != nil {
			return err
		}
		if over, err = one(ctx, tx, scanValue[bool], ballotOverQuery, id, InboxQuarantined); err != nil || !over {
			return err
		}
		return expunge(ctx, tx, `id = $1`, id)
	})
	if err != nil || !over {
		return err
	}
	return s.forgetLog(ctx)
}

// ballotOverQuery asks whether nothing more can come of a mail with a ballot: not even an
// admin may have one taken after the survey was counted.
const ballotOverQuery = `SELECT ballot AND (state <> $2 OR EXISTS (SELECT 1 FROM waves WHERE waves.workflow = inbox.sealed))
	FROM inbox WHERE id = $1`

const doomedQuery = `SELECT ` + inboxColumns + ` FROM inbox WHERE account = $1 AND ballot = 1 AND erased = 0 ORDER BY stored_at, id`

// Doomed lists the settled messages of an account of which the mailbox is to keep no copy
// and may still have one.
func (s *Store) Doomed(ctx context.Context, account string) ([]Inbound, error) {
	doomed, err := all(ctx, s.read, scanInbound, doomedQuery, account)
	if err != nil {
		return nil, fmt.Errorf("list what the mailbox is not to keep: %w", err)
	}
	return doomed, nil
}

// Erased records that the mailbox keeps no copy of a message any more.
func (s *Store) Erased(ctx context.Context, account, mailbox string, validity, uid uint32) error {
	return s.update(ctx, "record that a message is not in the mailbox any more", func(tx *sql.Tx) error {
		return execOne(ctx, tx, `UPDATE inbox SET erased = 1 WHERE account = $1 AND mailbox = $2 AND uid_validity = $3 AND uid = $4`,
			account, mailbox, validity, uid)
	})
}

// InboxQuery selects messages; zero fields select all.
type InboxQuery struct {
	Slug      string
	MessageID string
	States    []InboxState
	Limit     int // the newest
}

// Inbox lists messages, newest first.
func (s *Store) Inbox(ctx context.Context, q InboxQuery) ([]Inbound, error) {
	where, args := filter{}.equal("slug", q.Slug).equal("message_id", q.MessageID).in("state", texts(q.States)).sql(q.Limit)
	list, err := all(ctx, s.read, scanInbound,
		`SELECT `+inboxColumns+` FROM inbox`+where+` ORDER BY stored_at DESC, id LIMIT $1`, args...)
	if err != nil {
		return nil, fmt.Errorf("list inbox: %w", err)
	}
	return list, nil
}

// Inbound returns one message of the inbox, or ErrNotFound.
func (s *Store) Inbound(ctx context.Context, id string) (Inbound, error) {
	row, err := one(ctx, s.read, scanInbound, `SELECT `+inboxColumns+` FROM inbox WHERE id = $1`, id)
	if err != nil {
		return Inbound{}, fmt.Errorf("read message %s: %w", id, err)
	}
	return row, nil
}

// ErrAmbiguous says that several IDs begin as given.
var ErrAmbiguous = errors.New("several IDs begin so")

// FindInbound returns the one message whose ID begins as given. The error says if
// there is none (ErrNotFound) or more than one (ErrAmbiguous).
func (s *Store) FindInbound(ctx context.Context, prefix string) (Inbound, error) {
	list, err := all(ctx, s.read, scanInbound,
		`SELECT `+inboxColumns+` FROM inbox WHERE substr(id, 1, $2) = $1 ORDER BY id LIMIT 2`, prefix, len(prefix))
	switch {
	case err != nil:
		return Inbound{}, fmt.Errorf("find message %s: %w", prefix, err)
	case len(list) == 0 || prefix == "":
		return Inbound{}, fmt.Errorf("find message %s: %w", prefix, ErrNotFound)
	case len(list) > 1:
		return Inbound{}, fmt.Errorf("find message %s: %w", prefix, ErrAmbiguous)
	}
	return list[0], nil
}

// QuarantineCount is how many messages of a partnership are in quarantine; those
// of none have no slug.
type QuarantineCount struct {
	Slug  string
	Count int
}

// Quarantined counts the messages in quarantine by partnership, in the order of
// the slugs.
func (s *Store) Quarantined(ctx context.Context) ([]QuarantineCount, error) {
	counts, err := all(ctx, s.read, func(row scanner) (c QuarantineCount, err error) {
		err = row.Scan(&c.Slug, &c.Count)
		return c, err
	}, `SELECT slug, COUNT(*) FROM inbox WHERE state = $1 GROUP BY slug ORDER BY slug`, InboxQuarantined)
	if err != nil {
		return nil, fmt.Errorf("count quarantine: %w", err)
	}
	return counts, nil
}

// RawHead returns at most the first bytes of a message by its SHA-256, or
// ErrNotFound: enough for its header, however large the message is.
func (s *Store) RawHead(ctx context.Context, sha256 string, limit int) ([]byte, error) {
	head, err := one(ctx, s.read, scanValue[[]byte], `SELECT substr(raw, 1, $2) FROM mail_raw WHERE sha256 = $1`, sha256, limit)
	if err != nil {
		return nil, fmt.Errorf("read head of message %s: %w", sha256, err)
	}
	return head, nil
}

// Raw returns the bytes of a message by their SHA-256, or ErrNotFound.
func (s *Store) Raw(ctx context.Context, sha256 string) ([]byte, error) {
	raw, err := one(ctx, s.read, scanValue[[]byte], `SELECT raw FROM mail_raw WHERE sha256 = $1`, sha256)
	if err != nil {
		return nil, fmt.Errorf("read message bytes %s: %w", sha256, err)
	}
	return raw, nil
}

func scanInbound(row scanner) (m Inbound, err error) {
	err = row.Scan(&m.ID, &m.Account, &m.Mailbox, &m.UIDValidity, &m.UID, (*instant)(&m.ReceivedAt),
		(*instant)(&m.StoredAt), &m.SHA256, &m.Size, &m.TooLarge, &m.MessageID, &m.BodySHA256, &m.State,
		&m.Class, &m.Ask, &m.Slug, &m.Workflow, &m.Person, &m.Command, &m.Reason,
		&m.SealedBy, (*instant)(&m.ForgetAt), &m.Ballot, (*instant)(&m.UpdatedAt))
	return m, err
}
