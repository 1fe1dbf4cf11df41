package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/rapport-engine/rapport/partnership/ledger"
)

// book appends to the ledger of a partnership. An entry that is known stays as it was
// written first.
func book(ctx context.Context, tx *sql.Tx, slug string, entries []ledger.Entry) error {
	for _, e := range entries {
		e.At = e.At.UTC()
		body, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("ledger entry %s: %w", e.ID, err)
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO ledger (slug, seq, id, entry)
			VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM ledger WHERE slug = $1), $2, $3)
			ON CONFLICT (slug, id) DO NOTHING`, slug, e.ID, string(body))
		if err != nil {
			return fmt.Errorf("ledger entry %s: %w", e.ID, err)
		}
	}
	return nil
}

// Entries returns the ledger of a partnership in the order in which it was written,
// with entries that others correct.
func (s *Store) Entries(ctx context.Context, slug string) ([]ledger.Entry, error) {
	list, err := all(ctx, s.read, scanLedgerEntry, `SELECT entry FROM ledger WHERE slug = $1 ORDER BY seq`, slug)
	if err != nil {
		return nil, fmt.Errorf("read ledger of %s: %w", slug, err)
	}
	return list, nil
}

func scanLedgerEntry(row scanner) (e ledger.Entry, err error) {
	err = row.Scan(jsonColumn{&e})
	return e, err
}
