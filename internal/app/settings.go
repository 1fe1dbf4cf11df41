package app

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/mail"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/imap"
	"github.com/rapport-engine/rapport/mail/smtp"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/store"
)

// SettingsError says what a worker misses in its settings, all at once.
type SettingsError struct{ Missing []error }

// Error lists what is missing, a line each.
func (e *SettingsError) Error() string { return "start worker: " + errors.Join(e.Missing...).Error() }

// Unwrap gives what is missing.
func (e *SettingsError) Unwrap() []error { return e.Missing }

// workerSettings collects what is missing while settings are read.
type workerSettings struct {
	WorkSettings
	missing []error
}

// workerEngine checks that the engine block names the mail servers and reads
// the secrets that it names, the store's URL among them.
func workerEngine(s WorkSettings) (engineSettings, string, error) {
	if s.Engine == nil {
		return engineSettings{}, "", &SettingsError{Missing: []error{errors.New(
			"no engine block found; a worker needs one that names its SMTP and IMAP servers (see the guide to production)")}}
	}
	w := &workerSettings{WorkSettings: s}
	settings := w.engine(s.Engine)
	url := w.storeURL(s.Engine.Store)
	if len(w.missing) > 0 {
		return settings, "", &SettingsError{Missing: w.missing}
	}
	return settings, url, nil
}

func (w *workerSettings) engine(e *config.Engine) engineSettings {
	settings := engineSettings{
		addressing: token.Mode(e.Mail.Addressing), authentication: e.Mail.Authentication, admin: e.Mail.Admin, keep: store.Keep(e.Mail.Keep),
		logger: w.Logger,
	}
	if w.need(e.Mail.From != "", "mail sender (engine > mail > from)") {
		settings.from = w.sender(e.Mail.From)
	}
	if w.need(e.Mail.SMTP != nil, "SMTP server (engine > mail > smtp)") {
		settings.smtp = smtpSettings(*e.Mail.SMTP, w.reveal(e.Mail.SMTP.Password))
	}
	if w.need(e.Mail.IMAP != nil, "IMAP server (engine > mail > imap)") {
		settings.imap = imapSettings(*e.Mail.IMAP, w.reveal(e.Mail.IMAP.Password), w.Logger)
	}
	for _, key := range e.Keys.Token {
		settings.tokenKeys = append(settings.tokenKeys, []byte(w.reveal(key)))
	}
	return settings
}

func (w *workerSettings) need(given bool, what string) bool {
	if !given {
		w.missing = append(w.missing, fmt.Errorf("the engine block names no %s", what))
	}
	return given
}

func (w *workerSettings) reveal(secret config.Secret) string {
	value, err := secret.Reveal(w.LookupEnv)
	if err != nil {
		w.missing = append(w.missing, err)
	}
	return value
}

func (w *workerSettings) sender(from string) mail.Address {
	address, err := mail.ParseAddress(from)
	if err != nil {
		w.missing = append(w.missing, fmt.Errorf("read engine > mail > from: %w", err))
		return mail.Address{}
	}
	return *address
}

// storeURL is the declared store, or the file in the data directory.
func (w *workerSettings) storeURL(s config.Store) string {
	switch {
	case s.URL != "":
		return s.URL
	case !s.Secret.IsZero():
		return strings.TrimSpace(w.reveal(s.Secret))
	default:
		return storeIn(w.Data)
	}
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
