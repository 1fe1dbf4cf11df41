package message

import (
	"bytes"
	"net/mail"
	"regexp"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// Read reads a mail and its parts. It never fails: a text without headers is
// taken as the body of a new mail, and what is broken is named in Defects.
func Read(raw []byte) (Message, *Part) {
	var w walker
	if len(raw) > maxMail {
		w.defect("read only the first %d of %d bytes", maxMail, len(raw))
		raw = raw[:maxMail]
	}
	root := w.root(withLineFeeds(raw))
	m := envelope(root.Header)
	from := m.FirstFrom()
	body := readBody(root, &w, prose.Prefaces(from.Name, from.Address))
	m.Text, m.HTMLNew, m.HTMLQuoted, m.HTMLInline = body.text, body.typed, body.marked, body.inline
	m.AttachedText, m.Attachments, m.Tables = body.attached, body.attachments, body.tables
	m.Enclosed, m.Encrypted = body.enclosed, body.encrypted
	m.Defects = w.defects
	return m, root
}

// root reads the top of the mail, or makes one for a text without headers.
func (w *walker) root(raw []byte) *Part {
	h, body := ReadHeader(raw)
	w.parts++
	if h.isMail() {
		return w.describe(h, body, "text/plain", 0)
	}
	return &Part{Kind: "text/plain", body: raw}
}

// withLineFeeds gives a mail with bare CR line ends, as old Macintosh programs
// wrote them, the usual ones.
func withLineFeeds(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(raw, '\n') < 0 && bytes.IndexByte(raw, '\r') >= 0 {
		return bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	return raw
}

// envelope reads the addresses and the thread of a mail.
func envelope(h Header) Message {
	return Message{
		From:     addresses(h.All("from")),
		Sender:   addresses(h.All("sender")),
		ReplyTo:  addresses(h.All("reply-to")),
		Author:   readAuthor(h),
		Verdicts: readVerdicts(h),
		To:       addresses(h.All("to")),
		Cc:       addresses(h.All("cc")),
		DeliveredTo: addresses(h.All("x-gm-original-to", "x-original-to", "x-forwarded-to", "delivered-to",
			"envelope-to", "x-envelope-to", "x-delivered-to", "x-rcpt-to", "x-real-to", "apparently-to",
			"resent-to", "resent-cc", "bcc")),
		ReturnPath: returnPath(h),
		Subject:    subject(h),
		MessageID:  readMessageID(h),
		InReplyTo:  messageIDs(h.All("in-reply-to")),
		References: messageIDs(h.All("references")),
		Date:       parseDate(h.First("date")),
		Loop:       h.First("x-rapport-loop"),
	}
}

func readMessageID(h Header) string {
	return h.MessageID("message-id", "x-original-message-id")
}

// ReadEnvelope reads no more of a mail than its header, as Read does.
func ReadEnvelope(raw []byte) Message {
	h, _ := ReadHeader(withLineFeeds(raw))
	if !h.isMail() {
		return Message{}
	}
	return envelope(h)
}

// ID reads no more of a mail than its Message-ID, as Read does.
func ID(raw []byte) string {
	h, _ := ReadHeader(withLineFeeds(raw))
	if !h.isMail() {
		return ""
	}
	return readMessageID(h)
}

// maxSubject is more than any mail program shows.
const maxSubject = 2 << 10

func subject(h Header) string {
	text := strings.TrimSpace(prose.Normalise(h.Text("subject")))
	return strings.ToValidUTF8(text[:min(len(text), maxSubject)], "")
}

func returnPath(h Header) string {
	if !h.Has("return-path") {
		return ""
	}
	value := strings.TrimSpace(h.First("return-path"))
	if found := bareAddress.FindString(value); found != "" {
		return found
	}
	if value == "" || strings.HasPrefix(value, "<>") {
		return "<>"
	}
	return strings.Trim(value, "<>")
}

// dateForms are forms that mail programs write although no standard has them.
var dateForms = []string{
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 06 15:04:05 MST", "Mon, _2 Jan 2006 15:04:05", "2006-01-02 15:04:05 -0700",
	time.RFC3339, time.UnixDate, time.ANSIC, "Mon, 2 Jan 2006 15:04:05.000 -0700", "2 Jan 2006 15:04:05",
}

var dateComment = regexp.MustCompile(`\([^()]*\)`)

func parseDate(value string) time.Time {
	if len(value) > 200 {
		return time.Time{}
	}
	value = strings.TrimSpace(dateComment.ReplaceAllString(value, ""))
	if t, err := mail.ParseDate(value); err == nil {
		return t
	}
	for _, form := range dateForms {
		if t, err := time.Parse(form, value); err == nil {
			return t
		}
	}
	return time.Time{}
}
