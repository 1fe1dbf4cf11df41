package activities_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// quarantined is a house in whose quarantine one mail lies.
func quarantined(t *testing.T, e activities.Envelope, change ...func(*house)) *house {
	t.Helper()
	h := newHouse(e)
	h.procedures.running = append(h.procedures.running, "mailbox/main")
	h.reader.understood.Answers = []partnership.Answer{{Question: "mql", Raw: "130"}}
	h.inbox.received = received()
	if taken, err := h.intake().Take(t.Context(), h.inbox.received); err != nil || taken.State != activities.InboxQuarantined {
		t.Fatalf("the mail was %s, %v", taken.State, err)
	}
	for _, f := range change {
		f(h)
	}
	h.ledger.records = nil
	return h
}

func order(name procedure.CommandName, change ...func(*procedure.Command)) activities.Order {
	c := procedure.Command{ID: "update-1", Name: name, Mail: "row", Reason: "he said so on the phone", By: "ola"}
	for _, f := range change {
		f(&c)
	}
	return activities.Order{Command: c, At: noon.Add(time.Hour)}
}

func as(person string) func(*procedure.Command) {
	return func(c *procedure.Command) { c.Person = person }
}

// fromElsewhere is lars's answer from an address that the spec does not know.
func fromElsewhere() activities.Envelope {
	e := answer()
	e.From = "lars@home.example"
	return e
}

func TestAMailIsTakenOnAnAdminsWord(t *testing.T) {
	t.Parallel()
	outOfTheBlue := fromElsewhere()
	outOfTheBlue.Tokens, outOfTheBlue.References = nil, nil
	automatic := fromElsewhere()
	automatic.Class = activities.MailOther
	for name, c := range map[string]struct {
		envelope activities.Envelope
		order    activities.Order
		want     procedure.Reply
		journal  string
	}{
		"as the person who was asked": {
			envelope: fromElsewhere(), order: order(procedure.ReplayMail, as("lars")),
			want:    procedure.Reply{Person: "lars", By: procedure.Admin, Reason: "he said so on the phone", Proof: "admin"},
			journal: "An admin (ola) had a mail taken from quarantine as written by lars: he said so on the phone",
		},
		"as their deputy": {
			envelope: fromElsewhere(), order: order(procedure.ReplayMail, as("hans")),
			want:    procedure.Reply{Person: "hans", Named: "Hans", By: procedure.Admin, Reason: "he said so on the phone", Proof: "admin"},
			journal: "An admin (ola) had a mail taken from quarantine as written by hans: he said so on the phone",
		},
		"a mail that shows no thread, to what the person was asked last": {
			envelope: outOfTheBlue,
			order:    order(procedure.ReplayMail, as("lars"), func(c *procedure.Command) { c.Partnership = "duo" }),
			want:     procedure.Reply{Person: "lars", By: procedure.Admin, Reason: "he said so on the phone", Proof: "admin"},
			journal:  "An admin (ola) had a mail taken from quarantine as written by lars: he said so on the phone",
		},
		"a mail that was taken for a program's": {
			envelope: automatic, order: order(procedure.ReplayMail, as("lars")),
			want:    procedure.Reply{Person: "lars", By: procedure.Admin, Reason: "he said so on the phone", Proof: "admin"},
			journal: "An admin (ola) had a mail taken from quarantine as written by lars: he said so on the phone",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := quarantined(t, c.envelope)
			got, err := h.quarantine().Replay(t.Context(), c.order)
			if err != nil || got != (activities.Tended{State: activities.InboxAccepted, Workflow: "duo/round"}) {
				t.Fatalf("got %+v, %v", got, err)
			}
			want := c.want
			want.ID, want.Ask, want.Class, want.Source = "digest of the mail/replayed", "a1", procedure.ReplyAnswer, "r1@north.example"
			want.Answers = h.reader.understood.Answers
			if diff := cmp.Diff([]procedure.Reply{want}, h.procedures.replies["duo/round"]); diff != "" {
				t.Errorf("reply (-want +got):\n%s", diff)
			}
			wantEntry := []procedure.Entry{{
				ID: "replay-mail/row/update-1", At: noon.Add(time.Hour), Kind: procedure.EntryCommand, Workflow: "duo/round",
				Actor: procedure.Admin, Text: c.journal, Source: "row",
			}}
			if diff := cmp.Diff(wantEntry, h.ledger.entries()); diff != "" {
				t.Errorf("journal (-want +got):\n%s", diff)
			}
			if h.ledger.records[0].Slug != "duo" {
				t.Errorf("it stands in the journal of %s", h.ledger.records[0].Slug)
			}
			if v := h.inbox.verdict; v.State != activities.InboxAccepted || v.Command != "update-1" {
				t.Errorf("settled as %+v", v)
			}
		})
	}
}

// TestOnAnAdminsWordSomebodyElseWritesFirst: who was not asked answers nothing, and
// is heard all the same.
func TestOnAnAdminsWordSomebodyElseWritesFirst(t *testing.T) {
	t.Parallel()
	h := quarantined(t, fromElsewhere())
	got, err := h.quarantine().Replay(t.Context(), order(procedure.ReplayMail, as("sofie")))
	if err != nil || got.Workflow != "duo" {
		t.Fatalf("got %+v, %v", got, err)
	}
	if r := h.procedures.replies["duo"]; len(r) != 1 || r[0].Person != "sofie" || !r[0].Unasked || len(r[0].Answers) != 0 {
		t.Errorf("the partnership hears %+v", r)
	}
}

// TestAReplayWithoutAPersonBelievesNobodyMore: it is for mails that could not be
// used when they came and can now.
func TestAReplayWithoutAPersonBelievesNobodyMore(t *testing.T) {
	t.Parallel()
	h := quarantined(t, fromElsewhere())
	if _, err := h.quarantine().Replay(t.Context(), order(procedure.ReplayMail)); !refusedWith(err, "it comes from another address") {
		t.Errorf("got %v", err)
	}
	h.reader.envelope = answer() // the spec knows the address now
	if got, err := h.quarantine().Replay(t.Context(), order(procedure.ReplayMail)); err != nil || got.State != activities.InboxAccepted {
		t.Fatalf("got %+v, %v", got, err)
	}
	if r := h.procedures.replies["duo/round"][0]; r.By != "" || r.Person != "lars" {
		t.Errorf("the procedure hears %+v", r)
	}
}

func TestWhatCannotBeReplayedStaysAsItIs(t *testing.T) {
	t.Parallel()
	loop, outOfTheBlue := fromElsewhere(), fromElsewhere()
	loop.Own = true
	outOfTheBlue.Tokens, outOfTheBlue.References = nil, nil
	for name, c := range map[string]struct {
		envelope activities.Envelope
		change   func(*house)
		order    activities.Order
		reason   string
	}{
		"an unknown mail": {
			envelope: fromElsewhere(), order: order(procedure.ReplayMail, func(c *procedure.Command) { c.Mail = "other" }), reason: "there is no such mail",
		},
		"a mail that is not in quarantine": {
			envelope: fromElsewhere(), order: order(procedure.ReplayMail, as("lars")), reason: "it is not in quarantine but accepted",
			change: func(h *house) { h.inbox.row.State = activities.InboxAccepted },
		},
		"a stranger": {
			envelope: fromElsewhere(), order: order(procedure.ReplayMail, as("eve")), reason: "the partnership duo knows no person eve",
		},
		"a partnership that is not there": {
			envelope: outOfTheBlue, reason: "there is no partnership trio",
			order: order(procedure.ReplayMail, as("lars"), func(c *procedure.Command) { c.Partnership = "trio" }),
		},
		"another partnership": {
			envelope: fromElsewhere(), reason: "it is about the partnership duo, not trio",
			order: order(procedure.ReplayMail, as("lars"), func(c *procedure.Command) { c.Partnership = "trio" }),
		},
		"no partnership": {
			envelope: outOfTheBlue, order: order(procedure.ReplayMail, as("lars")), reason: "say which one lars belongs to",
		},
		"a loop": {envelope: loop, order: order(procedure.ReplayMail), reason: "a loop"},
		"what is sealed": {
			envelope: fromElsewhere(), order: order(procedure.ReplayMail, as("lars")), reason: "its author alone can answer",
			change: func(h *house) { h.inbox.ask.Sealed = true },
		},
		"what is too large": {
			envelope: fromElsewhere(), order: order(procedure.ReplayMail, as("lars")), reason: "too large to read",
			change: func(h *house) { h.inbox.received.TooLarge = true },
		},
		"what came by another way since": {
			envelope: fromElsewhere(), order: order(procedure.ReplayMail, as("lars")), reason: "the same mail came before",
			change: func(h *house) { h.inbox.row.Twin = true },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := quarantined(t, c.envelope)
			if c.change != nil {
				c.change(h)
			}
			before := *h.inbox.verdict
			if _, err := h.quarantine().Replay(t.Context(), c.order); !refusedWith(err, c.reason) {
				t.Errorf("got %v, want a refusal because %s", err, c.reason)
			}
			if len(h.procedures.replies)+len(h.ledger.records) > 0 || !cmp.Equal(before, *h.inbox.verdict) || h.inbox.sealed != nil {
				t.Errorf("delivered %v, journaled %v, settled as %+v", h.procedures.replies, h.ledger.entries(), h.inbox.verdict)
			}
		})
	}
}

func refusedWith(err error, reason string) bool {
	var said *temporal.ApplicationError
	return errors.As(err, &said) && said.Type() == activities.RefusedMail && said.NonRetryable() && strings.Contains(said.Message(), reason)
}

func TestADismissedMailKeepsWhatWasFoundOutAboutIt(t *testing.T) {
	t.Parallel()
	h := quarantined(t, fromElsewhere())
	got, err := h.quarantine().Dismiss(t.Context(), order(procedure.DismissMail))
	if err != nil || got != (activities.Tended{State: activities.InboxDismissed}) {
		t.Fatalf("got %+v, %v", got, err)
	}
	if v := h.inbox.verdict; v.Class != activities.MailReply || v.Ask.Slug != "duo" || v.Reason != "he said so on the phone" {
		t.Errorf("settled as %+v", v)
	}
	if entries := h.ledger.entries(); len(entries) != 1 || entries[0].Text != "An admin (ola) dismissed a mail in quarantine: he said so on the phone" {
		t.Errorf("the journal has %+v", entries)
	}
	if len(h.procedures.replies) > 0 {
		t.Errorf("delivered %v", h.procedures.replies)
	}
}

// TestWhatAnAdminDidIsDoneOnce: the answer to a command may be lost, and then it
// is given again.
func TestWhatAnAdminDidIsDoneOnce(t *testing.T) {
	t.Parallel()
	h := quarantined(t, fromElsewhere())
	h.procedures.err = nil
	q := h.quarantine()
	for range 2 {
		got, err := q.Replay(t.Context(), order(procedure.ReplayMail, as("lars")))
		if err != nil || got.State != activities.InboxAccepted || got.Workflow != "duo/round" {
			t.Fatalf("got %+v, %v", got, err)
		}
	}
	if n := len(h.procedures.replies["duo/round"]); n != 1 || len(h.ledger.records) != 1 {
		t.Errorf("delivered %d times, journaled %d times", n, len(h.ledger.records))
	}
}

// TestWhoShowsTheNumberHearsOfItsChanges, and of nothing else.
func TestWhoShowsTheNumberHearsOfItsChanges(t *testing.T) {
	t.Parallel()
	h := quarantined(t, fromElsewhere())
	q := h.quarantine()
	numbers := func(workflow string) []int {
		var list []int
		for _, m := range h.procedures.told[workflow] {
			list = append(list, *m.Quarantined)
		}
		return list
	}
	for range 2 {
		if err := q.Tell(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := q.Dismiss(t.Context(), order(procedure.DismissMail)); err != nil {
		t.Fatal(err)
	}
	for _, workflow := range []string{"duo", "mailbox/main"} {
		if diff := cmp.Diff([]int{1, 0}, numbers(workflow)); diff != "" {
			t.Errorf("%s hears (-want +got):\n%s", workflow, diff)
		}
	}
}

func TestANumberThatWasNotHeardIsToldAgain(t *testing.T) {
	t.Parallel()
	h := quarantined(t, fromElsewhere())
	q := h.quarantine()
	h.procedures.err = errBroken
	if err := q.Tell(t.Context()); !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
	h.procedures.err, h.procedures.running = nil, []string{"mailbox/main"} // the partnership has ended
	if err := q.Tell(t.Context()); err != nil {
		t.Errorf("a partnership that has ended keeps others from hearing: %v", err)
	}
	if got := h.procedures.told["mailbox/main"]; len(got) != 1 || *got[0].Quarantined != 1 {
		t.Errorf("the watch hears %+v", got)
	}
}
