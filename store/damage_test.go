package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// pageSize is SQLite's default.
const pageSize = 4096

// filled is the file of a closed store with something in it, all in its main file.
func filled(t *testing.T) (path string, content []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "rapport.db")
	s := openTest(t, path)
	var entries []procedure.Entry
	for i := range 200 {
		entries = append(entries, procedure.Entry{ID: strings.Repeat("x", 50) + string(rune('a'+i)), Text: strings.Repeat("words ", 20)})
	}
	check(t, s.Commit(t.Context(), Record{Slug: "acme", Entries: entries}))
	check(t, s.Close())
	return path, must[[]byte](t)(os.ReadFile(path))
}

// TestDamageIsNoticedAtOpen spoils a file in every way that disks and people
// know. Each is refused in words, and the file left as it is.
func TestDamageIsNoticedAtOpen(t *testing.T) {
	t.Parallel()
	const page = pageSize
	for name, spoil := range map[string]func([]byte) []byte{
		"zeroed header":            func(b []byte) []byte { clear(b[:100]); return b },
		"zeroed first page":        func(b []byte) []byte { clear(b[:page]); return b },
		"cut in half":              func(b []byte) []byte { return b[:len(b)/2/page*page] },
		"cut within a page":        func(b []byte) []byte { return b[:len(b)-page/2] },
		"cut to its header":        func(b []byte) []byte { return b[:100] },
		"a text":                   func([]byte) []byte { return bytes.Repeat([]byte("Dear diary\n"), 1000) },
		"an overwritten page":      func(b []byte) []byte { copy(b[len(b)-3*page:], bytes.Repeat([]byte("noise"), page/5)); return b },
		"every page but the first": func(b []byte) []byte { clear(b[page:]); return b },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, content := filled(t)
			content = spoil(content)
			check(t, os.WriteFile(path, content, 0o600))
			_, err := Open(t.Context(), "sqlite:"+path, Options{Check: true, Existing: true})
			var damaged *DamagedError
			if !errors.As(err, &damaged) {
				t.Fatalf("Open: got %v, want a DamagedError", err)
			}
			for _, want := range []string{path, "restore it from a backup", "-wal"} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the refusal does not say %q: %v", want, err)
				}
			}
			if !bytes.Equal(content, must[[]byte](t)(os.ReadFile(path))) {
				t.Error("the refused file was changed")
			}
		})
	}
}

// TestDamagedPagesOfALargeFile finds damage in what everything begins with at
// once, and the rest when it is asked to.
func TestDamagedPagesOfALargeFile(t *testing.T) {
	t.Parallel()
	for table, noticed := range map[string]bool{"specs": true, "journal": false} {
		t.Run(table, func(t *testing.T) {
			t.Parallel()
			path, _ := filled(t)
			spoilRoot(t, path, table)
			check(t, os.Truncate(path, soundAtOnce+1)) // SQLite takes the size from the header
			var damaged *DamagedError
			s, err := Open(t.Context(), "sqlite:"+path, Options{Check: true})
			if noticed {
				if !errors.As(err, &damaged) {
					t.Errorf("Open: got %v, want a DamagedError", err)
				}
				return
			}
			check(t, err)
			t.Cleanup(func() { _ = s.Close() })
			if err := s.Sound(t.Context()); !errors.As(err, &damaged) {
				t.Errorf("Sound: got %v, want a DamagedError", err)
			}
		})
	}
}

// spoilRoot overwrites the page that a table begins with.
func spoilRoot(t *testing.T, path, table string) {
	t.Helper()
	db := openRaw(t, path)
	root := must[int64](t)(one(t.Context(), db, scanValue[int64], `SELECT rootpage FROM sqlite_master WHERE name = $1`, table))
	check(t, db.Close())
	f := must[*os.File](t)(os.OpenFile(path, os.O_WRONLY, 0))
	_, err := f.WriteAt(bytes.Repeat([]byte("noise"), pageSize/5), (root-1)*pageSize)
	check(t, errors.Join(err, f.Close()))
}

func TestSoundFile(t *testing.T) {
	t.Parallel()
	path, _ := filled(t)
	s := must[*Store](t)(Open(t.Context(), "sqlite:"+path, Options{Check: true, Existing: true}))
	t.Cleanup(func() { _ = s.Close() })
	check(t, s.Sound(t.Context()))
	if s.Path() != path {
		t.Errorf("it lies at %s, want %s", s.Path(), path)
	}
}

// TestExistingMakesNothing looks for a store where there is none.
func TestExistingMakesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.db")
	check(t, os.WriteFile(empty, nil, 0o600))
	for _, path := range []string{filepath.Join(dir, "no.db"), filepath.Join(dir, "nowhere", "no.db"), empty} {
		_, err := Open(t.Context(), "sqlite:"+path, Options{Existing: true})
		var missing *MissingError
		if !errors.As(err, &missing) || missing.Path != path {
			t.Errorf("Open: got %v, want that %s is missing", err, path)
		}
	}
	if left := must[[]fs.DirEntry](t)(os.ReadDir(dir)); len(left) != 1 {
		t.Errorf("it left %v", left)
	}
}
