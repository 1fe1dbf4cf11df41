package review

import (
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/swot"
)

// Board is what the mails about a SWOT show. The words of the statements are in the
// letter's writings, under their numbers.
type Board struct {
	Date       string `json:"date"`
	Statements []Line `json:"statements,omitempty"`
	Last       []Line `json:"last,omitempty"`
	LastDate   string `json:"last_date,omitempty"`
	// Before is what was decided the last time.
	Before []Undertaken `json:"before,omitempty"`
	// Asked were to score, and Scored have.
	Asked  int `json:"asked,omitempty"`
	Scored int `json:"scored,omitempty"`
	Decision
}

// Decision is what a mail tells of what the chair has decided.
type Decision struct {
	// Steps are what the chair has decided, Why says why there is no more; Silent, that
	// they have said nothing.
	Steps  []Taken `json:"steps,omitempty"`
	Why    string  `json:"why,omitempty"`
	Chair  string  `json:"chair,omitempty"`
	Silent bool    `json:"silent,omitempty"`
	// Over says that nothing is asked any more.
	Over bool `json:"over,omitempty"`
}

// Line is a statement as a mail shows it.
type Line struct {
	Field swot.Field     `json:"field"`
	Facts []Fact         `json:"facts,omitempty"`
	Marks []swot.Counted `json:"marks,omitempty"`
	Asked bool           `json:"asked,omitempty"` // people were asked for marks
}

// Taken is a step that was decided, by the name of what asked for it: of a SWOT that is
// the pairing.
type Taken struct {
	Of    string `json:"of"`
	What  string `json:"what"`
	Owner string `json:"owner"`
	Due   string `json:"due,omitempty"`
}

// PartLast marks the statements of the last time among a letter's writings.
const PartLast = "last"

func (r *Review) board() Board {
	b := Board{Date: r.Occasion.Date, LastDate: r.SWOT.LastDate}
	for _, one := range r.SWOT.Statements {
		b.Statements = append(b.Statements, Line{Field: one.Field, Facts: one.Facts, Marks: one.Marks, Asked: one.Scored})
	}
	if r.Stage == Collecting {
		b.Before = r.SWOT.Before
	}
	if r.Stage != Deciding && r.Stage != Done {
		return b
	}
	for _, one := range r.SWOT.Last {
		b.Last = append(b.Last, Line{Field: one.Field, Facts: one.Facts})
	}
	b.Asked, b.Scored = r.Reading.Counts()
	return b
}

// writings are the words of all statements, for a letter to show. Whose they are is
// nobody's business.
func (r *Review) writings() []procedure.Writing {
	var list []procedure.Writing
	for i, one := range r.SWOT.Statements {
		list = appendWritings(list, one, i+1, "")
	}
	if r.Stage == Deciding || r.Stage == Done {
		for i, one := range r.SWOT.Last {
			list = appendWritings(list, one, i+1, PartLast)
		}
	}
	return list
}

func appendWritings(list []procedure.Writing, one Statement, number int, part string) []procedure.Writing {
	for _, w := range one.Writings {
		list = append(list, procedure.Writing{Ask: w.Ask, Question: w.Question, Part: part, Number: number})
	}
	return list
}
