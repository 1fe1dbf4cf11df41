package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/internal/backup"
	"github.com/rapport-engine/rapport/internal/build"
)

// The server's databases in a data directory, and what the mail server of `rapport up` keeps.
var serverFiles = []string{filepath.Join("temporal", "default.db"), filepath.Join("temporal", "visibility.db")}

const (
	mailFolder   = "mail"
	mailPassword = "mail-password"
)

// Backup writes what lies in a data directory into one file, as it is at one moment, while
// everything goes on. It writes over nothing.
func Backup(ctx context.Context, data, file string, now time.Time) (m backup.Manifest, err error) {
	if _, err := os.Lstat(file); err == nil {
		return m, fmt.Errorf("back up %s: %s exists, and a backup writes over nothing", data, file)
	}
	m = backup.Manifest{Program: build.Version(), At: now.UTC()}
	s, err := OpenStore(ctx, data)
	if err != nil {
		return m, err
	}
	known, err := s.Installation(ctx)
	if err = errors.Join(err, s.Close()); err != nil {
		return m, fmt.Errorf("back up %s: %w", data, err)
	}
	m.Installation = known.ID
	work, err := os.MkdirTemp(filepath.Dir(file), ".rapport-backup-*")
	if err != nil {
		return m, fmt.Errorf("back up %s: %w", data, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if m.Server, err = copyAll(ctx, data, work); err != nil {
		return m, fmt.Errorf("back up %s: %w", data, err)
	}
	return backup.Pack(work, file, m)
}

// copyAll copies databases, and afterwards the mails of a mail server that lies there, too: one
// that is in both is known by its ID when it is read.
func copyAll(ctx context.Context, data, work string) (server bool, err error) {
	copies := []backup.Copy{{From: filepath.Join(data, storeFile), To: filepath.Join(work, storeFile)}}
	if _, err := os.Stat(filepath.Join(data, serverFiles[0])); err == nil {
		server = true
		for _, name := range serverFiles {
			copies = append(copies, backup.Copy{From: filepath.Join(data, name), To: filepath.Join(work, name)})
		}
		if err := os.MkdirAll(filepath.Join(work, filepath.Dir(serverFiles[0])), 0o700); err != nil {
			return server, err
		}
	}
	if err := backup.Snapshot(ctx, copies); err != nil {
		return server, err
	}
	for _, c := range copies {
		if err := backup.Check(ctx, c.To); err != nil {
			return server, err
		}
	}
	return server, errors.Join(copyFiles(filepath.Join(data, mailFolder), filepath.Join(work, mailFolder)),
		copyFile(filepath.Join(data, mailPassword), filepath.Join(work, mailPassword)))
}

// copyFiles copies what lies below a directory, if there is one. What goes away meanwhile is
// not needed.
func copyFiles(from, to string) error {
	return filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil || !entry.Type().IsRegular():
			return err
		}
		within, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		return copyFile(name, filepath.Join(to, within))
	})
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// Restore makes a data directory of a backup: whole or not at all. One in which something lies
// is left as it is.
func Restore(ctx context.Context, file, data string) (m backup.Manifest, err error) {
	if err := vacant(data); err != nil {
		return m, fmt.Errorf("restore into %s: %w", data, err)
	}
	parent := filepath.Dir(filepath.Clean(data))
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return m, fmt.Errorf("restore into %s: %w", data, err)
	}
	work, err := os.MkdirTemp(parent, ".rapport-restore-*")
	if err != nil {
		return m, fmt.Errorf("restore into %s: %w", data, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if m, err = backup.Unpack(file, work); err != nil {
		return m, err
	}
	for _, name := range slices.Concat([]string{storeFile}, serverFiles) {
		path := filepath.Join(work, name)
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && (name != storeFile && !m.Server) {
			continue
		}
		if err := backup.Check(ctx, path); err != nil {
			return m, fmt.Errorf("read backup %s: %w", file, err)
		}
	}
	if err := lookBack(ctx, work, m.At); err != nil {
		return m, fmt.Errorf("restore into %s: %w", data, err)
	}
	if err := takePlace(work, data); err != nil {
		return m, fmt.Errorf("restore into %s: %w", data, err)
	}
	return m, nil
}

// unhandled is how long a mail may have lain in a mailbox before somebody handled it: what
// went on from a backup looks for mails that old, too.
const unhandled = 14 * 24 * time.Hour

// lookBack has whoever goes on from a backup fetch the mails that were handled after it was made.
func lookBack(ctx context.Context, data string, made time.Time) error {
	s, err := OpenStore(ctx, data)
	if err != nil {
		return err
	}
	return errors.Join(s.MissMailSince(ctx, made.Add(-unhandled)), s.Close())
}

// traces are what a program that runs leaves in its directory beside what is kept.
var traces = []string{"lock", endpointsFile}

// vacant refuses a directory in which something lies that a backup would take the place of, or
// on which a program runs.
func vacant(data string) error {
	entries, err := os.ReadDir(data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !slices.Contains(traces, e.Name()) {
			return fmt.Errorf("%s lies there, and nothing is written over: move the directory away, or name another one with --data", e.Name())
		}
	}
	release, err := lockDir(data, "rapport restore")
	if err != nil {
		return err
	}
	return release()
}

// takePlace puts a directory in the place of one that holds nothing, in one step: whoever is
// killed meanwhile leaves the one or the other.
func takePlace(work, data string) error {
	for _, name := range traces {
		if err := os.Remove(filepath.Join(data, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.Rename(work, data)
}
