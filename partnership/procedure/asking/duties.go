package asking

import (
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// QuestionDuties is the ID of the question whether somebody is here for what the page
// about the partnership says. It is asked once: in the welcome, or at the end of the
// first check-in, with which the page travels (procedures 4).
const QuestionDuties = "duties"

// DutiesQuestion asks it in a language.
func DutiesQuestion(language string) partnership.Question {
	return partnership.Question{ID: QuestionDuties, Kind: partnership.KindYesNo, Text: wording.In(language).Questions.Duties}
}

// DutyOf reads what a person says of it in a mail, if anything.
func DutyOf(person, reply string, answers []partnership.Answer) (procedure.Duty, bool) {
	for _, a := range answers {
		if a.Question == QuestionDuties && a.Value.Bool != nil {
			return procedure.Duty{Person: person, Right: *a.Value.Bool, Said: strings.Join(strings.Fields(a.Raw), " "), Reply: reply}, true
		}
	}
	return procedure.Duty{}, false
}
