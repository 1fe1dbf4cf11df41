//go:build !slim

package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/internal/devmail"
	"github.com/rapport-engine/rapport/mail/imap"
	"github.com/rapport-engine/rapport/store"
)

// ownMailbox is the engine's mailbox on an IMAP server, for plays that look into it.
type ownMailbox struct {
	t      *testing.T
	dir    string
	server *devmail.Server
	watch  mailbox
	take   func(context.Context, activities.Received) (activities.Taken, error)
	// dies has the program be killed each time when it has taken a mail and not yet put it
	// where it belongs.
	dies bool
	came [][]byte // all mail that was ever delivered
}

func openMailbox(t *testing.T, s *store.Store, now func() time.Time, take func(context.Context, activities.Received) (activities.Taken, error)) *ownMailbox {
	t.Helper()
	m := &ownMailbox{t: t, dir: t.TempDir(), take: take}
	var err error
	m.server, err = devmail.Start(context.WithoutCancel(t.Context()), devmail.Options{
		Dir: m.dir, Bot: botAddress.Address, Username: botUser, Password: "secret", WebPort: devmail.NoWebmail, Now: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.server.Stop() })
	m.watch = mailbox{store: s, settings: imap.Settings{
		Address: m.server.IMAPAddr(), TLS: imap.NoTLS, Username: botUser, Password: func() string { return "secret" }, Account: mailboxName,
	}}
	return m
}

// receive lets a mail come in while the program runs.
func (m *ownMailbox) receive(ctx context.Context, raw []byte) error {
	if err := m.deliver(raw); err != nil {
		return err
	}
	if m.dies {
		if err := m.workOff(ctx, true); err != nil {
			return err
		}
	}
	return m.workOff(ctx, false)
}

// deliver puts a mail into the mailbox, whether or not the program runs.
func (m *ownMailbox) deliver(raw []byte) error {
	m.came = append(m.came, raw)
	return m.server.Deliver("people@their.example", []string{botAddress.Address}, raw)
}

// workOff watches the mailbox until nothing is left to be done, or until the program is
// killed with a mail in its hands.
func (m *ownMailbox) workOff(ctx context.Context, dies bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	take := func(ctx context.Context, r activities.Received) (activities.Taken, error) {
		taken, err := m.take(ctx, r)
		if dies {
			cancel()
		}
		return taken, err
	}
	err := m.watch.Watch(ctx, take, func(progress string) {
		if progress == "wait for mail" {
			cancel()
		}
	})
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// files are all files that the mail server keeps, by their names, which tell folders.
func (m *ownMailbox) files() map[string][]byte { return filesIn(m.t, m.dir) }

// folder is how many mails a folder holds.
func (m *ownMailbox) folder(name string) (n int) {
	for file := range m.files() {
		if strings.HasSuffix(file, ".eml") && strings.Contains(strings.ReplaceAll(file, "%2F", "/"), name+"/") {
			n++
		}
	}
	return n
}

func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = os.ReadFile(filepath.Join(dir, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestAMailThatTurnsOutToBeABallotLeavesQuarantine: of two that lie there, the one. Mails
// with and without a Message-ID are found.
func TestAMailThatTurnsOutToBeABallotLeavesQuarantine(t *testing.T) {
	t.Parallel()
	for name, ballot := range map[string]string{
		"with an ID":    "Message-ID:\r\n <ballot@their.example>\r\nSubject: Re\r\n\r\nquinces",
		"without an ID": "Subject: Re\r\n\r\nquinces",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, now := newStore(t), time.Date(2091, time.January, 2, 9, 0, 0, 0, time.UTC)
			in := inbox{s}
			var taken []string
			m := openMailbox(t, s, func() time.Time { return now }, func(ctx context.Context, r activities.Received) (activities.Taken, error) {
				row, err := in.Store(ctx, r)
				taken = append(taken, row.ID)
				return activities.Taken{State: activities.InboxQuarantined}, errors.Join(err, in.Settle(ctx, row.ID, activities.Verdict{State: activities.InboxQuarantined}))
			})
			for _, raw := range []string{ballot, "Message-ID: <other@their.example>\r\nSubject: other\r\n\r\nlemons"} {
				if err := m.receive(t.Context(), []byte(raw)); err != nil {
					t.Fatal(err)
				}
			}
			if n := m.folder("Rapport/Quarantine"); n != 2 || len(taken) != 2 {
				t.Fatalf("%d of %d mails are in quarantine", n, len(taken))
			}
			err := in.Settle(t.Context(), taken[0], activities.Verdict{
				State: activities.InboxAccepted, Seal: activities.Seal{Workflow: firstSurvey, Ballot: true},
			})
			if err == nil {
				err = m.workOff(t.Context(), false)
			}
			if err != nil {
				t.Fatal(err)
			}
			for file, content := range m.files() {
				if strings.Contains(string(content), "quinces") {
					t.Errorf("%s still holds the ballot", file)
				}
			}
			if doomed, err := s.Doomed(t.Context(), mailboxName); err != nil || len(doomed) > 0 || m.folder("Rapport/Quarantine") != 1 {
				t.Errorf("doomed are %v, %v; %d mails in quarantine", doomed, err, m.folder("Rapport/Quarantine"))
			}
		})
	}
}
