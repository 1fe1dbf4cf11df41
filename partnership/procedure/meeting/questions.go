package meeting

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// The questions.
const (
	QuestionAttend  = procedure.QuestionAttend // do you come?
	QuestionPoint   = "point"                  // what is to be on the agenda?
	QuestionWay     = "way"                    // does it take place all the same?
	QuestionMinutes = "minutes"                // who was there, what was decided, who does what?
	QuestionAccept  = "accept"                 // are they right?
)

// invitation asks whether somebody comes, and what they want to talk about. Nobody is
// reminded.
func (m *Meeting) invitation(words wording.Meeting) []partnership.Question {
	list := []partnership.Question{{ID: QuestionAttend, Kind: partnership.KindYesNo, Text: words.Attend}}
	if !m.Informal {
		list = append(list, partnership.Question{ID: QuestionPoint, Kind: partnership.KindText, Text: words.Point, Optional: true, Readers: partnership.ReadersAll})
	}
	return list
}

// doubtful asks the chair whether it takes place all the same.
func doubtful(words wording.Meeting) []partnership.Question {
	return []partnership.Question{{ID: QuestionWay, Kind: partnership.KindChoice, Text: words.Way, Choices: []string{words.GoOn, words.Cancel}}}
}

// minutes asks for what was decided, by the names of the people and the parties.
func (m *Meeting) minutes(words wording.Meeting) []partnership.Question {
	q := partnership.Question{ID: QuestionMinutes, Kind: partnership.KindMinutes, Text: words.Minutes, Readers: partnership.ReadersAll}
	for _, one := range m.Everybody {
		q.Choices = append(q.Choices, one.Name)
	}
	for _, side := range m.Sides {
		q.Choices = append(q.Choices, side.Name)
	}
	return []partnership.Question{q}
}

// accept asks whether minutes are right.
func accept(words wording.Meeting) []partnership.Question {
	return []partnership.Question{{ID: QuestionAccept, Kind: partnership.KindYesNo, Text: words.Accept, Readers: partnership.ReadersAll}}
}
