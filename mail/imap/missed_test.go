package imap_test

import (
	"bytes"
	"testing"
	"time"

	goimap "github.com/emersion/go-imap/v2"
)

// known is a mail of which there is a record, and unknown one that was handled after a backup.
const (
	known   = "Message-ID: <known@their.example>\r\nSubject: known\r\n\r\nmql 130\r\n"
	unknown = "Message-ID: <unknown@their.example>\r\nSubject: unknown\r\n\r\nmql 130\r\n"
)

// Whoever goes on from a backup hears what was said since,
// and nothing twice.
func TestWhatIsOnNoRecordIsFetchedBack(t *testing.T) {
	t.Parallel()
	for name, start := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, l := start(t), &ledger{since: time.Now().Add(-time.Hour), recorded: []string{"Message-ID: <known@their.example>"}}
			put(t, srv, "Rapport/Done", known, unknown, mail("without an ID"))
			put(t, srv, "Rapport/Quarantine", mail("quarantine"))
			h := newClerk(byContent)
			w := startWatch(t, pollOften(srv.address), l, h)
			if got := h.subjects(t, 3); got != "quarantine unknown without an ID" {
				t.Errorf("handed over: %s", got)
			}
			eventually(t, "put away again", func() bool { return l.position()[1] == 3 })
			w.halt(t)
			startWatch(t, pollOften(srv.address), l, h)
			srv.deliver(t, mail("news"))
			if got := h.subjects(t, 1); got != "news" {
				t.Errorf("the next watch hands over: %s", got)
			}
		})
	}
}

func TestWhatIsOlderThanARecordIsLeftWhereItLies(t *testing.T) {
	t.Parallel()
	srv, l := startServer(t, everyCap()), &ledger{since: time.Now().Add(time.Hour)}
	put(t, srv, "Rapport/Done", unknown)
	h := newClerk(byContent)
	startWatch(t, pollOften(srv.address), l, h)
	srv.deliver(t, mail("news"))
	if got := h.subjects(t, 1); got != "news" {
		t.Errorf("handed over: %s", got)
	}
}

// put has messages lie in a folder, as after they were handled.
func put(t *testing.T, srv *server, folder string, mails ...string) {
	t.Helper()
	_ = srv.user.Create(folder, nil) // it may be there
	for _, raw := range mails {
		_, err := srv.user.Append(folder, literal{bytes.NewReader([]byte(raw))}, &goimap.AppendOptions{})
		check(t, err)
	}
}
