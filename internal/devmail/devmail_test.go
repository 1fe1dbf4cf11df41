package devmail_test

import (
	"bytes"
	"context"
	"fmt"
	"net/smtp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"github.com/rapport-engine/rapport/internal/devmail"
)

const (
	bot      = "rapport@rapport.example"
	anna     = "anna@alpha.example"
	username = "rapport"
	password = "s3cret"
)

// patience is how long a test waits for what must come at once.
const patience = 10 * time.Second

func start(t *testing.T, change func(*devmail.Options)) *devmail.Server {
	t.Helper()
	options := devmail.Options{
		Dir: t.TempDir(), Bot: bot, Username: username, Password: password, WebPort: devmail.NoWebmail,
	}
	if change != nil {
		change(&options)
	}
	server, err := devmail.Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	return server
}

func in(dir string) func(*devmail.Options) {
	return func(o *devmail.Options) { o.Dir = dir }
}

func mail(id, body string) []byte {
	return fmt.Appendf(nil, "From: Anna <%s>\r\nTo: %s\r\nSubject: Re: Check-in\r\nMessage-ID: <%s>\r\n\r\n%s\r\n",
		anna, bot, id, body)
}

func send(server *devmail.Server, raw []byte, to ...string) error {
	return smtp.SendMail(server.SMTPAddr(), nil, anna, to, raw)
}

func mustSend(t *testing.T, server *devmail.Server, raw []byte, to ...string) {
	t.Helper()
	if err := send(server, raw, to...); err != nil {
		t.Fatal(err)
	}
}

func messages(t *testing.T, server *devmail.Server, address string) []devmail.Message {
	t.Helper()
	list, err := server.Messages(address)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// login opens a mailbox by IMAP. Exists hears of every EXISTS.
func login(t *testing.T, server *devmail.Server, user string, exists chan<- uint32) *imapclient.Client {
	t.Helper()
	options := &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if exists != nil && data.NumMessages != nil {
				exists <- *data.NumMessages
			}
		},
	}}
	client, err := imapclient.DialInsecure(server.IMAPAddr(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	if err := client.Login(user, password).Wait(); err != nil {
		t.Fatal(err)
	}
	return client
}

func inbox(t *testing.T, client *imapclient.Client) *imap.SelectData {
	t.Helper()
	return selected(t, client, "INBOX")
}

func selected(t *testing.T, client *imapclient.Client, folder string) *imap.SelectData {
	t.Helper()
	data, err := client.Select(folder, nil).Wait()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func fetchUIDs(t *testing.T, client *imapclient.Client) []imap.UID {
	t.Helper()
	data, err := client.UIDSearch(&imap.SearchCriteria{}, nil).Wait()
	if err != nil {
		t.Fatal(err)
	}
	return data.AllUIDs()
}

func TestDelivery(t *testing.T) {
	t.Parallel()
	server := start(t, nil)
	raw := mail("one@alpha.example", "4150 \u2013 ok\r\n.\r\n..dots\r\nlong "+strings.Repeat("x", 5000))
	mustSend(t, server, raw, "Rapport+Tok3n@rapport.example", anna)

	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	got, err := server.Wait(ctx, bot, 1)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasSuffix(got[0].Raw, raw) {
		t.Errorf("bytes changed on the way:\n%q", got[0].Raw)
	}
	trace := strings.TrimSuffix(string(got[0].Raw), string(raw))
	for _, want := range []string{
		"Return-Path: <" + anna + ">\r\n",
		"Delivered-To: Rapport+Tok3n@rapport.example\r\n",
		"Received: from ",
	} {
		if !strings.Contains(trace, want) {
			t.Errorf("no %q in trace:\n%s", want, trace)
		}
	}
	if n := len(messages(t, server, anna)); n != 1 {
		t.Errorf("second recipient has %d messages", n)
	}
}

func TestRepeatIsSuppressed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	server := start(t, in(dir))
	raw := mail("one@alpha.example", "4150")
	mustSend(t, server, raw, bot)
	mustSend(t, server, raw, bot)
	mustSend(t, server, mail("one@alpha.example", "4200, sorry"), bot) // same id, other text
	mustSend(t, server, mail("two@alpha.example", "4150"), bot)        // other id, same text
	if n := len(messages(t, server, bot)); n != 3 || server.Suppressed() != 1 {
		t.Fatalf("%d messages, %d suppressed, want 3 and 1", n, server.Suppressed())
	}
	client := login(t, server, username, nil)
	inbox(t, client)
	all := imap.UIDSet{}
	all.AddRange(1, 0)
	deleted := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagDeleted}}
	if err := client.Store(all, deleted, nil).Close(); err != nil {
		t.Fatal(err)
	}
	if err := client.Expunge().Close(); err != nil {
		t.Fatal(err)
	}
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}

	again := start(t, in(dir))
	mustSend(t, again, raw, bot)
	if n := len(messages(t, again, bot)); n != 0 || again.Suppressed() != 1 {
		t.Errorf("after expunge and restart: %d messages, %d suppressed, want 0 and 1", n, again.Suppressed())
	}
}

func TestRestartKeepsEverything(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := start(t, in(dir))
	for i := range 3 {
		mustSend(t, first, mail(fmt.Sprintf("%d@alpha.example", i), "text"), bot)
	}
	client := login(t, first, username, nil)
	before := inbox(t, client)
	if err := client.Create("Rapport/Done", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	moved, err := client.Move(imap.UIDSetNum(3), "Rapport/Done").Wait()
	if err != nil {
		t.Fatal(err)
	}
	seen := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagSeen}, Silent: true}
	if err := client.Store(imap.UIDSetNum(2), seen, nil).Close(); err != nil {
		t.Fatal(err)
	}
	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}

	second := start(t, in(dir))
	client = login(t, second, username, nil)
	after := inbox(t, client)
	if after.UIDValidity != before.UIDValidity || after.UIDNext != 4 || after.NumMessages != 2 {
		t.Errorf("inbox after restart: %+v, before: %+v", after, before)
	}
	rows, err := client.Fetch(imap.UIDSetNum(1, 2), &imap.FetchOptions{UID: true, Flags: true}).Collect()
	if err != nil || len(rows) != 2 || len(rows[0].Flags) != 0 || fmt.Sprint(rows[1].Flags) != "[\\Seen]" {
		t.Errorf("flags after restart: %+v, %v", rows, err)
	}
	done := selected(t, client, "Rapport/Done")
	if done.UIDValidity != moved.UIDValidity || done.NumMessages != 1 {
		t.Errorf("done after restart: %+v, moved: %+v", done, moved)
	}
	mustSend(t, second, mail("next@alpha.example", "text"), bot)
	inbox(t, client)
	if got := fmt.Sprint(fetchUIDs(t, client)); got != "[1 2 4]" {
		t.Errorf("UIDs %s, want the moved message's UID never used again", got)
	}
}

func TestEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	server, err := devmail.Start(ctx, devmail.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Stop(); err != nil {
		t.Error(err)
	}
	if err := send(server, mail("one@alpha.example", "text"), bot); err == nil {
		t.Error("takes mail after its end")
	}
	if err := server.Stop(); err != nil {
		t.Errorf("stopped again: %v", err)
	}
}

func TestPortTaken(t *testing.T) {
	t.Parallel()
	server := start(t, nil)
	var port int
	if _, err := fmt.Sscanf(server.SMTPAddr(), "127.0.0.1:%d", &port); err != nil {
		t.Fatal(err)
	}
	_, err := devmail.Start(t.Context(), devmail.Options{Dir: t.TempDir(), IMAPPort: port})
	want := fmt.Sprintf("listen for IMAP on 127.0.0.1:%d: bind: address already in use", port)
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
