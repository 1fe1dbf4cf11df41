package app

import (
	"context"
	"errors"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/smtp"
)

// mailer hands packed mails to the mail server.
type mailer struct{ sender *smtp.Sender }

func (m mailer) Send(ctx context.Context, packed activities.Message) error {
	err := m.sender.Submit(ctx, smtp.Envelope{From: packed.From, To: packed.To}, packed.Wire)
	var failed *smtp.Error
	if errors.As(err, &failed) {
		return &activities.DeliveryError{Class: activities.DeliveryClass(failed.Class), Err: err}
	}
	return err
}
