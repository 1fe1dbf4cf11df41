package activities_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// first is a mail that lars writes to duo without having been asked.
func first(change func(*activities.Envelope)) activities.Envelope {
	e := activities.Envelope{
		MessageID: "r1@north.example", From: "lars@north.example", Class: activities.MailReply,
		Partnerships: []string{"duo"}, Proof: activities.ProofDKIM,
	}
	if change != nil {
		change(&e)
	}
	return e
}

// TestWhoeverWritesFirst is heard if somebody vouches for them and the spec knows
// them, asked back if only the latter, and neither heard nor answered otherwise.
func TestWhoeverWritesFirst(t *testing.T) {
	t.Parallel()
	change := func(e activities.Envelope, f func(*activities.Envelope)) activities.Envelope {
		f(&e)
		return e
	}
	for name, c := range map[string]struct {
		envelope activities.Envelope
		running  []string
		person   string // who is heard or asked back
		held     bool
		reason   string
	}{
		"to the partnership's address":                  {envelope: first(nil), person: "lars"},
		"to another's and ours":                         {envelope: first(func(e *activities.Envelope) { e.Partnerships = []string{"gone", "duo"} }), person: "lars"},
		"with a token that is not ours in the text":     {envelope: first(func(e *activities.Envelope) { e.Tokens = []string{"forged"} }), person: "lars"},
		"to the engine's address, known to one":         {envelope: first(func(e *activities.Envelope) { e.Partnerships = []string{""} }), person: "lars"},
		"to the engine's address, known to two":         {envelope: first(func(e *activities.Envelope) { e.From, e.Partnerships = "sofie@north.example", []string{""} }), reason: "several partnerships know its sender, and it names none"},
		"to the engine's address, known to two, naming": {envelope: first(func(e *activities.Envelope) { e.From, e.Partnerships = "sofie@north.example", []string{"", "duo"} }), person: "sofie"},
		"to the engine's address, unknown":              {envelope: first(func(e *activities.Envelope) { e.From, e.Partnerships = "eve@elsewhere.example", []string{""} }), reason: "it answers no mail of ours"},
		"to no partnership that there is":               {envelope: first(func(e *activities.Envelope) { e.Partnerships = []string{"gone"} }), reason: "it answers no mail of ours"},
		"a forged token":                                {envelope: first(func(e *activities.Envelope) { e.Partnerships, e.Tokens = []string{"forged"}, []string{"forged"} }), reason: "its reply token is not one of ours"},
		"a stranger":                                    {envelope: first(func(e *activities.Envelope) { e.From = "eve@elsewhere.example" }), reason: "it was sent to a partnership that does not know its sender"},
		"a stranger, doubted":                           {envelope: first(func(e *activities.Envelope) { e.From, e.Proof, e.Doubt = "eve@elsewhere.example", "", "nobody vouches" }), reason: "it was sent to a partnership that does not know its sender"},
		"nobody in particular":                          {envelope: first(func(e *activities.Envelope) { e.From, e.Proof, e.Doubt = "", "", "it names two" }), reason: "it answers no mail of ours"},
		"an automatic mail":                             {envelope: first(func(e *activities.Envelope) { e.Class = activities.MailAuto }), reason: "it answers no mail of ours"},
		"a bounce of nothing":                           {envelope: first(func(e *activities.Envelope) { e.Class = activities.MailBounce }), reason: "it answers no mail of ours"},
		"a partnership that has ended":                  {envelope: first(nil), running: []string{"other"}, reason: "the partnership has ended"},

		"nobody is asked to vouch":  {envelope: first(func(e *activities.Envelope) { e.Proof = "" }), person: "lars", held: true, reason: "nobody vouches for its sender, who wrote first"},
		"nobody vouches":            {envelope: first(func(e *activities.Envelope) { e.Proof, e.Doubt = "", "it did not pass" }), person: "lars", held: true, reason: "it did not pass"},
		"held when all is over":     {envelope: first(func(e *activities.Envelope) { e.Proof, e.Doubt = "", "it did not pass" }), running: []string{"other"}, reason: "it did not pass"},
		"a colleague's mail, known": {envelope: change(answer(), func(e *activities.Envelope) { e.From, e.Proof = "sofie@north.example", activities.ProofSPF }), person: "sofie"},
		"a colleague's, no proof":   {envelope: change(answer(), func(e *activities.Envelope) { e.From = "sofie@north.example" }), person: "sofie", held: true, reason: "nobody vouches for its sender, who wrote first"},
		"a colleague's, doubted":    {envelope: change(answer(), func(e *activities.Envelope) { e.From, e.Doubt = "sofie@north.example", "it did not pass" }), person: "sofie", held: true, reason: "it did not pass"},
		"an answer, doubted":        {envelope: change(answer(), func(e *activities.Envelope) { e.Doubt = "it did not pass" }), person: "lars", held: true, reason: "it did not pass"},
		"an absence, doubted":       {envelope: change(answer(), func(e *activities.Envelope) { e.Class, e.Doubt = activities.MailAuto, "it did not pass" }), reason: "it did not pass"},
		"a colleague's absence": {envelope: change(answer(), func(e *activities.Envelope) {
			e.Class, e.From, e.Proof = activities.MailAuto, "sofie@north.example", activities.ProofDMARC
		}), reason: "its token is good, but it comes from another address"},
		"a stranger with a token":     {envelope: change(answer(), func(e *activities.Envelope) { e.From, e.Proof = "eve@elsewhere.example", activities.ProofDMARC }), reason: "its token is good, but it comes from another address"},
		"a stranger with it, doubted": {envelope: change(answer(), func(e *activities.Envelope) { e.From, e.Doubt = "eve@elsewhere.example", "it did not pass" }), reason: "it did not pass"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(c.envelope)
			if c.running != nil {
				h.procedures.running = c.running
			}
			taken, err := h.intake().Take(t.Context(), received())
			if err != nil {
				t.Fatal(err)
			}
			if heard := c.person != "" && !c.held; (taken.State == activities.InboxAccepted) != heard || h.inbox.verdict.Reason != c.reason {
				t.Errorf("%s because %q, want %q", taken.State, h.inbox.verdict.Reason, c.reason)
			}
			var told []procedure.Reply
			for _, workflow := range slices.Sorted(maps.Keys(h.procedures.replies)) {
				told = append(told, h.procedures.replies[workflow]...)
			}
			if len(told) > 1 || (len(told) == 1) != (c.person != "") || len(h.procedures.replies["duo"]) != len(told) {
				t.Fatalf("told %+v", h.procedures.replies)
			}
			if c.person == "" {
				return
			}
			want := procedure.Reply{
				ID: "digest of the mail", Ask: lifecycle.UnaskedAsk("duo", c.person), Person: c.person, Class: procedure.ReplyAnswer,
				Unasked: true, Proof: string(c.envelope.Proof), Source: "r1@north.example",
			}
			if c.held {
				want = procedure.Reply{
					ID: "held/digest of the mail", Person: c.person, Class: procedure.ReplyHeld, Source: "r1@north.example", Mail: "row", At: noon,
				}
			}
			if diff := cmp.Diff(want, told[0], cmp.Comparer(time.Time.Equal)); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWhatIsWrittenFirstAnswersOpenAsks if it is clear which.
func TestWhatIsWrittenFirstAnswersOpenAsks(t *testing.T) {
	t.Parallel()
	of := func(workflow string, questions ...string) activities.Ask {
		a := activities.Ask{ID: "ask of " + workflow, Slug: "duo", Workflow: workflow, Person: "lars", Spec: "digest"}
		for _, q := range questions {
			a.Questions = append(a.Questions, partnership.Question{ID: q})
		}
		return a
	}
	word := of("duo", "row")
	for name, c := range map[string]struct {
		open    []activities.Ask // besides the one for mql
		running []string
		named   []string
		own     bool // lars answers a mail of ours that asked nothing
		want    string
	}{
		"the only one":                    {named: []string{"mql"}, want: "duo/round"},
		"one of two":                      {open: []activities.Ask{of("duo/other", "spent")}, named: []string{"spent"}, want: "duo/other"},
		"either of two":                   {open: []activities.Ask{of("duo/other", "mql")}, named: []string{"mql"}, want: "duo"},
		"both of two":                     {open: []activities.Ask{of("duo/other", "spent")}, named: []string{"mql", "spent"}, want: "duo"},
		"none":                            {named: []string{"weather"}, want: "duo"},
		"one that is over":                {running: []string{"duo"}, named: []string{"mql"}, want: "duo"},
		"one of which the other is over":  {open: []activities.Ask{of("duo/over", "mql")}, named: []string{"mql"}, want: "duo/round"},
		"no word about a mail held back":  {open: []activities.Ask{word}, named: []string{"row"}, want: "duo"},
		"in answer to a mail without any": {named: []string{"mql"}, own: true, want: "duo/round"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(first(nil))
			h.procedures.running = []string{"duo", "duo/round", "duo/other"}
			if c.running != nil {
				h.procedures.running = c.running
			}
			h.inbox.open = c.open
			if c.own {
				h.reader.envelope = answer() // nobody vouches, but the token is hers
				h.inbox.open = []activities.Ask{asked}
				h.inbox.ask.Questions, h.inbox.ask.Workflow = nil, "duo"
			}
			for _, q := range c.named {
				h.reader.named = append(h.reader.named, partnership.Answer{Question: q, Raw: "130"})
			}
			if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxAccepted {
				t.Fatal(taken.State, err)
			}
			got := h.procedures.replies[c.want]
			if len(got) != 1 || len(h.procedures.replies) != 1 || !got[0].Unasked {
				t.Fatalf("delivered %+v", h.procedures.replies)
			}
			if answered := len(got[0].Answers) == 1; answered != (c.want != "duo") {
				t.Errorf("answers %+v", got[0].Answers)
			}
		})
	}
}

// TestAColleaguesAskIsNotAnswered: who answers in another's thread is heard, and
// answers nothing of theirs or of their own by it.
func TestAColleaguesAskIsNotAnswered(t *testing.T) {
	t.Parallel()
	e := answer()
	e.From, e.Proof = "sofie@north.example", activities.ProofDMARC
	h := newHouse(e)
	h.reader.named = []partnership.Answer{{Question: "mql", Raw: "999"}}
	h.reader.understood = activities.Understanding{
		Answers: h.reader.named, Commands: []partnership.Command{{Name: partnership.CommandStatus}},
	}
	own := asked
	own.ID, own.Person = "a2", "sofie"
	h.inbox.open = []activities.Ask{own}
	if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxAccepted {
		t.Fatal(taken.State, err)
	}
	got := h.procedures.replies["duo"]
	if len(got) != 1 || len(got[0].Answers) != 0 || len(got[0].Commands) != 1 || got[0].Person != "sofie" {
		t.Errorf("delivered %+v", h.procedures.replies)
	}
}
