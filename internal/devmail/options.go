// Package devmail is the mail world of a development machine in one process:
// an SMTP server that takes mail for any address, an IMAP server, and a
// webmail page to read and answer mail as any person. Nothing ever leaves the
// machine. `rapport up` and the tests run on it; production uses real servers.
//
// The package only assembles: mailstore keeps the mail on disk, smtpd and
// imapd speak the protocols, webmail draws the pages.
package devmail

import (
	"errors"
	"log/slog"
	"net"
	"time"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
	"github.com/rapport-engine/rapport/internal/devmail/smtpd"
	"github.com/rapport-engine/rapport/internal/devmail/webmail"
)

// NoWebmail as Options.WebPort starts the server without its webmail page.
const NoWebmail = -1

// Types of the packages below that callers need.
type (
	// Message is one mail as the server keeps it.
	Message = mailstore.Message
	// Person is somebody whose mail the webmail page offers to read.
	Person = webmail.Person
	// Link is shown in the head of every webmail page.
	Link = webmail.Link
	// Faults makes the SMTP server misbehave, for tests.
	Faults = smtpd.Faults
)

// Options say how the mail world is set up. Only Dir is required.
type Options struct {
	// Dir is where mail is kept. One server at a time may use it.
	Dir string

	// Host is the interface to listen on, 127.0.0.1 by default.
	Host string
	// SMTPPort, IMAPPort and WebPort are the ports to listen on; zero takes a
	// free one. WebPort may be NoWebmail.
	SMTPPort, IMAPPort, WebPort int

	// Bot is the address of the engine's own mailbox. Username and Password
	// open it by IMAP; the same password opens any other mailbox by its
	// address. Without a password nobody can log in.
	Bot, Username, Password string

	// People is asked for at each page. It may be nil.
	People func() []Person
	// Links is asked for at each page. It may be nil.
	Links func() []Link

	// Logger hears of trouble, never of mail text. It may be nil.
	Logger *slog.Logger
	// Now is the clock of everything that the server stamps, time.Now by default.
	Now func() time.Time
	// Faults makes the SMTP server misbehave, for tests. It may be nil.
	Faults *Faults
}

func (o Options) withDefaults() (Options, error) {
	if o.Dir == "" {
		return o, errors.New("start mail server: no directory given")
	}
	if o.Host == "" {
		o.Host = "127.0.0.1"
	}
	if o.People == nil {
		o.People = func() []Person { return nil }
	}
	if o.Links == nil {
		o.Links = func() []Link { return nil }
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o, nil
}

// PortError says which port could not be listened on.
type PortError struct {
	Service string // "SMTP", "IMAP" or "webmail"
	Port    int
	Err     error
}

func (e *PortError) Error() string {
	var op *net.OpError
	if errors.As(e.Err, &op) {
		return "listen for " + e.Service + " on " + op.Addr.String() + ": " + op.Err.Error()
	}
	return "listen for " + e.Service + ": " + e.Err.Error()
}

func (e *PortError) Unwrap() error { return e.Err }
