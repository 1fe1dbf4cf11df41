package agreement

import (
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// ClearQuestions ask whether the terms are clear and right, and what is not.
func ClearQuestions(words wording.Agreement) []partnership.Question {
	return []partnership.Question{{ID: QuestionClear, Kind: partnership.KindYesNo, Text: words.Clear}, unclear(words)}
}

// SignQuestions ask for a signature for a party, by its name, and what is unclear.
func SignQuestions(words wording.Agreement, party string) []partnership.Question {
	return []partnership.Question{
		unclear(words), {ID: QuestionConsent, Kind: partnership.KindYesNo, Text: fmt.Sprintf(words.Sign, party), ByCommand: true},
	}
}

// WhoQuestions ask who signs for a party, by its name, in the place of somebody.
func WhoQuestions(words wording.Agreement, party string) []partnership.Question {
	return []partnership.Question{{ID: QuestionWho, Kind: partnership.KindText, Text: fmt.Sprintf(words.Who, party), Readers: partnership.ReadersAll}}
}

func unclear(words wording.Agreement) partnership.Question {
	return partnership.Question{ID: QuestionUnclear, Kind: partnership.KindText, Text: words.Unclear, Optional: true, Readers: partnership.ReadersAll}
}
