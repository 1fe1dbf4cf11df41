package imap

import (
	"context"
	"errors"
	"fmt"

	"github.com/emersion/go-imap/v2"
)

// move puts a message into another folder, which is created when missing. A
// message that is gone meanwhile is no error.
func (c *conn) move(ctx context.Context, uid uint32, folder string) error {
	name, set := c.folderName(folder), imap.UIDSetNum(imap.UID(uid))
	return c.command(ctx, fmt.Sprintf("move message %d to %s", uid, folder), func() error {
		err := c.moveTo(set, name)
		if !isRefusal(err) {
			return err
		}
		// Not every server says TRYCREATE, so any refusal may mean a missing folder.
		if created := c.create(name); created != nil {
			return errors.Join(err, created)
		}
		return c.moveTo(set, name)
	})
}

func (c *conn) create(name string) error {
	if err := c.client.Create(name, nil).Wait(); err != nil {
		return err
	}
	// Subscribing only makes the folder visible in mail programs.
	if err := c.client.Subscribe(name).Wait(); err != nil && !isRefusal(err) {
		return err
	}
	return nil
}

// moveTo uses MOVE (RFC 6851), or copies, marks and expunges these messages. A
// plain EXPUNGE would also remove what people have marked as deleted, so without
// UIDPLUS the originals stay, marked.
func (c *conn) moveTo(set imap.UIDSet, name string) error {
	if c.caps.Has(imap.CapMove) {
		_, err := c.client.Move(set, name).Wait()
		return err
	}
	if _, err := c.client.Copy(set, name).Wait(); err != nil {
		return err
	}
	if err := c.markDeleted(set, imap.StoreFlagsAdd); err != nil {
		return err
	}
	if !c.caps.Has(imap.CapUIDPlus) {
		return nil
	}
	return c.client.UIDExpunge(set).Close()
}

// markDeleted marks messages as deleted, or takes the marks off.
func (c *conn) markDeleted(set imap.UIDSet, op imap.StoreFlagsOp) error {
	return c.client.Store(set, &imap.StoreFlags{Op: op, Silent: true, Flags: []imap.Flag{imap.FlagDeleted}}, nil).Close()
}
