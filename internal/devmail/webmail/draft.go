package webmail

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/emersion/go-message/mail"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
)

// maxReferences bounds the References of a long thread: its beginning and its
// newest messages stay.
const maxReferences = 20

// draft is a mail before it is written out.
type draft struct {
	id         string // of the form it was written in
	from       letter.Address
	to         []letter.Address
	subject    string
	body       string
	answers    string   // Message-ID of the mail that it answers
	references []string // of that mail
	date       time.Time
}

// compose writes the mail as a plain mail program would.
func (d draft) compose() ([]byte, error) {
	if len(d.to) == 0 {
		return nil, errors.New("nobody to send it to")
	}
	var h mail.Header
	h.SetDate(d.date)
	h.SetAddressList("From", []*mail.Address{{Name: d.from.Name, Address: d.from.Address}})
	h.SetAddressList("To", mailAddresses(d.to))
	h.SetSubject(strings.Join(strings.Fields(d.subject), " "))
	h.SetMessageID(d.messageID())
	if d.answers != "" {
		h.SetMsgIDList("In-Reply-To", []string{d.answers})
		h.SetMsgIDList("References", thread(d.references, d.answers))
	}
	h.SetContentType("text/plain", map[string]string{"charset": "utf-8"})
	h.Set("Content-Transfer-Encoding", "quoted-printable")
	h.Set("User-Agent", "Rapport webmail")

	var out bytes.Buffer
	w, err := mail.CreateSingleInlineWriter(&out, h)
	if err != nil {
		return nil, err
	}
	body := strings.TrimRight(d.body, "\n") + "\n"
	if _, err := w.Write([]byte(strings.ReplaceAll(body, "\n", "\r\n"))); err != nil {
		return nil, err
	}
	return out.Bytes(), w.Close()
}

// messageID is the same when a form is sent twice, so that the second mail is
// a repeat; a text that was changed in between makes it a mail of its own.
func (d draft) messageID() string {
	sum := sha256.Sum256([]byte(d.id + "\x00" + d.subject + "\x00" + d.body))
	_, domain, _ := strings.Cut(d.from.Address, "@")
	return hex.EncodeToString(sum[:12]) + "@" + cmp.Or(domain, "localhost")
}

func mailAddresses(list []letter.Address) []*mail.Address {
	addresses := make([]*mail.Address, 0, len(list))
	for _, a := range list {
		addresses = append(addresses, &mail.Address{Name: a.Name, Address: a.Address})
	}
	return addresses
}

func thread(references []string, answers string) []string {
	ids := append(append([]string{}, references...), answers)
	if len(ids) > maxReferences {
		ids = append(ids[:1:1], ids[len(ids)-maxReferences+1:]...)
	}
	return ids
}

func replySubject(subject string) string {
	subject = strings.TrimSpace(subject)
	if len(subject) >= 3 && strings.EqualFold(subject[:3], "re:") {
		return subject
	}
	return strings.TrimSpace("Re: " + subject)
}

// quote is the mail that is answered as mail programs quote it: a line that
// says who wrote it when, and the text behind angle brackets.
func quote(l letter.Letter) string {
	var out strings.Builder
	if !l.Date.IsZero() {
		out.WriteString("On " + l.Date.Format("Mon, 2 Jan 2006 at 15:04") + ", ")
	}
	out.WriteString(l.Sender().String() + " wrote:\n")
	for line := range strings.SplitSeq(strings.TrimRight(l.Plain(), "\n"), "\n") {
		line = strings.TrimRight(line, " \t")
		switch {
		case line == "":
			out.WriteString(">\n")
		case strings.HasPrefix(line, ">"):
			out.WriteString(">" + line + "\n")
		default:
			out.WriteString("> " + line + "\n")
		}
	}
	return out.String()
}

// joinQuote puts what the person wrote above what is quoted.
func joinQuote(body, quoted string) string {
	body, quoted = strings.TrimRight(body, "\n"), strings.TrimRight(quoted, "\n")
	switch {
	case quoted == "":
		return body
	case strings.TrimSpace(body) == "":
		return quoted
	default:
		return body + "\n\n" + quoted
	}
}
