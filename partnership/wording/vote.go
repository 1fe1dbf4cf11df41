package wording

// Vote is the wording of what a party is asked that decides with others.
type Vote struct {
	// How asks for the vote, and Stops whether what was carried is vetoed.
	How, Stops string
	// Opinion asks what somebody thinks of it before anybody votes.
	Opinion string
	// For, Against and Abstain are the votes, and Veto stops what was carried.
	For, Against, Abstain, Veto string
}

func englishVote() Vote {
	return Vote{How: "How does your side vote?", Stops: "Does your side veto it?", Opinion: "What do you think of it?", For: "for", Against: "against", Abstain: "abstain", Veto: "veto"}
}

func russianVote() Vote {
	return Vote{How: "Как голосует ваша сторона?", Stops: "Накладывает ли ваша сторона вето?", Opinion: "Что вы об этом думаете?", For: "за", Against: "против", Abstain: "воздержусь", Veto: "вето"}
}
