// Package smtpd takes mail by SMTP and delivers it to the mailboxes of a
// store. Every address is taken; nothing is ever passed on elsewhere.
package smtpd

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// Envelope is what the client said about a mail before its data.
type Envelope struct {
	From string   // empty for a bounce
	To   []string // with their +tags
}

// Deliverer stamps mail and puts it into the mailboxes of its recipients.
type Deliverer struct {
	Store *mailstore.Store
	Now   func() time.Time
}

// Deliver stores a mail for each recipient in turn. After an error some of
// them may have it; a second try reaches the others and is a repeat for those.
func (d Deliverer) Deliver(e Envelope, raw []byte) error {
	return d.deliver(e, raw, "in process", false)
}

func (d Deliverer) deliver(e Envelope, raw []byte, source string, again bool) error {
	for _, to := range e.To {
		mailbox, err := d.Store.Mailbox(to)
		if err != nil {
			return err
		}
		delivery := mailstore.Delivery{Trace: d.trace(e.From, to, source), Raw: raw, Again: again}
		if err := mailbox.Deliver(delivery); err != nil {
			return err
		}
	}
	return nil
}

// trace is what a final delivery puts before a mail (RFC 5321, section 4.4),
// and the recipient as it was given, tag included.
func (d Deliverer) trace(from, to, source string) []byte {
	return fmt.Appendf(nil, "Return-Path: <%s>\r\nDelivered-To: %s\r\nReceived: from %s by devmail; %s\r\n",
		oneLine(from), oneLine(to), oneLine(source), d.Now().Format(time.RFC1123Z))
}

func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}
