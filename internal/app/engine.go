package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/mail"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	sdkworker "go.temporal.io/sdk/worker"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/mail/imap"
	"github.com/rapport-engine/rapport/mail/smtp"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/worker"
	"github.com/rapport-engine/rapport/workflows"
)

// mailboxName names the one mailbox of an installation in workflow IDs.
const mailboxName = "main"

// botAddress is the engine's own address where none was declared.
var botAddress = mail.Address{Name: "Rapport", Address: "rapport@rapport.example"}

// spell is how long one watch over mailbox or outbox lasts.
const spell = 12 * time.Hour

// countPause is the least time between two counts of what lies in quarantine.
const countPause = 30 * time.Second

// engineSettings are everything that the engine is built from, in both ways of
// running: servers of its own, or somebody else's.
type engineSettings struct {
	client     client.Client
	store      *store.Store
	from       mail.Address
	addressing token.Mode
	tokenKeys  [][]byte // newest first; none: one is made and kept in the store
	smtp       smtp.Settings
	imap       imap.Settings
	// authentication says whose verdict about senders is believed.
	authentication config.Authentication
	// local says that nobody but the people themselves reaches the mail server.
	local        bool
	interceptors []interceptor.WorkerInterceptor
	// keep is for how long mails are kept as they came.
	keep store.Keep
	// admin hears of trouble with mail; empty for nobody.
	admin  string
	logger *slog.Logger
	kinds  []procedure.Kind
	now    func() time.Time
}

func (s engineSettings) withDefaults() engineSettings {
	if s.kinds == nil {
		s.kinds = kinds.All()
	}
	if s.now == nil {
		s.now = time.Now
	}
	return s
}

// engine is a worker with everything that its activities need.
type engine struct {
	worker sdkworker.Worker
	mailer *smtp.Sender
	fatal  chan error
}

// startEngine builds the engine and lets it work.
func startEngine(ctx context.Context, s engineSettings) (*engine, error) {
	s = s.withDefaults()
	keys, err := tokenKeys(ctx, s)
	if err != nil {
		return nil, err
	}
	instance, err := s.store.Secret(ctx, "instance", func() []byte { return []byte(hex.EncodeToString(random(8))) })
	if err != nil {
		return nil, err
	}
	words, err := compose.New(compose.Settings{
		From: s.from, Addressing: s.addressing, Keys: keys, Instance: string(instance), Specs: specs{s.store}.finder(context.WithoutCancel(ctx)),
		Draw: drawn,
	})
	if err != nil {
		return nil, err
	}
	mailer, err := smtp.New(s.smtp)
	if err != nil {
		return nil, err
	}
	e := &engine{mailer: mailer, fatal: make(chan error, 1)}
	e.worker = worker.New(s.client, s.kinds, e.activities(s, keys, words, string(instance)), worker.Options{
		Interceptors: s.interceptors,
		OnFatalError: func(err error) {
			select {
			case e.fatal <- fmt.Errorf("run worker: %w", err):
			default: // the first error is the cause
			}
		},
	})
	if err := s.store.SetKeep(ctx, s.keep); err != nil {
		return nil, errors.Join(err, e.mailer.Close())
	}
	if err := e.worker.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("start worker: %w", err), e.mailer.Close())
	}
	if err := errors.Join(watchMailbox(ctx, s.client, mailboxName), employPostman(ctx, s.client, mailboxName)); err != nil {
		return nil, errors.Join(err, e.stop())
	}
	return e, nil
}

func (e *engine) activities(s engineSettings, keys token.Keys, words *compose.Composer, instance string) worker.Activities {
	procedures, posted := procedures{s.client}, make(chan struct{}, 1)
	call := func() {
		select {
		case posted <- struct{}{}:
		default: // the postman has been called already
		}
	}
	var trouble func(context.Context, time.Time) error
	if s.admin != "" {
		a := &alerts{store: s.store, write: words.Alert, mailer: mailer{e.mailer}, to: s.admin, logger: s.logger}
		trouble = a.check
	}
	intake := &activities.Intake{
		Inbox: inbox{s.store}, Tokens: keys, Specs: s.store, Partnerships: partnerships{s.store}, Procedures: procedures,
		Ledger: records{s.store}, Logger: s.logger, Posted: call,
		Reader: reader{own: s.from.Address, instance: instance, addressing: words.Addressing(), kinds: s.kinds, authority: authority{s.authentication, s.local}},
	}
	return worker.Activities{
		Committer: &activities.Committer{
			Ledger: records{s.store}, Specs: s.store, Procedures: procedures, Kinds: s.kinds, Seals: s.store, Release: intake.Release, Posted: call,
		},
		Deliverer: &activities.Deliverer{Post: post{s.store}, Now: s.now},
		Tallier:   &activities.Tallier{Seals: s.store},
		Postman: &activities.Postman{
			Post: post{s.store}, Specs: specs{s.store}, Readings: s.store, Owed: owedIn(s.store), Composer: composer{words}, Mailer: mailer{e.mailer},
			Together:   kinds.Together(s.kinds),
			Procedures: procedures, Complete: procedures.complete, Trouble: trouble, Forget: (&forgetting{store: s.store, keep: s.keep}).check, Now: s.now, Logger: s.logger, Posted: posted, Spell: spell,
		},
		Watcher: &activities.Watcher{
			Mailbox: mailbox{settings: s.imap, store: s.store}, Intake: intake, Spell: spell, Pause: countPause,
			Quarantine: &activities.Quarantine{
				Shelf: inbox{s.store}, Intake: intake, Procedures: procedures, Mailbox: workflows.MailboxID(mailboxName), Now: s.now, Logger: s.logger,
			},
		},
	}
}

// stop lets letters that are being sent arrive and then ends the worker.
func (e *engine) stop() error {
	e.worker.Stop()
	return e.mailer.Close()
}

// tokenKeys are the configured keys, or one that was made on the first run.
func tokenKeys(ctx context.Context, s engineSettings) (token.Keys, error) {
	keys := s.tokenKeys
	if len(keys) == 0 {
		key, err := s.store.Secret(ctx, "token-key", func() []byte { return random(32) })
		if err != nil {
			return token.Keys{}, err
		}
		keys = [][]byte{key}
	}
	return token.New(keys...)
}

// random returns n unpredictable bytes.
func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails: it ends the program instead
	return b
}
