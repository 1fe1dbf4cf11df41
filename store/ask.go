package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Ask is one letter of an ask: who was asked what, in which words. Several
// letters share an ask (the question, its reminders, its receipts); they agree
// in the fields up to Spec, and each has its own of the others. Locale and Spec
// are those of the latest letter: it went out by the spec then in force, which
// knows the address that the person writes from now.
type Ask struct {
	ID       string // as the token of the mail carries it
	Slug     string
	Workflow string // who waits for the answer
	Person   string
	Locale   string
	Spec     string // digest of the spec that the ask speaks of
	Sealed   bool   // its answers are in the table of that name only
	// Anonymous says that they are ballots instead, which nobody is to connect with who gave
	// them.
	Anonymous bool

	MessageID string
	// Parts are the asks that stand together in the letter; none for most.
	Parts []procedure.Part
	// Questions are in the order that the letter numbers them. A letter that
	// asks nothing, such as a receipt, is read with those of the first one.
	Questions []partnership.Question
	Text      string // the text part as sent, to align a reply with
	// Recipient is the address that the latest letter of the ask went to.
	Recipient string
	SentAt    time.Time
	Due       time.Time
}

// askColumns belong to scanAsk.
const askColumns = `a.id, a.slug, a.workflow, a.person, a.locale, a.spec, a.sealed, a.anonymous,
	l.message_id, l.parts, CASE WHEN l.questions = 'null' THEN a.questions ELSE l.questions END, l.text, l.sent_at, l.due,
	COALESCE((SELECT o.recipient FROM outbox o WHERE o.ask_id = a.id AND o.recipient <> '' ORDER BY o.seq DESC LIMIT 1),
		(SELECT o.recipient FROM outbox o WHERE o.message_id = l.message_id AND o.recipient <> '' LIMIT 1), '')
	FROM asks a JOIN ask_letters l ON l.ask_id = a.id`

// PutAsk keeps a letter and, with the first one, its ask.
func (s *Store) PutAsk(ctx context.Context, a Ask) error {
	return s.update(ctx, "store ask "+a.ID, func(tx *sql.Tx) error { return putAsk(ctx, tx, a) })
}

func putAsk(ctx context.Context, tx *sql.Tx, a Ask) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO asks (id, slug, workflow, person, locale, spec, sealed, questions, anonymous) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT DO NOTHING`,
		a.ID, a.Slug, a.Workflow, a.Person, a.Locale, a.Spec, a.Sealed, jsonColumn{a.Questions}, a.Anonymous)
	if err != nil {
		return err
	}
	// The same letter composed anew, because nobody took it, replaces what was
	// kept of it: it may stand together with others now, or with others than before.
	known, err := all(ctx, tx, scanValue[string], `SELECT message_id FROM ask_letters WHERE message_id = $1`, a.MessageID)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO ask_letters (message_id, ask_id, questions, text, sent_at, due, parts) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (message_id) DO UPDATE SET ask_id = excluded.ask_id, questions = excluded.questions, parts = excluded.parts,
			text = excluded.text, sent_at = excluded.sent_at, due = excluded.due`,
		a.MessageID, a.ID, jsonColumn{noneIfEmpty(a.Questions)}, a.Text, instant(a.SentAt), instant(a.Due), jsonColumn{a.Parts})
	if err != nil || len(known) > 0 {
		return err // a repeat of an old letter must not bring its spec back
	}
	_, err = tx.ExecContext(ctx, `UPDATE asks SET locale = $2, spec = $3 WHERE id = $1 AND (locale <> $2 OR spec <> $3)`,
		a.ID, a.Locale, a.Spec)
	return err
}

// Ask returns the first letter of an ask, or ErrNotFound.
func (s *Store) Ask(ctx context.Context, id string) (Ask, error) {
	a, err := one(ctx, s.read, scanAsk,
		`SELECT `+askColumns+` WHERE a.id = $1 ORDER BY l.sent_at, l.message_id LIMIT 1`, id)
	if err != nil {
		return Ask{}, fmt.Errorf("read ask %s: %w", id, err)
	}
	return a, nil
}

// AskByMessageID returns the letter that went out with a Message-ID, or ErrNotFound.
func (s *Store) AskByMessageID(ctx context.Context, messageID string) (Ask, error) {
	a, err := one(ctx, s.read, scanAsk, `SELECT `+askColumns+` WHERE l.message_id = $1`, messageID)
	if err != nil {
		return Ask{}, fmt.Errorf("read ask of message %s: %w", messageID, err)
	}
	return a, nil
}

// Letters returns every letter of an ask, oldest first, for replies that name
// the ask but not the letter they answer.
func (s *Store) Letters(ctx context.Context, askID string) ([]Ask, error) {
	letters, err := all(ctx, s.read, scanAsk,
		`SELECT `+askColumns+` WHERE a.id = $1 ORDER BY l.sent_at, l.message_id`, askID)
	if err != nil {
		return nil, fmt.Errorf("read letters of ask %s: %w", askID, err)
	}
	return letters, nil
}

// mostAsked bounds what is looked at of a person's asks: only the latest of them
// can be open.
const mostAsked = 20

// Asked returns the asks of a person in a partnership that ask something, each
// with its first letter, the latest ask first. Those that stood together in one mail
// are listed one by one.
func (s *Store) Asked(ctx context.Context, slug, person string) ([]Ask, error) {
	asks, err := all(ctx, s.read, scanAsk, `SELECT `+askColumns+`
		WHERE a.slug = $1 AND a.person = $2 AND a.questions <> 'null' AND l.parts = 'null'
		  AND l.message_id = (SELECT message_id FROM ask_letters WHERE ask_id = a.id ORDER BY sent_at, message_id LIMIT 1)
		ORDER BY l.sent_at DESC, a.id LIMIT $3`, slug, person, mostAsked)
	if err != nil {
		return nil, fmt.Errorf("read asks of a person of %s: %w", slug, err)
	}
	return asks, nil
}

func scanAsk(row scanner) (a Ask, err error) {
	err = row.Scan(&a.ID, &a.Slug, &a.Workflow, &a.Person, &a.Locale, &a.Spec, &a.Sealed, &a.Anonymous,
		&a.MessageID, jsonColumn{&a.Parts}, jsonColumn{&a.Questions}, &a.Text, (*instant)(&a.SentAt), (*instant)(&a.Due), &a.Recipient)
	return a, err
}

// noneIfEmpty makes "asks nothing" one JSON text, null.
func noneIfEmpty(qs []partnership.Question) []partnership.Question {
	if len(qs) == 0 {
		return nil
	}
	return qs
}
