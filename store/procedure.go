package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// ProcedureRow is how one workflow stands: its encoded state, and its outcome
// once it has ended. The row of a partnership has the partnership's slug as its
// workflow.
type ProcedureRow struct {
	Workflow string
	Slug     string
	Kind     string
	State    json.RawMessage
	Outcome  string // empty while it runs
	// UpdatedAt is the procedure's own time of the step.
	UpdatedAt time.Time
}

// Ending is how and when a partnership ended.
type Ending struct {
	Outcome string
	At      time.Time
}

// PutProcedure records how a workflow stands after a step.
func (s *Store) PutProcedure(ctx context.Context, row ProcedureRow) error {
	return s.update(ctx, "record state of "+row.Workflow, func(tx *sql.Tx) error { return putProcedure(ctx, tx, row) })
}

// putProcedure replaces a workflow's row within the transaction of its step. The
// step of an earlier time, which a worker that was cut off may repeat, never
// takes the place of a later one.
func putProcedure(ctx context.Context, tx *sql.Tx, row ProcedureRow) error {
	if !json.Valid(row.State) {
		return fmt.Errorf("state of %s is not JSON", row.Workflow)
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO procedures (workflow, slug, kind, state, outcome, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (workflow) DO UPDATE SET
			slug = excluded.slug, kind = excluded.kind, state = excluded.state, outcome = excluded.outcome, updated_at = excluded.updated_at
		WHERE procedures.updated_at <= excluded.updated_at`,
		row.Workflow, row.Slug, row.Kind, string(row.State), row.Outcome, instant(row.UpdatedAt))
	return err
}

// Procedure returns how a workflow stood after its latest step, or ErrNotFound.
func (s *Store) Procedure(ctx context.Context, workflow string) (ProcedureRow, error) {
	row, err := one(ctx, s.read, scanProcedure,
		`SELECT workflow, slug, kind, state, outcome, updated_at FROM procedures WHERE workflow = $1`, workflow)
	if err != nil {
		return ProcedureRow{}, fmt.Errorf("read state of %s: %w", workflow, err)
	}
	return row, nil
}

// Procedures returns how the procedures of one kind stood after their latest steps, the
// one that moved last first.
func (s *Store) Procedures(ctx context.Context, slug, kind string) ([]ProcedureRow, error) {
	rows, err := all(ctx, s.read, scanProcedure, `SELECT workflow, slug, kind, state, outcome, updated_at FROM procedures
		WHERE slug = $1 AND kind = $2 ORDER BY updated_at DESC, workflow`, slug, kind)
	if err != nil {
		return nil, fmt.Errorf("read states of %s: %w", slug, err)
	}
	return rows, nil
}

// Ended tells, of partnerships named by their slugs, those that have ended, also
// long after the server has forgotten them.
func (s *Store) Ended(ctx context.Context, slugs []string) (map[string]Ending, error) {
	ended := make(map[string]Ending)
	for _, slug := range slugs {
		e, err := one(ctx, s.read, scanEnding, `SELECT outcome, updated_at FROM procedures WHERE workflow = $1 AND outcome <> ''`, slug)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("look whether %s has ended: %w", slug, err)
		}
		ended[slug] = e
	}
	return ended, nil
}

func scanProcedure(row scanner) (p ProcedureRow, err error) {
	var state string
	err = row.Scan(&p.Workflow, &p.Slug, &p.Kind, &state, &p.Outcome, (*instant)(&p.UpdatedAt))
	p.State = json.RawMessage(state)
	return p, err
}

func scanEnding(row scanner) (e Ending, err error) {
	err = row.Scan(&e.Outcome, (*instant)(&e.At))
	return e, err
}
