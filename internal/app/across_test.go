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

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/devmail"
	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/record"
	"github.com/rapport-engine/rapport/workflows"
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

const nora = "nora@tea.example"

// withNora are partnerships of Ada in which a colleague works who is asked nothing regularly.
func withNora(others ...string) string {
	return strings.NewReplacer("agreement {}", `agreement { signed_on = "2025-12-15" }`, `    person "ada" {`, `    person "nora" {
      name  = "Nora Dahl"
      email = "`+nora+`"
      roles = ["member"]
    }
    person "ada" {`, `  goal "leads" {`, `  resource "prices" {
    kind  = "document"
    title = "the price list"
    url   = "https://drive.example/prices"
    owner = person.ada
  }
  goal "leads" {`).Replace(teas(others...))
}

// welcomedIn is what a partnership knows of somebody's welcome.
func (w world) welcomedIn(slug, person string) (found lifecycle.Welcomed) {
	w.t.Helper()
	var p lifecycle.Partnership
	w.query(slug, workflows.QueryState, &p)
	for _, one := range p.Welcomed {
		if one.Person == person {
			found = one
		}
	}
	return found
}

// TestWelcomesOfManyPartnershipsAreOneMail welcomes Nora to three partnerships that one apply
// begins. She answers for one of them; another one ends; then she answers for both others, and
// declines her part in one.
func TestWelcomesOfManyPartnershipsAreOneMail(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), withNora("anvil", "bellows", "chisel")))
	asked, n := w.about(nora, "elcome to 3 partnerships")
	if text := letter.Read(asked.Raw).Text; !strings.Contains(text, "3) Tea and bellows: ") {
		t.Errorf("the mail says\n%s", text)
	}
	if mails := len(w.mails(nora, 1)); mails != 1 {
		t.Errorf("Nora has %d mails", mails)
	}
	say := func(id, words string) {
		reply := testkit.Answer(asked.Raw, n, words)
		reply.ID = id
		w.post(reply)
		w.settled(id)
	}
	say("first@tea.example", "1 yes, 2 yes")
	w.eventually("her part in one", func() bool { return w.welcomedIn("tea-anvil", "nora").Accepted })
	for _, other := range []string{"tea-bellows", "tea-chisel"} {
		if w.welcomedIn(other, "nora").Heard {
			t.Errorf("%s was answered by what was said of another", other)
		}
	}
	handle, err := w.Client().UpdateWorkflow(t.Context(), client.UpdateWorkflowOptions{
		WorkflowID: "tea-bellows", UpdateName: string(procedure.EndNow), Args: []any{procedure.Command{Name: procedure.EndNow, Reason: "the contract was cancelled"}},
		WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err == nil {
		err = handle.Get(t.Context(), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	say("rest@tea.example", "3 yes, 4 no\n5: no, that is Ada's part\n6: no")
	w.eventually("her word on the other", func() bool { return w.welcomedIn("tea-chisel", "nora").Heard })
	if w.welcomedIn("tea-chisel", "nora").Accepted {
		t.Error("what she declined counts as accepted")
	}
	var mails []string // each once
	w.eventually("what she hears of both", func() bool {
		mails = nil
		for _, m := range w.mails(nora, 1) {
			l := letter.Read(m.Raw)
			mails = append(mails, l.Subject+"\n"+l.Text)
		}
		all := strings.Join(mails, "\n")
		return strings.Contains(all, "Ada Lund reads what is not right and answers you.") && strings.Contains(all, "The partnership has ended, so nothing changes any more")
	})
	w.about(ada, "Tea and chisel")
	for _, m := range mails {
		if strings.Contains(m, "duties →") {
			t.Errorf("a mail names a question by its ID:\n%s", m)
		}
	}
}
