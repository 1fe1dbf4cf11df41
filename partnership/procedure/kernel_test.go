package procedure_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

var now = time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)

func ids(out *procedure.Out) []string {
	var list []string
	for _, effect := range out.Effects() {
		if r, ok := effect.(procedure.Record); ok {
			for _, e := range r.Entries {
				list = append(list, e.ID)
			}
		}
	}
	return list
}

func TestAJournalIDIsMadeOfTheContent(t *testing.T) {
	t.Parallel()
	record := func(e procedure.Entry, discriminator ...string) string {
		var out procedure.Out
		out.Record(e, discriminator...)
		return ids(&out)[0]
	}
	e := procedure.Entry{At: now, Workflow: "duo", Kind: procedure.EntryCommand, Text: "An admin paused the partnership"}
	if once, again := record(e), record(e); once != again {
		t.Error("one step has two IDs")
	}
	other := []func(*procedure.Entry){
		func(e *procedure.Entry) { e.Text += ": holidays" },
		func(e *procedure.Entry) { e.At = e.At.Add(1) },
		func(e *procedure.Entry) { e.Actor = "lars" },
		func(e *procedure.Entry) { e.Outcome = procedure.OutcomeEnded },
		func(e *procedure.Entry) { e.Source = "m1" },
		func(e *procedure.Entry) { e.Goal = "leads" },
		func(e *procedure.Entry) { e.Kind = procedure.EntryPhase },
		func(e *procedure.Entry) { e.Workflow = "trio" },
	}
	for i, change := range other {
		changed := e
		change(&changed)
		if record(changed) == record(e) {
			t.Errorf("change %d of the content does not change the ID", i)
		}
	}
	zone := time.FixedZone("", 3600)
	moved := e
	moved.At = now.In(zone)
	if record(moved) != record(e) {
		t.Error("the zone in which an instant is written changes the ID")
	}
	if got := record(e, "mail-1"); got != "duo/command/mail-1" {
		t.Errorf("what has a name of its own is called %s", got)
	}
}

func TestAllRecordsOfAStepAreOneEffect(t *testing.T) {
	t.Parallel()
	var out procedure.Out
	out.Record(procedure.Entry{At: now, Workflow: "duo", Kind: procedure.EntryPhase, Text: "a"})
	out.Add(procedure.Wake{At: now})
	reading := measure.Reading{ID: "r", KPI: "mql", Value: decimal.NewFromInt(130), At: now, Reporter: "lars"}
	out.Measure("duo", []measure.Reading{reading})
	out.Measure("duo", nil)
	if len(out.Effects()) != 2 {
		t.Fatalf("%d effects: %v", len(out.Effects()), out.Effects())
	}
	r := out.Effects()[1].(procedure.Record)
	if len(r.Entries) != 2 || len(r.Readings) != 1 || r.Entries[1].Text != "mql = 130" || r.Entries[1].ID != "duo/measure/r" {
		t.Errorf("the record is %+v", r)
	}
}

func TestAMessageIsIdentifiedByItsContentAndCause(t *testing.T) {
	t.Parallel()
	m := procedure.Message{Shown: &procedure.Shown{Stage: "sent"}}
	a, again := procedure.Identified(m, "duo/x", "mail-1"), procedure.Identified(m, "duo/x", "mail-1")
	later := procedure.Identified(m, "duo/x", "mail-2")
	m.Shown = &procedure.Shown{Stage: "missed"}
	other := procedure.Identified(m, "duo/x", "mail-1")
	if a.ID != again.ID || a.ID == later.ID || a.ID == other.ID || a.From != "duo/x" {
		t.Errorf("the IDs are %s, %s, %s, %s", a.ID, again.ID, later.ID, other.ID)
	}
}

// TestAStepThatIsRunAgainLaterPutsTheSameOnRecord: the server runs a task again
// that it could not take, and the clock has gone on.
func TestAStepThatIsRunAgainLaterPutsTheSameOnRecord(t *testing.T) {
	t.Parallel()
	events := map[string]procedure.Event{
		"a reply":   {Kind: procedure.Replied, Reply: &procedure.Reply{ID: "mail-1"}},
		"a message": {Kind: procedure.Told, Message: &procedure.Message{ID: "duo#1"}},
		"a command": {Kind: procedure.Commanded, Command: &procedure.Command{ID: "end-1"}},
		"an alarm":  {Kind: procedure.Woke, Alarm: now},
		"no name":   {Kind: procedure.Woke},
	}
	ids := map[string]bool{}
	for name, event := range events {
		step := func(at time.Time) (entry, message string) {
			out := procedure.Because(event)
			out.Tell("duo/x", procedure.Message{Order: &procedure.Order{Kind: procedure.OrderPause}}, "duo", at)
			out.Record(procedure.Entry{At: at, Workflow: "duo", Kind: procedure.EntryPhase, Text: "The partnership is closed"})
			return out.Effects()[1].(procedure.Record).Entries[0].ID, out.Effects()[0].(procedure.Tell).Message.ID
		}
		entry, message := step(now)
		laterEntry, laterMessage := step(now.Add(3 * time.Second))
		if same := entry == laterEntry && message == laterMessage; same != (name != "no name") {
			t.Errorf("%s: first %s and %s, later %s and %s", name, entry, message, laterEntry, laterMessage)
		}
		if ids[entry] {
			t.Errorf("%s has the ID of another cause: %s", name, entry)
		}
		ids[entry] = true
	}
}

func TestRepeatedDeliveriesAreKnownAndTheMemoryStaysSmall(t *testing.T) {
	t.Parallel()
	var seen procedure.Seen
	for i := range 1000 {
		id := fmt.Sprint(i)
		if !seen.Add(id) || seen.Add(id) {
			t.Fatalf("delivery %d is not new once", i)
		}
	}
	if len(seen) > 200 {
		t.Errorf("%d deliveries are remembered", len(seen))
	}
}

func TestAnAlarmIsSetOnce(t *testing.T) {
	t.Parallel()
	var b procedure.Base
	var out procedure.Out
	b.Alarm(&out, now, "look")
	b.Alarm(&out, now.In(time.FixedZone("", 3600)), "look")
	b.Alarm(&out, time.Time{}, "")
	if len(out.Effects()) != 2 {
		t.Errorf("%d timers are set: %v", len(out.Effects()), out.Effects())
	}
}

func TestAnOutcomeIsDecidedOnceAndMayChange(t *testing.T) {
	t.Parallel()
	b := procedure.Base{Workflow: "duo/x"}
	var out procedure.Out
	decided := []bool{
		b.Decide(&out, now, "", "X"), b.Decide(&out, now, procedure.OutcomeMissed, "X"),
		b.Decide(&out, now, procedure.OutcomeMissed, "X"), b.Decide(&out, now, procedure.OutcomeAnswered, "X"),
	}
	if !slices.Equal(decided, []bool{false, true, false, true}) || len(ids(&out)) != 2 {
		t.Errorf("decided %v, on record %v", decided, ids(&out))
	}
}

func TestAttributesAreComparedByWhatTheyShow(t *testing.T) {
	t.Parallel()
	half, other := 0.5, 0.5
	a := procedure.Attributes{Phase: "active", Progress: &half, NextAt: now, Overdue: 1}
	b := procedure.Attributes{Phase: "active", Progress: &other, NextAt: now.In(time.FixedZone("", 3600)), Overdue: 1}
	if !a.Equal(b) {
		t.Error("equal attributes differ")
	}
	for _, c := range []procedure.Attributes{
		{Phase: "active", NextAt: now, Overdue: 1},
		{Phase: "active", Progress: &half, Overdue: 1},
		{Phase: "closed", Progress: &half, NextAt: now, Overdue: 1},
		{Phase: "active", Progress: &half, NextAt: now},
	} {
		if a.Equal(c) || c.Equal(a) {
			t.Errorf("%+v and %+v are equal", a, c)
		}
	}
}

func TestWhomAChangedSpecReaches(t *testing.T) {
	t.Parallel()
	old, changed := specs.Duo(), specs.Duo()
	if got := procedure.ChangedPeople(old, changed); len(got) != 0 {
		t.Errorf("nothing has changed, and %v", got)
	}
	north, south := &changed.Parties[0], &changed.Parties[1]
	north.People[0].Email = "lh@north.example"
	north.People[1].Name = "Sofie Dahl"
	south.People[0].ID, south.People[0].Name = "una", "Una"
	want := []procedure.PersonChange{
		{Person: "lars", Name: "Lars", Moved: true}, {Person: "sofie", Name: "Sofie Dahl"}, {Person: "tom", Left: true}, {Person: "una", Name: "Una"},
	}
	if diff := cmp.Diff(want, procedure.ChangedPeople(old, changed)); diff != "" {
		t.Error(diff)
	}
}

func TestSealedAnswersAreCountedWithoutNames(t *testing.T) {
	t.Parallel()
	answers := []partnership.Answer{
		specs.Number("trust", "4"), specs.Number("trust", "2"), specs.Number("trust", "4"), specs.Words("other", "x"),
		specs.Words("why", "we never meet"),
	}
	want := []procedure.TalliedQuestion{
		{Question: "trust", N: 3, Values: []procedure.TalliedValue{{Value: "2", N: 1}, {Value: "4", N: 2}}}, {Question: "why", N: 1}, {Question: "none"},
	}
	questions := []partnership.Question{
		{ID: "trust", Kind: partnership.KindScale}, {ID: "why", Kind: partnership.KindText}, {ID: "none", Kind: partnership.KindNPS},
	}
	if diff := cmp.Diff(want, procedure.Count(questions, answers)); diff != "" {
		t.Error(diff)
	}
}

func TestKindsAreFoundByTypeAndDescribeTheirCommands(t *testing.T) {
	t.Parallel()
	nouns := map[string]bool{}
	for _, k := range kinds.All() {
		found, ok := kinds.Of(kinds.All(), k.Type)
		if !ok || found.Noun != k.Noun || nouns[k.Noun] || k.Blank == nil {
			t.Errorf("the kind %s is not told from the others", k.Type)
		}
		nouns[k.Noun] = true
		for _, c := range k.Commands {
			if c.Description == "" {
				t.Errorf("%s is not described", c.Name)
			}
		}
	}
	if _, ok := kinds.Of(kinds.All(), "Nothing"); ok {
		t.Error("a kind that is not there was found")
	}
}

func TestEveryCommandsExampleIsAWellFormedCommand(t *testing.T) {
	t.Parallel()
	for _, k := range kinds.All() {
		for _, c := range k.Commands {
			start := slices.Index([]byte(c.Description), '{')
			if start < 0 {
				t.Errorf("%s has no example", c.Name)
				continue
			}
			if err := read(t, c.Description[start:]).Malformed(); err != nil {
				t.Errorf("the example of %s: %v", c.Name, err)
			}
		}
	}
}
