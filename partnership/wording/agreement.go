package wording

// Agreement is the wording of what people are asked before anything runs.
type Agreement struct {
	// Clear asks whether the terms are clear and right, and Unclear what is not.
	Clear, Unclear string
	// Sign asks whether somebody signs for a party, with its name.
	Sign string
	// NewDay is what a lead owes for a milestone whose day passed before all had signed,
	// with its title and the day.
	NewDay string
}

func englishAgreement() Agreement {
	return Agreement{
		Clear:   "Is all of this clear, and is it right?",
		Unclear: "What is unclear, or not right?",
		Sign:    "Do you sign for %s?",
		NewDay:  "Agree on a new day for %s: its day, %s, passed before all had signed",
	}
}

func russianAgreement() Agreement {
	return Agreement{
		Clear:   "Всё ли здесь понятно и верно?",
		Unclear: "Что непонятно или неверно?",
		Sign:    "Подписываете ли вы за %s?",
		NewDay:  "Договориться о новом сроке этапа %s: прежний срок (%s) прошёл до того, как подписали все",
	}
}
