//go:build !slim

package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/devmail"
	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/record"
)

// teas are partnerships of Ada, each with somebody else: "tea-anvil" with Boris at anvil.
func teas(others ...string) string {
	var all strings.Builder
	for _, other := range others {
		all.WriteString(strings.NewReplacer(
			`"tea-kettle"`, `"tea-`+other+`"`, "Tea & Kettle", "Tea and "+other, boris, "boris@"+other+".example", "Kettle OOO", other+" OOO",
		).Replace(unsignedTea()))
	}
	return all.String()
}

// signedIn lists who signed what in a partnership, in order.
func (w world) signedIn(slug string) []string {
	w.t.Helper()
	rows, err := w.Store().Journal(w.t.Context(), slug, 0, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	var list []string
	for _, row := range rows {
		if s := row.Entry.Signature; s != nil {
			list = append(list, s.Person)
		}
	}
	return list
}

// about waits for a mail to somebody with some words in its subject, and gives its number.
func (w world) about(address, subject string) (m devmail.Message, number int) {
	w.t.Helper()
	w.eventually("a mail about "+subject, func() bool {
		for n, one := range w.mails(address, 1) {
			if strings.Contains(letter.Read(one.Raw).Subject, subject) {
				m, number = one, n+1
			}
		}
		return number > 0
	})
	return m, number
}

// TestSignaturesInManyPartnershipsAreOneMail has Ada sign two of three partnerships with one
// word, and the third one later: each binds for itself, and the record of each is whole.
func TestSignaturesInManyPartnershipsAreOneMail(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), teas("anvil", "bellows", "chisel")))
	asked, n := w.about(ada, "3 partnerships: to be signed")
	if got := letter.Read(asked.Raw); len(got.Attachments) != 1 || !strings.Contains(got.Text, "2) Tea and bellows") {
		t.Errorf("the mail has %v and says\n%s", got.Attachments, got.Text)
	}
	if others := len(w.mails(ada, 1)); others != 1 {
		t.Errorf("Ada has %d mails", others)
	}
	say := func(id, words string) {
		reply := testkit.Answer(asked.Raw, n, words)
		reply.ID = id
		w.post(reply)
		w.settled(id)
	}
	forged := testkit.Answer(asked.Raw, n, "SIGN")
	forged.ID, forged.From = "forged@tea.example", "mallory@evil.example"
	w.post(forged)
	w.settled(forged.ID)
	say("condition@tea.example", "SIGN if 2 is changed")
	say("unknown@tea.example", "SIGN except 7")
	say("beside@tea.example", "SIGN\n\nWe need the annex first.")
	for _, other := range []string{"anvil", "bellows", "chisel"} {
		if list := w.signedIn("tea-" + other); len(list) > 0 {
			t.Fatalf("what is no signature signed %s", other)
		}
	}
	say("two@tea.example", "SIGN except 2")
	w.eventually("two signatures", func() bool { return len(w.signedIn("tea-anvil"))+len(w.signedIn("tea-chisel")) == 2 })
	if list := w.signedIn("tea-bellows"); len(list) > 0 {
		t.Errorf("the one that was left out is signed")
	}
	w.eventually("one receipt for both", func() bool {
		return slices.ContainsFunc(w.mails(ada, 1), func(m devmail.Message) bool {
			text := letter.Read(m.Raw).Text
			return strings.Contains(text, "1) Tea and anvil") && strings.Contains(text, "2) Tea and chisel") && !strings.Contains(text, "bellows")
		})
	})
	say("third@tea.example", "SIGN 2")
	w.eventually("the third signature", func() bool { return len(w.signedIn("tea-bellows")) == 1 })
	for _, other := range []string{"anvil", "bellows", "chisel"} {
		w.sign("boris@"+other+".example", "Условия на подпись", "boris@"+other+".example")
		w.eventually("the second signature in "+other, func() bool { return slices.Equal(w.signedIn("tea-"+other), []string{"ada", "boris"}) })
		kept, err := app.ReadRecord(t.Context(), w.Store(), "tea-"+other, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "record")
		if err := kept.Write(dir); err != nil {
			t.Fatal(err)
		}
		for _, raw := range kept.Asked {
			if bytes.Contains(raw, []byte("bellows")) && bytes.Contains(raw, []byte("anvil")) {
				t.Errorf("the record of %s holds a mail about other partnerships", other)
			}
		}
		verified(t, dir)
	}
}

// verified checks a record as anybody can who has nothing else.
func verified(t *testing.T, dir string) {
	t.Helper()
	report, err := record.Verify(os.DirFS(dir))
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("%v: %v", err, report.Faults)
	}
}
