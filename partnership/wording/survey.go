package wording

// Survey is the wording of the questions that come with the program (domain 4.9). All
// statements are answered from "not at all" to "fully".
type Survey struct {
	// Of the pulse. TooLate says something bad.
	Early, TooLate, Clear, SharedFairly, InTime, Heard, Valued, Mutual, Invest string
	// Mirror takes a statement, which the other side answers.
	Mirror string
	// Strengths, Weaknesses and Change are answered in words.
	Strengths, Weaknesses, Change string
	// Of readiness: whether promises are kept, whether there is time, what would help.
	Kept, HaveTime, Easier string
	// Of recommending: the partner, the work itself, and why.
	Recommend, RecommendWork, Why string
	// Of the self-assessment: the points from nothing to all, what is placed on them,
	// and what comes first.
	Anchors                                                                [5]string
	Goals, Roles, Figures, Deciding, Disagreeing, Risks, Balance, Way, Out string
	FirstStep                                                              string
	// Dimensions are the names of those that the bank's questions belong to.
	Dimensions map[string]string
}

func englishSurvey() Survey {
	return Survey{
		Early:        "I can raise a problem early without harm",
		TooLate:      "We learn too late of what concerns us",
		Clear:        "It is clear who does what",
		SharedFairly: "Benefits are shared fairly",
		InTime:       "Decisions are made in time",
		Heard:        "Our side is heard",
		Valued:       "Our contribution is valued",
		Mutual:       "Effort is mutual",
		Invest:       "We are ready to invest in improving",
		Mirror:       "I think the partner would answer to: \"%s\"",
		Strengths:    "What is strong about working together?",
		Weaknesses:   "What is weak about it?",
		Change:       "What is the one thing that we should change?",
		Kept:         "The other side keeps what it promises",
		HaveTime:     "I have the time that this partnership needs",
		Easier:       "What would make it easier for you to do your part?",
		Recommend:    "How likely are you to recommend working with this partner?", RecommendWork: "How likely are you to recommend a colleague to work in this partnership?",
		Why:     "What is the main reason for that?",
		Anchors: [5]string{"0: none", "25: on one side", "50: on both sides, not compared", "75: agreed by the leads", "100: agreed by leads and executives"},
		Goals:   "Joint goals", Roles: "Who does what", Figures: "Figures and where they come from", Deciding: "How we decide",
		Disagreeing: "What we do when we disagree", Risks: "What could go wrong, and what we do then",
		Balance: "What each side gives and gets", Way: "How we tell each other what has changed", Out: "How we would part",
		FirstStep: "Which of these should we work on first, and how?",
		Dimensions: map[string]string{
			"trust": "trust", "communication": "communication", "clarity": "clarity", "fairness": "fairness", "responsiveness": "decisions in time",
			"heard": "being heard", "valued": "being valued", "commitment": "commitment", "reliability": "reliability",
			"direction": "direction", "working-together": "working together", "governance": "governance", "value": "value",
		},
	}
}

func russianSurvey() Survey {
	return Survey{
		Early:        "Я могу рано сказать о проблеме без последствий",
		TooLate:      "Мы слишком поздно узнаём о том, что нас касается",
		Clear:        "Понятно, кто что делает",
		SharedFairly: "Выгоды распределены справедливо",
		InTime:       "Решения принимаются вовремя",
		Heard:        "Нас слышат",
		Valued:       "Наш вклад ценят",
		Mutual:       "Усилия обоюдны",
		Invest:       "Мы готовы вкладываться в улучшение",
		Mirror:       "Думаю, партнёр ответил бы на «%s»",
		Strengths:    "Что в совместной работе получается хорошо?",
		Weaknesses:   "Что в ней получается плохо?",
		Change:       "Что одно нам стоит изменить?",
		Kept:         "Другая сторона выполняет обещания",
		HaveTime:     "Мне хватает времени на это партнёрство",
		Easier:       "Что помогло бы вам делать свою часть?",
		Recommend:    "Насколько вероятно, что вы посоветуете работать с этим партнёром?", RecommendWork: "Насколько вероятно, что вы посоветуете коллеге работать в этом партнёрстве?",
		Why:     "Какова главная причина?",
		Anchors: [5]string{"0: нет", "25: у одной стороны", "50: у обеих сторон, не сверено", "75: согласовано руководителями", "100: согласовано руководителями и кураторами"},
		Goals:   "Общие цели", Roles: "Кто что делает", Figures: "Показатели и откуда они берутся", Deciding: "Как мы решаем",
		Disagreeing: "Что мы делаем при разногласии", Risks: "Что может пойти не так и что мы тогда делаем",
		Balance: "Что каждая сторона даёт и получает", Way: "Как мы сообщаем об изменениях", Out: "Как мы расстались бы",
		FirstStep: "Над чем из этого работать сначала и как?",
		Dimensions: map[string]string{
			"trust": "доверие", "communication": "общение", "clarity": "ясность", "fairness": "справедливость", "responsiveness": "решения вовремя",
			"heard": "нас слышат", "valued": "нас ценят", "commitment": "готовность вкладываться", "reliability": "надёжность",
			"direction": "направление", "working-together": "совместная работа", "governance": "управление", "value": "выгода",
		},
	}
}

// Response is the wording of what the leads are asked about a result.
type Response struct {
	Do, By, WhyNot string
	// TakeUp asks which remarks are taken up, and Others why not those that are not.
	TakeUp, Others string
	// Remark is what somebody owes who takes one up: its number, the survey and the day of
	// its round. It has none of its words.
	Remark string
	// Nothing says to whoever does nothing that the reason is missing; it takes their word
	// for nothing.
	Nothing string
}

func englishResponse() Response {
	return Response{
		Do: "What will your side do about it?", By: "By which day?", WhyNot: "If nothing: why?",
		TakeUp: "Which of the numbered remarks do you take up?", Others: "Why not the other remarks?",
		Remark:  "Remark %d of the survey %s of %s",
		Nothing: "1) \"%s\": if your side does nothing about it, please say why behind 3); that is an answer, too",
	}
}

func russianResponse() Response {
	return Response{
		Do: "Что ваша сторона сделает с этим?", By: "К какому дню?", WhyNot: "Если ничего: почему?",
		TakeUp: "Какие комментарии, по номерам, вы берёте в работу?", Others: "Почему не остальные комментарии?",
		Remark:  "Комментарий %d из опроса %s от %s",
		Nothing: "1) «%s»: если ваша сторона ничего не делает, напишите, пожалуйста, после 3) почему; это тоже ответ",
	}
}
