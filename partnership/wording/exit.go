package wording

// Exit is the wording of what people are asked at the end of a partnership.
type Exit struct {
	// Confirm asks whoever has given notice whether they mean it.
	Confirm string
	// ConfirmBreach asks whoever says that another party has broken something.
	ConfirmBreach string
	// Begin asks the leads whether the end begins, and Stay whether it goes on after all.
	Begin, Stay string
	// GoOn asks those who lead the others whether they go on without a party that leaves.
	GoOn string
	// Breach asks whoever leads a party how it is with what that is said to have broken, one of
	// BreachStates; BreachWords what was done, or how they see it. Cured and Verdict ask the
	// others whether it is put right, and whether it ends for it.
	Breach         string
	BreachStates   [2]string
	BreachWords    string
	Cured, Verdict string
	// Planned, Happened, Because, Keep and Change are what was learned.
	Planned, Happened, Because, Keep, Change string
}

func englishExit() Exit {
	return Exit{
		Confirm: "Do you give this notice?", ConfirmBreach: "Do you give this notice?",
		Begin:  "Shall we begin the end of the partnership?",
		Stay:   "Do you agree that we go on after all?",
		GoOn:   "Does your side go on with the others?",
		Breach: "How is it with that?", BreachStates: [2]string{"put right", "we see it differently"}, BreachWords: "What was done, or how do you see it?",
		Cured: "Is it put right?", Verdict: "Does the partnership end for this?",
		Planned:  "What did we set out to do?",
		Happened: "What happened?",
		Because:  "Why did it come out that way?",
		Keep:     "What would you do the same way again?",
		Change:   "What would you do differently?",
	}
}

func russianExit() Exit {
	return Exit{
		Confirm: "Подтверждаете ли вы выход?", ConfirmBreach: "Подтверждаете ли вы это уведомление?",
		Begin:  "Начинаем ли мы завершение партнёрства?",
		Stay:   "Согласны ли вы, что мы всё-таки продолжаем?",
		GoOn:   "Продолжает ли ваша сторона с остальными?",
		Breach: "Как с этим обстоят дела?", BreachStates: [2]string{"исправлено", "мы видим это иначе"}, BreachWords: "Что сделано или как вы это видите?",
		Cured: "Исправлено ли это?", Verdict: "Прекращаем ли мы из-за этого партнёрство?",
		Planned:  "Что мы собирались сделать?",
		Happened: "Что получилось?",
		Because:  "Почему вышло именно так?",
		Keep:     "Что вы сделали бы так же?",
		Change:   "Что вы сделали бы иначе?",
	}
}
