package compose

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TestEveryCommandIsAnsweredWhereNothingIsLeftThatItCouldBeAbout writes the receipt of each
// command that comes when what it is about is over, in every language: SIGN to terms that
// somebody has declined in that very moment gets an answer, too.
func TestEveryCommandIsAnsweredWhereNothingIsLeftThatItCouldBeAbout(t *testing.T) {
	t.Parallel()
	c := composer(t)
	for _, reader := range readers() {
		for _, form := range partnership.Commands() {
			command := partnership.Command{Name: form.Name}
			if !command.OfItem() {
				continue
			}
			for _, sealed := range []bool{false, true} {
				l := ask(reader[1])
				l.Template, l.Form, l.Key = procedure.TemplateReceipt, procedure.FormReceipt, "receipt/r"
				l.Reactions = []procedure.Reaction{procedure.React(command, sealed)}
				if _, err := c.Compose(fixtureSpec(), l, nil, fixtureStanding(), sentAt); err != nil {
					t.Errorf("%s to %s: %v", form.Name, reader[1], err)
				}
			}
		}
	}
}
