package app

import (
	"context"
	"errors"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/smtp"
)

// mailer hands stored mails to the mail server.
type mailer struct{ sender *smtp.Sender }

func (m mailer) Send(ctx context.Context, stored activities.Message) error {
	out, err := outgoing(stored)
	if err != nil {
		return &activities.DeliveryError{Class: activities.DeliveryPermanent, Err: err}
	}
	err = m.sender.Send(ctx, out)
	var failed *smtp.Error
	if errors.As(err, &failed) {
		return &activities.DeliveryError{Class: activities.DeliveryClass(failed.Class), Err: err}
	}
	return err
}

// outgoing is a stored mail as the transport wants it.
func outgoing(stored activities.Message) (smtp.Message, error) {
	composed, err := decode(stored.Wire)
	if err != nil {
		return smtp.Message{}, err
	}
	out := smtp.Message{
		MessageID: composed.MessageID, InReplyTo: composed.InReplyTo, References: composed.References, Date: composed.Date,
		From: composed.From, FromName: composed.FromName, To: composed.To, ToName: composed.ToName, ReplyTo: composed.ReplyTo,
		Subject: composed.Subject, Text: composed.Text, HTML: composed.HTML,
	}
	for _, h := range composed.Headers {
		out.Headers = append(out.Headers, smtp.Header(h))
	}
	return out, nil
}
