package answer

import (
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// vote is what a phrase answers to a question.
type vote uint8

const (
	voteNone vote = iota // it answers nothing
	voteSoft             // it could be meant either way, and contradicts nothing
	voteYes
	voteNo
)

// ballots say what a phrase answers, by what the question is after: a fact, a
// consent, a trouble, an objection, a question with a denial in it.
var ballots = map[talk.Sense][5]vote{
	talk.Yes:      {voteYes, voteYes, voteYes, voteYes, voteSoft},
	talk.Surely:   {voteYes, voteYes, voteSoft, voteSoft, voteSoft},
	talk.No:       {voteNo, voteNo, voteNo, voteNo, voteSoft},
	talk.Okay:     {voteYes, voteYes, voteNo, voteNo, voteYes},
	talk.Good:     {voteSoft, voteYes, voteNo, voteNo, voteYes},
	talk.Well:     {voteSoft, voteSoft, voteNo, voteNo, voteSoft},
	talk.OnTime:   {voteSoft, voteSoft, voteNo, voteNo, voteSoft},
	talk.Amiss:    {voteSoft, voteSoft, voteYes, voteSoft, voteSoft},
	talk.Assent:   {voteYes, voteYes, voteSoft, voteNo, voteYes},
	talk.Refusal:  {voteNo, voteNo, voteSoft, voteYes, voteNo},
	talk.Unwanted: {voteNo, voteNo, voteSoft, voteSoft, voteSoft},
	talk.True:     {voteYes, voteYes, voteSoft, voteSoft, voteSoft},
	talk.False:    {voteNo, voteNo, voteSoft, voteSoft, voteSoft},
	talk.Done:     {voteYes, voteSoft, voteSoft, voteSoft, voteSoft},
	talk.EchoDone: {voteYes, voteYes, voteYes, voteYes, voteSoft},
	talk.EchoNot:  {voteNo, voteNo, voteNo, voteNo, voteYes},
	talk.Undone:   {voteNo, voteSoft, voteSoft, voteSoft, voteSoft},
	talk.NotYet:   {voteNo, voteSoft, voteNo, voteNo, voteSoft},
	talk.Exists:   {voteSoft, voteSoft, voteYes, voteYes, voteSoft},
	talk.Nothing:  {voteSoft, voteSoft, voteNo, voteNo, voteSoft},
	talk.Silence:  {voteSoft, voteYes, voteNo, voteNo, voteSoft},
	talk.Coming:   {voteYes, voteYes, voteSoft, voteSoft, voteSoft},
}
