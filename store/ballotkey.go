package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrKeyLost says that the key of a survey is not there, so that nobody can read its
// ballots any more.
var ErrKeyLost = errors.New("its key is lost")

// ballotKeys is the folder of the keys of surveys that are open, beside the store and
// not in it: a copy of the store opens no ballot. It does not belong into backups.
func (s *Store) ballotKeys() string { return s.path + ".ballot-keys" }

// ballotKey is where the key of a survey lies. Its name tells nobody which survey it is.
func (s *Store) ballotKey(workflow string) string {
	sum := sha256.Sum256([]byte(workflow))
	return filepath.Join(s.ballotKeys(), hex.EncodeToString(sum[:16]))
}

// ballotCipher opens the ballots of a survey. The first ballot draws its key.
func (s *Store) ballotCipher(workflow string, first bool) (cipher.AEAD, error) {
	path := s.ballotKey(workflow)
	key, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && first:
		if key, err = drawKey(path); err != nil {
			return nil, fmt.Errorf("draw the key of a survey: %w", err)
		}
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrKeyLost
	case err != nil:
		return nil, fmt.Errorf("read the key of a survey: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("read the key of a survey: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}

const keyBytes = 32 // AES-256

// drawKey writes a new key. It is on disk before anything is encrypted with it.
func drawKey(path string) ([]byte, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	key := make([]byte, keyBytes)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	half := path + ".new"
	if err := writeSynced(half, key); err != nil {
		return nil, err
	}
	if err := os.Rename(half, path); err != nil {
		return nil, err
	}
	return key, syncFolder(filepath.Dir(path))
}

// destroyKey overwrites and removes the key of a survey: what is left of its ballots in
// copies of the store can be read by nobody then. A key that is not there is no error.
func (s *Store) destroyKey(workflow string) error {
	path := s.ballotKey(workflow)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := writeSynced(path, make([]byte, keyBytes)); err != nil {
		return fmt.Errorf("overwrite the key of a survey: %w", err)
	}
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("remove the key of a survey: %w", err)
	}
	return syncFolder(filepath.Dir(path))
}

func writeSynced(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// padding is the step in which ballots grow: it hides how much somebody wrote, and
// whether.
const padding = 8 << 10

// enclose encrypts a ballot for one ask: the box of another does not open in its place.
func enclose(aead cipher.AEAD, ask string, ballot []byte) []byte {
	const header = 4
	size := (len(ballot) + header + padding - 1) / padding * padding
	padded := make([]byte, size)
	binary.BigEndian.PutUint32(padded, uint32(len(ballot)))
	copy(padded[header:], ballot)
	return aead.Seal(nil, nil, padded, []byte(ask))
}

// disclose decrypts a ballot.
func disclose(aead cipher.AEAD, ask string, box []byte) ([]byte, error) {
	const header = 4
	padded, err := aead.Open(nil, nil, box, []byte(ask))
	if err != nil || len(padded) < header {
		return nil, errors.New("the ballot was not encrypted with this key for this ask")
	}
	size := int(binary.BigEndian.Uint32(padded))
	if size > len(padded)-header {
		return nil, errors.New("the ballot is cut off")
	}
	return padded[header : header+size], nil
}
