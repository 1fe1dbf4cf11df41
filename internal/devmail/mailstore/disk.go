package mailstore

import (
	"errors"
	"os"
	"path/filepath"
)

// writeTemp writes the parts to a new file under .tmp and syncs it.
func (s *Store) writeTemp(parts ...[]byte) (path string, err error) {
	file, err := os.CreateTemp(s.tmp(), "")
	if err != nil {
		return "", err
	}
	defer func() {
		if err = errors.Join(err, file.Close()); err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	for _, part := range parts {
		if _, err := file.Write(part); err != nil {
			return "", err
		}
	}
	return file.Name(), file.Sync()
}

// replaceFile puts data at path for good: after a crash the file has either
// its old or its new content.
func (s *Store) replaceFile(path string, data []byte) error {
	temp, err := s.writeTemp(data)
	if err != nil {
		return err
	}
	return renameSynced(temp, path)
}

// renameSynced renames a file and makes the rename survive a crash of the
// machine.
func renameSynced(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return errors.Join(err, os.Remove(from))
	}
	return syncDir(filepath.Dir(to))
}

// appendSynced adds data to the end of a file.
func appendSynced(path string, data []byte) (err error) {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := file.Write(data); err != nil {
		return err
	}
	return file.Sync()
}

// makeDir makes one directory for good. It may exist already.
func makeDir(path string) error {
	if err := os.Mkdir(path, 0o700); err != nil {
		if errors.Is(err, os.ErrExist) {
			return nil
		}
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(path string) (err error) {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dir.Close()) }()
	return dir.Sync()
}
