package testkit

import (
	"bytes"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net/smtp"
	"strings"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
)

// Reply is what an ordinary mail program sends when a person answers a mail:
// their words above the quoted text, in the thread of what they answer.
type Reply struct {
	ID      string // Message-ID without angle brackets
	From    string
	To      string // where the mail asked for answers
	Subject string
	Answers string // Message-ID that it answers, without angle brackets
	Text    string
	Headers []string // further header lines, without line ends
}

// Answer replies to a mail that somebody got. The Message-ID is made from that
// mail's and from n, so that a reply sent again is the same mail.
func Answer(raw []byte, n int, text string) Reply {
	asked := letter.Read(raw)
	to := asked.AnswerTo()[0].Address
	var quoted strings.Builder
	for line := range strings.Lines(asked.Plain()) {
		quoted.WriteString("> " + line)
	}
	return Reply{
		ID:   fmt.Sprintf("answer-%d.%s", n, asked.MessageID),
		From: asked.To[0].Address, To: to, Subject: "Re: " + asked.Subject, Answers: asked.MessageID,
		Text: fmt.Sprintf("%s\n\nOn %s, %s wrote:\n%s\n", text, asked.Date.Format("Mon, 2 Jan 2006 at 15:04"), asked.Sender(), quoted.String()),
	}
}

// Bytes is the reply as it goes over the wire.
func (r Reply) Bytes() []byte {
	var b bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	line("From: <%s>", r.From)
	line("To: <%s>", r.To)
	line("Subject: %s", mime.QEncoding.Encode("utf-8", r.Subject))
	line("Message-ID: <%s>", r.ID)
	if r.Answers != "" {
		line("In-Reply-To: <%s>", r.Answers)
		line("References: <%s>", r.Answers)
	}
	for _, header := range r.Headers {
		line("%s", header)
	}
	line("MIME-Version: 1.0")
	line("Content-Type: text/plain; charset=utf-8")
	line("Content-Transfer-Encoding: quoted-printable")
	line("")
	text := quotedprintable.NewWriter(&b)
	_, _ = text.Write([]byte(strings.ReplaceAll(r.Text, "\n", "\r\n"))) // a buffer takes everything
	_ = text.Close()
	return b.Bytes()
}

// Post hands the reply to the SMTP server at an address. A From that was spoiled
// must not be seen in the envelope.
func (r Reply) Post(addr string) error {
	sender, _, _ := strings.Cut(r.From, ">")
	return smtp.SendMail(addr, nil, sender, []string{r.To}, r.Bytes())
}
