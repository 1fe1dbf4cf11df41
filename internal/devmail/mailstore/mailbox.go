package mailstore

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

const (
	// forgottenFile remembers the keys of deliveries that were expunged, one a
	// line, so that a late repeat of them is still a repeat.
	forgottenFile = "forgotten"
	// validityFile holds the highest UIDVALIDITY of the folders that were
	// deleted, so that a new folder of an old name gets a higher one.
	validityFile = "last-uid-validity.json"
)

// Mailbox is all mail of one address.
type Mailbox struct {
	Address string // canonical

	store *Store
	dir   string

	mu           sync.Mutex // guards everything below and every rename below dir
	folders      map[string]*folder
	known        map[string]bool // keys of all deliveries, expunged ones too
	lastValidity uint32          // of folders that are gone
	changed      chan struct{}   // closed at the next change
}

func (m *Mailbox) load() error {
	entries, err := os.ReadDir(m.dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name, named := fromFileName(entry.Name())
		if !named || !entry.IsDir() {
			continue
		}
		f, ok, err := loadFolder(name, filepath.Join(m.dir, entry.Name()))
		if err != nil {
			return err
		}
		if ok {
			m.folders[name] = f
			m.remember(f.entries)
		}
	}
	return m.loadRecords()
}

func (m *Mailbox) loadRecords() error {
	forgotten, err := os.ReadFile(m.path(forgottenFile))
	if err != nil && !isMissing(err) {
		return err
	}
	for key := range strings.Lines(string(forgotten)) {
		m.known[strings.TrimSpace(key)] = true
	}
	validity, err := os.ReadFile(m.path(validityFile))
	if isMissing(err) {
		return nil
	} else if err != nil {
		return err
	}
	return json.Unmarshal(validity, &m.lastValidity)
}

func (m *Mailbox) path(file string) string { return filepath.Join(m.dir, file) }

func (m *Mailbox) remember(entries []Entry) {
	for _, entry := range entries {
		if entry.key != "" {
			m.known[entry.key] = true
		}
	}
}

// Changed returns a channel that is closed at the next change of the mailbox.
// Ask for it before looking, and no change is missed.
func (m *Mailbox) Changed() <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.changed
}

// announce tells everybody who waits. The caller holds the lock.
func (m *Mailbox) announce() {
	m.store.revision.Add(1)
	close(m.changed)
	m.changed = make(chan struct{})
}

// Folders returns all folders, the inbox first, the others by name.
func (m *Mailbox) Folders() []Folder {
	m.mu.Lock()
	defer m.mu.Unlock()
	views := make([]Folder, 0, len(m.folders))
	for _, f := range m.folders {
		views = append(views, f.view())
	}
	slices.SortFunc(views, func(a, b Folder) int {
		switch {
		case a.Name == Inbox:
			return -1
		case b.Name == Inbox:
			return 1
		default:
			return strings.Compare(a.Name, b.Name)
		}
	})
	return views
}

// Folder returns one folder as it is now.
func (m *Mailbox) Folder(name string) (Folder, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.folder(name)
	if err != nil {
		return Folder{}, err
	}
	return f.view(), nil
}

// folder finds a folder. The caller holds the lock.
func (m *Mailbox) folder(name string) (*folder, error) {
	canonical, err := folderName(name)
	if err != nil {
		return nil, err
	}
	if f := m.folders[canonical]; f != nil {
		return f, nil
	}
	return nil, ErrNoFolder
}

// Create makes a folder.
func (m *Mailbox) Create(name string) error {
	if err := m.store.enter(); err != nil {
		return err
	}
	defer m.store.leave()
	m.mu.Lock()
	defer m.mu.Unlock()
	canonical, err := folderName(name)
	if err != nil {
		return err
	}
	if m.folders[canonical] != nil {
		return ErrFolderExists
	}
	if err := m.createFolder(canonical); err != nil {
		return fmt.Errorf("create folder %s: %w", canonical, err)
	}
	m.announce()
	return nil
}

// createFolder makes a folder with a UIDVALIDITY that no folder of the mailbox
// ever had. The caller holds the lock.
func (m *Mailbox) createFolder(name string) error {
	validity := max(m.highestValidity()+1, uint32(max(1, m.store.now().Unix())))
	f := &folder{
		name:    name,
		dir:     m.path(fileName(name)),
		record:  folderRecord{UIDValidity: validity, UIDNext: 1},
		uidNext: 1,
	}
	if err := makeDir(f.dir); err != nil {
		return err
	}
	if err := m.store.writeRecord(f); err != nil {
		return err
	}
	m.folders[name] = f
	return nil
}

func (m *Mailbox) highestValidity() uint32 {
	highest := m.lastValidity
	for _, f := range m.folders {
		highest = max(highest, f.record.UIDValidity)
	}
	return highest
}

func (s *Store) writeRecord(f *folder) error {
	data, err := json.Marshal(f.record)
	if err != nil {
		return err
	}
	return s.replaceFile(filepath.Join(f.dir, folderFile), data)
}

// Delete removes a folder with all that is in it. The inbox stays.
func (m *Mailbox) Delete(name string) error {
	if err := m.store.enter(); err != nil {
		return err
	}
	defer m.store.leave()
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.folder(name)
	if err != nil {
		return err
	}
	if f.name == Inbox {
		return ErrBadFolder
	}
	if err := m.forgetFolder(f); err != nil {
		return fmt.Errorf("delete folder %s: %w", f.name, err)
	}
	delete(m.folders, f.name)
	m.announce()
	return nil
}

// forgetFolder keeps on record what must outlive the folder, then takes it
// out of sight by one rename and removes it.
func (m *Mailbox) forgetFolder(f *folder) error {
	last := m.highestValidity()
	data, err := json.Marshal(last)
	if err != nil {
		return err
	}
	if err := m.store.replaceFile(m.path(validityFile), data); err != nil {
		return err
	}
	m.lastValidity = last
	if err := m.forget(f.entries); err != nil {
		return err
	}
	grave, err := os.MkdirTemp(m.store.tmp(), "")
	if err != nil {
		return err
	}
	if err := os.Rename(f.dir, filepath.Join(grave, "folder")); err != nil {
		return err
	}
	return errors.Join(syncDir(m.dir), os.RemoveAll(grave))
}

// Subscribe records whether mail programs shall show the folder.
func (m *Mailbox) Subscribe(name string, subscribed bool) error {
	if err := m.store.enter(); err != nil {
		return err
	}
	defer m.store.leave()
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.folder(name)
	if err != nil {
		return err
	}
	f.record.Subscribed = subscribed
	return m.store.writeRecord(f)
}
