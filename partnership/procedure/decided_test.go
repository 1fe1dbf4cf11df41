package procedure

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

// TestADecisionIsToldToThoseWhoTookPart: at a meeting of some parties the others did not, and
// what was voted on in writing all did.
func TestADecisionIsToldToThoseWhoTookPart(t *testing.T) {
	t.Parallel()
	person := func(id string) []partnership.Person { return []partnership.Person{{ID: id}} }
	spec := partnership.Spec{
		Parties:  []partnership.Party{{ID: "north", People: person("lars")}, {ID: "south", People: person("tom")}, {ID: "west", People: person("wim")}},
		Meetings: []partnership.Meeting{{ID: "pair", Chair: "lars", Invite: []string{"tom"}}, {ID: "all", Chair: "lars", Invite: []string{"tom", "wim"}}},
	}
	two := partnership.Spec{Parties: spec.Parties[:2]}
	for name, c := range map[string]struct {
		d    Decision
		spec partnership.Spec
		want []string
	}{
		"in writing":                   {Decision{Method: DecidedInWriting, Key: "duo/vote/1#1"}, spec, []string{"north", "south", "west"}},
		"at a meeting of two":          {Decision{Method: DecidedAtMeeting, Key: "duo/meeting/pair/2027-01-04#1"}, spec, []string{"north", "south"}},
		"at a meeting of all":          {Decision{Method: DecidedAtMeeting, Key: "duo/meeting/all/2027-01-04#2"}, spec, []string{"north", "south", "west"}},
		"by somebody who came along":   {Decision{Method: DecidedAtMeeting, Key: "duo/meeting/pair/2027-01-04#1", Abstained: []string{"west"}}, spec, []string{"north", "south", "west"}},
		"at a meeting that is no more": {Decision{Method: DecidedAtMeeting, Key: "duo/meeting/old/2027-01-04#1", For: []string{"north"}}, spec, []string{"north"}},
		"of two, at one that is gone":  {Decision{Method: DecidedAtMeeting, Key: "duo/meeting/old/2027-01-04#1"}, two, []string{"north", "south"}},
	} {
		var told []string
		for _, p := range c.spec.Parties {
			if c.d.Before(c.spec, p.ID) {
				told = append(told, p.ID)
			}
		}
		if !slices.Equal(told, c.want) {
			t.Errorf("%s: told are %v, want %v", name, told, c.want)
		}
	}
}
