package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// turns lets writers that come at the same time share a transaction: what costs
// time is the commit, which waits for the disk, and one commit serves them all.
// Whoever has the turn carries out what everybody has queued meanwhile.
type turns struct {
	turn chan struct{} // holds one value while somebody writes

	mu    sync.Mutex
	queue []*write // guarded by mu
}

// write is what one caller wants to be written.
type write struct {
	ctx  context.Context
	do   func(*sql.Tx) error
	err  error // errUnwritten until it is known how it went
	done chan struct{}
}

// errUnwritten is what callers hear whose fellow had the turn and panicked.
var errUnwritten = errors.New("the transaction came to no end")

func newTurns() *turns { return &turns{turn: make(chan struct{}, 1)} }

func (t *turns) add(w *write) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.queue = append(t.queue, w)
}

func (t *turns) take() []*write {
	t.mu.Lock()
	defer t.mu.Unlock()
	taken := t.queue
	t.queue = nil
	return taken
}

// inTx runs do in a write transaction, by itself or with others that wait for
// their turn, and returns when it is on disk. It runs do again when the
// transaction failed with others in it.
func (s *Store) inTx(ctx context.Context, do func(*sql.Tx) error) error {
	w := &write{ctx: ctx, do: do, err: errUnwritten, done: make(chan struct{})}
	s.turns.add(w)
	select {
	case <-w.done:
	case s.turns.turn <- struct{}{}:
		defer func() { <-s.turns.turn }()
		s.writeAll(s.turns.take()) // w is among them, or was done a moment ago
	}
	return w.err
}

// writeAll carries out what callers have queued, in one transaction. If anything
// at all goes wrong, each gets one of its own, so that nobody suffers from what
// another does: an error, or a context that ends, which makes SQLite undo
// everything.
func (s *Store) writeAll(writes []*write) {
	together := len(writes) > 1 && s.transact(context.WithoutCancel(writes[0].ctx), func(tx *sql.Tx) error {
		for _, w := range writes {
			if err := w.ctx.Err(); err != nil {
				return err
			}
			if err := w.do(tx); err != nil {
				return err
			}
		}
		return nil
	}) == nil
	for _, w := range writes {
		w.err = nil
		if !together {
			w.err = s.transact(w.ctx, w.do)
		}
		close(w.done)
	}
}

// transact runs do in a transaction of its own.
func (s *Store) transact(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
