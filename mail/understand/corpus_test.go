package understand

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/mail/understand/bounce"
)

// corpora returns the folder of public test mail, or skips the test.
func corpora(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("RAPPORT_CORPORA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "corpora")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no corpora: set RAPPORT_CORPORA to their folder")
	}
	return dir
}

type expectedBounce struct {
	Status    string `json:"status"`
	ReplyCode string `json:"replycode"`
	Reason    string `json:"reason"`
	Hard      bool   `json:"hard"`
}

type bounceCase struct {
	ID       string           `json:"id"`
	File     string           `json:"file"`
	Expected []expectedBounce `json:"expected"`
}

func (c bounceCase) class() Class {
	switch c.Expected[0].Reason {
	case "feedback":
		return ClassFeedback
	case "vacation":
		return ClassAutoReply
	}
	return ClassBounce
}

// nearest returns the expectation for the recipient that was chosen: reports
// about several are read for one.
func (c bounceCase) nearest(b bounce.Report) expectedBounce {
	for _, e := range c.Expected {
		if e.Reason == b.Reason {
			return e
		}
	}
	return c.Expected[0]
}

// isInvented reports whether a status is one that the corpus's source made up
// for a mail that states none ("5.0.911").
func isInvented(status string) bool {
	return strings.HasPrefix(status[1:], ".0.9") && len(status) == len("5.0.911")
}

// TestBounceCorpus measures agreement with the corpus. Its source calls "no
// such user" a filter's excuse unless it was surely said to RCPT; we take a
// server at its word, which is most of the difference in reason and hardness.
func TestBounceCorpus(t *testing.T) {
	t.Parallel()
	dir := corpora(t)
	cases := readBounceCases(t, dir)
	var mails, delayed, bounces, class, status, code, reason, hard, kind, buried, recipient, original int
	count := func(n *int, ok bool) {
		if ok {
			*n++
		}
	}
	for _, c := range cases {
		raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(c.File)))
		if err != nil {
			t.Fatal(err)
		}
		m := Read(raw)
		mails++
		// The source has no name for reports of mail that may arrive yet.
		late := m.Class == ClassDelivery && c.class() == ClassBounce && !c.Expected[0].Hard
		count(&class, m.Class == c.class() || late)
		if late {
			delayed++
		}
		if m.Class != c.class() && !late {
			t.Logf("%s: class %s, want %s", c.ID, m.Class, c.class())
		}
		if m.Bounce == nil {
			continue
		}
		bounces++
		b, want := *m.Bounce, c.nearest(*m.Bounce)
		count(&status, b.Status == want.Status || b.Status == "" && isInvented(want.Status))
		count(&code, b.ReplyCode == want.ReplyCode)
		count(&reason, b.Reason == want.Reason)
		count(&hard, b.Hard == want.Hard)
		count(&kind, b.Kind == want.kind() || b.OnItsWay && !want.Hard)
		if b.Kind == bounce.Permanent && want.spares() {
			t.Logf("%s: the address is declared dead for %s", c.ID, want.Reason)
			buried++
		}
		count(&recipient, b.Recipient != "")
		count(&original, b.OriginalMessageID != "")
	}
	t.Logf("%d reports of mail on its way", delayed)
	for _, figure := range []struct {
		name       string
		got, of    int
		leastShare float64
	}{
		{"class", class, mails, 0.99},
		{"status", status, bounces, 0.95},
		{"reply code", code, bounces, 0.95},
		{"reason", reason, bounces, 0.89},
		{"hard or not", hard, bounces, 0.94},
		{"what follows for the address", kind, bounces, 0.92},
		{"recipient found", recipient, bounces, 0.98},
		{"original Message-ID found", original, bounces, 0.86},
	} {
		t.Logf("%s: %d of %d", figure.name, figure.got, figure.of)
		if float64(figure.got) < figure.leastShare*float64(figure.of) {
			t.Errorf("%s: %d of %d, want a share of %.2f", figure.name, figure.got, figure.of, figure.leastShare)
		}
	}
	// One report says "not enough disk space" itself and quotes "user unknown".
	t.Logf("living addresses declared dead: %d", buried)
	if buried > 1 {
		t.Errorf("%d living addresses were declared dead, want 1 at most", buried)
	}
}

// kind is what the corpus's reason says of the address.
func (e expectedBounce) kind() bounce.Kind {
	switch e.Reason {
	case "mailboxfull":
		return bounce.Full
	case "mesgtoobig", "exceedlimit", "contenterror", "notcompliantrfc", "syntaxerror":
		return bounce.Content
	case "spamdetected", "virusdetected":
		return bounce.Spam
	case "speeding", "toomanyconn":
		return bounce.Rate
	case "blocked", "policyviolation", "authfailure", "requireptr", "badreputation", "securityerror", "norelaying", "rejected", "filtered":
		return bounce.Policy
	}
	if e.Hard {
		return bounce.Permanent
	}
	return bounce.Temporary
}

// spares reports whether the cause surely lies elsewhere than with the address.
// "filtered" is left out: the corpus's source says so of most who are unknown.
func (e expectedBounce) spares() bool {
	kind := e.kind()
	return kind != bounce.Permanent && kind != bounce.Temporary && e.Reason != "filtered"
}

func readBounceCases(t *testing.T, dir string) []bounceCase {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "bounces.jsonl"))
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	defer f.Close()
	var cases []bounceCase
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var c bounceCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestBounceTokenComesFromTheReturnedMail(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join("bounce", "testdata", "postfix.eml"))
	if err != nil {
		t.Fatal(err)
	}
	// The first is the bounce address of the envelope, the second the reply
	// address of the mail that came back.
	want := []string{"baerukz4jvpg66vnmca4wspb2dnrq", "aerukz4jvpg66vnmca4wspb2dnrqu"}
	if diff := cmp.Diff(want, Read(raw).TokenCandidates()); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}
