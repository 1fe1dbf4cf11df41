package mailstore

import (
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"time"
)

// Flag changes what is set on the messages with these UIDs to what change
// makes of it. UIDs that the folder does not have are passed over, as IMAP
// wants it.
func (m *Mailbox) Flag(name string, uids []uint32, change func(Flags) Flags) error {
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
	changed := false
	for _, uid := range uids {
		i, ok := f.find(uid)
		if !ok {
			continue
		}
		entry := f.entries[i]
		entry.Flags = change(entry.Flags)
		if entry.Flags == f.entries[i].Flags {
			continue
		}
		if err := os.Rename(f.path(f.entries[i]), f.path(entry)); err != nil {
			return fmt.Errorf("flag message %d: %w", uid, err)
		}
		f.set(i, entry)
		changed = true
	}
	if !changed {
		return nil
	}
	m.announce()
	return syncDir(f.dir)
}

// Placed says which UID a message had and which it has in the other folder.
type Placed struct{ From, To uint32 }

// Move takes messages to another folder, each by one atomic rename, and
// returns their new UIDs and the UIDVALIDITY of the other folder.
func (m *Mailbox) Move(name string, uids []uint32, dest string) (placed []Placed, validity uint32, err error) {
	if err := m.store.enter(); err != nil {
		return nil, 0, err
	}
	defer m.store.leave()
	m.mu.Lock()
	defer m.mu.Unlock()
	from, to, err := m.pair(name, dest)
	if err != nil {
		return nil, 0, err
	}
	if err := m.keepUIDNext(from, uids); err != nil {
		return nil, 0, fmt.Errorf("move to %s: %w", to.name, err)
	}
	var gone []uint32
	for _, uid := range uids {
		i, ok := from.find(uid)
		if !ok {
			continue
		}
		entry := from.entries[i]
		entry.UID = to.take()
		if err = os.Rename(from.path(from.entries[i]), to.path(entry)); err != nil {
			err = fmt.Errorf("move to %s: %w", to.name, err)
			break
		}
		to.add(entry)
		gone = append(gone, uid)
		placed = append(placed, Placed{From: uid, To: entry.UID})
	}
	if len(gone) > 0 {
		from.remove(gone)
		m.announce()
		err = errors.Join(err, syncDir(to.dir), syncDir(from.dir))
	}
	return placed, to.record.UIDValidity, err
}

// Copy puts copies of messages into another folder.
func (m *Mailbox) Copy(name string, uids []uint32, dest string) (placed []Placed, validity uint32, err error) {
	m.mu.Lock()
	from, to, err := m.pair(name, dest)
	m.mu.Unlock()
	if err != nil {
		return nil, 0, err
	}
	for _, uid := range uids {
		entry, raw, err := m.read(from.name, uid, math.MaxInt64)
		if errors.Is(err, ErrNoMessage) {
			continue
		} else if err != nil {
			return placed, to.record.UIDValidity, err
		}
		copied, err := m.Append(to.name, raw, entry.Flags, entry.Received)
		if err != nil {
			return placed, to.record.UIDValidity, err
		}
		placed = append(placed, Placed{From: uid, To: copied.UID})
	}
	return placed, to.record.UIDValidity, nil
}

func (m *Mailbox) pair(name, dest string) (from, to *folder, err error) {
	if from, err = m.folder(name); err != nil {
		return nil, nil, err
	}
	if to, err = m.folder(dest); err != nil {
		return nil, nil, err
	}
	if from == to {
		return nil, nil, ErrBadFolder
	}
	return from, to, nil
}

// Expunge removes messages for good. That they were delivered stays known.
func (m *Mailbox) Expunge(name string, uids []uint32) error {
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
	var leaving []Entry
	for _, uid := range uids {
		if i, ok := f.find(uid); ok {
			leaving = append(leaving, f.entries[i])
		}
	}
	if len(leaving) == 0 {
		return nil
	}
	if err := errors.Join(m.keepUIDNext(f, uids), m.forget(leaving)); err != nil {
		return fmt.Errorf("expunge %s: %w", f.name, err)
	}
	for _, entry := range leaving {
		err = errors.Join(err, os.Remove(f.path(entry)))
	}
	f.remove(uids)
	m.announce()
	return err
}

// keepUIDNext writes UIDNEXT down if the newest message is about to leave.
// While it lies in the folder, its file name tells.
func (m *Mailbox) keepUIDNext(f *folder, leaving []uint32) error {
	if f.record.UIDNext == f.uidNext || !slices.Contains(leaving, f.uidNext-1) {
		return nil
	}
	record := f.record
	f.record.UIDNext = f.uidNext
	if err := m.store.writeRecord(f); err != nil {
		f.record = record
		return err
	}
	return nil
}

// forget writes down the keys of deliveries before they are removed.
func (m *Mailbox) forget(entries []Entry) error {
	var keys strings.Builder
	for _, entry := range entries {
		if entry.key != "" {
			keys.WriteString(entry.key + "\n")
		}
	}
	if keys.Len() == 0 {
		return nil
	}
	return appendSynced(m.path(forgottenFile), []byte(keys.String()))
}

// Append puts a message into a folder without it having been delivered, as a
// mail program keeps what it sent.
func (m *Mailbox) Append(name string, raw []byte, flags Flags, received time.Time) (Entry, error) {
	if received.IsZero() {
		received = m.store.now()
	}
	entry, err := m.add(name, Entry{Received: received, Flags: flags}, false, raw)
	if err != nil {
		return Entry{}, fmt.Errorf("append to %s: %w", name, err)
	}
	return entry, nil
}
