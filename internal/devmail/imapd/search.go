package imapd

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// maxParts bounds how much of a message a text search walks through.
const maxParts = 500

func (s *session) Search(kind imapserver.NumKind, criteria *imap.SearchCriteria, _ *imap.SearchOptions) (*imap.SearchData, error) {
	var (
		data     imap.SearchData
		seqs     imap.SeqSet
		uidsSeen imap.UIDSet
	)
	for i, entry := range s.view.folder.Entries {
		candidate := &candidate{view: s.view, numbered: numbered{seq: uint32(i) + 1, Entry: entry}}
		if !candidate.meets(criteria) {
			continue
		}
		number := candidate.seq
		if kind == imapserver.NumKindUID {
			number = candidate.UID
		}
		seqs.AddNum(candidate.seq)
		uidsSeen.AddNum(imap.UID(candidate.UID))
		if data.Min == 0 {
			data.Min = number
		}
		data.Max = number
		data.Count++
	}
	data.All = seqs
	if kind == imapserver.NumKindUID {
		data.All = uidsSeen
	}
	return &data, nil
}

// candidate is a message that a search looks at; its text is read at most once.
type candidate struct {
	view *view
	numbered
	raw  []byte
	read bool
}

func (c *candidate) meets(criteria *imap.SearchCriteria) bool {
	if !c.meetsEntry(criteria) || !c.meetsHeader(criteria) || !c.meetsText(criteria) {
		return false
	}
	for i := range criteria.Not {
		if c.meets(&criteria.Not[i]) {
			return false
		}
	}
	for i := range criteria.Or {
		if !c.meets(&criteria.Or[i][0]) && !c.meets(&criteria.Or[i][1]) {
			return false
		}
	}
	return true
}

// meetsEntry checks all that is known without reading the message.
func (c *candidate) meetsEntry(criteria *imap.SearchCriteria) bool {
	for _, set := range criteria.SeqNum {
		if !c.view.member(set)(c.numbered) {
			return false
		}
	}
	for _, set := range criteria.UID {
		if !c.view.member(set)(c.numbered) {
			return false
		}
	}
	for _, name := range criteria.Flag {
		if kept := flagsOf([]imap.Flag{name}); kept == 0 || c.Flags&kept == 0 {
			return false
		}
	}
	for _, name := range criteria.NotFlag {
		if c.Flags&flagsOf([]imap.Flag{name}) != 0 {
			return false
		}
	}
	return (criteria.Larger == 0 || c.Size > criteria.Larger) &&
		(criteria.Smaller == 0 || c.Size < criteria.Smaller) &&
		between(c.Received, criteria.Since, criteria.Before)
}

// between compares dates as RFC 3501 wants it: without time and zone.
func between(t, since, before time.Time) bool {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return (since.IsZero() || !day.Before(since)) && (before.IsZero() || day.Before(before))
}

func (c *candidate) meetsHeader(criteria *imap.SearchCriteria) bool {
	dated := !criteria.SentSince.IsZero() || !criteria.SentBefore.IsZero()
	if len(criteria.Header) == 0 && !dated {
		return true
	}
	header := mail.Header{Header: c.entity().Header}
	for _, wanted := range criteria.Header {
		if !fieldsContain(header.FieldsByKey(wanted.Key), wanted.Value) {
			return false
		}
	}
	if !dated {
		return true
	}
	date, err := header.Date()
	return err == nil && between(date, criteria.SentSince, criteria.SentBefore)
}

func (c *candidate) meetsText(criteria *imap.SearchCriteria) bool {
	for _, text := range criteria.Text {
		if !entityContains(c.entity(), text, true) {
			return false
		}
	}
	for _, text := range criteria.Body {
		if !entityContains(c.entity(), text, false) {
			return false
		}
	}
	return true
}

// entity parses the message anew, since a body can be read only once. What
// cannot be parsed is like an empty message.
func (c *candidate) entity() *message.Entity {
	if !c.read {
		c.read = true
		raw, err := c.view.mailbox.Read(c.view.folder.Name, c.UID)
		if err != nil && !errors.Is(err, mailstore.ErrNoMessage) {
			raw = nil
		}
		c.raw = raw
	}
	entity, _ := message.Read(bytes.NewReader(c.raw))
	if entity == nil {
		entity, _ = message.New(message.Header{}, strings.NewReader(""))
	}
	return entity
}

func fieldsContain(fields message.HeaderFields, pattern string) bool {
	if pattern == "" {
		return fields.Len() > 0
	}
	for fields.Next() {
		value, _ := fields.Text()
		if containsFold(value, pattern) {
			return true
		}
	}
	return false
}

func entityContains(entity *message.Entity, pattern string, withHeader bool) bool {
	found, parts := false, 0
	// An error means that the rest cannot be read; what was read counts.
	_ = entity.Walk(func(_ []int, part *message.Entity, err error) error {
		if parts++; err != nil || parts > maxParts || found {
			return io.EOF
		}
		if withHeader && fieldsContain(part.Header.Fields(), pattern) {
			found = true
			return nil
		}
		kind, _, _ := part.Header.ContentType()
		if strings.HasPrefix(kind, "text/") || strings.HasPrefix(kind, "message/") {
			text, _ := io.ReadAll(part.Body)
			found = containsFold(string(text), pattern)
		}
		return nil
	})
	return found
}

func containsFold(text, pattern string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(pattern))
}
