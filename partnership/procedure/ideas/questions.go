package ideas

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/significance"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// The questions. Proposals are "proposal", "proposal-2" and so on; marks go to "p1" for the
// first of all, and what is decided on it to "d1".
const (
	QuestionProposal = "proposal"
	QuestionExpect   = "expect"
	QuestionFirst    = "first"
)

// mostOfEach is how many proposals a person can make: what nobody can weigh on a phone is
// lost.
const mostOfEach = 3

// Questions asks for one proposal, up to two more, and apart from them for what the person
// expects of the other side.
func Questions(words wording.Ideas) []partnership.Question {
	var list []partnership.Question
	for n := range mostOfEach {
		q := partnership.Question{ID: QuestionProposal, Kind: partnership.KindText, Text: words.First, Lasting: true, Readers: partnership.ReadersAll}
		if n > 0 {
			q.ID, q.Text, q.Optional = fmt.Sprintf("%s-%d", QuestionProposal, n+1), words.More, true
		}
		list = append(list, q)
	}
	return append(list, partnership.Question{
		ID: QuestionExpect, Kind: partnership.KindText, Text: words.Expect, Lasting: true, Readers: partnership.ReadersAll,
	})
}

// MarkOf is the question how much a proposal matters, by its number, and DecisionOf the one
// what becomes of it.
func MarkOf(number int) string { return fmt.Sprintf("p%d", number) }

// DecisionOf is the question what becomes of a proposal, by its number.
func DecisionOf(number int) string { return fmt.Sprintf("d%d", number) }

// weights asks how much each proposal matters, and which come first where there are several.
// Their words are put in where the mail is composed.
func (i *Ideas) weights(words wording.Ideas) []partnership.Question {
	low, high := decimal.NewFromInt(significance.Lowest), decimal.NewFromInt(significance.Highest)
	var list []partnership.Question
	for n := range i.Proposals {
		list = append(list, partnership.Question{
			ID: MarkOf(n + 1), Kind: partnership.KindScale, Text: fmt.Sprintf(words.Proposal, n+1), Min: &low, Max: &high,
		})
	}
	if all := decimal.NewFromInt(int64(len(list))); len(list) > 1 {
		list = append(list, partnership.Question{ID: QuestionFirst, Kind: partnership.KindRank, Text: words.Firsts, Max: &all})
	}
	return list
}

// decisions asks what becomes of each proposal.
func (i *Ideas) decisions(words wording.Ideas) []partnership.Question {
	var list []partnership.Question
	for n := range i.Proposals {
		list = append(list, partnership.Question{
			ID: DecisionOf(n + 1), Kind: partnership.KindDecide, Text: fmt.Sprintf(words.Proposal, n+1), Readers: partnership.ReadersAll,
		})
	}
	return list
}
