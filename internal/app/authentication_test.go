package app

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

const vouched = "Authentication-Results: mx.ops.example; dmarc=pass header.from=tea.example"

// TestNothingComesOfAMailThatNobodyVouchesFor takes mails with a good token
// from the reading of their bytes to the workflow that asked.
func TestNothingComesOfAMailThatNobodyVouchesFor(t *testing.T) {
	t.Parallel()
	in := newGate(t)
	askedBack := []string{ // who is known and named alone
		"a signature is not enough", "no verdict", "a verdict about another domain", "a forged verdict below", "a stranger's verdict",
		"another person, vouched for", // it may be another address of hers
	}
	for name, c := range map[string]struct {
		require config.Requirement
		header  []string
		reason  string // "" for a mail that counts
	}{
		"vouched for":                        {config.RequireAligned, []string{vouched, "From: Ada <ada@tea.example>"}, ""},
		"vouched for by a signature":         {config.RequireAligned, []string{"Authentication-Results: mx.ops.example; dkim=pass header.d=tea.example", "From: ADA@tea.example"}, ""},
		"a signature is not enough":          {config.RequireDMARC, []string{"Authentication-Results: mx.ops.example; dkim=pass header.d=tea.example", "From: ada@tea.example"}, "no DMARC verdict"},
		"nobody is asked to vouch":           {config.RequireNone, []string{"From: ada@tea.example"}, ""},
		"no verdict":                         {config.RequireAligned, []string{"From: ada@tea.example"}, "left no verdict"},
		"a verdict about another domain":     {config.RequireDMARC, []string{"Authentication-Results: mx.ops.example; dmarc=pass header.from=evil.example", "From: ada@tea.example"}, "about another domain"},
		"two senders, one vouched for":       {config.RequireDMARC, []string{"Authentication-Results: mx.ops.example; dmarc=pass header.from=evil.example", "From: mallory@evil.example, ada@tea.example"}, "more than one sender"},
		"two fields, one vouched for":        {config.RequireDMARC, []string{vouched, "From: mallory@evil.example", "From: ada@tea.example"}, "more than one From field"},
		"two senders, nobody asked":          {config.RequireNone, []string{"From: mallory@evil.example, ada@tea.example"}, "more than one sender"},
		"two fields, nobody asked":           {config.RequireNone, []string{"From: ada@tea.example", "From: mallory@evil.example"}, "more than one From field"},
		"a group":                            {config.RequireNone, []string{"From: Tea: ada@tea.example;"}, "a group"},
		"nobody":                             {config.RequireNone, []string{"Sender: ada@tea.example"}, "does not say who sent it"},
		"another person, vouched for":        {config.RequireDMARC, []string{vouched, "From: Ada Lund <bob@tea.example>"}, "another address"},
		"her address as another's name":      {config.RequireNone, []string{`From: "ada@tea.example" <mallory@evil.example>`}, "another address"},
		"a forged verdict below":             {config.RequireAligned, []string{"Authentication-Results: mx.ops.example; dmarc=fail header.from=tea.example", vouched, "From: ada@tea.example"}, "did not pass"},
		"a stranger's verdict":               {config.RequireAligned, []string{strings.ReplaceAll(vouched, "ops", "evil"), "From: ada@tea.example"}, "left no verdict"},
		"an absence that is not vouched for": {config.RequireAligned, []string{"From: ada@tea.example", "Auto-Submitted: auto-replied"}, "left no verdict"},
		"an absence from two senders":        {config.RequireNone, []string{"From: ada@tea.example, mallory@evil.example", "Auto-Submitted: auto-replied"}, "more than one sender"},
		"an absence":                         {config.RequireAligned, []string{vouched, "From: ada@tea.example", "Auto-Submitted: auto-replied"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			state, verdict, replies, held := in.take(t, config.Authentication{Server: "mx.ops.example", Require: c.require}, c.header)
			want := activities.InboxAccepted
			if c.reason != "" {
				want = activities.InboxQuarantined
			}
			if state != want || !strings.Contains(verdict.Reason, c.reason) || c.reason == "" && verdict.Reason != "" {
				t.Errorf("%s because %q, want %s because %q", state, verdict.Reason, want, c.reason)
			}
			if (replies == 1) != (c.reason == "") || replies > 1 {
				t.Errorf("the workflow got %d replies", replies)
			}
			if back := slices.Contains(askedBack, name); held != back {
				t.Errorf("the partnership is to ask back: %t, want %t", held, back)
			}
		})
	}
}

// TestTheBelievedCopyOfAMailCounts: a forwarder breaks what a server vouches by,
// and its copy can be the first to come. Nobody can answer twice so.
func TestTheBelievedCopyOfAMailCounts(t *testing.T) {
	t.Parallel()
	in := newGate(t)
	trusted := config.Authentication{Server: "mx.ops.example", Require: config.RequireAligned}
	for i, c := range []struct {
		verdict string
		want    activities.InboxState
	}{
		{"dmarc=fail header.from=tea.example", activities.InboxQuarantined},
		{"dmarc=pass header.from=tea.example", activities.InboxAccepted},
		{"dmarc=pass header.from=tea.example", activities.InboxDuplicate},
		{"dmarc=fail header.from=tea.example", activities.InboxDuplicate},
	} {
		state, verdict, _, _ := in.take(t, trusted, []string{
			"Authentication-Results: mx.ops.example; " + c.verdict, "Message-ID: <same@mail.example>", "From: ada@tea.example",
		})
		if state != c.want {
			t.Errorf("copy %d: %s because %q, want %s", i+1, state, verdict.Reason, c.want)
		}
	}
}

// gate is an intake with the real store, reader and tokens, and one open ask.
type gate struct {
	store *store.Store
	keys  token.Keys
	to    string // whom the ask wants answers to be sent to
	uid   uint32

	addressing token.Addressing
}

func newGate(t *testing.T) *gate {
	t.Helper()
	kept, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), storeFile), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	keys, err := token.New([]byte("a key for tests that is long enough"))
	if err != nil {
		t.Fatal(err)
	}
	spec, letter := askingLetter()
	if err := kept.PutSpec(t.Context(), spec); err != nil {
		t.Fatal(err)
	}
	err = kept.PutAsk(t.Context(), store.Ask{
		ID: letter.Ask, Slug: letter.Slug, Workflow: letter.Workflow, Person: letter.Person, Locale: "en", Spec: spec.Digest(),
		MessageID: "m1@rapport.example", Questions: letter.Questions, Text: "How many leads?", SentAt: letter.At,
	})
	if err != nil {
		t.Fatal(err)
	}
	signed, err := keys.Sign(letter.Ask, letter.Person)
	if err != nil {
		t.Fatal(err)
	}
	addressing, err := token.NewAddressing(token.Plus, "rapport@rapport.example")
	if err != nil {
		t.Fatal(err)
	}
	return &gate{store: kept, keys: keys, to: addressing.Address(signed), addressing: addressing}
}

// take puts a mail with these header lines through the intake.
func (g *gate) take(t *testing.T, a config.Authentication, header []string) (state activities.InboxState, v activities.Verdict, replied int, held bool) {
	t.Helper()
	g.uid++
	workflows := &replies{}
	settled := &settled{inbox: inbox{g.store}}
	intake := activities.Intake{
		Inbox: settled, Tokens: g.keys, Specs: g.store, Partnerships: partnerships{g.store}, Procedures: workflows,
		Ledger: records{g.store}, Logger: slog.New(slog.DiscardHandler),
		Reader: reader{own: "rapport@rapport.example", instance: "here", addressing: g.addressing, authority: authority{Authentication: a}},
	}
	lines := append(header, fmt.Sprintf("Message-ID: <%d@mail.example>", g.uid), "To: "+g.to, "", "1) 130", "")
	_, letter := askingLetter()
	taken, err := intake.Take(t.Context(), activities.Received{
		Account: "main", Mailbox: "INBOX", UID: g.uid, At: letter.At, Raw: []byte(strings.Join(lines, "\r\n")),
	})
	if err != nil {
		t.Fatal(err)
	}
	return taken.State, settled.verdict, workflows.n, workflows.held > 0
}

// replies counts what reaches a workflow, mails that are held back aside.
type replies struct {
	activities.Procedures
	n, held int
}

func (r *replies) Reply(_ context.Context, _ string, reply procedure.Reply) error {
	if reply.Class == procedure.ReplyHeld {
		r.held++
	} else {
		r.n++
	}
	return nil
}

// settled is an inbox that shows its latest verdict.
type settled struct {
	inbox
	verdict activities.Verdict
}

func (s *settled) Settle(ctx context.Context, id string, v activities.Verdict) error {
	s.verdict = v
	return s.inbox.Settle(ctx, id, v)
}
