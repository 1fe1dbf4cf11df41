package wording

// Exit is the wording of what people are asked at the end of a partnership.
type Exit struct {
	// Confirm asks whoever has given notice whether they mean it.
	Confirm string
	// Begin asks the leads whether the end begins, and Stay whether it goes on after all.
	Begin, Stay string
	// Planned, Happened, Because, Keep and Change are what was learned.
	Planned, Happened, Because, Keep, Change string
}

func englishExit() Exit {
	return Exit{
		Confirm:  "Do you give this notice?",
		Begin:    "Shall we begin the end of the partnership?",
		Stay:     "Do you agree that the notice is taken back and we go on?",
		Planned:  "What did we set out to do?",
		Happened: "What happened?",
		Because:  "Why did it come out that way?",
		Keep:     "What would you do the same way again?",
		Change:   "What would you do differently?",
	}
}

func russianExit() Exit {
	return Exit{
		Confirm:  "Подтверждаете ли вы выход?",
		Begin:    "Начинаем ли мы завершение партнёрства?",
		Stay:     "Согласны ли вы, что уведомление о выходе отозвано и мы продолжаем?",
		Planned:  "Что мы собирались сделать?",
		Happened: "Что получилось?",
		Because:  "Почему вышло именно так?",
		Keep:     "Что вы сделали бы так же?",
		Change:   "Что вы сделали бы иначе?",
	}
}
