package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

// missed is since when mails may have come in that the store does not have, and in which
// mailboxes they have been looked for.
type missed struct {
	Since    time.Time `json:"since"`
	Accounts []string  `json:"accounts,omitempty"`
}

const missedSetting = "missed"

// MissMailSince records that mails may have come in since then that are not in the store:
// it is a copy of one that went on.
func (s *Store) MissMailSince(ctx context.Context, since time.Time) error {
	return s.update(ctx, "record since when mail is missed", func(tx *sql.Tx) error {
		return set(ctx, tx, missedSetting, missed{Since: since.UTC()})
	})
}

// MissedSince tells since when mails of an account may be missing in the store, or the zero
// time if none are.
func (s *Store) MissedSince(ctx context.Context, account string) (time.Time, error) {
	m, err := setting[missed](ctx, s.read, missedSetting)
	switch {
	case err != nil:
		return time.Time{}, fmt.Errorf("read since when mail is missed: %w", err)
	case slices.Contains(m.Accounts, account):
		return time.Time{}, nil
	}
	return m.Since, nil
}

// NothingMissed records that no mail of an account is missing in the store any more.
func (s *Store) NothingMissed(ctx context.Context, account string) error {
	return s.update(ctx, "record that no mail is missed", func(tx *sql.Tx) error {
		m, err := setting[missed](ctx, tx, missedSetting)
		if err != nil || slices.Contains(m.Accounts, account) {
			return err
		}
		m.Accounts = append(m.Accounts, account)
		return set(ctx, tx, missedSetting, m)
	})
}
