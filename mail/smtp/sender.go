// Package smtp hands finished mails to a submission server over connections
// that are kept open between mails.
//
// Each mail has one recipient, so that one bad address cannot hold up anybody
// else, and each failure is classified by our own table: what is certain not to
// have been accepted may be retried, what is refused is not, and what broke off
// at the final dot is unknown.
package smtp

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"
)

// TLS says how the connection is protected. The values are those of the engine
// settings.
type TLS string

// The kinds of protection.
const (
	StartTLS TLS = "starttls" // mandatory: without it nothing is sent
	Implicit TLS = "implicit"
	NoTLS    TLS = "none" // to this machine only
)

const (
	defaultTimeout     = 30 * time.Second
	defaultIdle        = 20 * time.Second
	defaultConnections = 2
	// farewell is how long a server may take to answer QUIT.
	farewell = 2 * time.Second
)

// Settings say where and how to send.
type Settings struct {
	Host string
	Port int
	TLS  TLS
	// Username is empty where the server asks for none.
	Username string
	// Password is asked for at every login, so that it can be renewed.
	Password func() string
	// Timeout bounds a login and each mail; 30 seconds unless set.
	Timeout time.Duration
	// Idle is how long an unused connection is kept; 20 seconds unless set.
	Idle time.Duration
	// Connections is how many mails may be under way at once; 2 unless set.
	Connections int
	// Hello is the name to greet with, this machine's unless set.
	Hello string
	// Roots are the authorities to trust; the machine's unless set.
	Roots *x509.CertPool
}

// Sender sends mails. It may be used by several goroutines at once.
type Sender struct {
	settings Settings
	slots    chan struct{} // one for each mail under way

	mu     sync.Mutex
	idle   []*connection // the most recently used last
	closed bool
}

// New checks the settings; it does not connect yet.
func New(s Settings) (*Sender, error) {
	s = s.withDefaults()
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("new SMTP sender: %w", err)
	}
	return &Sender{settings: s, slots: make(chan struct{}, s.Connections)}, nil
}

func (s Settings) withDefaults() Settings {
	if s.Timeout == 0 {
		s.Timeout = defaultTimeout
	}
	if s.Idle == 0 {
		s.Idle = defaultIdle
	}
	if s.Connections == 0 {
		s.Connections = defaultConnections
	}
	return s
}

func (s Settings) check() error {
	switch {
	case s.Host == "":
		return errors.New("no host given")
	case s.Port < 1 || s.Port > 65535:
		return fmt.Errorf("port %d: want 1 to 65535", s.Port)
	case s.TLS != StartTLS && s.TLS != Implicit && s.TLS != NoTLS:
		return fmt.Errorf("tls %q: want %q, %q or %q", s.TLS, StartTLS, Implicit, NoTLS)
	case s.TLS == NoTLS && !isLoopback(s.Host):
		return fmt.Errorf("host %s: tls %q is for this machine only; use %q or %q", s.Host, NoTLS, StartTLS, Implicit)
	case s.Username != "" && s.Password == nil:
		return errors.New("a user name but no password given")
	case s.Timeout < 0 || s.Idle < 0 || s.Connections < 0:
		return errors.New("a timeout, an idle time or a number of connections is negative")
	}
	return nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Envelope says between whom a mail goes, whatever its headers say.
type Envelope struct{ From, To string }

// Send hands a mail to the server and returns once the server has accepted it.
// Every error is an *Error.
func (s *Sender) Send(ctx context.Context, m Message) error {
	raw, err := m.Bytes()
	if err != nil {
		return &Error{Class: Permanent, Stage: StageEncode, cause: err}
	}
	return s.Submit(ctx, Envelope{From: m.From, To: m.To}, raw)
}

// Submit hands the bytes of a mail to the server and returns once the server has
// accepted it. Every error is an *Error.
func (s *Sender) Submit(ctx context.Context, e Envelope, raw []byte) error {
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		return connectError(ctx, ctx.Err())
	}
	if kept := s.take(); kept != nil {
		failure := s.attempt(ctx, kept, e, raw)
		if failure == nil {
			return nil
		}
		if !failure.nothingHandedOver() || ctx.Err() != nil {
			return failure
		}
		// The kept connection had died meanwhile; a fresh one decides.
	}
	fresh, err := s.dial(ctx)
	if err != nil {
		return connectError(ctx, err)
	}
	if failure := s.attempt(ctx, fresh, e, raw); failure != nil {
		return failure
	}
	return nil
}

// attempt sends a mail over one connection and keeps that if it is still good.
func (s *Sender) attempt(ctx context.Context, c *connection, e Envelope, raw []byte) *Error {
	failure := c.submit(ctx, e, raw, s.settings.Timeout)
	if failure != nil && !failure.connectionUsable() {
		c.drop()
	} else {
		s.keep(c)
	}
	return failure
}

// Close takes leave of the server. Mails under way are finished; later ones are
// sent over connections of their own.
func (s *Sender) Close() error {
	s.mu.Lock()
	idle := s.idle
	s.idle, s.closed = nil, true
	s.mu.Unlock()
	for _, c := range idle {
		c.expiry.Stop()
		c.hangUp()
	}
	return nil
}

// take returns a kept connection, or nil if there is none.
func (s *Sender) take() *connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.idle) == 0 {
		return nil
	}
	last := len(s.idle) - 1
	c := s.idle[last]
	s.idle = s.idle[:last]
	c.expiry.Stop()
	return c
}

// keep puts a connection aside for the next mail.
func (s *Sender) keep(c *connection) {
	s.mu.Lock()
	closed := s.closed
	if !closed {
		s.idle = append(s.idle, c)
		c.expiry = time.AfterFunc(s.settings.Idle, func() { s.expire(c) })
	}
	s.mu.Unlock()
	if closed {
		c.hangUp()
	}
}

// expire closes a connection that nobody has used for a while, unless it has
// been taken at the last moment.
func (s *Sender) expire(c *connection) {
	s.mu.Lock()
	i := slices.Index(s.idle, c)
	if i >= 0 {
		s.idle = slices.Delete(s.idle, i, i+1)
	}
	s.mu.Unlock()
	if i >= 0 {
		c.hangUp()
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
