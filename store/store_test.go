package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// testClock starts at a fixed time and moves a second with every reading.
func testClock() func() time.Time {
	t := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	ticks := make(chan time.Time, 1)
	ticks <- t
	return func() time.Time {
		t := <-ticks
		ticks <- t.Add(time.Second)
		return t
	}
}

func openTest(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), "sqlite:"+path, Options{Now: testClock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func newStore(t *testing.T) *Store {
	t.Helper()
	return openTest(t, filepath.Join(t.TempDir(), "rapport.db"))
}

// must returns v or ends the test.
func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func diff(t *testing.T, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("unexpected difference (-want +got):\n%s", d)
	}
}

func TestOpenRefusesOtherURLs(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ url, want string }{
		"postgres":   {"postgres://u:hunter2@db/rapport", "PostgreSQL is not supported by this version"},
		"postgresql": {"postgresql://db/rapport", "PostgreSQL is not supported by this version"},
		"other":      {"mysql://db/rapport", "unknown kind of store"},
		"bare path":  {"rapport.db", "unknown kind of store"},
		"empty":      {"", "unknown kind of store"},
		"no path":    {"sqlite:", "a store lives in a file"},
		"memory":     {"sqlite::memory:", "a store lives in a file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Open(t.Context(), tc.url, Options{})
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("Open: got %v, want an error with %q", err, tc.want)
			}
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Error("the error shows the password")
			}
		})
	}
}

func TestOpenTakesAwkwardPaths(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"plain.db", "with space.db", "per%cent.db", "quest?ion.db", "ha#sh.db", "имя.db", "sub/dir/x.db"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), name)
			s := openTest(t, path)
			check(t, s.AdvanceUID(t.Context(), "a", "INBOX", 1, 2))
			info := must[os.FileInfo](t)(os.Stat(path))
			if info.Size() == 0 || info.Mode().Perm() != 0o600 {
				t.Errorf("the file has %d bytes and mode %v", info.Size(), info.Mode())
			}
		})
	}
}

func TestOpenTakesAnEmptyFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "empty.db")
	check(t, os.WriteFile(path, nil, 0o600))
	s := openTest(t, path)
	if slugs := must[[]string](t)(s.Slugs(t.Context())); len(slugs) != 0 {
		t.Errorf("a new store knows partnerships: %v", slugs)
	}
}

func TestConnectionsAreDurable(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000"} {
		got := must[string](t)(one(t.Context(), s.write, scanValue[string], "PRAGMA "+pragma))
		if got != want {
			t.Errorf("%s: got %s, want %s", pragma, got, want)
		}
	}
	if _, err := s.read.ExecContext(t.Context(), `DELETE FROM settings`); err == nil {
		t.Error("a reading connection could write")
	}
}

func TestSecretIsGeneratedOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	s := openTest(t, path)
	first := must[[]byte](t)(s.Secret(t.Context(), "token key", func() []byte { return []byte{0, 1, 2} }))
	check(t, s.Close())
	s = openTest(t, path)
	again := must[[]byte](t)(s.Secret(t.Context(), "token key", func() []byte {
		t.Error("generated a second time")
		return nil
	}))
	diff(t, first, again)
}

func TestUIDLedger(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	type position struct{ validity, uid uint32 }
	for i, step := range []struct{ advance, want position }{
		{position{7, 10}, position{7, 10}},
		{position{7, 4}, position{7, 10}}, // never back
		{position{7, 4294967295}, position{7, 4294967295}},
		{position{8, 1}, position{8, 1}}, // a new validity starts over
	} {
		check(t, s.AdvanceUID(t.Context(), "a", "INBOX", step.advance.validity, step.advance.uid))
		validity, uid, err := s.LastUID(t.Context(), "a", "INBOX")
		if got := (position{validity, uid}); err != nil || got != step.want {
			t.Errorf("step %d: got %v, %v, want %v", i, got, err, step.want)
		}
	}
	if validity, uid, err := s.LastUID(t.Context(), "a", "Other"); validity != 0 || uid != 0 || err != nil {
		t.Errorf("unread mailbox: got %d, %d, %v", validity, uid, err)
	}
}

func TestMissingRowsAreNotFound(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	for name, call := range map[string]func() error{
		"spec":        func() error { _, err := s.Spec(ctx, "x"); return err },
		"latest spec": func() error { _, err := s.LatestSpec(ctx, "x"); return err },
		"ask":         func() error { _, err := s.Ask(ctx, "x"); return err },
		"letter":      func() error { _, err := s.AskByMessageID(ctx, "x"); return err },
		"raw":         func() error { _, err := s.Raw(ctx, "x"); return err },
		"inbound":     func() error { _, err := s.Inbound(ctx, "x"); return err },
		"inbox state": func() error { return s.SetInboxState(ctx, "x", InboxDismissed, InboxDetail{}) },
		"outgoing":    func() error { _, err := s.Outgoing(ctx, "x"); return err },
		"packing":     func() error { return s.Pack(ctx, letter("x"), Mail{}, Ask{}, procedure.Arrival{}, nil, nil) },
		"sent":        func() error { return s.MarkSent(ctx, letter("x"), noon) },
		"failed":      func() error { return s.MarkFailed(ctx, letter("x"), "550", procedure.SetbackPermanent) },
		"procedure":   func() error { _, err := s.Procedure(ctx, "x"); return err },
	} {
		if err := call(); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: got %v, want ErrNotFound", name, err)
		}
	}
}

// openRaw opens the file as a stranger would.
func openRaw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open(driverName, path))
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func execRaw(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(context.WithoutCancel(t.Context()), query, args...); err != nil {
		t.Fatal(err)
	}
}

func TestInstallationIsKept(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	s := openTest(t, path)
	diff(t, Installation{}, must[Installation](t)(s.Installation(t.Context())))
	check(t, s.SetInstallation(t.Context(), Installation{ID: "4711"}))
	check(t, s.SetInstallation(t.Context(), Installation{ID: "4711", Paired: true}))
	check(t, s.Close())
	diff(t, Installation{ID: "4711", Paired: true}, must[Installation](t)(openTest(t, path).Installation(t.Context())))
}
