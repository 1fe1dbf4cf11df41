package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"testing"

	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// full is a record of everything that a step may leave behind.
func full(id string) Record {
	r := awaiting(letter("ask/" + id))
	r.Entries, r.Readings, r.Booked = []procedure.Entry{entry(id)}, []measure.Reading{reading(id)}, []ledger.Entry{booked(id)}
	r.Procedure.State = json.RawMessage(`{"step":"` + id + `"}`)
	r.Recalls = []procedure.Recall{{Keys: []string{"ask/1"}}}
	return r
}

// Whichever part of a record fails, the others must not stay.
func TestCommitKeepsAllOrNothing(t *testing.T) {
	t.Parallel()
	for _, table := range []string{"journal", "measurements", "ledger", "procedures", "outbox", "deliveries"} {
		t.Run(table, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			first := full("0")
			first.Letters = append(first.Letters, letter("ask/1"))
			check(t, s.Commit(t.Context(), first))
			for _, event := range []string{"INSERT", "UPDATE"} {
				must[sql.Result](t)(s.write.ExecContext(t.Context(), `CREATE TRIGGER refuse_`+event+` BEFORE `+event+` ON `+table+` BEGIN SELECT RAISE(ABORT, 'no'); END`))
			}
			if err := s.Commit(t.Context(), full("2")); err == nil {
				t.Fatal("the refused commit went through")
			}
			counts := map[string]int{}
			for _, counted := range []string{"journal", "measurements", "ledger", "procedures", "outbox", "deliveries"} {
				counts[counted] = must[int](t)(one(t.Context(), s.read, scanValue[int], `SELECT COUNT(*) FROM `+counted))
			}
			diff(t, map[string]int{"journal": 1, "measurements": 1, "ledger": 1, "procedures": 1, "outbox": 2, "deliveries": 1}, counts)
			diff(t, map[string]OutboxState{"ask/0": OutboxQueued, "ask/1": OutboxQueued}, states(t, s))
			diff(t, `{"step":"0"}`, string(must[ProcedureRow](t)(s.Procedure(t.Context(), round)).State))
			check(t, s.Verify(t.Context(), "acme"))
		})
	}
}

func TestAStepOfAnEarlierTimeTakesNoPlace(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	at := func(h int, state string) Record {
		r := step()
		r.Procedure.UpdatedAt, r.Procedure.State = hour(h), json.RawMessage(state)
		return r
	}
	for _, r := range []Record{at(9, `1`), at(11, `3`), at(10, `2`)} {
		check(t, s.Commit(t.Context(), r))
	}
	if row := must[ProcedureRow](t)(s.Procedure(t.Context(), round)); string(row.State) != `3` || !row.UpdatedAt.Equal(hour(11)) {
		t.Errorf("the state is %s of %v", row.State, row.UpdatedAt)
	}
	if err := s.Commit(t.Context(), at(12, `{`)); err == nil {
		t.Error("a state that is no JSON was kept")
	}
}

func TestEndedOutlivesTheServer(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	put := func(slug, outcome string) {
		check(t, s.PutProcedure(t.Context(), ProcedureRow{Workflow: slug, Slug: slug, Kind: "Partnership", State: []byte(`{}`), Outcome: outcome, UpdatedAt: noon}))
	}
	put("acme", "completed")
	put("duo", "")
	diff(t, map[string]Ending{"acme": {Outcome: "completed", At: noon}}, must[map[string]Ending](t)(s.Ended(t.Context(), []string{"acme", "duo", "never"})))
	if _, err := s.Procedure(t.Context(), "never"); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}
