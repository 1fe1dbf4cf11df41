package smtp

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	gosmtp "github.com/emersion/go-smtp"
)

func (f *fakeServer) settings() Settings {
	return Settings{Host: f.host, Port: f.port, TLS: NoTLS, Timeout: 5 * time.Second, Connections: 1, Hello: "client.example"}
}

func sender(t testing.TB, s Settings) *Sender {
	t.Helper()
	sender, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sender.Close() })
	return sender
}

func message(n int) Message {
	return Message{
		MessageID: fmt.Sprintf("<mail%d@ops.example>", n), Date: time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC),
		From: "rapport@ops.example", FromName: "Rapport", To: "lars@partner.example", ToName: "Lars Hauge",
		Subject: "A check-in", Text: "Hello.\n", HTML: "<p>Hello.</p>\n",
	}
}

func send(t testing.TB, s *Sender, n int) {
	t.Helper()
	if err := s.Send(t.Context(), message(n)); err != nil {
		t.Fatalf("mail %d: %v", n, err)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	delivered := Error{}
	for name, c := range map[string]struct {
		fault    fault
		want     Error
		accepted int // mails that the server has taken
	}{
		"421 greeting":           {fault{stage: "greeting", reply: "421 4.3.2 busy"}, Error{Temporary, StageConnect, 421, "", nil, false}, 0},
		"554 greeting":           {fault{stage: "greeting", reply: "554 5.3.2 go away"}, Error{Temporary, StageConnect, 554, "", nil, false}, 0},
		"450 MAIL":               {fault{stage: "MAIL", reply: "450 4.3.0 later"}, Error{Temporary, StageSender, 450, "4.3.0", nil, false}, 0},
		"550 MAIL":               {fault{stage: "MAIL", reply: "550 5.1.8 bad sender"}, Error{Permanent, StageSender, 550, "5.1.8", nil, false}, 0},
		"530 MAIL":               {fault{stage: "MAIL", reply: "530 5.7.0 log in"}, Error{Temporary, StageSender, 530, "5.7.0", nil, false}, 0},
		"lost at MAIL":           {fault{stage: "MAIL"}, Error{Temporary, StageSender, 0, "", nil, false}, 0},
		"450 RCPT":               {fault{stage: "RCPT", reply: "450 4.2.1 greylisted"}, Error{Temporary, StageRcpt, 450, "4.2.1", nil, false}, 0},
		"550 RCPT":               {fault{stage: "RCPT", reply: "550 5.1.1 <lars@partner.example> unknown"}, Error{Permanent, StageRcpt, 550, "5.1.1", nil, false}, 0},
		"lost at RCPT":           {fault{stage: "RCPT"}, Error{Temporary, StageRcpt, 0, "", nil, false}, 0},
		"451 DATA":               {fault{stage: "DATA", reply: "451 4.3.0 later"}, Error{Temporary, StageContent, 451, "4.3.0", nil, false}, 0},
		"554 DATA":               {fault{stage: "DATA", reply: "554 5.6.0 no"}, Error{Permanent, StageContent, 554, "5.6.0", nil, false}, 0},
		"lost at DATA":           {fault{stage: "DATA"}, Error{Temporary, StageContent, 0, "", nil, false}, 0},
		"451 after the dot":      {fault{stage: "dot", reply: "451 4.3.0 later"}, Error{Temporary, StageAccept, 451, "4.3.0", nil, false}, 1},
		"554 after the dot":      {fault{stage: "dot", reply: "554 5.7.1 spam"}, Error{Permanent, StageAccept, 554, "5.7.1", nil, false}, 1},
		"lost after the dot":     {fault{stage: "dot"}, Error{Unknown, StageAccept, 0, "", nil, false}, 1},
		"lost after acceptance":  {fault{stage: "dot", after: true}, delivered, 1},
		"code without class":     {fault{stage: "RCPT", reply: "550 lars@partner.example unknown"}, Error{Permanent, StageRcpt, 550, "", nil, false}, 0},
		"nothing goes wrong":     {fault{}, delivered, 1},
		"lost when taking leave": {fault{stage: "QUIT"}, delivered, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := startServer(t, nil)
			if c.fault.stage != "" {
				server.fail(c.fault)
			}
			s := sender(t, server.settings())
			err := s.Send(t.Context(), message(1))
			if err := s.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
			checkError(t, err, c.want)
			if got := len(server.accepted()); got != c.accepted {
				t.Errorf("the server has taken %d mails, want %d", got, c.accepted)
			}
		})
	}
}

func checkError(t *testing.T, err error, want Error) {
	t.Helper()
	if want.Class == "" {
		if err != nil {
			t.Errorf("Send: %v, want success", err)
		}
		return
	}
	var got *Error
	if !errors.As(err, &got) {
		t.Fatalf("Send: %v, want an *Error", err)
	}
	if got.Class != want.Class || got.Stage != want.Stage || got.Code != want.Code || got.Enhanced != want.Enhanced {
		t.Errorf("Send: %+v, want %+v", *got, want)
	}
	if text := err.Error(); strings.Contains(text, "partner.example") || strings.Contains(text, "rapport@") {
		t.Errorf("the error %q holds an address", text)
	}
}

func TestAfterEveryFaultTheNextMailGoesOut(t *testing.T) {
	t.Parallel()
	for _, stage := range []string{"greeting", "MAIL", "RCPT", "DATA", "dot"} {
		for _, reply := range []string{"", "421 4.3.2 closing", "450 4.3.0 later", "550 5.0.0 no"} {
			t.Run(stage+" "+reply, func(t *testing.T) {
				t.Parallel()
				server := startServer(t, nil)
				server.fail(fault{stage: stage, reply: reply})
				s := sender(t, server.settings())
				if err := s.Send(t.Context(), message(1)); err == nil {
					t.Fatal("the fault went unnoticed")
				}
				send(t, s, 2)
				send(t, s, 3)
				if mails := server.accepted(); !strings.Contains(string(mails[len(mails)-1].raw), "<mail3@") {
					t.Error("the last mail is not the last")
				}
			})
		}
	}
}

func TestConnectionsAreKept(t *testing.T) {
	t.Parallel()
	server := startServer(t, nil)
	s := sender(t, server.settings())
	for n := range 5 {
		send(t, s, n)
	}
	if got := server.connections(); got != 1 {
		t.Errorf("five mails took %d connections, want 1", got)
	}
}

// A refused recipient is no reason to hang up.
func TestRefusalsKeepTheConnection(t *testing.T) {
	t.Parallel()
	server := startServer(t, nil)
	server.fail(fault{stage: "RCPT", reply: "550 5.1.1 unknown"}, fault{stage: "MAIL", reply: "450 4.3.0 later"})
	s := sender(t, server.settings())
	for n := range 2 {
		if err := s.Send(t.Context(), message(n)); err == nil {
			t.Fatal("the refusal went unnoticed")
		}
	}
	send(t, s, 3)
	if got := server.connections(); got != 1 {
		t.Errorf("two refusals and a mail took %d connections, want 1", got)
	}
}

func TestDeadKeptConnectionsAreReplaced(t *testing.T) {
	t.Parallel()
	for name, death := range map[string]fault{
		"dropped after the last mail": {stage: "dot", after: true},
		"421 at the next":             {stage: "MAIL", reply: "421 4.4.2 idle for too long"},
		"dropped at the next":         {stage: "RCPT"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := startServer(t, nil)
			s := sender(t, server.settings())
			if death.stage != "dot" {
				send(t, s, 0)
			}
			server.fail(death)
			send(t, s, 1)
			send(t, s, 2)
			if got := server.connections(); got != 2 {
				t.Errorf("%d connections, want 2", got)
			}
			ids := map[string]int{}
			for _, m := range server.accepted() {
				id, _, _ := strings.Cut(string(m.raw[strings.Index(string(m.raw), "<mail"):]), ">")
				ids[id]++
			}
			for id, times := range ids {
				if times != 1 {
					t.Errorf("%s was delivered %d times", id, times)
				}
			}
		})
	}
}

// At the final dot it would be wrong to try again by ourselves.
func TestUnknownIsNotRetried(t *testing.T) {
	t.Parallel()
	server := startServer(t, nil)
	s := sender(t, server.settings())
	send(t, s, 0)
	server.fail(fault{stage: "dot"})
	checkError(t, s.Send(t.Context(), message(1)), Error{Class: Unknown, Stage: StageAccept})
	if got := len(server.accepted()); got != 2 {
		t.Errorf("the server has taken %d mails, want 2", got)
	}
}

func TestIdleConnectionsAreClosed(t *testing.T) {
	t.Parallel()
	server := startServer(t, nil)
	settings := server.settings()
	settings.Idle = time.Millisecond
	s := sender(t, settings)
	send(t, s, 1)
	select {
	case <-server.hangups:
	case <-time.After(10 * time.Second):
		t.Fatal("the idle connection stays open")
	}
	send(t, s, 2)
	if got := server.connections(); got != 2 {
		t.Errorf("%d connections, want 2", got)
	}
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	server := startServer(t, nil)
	settings := server.settings()
	settings.Connections = 3
	s := sender(t, settings)
	var wg sync.WaitGroup
	for n := range 60 {
		wg.Go(func() {
			if err := s.Send(t.Context(), message(n)); err != nil {
				t.Errorf("mail %d: %v", n, err)
			}
		})
	}
	wg.Wait()
	if got := len(server.accepted()); got != 60 {
		t.Errorf("%d mails arrived, want 60", got)
	}
	if got := server.connections(); got > 3 {
		t.Errorf("%d connections, want at most 3", got)
	}
}

func TestTLS(t *testing.T) {
	t.Parallel()
	own, roots := certificate(t)
	for name, c := range map[string]struct {
		tls      TLS
		implicit bool
		trusted  bool
		ok       bool
	}{
		"starttls":                     {StartTLS, false, true, true},
		"implicit":                     {Implicit, true, true, true},
		"starttls, foreign authority":  {StartTLS, false, false, false},
		"implicit, foreign authority":  {Implicit, true, false, false},
		"starttls that is not offered": {StartTLS, false, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := startServer(t, func(s *gosmtp.Server) {
				if c.ok || !c.trusted {
					s.TLSConfig = &tls.Config{Certificates: []tls.Certificate{own}}
				}
				if c.implicit {
					s.Network = "implicit"
				}
				s.AllowInsecureAuth = false
			})
			settings := server.settings()
			settings.TLS, settings.Username, settings.Password = c.tls, "rapport", func() string { return "secret" }
			if c.trusted {
				settings.Roots = roots
			}
			err := sender(t, settings).Send(t.Context(), message(1))
			if c.ok != (err == nil) {
				t.Fatalf("Send: %v", err)
			}
			if !c.ok {
				checkError(t, err, Error{Class: Temporary, Stage: StageConnect})
			} else if len(server.logins) != 1 {
				t.Errorf("logins %q, want one", server.logins)
			}
		})
	}
}

func TestLogin(t *testing.T) {
	t.Parallel()
	server := startServer(t, nil)
	settings := server.settings()
	password := "wrong"
	settings.Username, settings.Password = "rapport", func() string { return password }
	s := sender(t, settings)
	err := s.Send(t.Context(), message(1))
	checkError(t, err, Error{Class: Temporary, Stage: StageConnect, Code: 535})
	if strings.Contains(err.Error(), "wrong") {
		t.Errorf("the error %q holds the password or the server's words", err)
	}
	password = "secret" // renewed while we run
	send(t, s, 2)
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	_ = listener.Close()
	s := sender(t, Settings{Host: "127.0.0.1", Port: port, TLS: NoTLS})
	checkError(t, s.Send(t.Context(), message(1)), Error{Class: Temporary, Stage: StageConnect})
}

// A server that accepts the connection and then says nothing must not hold a
// sender longer than its context or its timeout.
func TestSilentServer(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	settings := Settings{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, TLS: NoTLS, Timeout: time.Minute}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err = sender(t, settings).Send(ctx, message(1))
	checkError(t, err, Error{Class: Temporary, Stage: StageConnect})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Send: %v, want the context's reason", err)
	}
	settings.Timeout = 50 * time.Millisecond
	checkError(t, sender(t, settings).Send(t.Context(), message(1)), Error{Class: Temporary, Stage: StageConnect})
}

func TestWaitingForASlotEndsWithTheContext(t *testing.T) {
	t.Parallel()
	s := sender(t, Settings{Host: "127.0.0.1", Port: 1, TLS: NoTLS, Connections: 1})
	s.slots <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Send(ctx, message(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("Send: %v, want the context's reason", err)
	}
}

func TestSettingsThatAreRefused(t *testing.T) {
	t.Parallel()
	good := Settings{Host: "smtp.ops.example", Port: 587, TLS: StartTLS}
	if _, err := New(good); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Settings){
		"no host":                   func(s *Settings) { s.Host = "" },
		"no port":                   func(s *Settings) { s.Port = 0 },
		"unknown protection":        func(s *Settings) { s.TLS = "ssl" },
		"in the clear to elsewhere": func(s *Settings) { s.TLS = NoTLS },
		"user without password":     func(s *Settings) { s.Username = "rapport" },
		"negative timeout":          func(s *Settings) { s.Timeout = -1 },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := good
			change(&s)
			if _, err := New(s); err == nil {
				t.Error("accepted")
			}
		})
	}
}
