package smtp

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	gosmtp "github.com/emersion/go-smtp"
)

// fault is something that goes wrong once, at the server's reply of a stage:
// greeting, MAIL, RCPT, DATA, dot or QUIT.
type fault struct {
	stage string
	reply string // said instead of the true reply; empty means that the connection breaks
	after bool   // the true reply is given first
}

// fakeServer is a submission server that misbehaves as told.
type fakeServer struct {
	host string
	port int

	mu       sync.Mutex
	faults   []fault
	mails    []received
	sessions int
	logins   []string
	hangups  chan struct{} // one for each session that has ended
}

type received struct {
	from, to string
	utf8     bool
	raw      []byte
}

func startServer(t testing.TB, change func(*gosmtp.Server)) *fakeServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &fakeServer{host: "127.0.0.1", port: listener.Addr().(*net.TCPAddr).Port, hangups: make(chan struct{}, 1)}
	server := gosmtp.NewServer(gosmtp.BackendFunc(f.session))
	server.Domain, server.AllowInsecureAuth, server.EnableSMTPUTF8 = "fake.example", true, true
	server.ErrorLog = discard{}
	implicit := false
	if change != nil {
		change(server)
		implicit = server.Network == "implicit"
		server.Network = ""
	}
	var accepting net.Listener = &faultyListener{listener, f}
	if implicit {
		accepting = tls.NewListener(accepting, server.TLSConfig)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(accepting)
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return f
}

type discard struct{}

func (discard) Printf(string, ...any) {}
func (discard) Println(...any)        {}

func (f *fakeServer) fail(faults ...fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults = append(f.faults, faults...)
}

// due takes the first fault of a stage.
func (f *fakeServer) due(stage string) (fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, candidate := range f.faults {
		if candidate.stage == stage {
			f.faults = append(f.faults[:i], f.faults[i+1:]...)
			return candidate, true
		}
	}
	return fault{}, false
}

func (f *fakeServer) accepted() []received {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]received(nil), f.mails...)
}

func (f *fakeServer) connections() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.sessions
}

func (f *fakeServer) session(c *gosmtp.Conn) (gosmtp.Session, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sessions++
	s := &session{server: f}
	if conn, ok := c.Conn().(*faultyConn); ok {
		s.conn = conn
	} else {
		s.conn = &faultyConn{} // under TLS nothing is made to fail
	}
	return s, nil
}

// session takes one mail after the other.
type session struct {
	server *fakeServer
	conn   *faultyConn
	mail   received
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		if username != "rapport" || password != "secret" {
			return &gosmtp.SMTPError{Code: 535, EnhancedCode: gosmtp.EnhancedCode{5, 7, 8}, Message: "wrong password for " + username}
		}
		s.server.mu.Lock()
		defer s.server.mu.Unlock()
		s.server.logins = append(s.server.logins, username)
		return nil
	}), nil
}

func (s *session) Mail(from string, options *gosmtp.MailOptions) error {
	s.conn.at("MAIL")
	s.mail = received{from: from, utf8: options.UTF8}
	return nil
}

func (s *session) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	s.conn.at("RCPT")
	s.mail.to = to
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.conn.at("dot")
	s.mail.raw = raw
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.mails = append(s.server.mails, s.mail)
	return nil
}

func (s *session) Reset() {}

func (s *session) Logout() error {
	select {
	case s.server.hangups <- struct{}{}:
	default: // nobody waits for it
	}
	return nil
}

// faultyListener hands out connections that can be made to fail.
type faultyListener struct {
	net.Listener
	server *fakeServer
}

func (l *faultyListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &faultyConn{Conn: conn, server: l.server}, nil
}

// faultyConn falsifies the server's replies.
type faultyConn struct {
	net.Conn
	server *fakeServer
	mu     sync.Mutex
	stage  string
}

// at says to which command the next reply belongs.
func (c *faultyConn) at(stage string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stage = stage
}

func (c *faultyConn) Write(p []byte) (int, error) {
	c.mu.Lock()
	stage := c.stage
	c.stage = ""
	c.mu.Unlock()
	for code, known := range map[string]string{"220 ": "greeting", "354 ": "DATA", "221 ": "QUIT"} {
		if bytes.HasPrefix(p, []byte(code)) {
			stage = known
		}
	}
	f, ok := c.server.due(stage)
	switch {
	case !ok:
		return c.Conn.Write(p)
	case f.reply != "":
		if _, err := c.Conn.Write([]byte(f.reply + "\r\n")); err != nil {
			return 0, err
		}
		return len(p), nil
	case f.after:
		_, _ = c.Conn.Write(p)
	}
	_ = c.Close()
	return 0, net.ErrClosed
}

// certificate makes a certificate for 127.0.0.1 and the authority to trust.
func certificate(t testing.TB) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}
