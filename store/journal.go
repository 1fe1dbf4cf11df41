package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

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

// BrokenChainError says where a journal no longer is what was appended.
type BrokenChainError struct {
	Slug   string
	Seq    int64
	Reason string
}

// Error names the row.
func (e *BrokenChainError) Error() string {
	return fmt.Sprintf("journal of %s is broken at entry %d: %s", e.Slug, e.Seq, e.Reason)
}

// link is the newest row of a chain.
type link struct {
	seq  int64
	hash string
}

// next returns the link that a row with this content makes:
// hash = SHA-256(hash before || entry as canonical JSON).
func (l link) next(entry string) link {
	sum := sha256.Sum256([]byte(l.hash + entry))
	return link{seq: l.seq + 1, hash: hex.EncodeToString(sum[:])}
}

// origin is the link before the first row. It holds the slug, so that rows
// cannot change places between partnerships.
func origin(slug string) link { return link{hash: digest([]byte("rapport journal of " + slug))} }

// Record is what a step of a procedure leaves behind, all of it or nothing.
type Record struct {
	Slug      string
	Procedure *ProcedureRow // nil: the step was nobody's
	Entries   []procedure.Entry
	Readings  []measure.Reading
	Booked    []ledger.Entry
	Letters   []procedure.Letter
	Recalls   []procedure.Recall
	Awaits    []procedure.Await
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
		ON CONFLICT (slug) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`, slug, head.seq, head.hash)
	return err
}

// appendEntry returns the new head, or the old one for an entry that is known.
func appendEntry(ctx context.Context, tx *sql.Tx, slug string, head link, e procedure.Entry) (link, error) {
	e.At = e.At.UTC()
	body, err := json.Marshal(e)
	if err != nil {
		return head, err
	}
	next := head.next(string(body))
	err = execOne(ctx, tx, `INSERT INTO journal (slug, seq, id, entry, hash) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (slug, id) DO NOTHING`, slug, next.seq, e.ID, string(body), next.hash)
	if errors.Is(err, ErrNotFound) {
		return head, nil
	}
	return next, err
}

func chainHead(ctx context.Context, q querier, slug string) (link, error) {
	head, err := one(ctx, q, func(row scanner) (l link, err error) {
		err = row.Scan(&l.seq, &l.hash)
		return l, err
	}, `SELECT seq, hash FROM journal_heads WHERE slug = $1`, slug)
	if errors.Is(err, ErrNotFound) {
		return origin(slug), nil
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

func scanJournalRow(row scanner) (j JournalRow, err error) {
	err = row.Scan(&j.Seq, jsonColumn{&j.Entry}, &j.Hash)
	return j, err
}
