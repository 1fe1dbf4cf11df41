package wording

// Russian words everything as people say it.
func Russian() Language {
	return Language{
		Code: "ru", Script: "Cyrillic", DecimalSign: ",", GroupSeparator: NoBreakSpace, PercentSign: NoBreakSpace + "%",
		Weekdays: [7]string{"вс", "пн", "вт", "ср", "чт", "пт", "сб"},
		Months: [12]string{
			"января", "февраля", "марта", "апреля", "мая", "июня",
			"июля", "августа", "сентября", "октября", "ноября", "декабря",
		},
		MomentFormat: "%s %d %s, %02d:%02d, %s", DateFormat: "%d %s %d г.",
		Cities: russianCities,
		And:    " и ", InLanguage: map[string]string{"en": "по-английски"},
		Yes: "да", No: "нет", Done: "готово", Nothing: "ничего", Unknown: "не знаю", Same: "как в прошлый раз",
		Questions: Questions{
			Confidence: "Насколько вы уверены, что мы уложимся в сроки, от 0 до 10?",
			Blockers:   "Что-нибудь мешает? Кто мог бы помочь?",
			Since:      "%s с прошлого раза",
			Changed:    "Что изменилось с прошлого раза?",
			Done:       "Этап «%s» выполнен?",
			When:       "Если нет: к какому дню?",
			Evidence:   "По чему это видно?",
			Plan:       "Что мешает и что вы делаете?",
			Task:       "%s (срок: %s)",
			WillYou:    "Вы возьмёте это на себя?",
			ByWhen:     "К какому дню?",
			NotOurs:    "Если нет: почему?",
			TakeUp:     "Ваша сторона возьмётся за это?",
			YourAnswer: "Каков ваш ответ?",
			Helps:      "Этот ответ вам помог?",
			Seen:       "Что вы увидели?",
			Verdict:    "Что с ним делать: оставить, изменить или прекратить?",
			Accept:     "Вы принимаете результат?",
			Missing:    "Если нет: чего не хватает?",
			Agree:      "Вы согласны на новый срок?",
			WhyNot:     "Если нет: почему?",
			TakesOver:  "Верно ли, что теперь отвечает %s, а не %s?",
			HasLeft:    "Верно ли, что %s больше у вас не работает?",
			Yours:      "Это вы отправили письмо, которое пришло к нам (%s)?",
			YoursFrom:  "Это вы отправили письмо, которое пришло к нам (%s) с адреса %s?",
		},
	}
}
