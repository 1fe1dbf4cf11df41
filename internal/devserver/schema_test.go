package devserver

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func prepare(t *testing.T, dir string) error {
	t.Helper()
	return prepareFiles(t.Context(), filepath.Join(dir, mainFile), filepath.Join(dir, visibilityFile))
}

func newFiles(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := prepare(t, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// alter runs a statement on the main file, as another program's doing.
func alter(t *testing.T, dir, statement string) {
	t.Helper()
	db, err := openFile(filepath.Join(dir, mainFile))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func stampOf(t *testing.T, path string) stamp {
	t.Helper()
	db, err := openFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	s, err := readStamp(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNewFilesAreStampedAndFit(t *testing.T) {
	t.Parallel()
	dir := newFiles(t)
	want, _, err := embeddedSchema()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{mainFile, visibilityFile} {
		if diff := cmp.Diff(want, stampOf(t, filepath.Join(dir, name))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if err := prepare(t, dir); err != nil {
		t.Errorf("files just made do not fit: %v", err)
	}
}

func TestOtherServerWithTheSameSchemaFits(t *testing.T) {
	t.Parallel()
	dir := newFiles(t)
	alter(t, dir, `UPDATE rapport_stamp SET version = '1.31.0'`)
	if err := prepare(t, dir); err != nil {
		t.Fatal(err)
	}
	want, _, _ := embeddedSchema()
	if diff := cmp.Diff(want, stampOf(t, filepath.Join(dir, mainFile))); diff != "" {
		t.Errorf("stamp (-want +got):\n%s", diff)
	}
}

func TestForeignFilesAreCopiedAndRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ doing, found string }{
		"made by a server with another schema": {`UPDATE rapport_stamp SET version = '1.99.0', digest = 'other'`, "1.99.0"},
		"not made by us":                       {`DROP TABLE rapport_stamp`, "unknown"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := newFiles(t)
			alter(t, dir, test.doing)
			before := read(t, filepath.Join(dir, mainFile))

			for range 2 { // a service manager tries again
				var e *SchemaError
				if err := prepare(t, dir); !errors.As(err, &e) {
					t.Fatalf("got %v, want a SchemaError", err)
				}
				if e.Found != test.found || len(e.Backups) != 2 {
					t.Errorf("error says %+v", e)
				}
				if !strings.Contains(e.Error(), e.Backups[0]) {
					t.Errorf("message does not name the copy: %s", e)
				}
				if got := stampOf(t, e.Backups[0]); got.Version != test.found {
					t.Errorf("the copy's stamp is %+v", got)
				}
			}
			if !bytes.Equal(before, read(t, filepath.Join(dir, mainFile))) {
				t.Error("the refused file was changed")
			}
			if copies, _ := filepath.Glob(filepath.Join(dir, "*.bak*")); len(copies) != 2 {
				t.Errorf("two refusals on a day left %v", copies)
			}
		})
	}
}

func TestCreationCutShortIsTakenUp(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{mainFile, visibilityFile} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := prepare(t, dir); err != nil {
		t.Error(err)
	}
}

func TestLostWorkflowListIsNotReplaced(t *testing.T) {
	t.Parallel()
	dir := newFiles(t)
	if err := os.Remove(filepath.Join(dir, visibilityFile)); err != nil {
		t.Fatal(err)
	}
	if err := prepare(t, dir); err == nil || !strings.Contains(err.Error(), "visibility.db is missing") {
		t.Errorf("got %v", err)
	}
}

func TestFolderNamesThatLookLikeURIs(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a b", "50%25", "what?mode=memory", "no#1", "Überblick"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := prepare(t, dir); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		if !exists(filepath.Join(dir, mainFile)) {
			t.Errorf("%q: the file lies elsewhere", name)
		}
	}
}

func TestFileThatIsNoDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, visibilityFile)
	text := []byte(strings.Repeat("this is a letter, not a database\n", 100))
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := prepare(t, dir); err == nil {
		t.Error("a letter was taken for a database")
	}
	if !bytes.Equal(text, read(t, path)) {
		t.Error("the letter was overwritten")
	}
}

func TestJournalSettingsReachTheServer(t *testing.T) {
	t.Parallel()
	o := Options{Dir: t.TempDir(), UIPort: NoUI}
	s, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Stop() }()
	db, err := sql.Open("sqlite", "file:"+uriPath(filepath.Join(o.Dir, mainFile)))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var mode string
	if err := db.QueryRow(`PRAGMA journal_mode`).Scan(&mode); err != nil || mode != "wal" {
		t.Errorf("journal mode is %q, %v", mode, err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
