// Package imap watches a mailbox and hands over every message in it, each at
// least once, whatever servers, networks and human mail programs do meanwhile.
//
// The rule that makes this simple: the watched folder holds exactly what is
// still to be done. A message leaves it for the Done or Quarantine folder, or for
// good, only after the handler has returned, so a round looks at all UIDs in the folder
// and needs neither the \Seen flag, which any mail program sets, nor dates,
// which lose mail after an outage, nor a position, which a message that had to
// wait would fall behind. IDLE only says when a round is worth while.
//
// The package does not read messages; their meaning is the handler's business.
package imap

import (
	"context"
	"crypto/tls"
	"log/slog"
	"time"
)

// Security says how the connection is protected.
type Security string

// The kinds of protection.
const (
	ImplicitTLS Security = "implicit" // TLS from the first byte, port 993
	StartTLS    Security = "starttls" // upgraded before the login, port 143
	NoTLS       Security = "none"     // for servers on the same machine
)

// Settings say what to watch. The zero value of a field with a default means
// the default.
type Settings struct {
	Address   string      // host:port
	TLS       Security    // default implicit
	TLSConfig *tls.Config // default: the system's roots and the address's host name
	Username  string
	Password  func() string // asked for at every login
	// Account names the mailbox in the ledger and in what the handler gets.
	Account    string
	Folder     string // default INBOX
	Done       string // default Rapport/Done; "/" stands for the server's own delimiter
	Quarantine string // default Rapport/Quarantine
	// PollEvery is how often the folder is looked at without being told to, and
	// how long a message waits that could not be handled: default 1 minute, at
	// most 9, because middleboxes forget connections that are silent for longer.
	PollEvery time.Duration
	// CommandTimeout is how long the server may take to answer one command:
	// default 30 seconds.
	CommandTimeout time.Duration
	// HandleTimeout is how long the handler may take for one message: default 2
	// minutes.
	HandleTimeout time.Duration
	// MaxSize is the size in octets above which only the headers are fetched:
	// default 35 MiB.
	MaxSize int64
	Logger  *slog.Logger // default silent
}

const (
	maxPoll = 9 * time.Minute
	// pollWithoutIdle is the delay of new mail on servers without IDLE.
	pollWithoutIdle = 15 * time.Second
	// settle is the length of the first IDLE after a busy round. Some servers do
	// not announce what arrives between the last command and IDLE; this bounds
	// how long such a message lies there.
	settle = 3 * time.Second
	// beatEvery is the longest silence of a healthy watch.
	beatEvery = 2 * time.Second
)

func (s Settings) withDefaults() Settings {
	setDefault(&s.TLS, ImplicitTLS)
	setDefault(&s.Folder, "INBOX")
	setDefault(&s.Done, "Rapport/Done")
	setDefault(&s.Quarantine, "Rapport/Quarantine")
	setDefault(&s.PollEvery, time.Minute)
	setDefault(&s.CommandTimeout, 30*time.Second)
	setDefault(&s.HandleTimeout, 2*time.Minute)
	setDefault(&s.MaxSize, 35<<20)
	setDefault(&s.Logger, slog.New(slog.DiscardHandler))
	s.PollEvery = min(s.PollEvery, maxPoll)
	return s
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Incoming is one message of the watched folder. Account, Mailbox, UIDValidity
// and UID together name it for ever.
type Incoming struct {
	Account     string
	Mailbox     string
	UIDValidity uint32
	UID         uint32
	ReceivedAt  time.Time // the server's internal date
	Raw         []byte    // the whole message, or its headers if TooLarge
	Size        int64     // in octets, as the server counts
	TooLarge    bool
}

// Disposition says where a message goes.
type Disposition int

// The dispositions.
const (
	Leave      Disposition = iota // stays in the folder and is handed over again later
	Done                          // to the Done folder
	Quarantine                    // to the Quarantine folder
	Erase                         // nowhere: it is deleted for good
)

// Handler takes messages over. It gets a message again when its disposition
// could not be carried out, and after every crash between the two, so it must
// recognise repeats. When it returns an error, the message stays and others go on.
type Handler interface {
	Handle(ctx context.Context, m Incoming) (Disposition, error)
}

// Ledger remembers how far a mailbox has been worked off: every message with a
// UID up to the recorded one has been handled.
type Ledger interface {
	LastUID(ctx context.Context, account, mailbox string) (validity, uid uint32, err error)
	AdvanceUID(ctx context.Context, account, mailbox string, validity, uid uint32) error
	// Doomed lists the messages of an account to be erased of which the mailbox may
	// still hold a copy: those whose handler said so, and those of which it became
	// known only in the Quarantine folder.
	Doomed(ctx context.Context, account string) ([]Doomed, error)
	// Erased records that the mailbox holds no copy of a message any more.
	Erased(ctx context.Context, account, mailbox string, validity, uid uint32) error
	// MissedSince tells since when messages of an account may have been handled of which
	// there is no record; the zero time if there is a record of all.
	MissedSince(ctx context.Context, account string) (time.Time, error)
	// Recorded tells whether a message was handed over before, by its field Message-ID.
	Recorded(ctx context.Context, messageID []byte) (bool, error)
	// NothingMissed records that there is a record of all messages again.
	NothingMissed(ctx context.Context, account string) error
}

// Doomed is a message to be erased, by the place from which it was handed over.
type Doomed struct {
	Mailbox     string
	UIDValidity uint32
	UID         uint32
	// Is recognises it in another folder, by the field Message-ID of a message there
	// and the server's internal date.
	Is func(messageID []byte, receivedAt time.Time) bool
}

// Watch hands over the messages of a folder until ctx ends or the connection
// fails; the caller starts it again after a pause. It never returns nil. While
// all is well, beat is called at least every few seconds with what the watch is
// doing; it falls silent when a server or a handler exceeds its time.
func Watch(ctx context.Context, s Settings, ledger Ledger, h Handler, beat func(progress string)) error {
	s = s.withDefaults()
	c, err := connect(ctx, s, beat)
	if err != nil {
		return err
	}
	defer c.close()
	w := &watch{conn: c, settings: s, ledger: ledger, handler: h}
	return w.run(ctx)
}
