//go:build !slim

package app_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// TestAnAdminDealsWithQuarantine sends answers from an address that nobody
// knows. The cards count them; on an admin's word one counts as its author's, who
// reads so in the receipt, and another is put aside.
func TestAnAdminDealsWithQuarantine(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	fromHome, advert := w.answer(ada, "1) 150"), w.answer(ada, "1) 999")
	fromHome.From, fromHome.ID = "ada@home.example", "home@tea.example"
	advert.From, advert.ID = "eve@elsewhere.example", "advert@elsewhere.example"
	w.post(fromHome)
	w.post(advert)
	first, second := w.settled(fromHome.ID), w.settled(advert.ID)
	w.eventually("count on the partnership's card", func() bool { return strings.Contains(w.card(slug), "**2 mails** in quarantine, which nobody took") })
	w.eventually("count on the mailbox's card", func() bool { return strings.Contains(w.card("mailbox/main"), "**2 mails** in quarantine") })

	read, err := app.ReadInbox(t.Context(), w.Store(), first.ID[:10])
	if err != nil {
		t.Fatal(err)
	}
	if u := read.Understanding(); u.Class != understand.ClassReply || len(u.Answers) != 1 || u.Answers[0].Value.String() != "150" {
		t.Errorf("it is understood as %+v", u)
	}

	p := w.planner()
	for name, c := range map[string]procedure.Command{
		"no reason":            {Name: procedure.ReplayMail, Mail: first.ID, Person: "ada"},
		"no mail":              {Name: procedure.DismissMail, Reason: "x"},
		"nobody's word":        {Name: procedure.ReplayMail, Mail: first.ID, Reason: "x"},
		"a stranger's word":    {Name: procedure.ReplayMail, Mail: first.ID, Person: "eve", Reason: "x"},
		"an unknown mail":      {Name: procedure.DismissMail, Mail: "0000000000000000", Reason: "x"},
		"a person's dismissal": {Name: procedure.DismissMail, Mail: first.ID, Person: "ada", Reason: "x"},
	} {
		var said *app.MailRefusedError
		if _, err := p.TendMail(t.Context(), c); !errors.As(err, &said) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
	tended, err := p.TendMail(t.Context(), procedure.Command{
		Name: procedure.ReplayMail, Mail: first.ID, Person: "ada", Reason: "she wrote from home", By: "ola",
	})
	if err != nil || tended.State != "accepted" || !strings.HasPrefix(tended.Workflow, slug+"/check-in/") {
		t.Fatalf("got %+v, %v", tended, err)
	}
	if text := w.mail(ada, 2).Text; !strings.Contains(text, "150") || !strings.Contains(text, "she wrote from home") {
		t.Errorf("the receipt does not say that an admin did it, and why:\n%s", text)
	}
	w.eventually("reading", func() bool { return len(w.state().Readings) == 1 })
	if r := w.state().Readings[0]; r.Value.String() != "150" || r.Reporter != "ada" {
		t.Errorf("the reading is %+v", r)
	}
	if _, err := p.TendMail(t.Context(), procedure.Command{Name: procedure.DismissMail, Mail: second.ID, Reason: "an advertisement"}); err != nil {
		t.Fatal(err)
	}
	journal := w.journal(slug)
	for _, entry := range []string{
		"An admin (ola) had a mail taken from quarantine as written by ada: she wrote from home",
		"An admin dismissed a mail in quarantine: an advertisement",
	} {
		if strings.Count(journal, entry) != 1 {
			t.Errorf("the journal does not say once %q:\n%s", entry, journal)
		}
	}
	if row := w.settled(advert.ID); row.State != store.InboxDismissed {
		t.Errorf("the other mail is %s: %s", row.State, row.Reason)
	}
	w.eventually("nothing on the partnership's card", func() bool { return !strings.Contains(w.card(slug), "quarantine") })
	w.eventually("nothing on the mailbox's card", func() bool { return strings.Contains(w.card("mailbox/main"), "Nothing is in quarantine") })
}

func TestATrialNamesWhatThereIs(t *testing.T) {
	t.Parallel()
	spec := specs(t, tea)[0]
	for _, c := range []struct{ checkIn, person, want string }{
		{"monthly", "", `no check-in "monthly": the partnership tea-kettle has weekly`},
		{"weekly", "eve", `no person "eve": the check-in weekly asks ada, boris`},
	} {
		if _, err := app.NewTrial(spec, c.checkIn, c.person); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

// TestATrialIsAnsweredAsThePersonWouldBe, in their language, with what was
// understood and what was not.
func TestATrialIsAnsweredAsThePersonWouldBe(t *testing.T) {
	t.Parallel()
	trial, err := app.NewTrial(specs(t, tea)[0], "", "boris")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(trial.Asked.Text, "Здравствуйте, Борис Орлов!") || trial.At.Location().String() != "Europe/Oslo" {
		t.Errorf("asked at %s:\n%s", trial.At, trial.Asked.Text)
	}
	for _, c := range []struct {
		text, want string
		answers    int
		open       int
	}{
		{"1) 150", "Спасибо за ответ", 1, 0},
		{"1) 100-200", "100-200", 0, 1},
		{"СТАТУС", "данных пока нет", 0, 1},
	} {
		tried, err := trial.Try(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if len(tried.Answers) != 1 || !strings.Contains(tried.Answers[0].Text, c.want) {
			t.Errorf("%s: boris would get %+v", c.text, tried.Answers)
		}
		if len(tried.Understood.Answers) != c.answers || len(tried.Open) != c.open || tried.Refused != "" {
			t.Errorf("%s: understood %+v, open %v, refused %q", c.text, tried.Understood, tried.Open, tried.Refused)
		}
	}
	again, err := trial.Try("1) 160")
	if err != nil || again.Understood.Answers[0].Value.String() != "160" {
		t.Errorf("a second reply to the same mail is understood as %+v, %v", again.Understood, err)
	}
}
