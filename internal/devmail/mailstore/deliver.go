package mailstore

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"time"
)

// errRepeat says that a mail is in the mailbox already, or was.
var errRepeat = errors.New("repeat of an earlier delivery")

// Delivery is one mail on its way into a mailbox.
type Delivery struct {
	Trace []byte // header fields that the server puts before the mail
	Raw   []byte // what the client sent, kept byte for byte
	// Again keeps the mail even if it is a repeat, for tests of a server that
	// does not suppress them.
	Again bool
}

// Deliver puts a mail into the inbox; when it returns nil the mail is safe. A
// mail with the Message-ID and the body of one that was delivered to this
// mailbox before is dropped, as Cyrus, Exchange and Gmail do it: a client that
// did not hear the 250 may send again, and its mail is there once.
func (m *Mailbox) Deliver(d Delivery) error {
	entry := Entry{Received: m.store.now(), key: deliveryKey(d.Raw)}
	_, err := m.add(Inbox, entry, d.Again, d.Trace, d.Raw)
	if errors.Is(err, errRepeat) {
		m.store.suppressed.Add(1)
		return nil
	}
	if err != nil {
		return fmt.Errorf("deliver to %s: %w", m.Address, err)
	}
	return nil
}

// add stores a message in a folder, or returns errRepeat. Writing and syncing
// the text happens outside the lock.
func (m *Mailbox) add(name string, entry Entry, again bool, parts ...[]byte) (Entry, error) {
	if err := m.store.enter(); err != nil {
		return Entry{}, err
	}
	defer m.store.leave()
	temp, err := m.store.writeTemp(parts...)
	if err != nil {
		return Entry{}, err
	}
	for _, part := range parts {
		entry.Size += int64(len(part))
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.folder(name)
	if err == nil && m.known[entry.key] && !again {
		err = errRepeat
	}
	if err != nil {
		return Entry{}, errors.Join(err, os.Remove(temp))
	}
	entry.UID = f.take()
	if err := renameSynced(temp, f.path(entry)); err != nil {
		_ = os.Remove(f.path(entry)) // or the client's next try would leave it twice
		return Entry{}, err
	}
	f.add(entry)
	m.remember([]Entry{entry})
	m.announce()
	return entry, nil
}

// Read returns the bytes of a message.
func (m *Mailbox) Read(name string, uid uint32) ([]byte, error) {
	_, raw, err := m.read(name, uid, math.MaxInt64)
	return raw, err
}

// ReadStart returns at most limit bytes of a message.
func (m *Mailbox) ReadStart(name string, uid uint32, limit int64) ([]byte, error) {
	_, raw, err := m.read(name, uid, limit)
	return raw, err
}

func (m *Mailbox) read(name string, uid uint32, limit int64) (Entry, []byte, error) {
	entry, file, err := m.open(name, uid)
	if err != nil {
		return Entry{}, nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(file, limit))
	if err := errors.Join(err, file.Close()); err != nil {
		return Entry{}, nil, fmt.Errorf("read message %d of %s: %w", uid, name, err)
	}
	return entry, raw, nil
}

// open holds the lock only until the file is open: from then on it may be
// renamed or removed.
func (m *Mailbox) open(name string, uid uint32) (Entry, *os.File, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.folder(name)
	if err != nil {
		return Entry{}, nil, err
	}
	i, ok := f.find(uid)
	if !ok {
		return Entry{}, nil, ErrNoMessage
	}
	file, err := os.Open(f.path(f.entries[i]))
	return f.entries[i], file, err
}

// Message is one mail as it is kept.
type Message struct {
	Folder   string
	UID      uint32
	Received time.Time
	Seen     bool
	Raw      []byte // trace header fields, then exactly what came in
}

// Delivered returns every mail that was delivered to the mailbox and is still
// there, in whatever folder it lies now, oldest first.
func (m *Mailbox) Delivered() ([]Message, error) {
	for {
		messages, err := m.delivered()
		if !errors.Is(err, ErrNoMessage) { // otherwise one was moved meanwhile
			return messages, err
		}
	}
}

func (m *Mailbox) delivered() ([]Message, error) {
	var messages []Message
	for _, f := range m.Folders() {
		for _, entry := range f.Entries {
			if entry.key == "" {
				continue
			}
			raw, err := m.Read(f.Name, entry.UID)
			if err != nil {
				return nil, err
			}
			messages = append(messages, Message{
				Folder: f.Name, UID: entry.UID, Received: entry.Received,
				Seen: entry.Flags&Seen != 0, Raw: raw,
			})
		}
	}
	slices.SortStableFunc(messages, func(a, b Message) int { return a.Received.Compare(b.Received) })
	return messages, nil
}
