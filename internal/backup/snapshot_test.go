package backup_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/rapport-engine/rapport/internal/backup"
)

// book is a database with one table, as programs that write ahead have it.
func book(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.ExecContext(t.Context(), "CREATE TABLE done (n INTEGER PRIMARY KEY, text TEXT); CREATE TABLE latest (n INTEGER); INSERT INTO latest VALUES (0)"); err != nil {
		t.Fatal(err)
	}
	return db
}

func last(t *testing.T, path string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.QueryRowContext(t.Context(), "SELECT n FROM latest").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestCopiesAreOfOneMoment has a program write one number after the other into one database
// and then into another. Copies that are of one moment differ by one at most, and the first
// is never behind, however busy the program is.
func TestCopiesAreOfOneMoment(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	paths := []string{filepath.Join(dir, "first.db"), filepath.Join(dir, "second.db")}
	first, second := book(t, paths[0]), book(t, paths[1])
	ctx, stop := context.WithCancel(t.Context())
	var writer sync.WaitGroup
	writer.Go(func() {
		for n := 1; ctx.Err() == nil; n++ {
			for _, db := range []*sql.DB{first, second} {
				if _, err := db.ExecContext(t.Context(), "UPDATE latest SET n = ?", n); err != nil {
					t.Errorf("the backup stands in the way: %v", err)
					return
				}
			}
		}
	})
	seen := 0
	for i := range 30 {
		copies := []backup.Copy{
			{From: paths[0], To: filepath.Join(dir, fmt.Sprintf("first-%d.db", i))},
			{From: paths[1], To: filepath.Join(dir, fmt.Sprintf("second-%d.db", i))},
		}
		if err := backup.Snapshot(t.Context(), copies); err != nil {
			t.Fatal(err)
		}
		for _, c := range copies {
			if err := backup.Check(t.Context(), c.To); err != nil {
				t.Fatal(err)
			}
		}
		a, b := last(t, copies[0].To), last(t, copies[1].To)
		if a != b && a != b+1 {
			t.Errorf("copy %d has %d in the first and %d in the second: they are of two moments", i, a, b)
		}
		seen = max(seen, a)
	}
	stop()
	writer.Wait()
	if seen < 30 {
		t.Errorf("only %d were written meanwhile: the program was held up", seen)
	}
}

func TestADatabaseThatIsDamagedIsFound(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "damaged.db")
	db := book(t, path)
	for n := range 200 {
		if _, err := db.ExecContext(t.Context(), "INSERT INTO done VALUES (?, ?)", n, fmt.Sprintf("%0500d", n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, path)
	if err := backup.Check(t.Context(), path); err == nil {
		t.Error("a page of noughts passes")
	}
}
