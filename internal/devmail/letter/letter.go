// Package letter reads a mail for showing it to a person: who, what, the text
// and the pictures in it. It is for mail that passes through the development
// mail world; it never fails, and shows what it could read.
package letter

import (
	"bytes"
	"encoding/base64"
	"io"
	"strings"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // decodes the charsets of the world
	"github.com/emersion/go-message/mail"
)

// Bounds of what is read of one mail.
const (
	maxParts      = 100
	maxTextBytes  = 512 << 10
	maxImageBytes = 1 << 20
)

// Letter is a mail as a person sees it.
type Letter struct {
	Subject    string
	From       []Address
	To         []Address
	Cc         []Address
	ReplyTo    []Address
	Date       time.Time // zero if the mail has no readable one
	MessageID  string    // without angle brackets
	References []string

	Text        string            // of the first text part
	HTML        string            // of the first HTML part, as it came
	Images      map[string]string // data URLs by Content-ID
	Attachments []Attachment
}

// Address is one mail address with the name beside it.
type Address struct {
	Name, Address string
}

// Attachment is a part that is not shown.
type Attachment struct {
	Name, Type string
	Size       int64  // bytes; counting stops at the bound for pictures
	Text       string // of a plain text, which alone can be opened
}

// Read parses a mail or the beginning of one.
func Read(raw []byte) Letter {
	entity, _ := message.Read(bytes.NewReader(raw)) // an unknown charset still gives an entity
	if entity == nil {
		return Letter{Text: clean(string(raw[:min(len(raw), maxTextBytes)]))}
	}
	l := fromHeader(mail.Header{Header: entity.Header})
	l.Images = map[string]string{}
	parts := 0
	// An error means that the rest of the mail cannot be read.
	_ = entity.Walk(func(_ []int, part *message.Entity, err error) error {
		if parts++; parts > maxParts {
			return io.EOF
		}
		if err != nil && !message.IsUnknownCharset(err) {
			return nil
		}
		if part.MultipartReader() == nil {
			l.take(part)
		}
		return nil
	})
	return l
}

func fromHeader(h mail.Header) Letter {
	var l Letter
	l.Subject, _ = h.Subject()
	l.From = addresses(h, "From")
	l.To = addresses(h, "To")
	l.Cc = addresses(h, "Cc")
	l.ReplyTo = addresses(h, "Reply-To")
	l.Date, _ = h.Date()
	l.MessageID, _ = h.MessageID()
	l.References, _ = h.MsgIDList("References")
	return l
}

func addresses(h mail.Header, key string) []Address {
	list, _ := h.AddressList(key) // unreadable addresses are as good as none
	var found []Address
	for _, a := range list {
		found = append(found, Address{Name: a.Name, Address: a.Address})
	}
	return found
}

// take puts a part where it belongs: the first text and the first HTML are the
// body, named pictures belong to the HTML, the rest is attached.
func (l *Letter) take(part *message.Entity) {
	kind, params, _ := part.Header.ContentType()
	disposition, dispositionParams, _ := part.Header.ContentDisposition()
	attached := strings.EqualFold(disposition, "attachment")
	id := strings.Trim(part.Header.Get("Content-Id"), "<> ")
	switch {
	case !attached && kind == "text/plain" && l.Text == "":
		l.Text = clean(string(readAtMost(part.Body, maxTextBytes)))
	case !attached && kind == "text/html" && l.HTML == "":
		l.HTML = clean(string(readAtMost(part.Body, maxTextBytes)))
	case id != "" && isPicture(kind):
		picture := readAtMost(part.Body, maxImageBytes)
		l.Images[id] = "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(picture)
	default:
		name := dispositionParams["filename"]
		if name == "" {
			name = params["name"]
		}
		content := readAtMost(part.Body, maxImageBytes)
		a := Attachment{Name: clean(name), Type: kind, Size: int64(len(content))}
		if kind == "text/plain" {
			a.Text = clean(string(content))
		}
		l.Attachments = append(l.Attachments, a)
	}
}

// isPicture tells the kinds that cannot carry script.
func isPicture(kind string) bool {
	return kind == "image/png" || kind == "image/jpeg" || kind == "image/gif"
}

func readAtMost(r io.Reader, limit int64) []byte {
	data, _ := io.ReadAll(io.LimitReader(r, limit)) // what came before any trouble is worth showing
	return data
}

// clean makes text fit to be shown: valid UTF-8, lines that end with LF.
func clean(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\x00", "")
}

// Sender is who the mail says it is from.
func (l Letter) Sender() Address {
	if len(l.From) > 0 {
		return l.From[0]
	}
	return Address{}
}

// AnswerTo is where an answer goes.
func (l Letter) AnswerTo() []Address {
	if len(l.ReplyTo) > 0 {
		return l.ReplyTo
	}
	return l.From
}

// Label is the name, or the address of somebody without one.
func (a Address) Label() string {
	if a.Name != "" {
		return a.Name
	}
	return a.Address
}

// String writes the address for a person to read.
func (a Address) String() string {
	if a.Name == "" {
		return a.Address
	}
	return a.Name + " <" + a.Address + ">"
}
