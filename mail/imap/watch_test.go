package imap_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	goimap "github.com/emersion/go-imap/v2"

	"github.com/rapport-engine/rapport/mail/imap"
)

func TestEveryMessageIsHandledAndMoved(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		caps goimap.CapSet
		left int // originals that the server cannot remove
	}{
		"full server":       {everyCap(), 0},
		"without idle":      {caps(goimap.CapMove, goimap.CapUIDPlus), 0},
		"without move":      {caps(goimap.CapIdle, goimap.CapUIDPlus), 0},
		"without anything":  {caps(), 4},
		"without namespace": {caps(goimap.CapIdle, goimap.CapMove), 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, h, l := startServer(t, tc.caps), newClerk(byContent), new(ledger)
			srv.deliver(t, mail("one"))
			srv.deliver(t, mail("two-quarantine"))
			s := settings(srv.address)
			s.PollEvery = 50 * time.Millisecond
			w := startWatch(t, s, l, h)
			if got := h.subjects(t, 2); got != "one two-quarantine" {
				t.Errorf("handed over: %s", got)
			}
			srv.deliver(t, mail("three"))
			srv.deliver(t, mail("four"))
			if got := h.subjects(t, 2); got != "four three" {
				t.Errorf("handed over: %s", got)
			}
			eventually(t, "moved", func() bool {
				return srv.count("INBOX") == tc.left && srv.count("Rapport/Done") == 3 && srv.count("Rapport/Quarantine") == 1
			})
			eventually(t, "ledger", func() bool { return l.position() == [2]uint32{1, 4} })
			w.halt(t)

			// Another connection finds nothing to do, whatever is left in the folder.
			again := startWatch(t, s, l, h)
			srv.deliver(t, mail("five"))
			if got := h.subjects(t, 1); got != "five" {
				t.Errorf("handed over: %s", got)
			}
			again.halt(t)
			h.nothingMore(t)
		})
	}
}

func TestIncomingTellsWhereItCameFrom(t *testing.T) {
	t.Parallel()
	srv, h := startServer(t, everyCap()), always(imap.Done)
	srv.deliver(t, mail("one"))
	startWatch(t, settings(srv.address), new(ledger), h)
	m := h.next(t)
	if m.Account != "main" || m.Mailbox != "INBOX" || m.UIDValidity != 1 || m.UID != 1 || m.TooLarge {
		t.Errorf("unexpected origin: %+v", m)
	}
	if string(m.Raw) != mail("one") || m.Size != int64(len(m.Raw)) || time.Since(m.ReceivedAt) > time.Hour {
		t.Errorf("unexpected content: %+v", m)
	}
}

// With an hour between polls only IDLE can bring the message.
func TestNewMailArrivesAtOnce(t *testing.T) {
	t.Parallel()
	srv, h := startServer(t, everyCap()), always(imap.Done)
	s := settings(srv.address)
	s.PollEvery = time.Hour
	startWatch(t, s, new(ledger), h)
	for range 5 {
		srv.deliver(t, mail("one"))
		start := time.Now()
		h.next(t)
		t.Logf("handed over after %s", time.Since(start))
		if time.Since(start) > 5*time.Second {
			t.Error("IDLE did not bring the message")
		}
	}
}

func TestFailingMessagesDoNotBlockOthers(t *testing.T) {
	t.Parallel()
	srv, l := startServer(t, everyCap()), new(ledger)
	var repaired atomic.Bool
	h := newClerk(func(m imap.Incoming) (imap.Disposition, error) {
		if repaired.Load() {
			return imap.Done, nil
		}
		return byContent(m)
	})
	for _, s := range []string{"one", "two-fail", "three-leave", "four"} {
		srv.deliver(t, mail(s))
	}
	s := settings(srv.address)
	s.PollEvery = 200 * time.Millisecond
	startWatch(t, s, l, h)
	if got := h.subjects(t, 4); got != "four one three-leave two-fail" {
		t.Errorf("handed over: %s", got)
	}
	if got := h.subjects(t, 2); got != "three-leave two-fail" {
		t.Errorf("tried again: %s", got)
	}
	eventually(t, "the ledger stops before the message that failed", func() bool { return l.position() == [2]uint32{1, 1} })
	repaired.Store(true)
	eventually(t, "all moved", func() bool { return srv.count("INBOX") == 0 && srv.count("Rapport/Done") == 4 })
	eventually(t, "the ledger passes all", func() bool { return l.position() == [2]uint32{1, 4} })
	if l.back {
		t.Error("the ledger went back")
	}
}

func TestRebuiltMailboxIsReadAgain(t *testing.T) {
	t.Parallel()
	srv, h, l := startServer(t, everyCap()), always(imap.Done), new(ledger)
	srv.deliver(t, mail("one"))
	s := settings(srv.address)
	s.PollEvery = 100 * time.Millisecond
	startWatch(t, s, l, h)
	h.next(t)
	eventually(t, "first ledger", func() bool { return l.position() == [2]uint32{1, 1} })

	check(t, srv.user.Delete("INBOX"))
	check(t, srv.user.Create("INBOX", nil))
	srv.deliver(t, mail("two")) // has UID 1 again
	if m := h.next(t); subject(m.Raw) != "two" || m.UID != 1 || m.UIDValidity == 1 {
		t.Errorf("handed over: %q, UID %d of %d", subject(m.Raw), m.UID, m.UIDValidity)
	}
	eventually(t, "second ledger", func() bool { p := l.position(); return p[0] != 1 && p[1] == 1 })
}

func TestDuplicatesAreTwoMessages(t *testing.T) {
	t.Parallel()
	srv, h := startServer(t, everyCap()), always(imap.Done)
	srv.deliver(t, mail("one"))
	srv.deliver(t, mail("one"))
	startWatch(t, settings(srv.address), new(ledger), h)
	if a, b := h.next(t), h.next(t); a.UID == b.UID || !bytes.Equal(a.Raw, b.Raw) {
		t.Errorf("got UIDs %d and %d", a.UID, b.UID)
	}
}

func TestReadByAHumanIsStillHandled(t *testing.T) {
	t.Parallel()
	srv, h := startServer(t, everyCap()), always(imap.Done)
	srv.deliver(t, mail("one"))
	srv.deliver(t, mail("two"))
	person := human(t, srv.address, "bot", "INBOX")
	seen := &goimap.StoreFlags{Op: goimap.StoreFlagsAdd, Flags: []goimap.Flag{goimap.FlagSeen}}
	check(t, person.Store(goimap.UIDSetNum(1), seen, nil).Close())
	deleted := &goimap.StoreFlags{Op: goimap.StoreFlagsAdd, Flags: []goimap.Flag{goimap.FlagDeleted}}
	check(t, person.Store(goimap.UIDSetNum(2), deleted, nil).Close())
	startWatch(t, settings(srv.address), new(ledger), h)
	if got := h.subjects(t, 2); got != "one two" {
		t.Errorf("handed over: %s", got)
	}
}

func TestDeletedByAHumanInBetween(t *testing.T) {
	t.Parallel()
	srv := startServer(t, everyCap())
	person := human(t, srv.address, "bot", "INBOX")
	first := true
	h := newClerk(func(imap.Incoming) (imap.Disposition, error) {
		if first { // the list that the watch works off still has the second
			first = false
			if _, err := person.Move(goimap.UIDSetNum(2), "Trash").Wait(); err != nil {
				t.Error(err)
			}
		}
		return imap.Done, nil
	})
	check(t, srv.user.Create("Trash", nil))
	for _, s := range []string{"one", "two", "three"} {
		srv.deliver(t, mail(s))
	}
	l := new(ledger)
	startWatch(t, settings(srv.address), l, h)
	eventually(t, "the others are dealt with", func() bool {
		return srv.count("INBOX") == 0 && l.position() == [2]uint32{1, 3}
	})
	if srv.count("Trash") != 1 || srv.count("Rapport/Done") != 2 {
		t.Errorf("%d messages in Trash, %d in Done", srv.count("Trash"), srv.count("Rapport/Done"))
	}
}

// Exchange announces messages before it can give them.
func TestEmptyMessageIsNeverHandled(t *testing.T) {
	t.Parallel()
	srv, h, l := startServer(t, everyCap()), always(imap.Done), new(ledger)
	srv.empty.Store(true)
	srv.deliver(t, mail("one"))
	srv.deliver(t, mail("two"))
	s := settings(srv.address)
	s.PollEvery = 50 * time.Millisecond
	startWatch(t, s, l, h)
	if got := h.subjects(t, 1); got != "two" {
		t.Errorf("handed over: %s", got)
	}
	eventually(t, "only the other one is moved", func() bool { return srv.count("Rapport/Done") == 1 && srv.count("INBOX") == 1 })
	if l.position()[1] != 0 {
		t.Errorf("the ledger passed the empty message: %v", l.position())
	}
	srv.empty.Store(false)
	if got := h.subjects(t, 1); got != "one" {
		t.Errorf("handed over: %s", got)
	}
}

func TestLargeMessages(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		size     int
		tooLarge bool
	}{
		"one chunk exactly":  {512 << 10, false},
		"one octet more":     {512<<10 + 1, false},
		"several chunks":     {2<<20 + 17, false},
		"the limit exactly":  {3 << 20, false},
		"one over the limit": {3<<20 + 1, true},
		"far too large":      {8 << 20, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, h := startServer(t, everyCap()), always(imap.Done)
			header := "Subject: large\r\n\r\n"
			raw := header + strings.Repeat("0123456789abcde\n", tc.size/16+1)[:tc.size-len(header)]
			srv.deliver(t, raw)
			s := settings(srv.address)
			s.MaxSize = 3 << 20
			startWatch(t, s, new(ledger), h)
			m := h.next(t)
			want := raw
			if tc.tooLarge {
				want = header
			}
			if m.TooLarge != tc.tooLarge || m.Size != int64(tc.size) || string(m.Raw) != want {
				t.Errorf("too large %v, size %d, %d octets", m.TooLarge, m.Size, len(m.Raw))
			}
		})
	}
}

func TestRefusedLogin(t *testing.T) {
	t.Parallel()
	srv := startServer(t, everyCap())
	s := settings(srv.address)
	s.Password = func() string { return "hunter2" }
	err := startWatch(t, s, new(ledger), always(imap.Done)).end(t)
	if !errors.Is(err, imap.ErrLogin) || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "bot") {
		t.Errorf("got %v, want a plain refusal", err)
	}
}

func TestEndOfContext(t *testing.T) {
	t.Parallel()
	srv, h := startServer(t, everyCap()), always(imap.Done)
	srv.deliver(t, mail("one"))
	w := startWatch(t, settings(srv.address), new(ledger), h)
	h.next(t)
	w.stop()
	if err := w.end(t); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
}

func TestSlowHandlerIsStopped(t *testing.T) {
	t.Parallel()
	srv := startServer(t, everyCap())
	srv.deliver(t, mail("slow"))
	srv.deliver(t, mail("quick"))
	s := settings(srv.address)
	s.HandleTimeout = 100 * time.Millisecond
	startWatch(t, s, new(ledger), slowHandler{})
	eventually(t, "the quick one is moved", func() bool { return srv.count("Rapport/Done") == 1 })
	if srv.count("INBOX") != 1 {
		t.Error("the slow one did not stay")
	}
}

type slowHandler struct{}

func (slowHandler) Handle(ctx context.Context, m imap.Incoming) (imap.Disposition, error) {
	if subject(m.Raw) == "slow" {
		<-ctx.Done()
		return imap.Done, ctx.Err()
	}
	return imap.Done, nil
}

func TestBeats(t *testing.T) {
	t.Parallel()
	srv := startServer(t, everyCap())
	beats := make(chan string, 1000)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		_ = imap.Watch(ctx, settings(srv.address), new(ledger), always(imap.Done), func(p string) { beats <- p })
	}()
	for waits := 0; waits < 3; {
		select {
		case p := <-beats:
			if p == "wait for mail" {
				waits++
			}
		case <-time.After(5 * time.Second):
			t.Fatal("a healthy watch is silent")
		}
	}
}

func TestProtection(t *testing.T) {
	t.Parallel()
	web := httptest.NewUnstartedServer(nil)
	web.StartTLS() // for its certificate
	defer web.Close()
	config := &tls.Config{Certificates: web.TLS.Certificates}
	roots := x509.NewCertPool()
	roots.AddCert(web.Certificate())
	for name, tc := range map[string]struct {
		protection imap.Security
		client     *tls.Config
		wrap       func(net.Listener) net.Listener
		want       string
	}{
		"implicit":           {imap.ImplicitTLS, &tls.Config{RootCAs: roots}, func(l net.Listener) net.Listener { return tls.NewListener(l, config) }, ""},
		"starttls":           {imap.StartTLS, &tls.Config{RootCAs: roots}, plain, ""},
		"implicit untrusted": {imap.ImplicitTLS, nil, func(l net.Listener) net.Listener { return tls.NewListener(l, config) }, "certificate"},
		"starttls untrusted": {imap.StartTLS, nil, plain, "certificate"},
		"unknown":            {"tls", nil, plain, "want implicit, starttls or none"},
	} {
		t.Run(name, func(t *testing.T) {
			srv, h := startServerOn(t, everyCap(), config, tc.wrap), always(imap.Done)
			s := settings(srv.address)
			s.TLS, s.TLSConfig = tc.protection, tc.client
			w := startWatch(t, s, new(ledger), h)
			if tc.want != "" {
				if err := w.end(t); !strings.Contains(err.Error(), tc.want) {
					t.Errorf("got %v, want %q", err, tc.want)
				}
				return
			}
			srv.deliver(t, mail("one"))
			h.next(t)
		})
	}
}

func plain(l net.Listener) net.Listener { return l }
