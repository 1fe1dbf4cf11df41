package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/chain"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// JournalRow is an entry with its place in the partnership's chain.
type JournalRow struct {
	Seq   int64 // from 1, without gaps
	Entry procedure.Entry
	Hash  string // of the row before and this entry, hexadecimal
}

// Record is what a step of a procedure leaves behind, all of it or nothing.
type Record struct {
	Slug      string
	Procedure *ProcedureRow // nil: the step was nobody's
	Entries   []procedure.Entry
	Readings  []measure.Reading
	Booked    []ledger.Entry
	// Adopted becomes the partnership's latest spec; nil: it stays as it is.
	Adopted *partnership.Spec
	Letters []procedure.Letter
	Recalls []procedure.Recall
	Awaits  []procedure.Await
	// Forget says when what was written to the procedure under seal goes; nil: as was
	// said before.
	Forget *procedure.Forget
}

// Commit writes a record: the journal, the measurements and the ledger, the letters of
// the outbox, and the procedure's state.
func (s *Store) Commit(ctx context.Context, r Record) error {
	return s.update(ctx, "commit record of "+r.Slug, func(tx *sql.Tx) error {
		if err := appendEntries(ctx, tx, r.Slug, r.Entries); err != nil {
			return err
		}
		if err := appendReadings(ctx, tx, r.Slug, r.Readings); err != nil {
			return err
		}
		if err := book(ctx, tx, r.Slug, r.Booked); err != nil {
			return err
		}
		if r.Adopted != nil {
			if err := putSpecs(ctx, tx, []partnership.Spec{*r.Adopted}, s.now()); err != nil {
				return err
			}
		}
		if r.Procedure != nil {
			if err := s.recall(ctx, tx, r.Procedure.Workflow, r.Recalls, r.Letters); err != nil {
				return err
			}
			if err := expect(ctx, tx, r.Procedure.Workflow, r.Awaits); err != nil {
				return err
			}
			if r.Forget != nil {
				if err := intend(ctx, tx, r.Procedure.Workflow, *r.Forget, r.Procedure.UpdatedAt); err != nil {
					return err
				}
			}
			if err := putProcedure(ctx, tx, *r.Procedure); err != nil {
				return err
			}
		}
		return s.post(ctx, tx, r.Letters)
	})
}

func appendEntries(ctx context.Context, tx *sql.Tx, slug string, entries []procedure.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	head, err := chainHead(ctx, tx, slug)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if head, err = appendEntry(ctx, tx, slug, head, e); err != nil {
			return fmt.Errorf("entry %s: %w", e.ID, err)
		}
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO journal_heads (slug, seq, hash) VALUES ($1, $2, $3)
		ON CONFLICT (slug) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`, slug, head.Seq, head.Hash)
	return err
}

// appendEntry returns the new head, or the old one for an entry that is known.
func appendEntry(ctx context.Context, tx *sql.Tx, slug string, head chain.Link, e procedure.Entry) (chain.Link, error) {
	e.At = e.At.UTC()
	body, err := json.Marshal(e)
	if err != nil {
		return head, err
	}
	next := head.Next(string(body))
	err = execOne(ctx, tx, `INSERT INTO journal (slug, seq, id, entry, hash) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (slug, id) DO NOTHING`, slug, next.Seq, e.ID, string(body), next.Hash)
	if errors.Is(err, ErrNotFound) {
		return head, nil
	}
	return next, err
}

func chainHead(ctx context.Context, q querier, slug string) (chain.Link, error) {
	head, err := one(ctx, q, func(row scanner) (l chain.Link, err error) {
		err = row.Scan(&l.Seq, &l.Hash)
		return l, err
	}, `SELECT seq, hash FROM journal_heads WHERE slug = $1`, slug)
	if errors.Is(err, ErrNotFound) {
		return chain.Origin(slug), nil
	}
	return head, err
}

// Journal returns entries of a partnership after a sequence number, oldest
// first; a limit of 0 means all.
func (s *Store) Journal(ctx context.Context, slug string, after int64, limit int) ([]JournalRow, error) {
	_, args := filter{}.sql(limit)
	rows, err := all(ctx, s.read, scanJournalRow, `SELECT seq, entry, hash FROM journal
		WHERE slug = $2 AND seq > $3 ORDER BY seq LIMIT $1`, append(args, slug, after)...)
	if err != nil {
		return nil, fmt.Errorf("read journal of %s: %w", slug, err)
	}
	return rows, nil
}

// Decisions is the log of what was decided together in a partnership, the oldest first. Of its
// journal no other entry is read.
func (s *Store) Decisions(ctx context.Context, slug string) ([]procedure.Decision, error) {
	scan := func(row scanner) (e procedure.Entry, err error) {
		err = row.Scan(jsonColumn{&e})
		return e, err
	}
	entries, err := all(ctx, s.read, scan, `SELECT entry FROM journal WHERE slug = $1 AND json_extract(entry, '$.kind') = $2 ORDER BY seq`, slug, procedure.EntryDecision)
	if err != nil {
		return nil, fmt.Errorf("read decisions of %s: %w", slug, err)
	}
	return procedure.DecisionsIn(entries), nil
}

// Chain returns the journal of a partnership as it lies in the store, oldest first, and the
// head of its chain, both of one moment.
func (s *Store) Chain(ctx context.Context, slug string) (rows []chain.Row, head chain.Link, err error) {
	err = s.atOnce(ctx, func(q querier) (err error) {
		if head, err = chainHead(ctx, q, slug); err != nil {
			return err
		}
		rows, err = all(ctx, q, scanChainRow, `SELECT seq, id, entry, hash FROM journal WHERE slug = $1 ORDER BY seq`, slug)
		return err
	})
	if err != nil {
		return nil, chain.Link{}, fmt.Errorf("read journal of %s: %w", slug, err)
	}
	return rows, head, nil
}

func scanChainRow(row scanner) (r chain.Row, err error) {
	err = row.Scan(&r.Seq, &r.ID, &r.Entry, &r.Hash)
	return r, err
}

func scanJournalRow(row scanner) (j JournalRow, err error) {
	err = row.Scan(&j.Seq, jsonColumn{&j.Entry}, &j.Hash)
	return j, err
}
