//go:build !slim

package app_test

import (
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// TestMailThatIsNotBelieved sends mail that must never change anything: it goes
// to quarantine and into the journal, and nobody gets an answer.
func TestMailThatIsNotBelieved(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	genuine := w.answer(ada, "1) 999")
	cases := []struct {
		name    string
		spoil   func(*testkit.Reply)
		journal string // whose
		reason  string
	}{
		{"another sender with a good token", func(r *testkit.Reply) { r.From = "mallory@evil.example" }, slug, "another address"},
		{"two From fields", func(r *testkit.Reply) { r.Headers = []string{"From: <mallory@evil.example>"} }, slug, "more than one From field"},
		{"two From addresses", func(r *testkit.Reply) { r.From = "mallory@evil.example>, <" + ada }, slug, "more than one sender"},
		{"an absence from two senders", func(r *testkit.Reply) {
			r.From, r.Headers = ada+">, <mallory@evil.example", []string{"Auto-Submitted: auto-replied"}
			r.Text = "I am out of the office until 7 December 2030."
		}, slug, "more than one sender"},
		{"a forged token", func(r *testkit.Reply) { forge(r); r.Answers = "" }, "mailbox", "not one of ours"},
		{"a forged token in a known thread", forge, "mailbox", "not one of ours"},
		{"a stranger without a token", func(r *testkit.Reply) { r.From, r.To, r.Answers, r.Text = "mallory@evil.example", bot, "", "Buy now" }, "mailbox", "no mail of ours"},
		{"a stranger, to the partnership's address", func(r *testkit.Reply) {
			r.From, r.To, r.Answers, r.Text = "mallory@evil.example", partnershipAddress, "", "STATUS"
		}, "mailbox", "does not know its sender"},
		{"our own address as the sender", func(r *testkit.Reply) { r.From = bot }, "mailbox", "a loop"},
	}
	for _, c := range cases {
		reply := genuine
		reply.ID = strings.ReplaceAll(c.name, " ", "-") + "@evil.example"
		c.spoil(&reply)
		w.post(reply)
		row := w.settled(reply.ID)
		if row.State != store.InboxQuarantined || !strings.Contains(row.Reason, c.reason) {
			t.Errorf("%s: %s because %q, want quarantine because %q", c.name, row.State, row.Reason, c.reason)
		}
		if journal := w.journal(c.journal); !strings.Contains(journal, c.reason) {
			t.Errorf("%s: the journal has no such reason:\n%s", c.name, journal)
		}
	}
	w.eventually("move to quarantine", func() bool { return w.folder("Rapport/Quarantine") == len(cases) })
	if n := len(w.state().Readings); n != 0 {
		t.Errorf("%d readings came of mail that must not be believed", n)
	}
	if card := w.card(slug); strings.Contains(card, "away until") {
		t.Errorf("an absence came of mail that must not be believed:\n%s", card)
	}
	for _, address := range []string{ada, boris, "mallory@evil.example"} {
		if n := len(w.mails(address, 0)); n > 1 {
			t.Errorf("%s got %d mails, want none but the check-in", address, n)
		}
	}

	w.post(genuine) // the same token still serves whom it was made for
	w.mails(ada, 2)
	if row := w.settled(genuine.ID); row.State != store.InboxAccepted {
		t.Errorf("the genuine answer was %s: %s", row.State, row.Reason)
	}
}

const partnershipAddress = "rapport+" + slug + "@rapport.example"

// TestTheOtherPersonIsHeardToo: who answers in another's thread, or writes to the
// partnership's address from the footer, is heard, and answers nothing for others.
func TestTheOtherPersonIsHeardToo(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	if text := w.mail(boris, 1).Text; !strings.Contains(text, partnershipAddress) {
		t.Errorf("the footer has no %s:\n%s", partnershipAddress, text)
	}
	other := w.answer(ada, "1) 999")
	other.ID, other.From = "other@kettle.example", boris
	w.post(other)
	if text := w.mail(boris, 2).Text; !strings.Contains(text, "Ваше письмо получено") {
		t.Errorf("the answer to who wrote in another's thread:\n%s", text)
	}
	first := testkit.Reply{ID: "first@kettle.example", From: boris, To: partnershipAddress, Subject: "Чайник", Text: "Добрый день!\n\nmql: 140\n"}
	w.post(first)
	if text := w.mail(boris, 3).Text; !strings.Contains(text, "140") {
		t.Errorf("the receipt of what was written first:\n%s", text)
	}
	w.eventually("reading", func() bool { return len(w.state().Readings) == 1 })
	if r := w.state().Readings[0]; r.Value.String() != "140" || r.Reporter != "boris" {
		t.Errorf("reading %+v", r)
	}
}

// forge changes the token's signature wherever the reply names the token.
func forge(r *testkit.Reply) {
	const signed = 13 // characters that are the ask's ID
	_, rest, _ := strings.Cut(r.To, "+")
	token, _, _ := strings.Cut(rest, "@")
	forged := token[:signed] + strings.Repeat("a", len(token)-signed)
	r.To, r.Text = strings.ReplaceAll(r.To, token, forged), strings.ReplaceAll(r.Text, token, forged)
}

// TestSameAnswerAgain brings an answer back into the inbox, as a person does
// who moves it there by hand, and as a provider does who restores a mailbox.
func TestSameAnswerAgain(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	w.post(w.answer(ada, "1) 150"))
	w.mails(ada, 2)
	w.eventually("move to done", func() bool { return w.folder("Rapport/Done") == 1 })
	w.copyBack()
	w.eventually("verdict on the repeat", func() bool {
		rows, err := w.Store().Inbox(t.Context(), store.InboxQuery{States: []store.InboxState{store.InboxDuplicate}})
		return err == nil && len(rows) == 1
	})
	// What is asked for after the repeat is answered after it, too.
	status := w.answer(ada, "STATUS")
	status.ID = "status@tea.example"
	w.post(status)
	if text := w.mail(ada, 3).Text; !strings.Contains(text, "150") {
		t.Errorf("third mail:\n%s", text)
	}
	if readings := w.state().Readings; len(readings) != 1 {
		t.Errorf("readings %+v", readings)
	}
	if n := strings.Count(w.journal(slug), "ada answered 1 question"); n != 1 {
		t.Errorf("the answer is in the journal %d times", n)
	}
}

// imap logs in as the engine does.
func (w world) imap() *imapclient.Client {
	w.t.Helper()
	c, err := imapclient.DialInsecure(w.Mail().IMAPAddr(), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = c.Close() })
	password, err := w.Store().Secret(w.t.Context(), "mail-password", nil)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := c.Login("rapport", string(password)).Wait(); err != nil {
		w.t.Fatal(err)
	}
	return c
}

// copyBack copies what is done into the inbox.
func (w world) copyBack() {
	w.t.Helper()
	c := w.imap()
	if _, err := c.Select("Rapport/Done", nil).Wait(); err != nil {
		w.t.Fatal(err)
	}
	if _, err := c.Copy(imap.SeqSetNum(1), "INBOX").Wait(); err != nil {
		w.t.Fatal(err)
	}
}

// folder counts the engine's mails in a folder.
func (w world) folder(name string) int {
	w.t.Helper()
	messages, err := w.Mail().Messages(bot)
	if err != nil {
		w.t.Fatal(err)
	}
	n := 0
	for _, m := range messages {
		if m.Folder == name {
			n++
		}
	}
	return n
}

func TestCommandsByMail(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	for i, c := range []struct{ from, text, want string }{
		{ada, "STATUS", "no figures yet"},
		{ada, "Help", "STATUS"},
		{boris, "СТАТУС", "данных пока нет"},
		{boris, "Помощь", "СТАТУС"},
	} {
		command := w.answer(c.from, c.text)
		command.ID = strings.Repeat("x", i+1) + "@commands.example"
		before := len(w.mails(c.from, 1))
		w.post(command)
		if got := w.mail(c.from, before+1); !strings.Contains(got.Text, c.want) || got.References[len(got.References)-1] != command.ID {
			t.Errorf("%s from %s, want %q in the thread of %s, got %v:\n%s", c.text, c.from, c.want, command.ID, got.References, got.Text)
		}
	}
	if p := w.state(); len(p.Readings) != 0 || len(p.Running) != 1 || len(p.Running[0].Shown.Open) != 2 {
		t.Errorf("commands changed the state: %+v, %+v", p.Readings, p.Running)
	}
}

func TestOutOfOffice(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	away := w.answer(ada, "I am out of the office until 7 December 2030 and read no mail. In urgent cases call 4150.")
	away.Subject, away.Headers = "Automatic reply: check-in", []string{"Auto-Submitted: auto-replied"}
	w.post(away)
	if row := w.settled(away.ID); row.State != store.InboxAccepted || row.Class != string(procedure.ReplyAuto) {
		t.Errorf("the mail was %s as %s: %s", row.State, row.Class, row.Reason)
	}
	w.eventually("absence in the card", func() bool { return strings.Contains(w.card(slug), "away until") })
	if n := len(w.state().Readings); n != 0 {
		t.Errorf("%d readings came of an automatic reply", n)
	}

	// An automatic reply is never answered; the next mail is the receipt.
	answer := w.answer(ada, "1) 160")
	answer.ID = "back@tea.example"
	w.post(answer)
	if got := w.mail(ada, 2); got.References[len(got.References)-1] != answer.ID {
		t.Errorf("the automatic reply was answered:\n%s", got.Text)
	}
	w.eventually("return in the card", func() bool { return !strings.Contains(w.card(slug), "away until") })
}

func TestRussianAnswer(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	asked := w.mail(boris, 1)
	if !strings.Contains(asked.Text, "Здравствуйте, Борис Орлов!") {
		t.Errorf("the check-in is not in Russian:\n%s", asked.Text)
	}
	answer := w.answer(boris, "Добрый день!\n\n1) 4 150,5\n\nС уважением,\nБорис")
	w.post(answer)
	if text := w.mail(boris, 2).Text; !strings.Contains(text, "150,5") || !strings.Contains(text, "Спасибо за ответ") {
		t.Errorf("receipt:\n%s", text)
	}
	w.eventually("reading", func() bool { return len(w.state().Readings) == 1 })
	if r := w.state().Readings[0]; r.Value.String() != "4150.5" || r.Reporter != "boris" {
		t.Errorf("reading %+v", r)
	}
}

// TestUnclearAnswer sends words that answer nothing: the receipt says what was
// understood and what is still open, and the person stays on the card.
func TestUnclearAnswer(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	w.post(w.answer(ada, "I shall ask my colleagues and come back to you."))
	if text := w.mail(ada, 2).Text; !strings.Contains(text, "found no answers") && !strings.Contains(text, "Qualified leads") {
		t.Errorf("receipt:\n%s", text)
	}
	if p := w.state(); len(p.Readings) != 0 || len(p.Running[0].Shown.Open) != 2 {
		t.Errorf("words became %+v, open %+v", p.Readings, p.Running[0].Shown.Open)
	}
}
