package lifecycle_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// quarrel is a partnership in which an admin has raised a conflict for Lars that stands
// at a stage.
func quarrel(t *testing.T, stage string, change ...func(*procedure.Dispute)) *life {
	t.Helper()
	l := running(t).command(procedure.Command{Name: procedure.RaiseConflict, Person: "lars", With: "tom"})
	d := l.partnership().Disputes[0]
	d.Stage = stage
	if stage != "raised" {
		d.Level, d.OpenedAt = 1, l.Now.Add(time.Hour)
	}
	for _, f := range change {
		f(&d)
	}
	return l.report("duo/conflict/1", procedure.Message{Dispute: &d})
}

func TestCommandsAboutConflictsAreRefusedWithWhatWould(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stage string
		name  procedure.CommandName
		input string
		want  string // empty: taken
	}{
		{"framed", procedure.MoveConflict, `{"conflict": 1, "level": "leads", "reason": "agreed"}`, ""},
		{"framed", procedure.MoveConflict, `{"conflict": 1, "stage": "exploring", "reason": "agreed"}`, ""},
		{"forward", procedure.MoveConflict, `{"conflict": 1, "stage": "follow_up", "reason": "agreed"}`, ""},
		{"framed", procedure.MoveConflict, `{"conflict": 1, "reason": "agreed"}`, `name the "level" or the "stage" to which it goes; the levels are direct, leads`},
		{"framed", procedure.MoveConflict, `{"conflict": 1, "level": "leads", "stage": "exploring", "reason": "agreed"}`, `name the "level" or the "stage"`},
		{"framed", procedure.MoveConflict, `{"conflict": 1, "level": "leeds", "reason": "agreed"}`, `"leeds" is no level; there are direct, leads`},
		{"exploring", procedure.MoveConflict, `{"conflict": 1, "stage": "framed", "reason": "agreed"}`, `it cannot go to the stage "framed" from "exploring", but to proposed`},
		{"framed", procedure.MoveConflict, `{"conflict": 1, "stage": "agreed", "reason": "agreed"}`, `but to understood, exploring, proposed`},
		{"proposed", procedure.MoveConflict, `{"conflict": 1, "stage": "agreed", "reason": "agreed"}`, "close-conflict would end it"},
		{"follow_up", procedure.MoveConflict, `{"conflict": 1, "level": "leads", "reason": "agreed"}`, "both sides have agreed; only their own no reopens it"},
		{"raised", procedure.MoveConflict, `{"conflict": 1, "stage": "understood", "reason": "agreed"}`, "nobody but lars knows of it yet"},
		{"framed", procedure.MoveConflict, `{"conflict": 1, "level": "leads"}`, `say why in "reason"`},
		{"framed", procedure.MoveConflict, `{"conflict": 2, "level": "leads", "reason": "agreed"}`, `"conflict" is the number of an open one; in duo there are 1`},
		{"framed", procedure.CloseConflict, `{"conflict": 1, "outcome": "resolved", "reason": "agreed"}`, "only the two sides can resolve it"},
		{"framed", procedure.RecordExternal, `{"conflict": 1, "date": "1 May", "reason": "filed"}`, "write the day like 2027-03-15"},
		{"framed", procedure.RaiseConflict, `{"person": "lars", "with": "lars"}`, "nobody can have a conflict with themselves"},
		{"framed", procedure.RaiseConflict, `{"person": "lars", "with": "sofie"}`, "of one party"},
		{"raised", procedure.RaiseConflict, `{"person": "lars", "with": "tom"}`, "it waits for their GO"},
		{"framed", procedure.RaiseConflict, `{"person": "lars", "with": "nobody"}`, `"with" is "nobody"; the people of duo are`},
		{"framed", procedure.RaiseConflict, `{"person": "lars", "with": "tom", "goal": "moon"}`, `no goal is named "moon"; there are`},
		{"framed", procedure.RaiseConflict, `{"person": "lars", "with": "tom", "milestone": "moon"}`, `no milestone is named "moon"`},
	} {
		l := quarrel(t, c.stage)
		var cmd procedure.Command
		if err := json.Unmarshal([]byte(c.input), &cmd); err != nil {
			t.Fatal(err)
		}
		cmd.Name = c.name
		err := l.P.Check(cmd, l.Now)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s %s at %s: got %v, want %q", c.name, c.input, c.stage, err, c.want)
		}
	}
}

// TestAConflictCanBeAboutAPromise between the two parties, and about no other.
func TestAConflictCanBeAboutAPromise(t *testing.T) {
	t.Parallel()
	l := running(t)
	l.wrote("lars", "QUESTION", "how do we count?")
	keeper := l.Begun[len(l.Begun)-1].Brief
	l.Tell(procedure.Message{From: keeper.Workflow, Shown: &procedure.Shown{Stage: "open", Owed: []procedure.Owed{
		{ID: "contract", What: "Send the contract", Owner: "tom", For: "lars"},
		{ID: "list", What: "Clean the list", Owner: "lars", For: "sofie"},
		{ID: "stand", What: "Book the stand", Owner: "lars", For: "tom"},
		{ID: "idea", What: "A webinar", Owner: "tom"},
	}}})
	l.command(procedure.Command{Name: procedure.RaiseConflict, Person: "lars", With: "tom"})
	want := []procedure.Matter{{Item: "contract", Title: "Send the contract"}, {Item: "stand", Title: "Book the stand"}}
	if diff := cmp.Diff(want, l.Begun[len(l.Begun)-1].Brief.Promises); diff != "" {
		t.Errorf("promises (-want +got):\n%s", diff)
	}
}
