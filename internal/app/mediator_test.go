//go:build !slim

package app

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
)

// mediated plays a conflict whose raiser hands his side over, and in which the leads of
// two sides write to a mediator, who answers from an address that no person has.
func mediated(t *testing.T) *stage {
	t.Helper()
	spec := staffed()
	spec.CheckIns = nil
	spec.End = date("2091-12-31")
	const contact = "mediator@resolve.example"
	spec.Conflict = &partnership.Conflict{Levels: []partnership.ConflictLevel{
		{ID: "direct", Parties: true, Within: span("10bd")}, {ID: "mediator", Contact: contact, Within: span("60d")},
	}}
	mediator := partnership.Person{Name: "M. Vik", Email: contact, Language: "en"}
	return play(t, spec, "2091-01-08 09:00").
		when("2091-01-08 10:00").command("duo", procedure.Command{Name: procedure.RaiseConflict, Person: "lars", With: "tom", Goal: spec.Goals[0].ID}).
		when("2091-01-08 11:00").writes("lars", conflict.TemplateEntry, "GO").
		when("2091-01-08 13:00").writes("lars", conflict.TemplateStatement, "DELEGATE Sofie, who knows the figs better").
		when("2091-01-08 14:00").command("duo", procedure.Command{Name: procedure.MoveConflict, Conflict: "1", Level: "mediator", Reason: "agreed on the phone"}).
		when("2091-01-09 10:00").writes("sofie", conflict.TemplateBrief, "1) yes").
		when("2091-01-09 11:00").writes("tom", conflict.TemplateBrief, "1) yes").
		when("2091-01-12 10:00").writesAs(mediator, "sofie", conflict.TemplateMediator, "Good morning,\n\nPROPOSAL: The figs are shared on Mondays.").
		when("2091-01-12 14:00").writes("sofie", conflict.TemplateProposal, "1) yes").
		when("2091-01-12 15:00").writes("tom", conflict.TemplateProposal, "1) yes").
		until("2091-01-13 12:00")
}

// TestAMediatorsReplyReachesBothSides, and of what they write no history holds a word.
func TestAMediatorsReplyReachesBothSides(t *testing.T) {
	t.Parallel()
	s := mediated(t)
	if c := state[conflict.Conflict](s, theConflict); c.Stage != conflict.Forward || c.Sides[0].Speaker != "sofie" || c.Sides[1].Speaker != "tom" {
		t.Fatalf("it is %s, with %s and %s\n%s", c.Stage, c.Sides[0].Speaker, c.Sides[1].Speaker, strings.Join(s.happened(), "\n"))
	}
	var readers []string
	for id, l := range s.letters {
		if l.Template == conflict.TemplateProposal && strings.Contains(s.words[id].Text, "The figs are shared on Mondays.") {
			readers = append(readers, l.Person)
		}
	}
	handed := slices.ContainsFunc(slices.Collect(maps.Values(s.letters)), func(l procedure.Letter) bool {
		return l.Person == "sofie" && strings.Contains(string(l.Content), `"news":"you-speak"`)
	})
	if !handed {
		t.Error("Lars' DELEGATE was not heard")
	}
	slices.Sort(readers)
	if !slices.Equal(readers, []string{"sofie", "tom"}) {
		t.Errorf("the mediator's text is read by %v", readers)
	}
	figs := privacy.Plants{privacy.Word("mediator", "figs", "sofie", "tom")}
	for _, id := range s.timeline.Workflows() {
		figs.Workflow(t, s.client, id)
	}
	figs.Clean(t, "the log", s.log.Text())
}
