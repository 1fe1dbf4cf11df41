package compose

import "github.com/rapport-engine/rapport/partnership/decision"

// ballot is a vote in the reader's words.
func (l locale) ballot(b decision.Ballot) string {
	word := ""
	switch {
	case b.Veto:
		word = l.Vote.Veto
	case b.Vote == decision.For:
		word = l.Vote.For
	case b.Vote == decision.Against:
		word = l.Vote.Against
	case b.Vote == decision.Abstain:
		word = l.Vote.Abstain
	}
	if b.Why == "" || word == "" {
		return word
	}
	return word + ": " + l.quote(b.Why)
}
