package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func TestAskAndItsLetters(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	question := []partnership.Question{
		{ID: "mql", Kind: partnership.KindNumber, Text: "How many leads?"},
		{ID: "blockers", Kind: partnership.KindText, Text: "What is in the way?"},
	}
	first := Ask{
		ID: "0123456789abcdef", Slug: "acme", Workflow: "acme/check-in/weekly/2026-12-01", Person: "lars", Locale: "nb",
		Spec: "d1", MessageID: "ask@eng.test", Questions: question, Text: "How many leads?",
		SentAt: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), Due: time.Date(2026, 12, 3, 9, 0, 0, 0, time.UTC),
	}
	reminder, receipt := first, first
	reminder.MessageID, reminder.Text, reminder.Questions = "remind@eng.test", "Still open", question[1:]
	reminder.SentAt = first.SentAt.Add(24 * time.Hour)
	receipt.MessageID, receipt.Text, receipt.Questions = "receipt@eng.test", "Thank you", nil
	receipt.SentAt = first.SentAt.Add(25 * time.Hour)
	for range 2 { // a repeat changes nothing
		for _, a := range []Ask{first, reminder, receipt} {
			check(t, s.PutAsk(ctx, a))
		}
	}

	diff(t, first, must[Ask](t)(s.Ask(ctx, first.ID)))
	diff(t, reminder, must[Ask](t)(s.AskByMessageID(ctx, reminder.MessageID)))
	// A letter that asks nothing is read with the first one's questions.
	receipt.Questions = question
	diff(t, receipt, must[Ask](t)(s.AskByMessageID(ctx, receipt.MessageID)))
	diff(t, []Ask{first, reminder, receipt}, must[[]Ask](t)(s.Letters(ctx, first.ID)))
}

func TestAnAskFollowsTheSpecOfItsLatestLetter(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	old := Ask{ID: "0123456789abcdef", Slug: "acme", Person: "lars", Locale: "nb", Spec: "d1", MessageID: "ask@eng.test"}
	again := old
	again.MessageID, again.Spec, again.Locale = "again@eng.test", "d2", "en"
	for _, a := range []Ask{old, again, old} { // the first one is tried once more
		check(t, s.PutAsk(ctx, a))
	}
	for _, id := range []string{old.MessageID, again.MessageID} {
		if a := must[Ask](t)(s.AskByMessageID(ctx, id)); a.Spec != "d2" || a.Locale != "en" {
			t.Errorf("the ask of %s goes by %s in %s, want d2 in en", id, a.Spec, a.Locale)
		}
	}
}

func incoming(uid uint32, raw string) Incoming {
	return Incoming{
		Account: "bot", Mailbox: "INBOX", UIDValidity: 7, UID: uid,
		ReceivedAt: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), Raw: []byte(raw),
	}
}

func TestInboxKeepsAMessageOnce(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	in := incoming(5, "Message-ID: <a@x>\r\n\r\nmql 130\r\n\x00\xff")
	in.MessageID = "a@x"
	row := must[Inbound](t)(s.StoreRaw(ctx, in))
	if row.State != InboxStored || row.MessageID != "a@x" || row.Size != int64(len(in.Raw)) {
		t.Errorf("unexpected row: %+v", row)
	}
	detail := InboxDetail{Class: "reply", Ask: "0123", Slug: "acme", Workflow: "w", Person: "lars", Command: "sig", Reason: "ok"}
	check(t, s.SetInboxState(ctx, row.ID, InboxAccepted, detail))

	again := must[Inbound](t)(s.StoreRaw(ctx, in))
	if again.ID != row.ID || again.State != InboxAccepted || again.InboxDetail != detail {
		t.Errorf("the repeat is %+v", again)
	}
	diff(t, again, must[Inbound](t)(s.Inbound(ctx, row.ID)))
	diff(t, in.Raw, must[[]byte](t)(s.Raw(ctx, row.SHA256)))

	other := incoming(5, "x")
	other.UIDValidity = 8
	must[Inbound](t)(s.StoreRaw(ctx, other))
	if list := must[[]Inbound](t)(s.Inbox(ctx, InboxQuery{})); len(list) != 2 {
		t.Errorf("got %d messages, want 2", len(list))
	}
	if list := must[[]Inbound](t)(s.Inbox(ctx, InboxQuery{States: []InboxState{InboxAccepted}, Slug: "acme"})); len(list) != 1 {
		t.Errorf("got %d accepted messages, want 1", len(list))
	}
}

func TestQuarantineIsCountedByPartnership(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for i, in := range []struct {
		state InboxState
		slug  string
	}{{InboxQuarantined, "beta"}, {InboxQuarantined, ""}, {InboxQuarantined, "acme"}, {InboxQuarantined, "beta"}, {InboxDismissed, "acme"}, {InboxAccepted, "beta"}} {
		row := must[Inbound](t)(s.StoreRaw(t.Context(), incoming(uint32(i+1), "x")))
		check(t, s.SetInboxState(t.Context(), row.ID, in.state, InboxDetail{Slug: in.slug}))
	}
	diff(t, []QuarantineCount{{"", 1}, {"acme", 1}, {"beta", 2}}, must[[]QuarantineCount](t)(s.Quarantined(t.Context())))
}

func TestAMessageIsFoundByTheBeginningOfItsID(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	var ids []string
	for uid := range uint32(20) { // two of 20 IDs share their first digit
		ids = append(ids, must[Inbound](t)(s.StoreRaw(t.Context(), incoming(uid+1, "x"))).ID)
	}
	for _, prefix := range []string{ids[3], ids[3][:12]} {
		if row := must[Inbound](t)(s.FindInbound(t.Context(), prefix)); row.ID != ids[3] {
			t.Errorf("%s is %s, want %s", prefix, row.ID, ids[3])
		}
	}
	several := 0
	for digit := range strings.SplitSeq("0123456789abcdef", "") {
		if _, err := s.FindInbound(t.Context(), digit); errors.Is(err, ErrAmbiguous) {
			several++
		}
	}
	if several == 0 {
		t.Error("no digit that several IDs begin with is ambiguous")
	}
	for _, nothing := range []string{"", "xyz", "%", ids[3] + "0"} {
		if _, err := s.FindInbound(t.Context(), nothing); !errors.Is(err, ErrNotFound) {
			t.Errorf("%q: got %v", nothing, err)
		}
	}
}

func TestTheHeadOfAMessageIsReadAlone(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	row := must[Inbound](t)(s.StoreRaw(t.Context(), incoming(1, "Subject: s\r\n\r\n"+strings.Repeat("x", 1000))))
	diff(t, "Subject: s", string(must[[]byte](t)(s.RawHead(t.Context(), row.SHA256, 10))))
	if _, err := s.RawHead(t.Context(), "unknown", 10); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestTwins(t *testing.T) {
	t.Parallel()
	const original = "Received: one\r\n\r\nmql 130\r\n"
	for name, tc := range map[string]struct {
		id, secondID  string
		first, second string
		state         InboxState
		want          bool
	}{
		"through another alias": {"a@x", "a@x", original, "Received: two\r\n\r\nmql 130\r\n", InboxAccepted, true},
		"another body":          {"a@x", "a@x", original, "\r\nmql 131\r\n", InboxAccepted, false},
		"another ID":            {"a@x", "b@x", original, original, InboxAccepted, false},
		"first not dealt with":  {"a@x", "a@x", original, original, InboxStored, false},
		"first quarantined":     {"a@x", "a@x", original, original, InboxQuarantined, false},
		"first a duplicate":     {"a@x", "a@x", original, original, InboxDuplicate, false},
		"first dismissed":       {"a@x", "a@x", original, original, InboxDismissed, false},
		"no ID, same bytes":     {"", "", "\r\nhello", "\r\nhello", InboxAccepted, true},
		"no ID, other header":   {"", "", "Received: one\r\n\r\nhello", "Received: two\r\n\r\nhello", InboxAccepted, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			one, two := incoming(1, tc.first), incoming(2, tc.second)
			one.MessageID, two.MessageID = tc.id, tc.secondID
			first := must[Inbound](t)(s.StoreRaw(t.Context(), one))
			check(t, s.SetInboxState(t.Context(), first.ID, tc.state, InboxDetail{}))
			second := must[Inbound](t)(s.StoreRaw(t.Context(), two))
			twin, found, err := s.FindTwin(t.Context(), second)
			if err != nil || found != tc.want || (found && twin.ID != first.ID) {
				t.Errorf("FindTwin: got %s, %v, %v, want found %v", twin.ID, found, err, tc.want)
			}
		})
	}
}

func TestBodyOf(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ raw, body string }{
		"by the book":    {"Subject: s\r\n\r\nbody\r\n", "body\r\n"},
		"line feeds":     {"Subject: s\n\nbody\n\nmore", "body\n\nmore"},
		"no body":        {"To: b\r\n\r\n", ""},
		"header only":    {"Message-ID: <a@x>", ""},
		"not even that":  {"", ""},
		"no header":      {"\r\nbody", "body"},
		"blanks are not": {"To: b\r\n \r\n\r\nbody", "body"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if body := string(procedure.BodyOf([]byte(tc.raw))); body != tc.body {
				t.Errorf("got %q, want %q", body, tc.body)
			}
		})
	}
}

// TestAsked lists what a person was asked, the latest first, and leaves out what
// asks nothing.
func TestAsked(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	question := []partnership.Question{{ID: "mql", Kind: partnership.KindNumber}}
	at := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	put := func(id, slug, person string, questions []partnership.Question, day int) Ask {
		a := Ask{
			ID: id, Slug: slug, Workflow: slug + "/" + id, Person: person, Spec: "d1", MessageID: id + "@eng.test",
			Questions: questions, SentAt: at.AddDate(0, 0, day), Due: at,
		}
		check(t, s.PutAsk(ctx, a))
		return a
	}
	old := put("a1", "acme", "lars", question, 0)
	recent := put("a2", "acme", "lars", question, 7)
	reminder := old
	reminder.MessageID, reminder.SentAt = "r1@eng.test", at.AddDate(0, 0, 30)
	check(t, s.PutAsk(ctx, reminder))
	put("a3", "acme", "tom", question, 1)
	put("a4", "other", "lars", question, 1)
	put("a5", "acme", "lars", nil, 9)
	diff(t, []Ask{recent, old}, must[[]Ask](t)(s.Asked(ctx, "acme", "lars")))
	if asks := must[[]Ask](t)(s.Asked(ctx, "acme", "nobody")); len(asks) != 0 {
		t.Errorf("nobody was asked %v", asks)
	}
}
