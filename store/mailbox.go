package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// LastUID returns how far a mailbox has been read: the UID validity and the
// highest UID handed on. Both are 0 for a mailbox never read.
func (s *Store) LastUID(ctx context.Context, account, mailbox string) (validity, uid uint32, err error) {
	type position struct{ validity, uid uint32 }
	p, err := one(ctx, s.read, func(row scanner) (p position, err error) {
		err = row.Scan(&p.validity, &p.uid)
		return p, err
	}, `SELECT uid_validity, uid FROM mailboxes WHERE account = $1 AND mailbox = $2`, account, mailbox)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return 0, 0, fmt.Errorf("read position in mailbox %s: %w", mailbox, err)
	}
	return p.validity, p.uid, nil
}

// AdvanceUID records how far a mailbox has been read. Within one UID validity
// the position never goes back; a new validity starts over.
func (s *Store) AdvanceUID(ctx context.Context, account, mailbox string, validity, uid uint32) error {
	return s.update(ctx, "record position in mailbox "+mailbox, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO mailboxes (account, mailbox, uid_validity, uid) VALUES ($1, $2, $3, $4)
			ON CONFLICT (account, mailbox) DO UPDATE SET uid_validity = excluded.uid_validity, uid = excluded.uid
			WHERE mailboxes.uid_validity <> excluded.uid_validity OR mailboxes.uid < excluded.uid`,
			account, mailbox, validity, uid)
		return err
	})
}
