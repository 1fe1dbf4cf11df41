package imap_test

import (
	"bytes"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/mail/imap"
)

// A ballot is a mail of which the mailbox is to keep no copy. Not every mail program gives
// its mails a Message-ID.
const ballot = "Message-ID: <ballot@their.example>\r\nSubject: ballot\r\n\r\nTHE-WORDS\r\n"

var ballotWithoutID = strings.Replace(ballot, "Message-ID: <ballot@their.example>", "X-Mailer: old", 1)

// returningOfficer erases ballots, which it puts on record first, and decides on others by
// their content.
func returningOfficer(l *ledger) *clerk {
	return newClerk(func(m imap.Incoming) (imap.Disposition, error) {
		if !isBallot(m) {
			return byContent(m)
		}
		l.doom(m)
		return imap.Erase, nil
	})
}

func isBallot(m imap.Incoming) bool { return bytes.Contains(m.Raw, []byte("THE-WORDS")) }

// google makes a server behave like Google's.
func google(t *testing.T) *server {
	t.Helper()
	srv := startServerOn(t, caps(goimap.CapIdle, goimap.CapMove, goimap.CapUIDPlus, goimap.CapNamespace), nil, func(l net.Listener) net.Listener {
		return googleListener{l}
	})
	srv.archives = true
	check(t, srv.user.Create(googleArchive, nil))
	check(t, srv.user.Create(googleTrash, nil))
	return srv
}

// googleListener has connections of a server say that they are to one of Google's.
type googleListener struct{ net.Listener }

type googleConn struct{ net.Conn }

func (l googleListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return googleConn{c}, err
}

func (c googleConn) Write(said []byte) (int, error) {
	_, err := c.Conn.Write(bytes.Replace(said, []byte(" NAMESPACE"), []byte(" X-GM-EXT-1"), 1))
	return len(said), err
}

// everywhere is how many messages the folders hold that a mail may come into.
func (s *server) everywhere() (n int) {
	for _, folder := range []string{"INBOX", "Rapport/Done", "Rapport/Quarantine", googleTrash, googleArchive} {
		n += s.count(folder)
	}
	return n
}

func pollOften(address string) imap.Settings {
	s := settings(address)
	s.PollEvery = 50 * time.Millisecond
	return s
}

// servers are those that delete in different ways.
var servers = map[string]func(t *testing.T) *server{
	"uidplus":          func(t *testing.T) *server { return startServer(t, everyCap()) },
	"without move":     func(t *testing.T) *server { return startServer(t, caps(goimap.CapIdle, goimap.CapUIDPlus)) },
	"without uidplus":  func(t *testing.T) *server { return startServer(t, caps(goimap.CapIdle, goimap.CapMove)) },
	"without anything": func(t *testing.T) *server { return startServer(t, caps()) },
	"google":           google,
}

func TestWhatIsToBeErasedIsInNoFolder(t *testing.T) {
	t.Parallel()
	for name, start := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, l := start(t), new(ledger)
			for _, raw := range []string{ballot, mail("leave"), ballotWithoutID} {
				srv.deliver(t, raw)
			}
			w := startWatch(t, pollOften(srv.address), l, returningOfficer(l))
			eventually(t, "erased", func() bool { return l.left() == 0 && srv.everywhere() == 1 })
			w.halt(t)
			if left := content(t, srv, "INBOX"); !strings.Contains(left, "Subject: leave") {
				t.Errorf("the mail that stays is %q", left)
			}
		})
	}
}

// content is the first message of a folder.
func content(t *testing.T, srv *server, folder string) string {
	t.Helper()
	section := &goimap.FetchItemBodySection{Peek: true}
	found, err := human(t, srv.address, "bot", folder).Fetch(goimap.SeqSetNum(1), &goimap.FetchOptions{BodySection: []*goimap.FetchItemBodySection{section}}).Collect()
	check(t, err)
	return string(found[0].FindBodySection(section))
}

// What somebody else has marked as deleted stays, and stays marked, on a server that can
// expunge only everything, too.
func TestMarksOfOthersOutliveAnErasure(t *testing.T) {
	t.Parallel()
	for name, start := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, l := start(t), new(ledger)
			for _, raw := range []string{mail("leave"), ballot, mail("leave too")} {
				srv.deliver(t, raw)
			}
			person := human(t, srv.address, "bot", "INBOX")
			check(t, person.Store(goimap.UIDSetNum(3), &goimap.StoreFlags{Op: goimap.StoreFlagsAdd, Flags: []goimap.Flag{goimap.FlagDeleted}}, nil).Close())
			startWatch(t, pollOften(srv.address), l, returningOfficer(l))
			eventually(t, "erased", func() bool { return l.left() == 0 && srv.everywhere() == 2 })
			marked := 0
			for _, m := range flagsOf(t, human(t, srv.address, "bot", "INBOX")) {
				if len(m.Flags) == 1 && m.Flags[0] == goimap.FlagDeleted && m.UID == 3 {
					marked++
				}
			}
			if marked != 1 {
				t.Error("the mark of the other message is lost")
			}
		})
	}
}

func flagsOf(t *testing.T, c *imapclient.Client) []*imapclient.FetchMessageBuffer {
	t.Helper()
	found, err := c.Fetch(goimap.SeqSet{goimap.SeqRange{Start: 1, Stop: 0}}, &goimap.FetchOptions{UID: true, Flags: true}).Collect()
	check(t, err)
	return found
}

// Wherever the program or the connection ends, the next watch finishes the deletion, of
// what has been handed over and of nothing else.
func TestAnErasureOutlivesACrash(t *testing.T) {
	t.Parallel()
	for name, start := range servers {
		for when, crash := range map[string]struct {
			trigger string // the connection is cut when the server says so
			inHand  func(l *ledger, stop func())
		}{
			"before the deletion": {inHand: func(_ *ledger, stop func()) { stop() }},
			"in the deletion":     {trigger: "EXPUNGE"},
			"before it is put on record": {inHand: func(l *ledger, _ func()) {
				l.mu.Lock()
				defer l.mu.Unlock()
				l.broken = errors.New("the disk is full")
			}},
		} {
			t.Run(name+" "+when, func(t *testing.T) {
				t.Parallel()
				srv, l := start(t), new(ledger)
				n := newLine(t, srv.address)
				srv.deliver(t, ballot)
				stop := make(chan func(), 1)
				h := returningOfficer(l)
				rule := h.rule
				h.rule = func(m imap.Incoming) (imap.Disposition, error) {
					d, err := rule(m)
					if crash.inHand != nil {
						crash.inHand(l, <-stop)
					}
					n.set(crash.trigger, true)
					return d, err
				}
				w := startWatch(t, pollOften(n.address), l, h)
				stop <- w.stop
				_ = w.end(t)
				if l.left() != 1 {
					t.Fatal("the deletion is on record already")
				}
				n.set("", false)
				l.mu.Lock()
				l.broken = nil
				l.mu.Unlock()
				h.rule = rule
				// The same Message-ID with other words is another mail, which nobody has read yet.
				srv.deliver(t, strings.Replace(ballot, "THE-WORDS", "other words", 1))
				again := always(imap.Done)
				startWatch(t, pollOften(n.address), l, again)
				if m := again.next(t); isBallot(m) {
					t.Errorf("message %d was handed over again", m.UID)
				}
				want := 1
				if name == "without anything" { // the original of what was moved stays
					want = 2
				}
				eventually(t, "erased", func() bool {
					return l.left() == 0 && srv.everywhere() == want && srv.count("Rapport/Done") == 1
				})
			})
		}
	}
}

// A mail may turn out to be a ballot when it lies in quarantine already. Without UIDPLUS
// its original lies in the inbox, besides.
func TestWhatLiesInQuarantineIsErasedLater(t *testing.T) {
	t.Parallel()
	for name, start := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, l, h := start(t), new(ledger), always(imap.Quarantine)
			others := []string{"Message-ID: <one@their.example>\r\n" + mail("one"), "Message-ID: <two@their.example>\r\n" + mail("two")}
			for _, raw := range []string{others[0], ballot, ballotWithoutID, others[1]} {
				srv.deliver(t, raw)
			}
			startWatch(t, pollOften(srv.address), l, h)
			var ballots []imap.Incoming
			for range 4 {
				if m := h.next(t); isBallot(m) {
					ballots = append(ballots, m)
				}
			}
			eventually(t, "moved", func() bool { return srv.count("Rapport/Quarantine") == 4 })
			for _, m := range ballots {
				l.doom(m)
			}
			eventually(t, "erased", func() bool { return l.left() == 0 && srv.count("Rapport/Quarantine") == 2 })
			if n := srv.count(googleTrash) + srv.count(googleArchive); n > 0 {
				t.Errorf("%d messages are in the trash or the archive", n)
			}
			if name == "without anything" && srv.count("INBOX") != 2 {
				t.Errorf("%d originals are left, want those of the other two", srv.count("INBOX"))
			}
			h.nothingMore(t)
		})
	}
}

func TestARefusedErasureIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, start := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, l := start(t), new(ledger)
			srv.refusals.Store(3)
			srv.deliver(t, ballot)
			h := returningOfficer(l)
			startWatch(t, pollOften(srv.address), l, h)
			eventually(t, "erased", func() bool { return srv.refusals.Load() < 0 && l.left() == 0 && srv.everywhere() == 0 })
			h.next(t)
			h.nothingMore(t)
		})
	}
}

// Where Google's trash is hidden from IMAP nothing could be deleted for good: the mail
// waits where it is, and is not said to be gone.
func TestWithoutGooglesTrashNothingIsSaidToBeErased(t *testing.T) {
	t.Parallel()
	srv, l := google(t), new(ledger)
	check(t, srv.user.Delete(googleTrash))
	srv.deliver(t, ballot)
	srv.deliver(t, mail("one"))
	startWatch(t, pollOften(srv.address), l, returningOfficer(l))
	eventually(t, "the other is moved", func() bool { return srv.count("Rapport/Done") == 1 })
	if l.left() != 1 || srv.count("INBOX") != 1 || srv.count(googleArchive) != 0 {
		t.Errorf("%d doomed, %d in the inbox, %d in the archive", l.left(), srv.count("INBOX"), srv.count(googleArchive))
	}
}

func TestDovecotErases(t *testing.T) {
	t.Parallel()
	world, l := testkit.StartDovecot(t), new(ledger)
	for _, raw := range []string{mail("quarantine"), ballot, ballotWithoutID, mail("one")} {
		world.Inject(t, bot, []byte(raw))
	}
	s := dovecotSettings(world)
	s.PollEvery = 100 * time.Millisecond
	h, stop := returningOfficer(l), make(chan func(), 1)
	rule := h.rule
	h.rule = func(m imap.Incoming) (imap.Disposition, error) {
		d, err := rule(m)
		if isBallot(m) {
			(<-stop)() // the program ends before the mail is deleted
		}
		return d, err
	}
	w := startWatch(t, s, l, h)
	stop <- w.stop
	_ = w.end(t)
	person := onlooker(t, world)
	if l.left() != 1 || folderSize(t, person, "INBOX") == 0 {
		t.Fatal("the mail was deleted already")
	}
	h.rule = rule
	startWatch(t, s, l, h)
	sizes := func(inbox, quarantine, done int) func() bool {
		return func() bool {
			return l.left() == 0 && folderSize(t, person, "INBOX") == inbox && folderSize(t, person, "Rapport/Quarantine") == quarantine &&
				folderSize(t, person, "Rapport/Done") == done
		}
	}
	eventually(t, "erased", sizes(0, 1, 1))
	for range 5 { // the first two again, and all
		select {
		case m := <-h.got:
			if subject(m.Raw) == "quarantine" {
				l.doom(m) // as it turns out
			}
		default:
		}
	}
	eventually(t, "erased out of quarantine", sizes(0, 0, 1))
}
