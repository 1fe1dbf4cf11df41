package partnership

// Binds reports whether a command binds whoever sends it: it signs, gives notice,
// or is a step of a vote or a conflict. It needs a better proof of its sender than
// a figure does.
func (n CommandName) Binds() bool {
	switch n {
	case "SIGN", "DECLINE", "WITHDRAW", "NOTICE", "FOR", "AGAINST", "ABSTAIN", "VOTE", "VETO",
		"CONFLICT", "GO", "UP", "PROPOSAL", "AGREED", "NOT QUITE":
		return true
	default:
		return false
	}
}
