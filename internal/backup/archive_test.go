package backup_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/backup"
)

// spoil overwrites a page in the middle of a file.
func spoil(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err == nil {
		_, err = f.WriteAt(make([]byte, 4096), info.Size()/2/4096*4096)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// packed is a backup of two files.
func packed(t *testing.T) (file string, m backup.Manifest) {
	t.Helper()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "rapport.db"), strings.Repeat("store ", 20000))
	put(t, filepath.Join(dir, "temporal", "default.db"), strings.Repeat("server ", 20000))
	file = filepath.Join(t.TempDir(), "friday.backup")
	m, err := backup.Pack(dir, file, backup.Manifest{Program: "1.0", At: time.Date(2026, 12, 4, 17, 0, 0, 0, time.UTC), Server: true})
	if err != nil {
		t.Fatal(err)
	}
	return file, m
}

func TestWhatIsPackedComesOutAsItWas(t *testing.T) {
	t.Parallel()
	file, m := packed(t)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others can read it: %v %v", info.Mode(), err)
	}
	to := t.TempDir()
	got, err := backup.Unpack(file, to)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Files) != 2 || !got.At.Equal(m.At) || !got.Server {
		t.Errorf("the manifest says %+v", got)
	}
	if text, err := os.ReadFile(filepath.Join(to, "temporal", "default.db")); err != nil || string(text) != strings.Repeat("server ", 20000) {
		t.Errorf("the server's database is %d bytes: %v", len(text), err)
	}
}

func TestABackupWritesOverNothing(t *testing.T) {
	t.Parallel()
	file, _ := packed(t)
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Pack(t.TempDir(), file, backup.Manifest{}); err == nil {
		t.Error("another backup was written over it")
	}
	if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
		t.Errorf("it is %d bytes now: %v", len(after), err)
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Errorf("something is left beside it: %v %v", left, err)
	}
}

func TestABackupThatIsDamagedOrNoneIsRefused(t *testing.T) {
	t.Parallel()
	file, _ := packed(t)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte{}, whole...)
	flipped[len(flipped)*3/4] ^= 0xff
	for name, tc := range map[string]struct{ text, want string }{
		"cut":     {string(whole[:len(whole)/2]), "damaged"},
		"flipped": {string(flipped), "damaged"},
		"text":    {"Dear all", "it is no backup of rapport"},
		"empty":   {"", "it is no backup of rapport"},
	} {
		path := filepath.Join(t.TempDir(), name)
		put(t, path, tc.text)
		if _, err := backup.Unpack(path, t.TempDir()); err == nil || !strings.Contains(err.Error(), tc.want) && !strings.Contains(err.Error(), "cut short") {
			t.Errorf("%s: got %v, want %q", name, err, tc.want)
		}
	}
}
