//go:build !slim

package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// unsignedTea is the partnership of tea, whose parties sign by mail.
func unsignedTea() string {
	return strings.Replace(tea, `agreement { signed_on = "2025-12-15" }`, "agreement {}", 1)
}

// signatures are those on record.
func (w world) signatures() []procedure.Signature {
	w.t.Helper()
	rows, err := w.Store().Journal(w.t.Context(), slug, 0, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	var list []procedure.Signature
	for _, row := range rows {
		if row.Entry.Signature != nil {
			list = append(list, *row.Entry.Signature)
		}
	}
	return list
}

// typed puts other words above the quote of an answer.
func typed(words string) func(*testkit.Reply) {
	return func(r *testkit.Reply) { r.Text = strings.Replace(r.Text, "SIGN\n", words+"\n", 1) }
}

// header adds lines to a mail.
func header(lines ...string) func(*testkit.Reply) {
	return func(r *testkit.Reply) { r.Headers = append(r.Headers, lines...) }
}

// TestNoForgedOrUnfitMailSigns sends Ada's signature in more than forty ways that are none:
// forged, quoted, forwarded, automatic, with a condition, by somebody else. None of them
// counts, and the true one that follows does.
func TestNoForgedOrUnfitMailSigns(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), unsignedTea()))
	genuine := w.answer(ada, "SIGN")
	quote := genuine.Text[strings.Index(genuine.Text, "\n\nOn "):]
	of := func(text string) func(*testkit.Reply) { return func(r *testkit.Reply) { r.Text = text } }
	unfit := map[string]func(*testkit.Reply){
		"another sender":                    func(r *testkit.Reply) { r.From = "mallory@evil.example" },
		"the other signatory":               func(r *testkit.Reply) { r.From = boris },
		"two senders":                       func(r *testkit.Reply) { r.From = "mallory@evil.example>, <" + ada },
		"two From fields":                   header("From: <mallory@evil.example>"),
		"a forged token":                    func(r *testkit.Reply) { forge(r); r.Answers = "" },
		"a forged token in the thread":      forge,
		"our own address":                   func(r *testkit.Reply) { r.From = bot },
		"to the partnership, in no thread":  func(r *testkit.Reply) { r.To, r.Answers, r.Text = partnershipAddress, "", "SIGN\n" },
		"an automatic reply":                header("Auto-Submitted: auto-replied"),
		"an automatic reply of Exchange":    header("X-Auto-Response-Suppress: All", "Auto-Submitted: auto-generated"),
		"a vacation notice":                 header("Precedence: auto_reply", "X-Autoreply: yes", "Auto-Submitted: auto-replied (vacation)"),
		"a list":                            header("Precedence: bulk", "List-Id: <all.tea.example>", "Auto-Submitted: auto-generated"),
		"in the quote only":                 of("Thank you.\n\nOn Mon, Rapport wrote:\n> SIGN\n"),
		"in an older quote":                 of("Got it.\n\n> On Monday Ada wrote:\n>> SIGN\n"),
		"in the quote of our words":         of("Let me think" + quote),
		"in the signature block":            of("Will read it.\n\n-- \nSIGN\nAda Lund" + quote),
		"in a firm's name":                  of("Will read it tonight\n\n-- \nAda Lund\nSIGN & PRINT AS" + quote),
		"forwarded":                         of("---------- Forwarded message ---------\nFrom: Boris <boris@kettle.example>\nDate: Mon, 4 Jan 2027\nSubject: the terms\nTo: Ada\n\nSIGN\n"),
		"an original message of Outlook":    of("See below\n\n-----Original Message-----\nFrom: Boris\nSent: Monday\nTo: Ada\nSubject: the terms\n\nSIGN\n"),
		"if":                                typed("SIGN if the board agrees"),
		"a condition behind a comma":        typed("SIGN, provided that clause 3 goes"),
		"a condition in brackets":           typed("SIGN (subject to approval)"),
		"a condition below":                 typed("SIGN\nif the board agrees"),
		"a condition further below":         typed("SIGN\n\nBut only once the board has met."),
		"a condition above":                 typed("Unless the board objects:\n\nSIGN"),
		"a condition in one word":           typed("SIGN\n\nConditionally."),
		"a condition below the greeting":    typed("SIGN\n\nBest regards,\nAda\nsubject to the yes of our director"),
		"together with DECLINE":             typed("SIGN\nDECLINE: the share is too small"),
		"together with WITHDRAW":            typed("SIGN\nWITHDRAW"),
		"together with STATUS":              typed("SIGN\nSTATUS"),
		"together with a question":          typed("SIGN\nWho pays for the stand?"),
		"asked back":                        typed("SIGN?"),
		"denied":                            typed("I do not SIGN"),
		"denied in capitals":                typed("DO NOT SIGN"),
		"put off":                           typed("I will SIGN tomorrow"),
		"in a sentence":                     typed("We SIGN this next week, I think"),
		"a yes":                             typed("yes"),
		"agreed":                            typed("agreed"),
		"a yes by number":                   typed("2) yes"),
		"a yes in Russian":                  typed("согласен"),
		"OK":                                typed("OK, fine with us"),
		"in Russian, with a condition":      typed("ПОДПИСЫВАЮ, если согласует юрист"),
		"in Russian, a condition below":     typed("ПОДПИСЫВАЮ\nпри условии согласования юристом"),
		"refused in Russian without reason": typed("НЕ ПОДПИСЫВАЮ"),
		"misspelt":                          typed("SGIN"),
		"signed":                            typed("Signed"),
		"nothing":                           typed(""),
		"on behalf of another":              typed("SIGN for Boris as well"),
		"a tick box":                        typed("[x] SIGN"),
	}
	if len(unfit) < 40 {
		t.Errorf("%d ways are few", len(unfit))
	}
	n := 0
	for name, spoil := range unfit {
		n++
		reply := genuine
		reply.ID = fmt.Sprintf("unfit-%d@tea.example", n)
		spoil(&reply)
		w.post(reply)
		w.settled(reply.ID)
		if list := w.signatures(); len(list) > 0 {
			t.Fatalf("%s: a signature is on record: %+v", name, list[0])
		}
	}
	genuine.ID = "genuine@tea.example"
	w.post(genuine)
	w.eventually("the true signature", func() bool { return len(w.signatures()) > 0 })
	list := w.signatures()
	if len(list) != 1 || list[0].Person != "ada" || list[0].Sender != ada || list[0].Proof != "local" || !strings.Contains(list[0].Message, "genuine") {
		t.Errorf("on record is %+v", list)
	}
	again := genuine
	w.post(again)
	if got := w.state(); got.Phase != lifecycle.PhaseSigning || len(w.signatures()) != 1 {
		t.Errorf("the partnership is %s with %d signatures after the same mail came again", got.Phase, len(w.signatures()))
	}
}

// TestWaysToSign sends Ada's signature as people do: each counts, and is taken back before
// the next. Then both have signed, and the partnership runs.
func TestWaysToSign(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), unsignedTea()))
	genuine := w.answer(ada, "SIGN")
	ways := []string{
		"SIGN", "SIGN.", "SIGN!", "sign", "Sign", "**SIGN**", "\"SIGN\"", "SIGN, please", "ПОДПИСЫВАЮ", "подписываю", "«ПОДПИСЫВАЮ»",
		"Hello,\n\nSIGN", "SIGN\n\nBest regards,\nAda Lund\nTea AS", "SIGN\n\nSent from my iPhone", "SIGN\n\nThanks!\nAda", "SIGN\n\n-- \nAda Lund, Director\n+47 22 00 00 00",
		"Добрый день!\n\nПОДПИСЫВАЮ\n\nС уважением,\nАда Лунд",
	}
	for n, words := range ways {
		reply := genuine
		reply.ID = fmt.Sprintf("way-%d@tea.example", n)
		typed(words)(&reply)
		w.post(reply)
		row := w.settled(reply.ID)
		testkit.Until(t, fmt.Sprintf("signature %q (%s: %s)", words, row.State, row.Reason), w.patience, func() bool { return len(w.signatures()) > n })
		back := genuine
		back.ID = fmt.Sprintf("back-%d@tea.example", n)
		typed("WITHDRAW")(&back)
		w.post(back)
		w.eventually("the way back", func() bool { return strings.Count(w.journal(slug), "took the signature back") > n })
	}
	genuine.ID = "last@tea.example"
	w.post(genuine)
	other := w.answer(boris, "ПОДПИСЫВАЮ")
	w.post(other)
	w.eventually("the first round", func() bool { return w.state().Phase == lifecycle.PhaseActive && len(w.state().Begun) > 0 })
	if row := w.settled(other.ID); row.State != store.InboxAccepted {
		t.Errorf("the last signature was %s: %s", row.State, row.Reason)
	}
	var state agreement.Agreement
	w.query(slug+"/agreement/1", workflows.QueryState, &state)
	if state.Decided != procedure.OutcomeSigned || !strings.Contains(w.card(slug+"/agreement/1"), "signed") {
		t.Errorf("the agreement is %s:\n%s", state.Decided, w.card(slug+"/agreement/1"))
	}
	if spec := w.state().Declared; spec.Digest() != w.signatures()[0].Spec {
		t.Error("what was signed is another spec")
	}
}
