package app

import (
	"context"
	"errors"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/smtp"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// mailer hands packed mails to the mail server.
type mailer struct{ sender *smtp.Sender }

func (m mailer) Send(ctx context.Context, packed activities.Message) error {
	err := m.sender.Submit(ctx, smtp.Envelope{From: packed.From, To: packed.To}, packed.Wire)
	var failed *smtp.Error
	if errors.As(err, &failed) {
		why := understand.Refusal(string(failed.Stage), failed.Code, failed.Enhanced)
		return &activities.DeliveryError{Class: activities.DeliveryClass(failed.Class), Err: err, Setback: procedure.Setback(why)}
	}
	return err
}
