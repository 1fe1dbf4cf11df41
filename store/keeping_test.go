package store

import (
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

const aDay = 24 * time.Hour

// arrived takes a mail of some size, in a state.
func arrived(t *testing.T, s *Store, uid uint32, id string, size int, state InboxState) Inbound {
	t.Helper()
	raw := "Message-ID: <" + id + ">\r\n\r\nwords of " + id + strings.Repeat("x", size)
	row := must[Inbound](t)(s.StoreRaw(t.Context(), Incoming{Account: "main", Mailbox: "INBOX", UID: uid, ReceivedAt: noon, Raw: []byte(raw), MessageID: id}))
	if state != InboxStored {
		check(t, s.SetInboxState(t.Context(), row.ID, state, InboxDetail{Slug: "acme"}))
	}
	return row
}

func TestMailsAreKeptForTheirTimeAndThoseThatSomethingRestsOnForEver(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	used := arrived(t, s, 1, "used@acme.test", 10, InboxAccepted)
	large := arrived(t, s, 2, "large@acme.test", 3*LargeMail, InboxAccepted)
	lies := arrived(t, s, 3, "lies@acme.test", 3*LargeMail, InboxQuarantined)
	signed := arrived(t, s, 4, "signed@acme.test", 3*LargeMail, InboxAccepted)
	voted := arrived(t, s, 5, "voted@acme.test", 10, InboxAccepted)
	unread := arrived(t, s, 6, "unread@acme.test", 10, InboxStored)
	check(t, s.Commit(t.Context(), Record{Slug: "acme", Entries: []procedure.Entry{
		{ID: "1", At: noon, Kind: procedure.EntrySignature, Signature: &procedure.Signature{Message: "<signed@acme.test>"}},
		{ID: "2", At: noon, Kind: procedure.EntryDecision, Source: "<voted@acme.test>"},
		{ID: "3", At: noon, Kind: procedure.EntryReply, Source: "<used@acme.test>"},
	}}))
	whole := map[string]int{}
	bytes := func(row Inbound) int { return len(must[[]byte](t)(s.Raw(t.Context(), row.SHA256))) }
	all := []Inbound{used, large, lies, signed, voted, unread}
	for _, row := range all {
		whole[row.ID] = bytes(row)
	}
	keep := Keep{Mails: 700 * aDay, Quarantine: 300 * aDay, Large: 90 * aDay}
	expect := func(day int, cleared int, left map[string]int) {
		t.Helper()
		got, err := s.Clear(t.Context(), keep, noon.Add(time.Duration(day)*aDay), 10)
		if err != nil || got != cleared {
			t.Errorf("on day %d %d mails were cleared, want %d: %v", day, got, cleared, err)
		}
		for _, row := range all {
			want, cut := left[row.ID]
			if !cut {
				want = whole[row.ID]
			}
			if got := bytes(row); got != want {
				t.Errorf("on day %d %s has %d bytes, want %d", day, row.MessageID, got, want)
			}
		}
	}
	expect(89, 0, nil)
	expect(90, 1, map[string]int{large.ID: textOfLarge})
	if raw := must[[]byte](t)(s.Raw(t.Context(), large.SHA256)); !strings.Contains(string(raw), "words of large") {
		t.Error("the text of the large mail is gone with its attachments")
	}
	expect(299, 0, map[string]int{large.ID: textOfLarge})
	expect(300, 1, map[string]int{large.ID: textOfLarge, lies.ID: 0})
	if row := must[Inbound](t)(s.Inbound(t.Context(), lies.ID)); row.State != InboxDismissed || row.Reason != reasonKept {
		t.Errorf("what nobody dealt with is %s: %s", row.State, row.Reason)
	}
	expect(700, 2, map[string]int{large.ID: 0, lies.ID: 0, used.ID: 0})
	expect(9000, 0, map[string]int{large.ID: 0, lies.ID: 0, used.ID: 0})
	if h := must[Held](t)(s.Held(t.Context())); h.Gone != 3 || h.Mails != 3 {
		t.Errorf("held are %+v", h)
	}
}

// A mail that came twice goes when the time of the later one is over.
func TestAMailThatCameTwiceIsKeptForTheLaterOne(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	first := arrived(t, s, 1, "twice@acme.test", 10, InboxAccepted)
	second := arrived(t, s, 2, "twice@acme.test", 10, InboxQuarantined)
	if first.SHA256 != second.SHA256 {
		t.Fatal("they differ")
	}
	if n, err := s.Clear(t.Context(), Keep{Mails: aDay}, noon.Add(100*aDay), 10); n != 0 || err != nil {
		t.Errorf("%d mails were cleared that lie in quarantine, too: %v", n, err)
	}
}

func TestWithoutATimeNothingIsCleared(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	arrived(t, s, 1, "used@acme.test", 10, InboxAccepted)
	if n, err := s.Clear(t.Context(), Keep{}, noon.Add(99999*aDay), 10); n != 0 || err != nil {
		t.Errorf("%d mails were cleared: %v", n, err)
	}
}
