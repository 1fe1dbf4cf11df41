package wording

// Vote is the wording of what a party is asked that decides with others.
type Vote struct {
	// How asks for the vote.
	How string
	// For, Against and Abstain are the votes, and Veto stops what was carried.
	For, Against, Abstain, Veto string
}

func englishVote() Vote {
	return Vote{How: "How does your side vote?", For: "for", Against: "against", Abstain: "abstain", Veto: "veto"}
}

func russianVote() Vote {
	return Vote{How: "Как голосует ваша сторона?", For: "за", Against: "против", Abstain: "воздержусь", Veto: "вето"}
}
