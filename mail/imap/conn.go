package imap

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// conn is all that this package needs of IMAP, with a watchdog on every
// command: the library itself waits for an answer for ever.
type conn struct {
	settings Settings
	beat     func(string)
	tcp      net.Conn
	client   *imapclient.Client
	caps     imap.CapSet
	// hint holds a token when the server has announced mail since forgetHint.
	hint chan struct{}
	// prefix and delimiter are how the server spells folder names; a delimiter
	// of 0 means that it has no hierarchy.
	prefix    string
	delimiter rune
	// folder is the selected one, as this package calls it.
	folder string
	// trash is where a server that archives what is expunged deletes for good.
	trash trash
}

// connect dials, logs in and learns what the server can do.
func connect(ctx context.Context, s Settings, beat func(string)) (*conn, error) {
	c := &conn{settings: s, beat: beat, hint: make(chan struct{}, 1)}
	err := await(ctx, "connect to "+s.Address, s.CommandTimeout, beat, func(ctx context.Context) (err error) {
		c.tcp, err = new(net.Dialer).DialContext(ctx, "tcp", s.Address)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, step := range []struct {
		what string
		fn   func() error
	}{
		{"greet " + s.Address, c.greet},
		{"log in to " + s.Address, c.login},
		{"ask for the capabilities of " + s.Address, c.learn},
		{"look for the trash of " + s.Address, c.learnTrash},
	} {
		if err := c.command(ctx, step.what, step.fn); err != nil {
			c.close()
			return nil, err
		}
	}
	return c, nil
}

// command runs one exchange with the server. When its time is up or ctx ends,
// closing the connection makes fn return.
func (c *conn) command(ctx context.Context, what string, fn func() error) error {
	return await(ctx, what, c.settings.CommandTimeout, c.beat, func(ctx context.Context) error {
		stop := context.AfterFunc(ctx, c.close)
		err := fn()
		if !stop() {
			// The library may take a line that was cut short for a whole one.
			return context.Cause(ctx)
		}
		return err
	})
}

// close closes the socket itself: the library's Close waits for its reader,
// and TLS's for the peer.
func (c *conn) close() { _ = c.tcp.Close() }

func (c *conn) greet() error {
	options := &imapclient.Options{
		TLSConfig:             c.tlsConfig(),
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: c.mailboxChanged},
	}
	switch c.settings.TLS {
	case NoTLS:
		c.client = imapclient.New(c.tcp, options)
	case StartTLS:
		var err error
		if c.client, err = imapclient.NewStartTLS(c.tcp, options); err != nil {
			return err
		}
	case ImplicitTLS:
		wrapped := tls.Client(c.tcp, options.TLSConfig)
		if err := wrapped.Handshake(); err != nil {
			return err
		}
		c.client = imapclient.New(wrapped, options)
	default:
		return fmt.Errorf("unknown protection %q: want implicit, starttls or none", c.settings.TLS)
	}
	return c.client.WaitGreeting()
}

func (c *conn) tlsConfig() *tls.Config {
	config := c.settings.TLSConfig.Clone()
	if config == nil {
		config = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	if config.ServerName == "" {
		config.ServerName, _, _ = net.SplitHostPort(c.settings.Address)
	}
	return config
}

func (c *conn) login() error {
	err := c.client.Login(c.settings.Username, c.settings.Password()).Wait()
	if isRefusal(err) {
		// The server's words may quote the name.
		return ErrLogin
	}
	return err
}

func (c *conn) learn() error {
	c.caps = c.client.Caps()
	if c.caps.Has(imap.CapNamespace) {
		return c.learnNamespace()
	}
	roots, err := c.client.List("", "", nil).Collect()
	if len(roots) > 0 {
		c.delimiter = roots[0].Delim
	}
	return err
}

func (c *conn) learnNamespace() error {
	spaces, err := c.client.Namespace().Wait()
	if err == nil && len(spaces.Personal) > 0 {
		c.prefix, c.delimiter = spaces.Personal[0].Prefix, spaces.Personal[0].Delim
	}
	return err
}

// folderName spells a folder as the server does: "Rapport/Done" may be
// "INBOX.Rapport.Done" or, without a hierarchy, "Rapport-Done".
func (c *conn) folderName(name string) string {
	if strings.EqualFold(name, "INBOX") {
		return "INBOX"
	}
	delimiter := "-"
	if c.delimiter != 0 {
		delimiter = string(c.delimiter)
	}
	return c.prefix + strings.ReplaceAll(name, "/", delimiter)
}

// mailboxChanged runs on the library's reader and must not block.
func (c *conn) mailboxChanged(data *imapclient.UnilateralDataMailbox) {
	if data.NumMessages == nil {
		return
	}
	select {
	case c.hint <- struct{}{}:
	default:
	}
}

// forgetHint is called before the folder is listed: whatever is announced from
// then on may be missing from the list.
func (c *conn) forgetHint() {
	select {
	case <-c.hint:
	default:
	}
}

// selectFolder selects a folder and returns its UID validity.
func (c *conn) selectFolder(ctx context.Context, folder string) (validity uint32, err error) {
	err = c.command(ctx, "select "+folder, func() error {
		data, err := c.client.Select(c.folderName(folder), nil).Wait()
		if err != nil {
			return err
		}
		c.folder, validity = folder, data.UIDValidity
		return nil
	})
	return validity, err
}
