package rehearsal

import (
	"encoding/json"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
)

// playedBy is the persona that plays the reader of a letter: a mediator's is called
// after the level of the conflict.
func playedBy(l procedure.Letter) string {
	if l.Template != conflict.TemplateMediator {
		return l.Person
	}
	return conflictOf(l).Level
}

// proposes reports whether an agreeable person answers a letter with a proposal: the
// raiser's speaker when both sets of options are on the table, and a mediator.
func proposes(l procedure.Letter) bool {
	return l.Template == conflict.TemplateMediator || l.Template == conflict.TemplateOptions && conflictOf(l).Mine
}

func conflictOf(l procedure.Letter) conflict.Content {
	var c conflict.Content
	if err := json.Unmarshal(l.Content, &c); err != nil { // the procedure has written it
		return conflict.Content{}
	}
	return c
}

// proposal is what somebody agreeable proposes.
func proposal(language string) string {
	return pick(language == "ru", "ПРЕДЛАГАЮ: Каждые две недели смотрим на это вместе и заранее говорим друг другу, если что-то меняется.",
		"PROPOSAL: We look at it together every two weeks and tell each other early when something changes.")
}
