package backup

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Manifest says what a backup holds. It is the first thing in the file.
type Manifest struct {
	FormatVersion int       `json:"format_version"`
	Program       string    `json:"program"` // version of rapport that made it
	At            time.Time `json:"at"`
	// Installation is the ID that the store and the server share; empty if they bear none yet.
	Installation string `json:"installation,omitempty"`
	// Server says that the server's databases are in it. One that runs elsewhere has backups
	// of its own.
	Server bool   `json:"server"`
	Files  []File `json:"files"`
}

// File is one of the files, by its place in the data directory.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// formatVersion is that of the files that this program writes and reads.
const formatVersion = 1

const manifestName = "manifest.json"

// ErrNoBackup says that a file is none.
var ErrNoBackup = errors.New("it is no backup of rapport")

// Pack writes the files below a directory into a backup. It never writes over a file, and a
// backup that is cut short leaves none.
func Pack(dir, to string, m Manifest) (Manifest, error) {
	m.FormatVersion = formatVersion
	var err error
	if m.Files, err = filesIn(dir); err != nil {
		return m, fmt.Errorf("pack backup: %w", err)
	}
	// A link is made only where nothing is yet; a rename would write over it.
	f, err := os.CreateTemp(filepath.Dir(to), "."+filepath.Base(to)+"-*")
	if err != nil {
		return m, fmt.Errorf("make backup %s: %w", to, err)
	}
	defer os.Remove(f.Name())
	err = errors.Join(write(f, dir, m), f.Sync(), f.Close())
	if err == nil {
		err = os.Link(f.Name(), to)
	}
	if err != nil {
		return m, fmt.Errorf("write backup %s: %w", to, err)
	}
	return m, nil
}

// filesIn lists the files below a directory with their sums.
func filesIn(dir string) ([]File, error) {
	var files []File
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		within, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		sum := sha256.New()
		size, err := io.Copy(sum, f)
		files = append(files, File{Name: filepath.ToSlash(within), Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))})
		return err
	})
	return files, err
}

func write(w io.Writer, dir string, m Manifest) error {
	zipped := gzip.NewWriter(w)
	archive := tar.NewWriter(zipped)
	head, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: manifestName, Mode: 0o600, Size: int64(len(head)), ModTime: m.At}); err != nil {
		return err
	}
	if _, err := archive.Write(head); err != nil {
		return err
	}
	for _, file := range m.Files {
		if err := add(archive, filepath.Join(dir, filepath.FromSlash(file.Name)), file, m.At); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), zipped.Close())
}

func add(archive *tar.Writer, from string, file File, at time.Time) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := archive.WriteHeader(&tar.Header{Name: file.Name, Mode: 0o600, Size: file.Size, ModTime: at}); err != nil {
		return err
	}
	_, err = io.Copy(archive, f)
	return err
}

// Unpack takes the files of a backup out into an empty directory, and checks that each is
// what was put in.
func Unpack(from, dir string) (Manifest, error) {
	var m Manifest
	f, err := os.Open(from)
	if err != nil {
		return m, fmt.Errorf("open backup: %w", err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		return m, fmt.Errorf("read backup %s: %w", from, ErrNoBackup)
	}
	archive := tar.NewReader(zipped)
	if m, err = readManifest(archive); err != nil {
		return m, fmt.Errorf("read backup %s: %w", from, err)
	}
	for _, file := range m.Files {
		if err := extract(archive, file, dir); err != nil {
			return m, fmt.Errorf("read backup %s: %s: %w", from, file.Name, err)
		}
	}
	return m, nil
}

func readManifest(archive *tar.Reader) (Manifest, error) {
	var m Manifest
	head, err := archive.Next()
	if err != nil || head.Name != manifestName {
		return m, ErrNoBackup
	}
	if err := json.NewDecoder(io.LimitReader(archive, head.Size)).Decode(&m); err != nil {
		return m, fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	if m.FormatVersion != formatVersion {
		return m, fmt.Errorf("rapport %s made it, in the format %d; this program reads %d", m.Program, m.FormatVersion, formatVersion)
	}
	return m, nil
}

// extract takes the next file out, which the manifest names.
func extract(archive *tar.Reader, file File, dir string) error {
	head, err := archive.Next()
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the backup is cut short")
	case err != nil:
		return fmt.Errorf("the backup is damaged: %w", err)
	case head.Name != file.Name || !local(file.Name):
		return errors.New("the backup is damaged: another file stands in its place")
	}
	to := filepath.Join(dir, filepath.FromSlash(file.Name))
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, sum), archive)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("the backup is damaged: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != file.SHA256 {
		return errors.New("the backup is damaged: it is not what was put in")
	}
	return nil
}

// local reports whether a name stays below the directory into which it is put.
func local(name string) bool {
	return filepath.IsLocal(filepath.FromSlash(name)) && path.Clean(name) == name && !strings.Contains(name, "\\")
}
