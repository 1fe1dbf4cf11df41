// Package backup copies databases that belong together, as they were at one moment, into one
// file, and takes them out of it again.
package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
)

// lockPatience is how long a backup waits for a writer to finish. Writers wait for the
// backup in turn, but only until all databases are held: some milliseconds.
const lockPatience = 10 * time.Second

// Copy is a database and where its copy goes.
type Copy struct{ From, To string }

// Snapshot copies databases as all of them were at one moment, while programs go on writing.
//
// A partnership lives in two databases: the store has what was said and sent, the server has
// who waits for what. Copied one after the other they would differ by what happened in between.
// Is the store older, then the server takes for done what the store has never heard of: lost. Is
// the server older, then a reply is marked as taken in the store, and the procedure that it was
// for never gets it: lost as well. So all are held for a moment: with the write lock of each,
// nothing is half done in any, and a reader that begins then sees that moment however long it
// reads. The locks are let go before anything is copied. What is copied is what pulling the plug
// at that moment would have left, which is what everything is built to go on from.
func Snapshot(ctx context.Context, copies []Copy) (err error) {
	readers := make([]*held, len(copies))
	defer func() {
		for _, r := range readers {
			if r != nil {
				err = errors.Join(err, r.end())
			}
		}
	}()
	if err := hold(ctx, copies, readers); err != nil {
		return err
	}
	for i, c := range copies {
		if err := copyOut(ctx, readers[i], c); err != nil {
			return fmt.Errorf("copy %s: %w", filepath.Base(c.From), err)
		}
	}
	return nil
}

// hold begins a reader of each database at one moment, at which nobody writes into any.
func hold(ctx context.Context, copies []Copy, readers []*held) (err error) {
	var locks []*held
	defer func() {
		for _, l := range locks {
			err = errors.Join(err, l.end())
		}
	}()
	for _, c := range copies {
		lock, lockErr := begin(ctx, c.From, "BEGIN IMMEDIATE")
		if lockErr != nil {
			return fmt.Errorf("hold %s: %w", filepath.Base(c.From), lockErr)
		}
		locks = append(locks, lock)
	}
	for i, c := range copies {
		if readers[i], err = begin(ctx, c.From, "BEGIN"); err != nil {
			return fmt.Errorf("read %s: %w", filepath.Base(c.From), err)
		}
		var tables int // a snapshot begins with the first look
		if err = readers[i].QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
			return fmt.Errorf("read %s: %w", filepath.Base(c.From), err)
		}
	}
	return nil
}

// begin opens a connection of its own and begins a transaction in it.
func begin(ctx context.Context, path, how string) (*held, error) {
	db, err := sql.Open("sqlite", uri(path, "rw"))
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if _, err := conn.ExecContext(ctx, how); err != nil {
		return nil, errors.Join(err, conn.Close(), db.Close())
	}
	return &held{Conn: conn, db: db}, nil
}

// held is a connection with a transaction in it.
type held struct {
	*sql.Conn
	db *sql.DB
}

// end ends the transaction, which has written nothing.
func (h *held) end() error { return errors.Join(h.Close(), h.db.Close()) }

func uri(path, mode string) string {
	q := url.Values{"mode": {mode}, "_pragma": {fmt.Sprintf("busy_timeout(%d)", lockPatience.Milliseconds())}}
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() + "?" + q.Encode()
}

// copyOut copies what a reader sees.
func copyOut(ctx context.Context, reader *held, c Copy) error {
	return reader.Raw(func(conn any) error {
		source, ok := conn.(interface {
			NewBackup(string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("the database driver makes no backups")
		}
		b, err := source.NewBackup(uri(c.To, "rwc"))
		if err != nil {
			return err
		}
		for more := true; more; {
			if more, err = b.Step(pagesAtOnce); err != nil || ctx.Err() != nil {
				return errors.Join(err, ctx.Err(), b.Finish())
			}
		}
		return b.Finish()
	})
}

// pagesAtOnce is how much is copied before it is looked whether to stop.
const pagesAtOnce = 4096

// Check looks through a database for damage.
func Check(ctx context.Context, path string) (err error) {
	db, err := sql.Open("sqlite", uri(path, "ro"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found); err != nil {
		return fmt.Errorf("check %s: %w", filepath.Base(path), err)
	}
	if found != "ok" {
		return fmt.Errorf("check %s: it is damaged: %s", filepath.Base(path), found)
	}
	return nil
}
