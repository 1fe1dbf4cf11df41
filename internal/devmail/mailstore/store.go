// Package mailstore keeps mail on disk for the development mail servers. Every
// address has a mailbox, made on demand, with folders that have stable UIDs.
//
// Layout, much like a maildir:
//
//	<dir>/<address>/<folder>/folder.json                           UIDVALIDITY and UIDNEXT
//	<dir>/<address>/<folder>/<uid>.<nanoseconds>.<key>.<flags>.eml one message
//	<dir>/<address>/forgotten                                      keys of deliveries that were expunged
//	<dir>/.tmp/                                                    messages on their way in
//
// All that is known of a message stands in its file name, and each change is
// one rename, so a process may be killed at any instant: a message is there or
// it is not, and what was acknowledged is there. A message is written and
// synced under .tmp, renamed into its folder, and the folder is synced, before
// it is acknowledged.
package mailstore

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Inbox is the folder that mail is delivered to; every mailbox has it. Sent is
// where mail programs keep what they sent.
const (
	Inbox = "INBOX"
	Sent  = "Sent"
)

// Errors that callers tell apart.
var (
	ErrNoFolder     = errors.New("no such folder")
	ErrFolderExists = errors.New("folder exists already")
	ErrNoMessage    = errors.New("no such message")
	ErrBadAddress   = errors.New("not a usable mail address")
	ErrBadFolder    = errors.New("not a usable folder name")
	ErrClosed       = errors.New("mail store is closed")
)

// Store is all mail below one directory. It is safe for concurrent use, but
// one process at a time may open a directory.
type Store struct {
	dir        string
	now        func() time.Time
	suppressed atomic.Int64
	revision   atomic.Uint64

	gate   sync.RWMutex // held for reading while anything on disk changes
	closed bool         // guarded by gate

	mu        sync.Mutex
	mailboxes map[string]*Mailbox // nil until somebody asks for it
}

// Open makes dir if needed and finds the mailboxes in it. What was on its way
// in when the last process ended was never acknowledged and is removed.
func Open(dir string, now func() time.Time) (*Store, error) {
	s := &Store{dir: dir, now: now, mailboxes: map[string]*Mailbox{}}
	s.revision.Store(rand.Uint64()) // differs from that of every earlier run
	if err := os.RemoveAll(s.tmp()); err != nil {
		return nil, fmt.Errorf("open mail store: %w", err)
	}
	if err := os.MkdirAll(s.tmp(), 0o700); err != nil {
		return nil, fmt.Errorf("open mail store: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("open mail store: %w", err)
	}
	for _, entry := range entries {
		if address, ok := fromFileName(entry.Name()); ok && entry.IsDir() {
			s.mailboxes[address] = nil
		}
	}
	return s, nil
}

// Close waits for the changes that are under way. Later ones get ErrClosed, so
// the directory stays as it is.
func (s *Store) Close() {
	s.gate.Lock()
	defer s.gate.Unlock()
	s.closed = true
}

// enter must come before every change on disk, leave after it.
func (s *Store) enter() error {
	s.gate.RLock()
	if s.closed {
		s.gate.RUnlock()
		return ErrClosed
	}
	return nil
}

func (s *Store) leave() { s.gate.RUnlock() }

func (s *Store) tmp() string { return filepath.Join(s.dir, ".tmp") }

// Addresses lists the mailboxes in alphabetical order.
func (s *Store) Addresses() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	addresses := make([]string, 0, len(s.mailboxes))
	for address := range s.mailboxes {
		addresses = append(addresses, address)
	}
	slices.Sort(addresses)
	return addresses
}

// Suppressed counts the repeats that Deliver dropped since Open.
func (s *Store) Suppressed() int { return int(s.suppressed.Load()) }

// Revision changes whenever anything in the store does.
func (s *Store) Revision() uint64 { return s.revision.Load() }

// Mailbox returns the mailbox that takes the mail of address, and makes it if
// there is none. A tag after a plus sign is no part of the mailbox's name.
func (s *Store) Mailbox(address string) (*Mailbox, error) {
	canonical, err := Canonical(address)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.mailboxes[canonical]; m != nil {
		return m, nil
	}
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	m, err := loadMailbox(s, canonical)
	if err != nil {
		return nil, err
	}
	s.mailboxes[canonical] = m
	return m, nil
}

// Find is Mailbox without making one: nil if address never got mail.
func (s *Store) Find(address string) (*Mailbox, error) {
	canonical, err := Canonical(address)
	if err != nil {
		return nil, nil //nolint:nilerr // an unusable address has no mailbox
	}
	s.mu.Lock()
	_, known := s.mailboxes[canonical]
	s.mu.Unlock()
	if !known {
		return nil, nil
	}
	return s.Mailbox(canonical)
}

func loadMailbox(s *Store, address string) (*Mailbox, error) {
	m := &Mailbox{
		Address: address,
		store:   s,
		dir:     filepath.Join(s.dir, fileName(address)),
		folders: map[string]*folder{},
		known:   map[string]bool{},
		changed: make(chan struct{}),
	}
	if err := makeDir(m.dir); err != nil {
		return nil, fmt.Errorf("open mailbox %s: %w", address, err)
	}
	if err := m.load(); err != nil {
		return nil, fmt.Errorf("open mailbox %s: %w", address, err)
	}
	if m.folders[Inbox] == nil {
		if err := m.createFolder(Inbox); err != nil {
			return nil, fmt.Errorf("open mailbox %s: %w", address, err)
		}
	}
	return m, nil
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
