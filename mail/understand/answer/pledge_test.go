package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestWhatIsOfferedAsAChoiceIsNoPromise(t *testing.T) {
	t.Parallel()
	questions := []partnership.Question{{ID: "begin", Kind: partnership.KindChoice, Choices: []string{"I'll write my side too", "let me read first"}}}
	for text, want := range map[string]bool{
		"I'll write my side too": false, "1) I'll write my side too.": false, "let me read first": false,
		"I'll write to you tomorrow": true,
	} {
		p := hearPledges([]typedLine{{Line: trim.Line{Text: text, Role: trim.RoleNew}}}, questions, cadence.Date{Year: 2026, Month: 3, Day: 2})
		if p.made() != want {
			t.Errorf("%q is a promise: %v", text, p.made())
		}
	}
}
