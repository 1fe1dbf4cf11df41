package store

import (
	"context"
	"fmt"
	"time"
)

// Backlog is what has not gone out, and why.
type Backlog struct {
	Held int // waits for the hours of its reader
	Due  int // may go out now and was not tried yet
	// Failing letters were tried and not taken by the mail server: since when, and
	// what it was last.
	Failing      int
	FailingSince time.Time
	FailingFor   string // the reason of the latest attempt
	// Unwritten and Refused are those that were put aside lately.
	Unwritten int
	Refused   int
}

// backlogQuery counts what waits. A notice that waits for a letter to take it
// along is no backlog before its last day.
const backlogQuery = `SELECT
		COUNT(CASE WHEN reason = '' AND due_at > $1 AND state <> $2 THEN 1 END),
		COUNT(CASE WHEN reason = '' AND due_at <= $1 THEN 1 END),
		COUNT(CASE WHEN reason <> '' THEN 1 END),
		COALESCE(MIN(CASE WHEN reason <> '' THEN failing_since END), '')
	FROM outbox WHERE state IN ($2, $3, $4) AND ($5 = '' OR slug = $5)`

const failingQuery = `SELECT reason FROM outbox
	WHERE state IN ($1, $2, $3) AND reason <> '' AND ($4 = '' OR slug = $4) ORDER BY updated_at DESC LIMIT 1`

const asideQuery = `SELECT COUNT(CASE WHEN state = $1 THEN 1 END), COUNT(CASE WHEN state = $2 THEN 1 END)
	FROM outbox WHERE state IN ($1, $2) AND updated_at > $3 AND ($4 = '' OR slug = $4)`

// Backlog counts the letters of a partnership, or of all, that have not gone
// out, and those that were put aside since a time.
func (s *Store) Backlog(ctx context.Context, slug string, now, since time.Time) (Backlog, error) {
	b, err := one(ctx, s.read, func(row scanner) (b Backlog, err error) {
		err = row.Scan(&b.Held, &b.Due, &b.Failing, (*instant)(&b.FailingSince))
		return b, err
	}, backlogQuery, instant(now), OutboxRides, OutboxQueued, OutboxPacked, slug)
	if err != nil {
		return Backlog{}, fmt.Errorf("count waiting letters: %w", err)
	}
	if b.Failing > 0 {
		b.FailingFor, err = one(ctx, s.read, scanValue[string], failingQuery, OutboxRides, OutboxQueued, OutboxPacked, slug)
		if errNoRow(err) != nil {
			return Backlog{}, fmt.Errorf("read why letters wait: %w", err)
		}
	}
	aside := func(row scanner) (struct{}, error) { return struct{}{}, row.Scan(&b.Unwritten, &b.Refused) }
	if _, err := one(ctx, s.read, aside, asideQuery, OutboxUnwritten, OutboxFailed, instant(since), slug); err != nil {
		return Backlog{}, fmt.Errorf("count letters put aside: %w", err)
	}
	return b, nil
}
