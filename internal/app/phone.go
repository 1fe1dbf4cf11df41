package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/mail/smtp"
	"github.com/rapport-engine/rapport/partnership"
)

// answerFromPhone is the raw mail that a phone sends when a person answers one
// of ours, at a time on their clock: their words on top of the quoted original,
// as text and as HTML. The same answer is the same mail.
func answerFromPhone(asked compose.Message, person partnership.Person, at time.Time, text string) ([]byte, error) {
	by := preface(asked, person, at)
	m := phoneMail(person, at, text)
	m.MessageID = phoneID(asked.MessageID, person, at)
	m.To, m.Subject = asked.ReplyTo, "Re: "+strings.TrimPrefix(asked.Subject, "Re: ")
	m.InReplyTo, m.References = asked.MessageID, append(append([]string{}, asked.References...), asked.MessageID)
	var quoted strings.Builder
	for line := range strings.Lines(asked.Text) {
		quoted.WriteString("> " + line)
	}
	m.Text = fmt.Sprintf("%s\n\n%s\n\n%s\n", text, by, quoted.String())
	m.HTML = fmt.Sprintf(`<html><body><div dir="auto">%s</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">%s<br></div>`+
		`<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">%s</blockquote></div></body></html>`,
		typedHTML(text), html.EscapeString(by), asked.HTML)
	return m.Bytes()
}

// mailFromPhone is the raw mail that a phone sends when a person writes to an
// address without answering anything. Number tells the mails of one person apart.
func mailFromPhone(person partnership.Person, to string, number int, at time.Time, text string) ([]byte, error) {
	m := phoneMail(person, at, text)
	m.MessageID = phoneID(fmt.Sprint(number), person, at)
	m.To = to
	m.HTML = fmt.Sprintf(`<html><body><div dir="auto">%s</div></body></html>`, typedHTML(text))
	return m.Bytes()
}

func phoneMail(person partnership.Person, at time.Time, text string) smtp.Message {
	return smtp.Message{Date: at, From: person.Email, FromName: person.Name, ToName: botAddress.Name, Text: text + "\n"}
}

func phoneID(about string, person partnership.Person, at time.Time) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{about, person.Email, at.Format(time.RFC3339)}, "\x00")))
	return "<" + hex.EncodeToString(sum[:10]) + "@phone.example>"
}

// typedHTML is typed text as a phone marks it up.
func typedHTML(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "\n", "<br>")
}

// preface is the line above a quoted mail, in the person's language.
func preface(asked compose.Message, person partnership.Person, at time.Time) string {
	sent := asked.Date.In(at.Location())
	if strings.HasPrefix(person.Language, "ru") {
		return fmt.Sprintf("%s, %s <%s> пишет:", sent.Format("02.01.2006 15:04"), asked.FromName, asked.From)
	}
	return fmt.Sprintf("On %s, %s <%s> wrote:", sent.Format("Mon, 2 Jan 2006 at 15:04"), asked.FromName, asked.From)
}
