package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/rapport-engine/rapport/partnership/chain"
)

// Verify recomputes a partnership's chain from its first entry. It returns a
// *chain.BrokenError when a row was changed, removed, inserted or moved.
func (s *Store) Verify(ctx context.Context, slug string) error {
	err := s.atOnce(ctx, func(q querier) error { return verifyChain(ctx, q, slug) })
	var broken *chain.BrokenError
	if err != nil && !errors.As(err, &broken) {
		return fmt.Errorf("verify journal of %s: %w", slug, err)
	}
	return err
}

// atOnce reads what belongs together from one moment: entries may be appended meanwhile.
func (s *Store) atOnce(ctx context.Context, read func(q querier) error) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(read(tx), tx.Rollback())
}

func verifyChain(ctx context.Context, q querier, slug string) (err error) {
	head, err := chainHead(ctx, q, slug)
	if err != nil {
		return err
	}
	rows, err := q.QueryContext(ctx, `SELECT seq, id, entry, hash FROM journal WHERE slug = $1 ORDER BY seq`, slug)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	c := chain.Of(slug)
	for rows.Next() {
		r, err := scanChainRow(rows)
		if err != nil {
			return err
		}
		if err := c.Follow(r); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return c.End(head)
}
