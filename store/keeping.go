package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Keep says for how long the bytes of incoming mails are kept. Zero is for ever.
type Keep struct {
	Mails      time.Duration `json:"mails"`
	Quarantine time.Duration `json:"quarantine"`
	Large      time.Duration `json:"large"` // what a large mail holds beyond its text
}

const (
	// LargeMail is the size above which the attachments of a mail have a time of their own.
	LargeMail = 1 << 20
	// textOfLarge is what stays of it: the header and the text, which come first.
	textOfLarge = 64 << 10
)

// reasonKept is why a mail has left quarantine.
const reasonKept = "nobody dealt with it for as long as mails are kept in quarantine"

// restsOn lists the mails that signatures and decisions of all journals rest on: they are kept.
const restsOn = `SELECT trim(json_extract(entry, '$.signature.message'), '<>') FROM journal
		WHERE json_extract(entry, '$.kind') = 'signature' AND json_extract(entry, '$.signature.message') <> ''
	UNION SELECT trim(json_extract(entry, '$.source'), '<>') FROM journal
		WHERE json_extract(entry, '$.kind') IN ('signature', 'decision') AND json_extract(entry, '$.source') <> ''`

// over lists the mails of some states that came before a time, whose bytes are longer than
// something, and of which no copy came later.
const over = `SELECT inbox.id, inbox.sha256 FROM inbox JOIN mail_raw ON mail_raw.sha256 = inbox.sha256
	WHERE inbox.stored_at <= $1 AND (inbox.state = $2) = $3 AND inbox.state <> $4 AND length(mail_raw.raw) > $5
	  AND NOT EXISTS (SELECT 1 FROM inbox other WHERE other.sha256 = inbox.sha256 AND (other.stored_at > $1 OR (other.state = $2) <> $3))
	  AND trim(inbox.message_id, '<>') NOT IN (` + restsOn + `)
	ORDER BY inbox.stored_at LIMIT $6`

// Clear deletes the bytes of mails whose time is over, and the attachments of large ones, at
// most limit of each. What was understood of them stays, and those that a signature or a
// decision rests on. It reports how many mails have lost something.
func (s *Store) Clear(ctx context.Context, keep Keep, now time.Time, limit int) (cleared int, err error) {
	for _, rule := range []struct {
		after       time.Duration
		quarantined bool
		longer      int
		left        int
	}{
		{keep.Large, false, LargeMail, textOfLarge},
		{keep.Mails, false, 0, 0},
		{keep.Quarantine, true, 0, 0},
	} {
		if rule.after <= 0 {
			continue
		}
		mails, err := all(ctx, s.read, func(row scanner) (m [2]string, err error) {
			err = row.Scan(&m[0], &m[1])
			return m, err
		}, over, instant(now.Add(-rule.after)), InboxQuarantined, rule.quarantined, InboxStored, rule.longer, limit)
		if err != nil {
			return cleared, fmt.Errorf("look for mails that were kept long enough: %w", err)
		}
		for _, m := range mails {
			err := s.update(ctx, "clear message "+m[0], func(tx *sql.Tx) error { return clearMail(ctx, tx, m[0], m[1], rule.left, rule.quarantined, now) })
			if err != nil {
				return cleared, err
			}
			cleared++
		}
	}
	if cleared > 0 {
		return cleared, s.forgetLog(ctx)
	}
	return 0, nil
}

func clearMail(ctx context.Context, tx *sql.Tx, id, sum string, left int, quarantined bool, now time.Time) error {
	if _, err := tx.ExecContext(ctx, `UPDATE mail_raw SET raw = substr(raw, 1, $2) WHERE sha256 = $1`, sum, left); err != nil {
		return err
	}
	if !quarantined {
		return nil
	}
	_, err := tx.ExecContext(ctx, `UPDATE inbox SET state = $2, reason = $3, updated_at = $4 WHERE id = $1`, id, InboxDismissed, reasonKept, instant(now))
	return err
}

const keepSetting = "keep"

// SetKeep notes for how long the program that works on the store keeps mails.
func (s *Store) SetKeep(ctx context.Context, keep Keep) error {
	return s.update(ctx, "write how long mails are kept", func(tx *sql.Tx) error { return set(ctx, tx, keepSetting, keep) })
}

// Kept is what SetKeep has noted, or nothing.
func (s *Store) Kept(ctx context.Context) (Keep, error) {
	return setting[Keep](ctx, s.read, keepSetting)
}

// Held says what the store holds of mails that came in.
type Held struct {
	Mails int   // of which bytes are there
	Bytes int64 // of all
	Gone  int   // of which none are left
}

// Held counts mails that came in and their bytes.
func (s *Store) Held(ctx context.Context) (Held, error) {
	held, err := one(ctx, s.read, func(row scanner) (h Held, err error) {
		err = row.Scan(&h.Mails, &h.Bytes, &h.Gone)
		return h, err
	}, `SELECT COALESCE(SUM(length(raw) > 0), 0), COALESCE(SUM(length(raw)), 0), COALESCE(SUM(length(raw) = 0), 0) FROM mail_raw`)
	if err != nil {
		return held, fmt.Errorf("count kept mails: %w", err)
	}
	return held, nil
}
