package imap

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

const (
	// chunkSize keeps each command short enough for its time limit on a slow
	// line; most messages fit into one.
	chunkSize = 512 << 10
	// maxHeader bounds what is fetched of a message that is too large.
	maxHeader = 256 << 10
)

// listed is a message as the folder's list shows it.
type listed struct {
	uid        uint32
	receivedAt time.Time
	size       int64
	deleted    bool
}

// list returns everything in the folder by ascending UID. It asks only for
// what every server can tell without parsing the message: ENVELOPE and
// BODYSTRUCTURE of broken mail have made servers and libraries fail.
func (c *conn) list(ctx context.Context) (list []listed, err error) {
	err = c.command(ctx, "list "+c.folder, func() error {
		everything := imap.UIDSet{imap.UIDRange{Start: 1, Stop: 0}}
		found, err := c.client.Fetch(everything, &imap.FetchOptions{
			UID: true, Flags: true, InternalDate: true, RFC822Size: true,
		}).Collect()
		if err != nil {
			return err
		}
		for _, m := range found {
			list = append(list, listed{
				uid: uint32(m.UID), receivedAt: m.InternalDate, size: m.RFC822Size,
				deleted: slices.Contains(m.Flags, imap.FlagDeleted),
			})
		}
		return nil
	})
	slices.SortFunc(list, func(a, b listed) int { return cmp.Compare(a.uid, b.uid) })
	return list, err
}

// fetch returns a message, or the headers of one that is too large.
func (c *conn) fetch(ctx context.Context, m listed) (raw []byte, tooLarge bool, err error) {
	if m.size <= c.settings.MaxSize {
		raw, err = c.fetchChunks(ctx, m)
		// The server's size may be an estimate; what came is what counts.
		tooLarge = int64(len(raw)) > c.settings.MaxSize
	} else {
		tooLarge = true
	}
	if err == nil && tooLarge {
		raw, err = c.fetchPart(ctx, m.uid, &imap.FetchItemBodySection{
			Specifier: imap.PartSpecifierHeader, Peek: true, Partial: &imap.SectionPartial{Size: maxHeader},
		})
	}
	if err == nil && len(raw) == 0 {
		// Exchange announces messages before it can read them.
		err = fmt.Errorf("fetch message %d: %w", m.uid, errEmpty)
	}
	return raw, tooLarge, err
}

// fetchChunks returns a whole message, or more than MaxSize of it. It has room for what the
// server says from the start: a buffer that grows holds a large message twice.
func (c *conn) fetchChunks(ctx context.Context, m listed) ([]byte, error) {
	var raw bytes.Buffer
	raw.Grow(int(m.size) + bytes.MinRead)
	for {
		part, err := c.fetchPart(ctx, m.uid, &imap.FetchItemBodySection{
			Peek: true, Partial: &imap.SectionPartial{Offset: int64(raw.Len()), Size: chunkSize},
		})
		if err != nil {
			return nil, err
		}
		raw.Write(part)
		if len(part) < chunkSize || int64(raw.Len()) > c.settings.MaxSize {
			return raw.Bytes(), nil
		}
	}
}

// fetchPart returns one section of a message; errGone if there is no message.
func (c *conn) fetchPart(ctx context.Context, uid uint32, section *imap.FetchItemBodySection) (part []byte, err error) {
	err = c.command(ctx, fmt.Sprintf("fetch message %d", uid), func() error {
		cmd := c.client.Fetch(imap.UIDSetNum(imap.UID(uid)), &imap.FetchOptions{
			UID: true, BodySection: []*imap.FetchItemBodySection{section},
		})
		found := false
		for m := cmd.Next(); m != nil; m = cmd.Next() {
			found = true
			if part, err = readSection(m); err != nil {
				// The library goes on reading where a literal broke off, so nothing of
				// this command may be touched again.
				c.close()
				return err
			}
		}
		if err := cmd.Close(); err != nil {
			return err
		}
		if !found {
			return errGone
		}
		return nil
	})
	return part, err
}

// readSection reads the body section among a message's items; NIL is empty.
func readSection(m *imapclient.FetchMessageData) (part []byte, err error) {
	for item := m.Next(); item != nil; item = m.Next() {
		body, ok := item.(imapclient.FetchItemDataBodySection)
		if !ok || body.Literal == nil {
			continue
		}
		var read bytes.Buffer
		read.Grow(int(min(body.Literal.Size(), chunkSize)) + bytes.MinRead)
		if _, err = read.ReadFrom(body.Literal); err != nil {
			return nil, err
		}
		part = read.Bytes()
		// The library ends a literal that the connection cut short like a whole one.
		if int64(len(part)) != body.Literal.Size() {
			return nil, io.ErrUnexpectedEOF
		}
	}
	return part, nil
}
