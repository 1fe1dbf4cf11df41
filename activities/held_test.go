package activities_test

import (
	"errors"
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// doubted is an answer for whose sender nobody vouches.
func doubted() activities.Envelope {
	e := answer()
	e.Doubt = "it did not pass"
	return e
}

// TestAMailThatIsConfirmedIsTakenAsItWas: once, however often the step is repeated.
func TestAMailThatIsConfirmedIsTakenAsItWas(t *testing.T) {
	t.Parallel()
	for name, e := range map[string]activities.Envelope{
		"an answer":              doubted(),
		"written first":          first(func(e *activities.Envelope) { e.Proof, e.Doubt = "", "it did not pass" }),
		"written first, unasked": first(func(e *activities.Envelope) { e.Proof = "" }),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(e)
			h.reader.understood.Answers = []partnership.Answer{{Question: "mql", Raw: "130"}}
			in := h.intake()
			if taken, err := in.Take(t.Context(), received()); err != nil || taken.State != activities.InboxQuarantined {
				t.Fatal(taken.State, err)
			}
			if held := h.procedures.replies["duo"]; len(held) != 1 || len(h.procedures.replies) != 1 || len(held[0].Answers) != 0 {
				t.Fatalf("before the person's word: %+v", h.procedures.replies)
			}
			h.procedures.replies = nil
			for range 2 {
				if err := in.Release(t.Context(), procedure.Release{Mail: "row", Person: "lars"}); err != nil {
					t.Fatal(err)
				}
			}
			var taken []procedure.Reply
			for _, replies := range h.procedures.replies {
				taken = append(taken, replies...)
			}
			if len(taken) != 1 || taken[0].Class != procedure.ReplyAnswer || taken[0].Proof != string(activities.ProofConfirmed) {
				t.Errorf("taken %+v", taken)
			}
			if h.inbox.verdict.State != activities.InboxAccepted {
				t.Errorf("settled as %+v", *h.inbox.verdict)
			}
		})
	}
}

func TestAMailThatIsGoneHoldsNothingUp(t *testing.T) {
	t.Parallel()
	h := newHouse(doubted())
	if err := h.intake().Release(t.Context(), procedure.Release{Mail: "lost", Person: "lars"}); err != nil || h.inbox.verdict != nil {
		t.Errorf("released %v, %v", h.inbox.verdict, err)
	}
	h.inbox.row.State, h.inbox.forgotten = activities.InboxQuarantined, true
	if err := h.intake().Release(t.Context(), procedure.Release{Mail: "row", Person: "lars"}); err != nil || h.inbox.verdict != nil {
		t.Errorf("released %v, %v", h.inbox.verdict, err)
	}
	h.inbox.err = errAway
	if err := h.intake().Release(t.Context(), procedure.Release{Mail: "row", Person: "lars"}); !errors.Is(err, errAway) {
		t.Errorf("while the store is away: %v", err)
	}
}

// TestTheWordIsTakenWithoutAVouch: people for whom nobody vouches must be able to
// say that a mail is theirs. Only they have the token of the letter that asks.
func TestTheWordIsTakenWithoutAVouch(t *testing.T) {
	t.Parallel()
	word := activities.Ask{
		ID: lifecycle.DoubtAsk("duo", "mail", "lars"), Slug: "duo", Workflow: "duo", Person: "lars", Spec: "digest",
		MessageID: "m1@rapport.example", Questions: []partnership.Question{{ID: "mail", Kind: partnership.KindYesNo}},
	}
	for name, c := range map[string]struct {
		change func(*activities.Envelope, *activities.Ask)
		want   activities.InboxState
	}{
		"their own":              {func(*activities.Envelope, *activities.Ask) {}, activities.InboxAccepted},
		"from another address":   {func(e *activities.Envelope, _ *activities.Ask) { e.From = "eve@elsewhere.example" }, activities.InboxQuarantined},
		"a colleague's":          {func(e *activities.Envelope, _ *activities.Ask) { e.From = "sofie@north.example" }, activities.InboxQuarantined},
		"from several senders":   {func(e *activities.Envelope, _ *activities.Ask) { e.From = "" }, activities.InboxQuarantined},
		"to an ask of its kind":  {func(_ *activities.Envelope, a *activities.Ask) { a.Questions[0].ID = "agreed" }, activities.InboxQuarantined},
		"to an ask for somebody": {func(_ *activities.Envelope, a *activities.Ask) { a.ID = lifecycle.DoubtAsk("duo", "mail", "sofie") }, activities.InboxQuarantined},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := doubted()
			e.Tokens = nil // the thread has it
			h := newHouse(e)
			h.inbox.ask = word
			h.inbox.ask.Questions = []partnership.Question{word.Questions[0]}
			c.change(&h.reader.envelope, &h.inbox.ask)
			if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != c.want {
				t.Errorf("%s, %v, want %s", taken.State, err, c.want)
			}
		})
	}
}

// TestWhatBindsNeedsAStrongProof: SPF and no proof at all are not enough for a
// command that binds its sender; a figure gets through.
func TestWhatBindsNeedsAStrongProof(t *testing.T) {
	t.Parallel()
	for proof, strong := range map[activities.Proof]bool{
		activities.ProofDMARC: true, activities.ProofDKIM: true, activities.ProofLocal: true,
		activities.ProofComposite: false, activities.ProofSPF: false, "": false,
	} {
		for command, binds := range map[partnership.CommandName]bool{"SIGN": true, "CONFLICT": true, "NOTICE": true, partnership.CommandStatus: false} {
			for name, e := range map[string]activities.Envelope{"answer": answer(), "first": first(nil)} {
				if e.Proof = proof; name == "first" && proof == "" {
					continue // held in any case
				}
				h := newHouse(e)
				h.reader.understood.Commands = []partnership.Command{{Name: command}}
				in := h.intake()
				taken, err := in.Take(t.Context(), received())
				if want := strong || !binds; err != nil || (taken.State == activities.InboxAccepted) != want {
					t.Errorf("%s with %s by %q: %s, %v", name, command, proof, taken.State, err)
				}
				if taken.State == activities.InboxAccepted {
					continue
				}
				if held := h.procedures.replies["duo"]; len(held) != 1 || held[0].Class != procedure.ReplyHeld || len(held[0].Commands) != 0 {
					t.Errorf("%s with %s by %q: told %+v", name, command, proof, h.procedures.replies)
				}
				if err := in.Release(t.Context(), procedure.Release{Mail: "row", Person: "lars"}); err != nil || h.inbox.verdict.State != activities.InboxAccepted {
					t.Errorf("%s with %s after the person's word: %+v, %v", name, command, *h.inbox.verdict, err)
				}
			}
		}
	}
}

// A vote binds a party: it needs a better proof of its sender than a figure does.
func TestAVoteIsNotTakenFromWhomNobodyVouchesFor(t *testing.T) {
	t.Parallel()
	for kind, want := range map[partnership.QuestionKind]activities.InboxState{
		partnership.KindNumber: activities.InboxAccepted, partnership.KindVote: activities.InboxQuarantined,
	} {
		h := newHouse(answer())
		h.inbox.ask.Questions = []partnership.Question{{ID: "vote", Kind: kind}}
		h.reader.understood.Answers = []partnership.Answer{{Question: "vote", Raw: "for"}}
		taken, err := h.intake().Take(t.Context(), received())
		if err != nil || taken.State != want {
			t.Errorf("an answer of the kind %s is %s, %v", kind, taken.State, err)
		}
	}
}
