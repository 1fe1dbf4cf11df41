package examples_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/rehearsal"
)

// What everybody has said in the last survey stands in the mail that opens the SWOT.
func TestASurveyOpensTheSWOT(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("plays a year")
	}
	spec := load(t, os.DirFS("fjordmail-lumen")).Specs[0]
	var script config.Rehearsal
	for _, party := range spec.Parties {
		for _, p := range party.People {
			script.Personas = append(script.Personas, config.Persona{Person: p.ID, Answers: []config.PersonaAnswer{
				{Question: "early", Values: []string{"5"}}, {Question: "in-time", Values: []string{"1"}},
			}})
		}
	}
	played, err := app.Rehearse([]partnership.Spec{spec}, script, spec.End)
	if err != nil {
		t.Fatal(err)
	}
	var opened []string
	for _, e := range played.Events {
		if e.Kind == rehearsal.KindMail && e.Template == "swot-input" && e.Reminder == 0 && strings.HasPrefix(e.To, "lars.hauge@") {
			opened = append(opened, e.Text)
		}
	}
	if len(opened) == 0 {
		t.Fatal("no SWOT is opened")
	}
	for _, fact := range []string{`Strength: People rate "trust" high (100 of 100, survey of`, `Weakness: People rate "decisions in time" low (0 of 100, survey of`} {
		if !slices.ContainsFunc(opened, func(mail string) bool { return strings.Contains(mail, fact) }) {
			t.Errorf("no SWOT opens with %q:\n%s", fact, opened[0])
		}
	}
}
