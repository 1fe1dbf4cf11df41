package devserver

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestDamagedFilesAreRefused spoils a file of a server that was stopped.
func TestDamagedFilesAreRefused(t *testing.T) {
	t.Parallel()
	const page = 4096
	for name, spoil := range map[string]func([]byte) []byte{
		"zeroed header":       func(b []byte) []byte { clear(b[:100]); return b },
		"cut in half":         func(b []byte) []byte { return b[:len(b)/2/page*page] },
		"an overwritten page": func(b []byte) []byte { copy(b[len(b)-page:], bytes.Repeat([]byte("noise"), page/5)); return b },
	} {
		for _, file := range []string{mainFile, visibilityFile} {
			t.Run(name+" of "+file, func(t *testing.T) {
				t.Parallel()
				dir := newFiles(t)
				path := filepath.Join(dir, file)
				content, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, spoil(content), 0o600); err != nil {
					t.Fatal(err)
				}
				var damaged *DamagedError
				if err := prepare(t, dir); !errors.As(err, &damaged) {
					t.Errorf("got %v, want a DamagedError", err)
				}
			})
		}
	}
}

// TestExistingFilesAreWanted looks for the files of an earlier run where there are none.
func TestExistingFilesAreWanted(t *testing.T) {
	t.Parallel()
	gone, empty := filepath.Join(t.TempDir(), "gone"), t.TempDir()
	if err := os.WriteFile(filepath.Join(empty, mainFile), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{gone, empty} {
		_, err := Start(t.Context(), Options{Dir: dir, Existing: true, UIPort: NoUI})
		var missing *MissingError
		if !errors.As(err, &missing) || missing.Path != filepath.Join(dir, mainFile) {
			t.Errorf("got %v, want that the file of %s is missing", err, dir)
		}
	}
	if exists(gone) || exists(filepath.Join(empty, visibilityFile)) {
		t.Error("it made files all the same")
	}
	if _, err := openDatabases(t.Context(), newFiles(t), true); err != nil {
		t.Errorf("files that are there: %v", err)
	}
}
