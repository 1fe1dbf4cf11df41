package activities_test

import (
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TestABounceAndADepartureReachWhoeverAsked with what follows from them.
func TestABounceAndADepartureReachWhoeverAsked(t *testing.T) {
	t.Parallel()
	left := &procedure.Departure{Name: "Anna", Address: "anna@north.example"}
	for name, e := range map[string]activities.Envelope{
		"a bounce":           {From: "mailer-daemon@north.example", Class: activities.MailBounce, Bounce: procedure.SetbackPermanent, Departure: left, Tokens: []string{"good"}},
		"an automatic reply": {From: "lars@north.example", Class: activities.MailAuto, Departure: left, Tokens: []string{"good"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(e)
			if _, err := h.intake().Take(t.Context(), received()); err != nil {
				t.Fatal(err)
			}
			got := h.procedures.replies["duo/round"]
			if len(got) != 1 || got[0].Bounce != e.Bounce || got[0].Departure == nil || *got[0].Departure != *left {
				t.Errorf("the round hears %+v", got)
			}
		})
	}
}

func TestAPersonsLastWordsReachWhoeverAskedButNotOfASealedAsk(t *testing.T) {
	t.Parallel()
	for _, sealed := range []bool{false, true} {
		h := newHouse(answer())
		h.inbox.ask.Sealed = sealed
		h.reader.understood.Departure = &procedure.Departure{Name: "Anna", Spoken: true}
		if _, err := h.intake().Take(t.Context(), received()); err != nil {
			t.Fatal(err)
		}
		got := h.procedures.replies["duo/round"]
		if len(got) != 1 || (got[0].Departure == nil) != sealed {
			t.Errorf("sealed is %v, and the round hears %+v", sealed, got)
		}
	}
}

// TestWhoeverReadsThePersonsMailAnswersForThem from the address that it went to.
func TestWhoeverReadsThePersonsMailAnswersForThem(t *testing.T) {
	t.Parallel()
	e := answer()
	e.From = "anna@north.example"
	h := newHouse(e)
	h.inbox.ask.Recipient = "Anna@north.example"
	h.reader.understood.Answers = []partnership.Answer{{Question: "mql", Raw: "130"}}
	if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxAccepted {
		t.Fatal(taken.State, err, *h.inbox.verdict)
	}
	if got := h.procedures.replies["duo/round"]; len(got) != 1 || got[0].Person != "lars" {
		t.Errorf("the round hears %+v", got)
	}
}

// TestAnotherAddressOfTheSamePersonIsAskedAbout if it is vouched for, in the
// organisation's own domain, and the token is good.
func TestAnotherAddressOfTheSamePersonIsAskedAbout(t *testing.T) {
	t.Parallel()
	other := func(change func(*activities.Envelope)) activities.Envelope {
		e := answer()
		e.From, e.Proof = "l.hauge@north.example", activities.ProofDMARC
		change(&e)
		return e
	}
	for name, c := range map[string]struct {
		envelope activities.Envelope
		asked    bool
	}{
		"it is all of that":         {other(func(*activities.Envelope) {}), true},
		"nobody vouches for it":     {other(func(e *activities.Envelope) { e.Proof = "" }), false},
		"it is doubted":             {other(func(e *activities.Envelope) { e.Proof, e.Doubt = "", "it did not pass" }), false},
		"it lost its token":         {other(func(e *activities.Envelope) { e.Tokens = nil }), false},
		"another domain":            {other(func(e *activities.Envelope) { e.From = "lars@elsewhere.example" }), false},
		"an automatic reply of it":  {other(func(e *activities.Envelope) { e.Class = activities.MailAuto }), false},
		"a domain that is below it": {other(func(e *activities.Envelope) { e.From = "lars@mail.north.example" }), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(c.envelope)
			h.reader.understood.Answers = []partnership.Answer{{Question: "mql", Raw: "130"}}
			in := h.intake()
			if taken, err := in.Take(t.Context(), received()); err != nil || taken.State != activities.InboxQuarantined {
				t.Fatal(taken.State, err)
			}
			held := h.procedures.replies["duo"]
			if asked := len(held) == 1 && held[0].Class == procedure.ReplyHeld && held[0].From == c.envelope.From; asked != c.asked {
				t.Fatalf("the partnership hears %+v", held)
			}
			if !c.asked {
				return
			}
			if err := in.Release(t.Context(), procedure.Release{Mail: "row", Person: "lars"}); err != nil {
				t.Fatal(err)
			}
			if got := h.procedures.replies["duo/round"]; len(got) != 1 || got[0].Person != "lars" || len(got[0].Answers) != 1 {
				t.Errorf("after the yes the round hears %+v", got)
			}
		})
	}
}
