package activities_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	book "github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// walk is a procedure of a kind of the tests' own.
type walk struct {
	procedure.Procedure `json:"-"`
	Workflow            string `json:"workflow"`
}

func walks() []procedure.Kind {
	return []procedure.Kind{
		{Type: procedure.Partnership},
		{
			Type: "Walk", Noun: "walk",
			Due: func(h procedure.Horizon) (procedure.Calendar, error) {
				return procedure.Calendar{Occasions: []procedure.Occasion{{Type: "Walk", Name: "noon", At: h.After.Add(time.Hour)}}}, nil
			},
			New: func(_ partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
				return &walk{Workflow: b.Workflow}, procedure.Attributes{Stage: "asking"}
			},
		},
	}
}

func begins(workflow string, kind procedure.Type) procedure.Begin {
	return procedure.Begin{Type: kind, Summary: "Walk noon", Brief: procedure.Brief{Slug: "duo", Spec: "digest", Workflow: workflow}}
}

func tells(to, id string) activities.AddressedMessage {
	return activities.AddressedMessage{To: to, Message: procedure.Message{ID: id}}
}

// TestCommitGoesByItsOrder: whatever is posted, begun or told can be looked up.
func TestCommitGoesByItsOrder(t *testing.T) {
	t.Parallel()
	commit := activities.Commit{
		Record:   activities.Record{Slug: "duo", Workflow: "duo", Entries: []procedure.Entry{{ID: "e"}}, Letters: []procedure.Letter{ask("lars")}},
		Begins:   []procedure.Begin{begins("duo/walk", "Walk")},
		Messages: []activities.AddressedMessage{tells("gone", "1"), tells("duo", "2")},
	}
	for name, c := range map[string]struct {
		change        func(*activities.Commit)
		ledger, reach error
		want          []string
		err           error
		fails         bool
	}{
		"all is well": {want: []string{"commit duo", "call the postman", "begin duo/walk", "tell duo 2"}},
		"nothing is posted, nobody is called": {
			change: func(c *activities.Commit) { c.Letters = nil },
			want:   []string{"commit duo", "begin duo/walk", "tell duo 2"},
		},
		"nothing is done that is not on record":   {ledger: errAway, err: errAway},
		"who cannot be reached is told again":     {reach: errBroken, want: []string{"commit duo", "call the postman"}, err: errBroken},
		"a procedure of a kind that nobody knows": {change: func(c *activities.Commit) { c.Begins[0].Type = "Run" }, want: []string{"commit duo", "call the postman"}, fails: true},
		"a partnership is not begun by another":   {change: func(c *activities.Commit) { c.Begins[0].Type = procedure.Partnership }, want: []string{"commit duo", "call the postman"}, fails: true},
		"a spec that nobody has":                  {change: func(c *activities.Commit) { c.Begins[0].Brief.Spec = "lost" }, want: []string{"commit duo", "call the postman"}, err: activities.ErrNoSpec},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var journal []string
			committer := activities.Committer{
				Ledger: &ledger{err: c.ledger, journal: &journal}, Specs: specs{}, Kinds: walks(),
				Procedures: &procedures{running: []string{"duo"}, err: c.reach, journal: &journal},
				Posted:     func() { journal = append(journal, "call the postman") },
			}
			in := commit
			in.Begins = []procedure.Begin{commit.Begins[0]}
			if c.change != nil {
				c.change(&in)
			}
			_, err := committer.Commit(t.Context(), in)
			if (err != nil) != (c.fails || c.err != nil) || c.err != nil && !errors.Is(err, c.err) {
				t.Errorf("got error %v, want %v", err, c.err)
			}
			if diff := cmp.Diff(c.want, journal); diff != "" {
				t.Errorf("what happened (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatIsBegunTwiceIsBegunOnce(t *testing.T) {
	t.Parallel()
	running := &procedures{}
	committer := activities.Committer{Ledger: &ledger{}, Specs: specs{}, Kinds: walks(), Procedures: running}
	for range 2 { // a worker that was killed commits once more
		if _, err := committer.Commit(t.Context(), activities.Commit{Begins: []procedure.Begin{begins("duo/walk", "Walk")}}); err != nil {
			t.Fatal(err)
		}
	}
	want := []activities.Start{{
		Workflow: "duo/walk", Slug: "duo", Type: "Walk", State: json.RawMessage(`{"workflow":"duo/walk"}`),
		Attributes: procedure.Attributes{Stage: "asking"}, Summary: "Walk noon",
	}}
	if diff := cmp.Diff(want, running.begun); diff != "" {
		t.Errorf("begun (-want +got):\n%s", diff)
	}
}

// TestWhatAStepWantsToKnowComesFromTheStoredSpec: zones and calendars never come
// near a workflow.
func TestWhatAStepWantsToKnowComesFromTheStoredSpec(t *testing.T) {
	t.Parallel()
	committer := activities.Committer{Ledger: &ledger{}, Specs: specs{}, Kinds: walks(), Procedures: &procedures{}}
	known, err := committer.Commit(t.Context(), activities.Commit{
		Plan: &procedure.Plan{Spec: "digest", After: noon},
		Reckon: &procedure.Reckon{Spec: "digest", Instants: []procedure.Instant{
			{Key: "in an hour", Person: "hans", From: noon, Span: cadence.Span{Count: 1, Unit: cadence.HoursUnit}},
			{Key: "after hours", Person: "hans", From: noon, Span: cadence.Span{Count: 6, Unit: cadence.HoursUnit}},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if a := known.Agenda; a == nil || len(a.Occasions) != 1 || !a.Occasions[0].At.Equal(noon.Add(time.Hour)) || !a.Complete {
		t.Errorf("agenda: %+v", known.Agenda)
	}
	want := []procedure.ReckonedInstant{{Key: "in an hour", At: noon.Add(time.Hour)}, {Key: "after hours", At: noon.Add(21 * time.Hour)}}
	if diff := cmp.Diff(want, known.Reckoning.Instants); diff != "" {
		t.Errorf("reckoning (-want +got):\n%s", diff)
	}
	for name, c := range map[string]activities.Commit{
		"plan":   {Plan: &procedure.Plan{Spec: "lost"}},
		"reckon": {Reckon: &procedure.Reckon{Spec: "lost"}},
	} {
		if _, err := committer.Commit(t.Context(), c); !errors.Is(err, activities.ErrNoSpec) {
			t.Errorf("%s by a spec that nobody has: %v", name, err)
		}
	}
}

func TestNoticesGetTheirLastDay(t *testing.T) {
	t.Parallel()
	book := &ledger{}
	committer := activities.Committer{Ledger: book, Specs: specs{}, Procedures: &procedures{}}
	rides, dated, plain := ask("sofie"), ask("sofie"), ask("sofie")
	rides.Rides, dated.Rides, dated.Until = true, true, noon
	record := activities.Record{Slug: "duo", Letters: []procedure.Letter{rides, dated, plain}}
	if _, err := committer.Commit(t.Context(), activities.Commit{Record: record}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range book.letters() {
		got = append(got, l.Until.Format("2006-01-02"))
	}
	// Ten business days after the first of December.
	if diff := cmp.Diff([]string{"2026-12-15", "2026-12-01", "0001-01-01"}, got); diff != "" {
		t.Errorf("last days (-want +got):\n%s", diff)
	}
	record.Letters[0].Until, record.Letters[0].Spec = time.Time{}, "lost"
	if _, err := committer.Commit(t.Context(), activities.Commit{Record: record}); !errors.Is(err, activities.ErrNoSpec) {
		t.Errorf("a notice by a spec that nobody has: %v", err)
	}
}

func TestACommitThatOnlyRepeatsTheStateIsEmpty(t *testing.T) {
	t.Parallel()
	state := activities.Record{Slug: "duo", Workflow: "duo/walk", State: json.RawMessage(`{}`), At: noon}
	for name, c := range map[string]struct {
		commit activities.Commit
		want   bool
	}{
		"a state":                           {activities.Commit{Record: state}, true},
		"an ending that was decided before": {activities.Commit{Record: activities.Record{Outcome: procedure.OutcomeEnded}}, true},
		"a recall":                          {activities.Commit{Record: activities.Record{Recalls: []procedure.Recall{{All: true}}}}, false},
		"a time to forget":                  {activities.Commit{Record: activities.Record{Forget: &procedure.Forget{At: noon}}}, false},
		"an entry of the ledger":            {activities.Commit{Record: activities.Record{Booked: []book.Entry{{}}}}, false},
		"a message":                         {activities.Commit{Messages: []activities.AddressedMessage{{}}}, false},
		"a plan":                            {activities.Commit{Plan: &procedure.Plan{}}, false},
	} {
		if got := c.commit.Empty(); got != c.want {
			t.Errorf("%s is empty: %t", name, got)
		}
	}
}

// seals know the answers to one question, and what was written.
type seals struct {
	wrote map[string]procedure.Sealed
	reads *int
	err   error
}

func (s seals) Publish(_ context.Context, workflow string, p procedure.Publish) (procedure.Publication, error) {
	return procedure.Publication{Answered: p.Asked, Least: workflow}, s.err
}

func (s seals) Unseal(_ context.Context, asks []string) (map[string]procedure.Sealed, error) {
	*s.reads++
	kept := map[string]procedure.Sealed{}
	for _, ask := range asks {
		kept[ask] = s.wrote[ask]
	}
	return kept, s.err
}

func TestASurveyIsPublishedWithTheCommit(t *testing.T) {
	t.Parallel()
	committer := activities.Committer{Ledger: &ledger{}, Specs: specs{}, Procedures: &procedures{}, Seals: seals{}}
	commit := activities.Commit{Record: activities.Record{Workflow: "duo/survey/pulse"}, Publish: &procedure.Publish{Asked: 3}}
	if commit.Empty() {
		t.Error("nothing would be published")
	}
	known, err := committer.Commit(t.Context(), commit)
	if want := (procedure.Publication{Answered: 3, Least: "duo/survey/pulse"}); err != nil || known.Publication == nil || !cmp.Equal(want, *known.Publication) {
		t.Errorf("got %+v, %v", known.Publication, err)
	}
	committer.Seals = seals{err: errAway}
	if _, err := committer.Commit(t.Context(), commit); !errors.Is(err, errAway) {
		t.Errorf("got %v", err)
	}
}

func TestWhatWasWrittenIsExaminedWhereItIsKept(t *testing.T) {
	t.Parallel()
	statement := procedure.Sealed{Answers: []partnership.Answer{{Question: "happened", Value: partnership.TextValue("The list came late and we lost the fair in Bergen.")}}}
	book := seals{wrote: map[string]procedure.Sealed{"lars": statement, "tom": statement}, reads: new(int)}
	committer := activities.Committer{Ledger: &ledger{}, Specs: specs{}, Procedures: &procedures{}, Seals: book}
	lars, tom, gone := procedure.Writing{Ask: "lars", Question: "happened"}, procedure.Writing{Ask: "tom", Question: "happened"}, procedure.Writing{Ask: "gone"}
	commit := activities.Commit{Examine: []procedure.Examine{
		{Of: []procedure.Writing{tom}, Against: []procedure.Writing{lars}}, {Of: []procedure.Writing{gone, gone}},
	}}
	if commit.Empty() {
		t.Error("nobody would be asked")
	}
	known, err := committer.Commit(t.Context(), commit)
	if err != nil {
		t.Fatal(err)
	}
	want := []procedure.Examined{{Of: []procedure.Writing{tom}, Copied: true}, {Of: []procedure.Writing{gone, gone}, Blank: true}}
	if diff := cmp.Diff(want, known.Examined); diff != "" {
		t.Errorf("examined (-want +got):\n%s", diff)
	}
	if reads := *book.reads; reads != 2 {
		t.Errorf("looked into the store %d times, want once each", reads)
	}
	if body, err := json.Marshal(known); err != nil || strings.Contains(string(body), "Bergen") {
		t.Errorf("the history gets %s, %v", body, err)
	}
	book.err = errAway
	committer.Seals = book
	if _, err := committer.Commit(t.Context(), commit); !errors.Is(err, errAway) {
		t.Errorf("got %v", err)
	}
}

func (s seals) Tally(_ context.Context, workflow string, tally procedure.Tally) ([]procedure.TalliedQuestion, error) {
	return []procedure.TalliedQuestion{{Question: workflow + " " + tally.Questions[0].ID, N: 3}}, s.err
}

func TestTallyCounts(t *testing.T) {
	t.Parallel()
	order := activities.TallyOrder{Workflow: "duo/survey", Questions: []partnership.Question{{ID: "mood"}}}
	got, err := (&activities.Tallier{Seals: seals{}}).Tally(t.Context(), order)
	if err != nil || len(got.Questions) != 1 || got.Questions[0].Question != "duo/survey mood" || got.Questions[0].N != 3 {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := (&activities.Tallier{Seals: seals{err: errAway}}).Tally(t.Context(), order); !errors.Is(err, errAway) {
		t.Errorf("got %v", err)
	}
}
