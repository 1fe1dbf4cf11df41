package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Seal keeps what a reply to an ask says, in the place of earlier answers to the
// same questions.
func (s *Store) Seal(ctx context.Context, ask, workflow string, r procedure.Reply, at time.Time) error {
	return s.update(ctx, "seal answers to "+ask, func(tx *sql.Tx) error {
		known, err := one(ctx, tx, scanSealed, `SELECT answers, problems FROM sealed WHERE ask_id = $1`, ask)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		known.Take(r)
		_, err = tx.ExecContext(ctx, `INSERT INTO sealed (ask_id, workflow, answers, problems, updated_at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (ask_id) DO UPDATE SET answers = excluded.answers, problems = excluded.problems, updated_at = excluded.updated_at`,
			ask, workflow, jsonColumn{known.Answers}, jsonColumn{known.Problems}, instant(at))
		return err
	})
}

// Unseal returns what is kept of sealed asks, by their IDs, for whoever may read it.
// An ask to which nothing was said, or of which nothing is left, is missing.
func (s *Store) Unseal(ctx context.Context, asks []string) (map[string]procedure.Sealed, error) {
	type row struct {
		ask string
		procedure.Sealed
	}
	list, err := all(ctx, s.read, func(from scanner) (r row, err error) {
		err = from.Scan(&r.ask, jsonColumn{&r.Answers}, jsonColumn{&r.Problems})
		return r, err
	}, `SELECT ask_id, answers, problems FROM sealed WHERE ask_id IN (SELECT value FROM json_each($1))`, jsonColumn{asks})
	if err != nil {
		return nil, fmt.Errorf("read sealed answers: %w", err)
	}
	kept := make(map[string]procedure.Sealed, len(list))
	for _, r := range list {
		kept[r.ask] = r.Sealed
	}
	return kept, nil
}

// Tally counts how often each value was given to a procedure's questions. Who
// gave it, and when, is not in the result, nor is what people wrote in words.
func (s *Store) Tally(ctx context.Context, workflow string, t procedure.Tally) ([]procedure.TalliedQuestion, error) {
	list, err := all(ctx, s.read, func(from scanner) (one procedure.SealedAsk, err error) {
		err = from.Scan(&one.Ask, jsonColumn{&one.Answers})
		return one, err
	}, `SELECT ask_id, answers FROM sealed WHERE workflow = $1`, workflow)
	if err != nil {
		return nil, fmt.Errorf("tally answers of %s: %w", workflow, err)
	}
	return t.Count(list), nil
}

func scanSealed(row scanner) (s procedure.Sealed, err error) {
	err = row.Scan(jsonColumn{&s.Answers}, jsonColumn{&s.Problems})
	return s, err
}
