package app

import (
	"strings"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/mail/smtp"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/report"
)

// composer words letters for the postman.
type composer struct{ compose *compose.Composer }

func (c composer) Compose(spec partnership.Spec, l procedure.Letter, also []procedure.Letter, st standing.Standing, at time.Time) (activities.Message, error) {
	m, err := c.compose.Compose(spec, l, also, st, at)
	if err != nil {
		return activities.Message{}, err
	}
	wire, err := outgoing(m).Bytes()
	if err != nil {
		return activities.Message{}, err
	}
	return activities.Message{ID: bare(m.MessageID), From: m.From, To: m.To, Subject: m.Subject, Text: m.Text, HTML: m.HTML, Wire: wire}, nil
}

// outgoing is a composed mail as the transport wants it.
func outgoing(m compose.Message) smtp.Message {
	out := smtp.Message{
		MessageID: m.MessageID, InReplyTo: m.InReplyTo, References: m.References, Date: m.Date,
		From: m.From, FromName: m.FromName, To: m.To, ToName: m.ToName, ReplyTo: m.ReplyTo,
		Subject: m.Subject, Text: m.Text, HTML: m.HTML,
	}
	for _, h := range m.Headers {
		out.Headers = append(out.Headers, smtp.Header(h))
	}
	for _, f := range m.Files {
		out.Files = append(out.Files, smtp.File(f))
	}
	for _, p := range m.Pictures {
		out.Pictures = append(out.Pictures, smtp.Picture(p))
	}
	if m.Calendar != nil {
		entry := smtp.Calendar(*m.Calendar)
		out.Calendar = &entry
	}
	return out
}

// drawn draws a chart of a mail.
func drawn(c compose.Chart) ([]byte, error) {
	p := report.Picture{Labels: c.Labels, Bars: c.Bars, FromZero: c.FromZero}
	for _, l := range c.Lines {
		p.Lines = append(p.Lines, report.PictureLine(l))
	}
	return p.PNG(c.Language)
}

// bare is a Message-ID without its angle brackets.
func bare(id string) string { return strings.Trim(id, "<>") }
