package exit

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// The questions of looking back. Short answers are worth more than none, so only the last
// two are chased.
const (
	LessonPlanned  = "planned"
	LessonHappened = "happened"
	LessonWhy      = "why"
	LessonKeep     = "keep"
	LessonChange   = "change"
)

// ConfirmQuestions ask whether somebody gives notice. Only a yes that stands alone is one.
func ConfirmQuestions(words wording.Exit) []partnership.Question {
	return []partnership.Question{{ID: QuestionConfirm, Kind: partnership.KindYesNo, Text: words.Confirm, Alone: true}}
}

// ConfirmBreachQuestions ask whether somebody says that another party has broken something.
func ConfirmBreachQuestions(words wording.Exit) []partnership.Question {
	list := ConfirmQuestions(words)
	list[0].Text = words.ConfirmBreach
	return list
}

// BeginQuestions ask whether the end begins.
func BeginQuestions(words wording.Exit) []partnership.Question {
	return []partnership.Question{{ID: QuestionBegin, Kind: partnership.KindYesNo, Text: words.Begin}}
}

// GoOnQuestions ask whether people go on without a party that leaves.
func GoOnQuestions(words wording.Exit) []partnership.Question {
	return []partnership.Question{{ID: QuestionGoOn, Kind: partnership.KindYesNo, Text: words.GoOn}}
}

// StayQuestions ask whether a notice is taken back.
func StayQuestions(words wording.Exit) []partnership.Question {
	return []partnership.Question{{ID: QuestionStay, Kind: partnership.KindYesNo, Text: words.Stay}}
}

// LessonQuestions ask what was learned, for all to read.
func LessonQuestions(words wording.Exit) []partnership.Question {
	ask := func(id, text string, optional bool) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Optional: optional, Readers: partnership.ReadersAll}
	}
	return []partnership.Question{
		ask(LessonPlanned, words.Planned, true), ask(LessonHappened, words.Happened, true), ask(LessonWhy, words.Because, true),
		ask(LessonKeep, words.Keep, false), ask(LessonChange, words.Change, false),
	}
}
