package activities_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func TestTakeSettlesEveryMail(t *testing.T) {
	t.Parallel()
	change := func(f func(*activities.Envelope)) activities.Envelope {
		e := answer()
		f(&e)
		return e
	}
	for name, c := range map[string]struct {
		envelope activities.Envelope
		received activities.Received
		running  []string
		twin     bool
		want     activities.InboxState
		reason   string
		workflow string // who took it
		unread   bool   // the procedure hears that somebody wrote
	}{
		"an answer with its token": {
			envelope: answer(), want: activities.InboxAccepted, workflow: "duo/round",
		},
		"an answer that lost its token and kept its thread": {
			envelope: change(func(e *activities.Envelope) { e.Tokens = nil }), want: activities.InboxAccepted, workflow: "duo/round",
		},
		"the good one of several tokens": {
			envelope: change(func(e *activities.Envelope) { e.Tokens = []string{"forged", "good"} }), want: activities.InboxAccepted, workflow: "duo/round",
		},
		"an answer to a round that has ended": {
			envelope: answer(), running: []string{"duo"}, want: activities.InboxAccepted, workflow: "duo",
		},
		"an answer to a partnership that has ended": {
			envelope: answer(), running: []string{"other"}, want: activities.InboxQuarantined, reason: "the partnership has ended",
		},
		"a forged token": {
			envelope: change(func(e *activities.Envelope) { e.Tokens = []string{"forged"} }),
			want:     activities.InboxQuarantined, reason: "its reply token is not one of ours",
		},
		"a foreign sender": {
			envelope: change(func(e *activities.Envelope) { e.From = "eve@elsewhere.example" }),
			want:     activities.InboxQuarantined, reason: "its token is good, but it comes from another address",
		},
		"no sender": {
			envelope: change(func(e *activities.Envelope) { e.From = "" }),
			want:     activities.InboxQuarantined, reason: "its token is good, but it comes from another address",
		},
		"a sender who is doubted": {
			envelope: change(func(e *activities.Envelope) { e.Doubt = "nobody vouches for its sender" }),
			want:     activities.InboxQuarantined, reason: "nobody vouches for its sender",
		},
		"several senders": {
			envelope: change(func(e *activities.Envelope) { e.From, e.Doubt = "", "it names more than one sender" }),
			want:     activities.InboxQuarantined, reason: "it names more than one sender",
		},
		"a mail out of the blue": {
			envelope: change(func(e *activities.Envelope) { e.Tokens, e.References = nil, nil }),
			want:     activities.InboxQuarantined, reason: "it answers no mail of ours",
		},
		"the same mail by another way": {
			envelope: answer(), twin: true, want: activities.InboxDuplicate, reason: "the same mail came before",
		},
		"a loop": {
			envelope: change(func(e *activities.Envelope) { e.Own = true }),
			want:     activities.InboxQuarantined, reason: "one of our own mails came back: a loop",
		},
		"a mail that is too large": {
			envelope: answer(), received: activities.Received{At: noon, TooLarge: true},
			want: activities.InboxQuarantined, reason: "it is too large to read", unread: true,
		},
		"a mail that is too large, to a round that has ended": {
			envelope: answer(), received: activities.Received{At: noon, TooLarge: true}, running: []string{"other"},
			want: activities.InboxQuarantined, reason: "it is too large to read",
		},
		"a mail that is too large, of a stranger": {
			envelope: change(func(e *activities.Envelope) { e.From = "eve@elsewhere.example" }), received: activities.Received{At: noon, TooLarge: true},
			want: activities.InboxQuarantined, reason: "its token is good, but it comes from another address",
		},
		"a bounce, which comes from a stranger": {
			envelope: activities.Envelope{
				From: "mailer-daemon@north.example", Class: activities.MailBounce, Bounce: procedure.SetbackFull, References: []string{"m1@rapport.example"},
			},
			want: activities.InboxAccepted, workflow: "duo/round",
		},
		"a report that a mail is late": {
			envelope: activities.Envelope{
				From: "mailer-daemon@north.example", Class: activities.MailDelivery, References: []string{"m1@rapport.example"},
			},
			want: activities.InboxAccepted, reason: "it reports a mail that is on its way",
		},
		"an absence": {
			envelope: change(func(e *activities.Envelope) { e.Class, e.Away = activities.MailAuto, "2027-01-07" }),
			want:     activities.InboxAccepted, workflow: "duo/round",
		},
		"an absence that a stranger announces": {
			envelope: change(func(e *activities.Envelope) { e.Class, e.From = activities.MailAuto, "eve@elsewhere.example" }),
			want:     activities.InboxQuarantined, reason: "its token is good, but it comes from another address",
		},
		"an absence that nobody vouches for": {
			envelope: change(func(e *activities.Envelope) { e.Class, e.Doubt = activities.MailAuto, "nobody vouches for its sender" }),
			want:     activities.InboxQuarantined, reason: "nobody vouches for its sender",
		},
		"a bounce, for whose sender nobody vouches": {
			envelope: change(func(e *activities.Envelope) {
				e.Class, e.From, e.Doubt, e.Bounce = activities.MailBounce, "", "it does not say who sent it", procedure.SetbackTemporary
			}),
			want: activities.InboxAccepted, workflow: "duo/round",
		},
		"a complaint about a mail": {
			envelope: change(func(e *activities.Envelope) { e.Class = activities.MailFeedback }),
			want:     activities.InboxQuarantined, reason: "its reader complains about a mail of ours",
		},
		"words that came through a list which stands in the thread": {
			envelope: change(func(e *activities.Envelope) { e.Class, e.Listed = activities.MailOther, true }),
			want:     activities.InboxAccepted, workflow: "duo/round",
		},
		"a stranger's words through the same list": {
			envelope: change(func(e *activities.Envelope) {
				e.Class, e.Listed, e.From = activities.MailOther, true, "eve@elsewhere.example"
			}),
			want: activities.InboxQuarantined, reason: "its token is good, but it comes from another address",
		},
		"a newsletter of a known person": {
			envelope: change(func(e *activities.Envelope) {
				e.Class, e.Listed, e.Tokens, e.References = activities.MailOther, true, nil, nil
			}),
			want: activities.InboxQuarantined, reason: "it answers no mail of ours",
		},
		"an answer of the declared deputy": {
			envelope: change(func(e *activities.Envelope) { e.From = "hans@north.example" }), want: activities.InboxAccepted, workflow: "duo/round",
		},
		"an absence of the declared deputy": {
			envelope: change(func(e *activities.Envelope) { e.From, e.Class = "hans@north.example", activities.MailAuto }),
			want:     activities.InboxQuarantined, reason: "its token is good, but it comes from another address",
		},
		"an answer of a deputy for whom nobody vouches": {
			envelope: change(func(e *activities.Envelope) { e.From, e.Doubt = "hans@north.example", "nobody vouches for its sender" }),
			want:     activities.InboxQuarantined, reason: "nobody vouches for its sender",
		},
		"a mail of no class": {
			envelope: change(func(e *activities.Envelope) { e.Class = "" }),
			want:     activities.InboxQuarantined, reason: "it is neither an answer nor about one",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(c.envelope)
			h.inbox.row.Twin = c.twin
			if c.running != nil {
				h.procedures.running = c.running
			}
			mail := c.received
			if mail.At.IsZero() {
				mail = received()
			}
			taken, err := h.intake().Take(t.Context(), mail)
			if err != nil || taken.State != c.want {
				t.Fatalf("got %s, %v, want %s", taken.State, err, c.want)
			}
			if v := h.inbox.verdict; v.State != c.want || v.Reason != c.reason || v.Workflow != c.workflow {
				t.Errorf("settled as %+v, want %s, %q, taken by %q", *v, c.want, c.reason, c.workflow)
			}
			told := c.workflow
			if c.unread {
				told = asked.Workflow
			}
			if taken := len(h.procedures.replies[told]); (told != "") != (taken == 1) || len(h.procedures.replies) > 1 {
				t.Errorf("delivered %v, want it at %q alone", h.procedures.replies, told)
			}
			if journaled := len(h.ledger.entries()) == 1; journaled != (c.want == activities.InboxQuarantined) {
				t.Errorf("the journal has %v", h.ledger.entries())
			}
		})
	}
}

func TestTakeHandsOverWhatWasUnderstood(t *testing.T) {
	t.Parallel()
	h := newHouse(answer())
	h.reader.understood = activities.Understanding{
		Answers:  []partnership.Answer{{Question: "mql", Raw: "130"}},
		Commands: []partnership.Command{{Name: partnership.CommandStatus}},
		Problems: []string{"a range"},
	}
	if _, err := h.intake().Take(t.Context(), received()); err != nil {
		t.Fatal(err)
	}
	want := map[string][]procedure.Reply{"duo/round": {{
		ID: "digest of the mail", Ask: "a1", Person: "lars", Class: procedure.ReplyAnswer, Source: "r1@north.example",
		Answers: h.reader.understood.Answers, Commands: h.reader.understood.Commands, Problems: h.reader.understood.Problems,
	}}}
	if diff := cmp.Diff(want, h.procedures.replies); diff != "" {
		t.Errorf("reply (-want +got):\n%s", diff)
	}
	read := activities.ReplyContext{Questions: asked.Questions, Locale: "en", Sent: "How many leads?", SentHTML: "<p>m1@rapport.example</p>", At: noon, Workflow: "duo/round"}
	if diff := cmp.Diff(read, *h.reader.context); diff != "" {
		t.Errorf("read against (-want +got):\n%s", diff)
	}
	if zone := h.reader.context.At.Location().String(); zone != "Asia/Tokyo" {
		t.Errorf("lars's \"tomorrow\" is one of %s, not of his own zone", zone)
	}
}

// TestADeputysAnswerIsTheDeputys: the procedure learns who wrote, and under which
// name to speak of them.
func TestADeputysAnswerIsTheDeputys(t *testing.T) {
	t.Parallel()
	e := answer()
	e.From = "hans@north.example"
	h := newHouse(e)
	if _, err := h.intake().Take(t.Context(), received()); err != nil {
		t.Fatal(err)
	}
	want := []procedure.Reply{{
		ID: "digest of the mail", Ask: "a1", Person: "hans", Named: "Hans", Class: procedure.ReplyAnswer, Source: "r1@north.example",
	}}
	if diff := cmp.Diff(want, h.procedures.replies["duo/round"]); diff != "" {
		t.Errorf("reply (-want +got):\n%s", diff)
	}
	if zone := h.reader.context.At.Location().String(); zone != "Etc/UTC" {
		t.Errorf("the deputy's \"tomorrow\" is one of %s", zone)
	}
}

// TestNobodyAnswersWhatIsSealedInAnothersPlace, not even a declared deputy.
func TestNobodyAnswersWhatIsSealedInAnothersPlace(t *testing.T) {
	t.Parallel()
	e := answer()
	e.From = "hans@north.example"
	h := newHouse(e)
	h.inbox.ask.Sealed = true
	if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxQuarantined {
		t.Fatalf("got %s, %v", taken.State, err)
	}
	if h.inbox.sealed != nil || len(h.procedures.replies["duo/round"]) != 0 {
		t.Errorf("sealed %v, delivered %v", h.inbox.sealed, h.procedures.replies)
	}
}

// TestWhatIsTooLargeIsUnread: that somebody wrote must be seen where the answer is
// waited for, though nothing of it was read.
func TestWhatIsTooLargeIsUnread(t *testing.T) {
	t.Parallel()
	h := newHouse(answer())
	h.reader.understood.Answers = []partnership.Answer{{Question: "mql", Raw: "130"}}
	mail := received()
	mail.TooLarge = true
	if _, err := h.intake().Take(t.Context(), mail); err != nil {
		t.Fatal(err)
	}
	want := []procedure.Reply{{
		ID: "digest of the mail", Ask: "a1", Person: "lars", Class: procedure.ReplyUnread, Source: "r1@north.example",
	}}
	if diff := cmp.Diff(want, h.procedures.replies["duo/round"]); diff != "" {
		t.Errorf("reply (-want +got):\n%s", diff)
	}
	if h.reader.context != nil {
		t.Error("a text that was never fetched was read")
	}
}

// TestWhatIsSealedStaysInTheStore: histories hear which questions were answered,
// and nothing that was said.
func TestWhatIsSealedStaysInTheStore(t *testing.T) {
	t.Parallel()
	h := newHouse(answer())
	h.inbox.ask.Sealed = true
	answers := []partnership.Answer{{Question: "mood", Value: partnership.TextValue("a secret"), Raw: "a secret"}}
	h.reader.understood = activities.Understanding{
		Answers:  slices.Clone(answers),
		Commands: []partnership.Command{{Name: partnership.CommandStatus, Argument: "of my secret"}},
		Problems: []string{`"the secret" is no number`, "more secrets"},
	}
	if _, err := h.intake().Take(t.Context(), received()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(answers, h.inbox.sealed); diff != "" {
		t.Errorf("sealed (-want +got):\n%s", diff)
	}
	if len(h.inbox.problems) != 2 {
		t.Errorf("problems in the store: %q", h.inbox.problems)
	}
	replies := h.procedures.replies["duo/round"]
	history, err := json.Marshal(replies)
	if err != nil || len(replies) != 1 {
		t.Fatalf("delivered %v, %v", replies, err)
	}
	if strings.Contains(string(history), "secret") {
		t.Errorf("the history holds what was said: %s", history)
	}
	reply := replies[0]
	if !reply.Sealed || len(reply.Answers) != 1 || reply.Answers[0].Question != "mood" || len(reply.Problems) != 1 || len(reply.Commands) != 1 {
		t.Errorf("the procedure hears %+v", reply)
	}
}

// TestAnAnswerAfterTheEndIsAnswered: no workflow is left to do it.
func TestAnAnswerAfterTheEndIsAnswered(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		envelope activities.Envelope
		command  bool
		sealed   bool
		person   string
		want     procedure.Form // none: nobody is written to
	}{
		"an answer":       {envelope: answer(), want: procedure.FormClosed},
		"a sealed answer": {envelope: answer(), sealed: true, want: procedure.FormClosed},
		"a command":       {envelope: answer(), command: true, want: procedure.FormStatus},
		"an absence":      {envelope: func() activities.Envelope { e := answer(); e.Class = activities.MailAuto; return e }()},
		"a bounce": {envelope: func() activities.Envelope {
			e := answer()
			e.Class, e.Bounce = activities.MailBounce, procedure.SetbackTemporary
			return e
		}()},
		"a stranger": {envelope: func() activities.Envelope { e := answer(); e.From = "eve@elsewhere.example"; return e }()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(c.envelope)
			h.procedures.running, h.inbox.ask.Sealed = nil, c.sealed
			h.reader.understood.Answers = []partnership.Answer{{Question: "mql", Value: partnership.TextValue("130")}}
			if c.command {
				h.reader.understood = activities.Understanding{Commands: []partnership.Command{{Name: partnership.CommandStatus}}}
			}
			for range 2 { // the settling may be lost
				h.inbox.row.State = activities.InboxStored
				if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxQuarantined {
					t.Fatalf("got %s, %v", taken.State, err)
				}
			}
			letters := h.ledger.letters()
			if c.want == "" {
				if len(letters) > 0 || h.posted > 0 {
					t.Errorf("posted %+v", letters)
				}
				return
			}
			if len(letters) != 2 || letters[0].Key != letters[1].Key || letters[0].Workflow != letters[1].Workflow {
				t.Fatalf("the repeat is another letter: %+v", letters)
			}
			l := letters[0]
			if l.Form != c.want || l.Person != "lars" || l.Ask != "a1" || l.Slug != "duo" || !l.Urgent || l.InReplyTo != "r1@north.example" {
				t.Errorf("posted %+v", l)
			}
			if l.Sealed != c.sealed || c.sealed && !l.Understood[0].Value.Unknown {
				t.Errorf("sealed %t, and the letter says %+v", l.Sealed, l.Understood)
			}
			if h.posted != 2 {
				t.Errorf("the postman was called %d times", h.posted)
			}
		})
	}
}

// TestNobodyUnderstandsABounce: the text of automatic mail holds no answers,
// whatever it quotes.
func TestNobodyUnderstandsABounce(t *testing.T) {
	t.Parallel()
	for _, class := range []activities.MailClass{activities.MailBounce, activities.MailAuto} {
		e := answer()
		e.Class, e.Bounce = class, procedure.SetbackTemporary
		h := newHouse(e)
		if _, err := h.intake().Take(t.Context(), received()); err != nil {
			t.Fatal(err)
		}
		if h.reader.context != nil {
			t.Errorf("the text of a mail of class %s was read", class)
		}
		if got := h.procedures.replies["duo/round"]; len(got) != 1 || got[0].Class != procedure.ReplyClass(class) {
			t.Errorf("delivered %+v", got)
		}
	}
}

func TestTakeLeavesTheMailWhereItIsWhenTheWorldFails(t *testing.T) {
	t.Parallel()
	for name, breakIt := range map[string]func(*house){
		"the store is away":              func(h *house) { h.inbox.err = errAway },
		"the workflow cannot be reached": func(h *house) { h.procedures.err = errBroken },
		"the journal cannot be written":  func(h *house) { h.reader.envelope.Own, h.ledger.err = true, errAway },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(answer())
			breakIt(h)
			taken, err := h.intake().Take(t.Context(), received())
			if taken.State != activities.InboxStored || !errors.Is(err, errAway) && !errors.Is(err, errBroken) {
				t.Errorf("got %s, %v, want the mail to stay", taken.State, err)
			}
			if h.inbox.verdict != nil {
				t.Errorf("settled as %+v", *h.inbox.verdict)
			}
		})
	}
}

// TestTakeAfterACrashDoesNotDeliverAgain covers the time between a mail's
// settling and its move into another folder.
func TestTakeAfterACrashDoesNotDeliverAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(answer())
	for range 2 {
		if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxAccepted {
			t.Fatalf("got %s, %v", taken.State, err)
		}
	}
	if n := len(h.procedures.replies["duo/round"]); n != 1 {
		t.Errorf("the mail was delivered %d times", n)
	}
}

// TestWhatIsKeptAndNotSettledIsTakenUp covers the time between keeping a mail and settling
// it, where the mailbox does not hand it over again.
func TestWhatIsKeptAndNotSettledIsTakenUp(t *testing.T) {
	t.Parallel()
	h := newHouse(answer())
	h.inbox.kept = true
	for range 2 {
		if err := h.intake().Resume(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if v := h.inbox.verdict; v == nil || v.State != activities.InboxAccepted || v.Workflow != "duo/round" {
		t.Errorf("it is settled as %+v", v)
	}
	if n := len(h.procedures.replies["duo/round"]); n != 1 {
		t.Errorf("it was delivered %d times", n)
	}
}

func TestAMailThatCannotBeTakenUpHoldsUpNobody(t *testing.T) {
	t.Parallel()
	h := newHouse(answer())
	h.inbox.kept, h.procedures.err = true, errBroken
	if err := h.intake().Resume(t.Context()); err != nil || h.inbox.verdict != nil {
		t.Errorf("got %v, settled as %+v", err, h.inbox.verdict)
	}
	h.inbox.err = errAway
	if err := h.intake().Resume(t.Context()); !errors.Is(err, errAway) {
		t.Errorf("without a store: %v", err)
	}
}

func TestQuarantineIsJournaledWhereItBelongs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from string
		want procedure.Entry
	}{
		"about an ask": {"eve@elsewhere.example", procedure.Entry{
			ID: "quarantine/row", At: noon, Workflow: "duo/round", Kind: procedure.EntryReply, Actor: "lars", Source: "row",
			Text: "A mail was put in quarantine: its token is good, but it comes from another address",
		}},
		"about nothing": {"", procedure.Entry{
			ID: "quarantine/row", At: noon, Kind: procedure.EntryReply, Source: "row",
			Text: "A mail was put in quarantine: it answers no mail of ours",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := answer()
			e.From = c.from
			if c.from == "" {
				e.Tokens, e.References = nil, nil
			}
			var journal []string
			h := newHouse(e)
			h.ledger.journal = &journal
			if _, err := h.intake().Take(t.Context(), received()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]procedure.Entry{c.want}, h.ledger.entries()); diff != "" {
				t.Errorf("journal (-want +got):\n%s", diff)
			}
			slug := map[string]string{"about an ask": "duo", "about nothing": "mailbox"}[name]
			if diff := cmp.Diff([]string{"commit " + slug}, journal); diff != "" {
				t.Errorf("journal of (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLogsHoldNoAddressAndNoText(t *testing.T) {
	t.Parallel()
	h := newHouse(answer())
	h.reader.understood.Answers = []partnership.Answer{{Question: "mql", Raw: "a secret"}}
	if _, err := h.intake().Take(t.Context(), received()); err != nil {
		t.Fatal(err)
	}
	for _, forbidden := range []string{"@", "secret", "leads"} {
		if strings.Contains(h.log.String(), forbidden) {
			t.Errorf("the log holds %q: %s", forbidden, h.log)
		}
	}
	if !strings.Contains(h.log.String(), "state=accepted") {
		t.Errorf("the log does not say what became of the mail: %s", h.log)
	}
}
