package store

import (
	"context"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// SentMail is a mail that went out, and what it was sent for.
type SentMail struct {
	Slug, Person, Recipient string
	// Letter is the one that the mail was made of, and Together the workflows of those
	// that stood in it with it.
	Letter   procedure.Letter
	Together []string
	At       time.Time
}

// sentQuery looks at what was marked as sent since a time; at the mail itself, which
// one letter carries, and then at who travelled with it.
const sentQuery = `SELECT slug, person, recipient, body, arrival, (
		SELECT json_group_array(b.workflow) FROM outbox b WHERE b.message_id = o.message_id AND b.opens = 1 AND b.raw = x'')
	FROM outbox o WHERE state = $1 AND updated_at >= $2 AND raw <> x'' ORDER BY seq`

// SentMails lists the mails that went out since a time.
func (s *Store) SentMails(ctx context.Context, since time.Time) ([]SentMail, error) {
	mails, err := all(ctx, s.read, func(row scanner) (m SentMail, err error) {
		var a procedure.Arrival
		err = row.Scan(&m.Slug, &m.Person, &m.Recipient, jsonColumn{&m.Letter}, jsonColumn{&a}, jsonColumn{&m.Together})
		m.At = a.At
		return m, err
	}, sentQuery, OutboxSent, instant(since))
	if err != nil {
		return nil, fmt.Errorf("list what was sent: %w", err)
	}
	return mails, nil
}
