package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func TestWhatNobodyUnderstandsGoesToWhoeverActsForTheParty(t *testing.T) {
	t.Parallel()
	for person, want := range map[string][]string{
		"lars":  {"sofie"}, // their lead
		"sofie": nil,       // the lead, whose party has no executive
	} {
		t.Run(person, func(t *testing.T) {
			t.Parallel()
			l := waitingForLars(t).fact(procedure.Fact{Kind: procedure.FactUnclear, Of: person, Unclear: &procedure.Unclear{
				Person: person, About: "fortnightly", Reply: "mail-9", Problems: []string{"two numbers"},
			}})
			if told := l.written(lifecycle.TemplateUnclear); !slices.Equal(told, want) {
				t.Errorf("told are %v, want %v", told, want)
			}
			l.shows("has answered twice, and it could not be understood")
		})
	}
}
