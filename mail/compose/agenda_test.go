package compose

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// What one side owes itself, or two others each other, stands on nobody else's agenda
// (procedures 0.2, 0.4).
func TestAnAgendaTellsOnlyWhatIsOpenBetweenTheReadersSideAndOthers(t *testing.T) {
	t.Parallel()
	person := func(id string) []partnership.Person { return []partnership.Person{{ID: id}, {ID: id + "2"}} }
	spec := partnership.Spec{Parties: []partnership.Party{{ID: "a", People: person("ann")}, {ID: "b", People: person("bo")}, {ID: "c", People: person("cy")}}}
	since := time.Date(2027, 1, 5, 0, 0, 0, 0, time.UTC)
	owed := []procedure.Owed{
		{ID: "within", Kind: procedure.ItemTask, Owner: "ann", For: "ann2", Stage: procedure.ItemOverdue, Since: since},
		{ID: "asked within", Kind: procedure.ItemIssue, Owner: "ann", For: "ann2"},
		{ID: "between", Kind: procedure.ItemTask, Owner: "ann", For: "bo", Stage: procedure.ItemOverdue, Since: since},
		{ID: "asked between", Kind: procedure.ItemIssue, Owner: "bo", For: "ann"},
		{ID: "in time", Kind: procedure.ItemTask, Owner: "ann", For: "bo", Stage: procedure.ItemOpen},
	}
	for reader, want := range map[string][]string{
		"ann": {"between", "asked between"}, "ann2": {"between", "asked between"}, "bo": {"between", "asked between"}, "cy": nil,
	} {
		p, _ := spec.Person(reader)
		c := called{letterWriter: letterWriter{spec: spec, person: p}}
		var got []string
		for _, o := range owed {
			if c.onAgenda(o) {
				got = append(got, o.ID)
			}
		}
		if diff := cmp.Diff(want, slices.Clip(got)); diff != "" {
			t.Errorf("%s reads (-want +got):\n%s", reader, diff)
		}
	}
}
