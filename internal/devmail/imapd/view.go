package imapd

import (
	"errors"
	"math"
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// view is a selected folder as the client knows it. Sequence numbers count in
// it, so it may change only by what the client is told: sync does that.
type view struct {
	mailbox  *mailstore.Mailbox
	folder   mailstore.Folder
	readOnly bool
}

// sync tells the client how the folder differs from what it knows.
func (v *view) sync(w *imapserver.UpdateWriter, allowExpunge bool) error {
	now, err := v.mailbox.Folder(v.folder.Name)
	if errors.Is(err, mailstore.ErrNoFolder) {
		now = mailstore.Folder{Name: v.folder.Name} // deleted: empty from now on
	} else if err != nil {
		return err
	}
	if now.Revision == v.folder.Revision && now.UIDValidity == v.folder.UIDValidity {
		return nil
	}
	changes := compare(v.folder, now)
	if !allowExpunge && len(changes.expunged) > 0 {
		return nil // everything at once, at the next command that allows it
	}
	v.folder = now
	return changes.write(w)
}

// changes lead from one state of a folder to a later one. Sequence numbers
// are those at the moment when each line reaches the client.
type changes struct {
	expunged []uint32 // sequence numbers, the last message first
	exists   uint32
	added    bool
	flagged  []numbered
}

func compare(before, after mailstore.Folder) changes {
	c := changes{exists: uint32(len(after.Entries))}
	old := before.Entries
	kept := 0
	for i := range old {
		seq := uint32(i) + 1
		same := before.UIDValidity == after.UIDValidity &&
			kept < len(after.Entries) && after.Entries[kept].UID == old[i].UID
		if !same {
			c.expunged = append(c.expunged, seq)
			continue
		}
		entry := after.Entries[kept]
		kept++
		if entry.Flags != old[i].Flags {
			c.flagged = append(c.flagged, numbered{seq: uint32(kept), Entry: entry})
		}
	}
	slices.Reverse(c.expunged)
	c.added = kept < len(after.Entries)
	return c
}

func (c changes) write(w *imapserver.UpdateWriter) error {
	for _, seq := range c.expunged {
		if err := w.WriteExpunge(seq); err != nil {
			return err
		}
	}
	if c.added {
		if err := w.WriteNumMessages(c.exists); err != nil {
			return err
		}
	}
	for _, message := range c.flagged {
		if err := w.WriteMessageFlags(message.seq, imap.UID(message.UID), flagNames(message.Flags)); err != nil {
			return err
		}
	}
	return nil
}

// numbered is a message with its sequence number.
type numbered struct {
	seq uint32
	mailstore.Entry
}

// pick returns the messages of a set, in order.
func (v *view) pick(set imap.NumSet) []numbered {
	contains := v.member(set)
	var picked []numbered
	for i, entry := range v.folder.Entries {
		n := numbered{seq: uint32(i) + 1, Entry: entry}
		if contains(n) {
			picked = append(picked, n)
		}
	}
	return picked
}

// member turns a set, in which * stands for the last message, into a test.
func (v *view) member(set imap.NumSet) func(numbered) bool {
	switch set := set.(type) {
	case imap.SeqSet:
		last := uint32(len(v.folder.Entries))
		return func(n numbered) bool {
			for _, r := range set {
				if within(n.seq, r.Start, r.Stop, last) {
					return true
				}
			}
			return false
		}
	case imap.UIDSet:
		last := v.lastUID()
		return func(n numbered) bool {
			for _, r := range set {
				if within(n.UID, uint32(r.Start), uint32(r.Stop), last) {
					return true
				}
			}
			return false
		}
	default:
		return func(numbered) bool { return false }
	}
}

func (v *view) lastUID() uint32 {
	if n := len(v.folder.Entries); n > 0 {
		return v.folder.Entries[n-1].UID
	}
	return math.MaxUint32
}

func within(n, start, stop, last uint32) bool {
	if start == 0 {
		start = last
	}
	if stop == 0 {
		stop = last
	}
	return min(start, stop) <= n && n <= max(start, stop)
}

func uids(messages []numbered) []uint32 {
	list := make([]uint32, len(messages))
	for i, message := range messages {
		list[i] = message.UID
	}
	return list
}
