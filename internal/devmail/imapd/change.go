package imapd

import (
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

var errReadOnly = no(imap.ResponseCodeNoPerm, "Mailbox is open read-only")

func (s *session) Store(w *imapserver.FetchWriter, set imap.NumSet, flags *imap.StoreFlags, _ *imap.StoreOptions) error {
	if s.view.readOnly {
		return errReadOnly
	}
	messages := s.view.pick(set)
	change := apply(flags)
	if err := s.view.mailbox.Flag(s.view.folder.Name, uids(messages), change); err != nil {
		return refusal(err, imap.ResponseCodeNonExistent)
	}
	s.view.flag(messages, change)
	if flags.Silent {
		return nil
	}
	return s.Fetch(w, set, &imap.FetchOptions{UID: true, Flags: true})
}

// flag makes a change in what the client knows, since the client asked for it.
func (v *view) flag(messages []numbered, change func(mailstore.Flags) mailstore.Flags) {
	v.folder.Entries = slices.Clone(v.folder.Entries)
	for _, message := range messages {
		entry := &v.folder.Entries[message.seq-1]
		entry.Flags = change(entry.Flags)
	}
}

func (s *session) Copy(set imap.NumSet, dest string) (*imap.CopyData, error) {
	placed, validity, err := s.view.mailbox.Copy(s.view.folder.Name, uids(s.view.pick(set)), dest)
	return copyData(placed, validity), refusal(err, imap.ResponseCodeTryCreate)
}

func (s *session) Move(w *imapserver.MoveWriter, set imap.NumSet, dest string) error {
	if s.view.readOnly {
		return errReadOnly
	}
	placed, validity, err := s.view.mailbox.Move(s.view.folder.Name, uids(s.view.pick(set)), dest)
	if len(placed) > 0 {
		if err := w.WriteCopyData(copyData(placed, validity)); err != nil {
			return err
		}
		gone := make(map[uint32]bool, len(placed))
		for _, p := range placed {
			gone[p.From] = true
		}
		if err := s.view.drop(gone, w.WriteExpunge); err != nil {
			return err
		}
	}
	return refusal(err, imap.ResponseCodeTryCreate)
}

// copyData is nil when nothing was copied: COPYUID has no way to say so.
func copyData(placed []mailstore.Placed, validity uint32) *imap.CopyData {
	if len(placed) == 0 {
		return nil
	}
	data := &imap.CopyData{UIDValidity: validity}
	for _, p := range placed {
		data.SourceUIDs.AddNum(imap.UID(p.From))
		data.DestUIDs.AddNum(imap.UID(p.To))
	}
	return data
}

// Expunge removes the messages that are marked as deleted, if limit is given
// only those in it.
func (s *session) Expunge(w *imapserver.ExpungeWriter, limit *imap.UIDSet) error {
	if s.view.readOnly {
		return nil // CLOSE expunges, and must not fail on an EXAMINEd folder
	}
	chosen := func(numbered) bool { return true }
	if limit != nil {
		chosen = s.view.member(*limit)
	}
	gone := map[uint32]bool{}
	var list []uint32
	for i, entry := range s.view.folder.Entries {
		if entry.Flags&mailstore.Deleted != 0 && chosen(numbered{seq: uint32(i) + 1, Entry: entry}) {
			gone[entry.UID] = true
			list = append(list, entry.UID)
		}
	}
	if err := s.view.mailbox.Expunge(s.view.folder.Name, list); err != nil {
		return refusal(err, imap.ResponseCodeNonExistent)
	}
	return s.view.drop(gone, w.WriteExpunge)
}

// drop takes messages out of what the client knows and tells it so, the last
// one first to keep the other sequence numbers right.
func (v *view) drop(gone map[uint32]bool, tell func(seq uint32) error) error {
	entries := slices.Clone(v.folder.Entries)
	for i := len(entries) - 1; i >= 0; i-- {
		if !gone[entries[i].UID] {
			continue
		}
		entries = slices.Delete(entries, i, i+1)
		v.folder.Entries = entries
		if err := tell(uint32(i) + 1); err != nil {
			return err
		}
	}
	return nil
}
