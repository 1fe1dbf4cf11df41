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
	// Against asks for a step against what costs health, by the reason; AnyStep asks where
	// nothing does.
	Against map[string]string
	AnyStep string
	Money   Money
	// Progress is what a review of progress asks.
	Progress Progress
	Renewal  Renewal
}

// Renewal is the wording of what whoever leads a party is asked before the term ends.
type Renewal struct {
	// Results asks what came of it, and Wish what they would change.
	Results, Wish string
	// Way asks what they want, one of the Ways: go on, go on with changes, let it end; Until
	// asks until when, and Change what changes.
	Way    string
	Ways   [3]string
	Until  string
	Change string
}

// Progress is the wording of what a review of progress asks: of everybody what was achieved,
// what is in the way, what is weak, whether a goal is still right and whether the market has
// changed, and of the chair how each goal goes on, what changes, and which steps follow.
type Progress struct {
	Achieved, Problem, Weak, Market string
	// Right has a place for the goal.
	Right string
	// Ways are to continue, adjust, pause and stop.
	Ways   [4]string
	Change string
	Steps  [3]string
}

// Money is the wording of what a review of money asks.
type Money struct {
	// Amount asks for an amount, by its kind in the ledger.
	Amount map[string]string
	Hours  string // the unit
	// Share asks for a side's part of a deal, by its name.
	Share string
	Step  string
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
			Hours: "hours", Share: "Your side's part of the deal %s", Step: "Which step follows from these figures?",
		},
		Against: map[string]string{
			"behind":     "The goal that is behind: which step brings it forward?",
			"unanswered": "Asks without an answer: which step makes it easier to answer?",
			"days-late":  "Milestones that come late: which step gets them done in time?",
			"tasks-late": "Promises that come late: which step gets them kept in time?",
			"discontent": "How content people are: which step helps?",
			"off-plan":   "Less value than planned: which step brings more of it?",
			"uneven":     "Value that is shared unevenly: which step evens it out?",
			"conflicts":  "Open conflicts: which step helps to settle them?",
		},
		AnyStep: "Which step follows?",
		Progress: Progress{
			Achieved: "What have we achieved since the last review?", Problem: "What is in the way?", Weak: "Where are we weak together?",
			Right: "Is this goal still right? %s", Market: "Has the market or anything else around us changed?",
			Ways:   [4]string{"continue", "adjust", "pause", "stop"},
			Change: "If not all continue: what changes, and why?",
			Steps:  [3]string{"Which step follows?", "A second step", "A third step"},
		},
		Renewal: Renewal{
			Results: "What has come of it for your side, as you see it?", Wish: "If we went on: what would you change?",
			Way:  "What do you want for your side?",
			Ways: [3]string{"renew", "renew with changes", "let it end"}, Until: "If we go on: until which day?", Change: "If with changes: which?",
		},
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
			Hours: "ч", Share: "Доля вашей стороны в сделке %s", Step: "Какой шаг следует из этих цифр?",
		},
		Against: map[string]string{
			"behind":     "Отстающая цель: какой шаг её продвинет?",
			"unanswered": "Вопросы без ответа: какой шаг поможет отвечать?",
			"days-late":  "Этапы с опозданием: какой шаг поможет успевать к сроку?",
			"tasks-late": "Обещания с опозданием: какой шаг поможет выполнять их в срок?",
			"discontent": "Довольны ли люди: какой шаг поможет?",
			"off-plan":   "Выгоды меньше, чем планировали: какой шаг её увеличит?",
			"uneven":     "Выгоды делятся неравно: какой шаг это выровняет?",
			"conflicts":  "Открытые разногласия: какой шаг поможет их уладить?",
		},
		AnyStep: "Какой шаг из этого следует?",
		Progress: Progress{
			Achieved: "Чего мы достигли с прошлого обзора?", Problem: "Что мешает?", Weak: "В чём мы вместе слабы?",
			Right: "Эта цель всё ещё верна? %s", Market: "Изменился ли рынок или что-то ещё вокруг нас?",
			Ways:   [4]string{"продолжать", "изменить", "приостановить", "прекратить"},
			Change: "Если продолжаются не все: что меняется и почему?",
			Steps:  [3]string{"Какой шаг следует?", "Второй шаг", "Третий шаг"},
		},
		Renewal: Renewal{
			Results: "Что это дало вашей стороне, как вы это видите?", Wish: "Если продолжать: что бы вы изменили?",
			Way:  "Чего вы хотите для своей стороны?",
			Ways: [3]string{"продлить", "продлить с изменениями", "завершить"}, Until: "Если продолжаем: до какого дня?", Change: "Если с изменениями: с какими?",
		},
	}
}
