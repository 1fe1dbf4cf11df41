package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Sealed are the answers to an ask that only whoever gave them may see.
type Sealed struct {
	Ask      string
	Workflow string
	Answers  []partnership.Answer
	Problems []string // what could not be read
}

// Seal keeps answers in the place of earlier ones to the same questions.
func (s *Store) Seal(ctx context.Context, in Sealed, at time.Time) error {
	return s.update(ctx, "seal answers to "+in.Ask, func(tx *sql.Tx) error {
		known, err := one(ctx, tx, scanSealed, `SELECT ask_id, workflow, answers, problems FROM sealed WHERE ask_id = $1`, in.Ask)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		for _, a := range in.Answers {
			known.Answers = slices.DeleteFunc(known.Answers, func(old partnership.Answer) bool { return old.Question == a.Question })
			known.Answers = append(known.Answers, a)
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO sealed (ask_id, workflow, answers, problems, updated_at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (ask_id) DO UPDATE SET answers = excluded.answers, problems = excluded.problems, updated_at = excluded.updated_at`,
			in.Ask, in.Workflow, jsonColumn{known.Answers}, jsonColumn{in.Problems}, instant(at))
		return err
	})
}

// Unseal returns the answers to an ask, for letters to whoever gave them.
func (s *Store) Unseal(ctx context.Context, ask string) (Sealed, error) {
	sealed, err := one(ctx, s.read, scanSealed, `SELECT ask_id, workflow, answers, problems FROM sealed WHERE ask_id = $1`, ask)
	if err = errNoRow(err); err != nil {
		return Sealed{}, fmt.Errorf("read sealed answers to %s: %w", ask, err)
	}
	return sealed, nil
}

// Tally counts how often each value was given to a procedure's questions. Who
// gave it, and when, is not in the result, nor is what people wrote in words.
func (s *Store) Tally(ctx context.Context, workflow string, questions []partnership.Question) ([]procedure.TalliedQuestion, error) {
	list, err := all(ctx, s.read, scanSealed, `SELECT ask_id, workflow, answers, problems FROM sealed WHERE workflow = $1`, workflow)
	if err != nil {
		return nil, fmt.Errorf("tally answers of %s: %w", workflow, err)
	}
	var answers []partnership.Answer
	for _, sealed := range list {
		answers = append(answers, sealed.Answers...)
	}
	return procedure.Count(questions, answers), nil
}

func scanSealed(row scanner) (s Sealed, err error) {
	err = row.Scan(&s.Ask, &s.Workflow, jsonColumn{&s.Answers}, jsonColumn{&s.Problems})
	return s, err
}
