package imap_test

import (
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/mail/imap"
)

// line is a connection that can be cut or fall silent when the server says
// something in particular.
type line struct {
	address string

	mu      sync.Mutex
	trigger string // guarded by mu; empty: all is well
	cut     bool   // cut in the middle of that; otherwise fall silent before it
	struck  bool
}

func newLine(t *testing.T, target string) *line {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	t.Cleanup(func() { _ = l.Close() })
	n := &line{address: l.Addr().String()}
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", target)
			if err != nil {
				_ = client.Close()
				continue
			}
			go func() {
				_, _ = io.Copy(server, client)
				_ = server.Close()
			}()
			go n.carry(client, server)
		}
	}()
	return n
}

// carry brings what the server says to the client.
func (n *line) carry(client, server net.Conn) {
	defer func() { _, _ = client.Close(), server.Close() }()
	buf := make([]byte, 64<<10)
	for {
		size, err := server.Read(buf)
		if err != nil {
			return
		}
		part, cut, silent := n.filter(buf[:size])
		if _, err := client.Write(part); err != nil || cut {
			return
		}
		if silent {
			_, _ = io.Copy(io.Discard, server) // until the client gives up
			return
		}
	}
}

func (n *line) filter(said []byte) (part []byte, cut, silent bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	at := bytes.Index(said, []byte(n.trigger))
	if n.trigger == "" || at < 0 {
		return said, false, false
	}
	n.struck = true
	if n.cut {
		return said[:at+len(n.trigger)], true, false
	}
	return said[:at], false, true
}

func (n *line) set(trigger string, cut bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.trigger, n.cut, n.struck = trigger, cut, false
}

// Wherever the server falls silent, the watch ends in time and the next one
// finishes the work.
func TestSilentServer(t *testing.T) {
	t.Parallel()
	for name, trigger := range map[string]string{
		"at the greeting":          "* OK",
		"at the login":             "T2 OK",
		"at the selection":         "UIDVALIDITY",
		"at the list":              "RFC822.SIZE",
		"before the message":       "BODY[]",
		"in the message":           "mql 130",
		"after the message":        "completed",
		"at the move":              "COPYUID",
		"at the beginning of idle": "+ idling",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, h := startServer(t, everyCap()), always(imap.Done)
			n := newLine(t, srv.address)
			srv.deliver(t, mail("one"))
			s := settings(n.address)
			s.CommandTimeout = 300 * time.Millisecond
			n.set(trigger, false)
			err := startWatch(t, s, new(ledger), h).end(t)
			if !strings.Contains(err.Error(), "no result within 300ms") {
				t.Errorf("got %v, want the watchdog", err)
			}
			n.set("", false)
			s.CommandTimeout = patience
			startWatch(t, s, new(ledger), h)
			eventually(t, "moved", func() bool { return srv.count("INBOX") == 0 && srv.count("Rapport/Done") == 1 })
		})
	}
}

// A dead peer says nothing in IDLE, as a living one does; the poll tells them apart.
func TestSilenceInIdle(t *testing.T) {
	t.Parallel()
	srv, h := startServer(t, everyCap()), always(imap.Done)
	n := newLine(t, srv.address)
	srv.deliver(t, mail("one"))
	s := settings(n.address)
	s.PollEvery, s.CommandTimeout = time.Second, 300*time.Millisecond
	w := startWatch(t, s, new(ledger), h)
	h.next(t)
	n.set("IDLE", false) // the answer to DONE
	if err := w.end(t); !strings.Contains(err.Error(), "end idle") {
		t.Errorf("got %v, want the watchdog at the end of idle", err)
	}
}

// A message that a broken connection cut short is never taken for the whole.
func TestConnectionDrops(t *testing.T) {
	t.Parallel()
	for name, trigger := range map[string]string{
		"at the login":    "T2",
		"at the list":     "RFC822.SIZE",
		"in the message":  "mql 1",
		"in a long one":   "line 7000",
		"after a message": "30\r\n",
		"at the move":     "COPYUID",
		"in idle":         "+ idling",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, h := startServer(t, everyCap()), always(imap.Done)
			n := newLine(t, srv.address)
			raw := mail("one") + longText()
			srv.deliver(t, raw)
			n.set(trigger, true)
			_ = startWatch(t, settings(n.address), new(ledger), h).end(t)
			n.set("", false)
			startWatch(t, settings(n.address), new(ledger), h)
			eventually(t, "moved", func() bool { return srv.count("INBOX") == 0 && srv.count("Rapport/Done") >= 1 })
			if m := h.next(t); string(m.Raw) != raw {
				t.Errorf("got %d octets of %d", len(m.Raw), len(raw))
			}
		})
	}
}

func longText() string {
	var b strings.Builder
	for i := range 8000 {
		b.WriteString("line ")
		b.WriteString(strings.Repeat("x", i%3))
		b.WriteString(string(rune('0' + i%10)))
		b.WriteString("\r\n")
	}
	return b.String() + "line 7000\r\nend\r\n"
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	address := l.Addr().String()
	check(t, l.Close())
	got := startWatch(t, settings(address), new(ledger), always(imap.Done)).end(t)
	if !strings.Contains(got.Error(), "connect to "+address) {
		t.Errorf("got %v", got)
	}
}
