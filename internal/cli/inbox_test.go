package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/store"
)

// arrived is when the mails of the test came in: a Monday evening in Berlin, and
// Tuesday already where Vera is.
var arrived = time.Date(2026, time.November, 23, 20, 30, 0, 0, time.UTC)

// fromHome is Vera's answer from an address that the spec does not know. Its
// subject tries to clear the reader's screen.
const fromHome = `From: =?utf-8?B?0JLQtdGA0LA=?= <vera@home.example>
To: Rapport <rapport@rapport.example>
Subject: =?utf-8?B?UmU6IBtbMkpjaGVjay1pbg==?=
Message-ID: <r1@home.example>
In-Reply-To: <m1@rapport.example>
Date: Mon, 23 Nov 2026 23:30:00 +0300
Content-Type: text/plain; charset=utf-8

1) 1 150
2) завтра
`

// inboxOf makes a store in whose quarantine mails about an ask of Vera's lie, and
// returns their IDs.
func inboxOf(t *testing.T, data string, sealed bool) (ids []string) {
	t.Helper()
	fill(t, data, quickstart)
	s, err := store.Open(t.Context(), "sqlite:"+filepath.Join(data, "rapport.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	spec := config.Load(os.DirFS(quickstart), config.Options{}).Specs[0]
	err = s.PutAsk(t.Context(), store.Ask{
		ID: "0123456789abcdef", Slug: spec.Slug, Workflow: spec.Slug + "/check-in/fortnightly/2026-11-23", Person: "vera", Locale: "ru",
		Spec: spec.Digest(), Sealed: sealed, MessageID: "m1@rapport.example", SentAt: arrived.Add(-time.Hour), Text: "1) Сколько?\n2) Когда?\n",
		Questions: []partnership.Question{{ID: "mql", Kind: partnership.KindNumber, Text: "Сколько?"}, {ID: "when", Kind: partnership.KindDate, Text: "Когда?"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	seal := ""
	if sealed {
		seal = spec.Slug + "/check-in/fortnightly/2026-11-23"
	}
	for i, m := range []struct {
		raw    string
		detail store.InboxDetail
		state  store.InboxState
	}{
		{fromHome, store.InboxDetail{
			Class: "reply", Ask: "0123456789abcdef", Slug: spec.Slug, Person: "vera", Reason: "its token is good, but it comes from another address",
			SealedBy: seal,
		}, store.InboxQuarantined},
		{"From: shop@shop.example\nSubject: Teapots at half price\n\nBuy now.\n", store.InboxDetail{
			Class: "reply", Reason: "it answers no mail of ours",
		}, store.InboxQuarantined},
		{"From: shop@shop.example\nSubject: Last chance\n\nBuy now.\n", store.InboxDetail{Class: "reply", Reason: "an advertisement"}, store.InboxDismissed},
	} {
		row, err := s.StoreRaw(t.Context(), store.Incoming{
			Account: "main", Mailbox: "INBOX", UIDValidity: 1, UID: uint32(i + 1), ReceivedAt: arrived, Raw: []byte(m.raw),
		})
		if err == nil {
			err = s.SetInboxState(t.Context(), row.ID, m.state, m.detail)
		}
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, row.ID)
	}
	return ids
}

// output runs a command and returns what it prints; local times read ARRIVED.
func output(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, trouble bytes.Buffer
	env := environment(args...)
	env.Stdout, env.Stderr = &out, &trouble
	if got := cli.Run(t.Context(), env); got != code {
		t.Fatalf("%s: exit code %d, want %d: %s", strings.Join(args, " "), got, code, trouble.String())
	}
	return strings.NewReplacer(
		arrived.Local().Format("Mon 2006-01-02 15:04 -0700"), "ARRIVED", arrived.Local().Format("2006-01-02 15:04"), "ARRIVED",
	).Replace(out.String() + trouble.String())
}

// TestInboxShowsWhatLiesThere: who wrote, about what, why nobody took it, and
// what was understood of it, as the engine reads it: in the person's language and
// against the mail that was answered, with "tomorrow" as it was where she is.
func TestInboxShowsWhatLiesThere(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	ids := inboxOf(t, data, false)
	page := output(t, cli.ExitOK, "inbox", "--data", data) + "\n$ inbox --all\n" + output(t, cli.ExitOK, "inbox", "--all", "--data", data) +
		"\n$ inbox show\n" + output(t, cli.ExitOK, "inbox", "show", ids[0][:8], "--data", data) +
		"\n$ mail explain\n" + output(t, cli.ExitOK, "mail", "explain", ids[0], "--data", data)
	checkGolden(t, filepath.Join("testdata", "inbox.txt"), page)
	if strings.ContainsRune(page, '\x1b') {
		t.Error("a subject can move the terminal's cursor")
	}
}

func TestInboxForMachines(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	ids := inboxOf(t, data, false)
	var list struct {
		Mails []struct{ ID, From, Subject, Partnership, Reason string }
	}
	if err := json.Unmarshal([]byte(runJSON(t, "inbox --data "+data)), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Mails) != 2 || !strings.Contains(list.Mails[0].From+list.Mails[1].From, "Вера <vera@home.example>") {
		t.Errorf("listed %+v", list.Mails)
	}
	var shown struct {
		ID, Text   string
		Understood struct{ Answers []struct{ Question string } }
	}
	if err := json.Unmarshal([]byte(runJSON(t, "inbox show "+ids[0]+" --data "+data)), &shown); err != nil {
		t.Fatal(err)
	}
	if shown.ID != ids[0] || !strings.Contains(shown.Text, "1) 1 150") || len(shown.Understood.Answers) != 2 {
		t.Errorf("shown %+v", shown)
	}
}

// TestWhatIsSealedIsShownToNobody, not even to an admin: in quarantine there is who
// wrote and why nobody took it.
func TestWhatIsSealedIsShownToNobody(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	ids := inboxOf(t, data, true)
	raises := strings.NewReplacer("1) 1 150\n2) завтра", "РАЗНОГЛАСИЕ: они опоздали на 150 дней", "r1@", "r2@").Replace(fromHome)
	raised := receive(t, data, 7, raises, store.InboxQuarantined, store.InboxDetail{Class: "reply"}) // nobody has read it yet
	taken := receive(t, data, 8, strings.ReplaceAll(fromHome, "r1@", "r3@"), store.InboxAccepted, store.InboxDetail{Class: "reply", SealedBy: "acme/conflict/1"})
	gone := receive(t, data, 9, "", store.InboxAccepted, store.InboxDetail{Class: "reply", SealedBy: "acme/conflict/1"})
	for _, c := range []struct {
		args, want string
		code       int
	}{
		{"inbox show " + ids[0], "It is sealed", cli.ExitOK},
		{"inbox show --json " + ids[0], `"sealed": true`, cli.ExitOK},
		{"inbox show " + raised, "It is sealed", cli.ExitOK},
		{"inbox show " + taken, "is sealed: it belongs to", cli.ExitFinding},
		{"inbox show --json " + taken, "is sealed: it belongs to", cli.ExitFinding},
		{"inbox show " + gone, "its time is over", cli.ExitFinding},
		{"mail explain " + ids[0], "is sealed: it belongs to", cli.ExitFinding},
		{"mail explain " + raised, "is sealed: it belongs to", cli.ExitFinding},
		{"mail explain " + gone, "its time is over", cli.ExitFinding},
		{"inbox", "(sealed)", cli.ExitOK},
		{"inbox --json --all", `"sealed": true`, cli.ExitOK},
		{"__complete inbox show", "vera@home.example: (sealed)", cli.ExitOK},
	} {
		args := append(strings.Fields(c.args), "--data", data)
		if args[0] == "__complete" {
			args = append(args, "")
		}
		out := output(t, c.code, args...)
		if !strings.Contains(out, c.want) || strings.Contains(out, "150") || strings.Count(out, "2Jcheck-in") > 1 {
			t.Errorf("%s prints\n%s", c.args, out)
		}
	}
}

// receive has a mail come in.
func receive(t *testing.T, data string, uid uint32, raw string, state store.InboxState, detail store.InboxDetail) string {
	t.Helper()
	s, err := store.Open(t.Context(), "sqlite:"+filepath.Join(data, "rapport.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	row, err := s.StoreRaw(t.Context(), store.Incoming{Account: "main", Mailbox: "INBOX", UIDValidity: 1, UID: uid, ReceivedAt: arrived, Raw: []byte(raw)})
	if err == nil {
		err = s.SetInboxState(t.Context(), row.ID, state, detail)
	}
	if err != nil {
		t.Fatal(err)
	}
	return row.ID
}

func TestAnIDThatNamesNoMailIsRefused(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	inboxOf(t, data, false)
	for args, want := range map[string]string{
		"inbox show 00000000":   "Error: no mail has the ID 00000000; rapport inbox --all lists them\n",
		"mail explain 00000000": "Error: no mail has the ID 00000000; rapport inbox --all lists them\n",
		"mail explain reply":    "Error: read mail reply: no such file or directory\n",
	} {
		if out := output(t, cli.ExitFinding, append(strings.Fields(args), "--data", data)...); out != want {
			t.Errorf("%s: %q, want %q", args, out, want)
		}
	}
}

func TestQuarantineIsCompleted(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	ids := inboxOf(t, data, false)
	out := output(t, cli.ExitOK, "__complete", "inbox", "show", "--data", data, "")
	for i, listed := range []bool{true, true, false} {
		if strings.Contains(out, ids[i]) != listed {
			t.Errorf("mail %d listed %t, want %t:\n%s", i, !listed, listed, out)
		}
	}
}
