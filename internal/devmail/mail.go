package devmail

import (
	"context"
	"fmt"
	"net/smtp"

	"github.com/rapport-engine/rapport/internal/devmail/smtpd"
)

// Deliver puts a mail into the mailboxes of to as if it had come by SMTP.
func (s *Server) Deliver(from string, to []string, raw []byte) error {
	return s.deliverer.Deliver(smtpd.Envelope{From: from, To: to}, raw)
}

// send gives a mail to the SMTP server as any mail program does.
func (s *Server) send(from string, to []string, raw []byte) error {
	return smtp.SendMail(s.SMTPAddr(), nil, from, to, raw)
}

// Messages returns every mail that was delivered to address and not expunged,
// in whatever folder it lies now, oldest first.
func (s *Server) Messages(address string) ([]Message, error) {
	mailbox, err := s.store.Find(address)
	if err != nil || mailbox == nil {
		return nil, err
	}
	return mailbox.Delivered()
}

// Suppressed counts the deliveries since Start that were dropped as repeats: a
// mail with the Message-ID and the body of one that the same mailbox got
// before is taken, acknowledged and not kept again.
func (s *Server) Suppressed() int { return s.store.Suppressed() }

// Changed returns a channel that is closed at the next change of the mailbox.
// Ask for it before looking at the mailbox, and no change is missed.
func (s *Server) Changed(address string) (<-chan struct{}, error) {
	mailbox, err := s.store.Mailbox(address)
	if err != nil {
		return nil, err
	}
	return mailbox.Changed(), nil
}

// Wait returns the mail of address, as Messages does, as soon as there are at
// least n of it. When ctx ends first, it returns what there is and the error.
func (s *Server) Wait(ctx context.Context, address string, n int) ([]Message, error) {
	return s.WaitFor(ctx, address, func(messages []Message) bool { return len(messages) >= n })
}

// WaitFor returns the mail of address as soon as enough is content with it.
// It is asked again after each change of the mailbox.
func (s *Server) WaitFor(ctx context.Context, address string, enough func([]Message) bool) ([]Message, error) {
	for {
		changed, err := s.Changed(address)
		if err != nil {
			return nil, err
		}
		messages, err := s.Messages(address)
		if err != nil || enough(messages) {
			return messages, err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return messages, fmt.Errorf("wait for mail, have %d: %w", len(messages), ctx.Err())
		}
	}
}
