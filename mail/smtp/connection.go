package smtp

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"time"

	"github.com/wneessen/go-mail"
	wire "github.com/wneessen/go-mail/smtp"
)

// connection is one conversation with the server. It is used by one goroutine
// at a time.
type connection struct {
	client *mail.Client
	smtp   *wire.Client
	raw    net.Conn // closing it ends any wait
	// release unties the connection from the context that it was dialled under.
	release func() bool
	expiry  *time.Timer
}

// dial connects, secures the connection and logs in.
func (s *Sender) dial(ctx context.Context) (*connection, error) {
	c := &connection{release: func() bool { return true }}
	client, err := mail.NewClient(s.settings.Host, s.options(ctx, c)...)
	if err != nil {
		return nil, fmt.Errorf("configure: %w", err)
	}
	c.client = client
	c.smtp, err = client.DialToSMTPClientWithContext(ctx)
	c.release()
	if err != nil {
		if c.raw != nil {
			c.drop() // the library leaves it open after a failed greeting or login
		}
		return nil, err
	}
	return c, nil
}

// options set up one connection. NOOP and RSET are left out: a dead connection
// shows at MAIL, where nothing is lost yet, and an accepted mail needs no reset.
func (s *Sender) options(ctx context.Context, c *connection) []mail.Option {
	options := []mail.Option{
		mail.WithPort(s.settings.Port), mail.WithTimeout(s.settings.Timeout),
		mail.WithoutNoop(), mail.WithoutRset(),
		mail.WithDialContextFunc(s.dialer(ctx, c)),
	}
	switch s.settings.TLS {
	case StartTLS:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory), mail.WithTLSConfig(s.tlsConfig()))
	case Implicit:
		options = append(options, mail.WithSSL(), mail.WithTLSConfig(s.tlsConfig()))
	case NoTLS:
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if s.settings.Hello != "" {
		options = append(options, mail.WithHELO(s.settings.Hello))
	}
	if s.settings.Username != "" {
		options = append(options,
			mail.WithUsername(s.settings.Username), mail.WithPassword(s.settings.Password()),
			mail.WithOpportunisticSMTPAuth(mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthSCRAMSHA1, mail.SMTPAuthPlain, mail.SMTPAuthLogin))
	}
	return options
}

// dialer opens the network connection and keeps hold of it, so that greeting
// and login end with the context too.
func (s *Sender) dialer(ctx context.Context, c *connection) mail.DialContextFunc {
	return func(dialing context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(dialing, network, address)
		if err != nil {
			return nil, err
		}
		c.raw = conn
		c.release = context.AfterFunc(ctx, func() { _ = conn.Close() })
		if s.settings.TLS != Implicit {
			return conn, nil
		}
		secured := tls.Client(conn, s.tlsConfig())
		return secured, secured.HandshakeContext(dialing)
	}
}

func (s *Sender) tlsConfig() *tls.Config {
	return &tls.Config{ServerName: s.settings.Host, RootCAs: s.settings.Roots, MinVersion: tls.VersionTLS12}
}

// submit hands the bytes of one mail over. A context that ends breaks the
// connection, because SMTP knows no other way to stop.
func (c *connection) submit(ctx context.Context, e Envelope, raw []byte, timeout time.Duration) *Error {
	stop := context.AfterFunc(ctx, func() { _ = c.raw.Close() })
	defer stop()
	if err := c.smtp.UpdateDeadline(timeout); err != nil {
		return submitError(ctx, StageSender, err)
	}
	// The extension would forbid relays without it to take a mail whose
	// addresses do not need it.
	c.smtp.SkipSMTPUTF8(isASCII(e.From + e.To))
	failure := c.converse(ctx, e, raw)
	if failure != nil && failure.Code != 0 && failure.Stage != StageAccept {
		if err := c.smtp.Reset(); err != nil {
			return failure.unusable()
		}
	}
	return failure
}

// converse is one SMTP transaction.
func (c *connection) converse(ctx context.Context, e Envelope, raw []byte) *Error {
	if err := c.smtp.Mail(e.From); err != nil {
		return submitError(ctx, StageSender, err)
	}
	if err := c.smtp.Rcpt(e.To); err != nil {
		return submitError(ctx, StageRcpt, err)
	}
	w, err := c.smtp.Data()
	if err != nil {
		return submitError(ctx, StageContent, err)
	}
	if _, err := w.Write(raw); err != nil {
		return submitError(ctx, StageContent, err)
	}
	if err := w.Close(); err != nil {
		return submitError(ctx, StageAccept, err)
	}
	return nil
}

// hangUp takes leave and closes the connection, whatever the server says.
func (c *connection) hangUp() {
	_ = c.raw.SetDeadline(time.Now().Add(farewell))
	_ = c.client.CloseWithSMTPClient(c.smtp)
	_ = c.raw.Close()
}

// drop closes a connection that is of no use for a farewell.
func (c *connection) drop() { _ = c.raw.Close() }
