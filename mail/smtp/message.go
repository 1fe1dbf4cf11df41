package smtp

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/wneessen/go-mail"
)

// Message is one mail to one recipient, as plain values that are not encoded
// yet. Message IDs stand in angle brackets, addresses without.
type Message struct {
	MessageID  string
	InReplyTo  string
	References []string
	Date       time.Time
	From       string
	FromName   string
	To         string
	ToName     string
	ReplyTo    string
	Subject    string
	Text       string
	HTML       string // left out if empty
	Headers    []Header
	Files      []File
	Pictures   []Picture
	// Calendar is an entry for the reader's calendar; nil for none.
	Calendar *Calendar
}

// Calendar is an entry for a calendar: the method that it stands for (RFC 5546) and its text.
// It goes as the last alternative of the text, which calendars read, and once more as a file
// for mail programs that do not.
type Calendar struct{ Method, Text string }

// File is a plain text in UTF-8 that is attached under a name.
type File struct{ Name, Text string }

// Picture is a PNG that stands in the HTML, by its ID.
type Picture struct {
	ID, Name string
	PNG      []byte
}

// Header is one more header field.
type Header struct{ Name, Value string }

// Bytes encodes the message as it goes over the wire. The same message gives
// the same bytes each time, so that a repeated attempt can be recognised.
func (m Message) Bytes() ([]byte, error) {
	encoded, err := m.encode()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if _, err := encoded.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("encode mail: %w", err)
	}
	if m.nested() {
		return m.bounded(b.Bytes()), nil
	}
	return b.Bytes(), nil
}

// nested reports whether the mail has parts within parts.
func (m Message) nested() bool { return len(m.Files)+len(m.Pictures) > 0 || m.Calendar != nil }

// declared finds the boundaries of a mail's parts.
var declared = regexp.MustCompile(`Content-Type: multipart/[a-z]+;\r\n boundary=([0-9a-f]{40,})`)

// bounded gives nested parts of a mail boundaries that depend on what it says. The
// library takes one boundary only, and makes up those of nested parts.
func (m Message) bounded(wire []byte) []byte {
	for i, found := range declared.FindAllSubmatch(bytes.Clone(wire), -1) {
		wire = bytes.ReplaceAll(wire, found[1], fmt.Appendf(nil, "%s%d", m.boundary(), i))
	}
	return wire
}

// encode builds the mail from parts that have been checked.
func (m Message) encode() (*mail.Msg, error) {
	if err := errors.Join(m.check(), m.Calendar.check()); err != nil {
		return nil, fmt.Errorf("encode mail: %w", err)
	}
	id := strings.Trim(m.MessageID, "<>")
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if !m.nested() {
		msg.SetBoundary(m.boundary())
	}
	msg.FromMailAddress(&netmail.Address{Name: m.FromName, Address: m.From})
	msg.ToMailAddress(&netmail.Address{Name: m.ToName, Address: m.To})
	if m.ReplyTo != "" {
		msg.ReplyToMailAddress(&netmail.Address{Name: m.FromName, Address: m.ReplyTo})
	}
	msg.Subject(m.Subject)
	msg.SetDateWithValue(m.Date)
	msg.SetMessageIDWithValue(id)
	if m.InReplyTo != "" {
		msg.SetGenHeader(mail.HeaderInReplyTo, m.InReplyTo)
	}
	if len(m.References) > 0 {
		msg.SetGenHeader(mail.HeaderReferences, strings.Join(m.References, " "))
	}
	for _, h := range m.Headers {
		msg.SetGenHeader(mail.Header(h.Name), h.Value)
	}
	msg.SetBodyString(mail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(mail.TypeTextHTML, m.HTML)
	}
	for _, p := range m.Pictures {
		err := msg.EmbedReader(p.Name, bytes.NewReader(p.PNG), mail.WithFileContentType("image/png"), mail.WithFileContentID("<"+p.ID+">"))
		if err != nil {
			return nil, fmt.Errorf("encode mail: put a picture into it: %w", err)
		}
	}
	if c := m.Calendar; c != nil {
		msg.AddAlternativeString(mail.ContentType("text/calendar; method="+c.Method), c.Text)
		if err := msg.AttachReader(entryFile, strings.NewReader(c.Text), mail.WithFileContentType(entryType)); err != nil {
			return nil, fmt.Errorf("encode mail: attach a calendar entry: %w", err)
		}
	}
	for _, f := range m.Files {
		if err := msg.AttachReader(f.Name, strings.NewReader(f.Text), mail.WithFileContentType(plainText)); err != nil {
			return nil, fmt.Errorf("encode mail: attach a file: %w", err)
		}
	}
	return msg, nil
}

// plainText is the type of attached files.
const plainText mail.ContentType = "text/plain; charset=utf-8"

// The file in which a calendar entry goes once more.
const (
	entryFile                  = "invite.ics"
	entryType mail.ContentType = "application/ics"
)

// boundary parts the bodies. It depends on them, so that none can contain it.
func (m Message) boundary() string {
	bodies := m.MessageID + "\x00" + m.Text + "\x00" + m.HTML
	for _, f := range m.Files {
		bodies += "\x00" + f.Text
	}
	for _, p := range m.Pictures {
		bodies += "\x00" + string(p.PNG)
	}
	if m.Calendar != nil {
		bodies += "\x00" + m.Calendar.Text
	}
	sum := sha256.Sum256([]byte(bodies))
	return hex.EncodeToString(sum[:16])
}

// check refuses a method that stands in a header and is none of those that are sent.
func (c *Calendar) check() error {
	if c != nil && c.Method != "REQUEST" && c.Method != "CANCEL" {
		return errors.New("the method of a calendar entry: want REQUEST or CANCEL")
	}
	return nil
}

// check refuses whatever could add a header or a recipient. Its errors name the
// field but not the value, which may be somebody's address.
func (m Message) check() error {
	addresses := []field{{"From", m.From}, {"To", m.To}}
	if m.ReplyTo != "" {
		addresses = append(addresses, field{"Reply-To", m.ReplyTo})
	}
	for _, a := range addresses {
		if parsed, err := netmail.ParseAddress(a.value); err != nil || parsed.Address != a.value {
			return fmt.Errorf("%s: not one plain mail address", a.name)
		}
	}
	if !isMessageID(m.MessageID) {
		return errors.New("Message-ID: want an ID in angle brackets")
	}
	lines := append(addresses, field{"From", m.FromName}, field{"To", m.ToName}, field{"Subject", m.Subject},
		field{"In-Reply-To", m.InReplyTo}, field{"References", strings.Join(m.References, " ")})
	for _, f := range m.Files {
		lines = append(lines, field{"the name of a file", f.Name})
	}
	for _, p := range m.Pictures {
		if !isMessageID("<" + p.ID + ">") {
			return errors.New("the ID of a picture: want one like that of a message, without brackets")
		}
		lines = append(lines, field{"the name of a picture", p.Name})
	}
	for _, h := range m.Headers {
		if h.Name == "" || strings.ContainsFunc(h.Name, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == ':' }) {
			return errors.New("a header's name: it holds characters that a name cannot")
		}
		lines = append(lines, field{h.Name, h.Value})
	}
	for _, l := range lines {
		if strings.ContainsFunc(l.value, unicode.IsControl) {
			return fmt.Errorf("%s: it holds a line break or control character", l.name)
		}
	}
	return nil
}

type field struct{ name, value string }

func isMessageID(id string) bool {
	left, right, ok := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(id, "<"), ">"), "@")
	plain := func(s string) bool {
		return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("<>@", r) })
	}
	return ok && strings.HasPrefix(id, "<") && strings.HasSuffix(id, ">") && plain(left) && plain(right)
}
