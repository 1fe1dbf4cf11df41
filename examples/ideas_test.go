package examples_test

import (
	"os"
	"testing"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/rehearsal"
)

// TestStoriesOfFirstGoals plays the search for the first goals with people of several sorts
// and keeps it as stories: as the example has them, with their mails in full, diligent ones,
// and a side that says nothing.
func TestStoriesOfFirstGoals(t *testing.T) {
	t.Parallel()
	declared := load(t, os.DirFS("first-goals"))
	spec := declared.Specs[0]
	silent := config.Rehearsal{Personas: []config.Persona{{Person: "mina", Silent: true}}}
	for name, script := range map[string]config.Rehearsal{"declared": declared.Rehearsal, "diligent": {}, "silent": silent} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			played, err := app.Rehearse([]partnership.Spec{spec}, script, cadence.Date{Year: 2027, Month: 2, Day: 28})
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "stories/ideas."+name, story(spec, played.Events))
			if name != "declared" {
				return
			}
			var mails []rehearsal.Event
			for _, e := range played.Events {
				if e.Kind == rehearsal.KindMail {
					mails = append(mails, e)
				}
			}
			golden(t, "stories/ideas."+name+".mails", inFull(mails))
		})
	}
}
