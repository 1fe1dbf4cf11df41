package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"

	"github.com/pressly/goose/v3"
	"golang.org/x/sys/unix"
)

// NewerError says that a file was written by a newer program, whose tables this
// one could only damage.
type NewerError struct {
	Found int64 // version of the file's tables
	Known int64 // newest version that this program knows
}

// Error says what to do.
func (e *NewerError) Error() string {
	return fmt.Sprintf("written by a newer rapport (tables version %d, this program knows %d) and left untouched: "+
		"run the newer rapport, or name another file, or restore the backup that the newer one made beside it", e.Found, e.Known)
}

// migrate brings the file's tables to this program's version. One process does
// it at a time: a command may open the store while a worker makes it.
func migrate(ctx context.Context, path string, migrations fs.FS, opts Options) (err error) {
	unlock, err := lock(path + ".lock")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	// The version is read through a read-only connection: opening for writing
	// would already change a file that must be refused.
	found, err := tablesVersion(ctx, path)
	if err != nil {
		return err
	}
	db, err := openWriter(path)
	if err != nil {
		return err
	}
	err = migrateFrom(ctx, db, path, found, migrations, opts)
	return errors.Join(err, db.Close())
}

// lock waits for a file that stands for the store: SQLite's own locks are lost
// when any handle of the database file is closed. It ends with the process,
// however that dies.
func lock(path string) (unlock func() error, err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
	}
	return f.Close, nil
}

func migrateFrom(ctx context.Context, db *sql.DB, path string, found int64, migrations fs.FS, opts Options) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations,
		goose.WithDisableGlobalRegistry(true), goose.WithSlog(opts.Logger))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	sources := provider.ListSources()
	known := sources[len(sources)-1].Version
	if found > known {
		return &NewerError{Found: found, Known: known}
	}
	if opts.Check && found > 0 {
		if err := checkSoundness(ctx, db, path); err != nil {
			return err
		}
	}
	switch {
	case found == known:
		return nil
	case found > 0:
		backup := fmt.Sprintf("%s.v%d-%s.backup", path, found, opts.Now().UTC().Format("20060102T150405Z"))
		if err := copyInto(ctx, db, backup); err != nil {
			return fmt.Errorf("back up before migrating from version %d to %d: %w", found, known, err)
		}
		opts.Logger.InfoContext(ctx, "store backed up before migrating", "backup", backup, "from", found, "to", known)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate from version %d to %d: %w", found, known, err)
	}
	return nil
}

// tablesVersion reads the version of the file's tables; 0 means an empty file.
func tablesVersion(ctx context.Context, path string) (version int64, err error) {
	db, err := sql.Open(driverName, fileURI(path, url.Values{"mode": {"ro"}, "_pragma": {busyTimeout}}))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tables, err := all(ctx, db, scanValue[string], `SELECT name FROM sqlite_master WHERE type = 'table'`)
	if err != nil {
		return 0, err
	}
	if len(tables) == 0 {
		return 0, nil
	}
	version, err = one(ctx, db, scanValue[int64], `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version`)
	if err != nil {
		return 0, fmt.Errorf("not a rapport store: %w", err)
	}
	return version, nil
}

// copyInto writes a consistent copy of the whole database to a new file.
func copyInto(ctx context.Context, db *sql.DB, path string) error {
	// SQLite would create the copy with the default mode; mail is private.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, path)
	return err
}
