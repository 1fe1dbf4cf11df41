package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

//go:embed migrations/sqlite/*.sql
var migrationFiles embed.FS

// driverName is the name under which modernc.org/sqlite registers itself.
const driverName = "sqlite"

// Open opens the store that a URL of the form "sqlite:PATH" names. A missing
// file is created, readable by its owner only; the file of an older program is
// copied beside itself and then migrated; the file of a newer program is
// refused with a *NewerError and left as it is, a damaged one with a
// *DamagedError.
func Open(ctx context.Context, storeURL string, opts Options) (*Store, error) {
	path, err := sqlitePath(storeURL)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	migrations, err := fs.Sub(migrationFiles, "migrations/sqlite")
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	s, err := openFile(ctx, path, migrations, opts.withDefaults())
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, asDamage(err))
	}
	return s, nil
}

// MissingError says that there is no store where one was to be opened.
type MissingError struct{ Path string }

// Error names the file.
func (e *MissingError) Error() string { return "there is no store at " + e.Path }

// sqlitePath takes the path out of a store URL. The URL itself may hold a
// password and therefore never appears in an error.
func sqlitePath(storeURL string) (string, error) {
	scheme, path, ok := strings.Cut(storeURL, ":")
	switch {
	case ok && (scheme == "postgres" || scheme == "postgresql"):
		return "", errors.New("PostgreSQL is not supported by this version: name a file with sqlite:PATH")
	case !ok || scheme != "sqlite":
		return "", errors.New("unknown kind of store: name a file with sqlite:PATH")
	case path == "" || strings.HasPrefix(path, ":memory:"):
		return "", errors.New("a store lives in a file: name it with sqlite:PATH")
	}
	// sqlite:///abs/path is the same file as sqlite:/abs/path.
	if rest, ok := strings.CutPrefix(path, "//"); ok {
		path = rest
	}
	return path, nil
}

func openFile(ctx context.Context, path string, migrations fs.FS, opts Options) (*Store, error) {
	if err := provideFile(path, opts.Existing); err != nil {
		return nil, err
	}
	if err := migrate(ctx, path, migrations, opts); err != nil {
		return nil, err
	}
	write, err := openWriter(path)
	if err != nil {
		return nil, err
	}
	read, err := openReaders(path)
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	s := &Store{write: write, turns: newTurns(), read: read, path: path, now: opts.Now, logger: opts.Logger, specs: make(map[string]partnership.Spec)}
	if err := errors.Join(write.PingContext(ctx), read.PingContext(ctx)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// provideFile makes sure that there is a file, or that there was one.
func provideFile(path string, existing bool) error {
	if !existing {
		return createFile(path)
	}
	// An empty file is what is left of one that was never written.
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return &MissingError{Path: path}
	}
	return err
}

// createFile makes sure that the file exists and that a new one, which will
// hold people's mail, can be read by its owner only.
func createFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func openWriter(path string) (*sql.DB, error) {
	// synchronous=FULL makes a commit survive a power cut in WAL mode; immediate
	// transactions never fail half-way for want of the write lock. What is deleted or
	// replaced is overwritten: words that are to be forgotten must not stay in the file.
	db, err := sql.Open(driverName, fileURI(path, url.Values{
		"_txlock": {"immediate"},
		"_pragma": {busyTimeout, "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)"},
	}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

func openReaders(path string) (*sql.DB, error) {
	db, err := sql.Open(driverName, fileURI(path, url.Values{"_pragma": {busyTimeout, "query_only(1)"}}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(max(4, runtime.NumCPU()))
	return db, nil
}

// busyTimeout waits for other processes that hold the file, such as a command
// line beside a worker.
const busyTimeout = "busy_timeout(10000)"

func fileURI(path string, q url.Values) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() + "?" + q.Encode()
}
