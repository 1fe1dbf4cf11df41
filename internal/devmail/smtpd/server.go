package smtpd

import (
	"crypto/subtle"
	"errors"
	"io"
	"log/slog"
	"net"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// Limits of the server. They are generous: real mail must not be the one that
// a development server refuses.
const (
	maxMessageBytes = 35 << 20
	maxRecipients   = 100
	maxLineBytes    = 1 << 20
	ioTimeout       = 5 * time.Minute
)

// Options say how the server behaves.
type Options struct {
	Deliverer Deliverer
	// Username and Password are accepted if a client wants to log in. No client
	// has to.
	Username, Password string
	Faults             *Faults
	Logger             *slog.Logger
}

// New makes a server; Serve and Close are its life.
func New(options Options) *smtp.Server {
	server := smtp.NewServer(smtp.BackendFunc(func(conn *smtp.Conn) (smtp.Session, error) {
		return &session{options: options, conn: conn}, nil
	}))
	server.Domain = "devmail"
	server.MaxMessageBytes = maxMessageBytes
	server.MaxRecipients = maxRecipients
	server.MaxLineLength = maxLineBytes
	server.ReadTimeout = ioTimeout
	server.WriteTimeout = ioTimeout
	server.AllowInsecureAuth = true
	server.EnableSMTPUTF8 = true
	server.ErrorLog = slog.NewLogLogger(options.Logger.Handler(), slog.LevelDebug)
	return server
}

// session is one connection. It takes one mail after the other.
type session struct {
	options  Options
	conn     *smtp.Conn
	envelope Envelope
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		known := username == s.options.Username && s.options.Password != ""
		if !known || subtle.ConstantTimeCompare([]byte(password), []byte(s.options.Password)) != 1 {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.envelope = Envelope{From: from}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if _, err := mailstore.Canonical(to); err != nil {
		return &smtp.SMTPError{Code: 553, EnhancedCode: smtp.EnhancedCode{5, 1, 3}, Message: "Not a usable address"}
	}
	s.envelope.To = append(s.envelope.To, to)
	return nil
}

func (s *session) Reset() { s.envelope = Envelope{} }

func (s *session) Logout() error { return nil }

var (
	errTemporary = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "Try again later"}
	errPermanent = &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "Refused"}
	errDropped   = errors.New("connection dropped on purpose")
)

// Data takes the mail. Its nil is the client's 250, so the mail is safe by then.
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	<-time.After(s.options.Faults.delay(s.envelope))
	switch fault := s.options.Faults.decide(s.envelope); fault {
	case TempFail:
		return errTemporary
	case PermFail:
		return errPermanent
	case DropBefore:
		return s.drop()
	case DropAfter, Twice, NoFault:
		return s.keep(raw, fault)
	default:
		return errTemporary
	}
}

func (s *session) keep(raw []byte, fault Fault) error {
	deliverer, source := s.options.Deliverer, s.conn.Hostname()
	err := deliverer.deliver(s.envelope, raw, source, false)
	if err == nil && fault == Twice {
		err = deliverer.deliver(s.envelope, raw, source, true)
	}
	if err != nil {
		s.options.Logger.Error("mail not kept", "error", err)
		return errTemporary
	}
	if fault == DropAfter {
		return s.drop()
	}
	return nil
}

// drop closes the connection without a word, as a network does.
func (s *session) drop() error {
	if conn, ok := s.conn.Conn().(*net.TCPConn); ok {
		_ = conn.SetLinger(0) // a reset: not even an orderly end of the stream
	}
	_ = s.conn.Conn().Close()
	return errDropped
}
