package imapd

import (
	"errors"
	"io"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// delimiter parts the levels of a folder name.
const delimiter = '/'

// session is one connection. The server calls one method at a time, except
// that Close may come while Idle still runs.
type session struct {
	options Options
	mailbox *mailstore.Mailbox // after login
	view    *view              // while a folder is selected
}

var (
	_ imapserver.SessionMove        = (*session)(nil)
	_ imapserver.SessionNamespace   = (*session)(nil)
	_ imapserver.SessionAppendLimit = (*session)(nil)
)

func (s *session) Close() error { return nil }

func (s *session) Login(username, password string) error {
	mailbox, err := s.options.login(username, password)
	s.mailbox = mailbox
	return err
}

func (s *session) Namespace() (*imap.NamespaceData, error) {
	return &imap.NamespaceData{Personal: []imap.NamespaceDescriptor{{Delim: delimiter}}}, nil
}

func (s *session) AppendLimit() uint32 { return appendLimit }

// Create makes a folder and the folders above it.
func (s *session) Create(name string, _ *imap.CreateOptions) error {
	name = strings.TrimRight(name, string(delimiter))
	for i, r := range name {
		if r == delimiter && i > 0 {
			err := s.mailbox.Create(name[:i])
			if err != nil && !errors.Is(err, mailstore.ErrFolderExists) {
				return refusal(err, imap.ResponseCodeNonExistent)
			}
		}
	}
	return refusal(s.mailbox.Create(name), imap.ResponseCodeNonExistent)
}

func (s *session) Delete(name string) error {
	return refusal(s.mailbox.Delete(name), imap.ResponseCodeNonExistent)
}

func (s *session) Rename(string, string, *imap.RenameOptions) error {
	return no(imap.ResponseCodeCannot, "Mailboxes keep their names here")
}

func (s *session) Subscribe(name string) error {
	return refusal(s.mailbox.Subscribe(name, true), imap.ResponseCodeNonExistent)
}

func (s *session) Unsubscribe(name string) error {
	return refusal(s.mailbox.Subscribe(name, false), imap.ResponseCodeNonExistent)
}

func (s *session) Select(name string, options *imap.SelectOptions) (*imap.SelectData, error) {
	folder, err := s.mailbox.Folder(name)
	if err != nil {
		return nil, refusal(err, imap.ResponseCodeNonExistent)
	}
	s.view = &view{mailbox: s.mailbox, folder: folder, readOnly: options.ReadOnly}
	data := &imap.SelectData{
		Flags:       flagNames(^mailstore.Flags(0)),
		NumMessages: uint32(len(folder.Entries)),
		UIDNext:     imap.UID(folder.UIDNext),
		UIDValidity: folder.UIDValidity,
	}
	if !options.ReadOnly {
		data.PermanentFlags = data.Flags
	}
	for i, entry := range folder.Entries {
		if entry.Flags&mailstore.Seen == 0 {
			data.FirstUnseenSeqNum = uint32(i) + 1
			break
		}
	}
	return data, nil
}

func (s *session) Unselect() error {
	s.view = nil
	return nil
}

func (s *session) List(w *imapserver.ListWriter, ref string, patterns []string, options *imap.ListOptions) error {
	if len(patterns) == 0 { // the client asks for the delimiter
		return w.WriteList(&imap.ListData{Attrs: []imap.MailboxAttr{imap.MailboxAttrNoSelect}, Delim: delimiter})
	}
	for _, folder := range s.mailbox.Folders() {
		special := specialUse(folder.Name)
		if !matches(folder.Name, ref, patterns) ||
			options.SelectSubscribed && !folder.Subscribed ||
			options.SelectSpecialUse && special == "" {
			continue
		}
		data := &imap.ListData{Mailbox: folder.Name, Delim: delimiter}
		if folder.Subscribed {
			data.Attrs = append(data.Attrs, imap.MailboxAttrSubscribed)
		}
		if special != "" {
			data.Attrs = append(data.Attrs, special)
		}
		if options.ReturnStatus != nil {
			data.Status = status(folder, options.ReturnStatus)
		}
		if err := w.WriteList(data); err != nil {
			return err
		}
	}
	return nil
}

func matches(name, ref string, patterns []string) bool {
	for _, pattern := range patterns {
		if imapserver.MatchList(name, delimiter, ref, pattern) {
			return true
		}
	}
	return false
}

// specialUse is the RFC 6154 attribute of a folder, if any.
func specialUse(name string) imap.MailboxAttr {
	if name == mailstore.Sent {
		return imap.MailboxAttrSent
	}
	return ""
}

func (s *session) Status(name string, options *imap.StatusOptions) (*imap.StatusData, error) {
	folder, err := s.mailbox.Folder(name)
	if err != nil {
		return nil, refusal(err, imap.ResponseCodeNonExistent)
	}
	return status(folder, options), nil
}

func status(folder mailstore.Folder, options *imap.StatusOptions) *imap.StatusData {
	var size int64
	var deleted, messages, unseen, recent uint32
	for _, entry := range folder.Entries {
		messages++
		size += entry.Size
		if entry.Flags&mailstore.Deleted != 0 {
			deleted++
		}
	}
	unseen = uint32(folder.Unread())
	data := &imap.StatusData{
		Mailbox:     folder.Name,
		UIDNext:     imap.UID(folder.UIDNext),
		UIDValidity: folder.UIDValidity,
	}
	data.NumMessages = wanted(options.NumMessages, messages)
	data.NumUnseen = wanted(options.NumUnseen, unseen)
	data.NumDeleted = wanted(options.NumDeleted, deleted)
	data.NumRecent = wanted(options.NumRecent, recent)
	data.Size = wanted(options.Size, size)
	return data
}

func wanted[T any](asked bool, value T) *T {
	if !asked {
		return nil
	}
	return &value
}

func (s *session) Append(name string, r imap.LiteralReader, options *imap.AppendOptions) (*imap.AppendData, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	folder, err := s.mailbox.Folder(name)
	if err != nil {
		return nil, refusal(err, imap.ResponseCodeTryCreate)
	}
	entry, err := s.mailbox.Append(folder.Name, raw, flagsOf(options.Flags), options.Time)
	if err != nil {
		return nil, refusal(err, imap.ResponseCodeTryCreate)
	}
	return &imap.AppendData{UID: imap.UID(entry.UID), UIDValidity: folder.UIDValidity}, nil
}

func (s *session) Poll(w *imapserver.UpdateWriter, allowExpunge bool) error {
	if s.view == nil {
		return nil
	}
	return s.view.sync(w, allowExpunge)
}

// Idle tells the client of changes until stop is closed. It asks for the next
// change before it looks, so that none falls between.
func (s *session) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	for {
		changed := s.mailbox.Changed()
		if s.view != nil {
			if err := s.view.sync(w, true); err != nil {
				return err
			}
		}
		select {
		case <-changed:
		case <-stop:
			return nil
		}
	}
}
