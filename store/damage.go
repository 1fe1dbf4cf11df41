package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"github.com/rapport-engine/rapport/internal/sqlitefile"
)

// DamagedError says that a file is no longer what SQLite has written.
type DamagedError struct {
	Detail string // as SQLite puts it
	Err    error  // nil if only a check has found it
}

// Error says what to do.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("the file is damaged or no store (%s): restore it from a backup, without the -wal and -shm files that lie beside it now; "+
		"what can still be read of it, `sqlite3 FILE .recover` writes out", e.Detail)
}

// Unwrap gives the cause.
func (e *DamagedError) Unwrap() error { return e.Err }

// asDamage recognizes SQLite's words for a damaged file.
func asDamage(err error) error {
	if detail, damaged := sqlitefile.Damage(err); damaged {
		return &DamagedError{Detail: detail, Err: err}
	}
	return err
}

// SQLite notices a zeroed header and a cut file with the first page that it
// reads. A page that was overwritten it notices only where it reads that page,
// which may be in a month, in the middle of a step. Looking for one costs 0.1 s
// for 64 MB and some 4 s for 1 GB on a small machine: a start may take the
// former, not the latter. Of a larger file only the tables are read that
// everything begins with; they grow with the number of partnerships, not of
// mails. Sound reads it all.
const soundAtOnce = 64 << 20

// vital are those tables.
var vital = []string{"settings", "specs", "mailboxes", "journal_heads"}

// checkSoundness looks for damage in as much of the file as a start has time for.
func checkSoundness(ctx context.Context, db *sql.DB, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() <= soundAtOnce {
		return quickCheck(ctx, db, "")
	}
	for _, table := range vital {
		if err := quickCheck(ctx, db, table); err != nil {
			return err
		}
	}
	return nil
}

// Sound reads the whole file and returns a *DamagedError if it is damaged.
func (s *Store) Sound(ctx context.Context) error {
	if err := quickCheck(ctx, s.read, ""); err != nil {
		return fmt.Errorf("check store %s: %w", s.path, asDamage(err))
	}
	return nil
}

// quickCheck looks for damage in a table, or in the whole file.
func quickCheck(ctx context.Context, q sqlitefile.Querier, table string) error {
	detail, err := sqlitefile.Check(ctx, q, table)
	if err == nil && detail != "" {
		err = &DamagedError{Detail: detail}
	}
	return err
}
