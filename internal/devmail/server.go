// Package devmail is the mail world of a development machine in one process:
// an SMTP server that takes mail for any address, an IMAP server, and a
// webmail page to read and answer mail as any person. Nothing ever leaves the
// machine. `rapport up` and the tests run on it; production uses real servers.
//
// The package only assembles: mailstore keeps the mail on disk, smtpd and
// imapd speak the protocols, webmail draws the pages.
package devmail

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
	"github.com/rapport-engine/rapport/internal/devmail/smtpd"
	"github.com/rapport-engine/rapport/internal/devmail/webmail"
)

// NoWebmail as Options.WebPort starts the server without its webmail page.
const NoWebmail = -1

// Message is one mail as the server keeps it.
type Message = mailstore.Message

// Person is somebody whose mail the webmail page offers to read.
type Person = webmail.Person

// Link is shown in the head of every webmail page.
type Link = webmail.Link

// Faults makes the SMTP server misbehave, for tests.
type Faults = smtpd.Faults

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

// Server is a running mail world.
type Server struct{}

// Start opens the mail below Options.Dir and serves it until Stop is called or
// ctx ends. A port that is taken is reported as a *PortError.
func Start(ctx context.Context, options Options) (*Server, error) {
	return nil, errors.New("start mail server: not built yet")
}

// PortError says which port could not be listened on.
type PortError struct {
	Service string // "SMTP", "IMAP" or "webmail"
	Port    int
	Err     error
}

func (e *PortError) Error() string { return "" }

// SMTPAddr is the host:port that takes mail.
func (s *Server) SMTPAddr() string { return "" }

// IMAPAddr is the host:port that serves mailboxes.
func (s *Server) IMAPAddr() string { return "" }

// WebURL is the address of the webmail page, empty if there is none.
func (s *Server) WebURL() string { return "" }

// Stop closes all connections and returns when nothing is being served.
func (s *Server) Stop() error { return nil }

// Messages returns every mail delivered to address, in whatever folder it lies
// now, oldest first.
func (s *Server) Messages(address string) ([]Message, error) { return nil, nil }

// Deliver puts a mail into the mailboxes of to as if it had come by SMTP.
func (s *Server) Deliver(from string, to []string, raw []byte) error { return nil }

// Wait returns the mail of address as soon as there are at least n of it.
func (s *Server) Wait(ctx context.Context, address string, n int) ([]Message, error) {
	return nil, nil
}

// WaitFor returns the mail of address as soon as enough says so. It is asked
// again after each change of the mailbox.
func (s *Server) WaitFor(ctx context.Context, address string, enough func([]Message) bool) ([]Message, error) {
	return nil, nil
}

// Suppressed counts the deliveries since Start that were dropped as repeats.
func (s *Server) Suppressed() int { return 0 }
