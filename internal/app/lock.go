// Package app assembles the program: it builds every part from settings, wires
// the adapters to the activities' interfaces, and starts and stops the whole.
package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// HeldError says that another process uses the data directory.
type HeldError struct {
	Dir    string
	Holder string // "process 4711: rapport up examples/quickstart"
}

// Error says who holds the directory and what to do.
func (e *HeldError) Error() string {
	return fmt.Sprintf("data directory %s is in use by %s; stop that first, or choose another with --data", e.Dir, e.Holder)
}

// lockDir takes the data directory for this process. The lock belongs to the
// open file, so it ends with the process, however that dies.
func lockDir(dir, purpose string) (release func() error, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make data directory: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		defer f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, &HeldError{Dir: dir, Holder: holder(f)}
		}
		return nil, fmt.Errorf("lock data directory %s: %w", dir, err)
	}
	if err := sign(f, purpose); err != nil {
		return nil, errors.Join(fmt.Errorf("sign lock: %w", err), f.Close())
	}
	return f.Close, nil
}

// sign notes who holds the lock, for the message that the next one gets.
func sign(f *os.File, purpose string) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt(fmt.Appendf(nil, "process %d: %s\n", os.Getpid(), purpose), 0)
	return err
}

func holder(f *os.File) string {
	b, err := io.ReadAll(io.LimitReader(f, 1<<10))
	if who := strings.TrimSpace(string(b)); err == nil && who != "" {
		return who
	}
	return "another process"
}
