// Package imapd serves the mailboxes of a store by IMAP.
package imapd

import (
	"crypto/subtle"
	"errors"
	"log/slog"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// appendLimit is the size in bytes of the largest message that a client may
// put into a folder.
const appendLimit = 35 << 20

// Options say what is served and to whom.
type Options struct {
	Store *mailstore.Store
	// Bot is the address whose mailbox Username opens. Any other mailbox is
	// opened by its address. All have the one password; without it nobody gets in.
	Bot, Username, Password string
	Logger                  *slog.Logger
}

// New makes a server; Serve and Close are its life.
func New(options Options) *imapserver.Server {
	return imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return &session{options: options}, nil, nil
		},
		Caps: imap.CapSet{
			imap.CapIMAP4rev1:  {},
			imap.CapNamespace:  {},
			imap.CapUIDPlus:    {},
			imap.CapESearch:    {},
			imap.CapListStatus: {},
			imap.CapMove:       {},
			imap.CapStatusSize: {},
			imap.CapSpecialUse: {},
		},
		InsecureAuth: true,
		Logger:       slog.NewLogLogger(options.Logger.Handler(), slog.LevelDebug),
	})
}

// login finds the mailbox that a name and password open.
func (o Options) login(username, password string) (*mailstore.Mailbox, error) {
	right := subtle.ConstantTimeCompare([]byte(password), []byte(o.Password)) == 1
	if o.Password == "" || !right {
		return nil, imapserver.ErrAuthFailed
	}
	address := username
	if username == o.Username {
		address = o.Bot
	}
	mailbox, err := o.Store.Mailbox(address)
	if errors.Is(err, mailstore.ErrBadAddress) {
		return nil, imapserver.ErrAuthFailed
	}
	return mailbox, err
}

// refusal turns what the store says into what a client understands. Anything
// else is the server's own trouble.
func refusal(err error, missing imap.ResponseCode) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, mailstore.ErrNoFolder):
		return no(missing, "No such mailbox")
	case errors.Is(err, mailstore.ErrFolderExists):
		return no(imap.ResponseCodeAlreadyExists, "Mailbox already exists")
	case errors.Is(err, mailstore.ErrBadFolder):
		return no(imap.ResponseCodeCannot, "Not possible with this mailbox")
	default:
		return err
	}
}

func no(code imap.ResponseCode, text string) error {
	return &imap.Error{Type: imap.StatusResponseTypeNo, Code: code, Text: text}
}
