package answer

import "github.com/rapport-engine/rapport/partnership/decision"

// readVote reads how a party votes. A vote on a condition or for a part of what was put
// before all is none, and a veto needs its reason.
func readVote(text string) (reading, reason) {
	b, why := decision.ReadVote(withoutChat(text))
	switch why {
	case decision.Unclear:
		return reading{}, reasonNotVote
	case decision.Conditional:
		return reading{}, reasonVoteCondition
	case decision.Divided:
		return reading{}, reasonVotePart
	case decision.Unreasoned:
		return reading{}, reasonVetoWhy
	case decision.Read:
	}
	return reading{value: b.Value()}, understood
}
