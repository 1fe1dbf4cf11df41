//go:build !slim

package app

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/mail"
	"net/netip"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	sdklog "go.temporal.io/sdk/log"
	"google.golang.org/grpc"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/devmail"
	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/mail/imap"
	"github.com/rapport-engine/rapport/mail/smtp"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// UpSettings say what Up runs and where. Ports of zero are free ones.
type UpSettings struct {
	SpecDir string
	Specs   []partnership.Spec
	Engine  *config.Engine // nil: all defaults
	Data    string         // directory of all files
	Adopt   string         // the code of a PairingError to go on after

	TemporalPort, UIPort, WebmailPort, SMTPPort, IMAPPort int

	Logger *slog.Logger
	// Begun hears how many of the partnerships that are to be begun or changed are.
	Begun func(done, total int)

	// For tests: a server whose database fails, or whose clock jumps, and what
	// makes it do so.
	Faults       *devserver.Faults
	TimeSkipping bool
	Interceptors []interceptor.WorkerInterceptor
	DialOptions  []grpc.DialOption
}

// Running is the whole program in one process. Its parts are started in the
// order in which they need each other and stopped in reverse.
type Running struct {
	endpoints Endpoints
	applied   []Applied
	notes     []string
	client    client.Client
	store     *store.Store
	mail      *devmail.Server
	closers   []func() error
	failed    chan error
	stop      func() error
	stopping  atomic.Bool
}

// Service names something that listens on a port.
type Service string

// The services of Up.
const (
	ServiceTemporal Service = "Temporal server"
	ServiceUI       Service = "Temporal Web UI"
	ServiceWebmail  Service = "webmail page"
	ServiceSMTP     Service = "SMTP server"
	ServiceIMAP     Service = "IMAP server"
)

// PortTakenError says that a port is in use by another program.
type PortTakenError struct {
	Service Service
	Port    int
	Err     error
}

// Error names the service and the port.
func (e *PortTakenError) Error() string {
	return fmt.Sprintf("port %d for the %s is taken", e.Port, e.Service)
}

// Unwrap gives the cause.
func (e *PortTakenError) Unwrap() error { return e.Err }

const (
	host    = "127.0.0.1"
	botUser = "rapport"
)

// Up starts everything in this process and applies the specs. What it returns
// is running; what fails is taken down again.
func Up(ctx context.Context, s UpSettings) (*Running, error) {
	r := &Running{failed: make(chan error, 1)}
	r.stop = sync.OnceValue(r.closeAll)
	s.Logger = quietly(s.Logger, r.stopping.Load)
	// Cancelling ctx must not take one part away from under another: Stop ends
	// them in order.
	if err := r.start(context.WithoutCancel(ctx), s); err != nil {
		return nil, errors.Join(err, r.Stop())
	}
	return r, nil
}

// Endpoints say where everything is.
func (r *Running) Endpoints() Endpoints { return r.endpoints }

// Applied says what became of each partnership, in the order of the slugs.
func (r *Running) Applied() []Applied { return r.applied }

// Notes are what an admin should know about the installation, a sentence each.
func (r *Running) Notes() []string { return r.notes }

// Client is connected to the Temporal server.
func (r *Running) Client() client.Client { return r.client }

// Mail is the mail server.
func (r *Running) Mail() *devmail.Server { return r.mail }

// Store is the open store.
func (r *Running) Store() *store.Store { return r.store }

// Err yields an error if a part fails on its own.
func (r *Running) Err() <-chan error { return r.failed }

// Stop takes everything down in order. It may be called more than once.
func (r *Running) Stop() error { return r.stop() }

func (r *Running) closeAll() error {
	r.stopping.Store(true)
	var errs []error
	for i := len(r.closers) - 1; i >= 0; i-- {
		errs = append(errs, r.closers[i]())
	}
	return errors.Join(errs...)
}

func (r *Running) onStop(f func() error) { r.closers = append(r.closers, f) }

func (r *Running) start(ctx context.Context, s UpSettings) error {
	release, err := lockDir(s.Data, "rapport up "+s.SpecDir)
	if err != nil {
		return err
	}
	r.onStop(release)
	installation, err := r.startServers(ctx, s)
	if err != nil {
		return err
	}
	password, err := r.password(ctx, s)
	if err != nil {
		return err
	}
	from := sender(s.Engine)
	if err := r.startMail(ctx, s, from, password); err != nil {
		return err
	}
	e, err := startEngine(ctx, engineSettings{
		client: r.client, store: r.store, from: from, addressing: token.Plus, local: true, logger: s.Logger,
		admin: admin(s.Engine), keep: keepTimes(s.Engine), interceptors: s.Interceptors,
		smtp: smtp.Settings{Host: host, Port: portOf(r.mail.SMTPAddr()), TLS: smtp.NoTLS},
		imap: imap.Settings{
			Address: r.mail.IMAPAddr(), TLS: imap.NoTLS, Username: botUser, Account: mailboxName,
			Password: func() string { return password }, Logger: s.Logger,
		},
	})
	if err != nil {
		return err
	}
	r.onStop(e.stop)
	go r.watch(e.fatal)
	r.endpoints = Endpoints{
		Temporal: r.endpoints.Temporal, Namespace: r.endpoints.Namespace, UI: r.endpoints.UI, Webmail: r.mail.WebURL(),
		SMTP: r.mail.SMTPAddr(), IMAP: r.mail.IMAPAddr(), PasswordFile: filepath.Join(s.Data, passwordFile), Data: s.Data,
	}
	if err := writeEndpoints(s.Data, r.endpoints); err != nil {
		return err
	}
	p := Planner{client: r.client, store: r.store, namespace: r.endpoints.Namespace, installation: installation, worked: true}
	r.applied, err = p.bring(ctx, s.Specs, s.Begun)
	return err
}

// startServers opens the store, starts the Temporal server, and makes sure that
// they belong together. It returns the ID of their installation.
func (r *Running) startServers(ctx context.Context, s UpSettings) (installation string, err error) {
	pair, err := beginPairing(ctx, storeIn(s.Data), s.Adopt, s.Logger)
	if err != nil {
		return "", err
	}
	r.onStop(pair.close)
	at := place{namespace: DefaultNamespace, files: filepath.Join(s.Data, "temporal")}
	err = r.startTemporal(ctx, s, at.files, pair.wantsOld())
	var missing *devserver.MissingError
	if errors.As(err, &missing) {
		return "", pair.refusal(at, side{})
	}
	if err != nil {
		return "", err
	}
	at.client, at.server, at.namespace = r.client, r.endpoints.Temporal, r.endpoints.Namespace
	isMade := func(context.Context) error { return nil }
	if err := pair.complete(ctx, at, isMade, func(note string) { r.notes = append(r.notes, note) }); err != nil {
		return "", err
	}
	r.store = pair.store
	return pair.known.ID, nil
}

func (r *Running) startTemporal(ctx context.Context, s UpSettings, dir string, existing bool) error {
	server, err := devserver.Start(ctx, devserver.Options{
		Dir: dir, Existing: existing, Host: host, Port: s.TemporalPort, UIPort: s.UIPort,
		SearchAttributes: searchAttributes(), Columns: Columns(), Views: views(), TimeSkipping: s.TimeSkipping, Faults: s.Faults, Logger: s.Logger,
	})
	var port *devserver.PortError
	if errors.As(err, &port) {
		service := ServiceTemporal
		if port.What == "web ui" {
			service = ServiceUI
		}
		return &PortTakenError{Service: service, Port: port.Port, Err: err}
	}
	if err != nil {
		return err
	}
	r.onStop(server.Stop)
	go r.watch(server.Err())
	r.client, err = client.DialContext(ctx, client.Options{
		HostPort: server.Address(), Namespace: server.Namespace(), Logger: sdklog.NewStructuredLogger(s.Logger),
		ConnectionOptions: client.ConnectionOptions{DialOptions: s.DialOptions},
	})
	if err != nil {
		return fmt.Errorf("connect to temporal server: %w", err)
	}
	r.onStop(func() error { r.client.Close(); return nil })
	r.endpoints = Endpoints{Temporal: server.Address(), Namespace: server.Namespace(), UI: server.UIURL()}
	return nil
}

func (r *Running) startMail(ctx context.Context, s UpSettings, from mail.Address, password string) error {
	var err error
	r.mail, err = devmail.Start(ctx, devmail.Options{
		Dir: filepath.Join(s.Data, "mail"), Host: host, SMTPPort: s.SMTPPort, IMAPPort: s.IMAPPort, WebPort: s.WebmailPort,
		Bot: from.Address, Username: botUser, Password: password, Logger: s.Logger,
		People: func() []devmail.Person { return people(s.Specs) },
		Links:  func() []devmail.Link { return []devmail.Link{{Label: "Temporal Web UI", URL: r.endpoints.UI}} },
	})
	var port *devmail.PortError
	if errors.As(err, &port) {
		service := map[string]Service{"SMTP": ServiceSMTP, "IMAP": ServiceIMAP, "webmail": ServiceWebmail}[port.Service]
		return &PortTakenError{Service: service, Port: port.Port, Err: err}
	}
	if err != nil {
		return err
	}
	r.onStop(r.mail.Stop)
	return nil
}

// watch passes on the failure of a part. The first one is the cause.
func (r *Running) watch(failed <-chan error) {
	if err, ok := <-failed; ok && err != nil {
		select {
		case r.failed <- err:
		default:
		}
	}
}

const passwordFile = "mail-password"

// password opens every mailbox of the development mail server. It is made once
// and written where its user finds it.
func (r *Running) password(ctx context.Context, s UpSettings) (string, error) {
	password, err := r.store.Secret(ctx, "mail-password", func() []byte { return []byte(hex.EncodeToString(random(12))) })
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(s.Data, passwordFile), append(password, '\n'), 0o600); err != nil {
		return "", fmt.Errorf("write mail password: %w", err)
	}
	return string(password), nil
}

func sender(e *config.Engine) mail.Address {
	if e == nil || e.Mail.From == "" {
		return botAddress
	}
	address, err := mail.ParseAddress(e.Mail.From)
	if err != nil {
		return botAddress // checked when it was loaded
	}
	return *address
}

// admin is who hears of trouble with mail, if anybody is named.
func admin(e *config.Engine) string {
	if e == nil {
		return ""
	}
	return e.Mail.Admin
}

// keepTimes are for how long mails are kept.
func keepTimes(e *config.Engine) store.Keep {
	if e == nil {
		return store.Keep(config.UsualKeep())
	}
	return store.Keep(e.Mail.Keep)
}

func people(specs []partnership.Spec) []devmail.Person {
	var list []devmail.Person
	for _, spec := range specs {
		for _, party := range spec.Parties {
			for _, p := range party.People {
				list = append(list, devmail.Person{Name: p.Name, Address: p.Email})
			}
		}
	}
	return list
}

func searchAttributes() []devserver.SearchAttribute {
	var list []devserver.SearchAttribute
	for _, key := range workflows.SearchAttributes() {
		list = append(list, devserver.SearchAttribute{Name: key.GetName(), Type: enumspb.IndexedValueType(key.GetValueType())})
	}
	return list
}

func views() []devserver.View {
	var list []devserver.View
	for _, v := range Views() {
		list = append(list, devserver.View(v))
	}
	return list
}

// portOf is the port of a listener's address.
func portOf(address string) int {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return 0 // a listener's address always parses
	}
	return int(at.Port())
}
