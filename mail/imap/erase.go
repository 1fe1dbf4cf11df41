package imap

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
)

// errNoTrash says why nothing is deleted. Google's servers put what is expunged from any
// other folder into the archive.
var errNoTrash = &messageError{errors.New("the server deletes only out of its trash folder, and shows none by IMAP")}

// erase deletes a message that was handled. Where it has only gone to the trash so far,
// it stays doomed, and is swept out of there.
func (w *watch) erase(ctx context.Context, m listed) error {
	err := w.conn.remove(ctx, []uint32{m.uid})
	if err != nil || w.conn.trash.needed {
		return err
	}
	return w.erased(ctx, Doomed{Mailbox: w.settings.Folder, UIDValidity: w.validity, UID: m.uid})
}

func (w *watch) erased(ctx context.Context, d Doomed) error {
	if err := w.ledger.Erased(ctx, w.settings.Account, d.Mailbox, d.UIDValidity, d.UID); err != nil {
		return fmt.Errorf("record that message %d is deleted: %w", d.UID, err)
	}
	return nil
}

// sweep deletes what is doomed from every folder that this package puts messages into. It
// returns only the connection's errors: what the server refuses now it is asked again at
// the next poll.
func (w *watch) sweep(ctx context.Context) error {
	doomed, err := w.ledger.Doomed(ctx, w.settings.Account)
	if err != nil {
		return fmt.Errorf("read what is to be deleted: %w", err)
	}
	if len(doomed) == 0 {
		return nil
	}
	err = w.sweepFolders(ctx, doomed)
	switch {
	case err == nil:
	case isFatal(err):
		return err
	default:
		w.settings.Logger.WarnContext(ctx, "messages to be deleted are still in the mailbox",
			"account", w.settings.Account, "messages", len(doomed), "error", err)
		return nil
	}
	for _, d := range doomed {
		if err := w.erased(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// sweepFolders goes the way that messages go: out of the watched folder, which may still
// hold them or their originals, out of quarantine, and out of the trash last.
func (w *watch) sweepFolders(ctx context.Context, doomed []Doomed) error {
	if err := w.sweepWatched(ctx, doomed); err != nil {
		return err
	}
	folders := []string{w.settings.Quarantine}
	if w.conn.trash.needed {
		folders = append(folders, w.conn.trash.folder)
	}
	for _, folder := range folders {
		if err := w.conn.sweep(ctx, folder, doomed); err != nil {
			return err
		}
	}
	return nil
}

// sweepWatched deletes by UID: another message of the same Message-ID may not have been
// handed over yet.
func (w *watch) sweepWatched(ctx context.Context, doomed []Doomed) error {
	validity, err := w.conn.selectFolder(ctx, w.settings.Folder)
	if err != nil {
		return err
	}
	there, err := w.conn.list(ctx)
	if err != nil {
		return err
	}
	var uids []uint32
	for _, m := range there {
		handedOver := func(d Doomed) bool {
			return d.Mailbox == w.settings.Folder && d.UIDValidity == validity && d.UID == m.uid
		}
		if slices.ContainsFunc(doomed, handedOver) {
			uids = append(uids, m.uid)
		}
	}
	return w.conn.remove(ctx, uids)
}

// sweep deletes what is doomed from a folder, if that is there.
func (c *conn) sweep(ctx context.Context, folder string, doomed []Doomed) error {
	there, err := c.enter(ctx, folder)
	if err != nil || !there {
		return err
	}
	uids, err := c.recognise(ctx, func(messageID []byte, receivedAt time.Time) bool {
		return slices.ContainsFunc(doomed, func(d Doomed) bool { return d.Is(messageID, receivedAt) })
	})
	if err != nil {
		return err
	}
	return c.remove(ctx, uids)
}

// remove deletes messages of the selected folder for good, and nothing else. Those that
// are gone are no error.
func (c *conn) remove(ctx context.Context, uids []uint32) error {
	if len(uids) == 0 {
		return nil
	}
	var set imap.UIDSet
	for _, uid := range uids {
		set.AddNum(imap.UID(uid))
	}
	return c.command(ctx, fmt.Sprintf("delete %d of the messages in %s", len(uids), c.folder), func() error {
		switch {
		case c.trash.needed && c.trash.folder == "":
			return errNoTrash
		case c.trash.needed && c.folder != c.trash.folder:
			return c.moveTo(set, c.trash.folder)
		case c.caps.Has(imap.CapUIDPlus):
			if err := c.markDeleted(set, imap.StoreFlagsAdd); err != nil {
				return err
			}
			return c.client.UIDExpunge(set).Close()
		default:
			return c.expungeOnly(set)
		}
	})
}

// expungeOnly has an EXPUNGE, which removes whatever is marked as deleted, remove these
// messages alone: for that moment the marks that others have set are taken off. Should the
// connection break just then, those marks are lost, and no message is.
func (c *conn) expungeOnly(set imap.UIDSet) error {
	everything := imap.UIDSet{imap.UIDRange{Start: 1, Stop: 0}}
	found, err := c.client.Fetch(everything, &imap.FetchOptions{UID: true, Flags: true}).Collect()
	if err != nil {
		return err
	}
	var others imap.UIDSet
	for _, m := range found {
		if !set.Contains(m.UID) && slices.Contains(m.Flags, imap.FlagDeleted) {
			others.AddNum(m.UID)
		}
	}
	if len(others) == 0 {
		return c.expunge(set)
	}
	if err := c.markDeleted(others, imap.StoreFlagsDel); err != nil {
		return err
	}
	return errors.Join(c.expunge(set), c.markDeleted(others, imap.StoreFlagsAdd))
}

func (c *conn) expunge(set imap.UIDSet) error {
	if err := c.markDeleted(set, imap.StoreFlagsAdd); err != nil {
		return err
	}
	return c.client.Expunge().Close()
}

// trash is the folder out of which alone a server deletes for good.
type trash struct {
	needed bool
	folder string // as the server spells it; empty: it shows none
}

// learnTrash looks for the trash of Google's servers: an EXPUNGE elsewhere takes only a
// label off, unless somebody has changed the settings of the account.
func (c *conn) learnTrash() error {
	c.trash.needed = c.caps.Has("X-GM-EXT-1")
	if !c.trash.needed {
		return nil
	}
	folders, err := c.client.List("", "*", nil).Collect()
	for _, f := range folders {
		if slices.Contains(f.Attrs, imap.MailboxAttrTrash) {
			c.trash.folder = f.Mailbox
		}
	}
	return err
}
