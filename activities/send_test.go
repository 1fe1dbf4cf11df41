package activities_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// post is composer, outbox and mail server in one. It notes what happens and
// fails where a test wants it to.
type post struct {
	composed int
	row      *activities.Message // the one letter in the outbox
	sent     bool
	journal  []string
	fail     map[string]error // by step, each error once
}

func (p *post) do(step, what string) error {
	p.journal = append(p.journal, strings.TrimSpace(step+" "+what))
	err := p.fail[step]
	delete(p.fail, step)
	return err
}

// Compose words the same letter differently each time, as it does when the
// goals have moved meanwhile.
func (p *post) Compose(_ partnership.Spec, l procedure.Letter, _ procedure.Standing) (activities.Message, error) {
	p.composed++
	return activities.Message{ID: l.Workflow + "/" + l.Key, To: l.Person, Text: fmt.Sprintf("wording %d", p.composed)}, p.fail["compose"]
}

func (p *post) Enqueue(_ context.Context, _ procedure.Letter, m activities.Message, ask activities.Ask) (activities.Message, bool, error) {
	if err := p.do("enqueue", m.Text+" for "+ask.Person); err != nil {
		return activities.Message{}, false, err
	}
	if p.row == nil {
		p.row = &m
	}
	return *p.row, p.sent, nil
}

func (p *post) Sending(context.Context, string) error { return p.do("sending", "") }
func (p *post) Sent(context.Context, string) error {
	err := p.do("sent", "")
	p.sent = p.sent || err == nil
	return err
}

func (p *post) Failed(_ context.Context, _ string, cause *activities.DeliveryError) error {
	return p.do("failed", string(cause.Class))
}

func (p *post) Send(_ context.Context, m activities.Message) error {
	return p.do("smtp", m.ID+" "+m.Text)
}

func TestSendLetter(t *testing.T) {
	t.Parallel()
	failure := func(class activities.DeliveryClass) error {
		return &activities.DeliveryError{Class: class, Err: errBroken}
	}
	const sends = "smtp duo/round/ask wording 1"
	for name, c := range map[string]struct {
		fail map[string]error
		want []string // of two attempts, or of one that needs no second
		once bool
		err  error // of the first attempt
	}{
		"all is well": {
			want: []string{"enqueue wording 1 for lars", "sending", sends, "sent"}, once: true,
		},
		"a crash between mail server and mark sends the same message again": {
			fail: map[string]error{"sent": errAway}, err: errAway,
			want: []string{"enqueue wording 1 for lars", "sending", sends, "sent", "enqueue wording 2 for lars", "sending", sends, "sent"},
		},
		"a mail server that may have taken it gets the same message again": {
			fail: map[string]error{"smtp": failure(activities.DeliveryUnknown)}, err: errBroken,
			want: []string{"enqueue wording 1 for lars", "sending", sends, "failed unknown", "enqueue wording 2 for lars", "sending", sends, "sent"},
		},
		"a mail server that is busy is tried again": {
			fail: map[string]error{"smtp": failure(activities.DeliveryTemporary)}, err: errBroken,
			want: []string{"enqueue wording 1 for lars", "sending", sends, "failed temporary", "enqueue wording 2 for lars", "sending", sends, "sent"},
		},
		"an error of no class is temporary": {
			fail: map[string]error{"smtp": errBroken}, err: errBroken,
			want: []string{"enqueue wording 1 for lars", "sending", sends, "failed temporary", "enqueue wording 2 for lars", "sending", sends, "sent"},
		},
		"nothing is sent that is not in the outbox": {
			fail: map[string]error{"enqueue": errAway}, err: errAway,
			want: []string{"enqueue wording 1 for lars", "enqueue wording 2 for lars", "sending", "smtp duo/round/ask wording 2", "sent"},
		},
		"nothing is sent that is not marked": {
			fail: map[string]error{"sending": errAway}, err: errAway,
			want: []string{"enqueue wording 1 for lars", "sending", "enqueue wording 2 for lars", "sending", sends, "sent"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &post{fail: c.fail}
			sender := activities.Sender{Specs: specs{}, Readings: &ledger{}, Composer: p, Outbox: p, Mailer: p}
			if err := sender.SendLetter(t.Context(), ask("lars")); !errors.Is(err, c.err) {
				t.Errorf("first attempt: got %v, want %v", err, c.err)
			}
			if !c.once {
				if err := sender.SendLetter(t.Context(), ask("lars")); err != nil {
					t.Errorf("second attempt: %v", err)
				}
			}
			if diff := cmp.Diff(c.want, p.journal); diff != "" {
				t.Errorf("what happened (-want +got):\n%s", diff)
			}
		})
	}
}

func TestALetterThatWasSentIsNotSentAgain(t *testing.T) {
	t.Parallel()
	p := &post{row: &activities.Message{ID: "duo/round/ask"}, sent: true}
	sender := activities.Sender{Specs: specs{}, Readings: &ledger{}, Composer: p, Outbox: p, Mailer: p}
	if err := sender.SendLetter(t.Context(), ask("lars")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"enqueue wording 1 for lars"}, p.journal); diff != "" {
		t.Errorf("what happened (-want +got):\n%s", diff)
	}
}

func TestARefusedRecipientIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	p := &post{fail: map[string]error{"smtp": &activities.DeliveryError{Class: activities.DeliveryPermanent, Err: errBroken}}}
	sender := activities.Sender{Specs: specs{}, Readings: &ledger{}, Composer: p, Outbox: p, Mailer: p}
	err := sender.SendLetter(t.Context(), ask("lars"))
	var refused *temporal.ApplicationError
	if !errors.As(err, &refused) || refused.Type() != activities.ErrorTypeRefused || !refused.NonRetryable() {
		t.Errorf("got %v, want a final error of type %s", err, activities.ErrorTypeRefused)
	}
	if last := p.journal[len(p.journal)-1]; last != "failed permanent" {
		t.Errorf("the outbox was told %q", last)
	}
}

func TestErrorsOfSendingNameTheLetterAndNoAddress(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sender activities.Sender
		letter procedure.Letter
		want   string
	}{
		"no spec": {
			activities.Sender{Specs: specs{err: errAway}},
			ask("lars"),
			"compose letter ask of duo/round: the store is away",
		},
		"no such person": {
			activities.Sender{Specs: specs{}},
			ask("eve"),
			`compose letter ask of duo/round: spec has no person "eve"`,
		},
		"no readings": {
			activities.Sender{Specs: specs{}, Readings: &ledger{err: errAway}},
			ask("lars"),
			"compose letter ask of duo/round: the store is away",
		},
		"no wording": {
			activities.Sender{Specs: specs{}, Readings: &ledger{}, Composer: &post{fail: map[string]error{"compose": errBroken}}},
			ask("lars"),
			"compose letter ask of duo/round: connection reset",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := c.sender.SendLetter(t.Context(), c.letter); err == nil || err.Error() != c.want {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestTheAskOfALetterIsWhatAReplyIsReadAgainst(t *testing.T) {
	t.Parallel()
	var got activities.Ask
	p := &post{}
	sender := activities.Sender{Specs: specs{}, Readings: &ledger{}, Composer: p, Mailer: p, Outbox: asking{p, &got}}
	letter := ask("lars")
	letter.Questions = []partnership.Question{{ID: "mql"}}
	letter.Due = noon.AddDate(0, 0, 2)
	if err := sender.SendLetter(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	want := activities.Ask{
		ID: "a1", Slug: "duo", Workflow: "duo/round", Person: "lars", Locale: "en", Spec: "digest",
		MessageID: "duo/round/ask", Questions: letter.Questions, Text: "wording 1", SentAt: noon, Due: letter.Due,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ask (-want +got):\n%s", diff)
	}
}

// asking is an outbox that keeps the ask.
type asking struct {
	*post
	ask *activities.Ask
}

func (a asking) Enqueue(ctx context.Context, l procedure.Letter, m activities.Message, ask activities.Ask) (activities.Message, bool, error) {
	*a.ask = ask
	return a.post.Enqueue(ctx, l, m, ask)
}

func ask(person string) procedure.Letter {
	return procedure.Letter{
		Key: "ask", Template: procedure.TemplateCheckIn, Slug: "duo", Spec: "digest", Workflow: "duo/round",
		Person: person, Ask: "a1", At: noon,
	}
}
