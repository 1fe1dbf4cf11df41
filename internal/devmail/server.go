package devmail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-smtp"

	"github.com/rapport-engine/rapport/internal/devmail/imapd"
	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
	"github.com/rapport-engine/rapport/internal/devmail/smtpd"
	"github.com/rapport-engine/rapport/internal/devmail/webmail"
)

// Limits of the webmail's HTTP server.
const (
	readHeaderTimeout = 10 * time.Second
	requestTimeout    = 30 * time.Second
	maxHeaderBytes    = 64 << 10
)

// Server is a running mail world.
type Server struct {
	store     *mailstore.Store
	deliverer smtpd.Deliverer

	smtpListener, imapListener, webListener net.Listener // webListener may be nil

	smtp *smtp.Server
	imap *imapserver.Server
	web  *http.Server

	serving  sync.WaitGroup
	cancel   context.CancelFunc
	closed   chan struct{}
	closeErr error // readable once closed is
}

// Start opens the mail below Options.Dir and serves it until Stop is called or
// ctx ends. A port that cannot be had is reported as a *PortError.
func Start(ctx context.Context, options Options) (*Server, error) {
	options, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	store, err := mailstore.Open(options.Dir, options.Now)
	if err != nil {
		return nil, err
	}
	s := &Server{
		store:     store,
		deliverer: smtpd.Deliverer{Store: store, Now: options.Now},
		closed:    make(chan struct{}),
	}
	if err := s.listen(options); err != nil {
		return nil, errors.Join(err, s.closeListeners())
	}
	s.build(options)
	s.serve(options.Logger)
	ctx, s.cancel = context.WithCancel(ctx)
	context.AfterFunc(ctx, s.close)
	return s, nil
}

func (s *Server) listen(options Options) (err error) {
	if s.smtpListener, err = listen("SMTP", options.Host, options.SMTPPort); err != nil {
		return err
	}
	if s.imapListener, err = listen("IMAP", options.Host, options.IMAPPort); err != nil {
		return err
	}
	if options.WebPort != NoWebmail {
		s.webListener, err = listen("webmail", options.Host, options.WebPort)
	}
	return err
}

func listen(service, host string, port int) (net.Listener, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return nil, &PortError{Service: service, Port: port, Err: err}
	}
	return listener, nil
}

func (s *Server) closeListeners() error {
	var err error
	for _, listener := range []net.Listener{s.smtpListener, s.imapListener, s.webListener} {
		if listener != nil {
			err = errors.Join(err, listener.Close())
		}
	}
	return err
}

func (s *Server) build(o Options) {
	s.smtp = smtpd.New(smtpd.Options{
		Deliverer: s.deliverer, Username: o.Username, Password: o.Password,
		Faults: o.Faults, Logger: o.Logger,
	})
	s.imap = imapd.New(imapd.Options{
		Store: s.store, Bot: o.Bot, Username: o.Username, Password: o.Password, Logger: o.Logger,
	})
	if s.webListener == nil {
		return
	}
	s.web = &http.Server{
		Handler: webmail.New(webmail.Options{
			Store: s.store, Bot: o.Bot, People: o.People, Links: o.Links,
			Send: s.send, Now: o.Now, Logger: o.Logger,
		}),
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       requestTimeout,
		WriteTimeout:      requestTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(o.Logger.Handler(), slog.LevelDebug),
	}
}

// serve runs the servers until Stop closes them.
func (s *Server) serve(logger *slog.Logger) {
	run := func(service string, serve func(net.Listener) error, listener net.Listener) {
		s.serving.Go(func() {
			if err := serve(listener); err != nil && !errors.Is(err, net.ErrClosed) && !errors.Is(err, http.ErrServerClosed) {
				logger.Debug("mail server ended", "service", service, "error", err)
			}
		})
	}
	run("SMTP", s.smtp.Serve, s.smtpListener)
	run("IMAP", s.imap.Serve, s.imapListener)
	if s.web != nil {
		run("webmail", s.web.Serve, s.webListener)
	}
}

// SMTPAddr is the host:port that takes mail.
func (s *Server) SMTPAddr() string { return s.smtpListener.Addr().String() }

// IMAPAddr is the host:port that serves mailboxes.
func (s *Server) IMAPAddr() string { return s.imapListener.Addr().String() }

// WebURL is the address of the webmail page, empty if there is none.
func (s *Server) WebURL() string {
	if s.webListener == nil {
		return ""
	}
	return "http://" + s.webListener.Addr().String()
}

// Stop closes all listeners and connections and returns when nothing is
// served and nothing is written any more. It may be called more than once.
func (s *Server) Stop() error {
	s.cancel()
	<-s.closed
	if s.closeErr != nil {
		return fmt.Errorf("stop mail server: %w", s.closeErr)
	}
	return nil
}

func (s *Server) close() {
	s.closeErr = errors.Join(s.smtp.Close(), s.imap.Close())
	if s.web != nil {
		s.closeErr = errors.Join(s.closeErr, s.web.Close())
	}
	_ = s.closeListeners() // for a server that had not begun to serve
	s.serving.Wait()
	s.store.Close()
	close(s.closed)
}
