//go:build !slim

package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// answerTo prepares a person's answer to the mail whose subject says something.
func (w world) answerTo(address, subject, text string) (reply testkit.Reply) {
	w.t.Helper()
	w.eventually("a mail to answer", func() bool {
		mails, err := w.Mail().Messages(address)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, m := range mails {
			if strings.Contains(letter.Read(m.Raw).Subject, subject) {
				reply = testkit.Answer(m.Raw, 1, text)
			}
		}
		return reply.ID != ""
	})
	return reply
}

// TestNoForgedOrUnfitMailEndsAPartnership sends a notice in ways that are none, and then a
// yes in ways that are none. Nothing ends, and nobody but its writer gets a mail about it.
func TestNoForgedOrUnfitMailEndsAPartnership(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	genuine := w.answer(ada, "NOTICE: it does not pay")
	quote := genuine.Text[strings.Index(genuine.Text, "\n\nOn "):]
	of := func(text string) func(*testkit.Reply) { return func(r *testkit.Reply) { r.Text = text } }
	unfit := map[string]func(*testkit.Reply){
		"another sender":       func(r *testkit.Reply) { r.From = "mallory@evil.example" },
		"two From fields":      header("From: <mallory@evil.example>"),
		"our own address":      func(r *testkit.Reply) { r.From = bot },
		"an automatic reply":   header("Auto-Submitted: auto-replied"),
		"in the quote only":    of("Thank you.\n\nOn Mon, Rapport wrote:\n> NOTICE: it does not pay\n"),
		"in an older quote":    of("Got it.\n\n> On Monday Ada wrote:\n>> NOTICE: it does not pay\n"),
		"in small letters":     of("Notice: the office is closed on Friday" + quote),
		"beside a command":     of("NOTICE: it does not pay\n\nSTATUS" + quote),
		"beside a figure":      of("1) 130\n\nNOTICE: it does not pay" + quote),
		"in a sentence":        of("We might give NOTICE some day" + quote),
		"in the signature":     of("Will answer tonight.\n\n-- \nNOTICE: this mail is confidential\nAda Lund" + quote),
		"a forged token":       func(r *testkit.Reply) { forge(r); r.Answers = "" },
		"forwarded by another": func(r *testkit.Reply) { r.From = "colleague@tea.example" },
	}
	n := 0
	for name, spoil := range unfit {
		n++
		reply := genuine
		reply.ID = fmt.Sprintf("unfit-%d@tea.example", n)
		spoil(&reply)
		w.post(reply)
		w.settled(reply.ID)
		if strings.Contains(w.journal(slug), "Exit began") {
			t.Fatalf("%s: the end begins", name)
		}
	}
	genuine.ID = "genuine@tea.example"
	w.post(genuine)
	w.eventually("the question whether it is meant", func() bool { return strings.Contains(w.journal(slug), "Exit began") })
	var asked exit.Exit
	w.eventually("its mail", func() bool {
		w.query(slug+"/exit", workflows.QueryState, &asked)
		return len(asked.Notices) == 1 && len(asked.Notices[0].Circle.Asks) == 1 && asked.Notices[0].Circle.Asks[0].Arrived()
	})
	yes := w.answerTo(ada, "Do you give this notice", "YES")
	for name, words := range map[string]string{
		"with a condition": "YES, if the price stays", "with a sentence": "YES\n\nWe thought about it for long.", "asked back": "YES?", "another word": "agreed",
	} {
		n++
		reply := yes
		reply.ID = fmt.Sprintf("unfit-%d@tea.example", n)
		reply.Text = strings.Replace(reply.Text, "YES\n", words+"\n", 1)
		w.post(reply)
		w.settled(reply.ID)
		if w.query(slug+"/exit", workflows.QueryState, &asked); !asked.Parting.Since.IsZero() {
			t.Fatalf("%s: it is decided", name)
		}
	}
	forged := yes
	forged.ID, forged.From = "forged@tea.example", boris
	w.post(forged)
	w.settled(forged.ID)
	if got := w.state(); got.Phase != lifecycle.PhaseActive || strings.Contains(w.card(slug), "does not pay") {
		t.Errorf("before her yes it is %s:\n%s", got.Phase, w.card(slug))
	}
	yes.ID = "yes@tea.example"
	w.post(yes)
	if row := w.settled(yes.ID); row.State != store.InboxAccepted {
		t.Errorf("her yes was %s: %s", row.State, row.Reason)
	}
	w.eventually("the end", func() bool { return w.state().Phase == lifecycle.PhaseExiting })
	if got := w.state().Leaving; got.By != "ada" || got.Reason != "it does not pay" {
		t.Errorf("it ends by %+v", got.Parting)
	}
}
