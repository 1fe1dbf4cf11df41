package imap_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/mail/imap"
)

const bot = "bot@eng.test"

func dovecotSettings(w *testkit.MailWorld) imap.Settings {
	s := settings(w.IMAP)
	s.Username = bot
	return s
}

// onlooker logs in without selecting a folder: about a selected one, a server
// may answer with what it knew at the selection.
func onlooker(t *testing.T, w *testkit.MailWorld) *imapclient.Client {
	t.Helper()
	c := human(t, w.IMAP, bot, "INBOX")
	check(t, c.Unselect().Wait())
	return c
}

// folderSize asks Dovecot how many messages a folder holds.
func folderSize(t *testing.T, c *imapclient.Client, folder string) int {
	t.Helper()
	data, err := c.Status(folder, &goimap.StatusOptions{NumMessages: true}).Wait()
	if err != nil {
		return 0 // not created yet
	}
	return int(*data.NumMessages)
}

func TestDovecotDeliversAtOnce(t *testing.T) {
	t.Parallel()
	world, h, l := testkit.StartDovecot(t), newClerk(byContent), new(ledger)
	s := dovecotSettings(world)
	s.PollEvery = time.Hour
	world.Inject(t, bot, []byte(mail("zero")))
	startWatch(t, s, l, h)
	h.next(t)
	for i := range 3 {
		start := time.Now()
		world.Inject(t, bot, []byte(mail(fmt.Sprint("quarantine-", i))))
		h.next(t)
		t.Logf("handed over after %s", time.Since(start))
	}
	person := onlooker(t, world)
	eventually(t, "moved", func() bool {
		return folderSize(t, person, "Rapport/Done") == 1 && folderSize(t, person, "Rapport/Quarantine") == 3 &&
			folderSize(t, person, "INBOX") == 0
	})
	eventually(t, "ledger", func() bool { return l.position()[1] == 4 })
}

// People read, flag, delete and move mail while the watch works.
func TestDovecotWithHumans(t *testing.T) {
	t.Parallel()
	world := testkit.StartDovecot(t)
	for i := range 6 {
		world.Inject(t, bot, []byte(mail(fmt.Sprint(i+1))))
	}
	person := human(t, world.IMAP, bot, "INBOX")
	check(t, person.Create("Trash", nil).Wait())
	flag := func(uid goimap.UID, flag goimap.Flag) {
		check(t, person.Store(goimap.UIDSetNum(uid), &goimap.StoreFlags{Op: goimap.StoreFlagsAdd, Flags: []goimap.Flag{flag}}, nil).Close())
	}
	flag(2, goimap.FlagSeen)
	flag(6, goimap.FlagDeleted)
	var first atomic.Bool
	h := newClerk(func(imap.Incoming) (imap.Disposition, error) {
		if first.CompareAndSwap(false, true) { // the one in hand and two that the watch has listed
			_, err := person.Move(goimap.UIDSetNum(1, 3), "Trash").Wait()
			check(t, err)
			flag(4, goimap.FlagDeleted)
			check(t, person.UIDExpunge(goimap.UIDSetNum(4)).Close())
		}
		return imap.Done, nil
	})
	l := new(ledger)
	startWatch(t, dovecotSettings(world), l, h)
	if got := h.subjects(t, 4); got != "1 2 5 6" {
		t.Errorf("handed over: %s", got)
	}
	eventually(t, "ledger", func() bool { return l.position()[1] == 6 })
	other := onlooker(t, world)
	if n := folderSize(t, other, "Rapport/Done"); n != 3 {
		t.Errorf("%d messages in Done, want 3", n)
	}
}

func TestDovecotFolderMadeAnew(t *testing.T) {
	t.Parallel()
	world, h, l := testkit.StartDovecot(t), always(imap.Done), new(ledger)
	person := human(t, world.IMAP, bot, "INBOX")
	check(t, person.Create("Answers", nil).Wait())
	answer := func(subject string) {
		raw := mail(subject)
		cmd := person.Append("Answers", int64(len(raw)), nil)
		_, err := cmd.Write([]byte(raw))
		check(t, err)
		check(t, cmd.Close())
		_, err = cmd.Wait()
		check(t, err)
	}
	answer("one")
	s := dovecotSettings(world)
	s.Folder, s.PollEvery = "Answers", 200*time.Millisecond
	w := startWatch(t, s, l, h)
	h.next(t)
	eventually(t, "first ledger", func() bool { return l.position()[1] == 1 })
	before := l.position()[0]

	check(t, person.Delete("Answers").Wait())
	check(t, person.Create("Answers", nil).Wait())
	answer("two")
	// Dovecot may end the connection of who looks at a deleted folder.
	select {
	case <-w.done:
		startWatch(t, s, l, h)
	case m := <-h.got:
		h.got <- m
	case <-time.After(patience):
	}
	if m := h.next(t); subject(m.Raw) != "two" || m.UID != 1 || m.UIDValidity == before {
		t.Errorf("handed over: %q, UID %d of %d", subject(m.Raw), m.UID, m.UIDValidity)
	}
}

func TestDovecotGoesDown(t *testing.T) {
	t.Parallel()
	world, h := testkit.StartDovecot(t), always(imap.Done)
	world.Inject(t, bot, []byte(mail("one")))
	w := startWatch(t, dovecotSettings(world), new(ledger), h)
	h.next(t)
	world.StopIMAP()
	if err := w.end(t); err == nil {
		t.Error("the watch outlived its server")
	}
}

// Thirty megabytes in one message, and mail that breaks parsers, come through
// octet for octet.
func TestDovecotStorm(t *testing.T) {
	t.Parallel()
	world := testkit.StartDovecot(t)
	sent := [][]byte{[]byte("Subject: large\r\n\r\n" + strings.Repeat(strings.Repeat("x", 70)+"\r\n", 30<<20/72))}
	for i := range 200 {
		sent = append(sent, []byte(mail(fmt.Sprint("storm ", i))))
	}
	sent = append(sent, malformed(t)...)
	for _, raw := range sent {
		world.Inject(t, bot, raw)
	}
	h, l := always(imap.Done), new(ledger)
	start := time.Now()
	startWatch(t, dovecotSettings(world), l, h)
	var got [][]byte
	for range sent {
		got = append(got, h.next(t).Raw)
	}
	t.Logf("%d messages in %s", len(sent), time.Since(start))
	slices.SortFunc(got, bytes.Compare)
	slices.SortFunc(sent, bytes.Compare)
	for i := range sent {
		if !bytes.Equal(got[i], sent[i]) {
			t.Fatalf("message %d of %d differs: %d octets, want %d", i, len(sent), len(got[i]), len(sent[i]))
		}
	}
	eventually(t, "ledger", func() bool { return int(l.position()[1]) == len(sent) })
}

// malformed returns broken mail in the form in which Dovecot gives it: with
// CRLF line ends.
func malformed(t *testing.T) [][]byte {
	t.Helper()
	corpora := os.Getenv("RAPPORT_CORPORA")
	if corpora == "" {
		corpora = "../../../shared/corpora"
	}
	files, err := filepath.Glob(filepath.Join(corpora, "malformed", "*"))
	check(t, err)
	var list [][]byte
	for _, name := range files {
		raw, err := os.ReadFile(name)
		check(t, err)
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		if raw = bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n")); len(raw) > 0 {
			list = append(list, raw)
		}
	}
	return list
}

// The whole way: Postfix, Dovecot, watch.
func TestPostfixToHandler(t *testing.T) {
	t.Parallel()
	world, h := testkit.StartMailWorld(t), always(imap.Done)
	s := dovecotSettings(world)
	startWatch(t, s, new(ledger), h)
	world.Send(t, "anna@alpha.test", "bot+token@eng.test", []byte(mail("sent")))
	m := h.next(t)
	if !bytes.Contains(m.Raw, []byte("Delivered-To: <bot+token@eng.test>")) && !bytes.Contains(m.Raw, []byte("bot+token@eng.test")) {
		t.Errorf("the sub-address is lost:\n%s", m.Raw)
	}
}
