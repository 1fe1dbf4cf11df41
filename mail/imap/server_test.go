package imap_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"log"
	"maps"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"github.com/rapport-engine/rapport/mail/imap"
)

// patience is how long a test waits for what must happen; what it measures is
// much shorter.
const patience = 20 * time.Second

// server is an IMAP server in this process.
type server struct {
	address string
	user    *imapmemserver.User
	empty   atomic.Bool // the message with UID 1 has no content yet
	// refusals is how many times the server refuses to expunge anything.
	refusals atomic.Int32
	// archives says that what is expunged goes into the archive, as at Google.
	archives bool
}

// session is a connection to such a server.
type session struct {
	imapserver.SessionIMAP4rev2
	server   *server
	selected string
}

// The folders of Google's servers.
const (
	googleTrash   = "[Gmail]/Trash"
	googleArchive = "[Gmail]/All Mail"
)

func (s *session) Select(folder string, options *goimap.SelectOptions) (*goimap.SelectData, error) {
	s.selected = folder
	return s.SessionIMAP4rev2.Select(folder, options)
}

func (s *session) List(w *imapserver.ListWriter, ref string, patterns []string, options *goimap.ListOptions) error {
	matches := func(pattern string) bool { return imapserver.MatchList(googleTrash, '/', ref, pattern) }
	if s.server.archives && slices.ContainsFunc(patterns, matches) && s.server.user.Subscribe(googleTrash) == nil { // if it is there
		trash := &goimap.ListData{Attrs: []goimap.MailboxAttr{goimap.MailboxAttrTrash}, Delim: '/', Mailbox: googleTrash}
		if err := w.WriteList(trash); err != nil {
			return err
		}
	}
	return s.SessionIMAP4rev2.List(w, ref, patterns, options)
}

func (s *session) Expunge(w *imapserver.ExpungeWriter, uids *goimap.UIDSet) error {
	if s.server.refusals.Add(-1) >= 0 {
		return &goimap.Error{Type: goimap.StatusResponseTypeNo, Text: "later"}
	}
	if s.server.archives && s.selected != googleTrash {
		if _, err := s.Copy(*uids, googleArchive); err != nil {
			return err
		}
	}
	return s.SessionIMAP4rev2.Expunge(w, uids)
}

func (s *session) Fetch(w *imapserver.FetchWriter, set goimap.NumSet, options *goimap.FetchOptions) error {
	uids, ok := set.(goimap.UIDSet)
	if !s.server.empty.Load() || !ok || !uids.Contains(1) || len(options.BodySection) == 0 {
		return s.SessionIMAP4rev2.Fetch(w, set, options)
	}
	m := w.CreateMessage(1)
	m.WriteUID(1)
	if err := m.WriteBodySection(options.BodySection[0], 0).Close(); err != nil {
		return err
	}
	return m.Close()
}

func caps(names ...goimap.Cap) goimap.CapSet {
	set := goimap.CapSet{goimap.CapIMAP4rev1: {}}
	for _, n := range names {
		set[n] = struct{}{}
	}
	return set
}

// everyCap is what the server in this process can do.
func everyCap() goimap.CapSet {
	return caps(goimap.CapIdle, goimap.CapMove, goimap.CapUIDPlus, goimap.CapNamespace)
}

func startServer(t *testing.T, has goimap.CapSet) *server {
	t.Helper()
	return startServerOn(t, has, nil, func(l net.Listener) net.Listener { return l })
}

func startServerOn(t *testing.T, has goimap.CapSet, config *tls.Config, wrap func(net.Listener) net.Listener) *server {
	t.Helper()
	user := imapmemserver.NewUser("bot", "secret")
	check(t, user.Create("INBOX", nil))
	srv := &server{user: user}
	memory := imapmemserver.New()
	memory.AddUser(user)
	s := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return &session{SessionIMAP4rev2: memory.NewSession().(imapserver.SessionIMAP4rev2), server: srv}, nil, nil
		},
		Caps: maps.Clone(has), InsecureAuth: true, TLSConfig: config, Logger: log.New(io.Discard, "", 0),
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	go func() { _ = s.Serve(wrap(l)) }()
	t.Cleanup(func() { _ = s.Close() })
	srv.address = l.Addr().String()
	return srv
}

// literal is a message to append.
type literal struct{ *bytes.Reader }

func (s *server) deliver(t *testing.T, raw string) {
	t.Helper()
	_, err := s.user.Append("INBOX", literal{bytes.NewReader([]byte(raw))}, &goimap.AppendOptions{})
	check(t, err)
}

// count returns how many messages a folder holds; 0 for a missing one.
func (s *server) count(folder string) int {
	data, err := s.user.Status(folder, &goimap.StatusOptions{NumMessages: true})
	if err != nil {
		return 0
	}
	return int(*data.NumMessages)
}

// human logs in as a person with a mail program.
func human(t *testing.T, address, username, folder string) *imapclient.Client {
	t.Helper()
	c, err := imapclient.DialInsecure(address, nil)
	check(t, err)
	t.Cleanup(func() { _ = c.Close() })
	check(t, c.Login(username, "secret").Wait())
	_, err = c.Select(folder, nil).Wait()
	check(t, err)
	return c
}

func settings(address string) imap.Settings {
	return imap.Settings{
		Address: address, TLS: imap.NoTLS, Username: "bot", Password: func() string { return "secret" },
		Account: "main", PollEvery: time.Minute,
	}
}

// clerk is a handler that remembers what it got and decides by rule.
type clerk struct {
	rule func(m imap.Incoming) (imap.Disposition, error)
	got  chan imap.Incoming
}

func newClerk(rule func(m imap.Incoming) (imap.Disposition, error)) *clerk {
	return &clerk{rule: rule, got: make(chan imap.Incoming, 2000)}
}

func always(d imap.Disposition) *clerk {
	return newClerk(func(imap.Incoming) (imap.Disposition, error) { return d, nil })
}

// byContent quarantines what mentions quarantine, fails on fail, leaves leave.
func byContent(m imap.Incoming) (imap.Disposition, error) {
	switch {
	case bytes.Contains(m.Raw, []byte("fail")):
		return imap.Done, io.ErrNoProgress
	case bytes.Contains(m.Raw, []byte("leave")):
		return imap.Leave, nil
	case bytes.Contains(m.Raw, []byte("quarantine")):
		return imap.Quarantine, nil
	}
	return imap.Done, nil
}

func (c *clerk) Handle(_ context.Context, m imap.Incoming) (imap.Disposition, error) {
	d, err := c.rule(m)
	c.got <- m
	return d, err
}

// next waits for the next message.
func (c *clerk) next(t *testing.T) imap.Incoming {
	t.Helper()
	select {
	case m := <-c.got:
		return m
	case <-time.After(patience):
		t.Fatal("no message was handed over")
		panic("unreachable")
	}
}

// subjects waits for n messages and returns their sorted subjects.
func (c *clerk) subjects(t *testing.T, n int) string {
	t.Helper()
	var list []string
	for range n {
		list = append(list, subject(c.next(t).Raw))
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// nothingMore says that the handler got nothing else so far.
func (c *clerk) nothingMore(t *testing.T) {
	t.Helper()
	select {
	case m := <-c.got:
		t.Errorf("message %d %q was handed over again", m.UID, subject(m.Raw))
	default:
	}
}

func subject(raw []byte) string {
	_, rest, _ := strings.Cut(string(raw), "Subject: ")
	line, _, _ := strings.Cut(rest, "\r\n")
	return line
}

func mail(subject string) string { return "Subject: " + subject + "\r\n\r\nmql 130\r\n" }

// ledger keeps positions in memory.
type ledger struct {
	mu            sync.Mutex
	validity, uid uint32        // guarded by mu
	back          bool          // a position went back; guarded by mu
	doomed        []imap.Doomed // guarded by mu
	broken        error         // of every look at what is doomed; guarded by mu
	since         time.Time     // since when messages may be missed; guarded by mu
	recorded      []string      // fields Message-ID of what is on record; guarded by mu
}

func (l *ledger) MissedSince(context.Context, string) (time.Time, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.since, nil
}

func (l *ledger) Recorded(_ context.Context, messageID []byte) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Contains(l.recorded, string(bytes.TrimSpace(messageID))), l.broken
}

func (l *ledger) NothingMissed(context.Context, string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.since = time.Time{}
	return nil
}

func (l *ledger) Doomed(context.Context, string) ([]imap.Doomed, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.doomed), l.broken
}

func (l *ledger) Erased(_ context.Context, _, mailbox string, validity, uid uint32) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken != nil {
		return l.broken
	}
	l.doomed = slices.DeleteFunc(l.doomed, func(d imap.Doomed) bool {
		return d.Mailbox == mailbox && d.UIDValidity == validity && d.UID == uid
	})
	return nil
}

// doom puts a message on record that the mailbox is to keep no copy of.
func (l *ledger) doom(m imap.Incoming) {
	l.mu.Lock()
	defer l.mu.Unlock()
	id, _, _ := strings.Cut(string(m.Raw), "\r\n")
	l.doomed = append(l.doomed, imap.Doomed{
		Mailbox: m.Mailbox, UIDValidity: m.UIDValidity, UID: m.UID,
		Is: func(field []byte, at time.Time) bool {
			if !strings.HasPrefix(id, "Message-ID:") {
				return len(bytes.TrimSpace(field)) == 0 && at.Equal(m.ReceivedAt)
			}
			return id == string(bytes.TrimSpace(field))
		},
	})
}

// left is how many messages are still doomed.
func (l *ledger) left() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.doomed)
}

func (l *ledger) LastUID(context.Context, string, string) (uint32, uint32, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.validity, l.uid, nil
}

func (l *ledger) AdvanceUID(_ context.Context, _, _ string, validity, uid uint32) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.back = l.back || validity == l.validity && uid < l.uid
	l.validity, l.uid = validity, uid
	return nil
}

func (l *ledger) position() [2]uint32 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return [2]uint32{l.validity, l.uid}
}

// running is a watch in the background.
type running struct {
	stop context.CancelFunc
	done chan error
}

func startWatch(t *testing.T, s imap.Settings, l imap.Ledger, h imap.Handler) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r := &running{stop: cancel, done: make(chan error, 1)}
	go func() { r.done <- imap.Watch(ctx, s, l, h, func(string) {}) }()
	t.Cleanup(cancel)
	return r
}

// end waits for the watch's error.
func (r *running) end(t *testing.T) error {
	t.Helper()
	select {
	case err := <-r.done:
		if err == nil {
			t.Error("the watch ended without an error")
		}
		return err
	case <-time.After(patience):
		t.Fatal("the watch does not end")
		return nil
	}
}

func (r *running) halt(t *testing.T) {
	t.Helper()
	r.stop()
	_ = r.end(t)
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("not in time: %s", what)
		}
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
