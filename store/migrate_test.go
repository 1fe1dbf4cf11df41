package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rapport-engine/rapport/partnership/chain"
)

// shippedMigrations are this program's, oldest first.
func shippedMigrations(t *testing.T) []string {
	t.Helper()
	return must[[]string](t)(fs.Glob(migrationFiles, "migrations/sqlite/*.sql"))
}

// migrationsOf makes a file system of some of them.
func migrationsOf(t *testing.T, names []string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range names {
		files[filepath.Base(name)] = &fstest.MapFile{Data: must[[]byte](t)(migrationFiles.ReadFile(name))}
	}
	return files
}

// laterMigrations are those of a program one version ahead of this one.
func laterMigrations(t *testing.T, sql string) fs.FS {
	t.Helper()
	later := migrationsOf(t, shippedMigrations(t))
	later["9999_later.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + sql)}
	return later
}

func TestNewerFileIsRefusedUntouched(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	newer := must[*Store](t)(openFile(t.Context(), path, laterMigrations(t, "CREATE TABLE later (x TEXT);"), Options{Now: testClock()}.withDefaults()))
	check(t, newer.Close())
	before := must[[]byte](t)(os.ReadFile(path))

	_, err := Open(t.Context(), "sqlite:"+path, Options{})
	var refused *NewerError
	if !errors.As(err, &refused) || refused.Found != 9999 {
		t.Fatalf("Open: got %v, want a NewerError for version 9999", err)
	}
	if !strings.Contains(err.Error(), "run the newer rapport") {
		t.Errorf("the refusal does not say what to do: %v", err)
	}
	if !bytes.Equal(before, must[[]byte](t)(os.ReadFile(path))) {
		t.Error("the refused file was changed")
	}
}

func TestOlderFileIsBackedUpThenMigrated(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	older := openTest(t, path)
	check(t, older.Commit(t.Context(), journaled("acme", "1")))
	check(t, older.Close())

	s := must[*Store](t)(openFile(t.Context(), path, laterMigrations(t, "CREATE TABLE later (x TEXT);"), Options{Now: testClock()}.withDefaults()))
	t.Cleanup(func() { _ = s.Close() })
	check(t, s.Verify(t.Context(), "acme"))
	must[[]string](t)(all(t.Context(), s.read, scanValue[string], `SELECT x FROM later`))

	backup := fmt.Sprintf("%s.v%d-20261201T100000Z.backup", path, len(shippedMigrations(t)))
	if mode := must[os.FileInfo](t)(os.Stat(backup)).Mode().Perm(); mode != 0o600 {
		t.Errorf("the backup has mode %v", mode)
	}
	kept := openTest(t, backup)
	check(t, kept.Verify(t.Context(), "acme"))
	if n := len(must[[]JournalRow](t)(kept.Journal(t.Context(), "acme", 0, 0))); n != 1 {
		t.Errorf("the backup has %d entries, want 1", n)
	}
}

// The oldest tables that a file may have become those of today, with what is in
// them.
func TestTheFirstTablesBecomeThoseOfToday(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	first := must[*Store](t)(openFile(t.Context(), path, migrationsOf(t, shippedMigrations(t)[:1]), Options{Now: testClock()}.withDefaults()))
	must[sql.Result](t)(first.write.ExecContext(t.Context(), `
		INSERT INTO asks (id, slug, workflow, person, locale, spec, questions) VALUES ('a1', 'acme', 'w', 'lars', 'nb', 'd1', 'null');
		INSERT INTO ask_letters (message_id, ask_id, questions, text, sent_at, due) VALUES ('m@eng.test', 'a1', 'null', 'How many?', '', '')`))
	must[sql.Result](t)(first.write.ExecContext(t.Context(), `
		INSERT INTO journal_heads (slug, seq, hash) VALUES ('acme', 0, $1)`, chain.Origin("acme").Hash))
	check(t, first.Close())

	s := openTest(t, path)
	if ask := must[Ask](t)(s.AskByMessageID(t.Context(), "m@eng.test")); ask.Person != "lars" || ask.Sealed {
		t.Errorf("the ask is %+v", ask)
	}
	check(t, s.Commit(t.Context(), full("1")))
	check(t, s.Verify(t.Context(), "acme"))
	if keys, _ := due(t, s, noon); len(keys) != 1 {
		t.Errorf("due letters: %v", keys)
	}
}

func TestFailedMigrationLeavesTheOldTables(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	check(t, openTest(t, path).Close())
	_, err := openFile(t.Context(), path, laterMigrations(t, "CREATE TABLE later (x TEXT); CREATE TABLE specs (x TEXT);"), Options{Now: testClock()}.withDefaults())
	if err == nil {
		t.Fatal("a broken migration went through")
	}
	must[[]string](t)(openTest(t, path).Slugs(t.Context()))
}

func TestForeignFilesAreRefused(t *testing.T) {
	t.Parallel()
	t.Run("no database", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "notes.txt")
		text := []byte(strings.Repeat("this is not a database\n", 100))
		check(t, os.WriteFile(path, text, 0o600))
		if _, err := Open(t.Context(), "sqlite:"+path, Options{}); err == nil {
			t.Error("opened a text file")
		}
		if !bytes.Equal(text, must[[]byte](t)(os.ReadFile(path))) {
			t.Error("the refused file was changed")
		}
	})
	t.Run("another program's database", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "other.db")
		execRaw(t, openRaw(t, path), `CREATE TABLE customers (name TEXT)`)
		_, err := Open(t.Context(), "sqlite:"+path, Options{})
		if err == nil || !strings.Contains(err.Error(), "not a rapport store") {
			t.Errorf("Open: got %v", err)
		}
	})
}

// TestOpenedAtOnceIsMigratedOnce opens a new file from many sides, as a command
// does beside a worker that has just begun. flock parts open files, not
// processes, so one process shows what several would do.
func TestOpenedAtOnceIsMigratedOnce(t *testing.T) {
	t.Parallel()
	for range 5 {
		path := filepath.Join(t.TempDir(), "rapport.db")
		errs := make(chan error)
		for range 4 {
			go func() {
				s, err := Open(t.Context(), "sqlite:"+path, Options{})
				if err == nil {
					err = s.Close()
				}
				errs <- err
			}()
		}
		for range 4 {
			if err := <-errs; err != nil {
				t.Errorf("open a store that others open too: %v", err)
			}
		}
	}
}
