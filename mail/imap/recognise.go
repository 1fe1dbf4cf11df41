package imap

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
)

// enter selects a folder, if that is there.
func (c *conn) enter(ctx context.Context, folder string) (there bool, err error) {
	err = c.command(ctx, "look for "+folder, func() error {
		found, err := c.client.List("", c.folderName(folder), nil).Collect()
		there = len(found) > 0
		return err
	})
	if err == nil && there {
		_, err = c.selectFolder(ctx, folder)
	}
	return there, err
}

// atOnce is of how many messages one command asks for the Message-ID.
const atOnce = 200

// recognise returns the UIDs of those messages of the selected folder that is knows by the
// field Message-ID and the server's internal date. It asks for the field of each: not every
// server searches.
func (c *conn) recognise(ctx context.Context, is func(messageID []byte, receivedAt time.Time) bool) (uids []uint32, err error) {
	all, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	for some := range slices.Chunk(all, atOnce) {
		var set imap.UIDSet
		for _, m := range some {
			set.AddNum(imap.UID(m.uid))
		}
		err := c.command(ctx, fmt.Sprintf("read Message-IDs in %s", c.folder), func() error {
			found, err := c.client.Fetch(set, &imap.FetchOptions{UID: true, InternalDate: true, BodySection: []*imap.FetchItemBodySection{{
				Specifier: imap.PartSpecifierHeader, HeaderFields: []string{"Message-ID"}, Peek: true, Partial: &imap.SectionPartial{Size: maxHeader},
			}}}).Collect()
			for _, m := range found {
				// Without the field asked for nothing is known of a message.
				if len(m.BodySection) > 0 && is(m.BodySection[0].Bytes, m.InternalDate) {
					uids = append(uids, uint32(m.UID))
				}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(uids)
	return uids, nil
}
