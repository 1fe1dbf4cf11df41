package examples_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TestAnswerInOneLine has the dispatcher answer the weekly check-in as he does
// in life: four figures, their names cut short, on one line.
func TestAnswerInOneLine(t *testing.T) {
	t.Parallel()
	const line = "OTIF 94,8; откл 4; руб/т 4085; рекл 66"
	script := config.Rehearsal{Personas: []config.Persona{
		{Person: "mikhail", Replies: []config.PersonaReply{{Template: "check-in", Texts: []string{line}}}},
		{Person: "timur", Silent: true},
		{Person: "zhanna", Silent: true},
	}}
	played, err := app.Rehearse([]partnership.Spec{only(t, "smk-severtrans")}, script, cadence.Date{Year: 2026, Month: 1, Day: 13})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range played.Events {
		if e.Kind == procedure.EntryMeasure {
			got = append(got, e.Text)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"claim = 66", "otif = 94.8", "temperature = 4", "tonne = 4085"}, got); diff != "" {
		t.Errorf("understood of %q (-want +got):\n%s", line, diff)
	}
}
