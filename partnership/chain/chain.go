// Package chain holds the entries of a journal together: each has a hash of its content and
// of all before it, so that nothing can be changed, taken out, put in or moved without its
// being seen.
package chain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Link is a place in a chain.
type Link struct {
	Seq  int64 // from 1, without gaps; 0 before the first entry
	Hash string
}

// Origin is the link before the first entry. It holds the slug, so that entries cannot
// change places between partnerships.
func Origin(slug string) Link { return Link{Hash: hash("rapport journal of " + slug)} }

// Next returns the link that an entry with this content makes:
// hash = SHA-256(hash before || entry as canonical JSON), hexadecimal.
func (l Link) Next(entry string) Link { return Link{Seq: l.Seq + 1, Hash: hash(l.Hash + entry)} }

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// Row is an entry as it lies in a file, with the ID that it is filed under.
type Row struct {
	Link
	ID    string
	Entry string // canonical JSON
}

// BrokenError says where a journal no longer is what was appended.
type BrokenError struct {
	Slug   string
	Seq    int64
	Reason string
}

// Error names the entry.
func (e *BrokenError) Error() string {
	return fmt.Sprintf("journal of %s is broken at entry %d: %s", e.Slug, e.Seq, e.Reason)
}

// Chain is followed row by row.
type Chain struct {
	slug string
	last Link
}

// Of begins with the first entry of a partnership's journal.
func Of(slug string) *Chain { return &Chain{slug: slug, last: Origin(slug)} }

// Follow takes the next row. It returns a *BrokenError when something was changed, taken
// out, put in or moved.
func (c *Chain) Follow(r Row) error {
	want := c.last.Next(r.Entry)
	var filed struct {
		ID string `json:"id"`
	}
	reason := ""
	switch err := json.Unmarshal([]byte(r.Entry), &filed); {
	case r.Seq != want.Seq:
		reason = "the entry is missing"
	case r.Hash != want.Hash:
		reason = "the hash does not match the content"
	case err != nil || filed.ID != r.ID:
		reason = "the entry is not filed under its own ID"
	}
	if reason != "" {
		return &BrokenError{Slug: c.slug, Seq: want.Seq, Reason: reason}
	}
	c.last = want
	return nil
}

// Pass takes the next row at its word: what it says is withheld, and its hash stands for it.
func (c *Chain) Pass(l Link) error {
	if l.Seq != c.last.Seq+1 {
		return &BrokenError{Slug: c.slug, Seq: c.last.Seq + 1, Reason: "the entry is missing"}
	}
	c.last = l
	return nil
}

// End compares the last row with the head that was kept apart. It returns a *BrokenError
// where the newest entries were cut off, or some were added.
func (c *Chain) End(head Link) error {
	if c.last != head {
		return &BrokenError{Slug: c.slug, Seq: min(c.last.Seq, head.Seq) + 1, Reason: "the newest entries do not match the recorded head"}
	}
	return nil
}
