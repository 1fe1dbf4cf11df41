package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Verify recomputes a partnership's chain from its first entry. It returns a
// *BrokenChainError when a row was changed, removed, inserted or moved.
func (s *Store) Verify(ctx context.Context, slug string) error {
	// Head and rows must be of one moment: entries may be appended meanwhile.
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("verify journal of %s: %w", slug, err)
	}
	err = verifyChain(ctx, tx, slug)
	return errors.Join(err, tx.Rollback())
}

func verifyChain(ctx context.Context, tx *sql.Tx, slug string) (err error) {
	head, err := chainHead(ctx, tx, slug)
	if err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `SELECT seq, id, entry, hash FROM journal WHERE slug = $1 ORDER BY seq`, slug)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	last := origin(slug)
	for rows.Next() {
		var r chainRow
		if err := rows.Scan(&r.seq, &r.id, &r.entry, &r.hash); err != nil {
			return err
		}
		next := last.next(r.entry)
		if reason := r.fault(next); reason != "" {
			return &BrokenChainError{Slug: slug, Seq: next.seq, Reason: reason}
		}
		last = next
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if last != head {
		return &BrokenChainError{Slug: slug, Seq: min(last.seq, head.seq) + 1, Reason: "the newest entries do not match the recorded head"}
	}
	return nil
}

// chainRow is a row of the journal as it lies in the file.
type chainRow struct {
	seq       int64
	id, entry string
	hash      string
}

// fault says what is wrong with a row where want should be, or nothing.
func (r chainRow) fault(want link) string {
	var e procedure.Entry
	switch err := json.Unmarshal([]byte(r.entry), &e); {
	case r.seq != want.seq:
		return "the entry is missing"
	case r.hash != want.hash:
		return "the hash does not match the content"
	case err != nil || e.ID != r.id:
		return "the entry is not filed under its own ID"
	}
	return ""
}
