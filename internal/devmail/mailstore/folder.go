package mailstore

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// folderFile is the name of a folder's record beside its messages.
const folderFile = "folder.json"

// folder is one folder of a mailbox; the mailbox's lock guards it. Entries are
// never changed in place, so a Folder that was handed out stays as it was.
type folder struct {
	name     string
	dir      string
	record   folderRecord
	uidNext  uint32
	revision uint64
	entries  []Entry // by UID
}

// folderRecord is what the messages themselves cannot tell.
type folderRecord struct {
	UIDValidity uint32 `json:"uid_validity"`
	// UIDNext is a lower bound: it is written only when the newest message
	// leaves, so that its UID is never given again.
	UIDNext    uint32 `json:"uid_next"`
	Subscribed bool   `json:"subscribed,omitempty"`
}

// loadFolder reads a folder's directory. A directory without a record comes
// from a creation that was never acknowledged; ok is false for it.
func loadFolder(name, dir string) (f *folder, ok bool, err error) {
	data, err := os.ReadFile(filepath.Join(dir, folderFile))
	if isMissing(err) {
		return nil, false, nil
	} else if err != nil {
		return nil, false, err
	}
	f = &folder{name: name, dir: dir}
	if err := json.Unmarshal(data, &f.record); err != nil {
		return nil, false, fmt.Errorf("read %s of %s: %w", folderFile, name, err)
	}
	if err := f.loadEntries(); err != nil {
		return nil, false, err
	}
	f.uidNext = max(1, f.record.UIDNext)
	if n := len(f.entries); n > 0 {
		f.uidNext = max(f.uidNext, f.entries[n-1].UID+1)
	}
	return f, true, nil
}

func (f *folder) loadEntries() error {
	files, err := os.ReadDir(f.dir)
	if err != nil {
		return err
	}
	for _, file := range files {
		entry, ok := parseFile(file.Name())
		if !ok {
			continue
		}
		info, err := file.Info()
		if err != nil {
			return err
		}
		entry.Size = info.Size()
		f.entries = append(f.entries, entry)
	}
	slices.SortFunc(f.entries, func(a, b Entry) int { return int(int64(a.UID) - int64(b.UID)) })
	return nil
}

func (f *folder) path(e Entry) string { return filepath.Join(f.dir, e.file()) }

// take gives out the next UID. It is used up even if the message then cannot
// be stored, so that no name is ever used twice.
func (f *folder) take() uint32 {
	uid := f.uidNext
	f.uidNext++
	return uid
}

func (f *folder) add(e Entry) {
	f.entries = append(f.entries, e) // readers of the shorter slice do not see it
	f.revision++
}

// find returns the position of a UID.
func (f *folder) find(uid uint32) (int, bool) {
	return slices.BinarySearchFunc(f.entries, uid, func(e Entry, uid uint32) int {
		return int(int64(e.UID) - int64(uid))
	})
}

func (f *folder) set(i int, e Entry) {
	f.entries = slices.Clone(f.entries)
	f.entries[i] = e
	f.revision++
}

func (f *folder) remove(uids []uint32) {
	gone := make(map[uint32]bool, len(uids))
	for _, uid := range uids {
		gone[uid] = true
	}
	f.entries = slices.DeleteFunc(slices.Clone(f.entries), func(e Entry) bool { return gone[e.UID] })
	f.revision++
}

// Folder is a folder as it was at one moment.
type Folder struct {
	Name        string
	UIDValidity uint32
	UIDNext     uint32
	Revision    uint64 // changes with every change of the folder
	Subscribed  bool
	Entries     []Entry // by UID; not to be changed
}

func (f *folder) view() Folder {
	return Folder{
		Name:        f.name,
		UIDValidity: f.record.UIDValidity,
		UIDNext:     f.uidNext,
		Revision:    f.revision,
		Subscribed:  f.record.Subscribed,
		Entries:     f.entries[:len(f.entries):len(f.entries)],
	}
}

// Unread counts the messages that nobody has opened.
func (f Folder) Unread() int {
	unread := 0
	for _, entry := range f.Entries {
		if entry.Flags&Seen == 0 {
			unread++
		}
	}
	return unread
}
