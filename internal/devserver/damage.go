package devserver

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"github.com/rapport-engine/rapport/internal/sqlitefile"
)

// A DamagedError says that a database file is no longer what SQLite has written.
type DamagedError struct {
	Detail string // as SQLite puts it
	Err    error  // nil if only a check has found it
}

// Error says what to do.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("the file is damaged or no database (%s): restore the whole folder from a backup, without the -wal and -shm files "+
		"that lie in it now", e.Detail)
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

// soundAtOnce is up to which size a start reads a whole file in search of damage, which
// takes 0.1 s. In a larger one SQLite notices a spoilt header or a cut by itself, and a
// spoilt page where it comes across it.
const soundAtOnce = 64 << 20

// checkSoundness looks for damage in a file that a start has time to read.
func checkSoundness(ctx context.Context, db *sql.DB, path string) error {
	info, err := os.Stat(path)
	if err != nil || info.Size() > soundAtOnce {
		return err
	}
	detail, err := sqlitefile.Check(ctx, db, "")
	if err == nil && detail != "" {
		err = &DamagedError{Detail: detail}
	}
	return err
}
