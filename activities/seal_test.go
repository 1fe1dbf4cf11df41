package activities_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TestWhoseWordsAreSealed: every mail in a sealed thread, whatever becomes of it, and
// every mail in which somebody raises a conflict.
func TestWhoseWordsAreSealed(t *testing.T) {
	t.Parallel()
	change := func(f func(*activities.Envelope)) activities.Envelope {
		e := answer()
		f(&e)
		return e
	}
	sofies := change(func(e *activities.Envelope) { e.From, e.Proof = "sofie@north.example", activities.ProofDKIM })
	weak := first(func(e *activities.Envelope) { e.Proof = activities.ProofSPF })
	proven := change(func(e *activities.Envelope) { e.Proof = activities.ProofDKIM })
	ofRound := activities.Seal{Workflow: "duo/round"}
	raised := activities.Seal{Workflow: "duo", Until: noon.AddDate(0, 0, 180)}
	for name, c := range map[string]struct {
		envelope activities.Envelope
		open     bool // the ask is not sealed
		twin     activities.Seal
		large    bool
		raises   bool
		want     activities.Seal
		state    activities.InboxState
	}{
		"an answer":                      {envelope: answer(), want: ofRound, state: activities.InboxAccepted},
		"an answer that raises":          {envelope: proven, raises: true, want: ofRound, state: activities.InboxAccepted},
		"too large to read":              {envelope: answer(), large: true, want: ofRound, state: activities.InboxQuarantined},
		"a bounce with our words":        {envelope: change(func(e *activities.Envelope) { e.Class = activities.MailBounce }), want: ofRound, state: activities.InboxAccepted},
		"an absence that quotes":         {envelope: change(func(e *activities.Envelope) { e.Class = activities.MailAuto }), want: ofRound, state: activities.InboxAccepted},
		"from another address":           {envelope: change(func(e *activities.Envelope) { e.From = "eve@elsewhere.example" }), want: ofRound, state: activities.InboxQuarantined},
		"held, of a colleague":           {envelope: change(func(e *activities.Envelope) { e.From = "sofie@north.example" }), want: ofRound, state: activities.InboxQuarantined},
		"forwarded to a colleague":       {envelope: sofies, want: ofRound, state: activities.InboxAccepted},
		"the same mail once more":        {envelope: answer(), twin: raised, want: raised, state: activities.InboxDuplicate},
		"an open answer":                 {envelope: answer(), open: true, state: activities.InboxAccepted},
		"an open answer that raises":     {envelope: proven, open: true, raises: true, want: raised, state: activities.InboxAccepted},
		"who raises without being asked": {envelope: first(nil), open: true, raises: true, want: raised, state: activities.InboxAccepted},
		"who writes without being asked": {envelope: first(nil), open: true, state: activities.InboxAccepted},
		"a raised one that is held":      {envelope: weak, open: true, raises: true, want: raised, state: activities.InboxQuarantined},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(c.envelope)
			h.inbox.ask.Sealed, h.inbox.row.Twin, h.inbox.row.Seal = !c.open, c.twin != activities.Seal{}, c.twin
			if c.raises {
				h.reader.understood.Commands = []partnership.Command{{Name: partnership.CommandConflict}}
			}
			mail := received()
			mail.TooLarge = c.large
			taken, err := h.intake().Take(t.Context(), mail)
			if err != nil || taken.State != c.state {
				t.Errorf("got %s, %v, want %s", taken.State, err, c.state)
			}
			if diff := cmp.Diff(c.want, h.inbox.verdict.Seal); diff != "" {
				t.Errorf("sealed (-want +got):\n%s", diff)
			}
		})
	}
}

// TestABallotGoesIntoTheUrnAndNowhereElse: whether it answers the mail that asked or is
// written first, the history hears of the questions that everybody must answer, and of
// nothing that could be joined with what was said.
func TestABallotGoesIntoTheUrnAndNowhereElse(t *testing.T) {
	t.Parallel()
	for name, envelope := range map[string]activities.Envelope{"an answer": answer(), "written first": first(nil)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(envelope)
			h.inbox.ask.Sealed, h.inbox.ask.Anonymous = true, true
			h.inbox.ask.Questions = []partnership.Question{{ID: "heard", Kind: partnership.KindScale}, {ID: "change", Kind: partnership.KindText, Optional: true}}
			h.procedures.running = []string{"duo", "duo/round"}
			h.reader.named = []partnership.Answer{{Question: "heard", Value: partnership.TextValue("secret")}, {Question: "change", Value: partnership.TextValue("secret")}}
			h.reader.understood = activities.Understanding{
				Answers: h.reader.named, Problems: []string{"secret"},
			}
			if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxAccepted {
				t.Fatalf("got %s, %v", taken.State, err)
			}
			if len(h.inbox.ballot) != 1 || len(h.inbox.ballot[0].Answers) != 2 || h.inbox.sealed != nil {
				t.Errorf("cast %+v, sealed %+v", h.inbox.ballot, h.inbox.sealed)
			}
			heard := h.procedures.replies["duo/round"]
			body, err := json.Marshal(heard)
			if err != nil || len(heard) != 1 || strings.Contains(string(body), "secret") || strings.Contains(string(body), "change") || strings.Contains(string(body), h.inbox.row.Digest) {
				t.Errorf("the history hears %s, %v", body, err)
			}
			if want := (activities.Seal{Workflow: "duo/round", Ballot: true}); h.inbox.verdict.Seal != want {
				t.Errorf("the mail is sealed as %+v, want %+v", h.inbox.verdict.Seal, want)
			}
		})
	}
}

// TestTheMailboxKeepsNoBallot: nothing that stands in the thread of an anonymous survey,
// whoever wrote it and whatever becomes of it, and nothing that answers one from outside.
// Who takes it up again after a crash hears the same.
func TestTheMailboxKeepsNoBallot(t *testing.T) {
	t.Parallel()
	change := func(f func(*activities.Envelope)) activities.Envelope {
		e := answer()
		f(&e)
		return e
	}
	doubted := first(func(e *activities.Envelope) { e.Proof = "" })
	for name, c := range map[string]struct {
		envelope activities.Envelope
		open     bool // the ask is not anonymous
		large    bool
		ended    bool // so has the partnership
		two      bool // it answers a second ask, too
		words    bool // it answers nothing
		state    activities.InboxState
		stays    bool
	}{
		"an answer":                         {envelope: answer(), state: activities.InboxAccepted},
		"an answer after the end":           {envelope: answer(), ended: true, state: activities.InboxQuarantined},
		"words that answer nothing":         {envelope: answer(), words: true, state: activities.InboxAccepted},
		"too large to read":                 {envelope: answer(), large: true, state: activities.InboxQuarantined},
		"what counts as a bounce":           {envelope: change(func(e *activities.Envelope) { e.Class = activities.MailBounce }), state: activities.InboxAccepted},
		"what counts as a report":           {envelope: change(func(e *activities.Envelope) { e.Class = activities.MailDelivery }), state: activities.InboxAccepted},
		"what counts as an absence":         {envelope: change(func(e *activities.Envelope) { e.Class = activities.MailAuto }), state: activities.InboxAccepted},
		"what is of no class":               {envelope: change(func(e *activities.Envelope) { e.Class = "" }), state: activities.InboxQuarantined},
		"from another address":              {envelope: change(func(e *activities.Envelope) { e.From = "eve@elsewhere.example" }), state: activities.InboxQuarantined},
		"from nobody who is vouched for":    {envelope: change(func(e *activities.Envelope) { e.Doubt = "it did not pass" }), state: activities.InboxQuarantined},
		"with a token that is not ours":     {envelope: change(func(e *activities.Envelope) { e.Tokens = []string{"forged"} }), state: activities.InboxQuarantined},
		"written first":                     {envelope: first(nil), state: activities.InboxAccepted},
		"written first, and asked back":     {envelope: doubted, state: activities.InboxQuarantined},
		"written first, to one of two asks": {envelope: first(nil), two: true, state: activities.InboxAccepted},
		"written first about something":     {envelope: first(nil), words: true, state: activities.InboxAccepted, stays: true},
		"an answer with a name":             {envelope: answer(), open: true, state: activities.InboxAccepted, stays: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(c.envelope)
			h.inbox.ask.Sealed, h.inbox.ask.Anonymous = true, !c.open
			h.procedures.running = []string{"duo", "duo/round", "duo/other"}
			if c.ended {
				h.procedures.running = nil
			}
			if c.two {
				other := asked
				other.ID, other.Workflow = "a2", "duo/other"
				h.inbox.open = []activities.Ask{other}
			}
			if !c.words {
				h.reader.named = []partnership.Answer{{Question: "mql", Value: partnership.TextValue("secret")}}
				h.reader.understood.Answers = h.reader.named
			}
			mail := received()
			mail.TooLarge = c.large
			want := activities.Taken{State: c.state, Erase: !c.stays}
			for _, when := range []string{"at first", "after a crash"} {
				if taken, err := h.intake().Take(t.Context(), mail); err != nil || taken != want {
					t.Errorf("%s: %+v, %v, want %+v", when, taken, err, want)
				}
			}
		})
	}
}

// TestNoWordLeavesASealedThread: whoever writes into it, and whether or not it asked
// anything.
func TestNoWordLeavesASealedThread(t *testing.T) {
	t.Parallel()
	secret := []partnership.Command{
		{Name: partnership.CommandProposal, Argument: "a secret jar a week"},
		{Name: partnership.CommandQuestion, Argument: "why the secret?"},
		{Name: partnership.CommandDispute, Argument: "mql 9 secrets"},
		{Name: partnership.CommandNotQuite, Argument: "the secret was another"},
	}
	for name, c := range map[string]struct {
		from  string
		asks  bool // the mail that is answered asks something
		taken string
		kept  int // what the store keeps under seal
	}{
		"who was asked answers":              {from: "lars@north.example", asks: true, taken: "duo/round", kept: 3},
		"who was told answers":               {from: "lars@north.example", taken: "duo/round", kept: 2},
		"a colleague answers":                {from: "sofie@north.example", asks: true, taken: "duo"},
		"the deputy answers":                 {from: "hans@north.example", asks: true, taken: "duo"},
		"a colleague answers what only told": {from: "sofie@north.example", taken: "duo"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := answer()
			e.From, e.Proof = c.from, activities.ProofDMARC
			h := newHouse(e)
			h.inbox.ask.Sealed = true
			if !c.asks {
				h.inbox.ask.Questions = nil
			}
			h.reader.understood = activities.Understanding{
				Answers:  []partnership.Answer{{Question: "mql", Value: partnership.TextValue("secret"), Raw: "secret"}},
				Commands: secret, Problems: []string{"what is a secret?"},
			}
			open := asked // sofie's and hans's own, which anybody may know
			open.ID, open.Person, open.Workflow = "a2", "sofie", "duo/other"
			h.inbox.open, h.procedures.running = []activities.Ask{open}, []string{"duo", "duo/round", "duo/other"}
			h.reader.named = []partnership.Answer{{Question: "mql", Value: partnership.TextValue("secret")}}
			if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxAccepted {
				t.Fatal(taken.State, err)
			}
			replies := h.procedures.replies[c.taken]
			if len(replies) != 1 || len(h.procedures.replies) != 1 || !replies[0].Sealed || len(replies[0].Commands) != len(secret) {
				t.Errorf("delivered %+v", h.procedures.replies)
			}
			history, err := json.Marshal(h.procedures.replies)
			if err != nil || strings.Contains(string(history), "secret") || strings.Contains(h.log.String(), "secret") {
				t.Errorf("the history has %s, the log %s, %v", history, h.log, err)
			}
			if len(h.inbox.sealed) != c.kept {
				t.Errorf("the store keeps %+v, want %d", h.inbox.sealed, c.kept)
			}
			for _, reaction := range reactions(replies) {
				if reaction.Name == partnership.CommandQuestion && reaction.Result != procedure.ResultUnkept {
					t.Errorf("the question is %s", reaction.Result)
				}
			}
		})
	}
}

func reactions(replies []procedure.Reply) (all []procedure.Reaction) {
	for _, r := range replies {
		for _, c := range r.Commands {
			all = append(all, procedure.React(c, r.Sealed))
		}
	}
	return all
}

// TestASealedAnswerIsTheAuthorsOwn: a mail that was held back is taken on the person's
// word, and not on that of somebody who reads their mail or whom it was sent to.
func TestASealedAnswerIsTheAuthorsOwn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from   string
		reader bool
		sealed bool
		want   activities.InboxState
	}{
		"the person's word":            {from: "lars@north.example", sealed: true, want: activities.InboxAccepted},
		"a reader's word":              {from: "nora@north.example", reader: true, sealed: true, want: activities.InboxQuarantined},
		"a reader's word, not sealed":  {from: "nora@north.example", reader: true, want: activities.InboxAccepted},
		"who got the mail answers":     {from: "reader@north.example", sealed: true, want: activities.InboxQuarantined},
		"who got another mail answers": {from: "reader@north.example", want: activities.InboxAccepted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := answer()
			e.From = c.from
			h := newHouse(e)
			h.inbox.ask.Sealed, h.inbox.ask.Recipient = c.sealed, "reader@north.example"
			h.reader.understood.Answers = []partnership.Answer{{Question: "mql", Raw: "130"}}
			var err error
			if c.from == "reader@north.example" {
				_, err = h.intake().Take(t.Context(), received())
			} else {
				h.inbox.row.State = activities.InboxQuarantined
				err = h.intake().Release(t.Context(), procedure.Release{Mail: "row", Person: "lars", Reader: c.reader})
			}
			if err != nil || h.inbox.verdict.State != c.want {
				t.Errorf("settled as %+v, %v, want %s", h.inbox.verdict, err, c.want)
			}
			if taken := h.inbox.sealed != nil; taken != (c.sealed && c.want == activities.InboxAccepted) {
				t.Errorf("under seal: %+v", h.inbox.sealed)
			}
		})
	}
}

func TestWhatIsDeletedIsNotTakenOutOfQuarantine(t *testing.T) {
	t.Parallel()
	h := newHouse(answer())
	h.inbox.row.State = activities.InboxQuarantined
	h.inbox.verdict = &activities.Verdict{State: activities.InboxQuarantined, Seal: activities.Seal{Workflow: "duo/round"}}
	_, err := h.quarantine().Replay(t.Context(), activities.Order{Command: procedure.Command{Name: procedure.ReplayMail, Mail: "row", Reason: "x"}, At: noon})
	if err == nil || !strings.Contains(err.Error(), "its time is over") || len(h.procedures.replies) > 0 {
		t.Errorf("got %v, delivered %v", err, h.procedures.replies)
	}
}
