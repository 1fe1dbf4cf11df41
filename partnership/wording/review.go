package wording

// Review is the wording of what a review asks. Of a SWOT four things belong together: what
// is strong, what is weak, what opens outside, what threatens from there; and the four
// pairings of what is inside with what is outside.
type Review struct {
	// Field names one statement, Fields all of a field.
	Field, Fields [4]string
	// First asks for the first statement of a field, Second and Third for more.
	First, Second, Third [4]string
	// Same asks which numbered statements mean the same.
	Same string
	// Step asks for a step for a pairing; of each Owner and By ask who takes it and until
	// when, and WhyNot asks why there is none.
	Step              [4]string
	Owner, By, WhyNot string
	// Of health a step is asked for against what costs points: a goal that is behind, asks
	// without an answer, milestones and promises that come late, people who are not content,
	// value that falls short or is shared unevenly, conflicts. AnyStep asks where nothing does.
	Behind, Unanswered, DaysLate, TasksLate, Discontent, OffPlan, Uneven, Conflicts, AnyStep string
	Money                                                                                    Money
}

// Money is the wording of what a review of money asks.
type Money struct {
	// Amount asks for an amount, by its kind in the ledger.
	Amount map[string]string
	Hours  string // the unit
	Step   string
}

func englishReview() Review {
	return Review{
		Field:  [4]string{"Strength", "Weakness", "Opportunity", "Threat"},
		Fields: [4]string{"Strengths", "Weaknesses", "Opportunities", "Threats"},
		First: [4]string{
			"What is strong about working together, and how does it show?", "What is weak about it, and how does it show?",
			"What opens for us outside, and where do you see it?", "What threatens us from outside, and where do you see it?",
		},
		Second: [4]string{"A second strength", "A second weakness", "A second opportunity", "A second threat"},
		Third:  [4]string{"A third strength", "A third weakness", "A third opportunity", "A third threat"},
		Same:   "Which numbers mean the same?",
		Step: [4]string{
			"Strengths for opportunities: which step uses what is strong to take what opens?",
			"Weaknesses and opportunities: which step mends what is weak, so that we can take what opens?",
			"Strengths against threats: which step uses what is strong against what threatens?",
			"Weaknesses and threats: which step keeps what threatens away from what is weak?",
		},
		Owner: "Who takes this step?", By: "By which day?", WhyNot: "If no step: why?",
		Money: Money{
			Amount: map[string]string{
				"money": "Money put in (spent)", "hours": "Hours put in", "in_kind": "Things and services given, at their value",
				"revenue": "Revenue that came of it", "savings": "Savings that came of it", "benefit": "Other benefits, at their value",
				"paid": "Paid to the other side", "received": "Received from the other side",
			},
			Hours: "hours", Step: "Which step follows from these figures?",
		},
		Behind:     "The goal that is behind: which step brings it forward?",
		Unanswered: "Asks without an answer: which step makes it easier to answer?",
		DaysLate:   "Milestones that come late: which step gets them done in time?",
		TasksLate:  "Promises that come late: which step gets them kept in time?",
		Discontent: "How content people are: which step helps?",
		OffPlan:    "Less value than planned: which step brings more of it?",
		Uneven:     "Value that is shared unevenly: which step evens it out?",
		Conflicts:  "Open conflicts: which step helps to settle them?",
		AnyStep:    "Which step follows?",
	}
}

func russianReview() Review {
	return Review{
		Field:  [4]string{"Сильная сторона", "Слабая сторона", "Возможность", "Угроза"},
		Fields: [4]string{"Сильные стороны", "Слабые стороны", "Возможности", "Угрозы"},
		First: [4]string{
			"Что в нашей совместной работе сильно и в чём это видно?", "Что в ней слабо и в чём это видно?",
			"Какие возможности открываются снаружи и где это видно?", "Что угрожает нам снаружи и где это видно?",
		},
		Second: [4]string{"Вторая сильная сторона", "Вторая слабая сторона", "Вторая возможность", "Вторая угроза"},
		Third:  [4]string{"Третья сильная сторона", "Третья слабая сторона", "Третья возможность", "Третья угроза"},
		Same:   "Какие номера об одном и том же?",
		Step: [4]string{
			"Сильные стороны для возможностей: какой шаг использует сильное, чтобы взять то, что открывается?",
			"Слабые стороны и возможности: какой шаг исправит слабое, чтобы взять то, что открывается?",
			"Сильные стороны против угроз: какой шаг использует сильное против того, что угрожает?",
			"Слабые стороны и угрозы: какой шаг убережёт слабое от того, что угрожает?",
		},
		Owner: "Кто делает этот шаг?", By: "К какому дню?", WhyNot: "Если шагов нет: почему?",
		Money: Money{
			Amount: map[string]string{
				"money": "Вложено (потрачено) денег", "hours": "Вложено часов", "in_kind": "Отдано вещами и услугами, по стоимости",
				"revenue": "Полученная выручка", "savings": "Полученная экономия", "benefit": "Прочие выгоды, по стоимости",
				"paid": "Уплачено другой стороне", "received": "Получено от другой стороны",
			},
			Hours: "ч", Step: "Какой шаг следует из этих цифр?",
		},
		Behind:     "Отстающая цель: какой шаг её продвинет?",
		Unanswered: "Вопросы без ответа: какой шаг поможет отвечать?",
		DaysLate:   "Этапы с опозданием: какой шаг поможет успевать к сроку?",
		TasksLate:  "Обещания с опозданием: какой шаг поможет выполнять их в срок?",
		Discontent: "Довольны ли люди: какой шаг поможет?",
		OffPlan:    "Выгоды меньше, чем планировали: какой шаг её увеличит?",
		Uneven:     "Выгоды делятся неравно: какой шаг это выровняет?",
		Conflicts:  "Открытые разногласия: какой шаг поможет их уладить?",
		AnyStep:    "Какой шаг из этого следует?",
	}
}
