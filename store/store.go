// Package store keeps what must outlive workflows and servers: specs, asks,
// outbox, inbox, measurements, the ledger and the journal, in one SQLite file.
//
// Every write is one transaction that is on disk when the method returns, and
// every write can be repeated without a second effect, so that a caller that
// was killed simply starts again. The package knows nothing of mail servers or
// workflows.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/rapport-engine/rapport/partnership"
)

// ErrNotFound says that no row has the key that was asked for.
var ErrNotFound = errors.New("not found")

// Store is an open database. It is safe for concurrent use.
type Store struct {
	// write has a single connection: SQLite has one writer, and queueing in the
	// pool is fairer than retrying on SQLITE_BUSY.
	write  *sql.DB
	turns  *turns
	read   *sql.DB
	path   string
	now    func() time.Time
	logger *slog.Logger

	specsMu sync.Mutex
	specs   map[string]partnership.Spec // by digest; guarded by specsMu
}

// Options are what a store needs of its surroundings.
type Options struct {
	// Now is the clock; time.Now if nil.
	Now func() time.Time
	// Logger gets migrations and oddities; silent if nil.
	Logger *slog.Logger
	// Existing refuses to make a store: a missing or empty file is a
	// *MissingError, and nothing is written.
	Existing bool
	// Check looks for damage before the store is used. It is for programs that
	// go on to write: others find damage where they read.
	Check bool
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// Path is where the file lies.
func (s *Store) Path() string { return s.path }

// Close releases the file.
func (s *Store) Close() error {
	if err := errors.Join(s.read.Close(), s.write.Close()); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// update runs fn in a write transaction, perhaps twice; what names the operation in errors.
func (s *Store) update(ctx context.Context, what string, fn func(*sql.Tx) error) error {
	err := s.inTx(ctx, fn)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// execOne runs one statement that must concern a row; ErrNotFound if it does not.
func execOne(ctx context.Context, tx *sql.Tx, query string, args ...any) error {
	res, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return err
	}
	if n == 0 {
		return ErrNotFound
	}
	return nil
}
