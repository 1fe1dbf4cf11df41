package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/mail"
	"path/filepath"
	"strconv"
	"strings"

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/imap"
	"github.com/rapport-engine/rapport/mail/smtp"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/store"
)

// WorkSettings say what a worker works for.
type WorkSettings struct {
	Engine    *config.Engine
	Specs     []partnership.Spec // applied when the worker is ready
	Data      string             // directory of the store, unless the engine names another
	Purpose   string             // what the lock says of this process
	LookupEnv func(string) (string, bool)
	Logger    *slog.Logger
	// Say tells the person who started the worker what it waits for.
	Say func(string)
}

// Work runs a worker against servers of somebody else until ctx ends.
func Work(ctx context.Context, s WorkSettings) error {
	settings, err := workerEngine(s)
	if err != nil {
		return err
	}
	release, err := lockDir(s.Data, s.Purpose)
	if err != nil {
		return err
	}
	defer release() //nolint:errcheck // the lock ends with the process in any case
	if settings.store, err = workerStore(ctx, s); err != nil {
		return err
	}
	defer settings.store.Close() //nolint:errcheck // every write was committed
	options, err := connectionOptions(s.Engine, s.Logger)
	if err != nil {
		return err
	}
	if settings.client, err = connect(ctx, options, s.Say); err != nil {
		return err
	}
	defer settings.client.Close()
	if err := prepareNamespace(ctx, settings.client, options.Namespace); err != nil {
		return err
	}
	return work(ctx, s, settings, options)
}

// work runs the engine until ctx ends or the worker fails.
func work(ctx context.Context, s WorkSettings, settings engineSettings, options client.Options) error {
	e, err := startEngine(ctx, settings)
	if err != nil {
		return err
	}
	at := Endpoints{Temporal: options.HostPort, Namespace: options.Namespace, Data: s.Data}
	if err := writeEndpoints(s.Data, at); err != nil {
		return errors.Join(err, e.stop())
	}
	s.Say(fmt.Sprintf("Working for %s, namespace %s.", options.HostPort, options.Namespace))
	if s.Engine.Mail.Admin != "" {
		s.Say("Note: this version sends nothing to engine > mail > admin yet; look at the Web UI and at `rapport inbox`.")
	}
	for _, spec := range s.Specs {
		if err := settings.store.PutSpec(ctx, spec); err != nil {
			return errors.Join(err, e.stop())
		}
		applied, err := apply(ctx, settings.client, spec)
		if err != nil {
			return errors.Join(err, e.stop())
		}
		s.Say(fmt.Sprintf("  %-10s %s", applied.Result, applied.Slug))
	}
	select {
	case <-ctx.Done():
		err = nil
	case err = <-e.fatal:
	}
	return errors.Join(err, e.stop())
}

// workerEngine checks that the engine block names the mail servers and reads
// the secrets that it names. All that is missing is reported at once.
func workerEngine(s WorkSettings) (engineSettings, error) {
	var missing []error
	need := func(ok bool, what string) {
		if !ok {
			missing = append(missing, fmt.Errorf("the engine block names no %s", what))
		}
	}
	e := s.Engine
	if e == nil {
		return engineSettings{}, errors.New("start worker: no engine block found; a worker needs one that names its SMTP and IMAP servers (see the guide to production)")
	}
	need(e.Mail.From != "", "mail sender (engine > mail > from)")
	need(e.Mail.SMTP != nil, "SMTP server (engine > mail > smtp)")
	need(e.Mail.IMAP != nil, "IMAP server (engine > mail > imap)")
	reveal := func(secret config.Secret) string {
		value, err := secret.Reveal(s.LookupEnv)
		if err != nil {
			missing = append(missing, err)
		}
		return value
	}
	settings := engineSettings{addressing: token.Mode(e.Mail.Addressing), logger: s.Logger}
	if len(missing) == 0 {
		from, err := mail.ParseAddress(e.Mail.From)
		if err != nil {
			missing = append(missing, err)
		} else {
			settings.from = *from
		}
		settings.smtp = smtpSettings(*e.Mail.SMTP, reveal(e.Mail.SMTP.Password))
		settings.imap = imapSettings(*e.Mail.IMAP, reveal(e.Mail.IMAP.Password), s.Logger)
		settings.authentication = e.Mail.Authentication
	}
	for _, key := range e.Keys.Token {
		settings.tokenKeys = append(settings.tokenKeys, []byte(reveal(key)))
	}
	if len(missing) > 0 {
		return settings, fmt.Errorf("start worker: %w", errors.Join(missing...))
	}
	return settings, nil
}

func smtpSettings(c config.SMTP, password string) smtp.Settings {
	return smtp.Settings{
		Host: c.Host, Port: c.Port, TLS: smtp.TLS(c.TLS), Username: c.Username,
		Password: func() string { return password },
	}
}

func imapSettings(c config.IMAP, password string, logger *slog.Logger) imap.Settings {
	return imap.Settings{
		Address: net.JoinHostPort(c.Host, strconv.Itoa(c.Port)), TLS: imap.Security(c.TLS), Username: c.Username,
		Password: func() string { return password }, Account: mailboxName, Folder: c.Folder, Logger: logger,
	}
}

func workerStore(ctx context.Context, s WorkSettings) (*store.Store, error) {
	url := "sqlite:" + filepath.Join(s.Data, storeFile)
	if e := s.Engine; e.Store.URL != "" {
		url = e.Store.URL
	} else if !e.Store.Secret.IsZero() {
		value, err := e.Store.Secret.Reveal(s.LookupEnv)
		if err != nil {
			return nil, fmt.Errorf("open store: %w", err)
		}
		url = strings.TrimSpace(value)
	}
	return store.Open(ctx, url, store.Options{Logger: s.Logger})
}
