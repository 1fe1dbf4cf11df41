package wording

// Agreement is the wording of what people are asked before anything runs.
type Agreement struct {
	// Clear asks whether the terms are clear and right, and Unclear what is not.
	Clear, Unclear string
	// Sign asks whether somebody signs for a party, with its name.
	Sign string
	// Who asks who signs for a party in the place of somebody, with its name.
	Who string
}

func englishAgreement() Agreement {
	return Agreement{
		Clear:   "Is all of this clear, and is it right?",
		Unclear: "What is unclear, or not right?",
		Sign:    "Do you sign for %s?",
		Who:     "Who signs for %s instead?",
	}
}

func russianAgreement() Agreement {
	return Agreement{
		Clear:   "Всё ли здесь понятно и верно?",
		Unclear: "Что непонятно или неверно?",
		Sign:    "Подписываете ли вы за %s?",
		Who:     "Кто подпишет за сторону %s вместо этого человека?",
	}
}
