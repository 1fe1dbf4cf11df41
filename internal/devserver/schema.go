package devserver

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/common/persistence"
	"go.temporal.io/server/schema"
	_ "modernc.org/sqlite" // the driver that the server uses as well
)

// Temporal has no migrations for SQLite and does not look at the version of a database that
// it opens: a server whose schema differs from the one that made the file fails in the
// middle of its work, and may have written by then. So every file carries a stamp, written
// in the transaction that creates its tables: which server made it, and the digest of the
// schema which that server carried.
//
//   - Equal digest: the file fits, whatever the versions. The stamp is brought up to date.
//   - Other digest, or tables without a stamp: the files are copied aside and refused. We do
//     not migrate by ourselves: SQLite cannot alter generated columns, Temporal publishes no
//     scripts for it, and a wrong guess would cost a partnership its history.
//   - No tables: the file is new, or its creation was cut short. It is created.

// stamp is what a database file says about its origin.
type stamp struct {
	Version string // of the Temporal server
	Digest  string // of the schema, SHA-256 in hexadecimal
}

const (
	createStamp = `CREATE TABLE rapport_stamp (version TEXT NOT NULL, digest TEXT NOT NULL)`
	insertStamp = `INSERT INTO rapport_stamp (version, digest) VALUES (?, ?)`
	updateStamp = `UPDATE rapport_stamp SET version = ?`
	selectStamp = `SELECT version, digest FROM rapport_stamp`
	countTables = `SELECT count(*) FROM sqlite_master WHERE name = ? OR ? = ''`
)

// A SchemaError says that database files were made by a server whose schema this one does
// not share. The files are untouched.
type SchemaError struct {
	Dir     string   // where the files lie
	Found   string   // the version of the server that made them, or "unknown"
	Running string   // the version of this server
	Backups []string // copies of the files, made before refusing
}

// Error says what happened and what to do.
func (e *SchemaError) Error() string {
	return fmt.Sprintf("open temporal database in %s: it was made by temporal server %s, and server %s of this program "+
		"keeps its data differently; nothing was changed. "+
		"To go on with the running partnerships, use the program version that made it, or move to a Temporal cluster with that version. "+
		"To start anew, move %s and %s away. A copy was made: %s",
		e.Dir, e.Found, e.Running, mainFile, visibilityFile, strings.Join(e.Backups, ", "))
}

// A MissingError says that the file of an earlier run is not there, or empty.
type MissingError struct{ Path string }

// Error names the file.
func (e *MissingError) Error() string { return "there is no temporal database at " + e.Path }

// prepareFiles creates new database files and checks old ones. The visibility file comes
// first: a main file without one is then never a creation cut short but a loss.
func prepareFiles(ctx context.Context, main, visibility string) error {
	want, statements, err := embeddedSchema()
	if err != nil {
		return fmt.Errorf("read embedded temporal schema: %w", err)
	}
	if !exists(visibility) && written(main) {
		return fmt.Errorf("open temporal database: %s is missing beside %s; restore it, or move the other away to start anew",
			visibility, main)
	}
	for _, path := range []string{visibility, main} {
		found, err := prepareFile(ctx, path, want, statements)
		if err != nil {
			return fmt.Errorf("open temporal database %s: %w", path, asDamage(err))
		}
		if found.Digest != want.Digest {
			return refuse(ctx, found, want, main, visibility)
		}
	}
	return nil
}

// prepareFile creates the file's tables if it has none and returns the stamp it now has.
func prepareFile(ctx context.Context, path string, want stamp, statements []string) (stamp, error) {
	db, err := openFile(path)
	if err != nil {
		return stamp{}, err
	}
	defer func() { _ = db.Close() }()
	found, err := readStamp(ctx, db)
	switch {
	case errors.Is(err, errNoTables):
		return want, createTables(ctx, db, want, statements)
	case err != nil:
		return stamp{}, err
	case found.Digest == want.Digest:
		if err := checkSoundness(ctx, db, path); err != nil || found.Version == want.Version {
			return found, err
		}
		_, err := db.ExecContext(ctx, updateStamp, want.Version)
		return want, err
	}
	return found, nil
}

// openFile opens a database file on its own, with the journal that the server will find.
func openFile(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+uriPath(path)+"?mode=rwc&_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

var errNoTables = errors.New("no tables")

// readStamp returns errNoTables for a new file and the version "unknown" for one that was
// not made by Rapport.
func readStamp(ctx context.Context, db *sql.DB) (stamp, error) {
	var tables, stamps int
	if err := db.QueryRowContext(ctx, countTables, "", "").Scan(&tables); err != nil {
		return stamp{}, err
	}
	if tables == 0 {
		return stamp{}, errNoTables
	}
	if err := db.QueryRowContext(ctx, countTables, "rapport_stamp", "rapport_stamp").Scan(&stamps); err != nil {
		return stamp{}, err
	}
	if stamps == 0 {
		return stamp{Version: "unknown"}, nil
	}
	var s stamp
	err := db.QueryRowContext(ctx, selectStamp).Scan(&s.Version, &s.Digest)
	return s, err
}

// createTables makes the schema and its stamp all at once or not at all.
func createTables(ctx context.Context, db *sql.DB, want stamp, statements []string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, s := range append(statements, createStamp) {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("create tables: %w", err)
		}
	}
	if _, err := tx.ExecContext(ctx, insertStamp, want.Version, want.Digest); err != nil {
		return fmt.Errorf("create tables: %w", err)
	}
	return tx.Commit()
}

// embeddedSchema returns the stamp of this program's server and the statements of its
// schema: that of the main store and that of the workflow list, which the server's own
// setup puts into every SQLite database together.
func embeddedSchema() (stamp, []string, error) {
	var text []io.Reader
	for _, name := range []string{"temporal", "visibility"} {
		b, err := fs.ReadFile(schema.Assets(), "sqlite/v3/"+name+"/schema.sql")
		if err != nil {
			return stamp{}, nil, err
		}
		text = append(text, bytes.NewReader(b))
	}
	statements, err := persistence.LoadAndSplitQueryFromReaders(text)
	if err != nil {
		return stamp{}, nil, err
	}
	digest := sha256.Sum256([]byte(strings.Join(statements, "\x00")))
	return stamp{Version: headers.ServerVersion, Digest: hex.EncodeToString(digest[:])}, statements, nil
}

// refuse copies the files aside and returns the *SchemaError that names the copies.
func refuse(ctx context.Context, found, want stamp, files ...string) error {
	e := &SchemaError{Dir: filepath.Dir(files[0]), Found: found.Version, Running: want.Version}
	for _, path := range files {
		if !exists(path) {
			continue
		}
		copied, err := backUp(ctx, path, found.Version)
		if err != nil {
			return fmt.Errorf("copy temporal database %s before refusing it: %w", path, err)
		}
		e.Backups = append(e.Backups, copied)
	}
	return e
}

// backUp copies a database, with what still lies in its journal, to a file that bears the
// day and the server's version. A service manager may try again and again: one copy a day stays.
func backUp(ctx context.Context, path, version string) (string, error) {
	target := fmt.Sprintf("%s.%s.server-%s.bak", path, time.Now().Format(time.DateOnly), version)
	partial := target + ".partial"
	if err := os.Remove(partial); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	db, err := openFile(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, partial); err != nil {
		return "", err
	}
	return target, os.Rename(partial, target)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// written reports whether there is more of a file than its name: SQLite makes an empty one
// before it writes.
func written(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0
}
